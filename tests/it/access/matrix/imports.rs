//! Imports in the matrix: the fields, the upload of files, and the files with what became of the rows.

use super::case::{Case, Outcome};
use super::seat::{Relation, Seat};
use super::target::{Made, Target, global};
use super::{ask, generous, keep, prove, seats};
use acceptance::{Site, World, on_both_engines};
use application::Call;
use application::integration::imports::{
    CreateImportMapping, RequestImportUpload, StartImport, create_import_mapping, receive_import_file,
    request_import_upload, start_import,
};
use domain::access::{Action, Actor};
use domain::integration::imports::{ColumnDraft, ImportField, ImportKind, ImportPolicy, MappingDraft};
use domain::organisations::Organisation;
use domain::shared::{ImportFileId, Language};
use reqwest::Method;
use serde_json::json;
use std::fmt::Write;

const SEEN: Option<Action> = Some(Action::ImportRead);

const UPLOAD: &str = "mutation($input: RequestImportUploadInput!) { requestImportUpload(input: $input) {
    upload { url } errors { code } } }";

/// A field about an import or what belongs to one, which is found by the right to read imports.
const fn about(field: &'static str, target: Target, document: &'static str, variables: &'static str) -> Case {
    Case { field, document, variables, target, found_by: SEEN, refusals: &[] }
}

/// A field that is about nothing in particular.
const fn list(field: &'static str, document: &'static str) -> Case {
    Case { field, document, variables: "{}", target: Target::Nothing, found_by: None, refusals: &[] }
}

/// A field about an organisation, which everybody finds.
const fn within(field: &'static str, document: &'static str, variables: &'static str) -> Case {
    Case { field, document, variables, target: Target::Organisation, found_by: None, refusals: &[] }
}

pub(super) const CASES: &[Case] = &[
    list("imports", "{ imports(first: 1) { totalCount } }"),
    list("importMappings", "{ importMappings(first: 1) { totalCount } }"),
    about(
        "import",
        Target::Import,
        "query($id: ID!) { import(id: $id) { fileName sha256 state } }",
        r#"{"id": "$import"}"#,
    ),
    about(
        "importRows",
        Target::Import,
        "query($id: ID!) { importRows(importId: $id, first: 1) { totalCount nodes { outcome } } }",
        r#"{"id": "$import"}"#,
    ),
    about(
        "importMapping",
        Target::ImportMapping,
        "query($id: ID!) { importMapping(id: $id) { name definition { columns { header } } } }",
        r#"{"id": "$mapping"}"#,
    ),
    within(
        "requestImportUpload",
        "mutation($input: RequestImportUploadInput!) { requestImportUpload(input: $input) { errors { code } } }",
        r#"{"input": {"organisationId": "$organisation", "name": "Liste.csv", "size": 7}}"#,
    ),
    about(
        "startImport",
        Target::ImportFile,
        "mutation($input: StartImportInput!) { startImport(input: $input) { errors { code } } }",
        r#"{"input": {"fileId": "$importFile", "kind": "PEOPLE", "policy": "SKIP_BAD_ROWS",
            "mapping": {"columns": [{"header": "Nachname", "field": "FAMILY_NAME"}]}}}"#,
    ),
    about(
        "cancelImport",
        Target::Import,
        "mutation($input: CancelImportInput!) { cancelImport(input: $input) { errors { code } } }",
        r#"{"input": {"importId": "$import"}}"#,
    ),
    within(
        "createImportMapping",
        "mutation($input: CreateImportMappingInput!) { createImportMapping(input: $input) { errors { code } } }",
        r#"{"input": {"organisationId": "$organisation", "name": "Liste", "kind": "PEOPLE",
            "definition": {"columns": [{"header": "Nachname", "field": "FAMILY_NAME"}]}}}"#,
    ),
    about(
        "updateImportMapping",
        Target::ImportMapping,
        "mutation($input: UpdateImportMappingInput!) { updateImportMapping(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$mapping", "expectedVersion": 1, "name": "Andere"}}"#,
    ),
    about(
        "deleteImportMapping",
        Target::ImportMapping,
        "mutation($input: DeleteImportMappingInput!) { deleteImportMapping(input: $input) { errors { code } } }",
        r#"{"input": {"id": "$mapping", "expectedVersion": 1}}"#,
    ),
];

fn columns() -> MappingDraft {
    let column = ColumnDraft { header: "Nachname".to_owned(), field: ImportField::FamilyName, values: Vec::new() };
    MappingDraft { columns: vec![column], constants: Vec::new() }
}

/// Uploads a file for an organisation that nobody uploaded before.
async fn file(call: &Call, home: &Organisation) -> ImportFileId {
    let text = format!("Nachname\nMuster {}\n", call.ids().uuid());
    let input = RequestImportUpload { organisation: home.id, name: "Liste.csv".to_owned(), size: text.len() as u64 };
    let upload = request_import_upload(call, input).await.unwrap();
    let ticket = upload.url.rsplit('/').next().unwrap();
    let parts = futures::stream::iter([Ok(text.into())]);
    let platform = call.platform();
    let received = receive_import_file(platform, ticket, Actor::System, "test".to_owned(), Language::English, parts);
    received.await.unwrap().id
}

/// Makes a file of an organisation, an import that waits, or a mapping.
pub(super) async fn make(call: &Call, target: Target, home: &Organisation, made: &mut Made) {
    match target {
        Target::ImportMapping => {
            let name = format!("Liste {}", call.ids().uuid());
            let (organisation, kind) = (home.id, ImportKind::People);
            let input = CreateImportMapping { organisation, name, kind, draft: columns() };
            let mapping = create_import_mapping(call, input).await.unwrap();
            made.names.push(("mapping", global(mapping.id)));
        }
        Target::ImportFile => made.names.push(("importFile", global(file(call, home).await))),
        _ => {
            let input = StartImport {
                file: file(call, home).await,
                kind: ImportKind::People,
                mapping_id: None,
                mapping: Some(columns()),
                policy: ImportPolicy::SkipBadRows,
                dry_run: false,
            };
            made.names.push(("import", global(start_import(call, input).await.unwrap().import.id)));
        }
    }
}

/// Asks for an upload and carries it out, and says how that ended.
async fn upload(site: &Site, seat: &Seat, made: &Made) -> Outcome {
    let (_, organisation) = made.names.iter().find(|(name, _)| *name == "organisation").unwrap();
    let input = json!({"organisationId": organisation, "name": "Liste.csv", "size": 4});
    let answer = ask(site, seat, &json!({"query": UPLOAD, "variables": {"input": input}})).await;
    match answer["errors"][0]["extensions"]["code"].as_str() {
        Some("FORBIDDEN") => return Outcome::Forbidden,
        Some("UNAUTHENTICATED") => return Outcome::Unauthenticated,
        Some(other) => panic!("{other}: {answer:#}"),
        None => {}
    }
    let url = answer["data"]["requestImportUpload"]["upload"]["url"].as_str().unwrap();
    let request = site.request(Method::PUT, url).body("A\nx\n");
    // Only a service, which has no session, shows once more who it is.
    let request = match &seat.token {
        Some(token) if seat.actor.account().is_none() => request.bearer_auth(token),
        _ => request,
    };
    assert_eq!(Site::send(request).await.status(), 201);
    Outcome::Done
}

/// Fetches the file with what became of the rows, and says how that ended.
async fn results(site: &Site, seat: &Seat, made: &Made) -> Outcome {
    let (_, id) = made.names.iter().find(|(name, _)| *name == "import").unwrap();
    let request = site.get(&format!("/imports/{}/results.csv", id.as_str().unwrap()));
    let request = request.header("accept", "application/graphql-response+json");
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    match Site::send(request).await.status().as_u16() {
        200 => Outcome::Done,
        401 => Outcome::Unauthenticated,
        403 => Outcome::Forbidden,
        404 => Outcome::NotFound,
        other => panic!("the results ended with {other}"),
    }
}

fn expected(seat: &Seat, made: &Made, action: Action) -> Outcome {
    let refused = if seat.token.is_some() { Outcome::Forbidden } else { Outcome::Unauthenticated };
    match (seat.actor.may(action), seat.actor.visibility(action).includes(&made.owner)) {
        (Err(_), _) => refused,
        (Ok(()), true) => Outcome::Done,
        // Everybody finds an organisation, and an import only those who may read it.
        (Ok(()), false) if action == Action::ImportRun => refused,
        (Ok(()), false) => Outcome::NotFound,
    }
}

on_both_engines! {
    async fn imports(world: World) {
        prove(world, "imports", CASES).await;
    }

    async fn import_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        let routes = [
            ("PUT /imports/uploads/{ticket}", Action::ImportRun, Target::Organisation),
            ("GET /imports/{id}/results.csv", Action::ImportRead, Target::Import),
        ];
        for (title, action, target) in routes {
            writeln!(table, "{title} ({action})  own  served  foreign").unwrap();
            for seat in &seats {
                let mut line = format!("  {:<34}", seat.name());
                for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                    let made = target.make(site.world(), seat, relation, seat.organisation(relation)).await;
                    let outcome = match action {
                        Action::ImportRun => upload(&site, seat, &made).await,
                        _ => results(&site, seat, &made).await,
                    };
                    let expected = expected(seat, &made, action);
                    assert_eq!(outcome, expected, "{title} by {} on what is {}", seat.name(), relation.word());
                    write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        keep("import_routes", &table);
    }
}
