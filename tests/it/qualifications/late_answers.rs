//! Whom an open evaluation asks later, and whom it reminds.

use super::evaluated::{
    ANSWER, CLOSE, CREATE, MINE, OPEN, ORGANISER, RESULTS, answer, answers, close, drafted, eleven, form, held, opened,
    person,
};
use acceptance::{Scene, Who, global, on_both_engines};
use application::qualifications::{
    CheckInEntry, CheckPeopleIn, RecordAttendance, RegistrationFilter, check_people_in, list_registrations,
    record_attendance, remind_of_evaluations,
};
use domain::access::{Actor, Role};
use domain::qualifications::{AttendanceMode, AttendanceStatus, CourseKind, Mark};
use domain::shared::{CourseSessionId, PageRequest, RegistrationId};
use futures::future::join_all;
use serde_json::{Value, json};

const PARTNER: Who = Who::Member(Role::Partner, "stiftung");
const DAY: i64 = 86_400;

/// Marks somebody a second later than whatever was marked before.
async fn mark(scene: &Scene, session: CourseSessionId, who: Who, status: AttendanceStatus) {
    scene.world().clock().advance(1);
    let call = scene.world().call(Actor::System);
    let registration = registration(scene, session, who).await;
    let marked = Mark { registration, status, minutes: None, marked_at: call.now() };
    record_attendance(&call, RecordAttendance { session, marks: vec![marked], reason: None }).await.unwrap();
}

/// Checks somebody in a second later than whatever was marked before.
async fn check_in(scene: &Scene, session: CourseSessionId, who: Who) {
    scene.world().clock().advance(1);
    let call = scene.world().call(Actor::System);
    let entry = CheckInEntry {
        client_id: "tür-1".to_owned(),
        code: None,
        registration: Some(registration(scene, session, who).await),
        status: AttendanceStatus::Present,
        minutes: None,
        at: None,
    };
    check_people_in(&call, CheckPeopleIn { session, entries: vec![entry], reason: None }).await.unwrap();
}

async fn registration(scene: &Scene, session: CourseSessionId, who: Who) -> RegistrationId {
    let call = scene.world().call(Actor::System);
    let person = Some(person(scene, who));
    let filter = RegistrationFilter { session: Some(session), person, ..RegistrationFilter::default() };
    list_registrations(&call, &filter, &PageRequest::first(1)).await.unwrap().rows[0].1.id
}

async fn evaluation(scene: &Scene, session: CourseSessionId) -> Value {
    let document = "query($id: ID!) { courseSession(id: $id) { evaluation { state asked answered version } } }";
    scene.get(ORGANISER, document, json!({"id": global(session)})).await["evaluation"].clone()
}

async fn subjects(scene: &Scene, address: &str) -> Vec<String> {
    scene.world().letters_to(address).await.into_iter().map(|letter| letter.subject).collect()
}

on_both_engines! {
    async fn whoever_is_marked_later_is_asked_later_and_never_counted_alone(scene: Scene) {
        // Five of each of two cities, and one of a third.
        let both = eleven().into_iter().filter(|(who, _)| *who != PARTNER);
        let people: Vec<_> = both.chain([(Who::ADMIN, AttendanceMode::Room)]).collect();
        let (session, drafted) = drafted(&scene, &people, Some("MUNICIPALITY")).await;
        let address = scene.cast().member(Role::TransferagenturAdmin, "transferagentur").email.clone();
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Absent).await;
        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        let opened = scene.change(ORGANISER, OPEN, open).await;
        assert_eq!(evaluation(&scene, session.id).await["asked"], 10);
        let early = scene.refusals(Who::ADMIN, ANSWER, answers(&drafted, 3, None)).await;
        assert_eq!(early, ["NOT_ASKED evaluationId"]);
        // Answers that have fallen into a part stay there when it becomes one with the newcomer.
        answer(&scene, Who::LEAD, answers(&drafted, 5, Some("Danke."))).await;
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Present).await;
        let now = evaluation(&scene, session.id).await;
        assert_eq!((&now["asked"], &now["answered"], &now["state"]), (&json!(11), &json!(1), &json!("OPEN")));
        assert_eq!(subjects(&scene, &address).await.last().unwrap(), "Ihre Rückmeldung: Austausch");
        assert_eq!(scene.get(Who::ADMIN, MINE, json!({})).await[0]["awaitsMyAnswer"], true);
        // Once is enough, and whoever was asked stays asked.
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Absent).await;
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Present).await;
        assert_eq!(evaluation(&scene, session.id).await["asked"], 11);
        let asked = subjects(&scene, &address).await;
        assert_eq!(asked.iter().filter(|subject| subject.starts_with("Ihre Rückmeldung")).count(), 1);
        for (who, _) in people.iter().filter(|(who, _)| *who != Who::LEAD) {
            answer(&scene, *who, answers(&drafted, 4, None)).await;
        }
        close(&scene, &opened).await;
        let read = scene.get(ORGANISER, RESULTS, json!({"id": drafted["id"]})).await;
        let parts = read["parts"].as_array().unwrap();
        let codes: Vec<_> = parts.iter().map(|part| (part["code"].as_str().unwrap(), part["answered"].as_i64())).collect();
        assert_eq!(codes, [("05915", Some(5)), ("OTHERS", Some(6))]);
        assert_eq!(read["answered"], 11);
        // A session whose evaluation is closed asks nobody any more.
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Absent).await;
        mark(&scene, session.id, Who::ADMIN, AttendanceStatus::Present).await;
        assert_eq!(evaluation(&scene, session.id).await["asked"], 11);
    }

    async fn whoever_joins_a_part_of_five_is_asked_in_it(scene: Scene) {
        let (session, drafted) = drafted(&scene, &eleven(), Some("MUNICIPALITY")).await;
        mark(&scene, session.id, PARTNER, AttendanceStatus::Absent).await;
        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        let opened = scene.change(ORGANISER, OPEN, open).await;
        check_in(&scene, session.id, PARTNER).await;
        assert_eq!(evaluation(&scene, session.id).await["asked"], 11, "also when they are checked in at the door");
        for (who, _) in eleven() {
            answer(&scene, who, answers(&drafted, 4, None)).await;
        }
        close(&scene, &opened).await;
        let read = scene.get(ORGANISER, RESULTS, json!({"id": drafted["id"]})).await;
        let codes: Vec<_> = read["parts"].as_array().unwrap().iter().map(|part| part["code"].clone()).collect();
        assert_eq!(codes, ["05120", "05915"]);
    }

    async fn whoever_has_not_answered_is_reminded_once(scene: Scene) {
        let (_, evaluation) = opened(&scene, &eleven(), None).await;
        for (who, _) in &eleven()[..3] {
            answer(&scene, *who, answers(&evaluation, 4, None)).await;
        }
        let system = || scene.world().call(Actor::System);
        scene.world().clock().advance(7 * DAY - 1);
        assert_eq!(remind_of_evaluations(&system()).await.unwrap(), 0, "a week is not over");
        scene.world().clock().advance(1);
        let calls = [(); 3].map(|()| system());
        let done = join_all(calls.iter().map(remind_of_evaluations)).await;
        assert_eq!(done.into_iter().map(Result::unwrap).sum::<usize>(), 1);
        scene.world().clock().advance(30 * DAY);
        assert_eq!(remind_of_evaluations(&system()).await.unwrap(), 0, "once is enough");
        let reminded = async |address: &str| {
            let subjects = subjects(&scene, address).await;
            subjects.iter().filter(|subject| *subject == "Erinnerung an Ihre Rückmeldung: Austausch").count()
        };
        assert_eq!(reminded("partner@stiftung.example").await, 1);
        assert_eq!(reminded("office-lead@hamm.example").await, 1);
        assert_eq!(reminded("municipality-lead@remscheid.example").await, 0, "they have answered");
        let letters = scene.world().letters_to("partner@stiftung.example").await;
        let letter = letters.last().unwrap();
        assert!(letter.text.contains("nur einmal") && letter.calendar.is_none(), "{letter:?}");
    }

    async fn nobody_is_reminded_of_what_is_closed(scene: Scene) {
        let (session, _) = opened(&scene, &eleven(), None).await;
        close(&scene, &session).await;
        scene.world().clock().advance(8 * DAY);
        assert_eq!(remind_of_evaluations(&scene.world().call(Actor::System)).await.unwrap(), 0);
        let letters = subjects(&scene, "partner@stiftung.example").await;
        assert!(letters.iter().all(|subject| !subject.starts_with("Erinnerung an Ihre")), "{letters:?}");
    }

    async fn leads_read_the_results_of_their_district_as_they_read_its_sessions(scene: Scene) {
        let people: Vec<_> = eleven().iter().map(|(who, mode)| (person(&scene, *who), *mode)).collect();
        let session = held(scene.world(), (scene.cast().remscheid.office, CourseKind::Exchange), &people).await;
        let form = json!({"sessionId": global(session.id), "questions": form()});
        let evaluation = scene.change(Who::LEAD, CREATE, form).await;
        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        let session = scene.change(Who::LEAD, OPEN, open).await;
        for (who, _) in eleven() {
            answer(&scene, who, answers(&evaluation, 4, Some("Gern wieder."))).await;
        }
        scene.change(Who::LEAD, CLOSE, json!({"id": session["id"], "expectedVersion": session["version"]})).await;
        let read = async |who: Who| {
            let results = scene.get(who, RESULTS, json!({"id": evaluation["id"]})).await;
            results["answered"].as_i64()
        };
        let here = |role| Who::Member(role, "remscheid");
        for who in [here(Role::OfficeLead), here(Role::MunicipalityLead), here(Role::OfficeStaff), Who::ADMIN] {
            assert_eq!(read(who).await, Some(11), "{who:?}");
        }
        for who in [here(Role::MunicipalityStaff), here(Role::Statistician), Who::Member(Role::OfficeLead, "hamm"), PARTNER] {
            assert_eq!(read(who).await, None, "{who:?}");
        }
    }
}
