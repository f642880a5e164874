//! People at the door: by code or list, with and without a connection.

use super::certificates::open;
use super::stage::{Stage, at, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    AnswerTrainer, CheckInEntry, CheckInResult, CheckPeopleIn, RecordAttendance, RequestTrainer, check_in_code_of,
    check_in_qr, check_people_in, confirm_trainer, list_attendance, record_attendance, request_trainer,
};
use application::{Call, Error};
use domain::access::{Role, Visibility};
use domain::qualifications::{
    AttendanceStatus, CheckInOutcome, CourseKind, CourseSession, Mark, Registration, RegistrationState, Seats,
    SessionDraft, SessionVerb,
};
use domain::shared::{RefusalCode, RegistrationId};
use persistence::audit::{AuditEntries, AuditFilter};

fn by_code(client_id: &str, code: String, marked_at: Option<&str>) -> CheckInEntry {
    CheckInEntry {
        client_id: client_id.to_owned(),
        code: Some(code),
        registration: None,
        status: AttendanceStatus::Present,
        minutes: None,
        at: marked_at.map(at),
    }
}

fn from_list(client_id: &str, id: RegistrationId, status: AttendanceStatus, marked_at: &str) -> CheckInEntry {
    CheckInEntry { code: None, registration: Some(id), status, ..by_code(client_id, String::new(), Some(marked_at)) }
}

fn batch(session: &CourseSession, entries: Vec<CheckInEntry>) -> CheckPeopleIn {
    CheckPeopleIn { session: session.id, entries, reason: None }
}

fn outcomes(results: &[CheckInResult]) -> Vec<CheckInOutcome> {
    results.iter().map(|result| result.outcome).collect()
}

fn code_of(call: &Call, registration: &Registration) -> String {
    check_in_code_of(call, registration).unwrap().to_string()
}

/// A session that runs, with three people who have seats.
async fn running(stage: &Stage) -> (CourseSession, Vec<Registration>) {
    let people = stage.people(stage.cast.remscheid.office, 3).await;
    let (session, registered) = open(stage, &people).await;
    stage.travel("2020-05-04T07:05:00Z");
    (stage.step(&session, SessionVerb::Start).await, registered)
}

async fn status(stage: &Stage, registration: &Registration) -> Option<AttendanceStatus> {
    let found = list_attendance(&stage.system(), &[registration.id]).await.unwrap();
    found.get(&registration.id).map(|attendance| attendance.status)
}

async fn changes(stage: &Stage) -> u64 {
    let entries = AuditEntries::of(&stage.world.platform().database);
    entries.count(&Visibility::everything(), &AuditFilter::default()).await.unwrap()
}

on_both_engines! {
    async fn people_are_checked_in_by_code_and_each_entry_stands_for_itself(world: World) {
        use CheckInOutcome::{Recorded, Refused};
        use RefusalCode::{Invalid, NotFound, OutOfRange, Required};
        let stage = Stage::set(world).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let (other, elsewhere) = open(&stage, &people).await;
        let (session, registered) = running(&stage).await;
        let organiser = stage.organiser().await;
        let code = code_of(&organiser, &registered[0]);
        assert_eq!((code.len(), code.as_bytes()[4]), (9, b'-'));
        let foreign = code_of(&organiser, &elsewhere[0]);
        let entries = vec![
            by_code("a", code.to_lowercase(), None),
            by_code("b", foreign.clone(), None),
            by_code("c", "nonsense".to_owned(), None),
            CheckInEntry { code: None, ..by_code("d", String::new(), None) },
            CheckInEntry { registration: Some(registered[1].id), ..by_code("e", code.clone(), None) },
            from_list("f", elsewhere[0].id, AttendanceStatus::Present, "2020-05-04T07:04:00Z"),
            from_list("g", registered[1].id, AttendanceStatus::Partial, "2020-05-04T07:04:00Z"),
            from_list("h", registered[1].id, AttendanceStatus::Present, "2020-05-04T09:00:00Z"),
            from_list(" ", registered[1].id, AttendanceStatus::Present, "2020-05-04T07:04:00Z"),
            from_list("i", registered[2].id, AttendanceStatus::Excused, "2020-05-04T07:04:00Z"),
        ];
        let results = check_people_in(&organiser, batch(&session, entries)).await.unwrap();
        let mut expected = vec![Refused; 10];
        (expected[0], expected[9]) = (Recorded, Recorded);
        assert_eq!(outcomes(&results), expected);
        let codes: Vec<_> = results.iter().filter_map(|it| it.refusal.as_ref()).map(|it| it.code).collect();
        assert_eq!(codes, [NotFound, NotFound, Required, Invalid, NotFound, Required, OutOfRange, Required]);
        assert_eq!(results[0].registration.as_ref().unwrap().state, RegistrationState::Attended);
        assert_eq!(stage.state(&registered[0]).await, RegistrationState::Attended);
        assert_eq!(stage.state(&registered[1]).await, RegistrationState::Confirmed);
        assert_eq!(stage.state(&registered[2]).await, RegistrationState::NoShow);
        // Not into a session that has not begun, nor into one that is not seen, nor too many.
        let early = check_people_in(&organiser, batch(&other, vec![by_code("a", foreign, None)])).await;
        assert_eq!(refused(&early), Some(RefusalCode::WrongState));
        let many = (0..1_001).map(|number| by_code(&number.to_string(), code.clone(), None)).collect();
        assert_eq!(refused(&check_people_in(&organiser, batch(&session, many)).await), Some(RefusalCode::TooMany));
        let picture = check_in_qr(&check_in_code_of(&organiser, &registered[0]).unwrap()).unwrap();
        assert!(picture.contains("<svg"), "{picture}");
    }

    async fn a_batch_that_comes_again_has_no_effect_even_after_a_correction(world: World) {
        use CheckInOutcome::{Recorded, Refused, Replayed, Superseded, Unchanged};
        let stage = Stage::set(world).await;
        let (session, registered) = running(&stage).await;
        let organiser = stage.organiser().await;
        stage.travel("2020-05-04T12:00:00Z");
        let entries = || vec![
            from_list("tablet-1/3", registered[0].id, AttendanceStatus::Present, "2020-05-04T09:00:00Z"),
            from_list("tablet-1/1", registered[0].id, AttendanceStatus::Absent, "2020-05-04T07:10:00Z"),
            from_list("tablet-1/2", registered[1].id, AttendanceStatus::Present, "2020-05-04T07:12:00Z"),
            from_list("tablet-1/2", registered[1].id, AttendanceStatus::Present, "2020-05-04T07:12:00Z"),
        ];
        let first = check_people_in(&organiser, batch(&session, entries())).await.unwrap();
        assert_eq!(outcomes(&first), [Recorded, Superseded, Recorded, Replayed]);
        let before = changes(&stage).await;
        let again = check_people_in(&organiser, batch(&session, entries())).await.unwrap();
        assert_eq!(outcomes(&again), [Replayed; 4]);
        assert_eq!(changes(&stage).await, before, "nothing was changed");
        // The organiser corrects; what comes again or was marked earlier does not undo it.
        let gone = Mark {
            registration: registered[1].id,
            status: AttendanceStatus::Absent,
            minutes: None,
            marked_at: at("2020-05-04T11:00:00Z"),
        };
        record_attendance(&organiser, RecordAttendance { session: session.id, marks: vec![gone], reason: None })
            .await
            .unwrap();
        let late = vec![
            from_list("tablet-1/2", registered[1].id, AttendanceStatus::Present, "2020-05-04T07:12:00Z"),
            from_list("tablet-2/1", registered[1].id, AttendanceStatus::Present, "2020-05-04T07:30:00Z"),
            from_list("tablet-2/2", registered[1].id, AttendanceStatus::Absent, "2020-05-04T11:30:00Z"),
            from_list("tablet-1/2", registered[1].id, AttendanceStatus::Excused, "2020-05-04T07:12:00Z"),
        ];
        let results = check_people_in(&organiser, batch(&session, late)).await.unwrap();
        assert_eq!(outcomes(&results), [Replayed, Superseded, Unchanged, Refused]);
        assert_eq!(results[3].refusal.as_ref().unwrap().code, RefusalCode::IdempotencyMismatch);
        assert_eq!(status(&stage, &registered[1]).await, Some(AttendanceStatus::Absent));
        assert_eq!(status(&stage, &registered[0]).await, Some(AttendanceStatus::Present));
        // After 14 days a reason is needed.
        stage.travel("2020-05-20T08:00:00Z");
        let organiser = stage.organiser().await;
        let entry = || vec![from_list("late", registered[2].id, AttendanceStatus::Present, "2020-05-04T08:00:00Z")];
        let without = check_people_in(&organiser, batch(&session, entry())).await;
        assert_eq!(refused(&without), Some(RefusalCode::Required));
        let with = CheckPeopleIn { reason: Some("Die Liste lag im Auto.".to_owned()), ..batch(&session, entry()) };
        assert_eq!(outcomes(&check_people_in(&organiser, with).await.unwrap()), [Recorded]);
    }

    async fn two_devices_that_send_at_once_record_everybody_once(world: World) {
        let stage = Stage::set(world).await;
        let (session, registered) = running(&stage).await;
        let calls: Vec<Call> = (0..6).map(|_| stage.system()).collect();
        let sent = calls.iter().map(|call| {
            let entries = registered.iter().enumerate().map(|(place, registration)| {
                from_list(&format!("tablet/{place}"), registration.id, AttendanceStatus::Present, "2020-05-04T07:04:00Z")
            });
            check_people_in(call, batch(&session, entries.collect()))
        });
        let results = futures::future::join_all(sent).await;
        let all: Vec<CheckInOutcome> = results.into_iter().flat_map(|sent| outcomes(&sent.unwrap())).collect();
        let count = |outcome| all.iter().filter(|it| **it == outcome).count();
        assert_eq!((count(CheckInOutcome::Recorded), count(CheckInOutcome::Replayed)), (3, 15));
        assert_eq!(stage.now(registered[0].id).await.version, registered[0].version + 1);
    }

    async fn trainers_who_said_yes_check_people_in_and_others_do_not(world: World) {
        let stage = Stage::set(world).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let (session, registered) = open(&stage, &people).await;
        let organiser = stage.organiser().await;
        let person = stage.of(Role::Partner, "stiftung");
        let input = RequestTrainer { session: session.id, person, topic: None, fee_agreed: false };
        let asked = request_trainer(&organiser, input).await.unwrap();
        let trainer = stage.call(Role::Partner, "stiftung").await;
        let answer = AnswerTrainer { id: asked.id, expected_version: asked.version, reason: None };
        stage.travel("2020-05-04T07:05:00Z");
        stage.step(&session, SessionVerb::Start).await;
        let entries = || batch(&session, vec![by_code("a", code_of(&organiser, &registered[0]), None)]);
        assert!(matches!(check_people_in(&trainer, entries()).await, Err(Error::Denied(_))), "not yet confirmed");
        let trainer = stage.call(Role::Partner, "stiftung").await;
        confirm_trainer(&trainer, answer).await.unwrap();
        let foreign = stage.call(Role::OfficeLead, "hamm").await;
        assert!(matches!(check_people_in(&foreign, entries()).await, Err(Error::Denied(_))));
        let results = check_people_in(&trainer, entries()).await.unwrap();
        assert_eq!(outcomes(&results), [CheckInOutcome::Recorded]);
        assert_eq!(stage.state(&registered[0]).await, RegistrationState::Attended);
    }

    async fn who_has_a_seat_is_told_the_code_and_who_waits_is_not(world: World) {
        let stage = Stage::set(world).await;
        let typed = SessionDraft { seats: Seats { room: 1, online: 0 },
            ..plan()
        };
        let session = stage.open(CourseKind::Exchange, typed).await;
        let (first, second) = (stage.of(Role::OfficeStaff, "remscheid"), stage.of(Role::OfficeLead, "remscheid"));
        let seated = stage.register(&session, &[first]).await.unwrap().remove(0);
        let waits = stage.register(&session, &[second]).await.unwrap().remove(0);
        let code = code_of(&stage.system(), &seated);
        assert_eq!(check_in_code_of(&stage.system(), &waits), None);
        let letters = stage.world.letters_to("office-staff@remscheid.example").await;
        assert!(letters[0].text.contains(&format!("Ihr Code für den Einlass: {code}\n")), "{letters:?}");
        let letters = stage.world.letters_to("office-lead@remscheid.example").await;
        assert!(!letters[0].text.contains("Einlass") && !letters[0].text.contains("{link}"), "{letters:?}");
    }
}
