//! Lists with people's names are forgotten when their time is over, and the figures stay (ADR 0037).

use super::evaluated::{ORGANISER, eleven, held, person};
use super::evaluation_secrecy::tables;
use super::stage::{Stage, at, plan, refused};
use acceptance::{Scene, Who, World, on_both_engines};
use application::Call;
use application::audit::verify_audit;
use application::qualifications::{
    AnswerTrainer, ChangePriorityClass, CheckInEntry, CheckPeopleIn, CreateSession, InviteToSession, IssueCertificates,
    ReachReport, ReachRequest, RegistrationFilter, RequestTrainer, RevokeCertificate, WaitingChangeFilter,
    change_priority_class, check_people_in, count_registrations, count_waiting_changes, create_session,
    decline_trainer, forget_lists, invite_to_session, issue_certificates, list_registrations, reissue_certificate,
    report_reach, request_trainer, revoke_certificate,
};
use domain::access::{Actor, Role, Visibility};
use domain::qualifications::{
    AttendanceStatus, Certificate, CheckInOutcome, CourseKind, CourseSession, Entitlement, IssueOutcome, Registration,
    RegistrationState, Seats, SessionDraft, SessionVerb,
};
use domain::shared::{CourseSessionId, PageRequest, PersonId, RefusalCode, RegistrationId};
use futures::future::join_all;
use persistence::audit::{AuditEntries, AuditFilter};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

const REPORT: &str = include_str!("../../../schema/operations/ReachReport.graphql");

async fn of_session(call: &Call, session: CourseSessionId) -> u64 {
    let filter = RegistrationFilter { session: Some(session), ..RegistrationFilter::default() };
    count_registrations(call, &filter).await.unwrap()
}

/// The figures of 2020, line by line.
async fn reached(call: &Call) -> String {
    let day = |text: &str| Some(text.parse().unwrap());
    let asked = ReachRequest { from: day("2020-01-01"), until: day("2020-12-31"), ..ReachRequest::default() };
    let ReachReport { whole, by_kind, by_format, by_topic, by_municipality, .. } =
        report_reach(call, asked).await.unwrap();
    format!("{whole:#?} {by_kind:#?} {by_format:#?} {by_topic:#?} {by_municipality:#?}")
}

/// The entries of a device: all but the last two are there, the last one is not, and of the one before nobody knows.
fn entries(registered: &[Registration]) -> Vec<CheckInEntry> {
    let entry = |(place, registration): (usize, &Registration)| CheckInEntry {
        client_id: format!("tür-{place}"),
        code: None,
        registration: Some(registration.id),
        status: if place == 7 { AttendanceStatus::Absent } else { AttendanceStatus::Present },
        minutes: None,
        at: Some(at("2020-05-04T07:30:00Z")),
    };
    registered.iter().enumerate().filter(|(place, _)| *place != 6).map(entry).collect()
}

/// A session that is over: six attended, one was absent, of one nobody knows, and two waited in vain.
async fn over(stage: &Stage) -> (CourseSession, Vec<Registration>) {
    let typed = SessionDraft { seats: Seats { room: 8, online: 0 }, ..plan() };
    let session = stage.open(CourseKind::Exchange, typed).await;
    let mut registered = Vec::new();
    for person in stage.people(stage.cast.remscheid.office, 10).await {
        registered.extend(stage.register(&session, &[person]).await.unwrap());
    }
    let last = registered.last().unwrap();
    let input = ChangePriorityClass { id: last.id, expected_version: 1, class: 1, reason: "Krank gewesen.".to_owned() };
    change_priority_class(&stage.organiser().await, input).await.unwrap();
    let session = stage.step(&session, SessionVerb::CloseRegistration).await;
    stage.travel("2020-05-04T07:00:00Z");
    let session = stage.step(&session, SessionVerb::Start).await;
    stage.travel("2020-05-04T08:00:00Z");
    let input = CheckPeopleIn { session: session.id, entries: entries(&registered[..8]), reason: None };
    check_people_in(&stage.organiser().await, input).await.unwrap();
    (stage.step(&session, SessionVerb::Finish).await, registered)
}

/// A registration of each person.
async fn registrations(scene: &Scene) -> HashMap<PersonId, RegistrationId> {
    let call = scene.world().call(Actor::System);
    let found = list_registrations(&call, &RegistrationFilter::default(), &PageRequest::first(100)).await.unwrap();
    found.rows.into_iter().map(|(_, it)| (it.person, it.id)).collect()
}

/// What the audit says about a registration.
async fn audited(scene: &Scene, id: RegistrationId) -> String {
    let call = scene.world().call(Actor::System);
    let filter = AuditFilter { subject: Some(id.uuid()), ..AuditFilter::default() };
    let entries = AuditEntries::of(&call.platform().database);
    let found = entries.list(&Visibility::everything(), &filter, &PageRequest::first(100)).await.unwrap();
    format!("{:?}", found.rows)
}

on_both_engines! {
    async fn after_six_months_only_the_list_of_attendance_is_known(world: World) {
        let stage = Stage::set(world).await;
        let (session, registered) = over(&stage).await;
        let before = reached(&stage.system()).await;
        let log = WaitingChangeFilter { session: Some(session.id), registration: None };
        assert!(count_waiting_changes(&stage.system(), &log).await.unwrap() > 0);
        stage.travel("2020-11-04T15:00:00Z");
        assert_eq!(forget_lists(&stage.system()).await.unwrap(), 0, "six months are not over");
        stage.travel("2020-11-04T15:00:01Z");
        assert_eq!(forget_lists(&stage.system()).await.unwrap(), 1);
        assert_eq!(forget_lists(&stage.system()).await.unwrap(), 0, "once is enough");
        assert_eq!(of_session(&stage.system(), session.id).await, 7);
        assert_eq!(stage.state(&registered[6]).await, RegistrationState::Confirmed, "nobody said that they were away");
        assert_eq!(count_waiting_changes(&stage.system(), &log).await.unwrap(), 0);
        assert_eq!(reached(&stage.system()).await, before);
        let chain = verify_audit(&stage.system()).await.unwrap();
        assert_eq!(chain.broken_at, None);
        assert!(chain.erased_values >= 4, "{chain:?}");
        // The device may send its list once more, and a certificate is still issued: both ask for who attended.
        let again = |reason: Option<&str>| CheckPeopleIn {
            session: session.id,
            entries: entries(&registered[..6]),
            reason: reason.map(str::to_owned),
        };
        let organiser = stage.organiser().await;
        assert_eq!(refused(&check_people_in(&organiser, again(None)).await), Some(RefusalCode::Required));
        let results = check_people_in(&organiser, again(Some("Gerät gefunden."))).await.unwrap();
        assert!(results.iter().all(|result| result.outcome == CheckInOutcome::Unchanged), "{results:?}");
        let input = IssueCertificates { session: Some(session.id), series: None, people: None };
        let issued = issue_certificates(&organiser, input).await.unwrap();
        assert_eq!(issued.iter().filter(|result| result.outcome == IssueOutcome::Issued).count(), 6);
    }

    async fn a_session_that_was_cancelled_or_postponed_is_over_when_it_would_have_been_or_not_at_all(world: World) {
        use application::qualifications::{EndSession, cancel_session, postpone_session};
        let stage = Stage::set(world).await;
        let [off, later] = [stage.open(CourseKind::Exchange, plan()).await, stage.open(CourseKind::Exchange, plan()).await];
        let guests = stage.people(stage.cast.hamm.office, 1).await;
        for session in [&off, &later] {
            stage.register(session, &guests).await.unwrap();
        }
        let end = |of: &CourseSession| EndSession { id: of.id, expected_version: of.version, reason: "Krank.".to_owned() };
        cancel_session(&stage.organiser().await, end(&off)).await.unwrap();
        postpone_session(&stage.organiser().await, end(&later)).await.unwrap();
        stage.travel("2020-12-01T08:00:00Z");
        assert_eq!(forget_lists(&stage.system()).await.unwrap(), 1);
        assert_eq!((of_session(&stage.system(), off.id).await, of_session(&stage.system(), later.id).await), (0, 1));
    }

    async fn who_was_invited_and_why_a_trainer_said_no_is_forgotten_too(scene: Scene) {
        let system = scene.world().call(Actor::System);
        let typed = SessionDraft { entitlement: Some(Entitlement::Invited), ..plan() };
        let (host, kind) = (Some(scene.cast().transferagentur), Some(CourseKind::Exchange));
        let input = CreateSession { host, series: None, module: None, kind, plan: typed };
        let session = create_session(&system, input).await.unwrap().id;
        let (guest, trainer) = (person(&scene, Who::STAFF), person(&scene, Who::LEAD));
        let input = InviteToSession { session, people: vec![guest], organisations: Vec::new() };
        invite_to_session(&system, input).await.unwrap();
        let input = RequestTrainer { session, person: trainer, topic: None, fee_agreed: false };
        let asked = request_trainer(&system, input).await.unwrap();
        let reason = Some("Elternzeit.".to_owned());
        decline_trainer(&system, AnswerTrainer { id: asked.id, expected_version: asked.version, reason }).await.unwrap();
        let known = tables(&scene).await;
        let said = |tables: &BTreeMap<String, Vec<String>>| {
            tables.values().flatten().filter(|row| row.contains("Elternzeit.")).count()
        };
        assert!(known["course_invitee"].len() == 1 && said(&known) >= 2, "in the row and in the audit");
        scene.world().clock().advance(300 * 86_400);
        assert_eq!(forget_lists(&scene.world().call(Actor::System)).await.unwrap(), 1);
        let left = tables(&scene).await;
        assert!(left["course_invitee"].is_empty() && said(&left) == 0);
        assert!(left["audit_value"].iter().all(|row| !row.contains("invitees")));
    }

    async fn a_certificate_is_reissued_from_the_register_when_the_list_is_gone(world: World) {
        let stage = Stage::set(world).await;
        let (session, registered) = over(&stage).await;
        let input = IssueCertificates { session: Some(session.id), series: None, people: None };
        let issued = issue_certificates(&stage.organiser().await, input).await.unwrap();
        let of = |place: usize| {
            let found = issued.iter().find(|result| result.person == registered[place].person);
            found.and_then(|result| result.certificate.clone()).unwrap()
        };
        stage.travel("2026-01-02T08:00:00Z");
        assert_eq!(forget_lists(&stage.system()).await.unwrap(), 2);
        let admin = stage.call(Role::TransferagenturAdmin, "transferagentur").await;
        let ask = |certificate: &Certificate| RevokeCertificate {
            id: certificate.id,
            expected_version: certificate.version,
            reason: "Neuer Name.".to_owned(),
        };
        let other = reissue_certificate(&admin, ask(&of(0))).await.unwrap();
        assert_eq!((other.content.parts, other.content.minutes), (of(0).content.parts, of(0).content.minutes));
        // What was revoked says nothing any more.
        let revoked = revoke_certificate(&admin, ask(&of(1))).await.unwrap();
        assert_eq!(refused(&reissue_certificate(&admin, ask(&revoked)).await), Some(RefusalCode::NotAttended));
    }

    async fn after_five_years_nobody_is_known_and_everybody_is_counted_once(scene: Scene) {
        let people: Vec<_> = eleven().iter().map(|(who, mode)| (person(&scene, *who), *mode)).collect();
        let of = (scene.cast().transferagentur, CourseKind::Exchange);
        held(scene.world(), of, &people).await;
        held(scene.world(), of, &people[..7]).await;
        let figures = json!({"filter": {"from": "2020-01-01", "until": "2020-12-31"}});
        let one_city = json!({"filter": {"from": "2020-01-01", "until": "2020-12-31", "municipality": "05120"}});
        let report = async |asked: &serde_json::Value| scene.get(ORGANISER, REPORT, asked.clone()).await;
        let before = (report(&figures).await, report(&one_city).await);
        let ids = registrations(&scene).await;
        assert!(audited(&scene, ids[&people[0].0]).await.contains(&people[0].0.to_string()), "until it is forgotten");
        assert_eq!(before.0["total"]["people"], 11, "{}", before.0);
        let travel = |to: &str| {
            let now = scene.world().call(Actor::System).now().as_seconds();
            scene.world().clock().advance(at(to).as_seconds() - now);
        };
        travel("2025-12-31T22:59:59Z");
        let calls = [(); 3].map(|()| scene.world().call(Actor::System));
        let done = join_all(calls.iter().map(forget_lists)).await;
        assert_eq!(done.into_iter().map(Result::unwrap).sum::<usize>(), 2, "what hung on the lists, once");
        assert_eq!(tables(&scene).await["registration"].len(), 18);
        travel("2025-12-31T23:00:00Z");
        let calls = [(); 3].map(|()| scene.world().call(Actor::System));
        let done = join_all(calls.iter().map(forget_lists)).await;
        assert_eq!(done.into_iter().map(Result::unwrap).sum::<usize>(), 2, "the year, once");
        let left = tables(&scene).await;
        for name in ["registration", "registration_answer", "attendance", "check_in", "waiting_change"] {
            assert!(left[name].is_empty(), "{name}");
        }
        assert_eq!(left["past_registration"].len(), 18);
        for person in people.iter().map(|(person, _)| person) {
            let (text, hex) = (person.to_string(), person.to_string().replace('-', "").to_uppercase());
            let named = |rows: &[String]| rows.iter().filter(|row| row.contains(&text) || row.contains(&hex)).count();
            assert_eq!(named(&left["past_registration"]), 0);
            let told: Vec<String> =
                left["outbox_event"].iter().filter(|row| row.contains("registration.")).cloned().collect();
            assert!(!told.is_empty() && named(&told) == 0, "{told:?}");
            assert!(ids.contains_key(person));
            let said = audited(&scene, ids[person]).await;
            assert!(said.contains("registration.") && !said.contains(&text), "{said}");
        }
        assert_eq!((report(&figures).await, report(&one_city).await), before);
        assert_eq!(verify_audit(&scene.world().call(Actor::System)).await.unwrap().broken_at, None);
    }
}
