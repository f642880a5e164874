//! The bytes of files in the matrix: who gets those of a draft, by token and by link, and who sends new ones.

use super::case::Outcome;
use super::files::attach;
use super::seat::{Relation, Seat};
use super::target::{Made, Target};
use super::{ask, generous, keep, seats};
use acceptance::{Site, World, on_both_engines};
use application::Call;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Action, Actor};
use domain::files::{Holder, HolderKind, StoredFile};
use reqwest::Method;
use serde_json::{Value, json};
use std::fmt::Write;
use uuid::Uuid;

const UPLOAD: &str = "mutation($input: RequestUploadInput!) { requestUpload(input: $input) {
    upload { url } errors { code } } }";

/// The draft of a series that an organisation holds, with a file on it.
async fn draft(call: &Call, world: &World, seat: &Seat, relation: Relation) -> (Made, Value, StoredFile) {
    let made = Target::Series.make(world, seat, relation, seat.organisation(relation)).await;
    let (_, id) = made.names.iter().find(|(name, _)| *name == "series").unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(id.as_str().unwrap()).unwrap();
    let holder = Holder { kind: HolderKind::CourseSeries, id: Uuid::from_slice(&bytes[..16]).unwrap() };
    let file = attach(call, holder).await;
    let id = id.clone();
    (made, id, file)
}

/// Downloads the file with the token, and says how that ended.
async fn download(site: &Site, seat: &Seat, file: &StoredFile) -> Outcome {
    let request = site.request(Method::GET, &format!("/files/{}", file.id));
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    let answer = Site::send(request).await;
    match answer.status().as_u16() {
        200 => {
            assert_eq!(answer.text().await.unwrap(), "Satzung");
            Outcome::Done
        }
        404 => Outcome::NotFound,
        other => panic!("a download ended with {other}"),
    }
}

/// Asks for an upload and carries it out, and says how that ended.
async fn upload(site: &Site, seat: &Seat, record: &Value) -> Outcome {
    let input = json!({"recordId": record, "name": "Plan.txt", "mediaType": "text/plain", "size": 4});
    let answer = ask(site, seat, &json!({"query": UPLOAD, "variables": {"input": input}})).await;
    match answer["errors"][0]["extensions"]["code"].as_str() {
        Some("FORBIDDEN") => return Outcome::Forbidden,
        Some("UNAUTHENTICATED") => return Outcome::Unauthenticated,
        Some(other) => panic!("{other}: {answer:#}"),
        None => {}
    }
    let payload = &answer["data"]["requestUpload"];
    let Some(url) = payload["upload"]["url"].as_str() else {
        assert_eq!(payload["errors"][0]["code"], "NOT_FOUND", "{answer:#}");
        return Outcome::NotFound;
    };
    // Only a service, which has no session, shows once more who it is.
    let request = site.request(Method::PUT, url).body("Plan");
    let request = match &seat.token {
        Some(token) if seat.actor.account().is_none() => request.bearer_auth(token),
        _ => request,
    };
    let stored = Site::send(request).await;
    assert_eq!(stored.status(), 201);
    Outcome::Done
}

fn expected(seat: &Seat, made: &Made, action: Action) -> Outcome {
    if action != Action::SeriesPlan && seat.actor.may(action).is_err() {
        return if seat.token.is_some() { Outcome::Forbidden } else { Outcome::Unauthenticated };
    }
    // The draft of a series is seen by those who plan it, and then it counts who may attach.
    if !seat.actor.visibility(Action::SeriesPlan).includes(&made.owner) {
        return Outcome::NotFound;
    }
    if seat.actor.visibility(action).includes(&made.owner) { Outcome::Done } else { Outcome::Forbidden }
}

on_both_engines! {
    async fn file_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let call = site.world().call(Actor::System);
        let mut table = String::new();
        for (title, action) in [("GET /files/{id}", Action::SeriesPlan), ("PUT /files/uploads/{ticket}", Action::FileAttach)] {
            writeln!(table, "{:<36}own  served  foreign", format!("{title} ({action})")).unwrap();
            for seat in &seats {
                let mut line = format!("  {:<34}", seat.name());
                for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                    let (made, record, file) = draft(&call, site.world(), seat, relation).await;
                    let expected = expected(seat, &made, action);
                    let outcome = match action {
                        Action::FileAttach => upload(&site, seat, &record).await,
                        _ => download(&site, seat, &file).await,
                    };
                    assert_eq!(outcome, expected, "{title} by {} on what is {}", seat.name(), relation.word());
                    write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        keep("file_routes", &table);
    }
}
