//! What is there before the load begins: a session for which everybody may register, and certificates.

use acceptance::{Cast, World};
use application::people::{CreatePerson, create_person};
use application::qualifications::{
    AdvanceSession, CreateSession, IssueCertificates, RecordAttendance, Register, RegisterPerson, advance_session,
    create_session, issue_certificates, record_attendance, register,
};
use domain::access::{Actor, Role};
use domain::qualifications::{
    AttendanceStatus, Certificate, CourseFormat, CourseKind, CourseSession, Mark, Seats, SessionDraft, SessionVerb,
    TargetGroup,
};
use domain::shared::{ContactKind, ContactPointDraft, ContactVisibility, OrganisationId, PersonId, Timestamp};

/// How many have a certificate.
const HOLDERS: usize = 3;

pub(super) struct Ground {
    /// Whose records are kept.
    pub(super) office: OrganisationId,
    /// Who issues certificates.
    pub(super) issuer: OrganisationId,
    /// The session for which everybody may register.
    pub(super) session: CourseSession,
    /// The certificates of a session that was held.
    pub(super) certificates: Vec<Certificate>,
}

impl Ground {
    pub(super) async fn lay(world: &World, cast: &Cast) -> Self {
        let session = open(world, cast, "2190-01-01T08:00:00Z").await;
        let held = open(world, cast, "2020-03-10T08:00:00Z").await;
        let mut people = Vec::new();
        for number in 0..HOLDERS {
            people.push(person(world, cast.remscheid.office, number).await);
        }
        let actor = cast.actor(world, Role::TransferagenturStaff, "transferagentur").await;
        let call = world.call(actor);
        let group = |person: &PersonId| RegisterPerson::new(*person, TargetGroup::EducationOffice);
        let input = Register { session: held.id, people: people.iter().map(group).collect() };
        let registered = register(&call, input).await.unwrap();
        world.clock().advance(8 * 86_400);
        let running = step(world, &held, SessionVerb::Start).await;
        let marked_at = Timestamp::parse("2020-03-10T08:10:00Z").unwrap();
        let marks = registered.iter().map(|one| Mark {
            registration: one.id,
            status: AttendanceStatus::Present,
            minutes: None,
            marked_at,
        });
        let list = RecordAttendance { session: held.id, marks: marks.collect(), reason: None };
        // The session of the organiser has gone on as well.
        let call = world.call(cast.actor(world, Role::TransferagenturStaff, "transferagentur").await);
        record_attendance(&call, list).await.unwrap();
        step(world, &running, SessionVerb::Finish).await;
        let input = IssueCertificates { session: Some(held.id), series: None, people: None };
        let issued = issue_certificates(&call, input).await.unwrap();
        let certificates: Vec<_> = issued.into_iter().filter_map(|one| one.certificate).collect();
        assert_eq!(certificates.len(), HOLDERS);
        Self { office: cast.remscheid.office, issuer: cast.transferagentur, session, certificates }
    }
}

async fn open(world: &World, cast: &Cast, start: &str) -> CourseSession {
    let start = Timestamp::parse(start).unwrap();
    let seats = Seats { room: 100_000, online: 0 };
    let plan = SessionDraft::new("Fachtag", start, start.plus_seconds(3_600), CourseFormat::InPerson, seats);
    let (host, kind) = (Some(cast.transferagentur), Some(CourseKind::Conference));
    let input = CreateSession { host, series: None, module: None, kind, plan };
    let draft = create_session(&world.call(Actor::System), input).await.unwrap();
    let published = step(world, &draft, SessionVerb::Publish).await;
    step(world, &published, SessionVerb::OpenRegistration).await
}

async fn step(world: &World, session: &CourseSession, verb: SessionVerb) -> CourseSession {
    let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(&world.call(Actor::System), step).await.unwrap()
}

async fn person(world: &World, organisation: OrganisationId, number: usize) -> PersonId {
    let email = ContactPointDraft {
        id: None,
        kind: ContactKind::Email,
        value: format!("holder-{number}@remscheid.example"),
        label: None,
        visibility: ContactVisibility::Organisation,
    };
    let input = CreatePerson {
        organisation,
        salutation: None,
        title: None,
        given_name: Some("Kim".to_owned()),
        family_name: format!("Beispiel {number}"),
        languages: Vec::new(),
        contact_points: vec![email],
        accept_duplicates: true,
    };
    create_person(&world.call(Actor::System), input).await.unwrap().id
}
