//! What the tests of qualifications begin with: the cast, and sessions that people can register for.

use acceptance::{Cast, World};
use application::people::{CreatePerson, create_person};
use application::qualifications::{
    AdvanceSeries, AdvanceSession, CreateSeries, CreateSession, Register, RegisterPerson, SeriesInput, advance_series,
    advance_session, create_series, create_session, find_registration, register,
};
use application::{Call, Error};
use domain::access::{Actor, Role};
use domain::qualifications::{
    Allocation, CourseFormat, CourseKind, CourseSeries, CourseSession, Registration, RegistrationState, Seats,
    SeriesVerb, SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::{OrganisationId, PersonId, RefusalCode, RegistrationId, Timestamp};

/// The cast with the Transferagentur as organiser.
pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) cast: Cast,
}

pub(crate) fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A session in presence with two seats, eight weeks after every world begins.
pub(crate) fn plan() -> SessionDraft {
    SessionDraft {
        title: "Netzwerke verstehen".to_owned(),
        description: None,
        start: at("2020-05-04T07:00:00Z"),
        end: at("2020-05-04T14:00:00Z"),
        deadline: Some(at("2020-04-27T21:59:00Z")),
        format: CourseFormat::InPerson,
        location: Some("Münster".to_owned()),
        online_link: None,
        seats: Seats { room: 2, online: 100 },
        per_group: Vec::new(),
        per_district: None,
        fewest_people: None,
        entitlement: None,
        allocation: Allocation::FirstCome,
        waiting_list: true,
        offer_hours: None,
        accessibility: None,
        reminders: None,
        materials: Vec::new(),
        co_hosts: Vec::new(),
    }
}

pub(crate) fn person(id: PersonId) -> RegisterPerson {
    RegisterPerson { shares_name: true, ..RegisterPerson::new(id, TargetGroup::EducationOffice) }
}

/// The code of the first refusal, or nothing when it worked.
pub(crate) fn refused<T>(result: &Result<T, Error>) -> Option<RefusalCode> {
    match result {
        Err(Error::Refused(refusals)) => refusals.first().map(|refusal| refusal.code),
        _ => None,
    }
}

impl Stage {
    pub(crate) async fn set(world: World) -> Self {
        let cast = Cast::enter(&world).await;
        Self { world, cast }
    }

    pub(crate) async fn call(&self, role: Role, place: &str) -> Call {
        self.world.call(self.cast.actor(&self.world, role, place).await)
    }

    /// The one who organises.
    pub(crate) async fn organiser(&self) -> Call {
        self.call(Role::TransferagenturStaff, "transferagentur").await
    }

    pub(crate) fn system(&self) -> Call {
        self.world.call(Actor::System)
    }

    pub(crate) fn of(&self, role: Role, place: &str) -> PersonId {
        self.cast.member(role, place).person
    }

    /// People whose records this organisation keeps.
    pub(crate) async fn people(&self, organisation: OrganisationId, number: usize) -> Vec<PersonId> {
        let mut people = Vec::with_capacity(number);
        for place in 0..number {
            let input = CreatePerson {
                organisation,
                salutation: None,
                title: None,
                given_name: Some("Kim".to_owned()),
                family_name: format!("Beispiel {place}"),
                languages: Vec::new(),
                contact_points: Vec::new(),
                accept_duplicates: true,
            };
            people.push(create_person(&self.system(), input).await.unwrap().id);
        }
        people
    }

    /// A published series of the Transferagentur.
    pub(crate) async fn series(&self) -> CourseSeries {
        let call = self.organiser().await;
        let plan = SeriesInput {
            title: "Netzwerkarbeit in der Kommune".to_owned(),
            description: None,
            goals: None,
            entitlement: None,
            target_groups: vec![TargetGroup::EducationOffice],
            stages: Vec::new(),
            topics: vec!["Netzwerke".to_owned()],
            co_hosts: Vec::new(),
        };
        let input = CreateSeries { host: self.cast.transferagentur, kind: CourseKind::TrainingSeries, plan };
        let series = create_series(&call, input).await.unwrap();
        let step = AdvanceSeries { id: series.id, expected_version: series.version, verb: SeriesVerb::Publish };
        advance_series(&call, step).await.unwrap()
    }

    /// A session whose registration is open.
    pub(crate) async fn open(&self, kind: CourseKind, plan: SessionDraft) -> CourseSession {
        let input =
            CreateSession { host: Some(self.cast.transferagentur), series: None, module: None, kind: Some(kind), plan };
        self.open_as(input).await
    }

    pub(crate) async fn open_as(&self, input: CreateSession) -> CourseSession {
        let call = self.organiser().await;
        let draft = create_session(&call, input).await.unwrap();
        let published = self.step(&draft, SessionVerb::Publish).await;
        self.step(&published, SessionVerb::OpenRegistration).await
    }

    pub(crate) async fn step(&self, session: &CourseSession, verb: SessionVerb) -> CourseSession {
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
        advance_session(&self.organiser().await, step).await.unwrap()
    }

    /// Registers people by the organiser, one party.
    pub(crate) async fn register(
        &self,
        session: &CourseSession,
        people: &[PersonId],
    ) -> Result<Vec<Registration>, Error> {
        let people = people.iter().copied().map(person).collect();
        register(&self.organiser().await, Register { session: session.id, people }).await
    }

    /// A registration as it is now.
    pub(crate) async fn now(&self, id: RegistrationId) -> Registration {
        find_registration(&self.system(), id).await.unwrap().unwrap()
    }

    pub(crate) async fn state(&self, registration: &Registration) -> RegistrationState {
        self.now(registration.id).await.state
    }

    /// Moves the clock to an instant.
    pub(crate) fn travel(&self, to: &str) {
        let seconds = at(to).as_seconds() - self.system().now().as_seconds();
        self.world.clock().advance(seconds);
    }
}
