//! Calendars to subscribe to: one's own under a secret address, and the one for everybody.

use super::stage::{Stage, plan};
use acceptance::{Cast, Site, World, on_both_engines, read_calendars};
use application::qualifications::{CancelRegistration, EndSession, cancel_registration, cancel_session};
use domain::access::Role;
use domain::qualifications::{CourseKind, Entitlement, SessionDraft, SessionState};
use reqwest::StatusCode;
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../schema/operations/CreateCalendarFeed.graphql");
const CALENDAR: &str = include_str!("../../../schema/operations/MyCalendar.graphql");
const REVOKE: &str =
    "mutation($input: RevokeCalendarFeedInput!) { revokeCalendarFeed(input: $input) { errors { code } } }";
const STAFF: (Role, &str) = (Role::OfficeStaff, "remscheid");

async fn ask(site: &Site, cast: &Cast, who: (Role, &str), document: &str, variables: Value) -> Value {
    let token = cast.token(site.world(), who.0, who.1).await;
    let answer = site.ask_as(&token, document, variables).await;
    assert!(answer["errors"].is_null(), "{answer}");
    answer["data"].clone()
}

/// The calendar at a path, with its tag.
async fn calendar(site: &Site, path: &str) -> (Value, String) {
    let answer = Site::send(site.get(path)).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let text = answer.text().await.unwrap();
    (read_calendars([text.as_str()]).await.remove(0), tag)
}

fn statuses(calendar: &Value) -> Vec<&str> {
    calendar["events"].as_array().unwrap().iter().map(|event| event["status"].as_str().unwrap()).collect()
}

fn path_of(address: &str) -> &str {
    address.strip_prefix("https://bildungsnetz.example").unwrap()
}

on_both_engines! {
    async fn a_personal_calendar_follows_its_owner_until_it_is_revoked(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let mine = stage.register(&session, &[stage.of(STAFF.0, STAFF.1)]).await.unwrap().remove(0);
        let Stage { world, cast } = stage;
        let site = Site::of(world).await;
        let made = ask(&site, &cast, STAFF, CREATE, json!({"input": {"label": "Telefon"}})).await;
        let made = &made["createCalendarFeed"];
        let address = made["address"].as_str().unwrap().to_owned();
        let path = path_of(&address);
        let (seen, tag) = calendar(&site, path).await;
        assert_eq!((seen["name"].as_str(), statuses(&seen)), (Some("BildungsNetz: meine Termine"), vec!["CONFIRMED"]));
        assert_eq!(seen["events"][0]["uid"], format!("{}@bildungsnetz.example", mine.id));

        // Nothing new is not sent again; the same address shows the same thing on another day.
        let again = Site::send(site.get(path).header("if-none-match", &tag)).await;
        assert_eq!((again.status(), again.text().await.unwrap()), (StatusCode::NOT_MODIFIED, String::new()));
        site.world().clock().advance(86_400);
        assert_eq!(calendar(&site, path).await.1, tag);

        // The seat is given back: the entry stays, as cancelled.
        let call = site.world().call(cast.actor(site.world(), STAFF.0, STAFF.1).await);
        let back = CancelRegistration { id: mine.id, expected_version: mine.version };
        cancel_registration(&call, back).await.unwrap();
        let (later, other) = calendar(&site, path).await;
        assert_eq!(statuses(&later), ["CANCELLED"]);
        assert!(later["events"][0]["sequence"].as_i64() > seen["events"][0]["sequence"].as_i64(), "{later}");
        assert_ne!(other, tag);

        // What is kept does not open anything, and a revoked address leads nowhere.
        let kept = ask(&site, &cast, STAFF, "{ myCalendarFeeds { id label } }", json!({})).await;
        assert_eq!(kept["myCalendarFeeds"], json!([{"id": made["feed"]["id"], "label": "Telefon"}]));
        let foreign = (Role::OfficeLead, "remscheid");
        let revoke = json!({"input": {"id": made["feed"]["id"]}});
        let refused = ask(&site, &cast, foreign, REVOKE, revoke.clone()).await;
        assert_eq!(refused["revokeCalendarFeed"]["errors"][0]["code"], "NOT_FOUND");
        let done = ask(&site, &cast, STAFF, REVOKE, revoke).await;
        assert_eq!(done["revokeCalendarFeed"]["errors"], json!([]));
        for gone in [path, "/calendar/nonsense.ics", "/calendar/nonsense"] {
            assert_eq!(Site::send(site.get(gone)).await.status(), StatusCode::NOT_FOUND, "{gone}");
        }
    }

    async fn the_address_is_shown_once_and_closes_with_the_account(world: World) {
        let cast = Cast::enter(&world).await;
        let site = Site::of(world).await;
        let key = "feed-1";
        let body = json!({"query": CREATE, "variables": {"input": {"label": "Tafel"}}});
        let token = cast.token(site.world(), STAFF.0, STAFF.1).await;
        let ask = async || Site::answer(site.post(&body).bearer_auth(&token).header("idempotency-key", key)).await;
        let first = ask().await;
        let address = first["data"]["createCalendarFeed"]["address"].as_str().unwrap().to_owned();
        let replayed = ask().await;
        assert!(!replayed.to_string().contains(path_of(&address)), "{replayed}");
        let file = path_of(&address).to_owned();
        assert_eq!(Site::send(site.get(&file)).await.status(), StatusCode::OK);
        let call = site.world().call(domain::access::Actor::System);
        let account = cast.member(STAFF.0, STAFF.1).account;
        let version = application::accounts::find_account(&call, account).await.unwrap().unwrap().version;
        application::accounts::disable_account(&call, account, version).await.unwrap();
        assert_eq!(Site::send(site.get(&file)).await.status(), StatusCode::NOT_FOUND);
    }

    async fn the_public_calendar_shows_what_is_published_for_everybody(world: World) {
        let stage = Stage::set(world).await;
        let named = |title: &str| SessionDraft { title: title.to_owned(), ..plan() };
        stage.open(CourseKind::Conference, named("Fachtag")).await;
        let gone = stage.open(CourseKind::Conference, named("Abgesagt")).await;
        let closed = SessionDraft { entitlement: Some(Entitlement::Invited), ..named("Auf Einladung") };
        stage.open(CourseKind::Conference, closed).await;
        let organiser = stage.organiser().await;
        let reason = "Zu wenig Anmeldungen.".to_owned();
        let end = |id, expected_version| EndSession { id, expected_version, reason: reason.clone() };
        cancel_session(&organiser, end(gone.id, gone.version)).await.unwrap();
        // A draft that is given up was never announced.
        let host = Some(stage.cast.transferagentur);
        let kind = Some(CourseKind::Conference);
        let draft = application::qualifications::CreateSession { host, series: None, module: None, kind, plan: named("Entwurf") };
        let draft = application::qualifications::create_session(&organiser, draft).await.unwrap();
        let given_up = cancel_session(&organiser, end(draft.id, draft.version)).await.unwrap();
        assert_eq!(given_up.state, SessionState::Cancelled);
        let site = Site::of(stage.world).await;
        let (seen, _) = calendar(&site, "/calendar/public.ics").await;
        let mut shown: Vec<_> =
            seen["events"].as_array().unwrap().iter().map(|event| (event["title"].clone(), event["status"].clone())).collect();
        shown.sort_by_key(|(title, _)| title.to_string());
        assert_eq!(shown, [(json!("Abgesagt"), json!("CANCELLED")), (json!("Fachtag"), json!("CONFIRMED"))]);
    }

    async fn my_calendar_shows_seats_and_lessons(world: World) {
        let stage = Stage::set(world).await;
        let own = stage.of(STAFF.0, STAFF.1);
        let session = stage.open(CourseKind::Exchange, plan()).await;
        stage.register(&session, &[own]).await.unwrap();
        let taught = stage.open(CourseKind::Exchange, SessionDraft { title: "Werkstatt".to_owned(), ..plan() }).await;
        let request = application::qualifications::RequestTrainer {
            session: taught.id,
            person: own,
            topic: None,
            fee_agreed: false,
        };
        application::qualifications::request_trainer(&stage.organiser().await, request).await.unwrap();
        let site = Site::of(stage.world).await;
        let answer = ask(&site, &stage.cast, STAFF, CALENDAR, json!({})).await;
        let dates = answer["myCalendar"].as_array().unwrap();
        let mut shown: Vec<_> = dates
            .iter()
            .map(|date| {
                let (registration, trainer) = (&date["registration"]["state"], &date["trainerAssignment"]["state"]);
                (date["title"].clone(), date["status"].clone(), registration.clone(), trainer.clone())
            })
            .collect();
        shown.sort_by_key(|(title, ..)| title.to_string());
        let expected = [
            (json!("Netzwerke verstehen"), json!("CONFIRMED"), json!("CONFIRMED"), Value::Null),
            (json!("Werkstatt"), json!("TENTATIVE"), Value::Null, json!("REQUESTED")),
        ];
        assert_eq!(shown, expected, "{answer:#}");
        let past = ask(&site, &stage.cast, STAFF, CALENDAR, json!({"until": "2020-04-01T00:00:00Z"})).await;
        assert_eq!(past["myCalendar"], json!([]));
        let other = ask(&site, &stage.cast, (Role::OfficeLead, "hamm"), CALENDAR, json!({})).await;
        assert_eq!(other["myCalendar"], json!([]));
    }
}
