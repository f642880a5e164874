//! Certificates of attendance: who gets one, with which number, and what becomes of it.

use super::stage::{Stage, plan, refused};
use acceptance::{World, on_both_engines};
use application::qualifications::{
    AddModule, AdvanceSeries, CertificateFilter, CreateSession, IssueCertificates, IssueResult, RecognisePriorLearning,
    RecordAttendance, RevokeCertificate, ShowCertificateName, add_module, advance_series, create_session,
    delete_old_certificates, find_certificate, issue_certificates, list_certificates, own_certificates,
    recognise_prior_learning, record_attendance, reissue_certificate, revoke_certificate, show_certificate_name,
    verify_certificate,
};
use application::{Call, Error};
use domain::access::{Actor, Role, Visibility};
use domain::qualifications::{
    AttendanceStatus, Certificate, CertificateKind, CertificateState, CourseKind, CourseModule, CourseSeries,
    CourseSession, IssueOutcome, Mark, ModuleDraft, NameDisplay, Registration, Seats, SeriesVerb, SessionVerb,
};
use domain::shared::{CertificateId, CourseModuleId, PageRequest, PersonId, RefusalCode};
use persistence::audit::{AuditEntries, AuditFilter};
use persistence::counted;
use persistence::qualifications::take_numbers;
use std::sync::Arc;

fn roomy() -> domain::qualifications::SessionDraft {
    domain::qualifications::SessionDraft { seats: Seats { room: 20, online: 100 }, ..plan() }
}

/// An open session with these people.
pub(super) async fn open(stage: &Stage, people: &[PersonId]) -> (CourseSession, Vec<Registration>) {
    let session = stage.open(CourseKind::Exchange, roomy()).await;
    let registered = stage.register(&session, people).await.unwrap();
    (session, registered)
}

fn mark(registration: &Registration, status: AttendanceStatus, minutes: Option<u32>) -> Mark {
    Mark { registration: registration.id, status, minutes, marked_at: super::stage::at("2020-05-04T07:10:00Z") }
}

/// Holds a session: those in `there` were there. The clock stands behind its end.
pub(super) async fn hold(stage: &Stage, session: &CourseSession, there: &[Registration]) -> CourseSession {
    stage.travel("2020-05-04T15:00:00Z");
    let running = stage.step(session, SessionVerb::Start).await;
    let marks = there.iter().map(|registration| mark(registration, AttendanceStatus::Present, None)).collect();
    let list = RecordAttendance { session: session.id, marks, reason: None };
    record_attendance(&stage.organiser().await, list).await.unwrap();
    stage.step(&running, SessionVerb::Finish).await
}

pub(super) fn after(session: &CourseSession) -> IssueCertificates {
    IssueCertificates { session: Some(session.id), series: None, people: None }
}

fn outcomes(results: &[IssueResult]) -> Vec<IssueOutcome> {
    results.iter().map(|result| result.outcome).collect()
}

fn number(certificate: &Certificate) -> String {
    certificate.content.number.to_string()
}

fn revoke(certificate: &Certificate, reason: &str) -> RevokeCertificate {
    RevokeCertificate { id: certificate.id, expected_version: certificate.version, reason: reason.to_owned() }
}

async fn changes(stage: &Stage) -> u64 {
    let entries = AuditEntries::of(&stage.world.platform().database);
    entries.count(&Visibility::everything(), &AuditFilter::default()).await.unwrap()
}

async fn module(stage: &Stage, series: &CourseSeries, title: &str, after: &[CourseModuleId]) -> CourseModule {
    let plan = ModuleDraft {
        title: title.to_owned(),
        description: None,
        minutes: 360,
        mandatory: true,
        prerequisites: after.iter().copied().collect(),
    };
    add_module(&stage.organiser().await, AddModule { series: series.id, plan }).await.unwrap()
}

async fn session_of(stage: &Stage, module: &CourseModule) -> CourseSession {
    let (series, module) = (Some(module.series), Some(module.id));
    stage.open_as(CreateSession { host: None, series, module, kind: None, plan: roomy() }).await
}

async fn seen(call: &Call) -> Vec<CertificateId> {
    let page = list_certificates(call, &CertificateFilter::default(), &PageRequest::first(50)).await.unwrap();
    page.rows.into_iter().map(|(_, certificate)| certificate.id).collect()
}

on_both_engines! {
    async fn those_who_attended_get_one_and_nobody_gets_two(world: World) {
        use IssueOutcome::{AlreadyIssued, Issued, NotQualified};
        let stage = Stage::set(world).await;
        let mut people = stage.people(stage.cast.remscheid.office, 3).await;
        people.push(stage.of(Role::OfficeStaff, "remscheid"));
        let (session, registered) = open(&stage, &people).await;
        let organiser = stage.organiser().await;
        let early = issue_certificates(&organiser, after(&session)).await;
        assert_eq!(refused(&early), Some(RefusalCode::WrongState));
        let session = hold(&stage, &session, &registered[2..]).await;
        let partial = RecordAttendance {
            session: session.id,
            marks: vec![mark(&registered[1], AttendanceStatus::Partial, Some(200))],
            reason: None,
        };
        record_attendance(&organiser, partial).await.unwrap();

        let issued = issue_certificates(&organiser, after(&session)).await.unwrap();
        assert_eq!(outcomes(&issued), [NotQualified, NotQualified, Issued, Issued]);
        let refusals: Vec<_> = issued.iter().filter_map(|it| it.refusal.as_ref()).map(|it| it.code).collect();
        assert_eq!(refusals, [RefusalCode::NotAttended; 2]);
        let certificates: Vec<&Certificate> = issued.iter().filter_map(|it| it.certificate.as_ref()).collect();
        assert_eq!(certificates.iter().map(|it| number(it)).collect::<Vec<_>>(), ["2020-0001", "2020-0002"]);
        let first = &certificates[0].content;
        assert_eq!((first.holder.as_str(), first.issuer.as_str()), ("Kim Beispiel 2", "Transferagentur"));
        assert_eq!((first.title.as_str(), first.minutes, first.parts.len()), ("Netzwerke verstehen", 420, 1));
        assert!(certificates.iter().all(|it| it.is_intact() && it.subject.kind() == CertificateKind::Session));
        assert_ne!(certificates[0].code, certificates[1].code);

        // Again: nothing new, and nothing for the audit to say.
        let before = changes(&stage).await;
        let again = issue_certificates(&organiser, after(&session)).await.unwrap();
        assert_eq!(outcomes(&again), [NotQualified, NotQualified, AlreadyIssued, AlreadyIssued]);
        assert_eq!(changes(&stage).await, before);
        // Only the one who is asked for, and somebody who was never there.
        let stranger = stage.of(Role::OfficeLead, "hamm");
        let marks = vec![mark(&registered[0], AttendanceStatus::Present, None)];
        record_attendance(&organiser, RecordAttendance { session: session.id, marks, reason: None }).await.unwrap();
        let input = IssueCertificates { people: Some(vec![people[0], stranger]), ..after(&session) };
        let named = issue_certificates(&organiser, input).await.unwrap();
        assert_eq!(outcomes(&named), [Issued, NotQualified]);
        assert_eq!(named[1].refusal.as_ref().unwrap().code, RefusalCode::NotFound);
        assert_eq!(number(named[0].certificate.as_ref().unwrap()), "2020-0003");

        let letters = stage.world.letters_to("office-staff@remscheid.example").await;
        let letter = letters.iter().find(|letter| letter.subject.starts_with("Teilnahmebescheinigung")).unwrap();
        let code = certificates[1].code.to_string();
        assert!(letter.text.contains("Nr. 2020-0002") && letter.text.contains(&code), "{letter:?}");
    }

    async fn a_change_that_is_rolled_back_leaves_no_gap(world: World) {
        let stage = Stage::set(world).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let (session, registered) = open(&stage, &people).await;
        let session = hold(&stage, &session, &registered).await;
        let unit = stage.system().begin().await.unwrap();
        assert_eq!(take_numbers(&unit, stage.cast.transferagentur, 2020, 5).await.unwrap(), 1);
        drop(unit);
        let issued = issue_certificates(&stage.organiser().await, after(&session)).await.unwrap();
        assert_eq!(number(issued[0].certificate.as_ref().unwrap()), "2020-0001");
    }

    async fn many_who_issue_at_once_get_every_number_once(world: World) {
        let stage = Stage::set(world).await;
        let mut sessions = Vec::new();
        for _ in 0..6 {
            let people = stage.people(stage.cast.remscheid.office, 3).await;
            sessions.push(open(&stage, &people).await);
        }
        let mut held = Vec::new();
        for (session, registered) in &sessions {
            held.push(hold(&stage, session, registered).await);
        }
        // Every session is certified by three at once, while others take numbers and give up.
        let storm = held.iter().chain(&held).chain(&held).enumerate().map(|(place, session)| {
            let (platform, input) = (Arc::clone(stage.world.platform()), after(session));
            let issuer = stage.cast.transferagentur;
            tokio::spawn(async move {
                let call = Call::of_system(platform, "storm");
                if place % 3 == 0 {
                    let unit = call.begin().await.unwrap();
                    take_numbers(&unit, issuer, 2020, 7).await.unwrap();
                    drop(unit);
                }
                issue_certificates(&call, input).await
            })
        });
        let storm: Vec<_> = storm.collect();
        let mut issued = 0;
        for one in storm {
            let results = one.await.unwrap().unwrap();
            issued += results.iter().filter(|it| it.outcome == IssueOutcome::Issued).count();
        }
        assert_eq!(issued, 18);
        let page = list_certificates(&stage.system(), &CertificateFilter::default(), &PageRequest::first(100)).await;
        let all: Vec<Certificate> = page.unwrap().rows.into_iter().map(|(_, certificate)| certificate).collect();
        let mut serials: Vec<i64> = all.iter().map(|it| it.content.number.serial).collect();
        serials.sort_unstable();
        assert_eq!(serials, (1..=18).collect::<Vec<_>>());
    }

    async fn a_batch_costs_the_same_statements_however_many_get_one(world: World) {
        let stage = Stage::set(world).await;
        let mut costs = Vec::new();
        let mut sessions = Vec::new();
        for number in [2, 15] {
            let people = stage.people(stage.cast.remscheid.office, number).await;
            sessions.push((open(&stage, &people).await, number));
        }
        let call = stage.system();
        for ((session, registered), number) in sessions {
            let session = hold(&stage, &session, &registered).await;
            let (issued, statements) = counted(Box::pin(issue_certificates(&call, after(&session)))).await;
            assert_eq!(issued.unwrap().iter().filter(|it| it.certificate.is_some()).count(), number);
            costs.push(statements);
        }
        assert_eq!(costs[0], costs[1]);
    }

    async fn a_certificate_is_revoked_once_and_one_stands_in_its_place(world: World) {
        let stage = Stage::set(world).await;
        let people = stage.people(stage.cast.remscheid.office, 1).await;
        let (session, registered) = open(&stage, &people).await;
        let session = hold(&stage, &session, &registered).await;
        let organiser = stage.organiser().await;
        let issued = issue_certificates(&organiser, after(&session)).await.unwrap().remove(0).certificate.unwrap();
        let denied = revoke_certificate(&organiser, revoke(&issued, "Irrtum")).await;
        assert!(matches!(denied, Err(Error::Denied(_))), "staff issue and do not revoke");
        let admin = stage.call(Role::TransferagenturAdmin, "transferagentur").await;
        assert_eq!(refused(&revoke_certificate(&admin, revoke(&issued, " ")).await), Some(RefusalCode::Required));
        let stale = RevokeCertificate { expected_version: 7, ..revoke(&issued, "Irrtum") };
        assert_eq!(refused(&revoke_certificate(&admin, stale).await), Some(RefusalCode::VersionConflict));
        let unknown = RevokeCertificate { id: uuid::Uuid::from_u128(7).into(), ..revoke(&issued, "Irrtum") };
        assert_eq!(refused(&revoke_certificate(&admin, unknown).await), Some(RefusalCode::NotFound));
        let revoked = revoke_certificate(&admin, revoke(&issued, "Falscher Name")).await.unwrap();
        assert_eq!((revoked.state, revoked.version), (CertificateState::Revoked, 2));
        let twice = revoke_certificate(&admin, revoke(&revoked, "Noch einmal")).await;
        assert_eq!(refused(&twice), Some(RefusalCode::WrongState));
        // A batch does not bring back what was revoked.
        let again = issue_certificates(&organiser, after(&session)).await.unwrap();
        assert_eq!(outcomes(&again), [IssueOutcome::Revoked]);
        let successor = reissue_certificate(&admin, revoke(&revoked, "Neuer Name")).await.unwrap();
        assert_eq!((number(&successor).as_str(), successor.replaces), ("2020-0002", Some(issued.id)));
        assert_eq!(successor.content.replaces, Some(issued.content.number));
        let third = reissue_certificate(&admin, revoke(&revoked, "Noch einmal")).await;
        assert_eq!(refused(&third), Some(RefusalCode::Duplicate));
        // One that holds is revoked on the way; without attendance there is nothing to certify.
        let second = reissue_certificate(&admin, revoke(&successor, "Umbenannt")).await.unwrap();
        let old = find_certificate(&admin, successor.id).await.unwrap().unwrap();
        assert_eq!((old.state, number(&second).as_str()), (CertificateState::Revoked, "2020-0003"));
        let gone = Mark { marked_at: organiser.now(), ..mark(&registered[0], AttendanceStatus::Absent, None) };
        let list = RecordAttendance { session: session.id, marks: vec![gone], reason: None };
        record_attendance(&organiser, list).await.unwrap();
        let nothing = reissue_certificate(&admin, revoke(&second, "Ohne Teilnahme")).await;
        assert_eq!(refused(&nothing), Some(RefusalCode::NotAttended));
        assert_eq!(find_certificate(&admin, second.id).await.unwrap().unwrap().state, CertificateState::Issued);
    }

    async fn a_series_is_certified_when_its_mandatory_modules_are(world: World) {
        let stage = Stage::set(world).await;
        let series = stage.series().await;
        let first = module(&stage, &series, "Modul 1", &[]).await;
        let second = module(&stage, &series, "Modul 2", &[]).await;
        let (one, two) = (session_of(&stage, &first).await, session_of(&stage, &second).await);
        let people = stage.people(stage.cast.remscheid.office, 3).await;
        let (in_one, in_two) =
            (stage.register(&one, &people).await.unwrap(), stage.register(&two, &people[..1]).await.unwrap());
        let of_series = || IssueCertificates { session: None, series: Some(series.id), people: None };
        let organiser = stage.organiser().await;
        assert_eq!(refused(&issue_certificates(&organiser, of_series()).await), Some(RefusalCode::WrongState));
        let both = IssueCertificates { session: Some(one.id), ..of_series() };
        assert_eq!(refused(&issue_certificates(&organiser, both).await), Some(RefusalCode::Invalid));
        let neither = IssueCertificates { series: None, ..of_series() };
        assert_eq!(refused(&issue_certificates(&organiser, neither).await), Some(RefusalCode::Required));
        let one = hold(&stage, &one, &in_one).await;
        hold(&stage, &two, &in_two).await;
        let start = AdvanceSeries { id: series.id, expected_version: series.version, verb: SeriesVerb::Start };
        advance_series(&organiser, start).await.unwrap();
        let prior = RecognisePriorLearning {
            person: people[1],
            module: second.id,
            reason: "Gleichwertige Fortbildung 2018.".to_owned(),
        };
        recognise_prior_learning(&organiser, prior).await.unwrap();

        let results = issue_certificates(&organiser, of_series()).await.unwrap();
        assert_eq!(outcomes(&results), [IssueOutcome::Issued, IssueOutcome::Issued, IssueOutcome::NotQualified]);
        let missing = results[2].refusal.as_ref().unwrap();
        assert_eq!((missing.code, &missing.parameters[0].1[..]), (RefusalCode::PrerequisiteMissing, "Modul 2"));
        let parts = |place: usize| {
            let content = &results[place].certificate.as_ref().unwrap().content;
            (content.minutes, content.parts.iter().map(|part| part.date.is_some()).collect::<Vec<_>>())
        };
        assert_eq!(parts(0), (840, vec![true, true]));
        assert_eq!(parts(1), (420, vec![true, false]));
        // The one who lacks a module gets a certificate of the other one.
        let of_module = issue_certificates(&organiser, after(&one)).await.unwrap();
        assert_eq!(outcomes(&of_module), [IssueOutcome::Issued; 3]);
        let certificate = of_module[2].certificate.as_ref().unwrap();
        assert_eq!(certificate.subject.kind(), CertificateKind::Module);
        assert_eq!(certificate.content.title, "Modul 1");
        assert_eq!(certificate.content.series.as_deref(), Some("Netzwerkarbeit in der Kommune"));
    }

    async fn each_sees_those_of_their_people_and_issuers_their_own(world: World) {
        let stage = Stage::set(world).await;
        let mut people = vec![stage.of(Role::OfficeStaff, "remscheid"), stage.of(Role::OfficeStaff, "hamm")];
        people.push(stage.of(Role::MunicipalityStaff, "remscheid"));
        let (session, registered) = open(&stage, &people).await;
        let session = hold(&stage, &session, &registered).await;
        let results = issue_certificates(&stage.organiser().await, after(&session)).await.unwrap();
        let of = |person: PersonId| {
            let found = results.iter().find(|it| it.person == person).and_then(|it| it.certificate.as_ref());
            found.unwrap().id
        };
        let (office, hamm, city) = (of(people[0]), of(people[1]), of(people[2]));
        let mut all = vec![office, hamm, city];
        all.sort_unstable();
        for (role, place, expected) in [
            (Role::TransferagenturAdmin, "transferagentur", all.clone()),
            (Role::TransferagenturStaff, "transferagentur", all.clone()),
            (Role::OfficeStaff, "remscheid", vec![office]),
            (Role::OfficeStaff, "hamm", vec![hamm]),
            (Role::OfficeLead, "hamm", vec![hamm]),
            (Role::Partner, "stiftung", vec![]),
            (Role::Auditor, "transferagentur", vec![]),
        ] {
            let call = stage.call(role, place).await;
            let mut found = seen(&call).await;
            found.sort_unstable();
            assert_eq!(found, expected, "{role} {place}");
            for id in &all {
                assert_eq!(find_certificate(&call, *id).await.unwrap().is_some(), expected.contains(id), "{role}");
            }
            let mine = own_certificates(&call).unwrap();
            let mine = list_certificates(&call, &mine, &PageRequest::first(10)).await.unwrap();
            let own = call.actor().account().unwrap().person;
            assert!(mine.rows.iter().all(|(_, certificate)| certificate.person == own), "{role}");
        }
        // The lead sees the people of the district.
        let mut district = seen(&stage.call(Role::OfficeLead, "remscheid").await).await;
        district.sort_unstable();
        let mut expected = vec![office, city];
        expected.sort_unstable();
        assert_eq!(district, expected);
        // An office issues for its own sessions, and for no others.
        let office = stage.call(Role::OfficeStaff, "remscheid").await;
        assert!(matches!(issue_certificates(&office, after(&session)).await, Err(Error::Denied(_))));
        let host = Some(stage.cast.remscheid.office);
        let input = CreateSession {
            host,
            series: None,
            module: None,
            kind: Some(CourseKind::EducationConference),
            plan: roomy(),
        };
        let own = create_session(&office, input).await.unwrap();
        let draft = issue_certificates(&office, after(&own)).await;
        assert_eq!(refused(&draft), Some(RefusalCode::WrongState));
        let foreign = stage.call(Role::OfficeLead, "hamm").await;
        assert_eq!(refused(&issue_certificates(&foreign, after(&own)).await), Some(RefusalCode::NotFound));
    }

    async fn the_holder_decides_how_far_verification_shows_the_name(world: World) {
        let stage = Stage::set(world).await;
        let people = vec![stage.of(Role::OfficeStaff, "remscheid")];
        let (session, registered) = open(&stage, &people).await;
        let session = hold(&stage, &session, &registered).await;
        let organiser = stage.organiser().await;
        let issued = issue_certificates(&organiser, after(&session)).await.unwrap().remove(0).certificate.unwrap();
        let stranger = stage.world.call(Actor::Anonymous);
        let shown = async |typed: &str| {
            let found = verify_certificate(&stranger, typed).await.unwrap();
            found.map(|certificate| certificate.shown_name().map(str::to_owned))
        };
        let code = issued.code.to_string();
        assert_eq!(shown(&code).await, Some(None));
        let input = |version, display| ShowCertificateName { id: issued.id, expected_version: version, display };
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        assert!(matches!(show_certificate_name(&lead, input(1, NameDisplay::Full)).await, Err(Error::Denied(_))));
        let holder = stage.call(Role::OfficeStaff, "remscheid").await;
        let changed = show_certificate_name(&holder, input(1, NameDisplay::Initials)).await.unwrap();
        assert_eq!((changed.version, changed.hash), (2, issued.hash.clone()));
        assert_eq!(shown(&code.to_lowercase().replace('-', " ")).await, Some(Some("K. B.".to_owned())));
        let stale = show_certificate_name(&holder, input(1, NameDisplay::Full)).await;
        assert_eq!(refused(&stale), Some(RefusalCode::VersionConflict));
        show_certificate_name(&holder, input(2, NameDisplay::Full)).await.unwrap();
        assert_eq!(shown(&code).await, Some(Some("Kim Beispiel office staff remscheid".to_owned())));
        // The same again changes nothing.
        let before = changes(&stage).await;
        assert_eq!(show_certificate_name(&holder, input(3, NameDisplay::Full)).await.unwrap().version, 3);
        assert_eq!(changes(&stage).await, before);
        for typed in ["", "K7QM-3XPT-9WRD-V2HF", "K7QM", "' OR 1=1 --", &code[..18]] {
            assert_eq!(shown(typed).await, None, "{typed}");
        }
    }

    async fn the_register_forgets_after_ten_years_and_keeps_counting(world: World) {
        let stage = Stage::set(world).await;
        let people = stage.people(stage.cast.remscheid.office, 2).await;
        let (session, registered) = open(&stage, &people).await;
        let session = hold(&stage, &session, &registered).await;
        issue_certificates(&stage.organiser().await, after(&session)).await.unwrap();
        stage.travel("2030-05-04T14:59:59Z");
        assert_eq!(delete_old_certificates(&stage.system()).await.unwrap(), 0);
        stage.travel("2030-05-04T15:00:01Z");
        let calls: Vec<Call> = (0..3).map(|_| stage.system()).collect();
        let done = futures::future::join_all(calls.iter().map(delete_old_certificates)).await;
        assert_eq!(done.into_iter().map(Result::unwrap).sum::<usize>(), 2, "each is deleted once");
        assert!(seen(&stage.system()).await.is_empty());
        let unit = stage.system().begin().await.unwrap();
        assert_eq!(take_numbers(&unit, stage.cast.transferagentur, 2020, 1).await.unwrap(), 3);
    }
}
