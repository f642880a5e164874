//! The reach report: what is counted, what is hidden, and what it costs.

use super::evaluated::{ORGANISER, ROLES, attended, eleven, held, person, step};
use acceptance::{Scene, Site, Who, on_both_engines};
use application::qualifications::{CreateSeries, CreateSession, SeriesInput, create_series};
use domain::access::{Actor, Role};
use domain::people::Person;
use domain::qualifications::{AttendanceMode, CourseFormat, CourseKind, Seats, SessionDraft, SessionVerb, TargetGroup};
use domain::shared::{CourseSeriesId, OrganisationId, PersonId};
use reqwest::StatusCode;
use serde_json::{Value, json};

const REPORT: &str = include_str!("../../../schema/operations/ReachReport.graphql");

async fn report(scene: &Scene, who: Who, filter: Value) -> Value {
    scene.get(who, REPORT, json!({"filter": filter})).await
}

fn year() -> Value {
    json!({"schoolYear": "2019/20"})
}

/// Events, hours, people, registrations, attendances, hours of people.
type Figures = (i64, Option<f64>, Option<i64>, Option<i64>, Option<i64>, Option<f64>);

fn figures(found: &Value) -> Figures {
    let number = |name: &str| found[name].as_i64();
    assert_eq!(found["isHidden"].as_bool().unwrap(), number("people").is_none(), "{found}");
    (
        number("events").unwrap(),
        found["eventHours"].as_f64(),
        number("people"),
        number("registrations"),
        number("attendances"),
        found["participantHours"].as_f64(),
    )
}

fn row<'r>(rows: &'r Value, key: &str, value: &str) -> &'r Value {
    let found = rows.as_array().unwrap().iter().find(|row| row[key] == value);
    &found.unwrap_or_else(|| panic!("{value} is not in {rows:#}"))["figures"]
}

fn people(scene: &Scene, who: &[(Who, AttendanceMode)]) -> Vec<(PersonId, AttendanceMode)> {
    who.iter().map(|(who, mode)| (person(scene, *who), *mode)).collect()
}

async fn series(scene: &Scene, topics: &[&str]) -> CourseSeriesId {
    let plan = SeriesInput {
        title: "Daten".to_owned(),
        description: None,
        goals: None,
        entitlement: None,
        target_groups: vec![TargetGroup::EducationOffice],
        stages: Vec::new(),
        topics: topics.iter().map(ToString::to_string).collect(),
        co_hosts: Vec::new(),
    };
    let host = scene.cast().transferagentur;
    let input = CreateSeries { host, kind: CourseKind::Conference, plan };
    create_series(&scene.world().call(Actor::System), input).await.unwrap().id
}

/// A digital session of half an hour in a series.
async fn held_in(scene: &Scene, series: CourseSeriesId, who: &[(PersonId, AttendanceMode)]) {
    let start = scene.world().call(Actor::System).now().plus_seconds(1);
    let seats = Seats { room: 0, online: 50 };
    let plan = SessionDraft {
        deadline: Some(start),
        ..SessionDraft::new("Daten lesen", start, start.plus_seconds(1_800), CourseFormat::Digital, seats)
    };
    let input = CreateSession { host: None, series: Some(series), module: None, kind: None, plan };
    let online: Vec<_> = who.iter().map(|(person, _)| (*person, AttendanceMode::Online)).collect();
    attended(scene.world(), input, &online, &[]).await;
}

/// Somebody from a city who has no account.
async fn newcomer(scene: &Scene, organisation: OrganisationId) -> Person {
    let input = application::people::CreatePerson {
        organisation,
        salutation: None,
        title: None,
        given_name: Some("Kim".to_owned()),
        family_name: "Beispiel".to_owned(),
        languages: Vec::new(),
        contact_points: Vec::new(),
        accept_duplicates: true,
    };
    application::people::create_person(&scene.world().call(Actor::System), input).await.unwrap()
}

on_both_engines! {
    async fn what_took_place_is_counted_by_all_that_it_is_asked_for(scene: Scene) {
        let agency = scene.cast().transferagentur;
        let all = people(&scene, &eleven());
        let remscheid = people(&scene, &ROLES.map(|role| (Who::Member(role, "remscheid"), AttendanceMode::Room)));
        let monitoring = series(&scene, &["Übergänge", "Monitoring"]).await;
        held_in(&scene, monitoring, &all).await;
        let exchange = held(scene.world(), (agency, CourseKind::Exchange), &remscheid).await;
        // A session that is only planned is not counted, and one of another organisation not for this one.
        let system = scene.world().call(Actor::System);
        let start = system.now().plus_seconds(86_400);
        let plan = SessionDraft::new("Später", start, start.plus_seconds(60), CourseFormat::Digital, Seats { room: 0, online: 9 });
        let kind = Some(CourseKind::CommunityCall);
        let input = CreateSession { host: Some(agency), series: None, module: None, kind, plan };
        application::qualifications::create_session(&system, input).await.unwrap();
        held(scene.world(), (scene.cast().remscheid.office, CourseKind::Exchange), &remscheid).await;
        step(&scene.world().call(Actor::System), exchange, SessionVerb::Close).await;

        let read = report(&scene, ORGANISER, year()).await;
        assert_eq!((&read["from"], &read["until"]), (&json!("2019-08-01"), &json!("2020-07-31")));
        assert_eq!(figures(&read["total"]), (2, Some(1.5), Some(11), Some(16), Some(16), Some(10.5)));
        assert_eq!((&read["municipalitiesReached"], &read["municipalities"]), (&json!(2), &json!(53)));
        assert_eq!(read["municipalitiesMissing"].as_array().unwrap().len(), 51);
        assert_eq!(figures(row(&read["byKind"], "key", "EXCHANGE")), (1, Some(1.0), Some(5), Some(5), Some(5), Some(5.0)));
        let conference = (1, Some(0.5), Some(11), Some(11), Some(11), Some(5.5));
        assert_eq!(figures(row(&read["byKind"], "key", "CONFERENCE")), conference);
        assert_eq!(figures(row(&read["byFormat"], "key", "DIGITAL")), conference);
        assert_eq!(figures(row(&read["byTopic"], "name", "Übergänge")), conference);
        assert_eq!(figures(row(&read["byTopic"], "name", "Monitoring")), conference);
        let here = figures(row(&read["byMunicipality"], "name", "Stadt Remscheid"));
        assert_eq!(here, (2, None, Some(6), Some(11), Some(11), Some(8.0)));
        let there = figures(row(&read["byMunicipality"], "key", "05915"));
        assert_eq!(there, (1, None, Some(5), Some(5), Some(5), Some(2.5)));

        let by_topic = report(&scene, ORGANISER, json!({"schoolYear": "2019/20", "topic": "uebergaenge"})).await;
        assert_eq!(figures(&by_topic["total"]), conference);
        let unknown = report(&scene, ORGANISER, json!({"schoolYear": "2019/20", "topic": "Sport"})).await;
        assert_eq!(figures(&unknown["total"]), (0, Some(0.0), Some(0), Some(0), Some(0), Some(0.0)));
        let by_place = report(&scene, ORGANISER, json!({"schoolYear": "2019/20", "municipality": "05915"})).await;
        assert_eq!(figures(&by_place["total"]), (1, Some(0.5), Some(5), Some(5), Some(5), Some(2.5)));
        assert_eq!(by_place["municipalitiesReached"], 1);
        let before = report(&scene, ORGANISER, json!({"schoolYear": "2018/19"})).await;
        assert_eq!((figures(&before["total"]).0, &before["municipalitiesReached"]), (0, &json!(0)));
        let today = scene.world().call(Actor::System).today().to_string();
        let of_today = report(&scene, ORGANISER, json!({"from": today, "until": today})).await;
        assert_eq!(figures(&of_today["total"]), figures(&read["total"]));

        // Everybody counts what they organise: the office its own session, the administration all three.
        assert_eq!(figures(&report(&scene, Who::LEAD, year()).await["total"]).0, 1);
        assert_eq!(figures(&report(&scene, Who::FOREIGN, year()).await["total"]).0, 0);
        assert_eq!(figures(&report(&scene, Who::ADMIN, year()).await["total"]).0, 3);
        let denied = scene.denial(Who::Member(Role::Partner, "stiftung"), REPORT, json!({"filter": year()})).await;
        assert_eq!(denied, "FORBIDDEN reach:read");
    }

    async fn few_people_are_hidden_and_not_shown_by_difference(scene: Scene) {
        let agency = scene.cast().transferagentur;
        let all = people(&scene, &eleven());
        held(scene.world(), (agency, CourseKind::Exchange), &all).await;
        let one = newcomer(&scene, agency).await;
        held(scene.world(), (agency, CourseKind::CommunityCall), &[(one.id, AttendanceMode::Online), all[0]]).await;
        let read = report(&scene, ORGANISER, year()).await;
        assert_eq!(figures(&read["total"]).2, Some(12));
        // Two came to the call: the exchange alone would tell of them.
        assert_eq!(figures(row(&read["byKind"], "key", "COMMUNITY_CALL")), (1, Some(1.0), None, None, None, None));
        assert_eq!(figures(row(&read["byKind"], "key", "EXCHANGE")), (1, Some(1.0), None, None, None, None));
        // One came from the district of the agency, so Hamm is hidden too, and Remscheid with its six is shown.
        assert_eq!(figures(row(&read["byMunicipality"], "key", "05515")).2, None);
        assert_eq!(figures(row(&read["byMunicipality"], "key", "05915")).2, None);
        assert_eq!(figures(row(&read["byMunicipality"], "key", "05120")).2, Some(6));
        assert_eq!(read["municipalitiesReached"], 3);
        let single = report(&scene, ORGANISER, json!({"schoolYear": "2019/20", "municipality": "05515"})).await;
        assert_eq!(figures(&single["total"]), (1, Some(1.0), None, None, None, None));

        let token = scene.cast().token(scene.world(), Role::TransferagenturStaff, "transferagentur").await;
        let fetch = async |path: &str| Site::send(scene.site().get(path).bearer_auth(&token)).await;
        let file = fetch("/reach/report.csv?schoolYear=2019%2F20").await;
        assert_eq!(file.status(), StatusCode::OK);
        assert_eq!(file.headers()["content-disposition"], "attachment; filename=\"reichweite.csv\"");
        let text = file.text().await.unwrap();
        assert!(text.contains("\r\nGesamt;01.08.2019 bis 31.07.2020;2;2,00;12;13;13;13,00;\r\n"), "{text}");
        assert!(text.contains("\r\nKommunen erreicht;3 von 53;"), "{text}");
        assert!(text.contains(";1;1,00;.;.;.;.;weniger als fünf Personen"), "{text}");
        assert!(text.contains("\r\nKommune;Stadt Remscheid;2;;6;7;7;7,00;\r\n"), "{text}");
        let book = fetch("/reach/report.xlsx?from=2020-01-01&until=2020-12-31").await;
        assert!(book.bytes().await.unwrap().starts_with(b"PK"));
        assert_eq!(fetch("/reach/report.pdf?schoolYear=2019%2F20").await.status(), StatusCode::NOT_FOUND);
        let strange = Site::send(scene.site().get("/reach/report.csv?schoolYear=2019%2F20")).await;
        assert_eq!(strange.status(), StatusCode::UNAUTHORIZED);
    }

    async fn a_period_is_needed_and_has_to_make_sense(scene: Scene) {
        let code = async |filter: Value| {
            let answer = scene.ask(ORGANISER, REPORT, json!({"filter": filter})).await;
            answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
        };
        assert_eq!(code(json!({})).await, "REQUIRED");
        assert_eq!(code(json!({"from": "2020-01-01"})).await, "REQUIRED");
        assert_eq!(code(json!({"schoolYear": "2019/20", "from": "2020-01-01"})).await, "INVALID");
        assert_eq!(code(json!({"schoolYear": "2019/21"})).await, "INVALID");
        assert_eq!(code(json!({"from": "2020-01-02", "until": "2020-01-01"})).await, "END_BEFORE_START");
        assert_eq!(code(json!({"schoolYear": "2019/20", "municipality": "05334002"})).await, "INVALID");
        assert_eq!(code(json!({"schoolYear": "2019/20", "municipality": "Hamm"})).await, "INVALID_TERRITORY_KEY");
    }

    async fn its_statements_are_as_many_however_much_there_is(scene: Scene) {
        let agency = scene.cast().transferagentur;
        let all = people(&scene, &eleven());
        held_in(&scene, series(&scene, &["A", "B"]).await, &all[..5]).await;
        let (_, one) = scene.count(ORGANISER, REPORT, json!({"filter": year()})).await;
        held_in(&scene, series(&scene, &["C", "D", "E"]).await, &all).await;
        held(scene.world(), (agency, CourseKind::Exchange), &all).await;
        held(scene.world(), (agency, CourseKind::CommunityCall), &all[3..]).await;
        let (read, four) = scene.count(ORGANISER, REPORT, json!({"filter": year()})).await;
        assert_eq!(read["reachReport"]["total"]["events"], 4);
        assert_eq!((one, four), (13, 13), "each breakdown of people also asks what is left of deleted registrations");
    }
}
