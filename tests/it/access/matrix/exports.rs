//! Exports in the matrix: the fields, and the route of their files.

use super::case::{Case, Outcome};
use super::seat::{Relation, Seat};
use super::target::{Made, Target, global};
use super::{generous, keep, prove, seats};
use acceptance::{Site, World, on_both_engines};
use application::Call;
use domain::access::{Action, Owner};
use domain::integration::{Export, ExportFormat, ExportState, Requester};
use domain::shared::{AccountId, ExportId, Language, PersonId};
use persistence::Change;
use persistence::integration::insert_export;
use std::fmt::Write;

const SEEN: Option<Action> = Some(Action::ExportRead);

pub(super) const CASES: &[Case] = &[
    Case {
        field: "export",
        document: "query($id: ID!) { export(id: $id) { state rows } }",
        variables: r#"{"id": "$export"}"#,
        target: Target::Export,
        found_by: SEEN,
        refusals: &[],
    },
    Case {
        field: "exports",
        document: "{ exports(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "startExport",
        document: "mutation($input: StartExportInput!) { startExport(input: $input) { errors { code } } }",
        variables: r#"{"input": {"document": "{ organisations { nodes { name } } }", "format": "CSV"}}"#,
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "cancelExport",
        document: "mutation($input: CancelExportInput!) { cancelExport(input: $input) { errors { code } } }",
        variables: r#"{"input": {"exportId": "$export"}}"#,
        target: Target::Export,
        found_by: SEEN,
        refusals: &[],
    },
];

/// Makes one that waits, or one whose file was kept for its time.
pub(super) async fn make(
    call: &Call,
    (account, person): (AccountId, PersonId),
    state: ExportState,
    made: &mut Made,
) -> Export {
    let unit = call.begin().await.unwrap();
    let export = Export {
        id: ExportId::new(call.ids()),
        requester: Requester::Account {
            account,
            person,
            session: None,
            token: None,
            second_factor: true,
            scopes: None,
        },
        document: "{ organisations { nodes { name } } }".to_owned(),
        operation: None,
        variables: "{}".to_owned(),
        document_hash: "0".repeat(64),
        connection: "organisations".to_owned(),
        format: ExportFormat::Csv,
        language: Language::German,
        file_name: "organisations.csv".to_owned(),
        state,
        rows: 0,
        total: None,
        bytes: 0,
        sha256: None,
        blob: None,
        failure: None,
        reason: None,
        attempts: 0,
        created_at: unit.now(),
        started_at: None,
        ended_at: None,
        expires_at: None,
        version: 1,
    };
    insert_export(&unit, &export).await.unwrap();
    let permit = call.permit(Action::ExportStart, &Owner::NOBODY).unwrap();
    unit.commit([Change::new(permit, "export.started", export.id, export.owner())]).await.unwrap();
    made.owner = export.owner();
    made.names.push(("export", global(export.id)));
    export
}

/// Fetches the file with the token, and says how that ended: who is told that it has expired would have got it before.
async fn fetch(site: &Site, seat: &Seat, export: &Export) -> Outcome {
    let request = site.get(&format!("/exports/{}/{}", export.id, export.file_name));
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    match Site::send(request).await.status().as_u16() {
        410 => Outcome::Done,
        401 => Outcome::Unauthenticated,
        403 => Outcome::Forbidden,
        404 => Outcome::NotFound,
        other => panic!("a download ended with {other}"),
    }
}

fn expected(seat: &Seat, made: &Made) -> Outcome {
    if seat.actor.may(Action::ExportStart).is_err() {
        return if seat.token.is_some() { Outcome::Forbidden } else { Outcome::Unauthenticated };
    }
    if seat.actor.visibility(Action::ExportStart).includes(&made.owner) { Outcome::Done } else { Outcome::NotFound }
}

on_both_engines! {
    async fn exports(world: World) {
        prove(world, "exports", CASES).await;
    }

    async fn export_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        writeln!(table, "{:<36}self  own  served  foreign", "GET /exports/{id}/{name}").unwrap();
        for seat in &seats {
            let mut line = format!("  {:<34}", seat.name());
            for relation in [Relation::Oneself, Relation::Own, Relation::Served, Relation::Foreign] {
                let (made, export) = Target::expired_export(site.world(), seat, relation).await;
                let expected = expected(seat, &made);
                let outcome = fetch(&site, seat, &export).await;
                assert_eq!(outcome, expected, "a file by {} on what is {}", seat.name(), relation.word());
                write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        keep("export_routes", &table);
    }
}
