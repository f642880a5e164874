use super::series_inputs::values;
use crate::graphql::shared::{DateTime, Enum, NodeId, OrderDirection};
use application::qualifications as verbs;
use async_graphql::InputObject;
use domain::qualifications::{
    Allocation, CourseFormat, CourseKind, Entitlement, MaterialDraft, Recurrence, Reminder, ReminderAnchor, Seats,
    SessionDraft, SessionState, SessionVerb, TargetGroup,
};
use domain::shared::{CourseModuleId, CourseSeriesId, CourseSessionId, OrganisationId, PersonId};

/// Which sessions; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct CourseSessionFilter {
    /// Of this series (German: Reihe).
    series_id: Option<NodeId<CourseSeriesId>>,
    /// Of this module (German: Modul).
    module_id: Option<NodeId<CourseModuleId>>,
    /// Of one of these kinds (German: Formate des Katalogs).
    kinds: Option<Vec<Enum<CourseKind>>>,
    /// In one of these formats (German: Durchführungsformen).
    formats: Option<Vec<Enum<CourseFormat>>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<SessionState>>>,
    /// For these people (German: Teilnahmeberechtigungen).
    entitlements: Option<Vec<Enum<Entitlement>>>,
    /// Held by this organisation (German: Veranstalter).
    host_id: Option<NodeId<OrganisationId>>,
    /// Held by organisations in these districts, by their keys of five digits (German: Kreisschlüssel).
    #[graphql(validator(max_items = 60))]
    district_keys: Option<Vec<String>>,
    /// That end after this instant (German: ab).
    from: Option<DateTime>,
    /// That begin before this instant (German: bis).
    until: Option<DateTime>,
    /// With all of these words in the title; upper and lower case and the ways to write an umlaut make no difference
    /// (German: Suchtext).
    text: Option<String>,
}

impl From<CourseSessionFilter> for verbs::SessionFilter {
    fn from(filter: CourseSessionFilter) -> Self {
        Self {
            series: filter.series_id.map(|id| id.0),
            module: filter.module_id.map(|id| id.0),
            kinds: values(filter.kinds),
            formats: values(filter.formats),
            states: values(filter.states),
            entitlements: values(filter.entitlements),
            host: filter.host_id.map(|id| id.0),
            districts: filter.district_keys.unwrap_or_default(),
            from: filter.from.map(|at| at.0),
            until: filter.until.map(|at| at.0),
            text: filter.text,
        }
    }
}

/// The order of a list of sessions, by their start (German: Reihenfolge).
#[derive(Clone, Copy, Debug, Default, InputObject)]
pub(crate) struct CourseSessionOrder {
    /// Which way.
    #[graphql(default)]
    pub(super) direction: OrderDirection,
}

/// Seats by the two ways of taking part (German: Plätze).
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct CourseSeatsInput {
    /// In the room (German: im Raum).
    #[graphql(default)]
    room: u32,
    /// Online (German: online).
    #[graphql(default)]
    online: u32,
}

impl From<CourseSeatsInput> for Seats {
    fn from(seats: CourseSeatsInput) -> Self {
        Self { room: seats.room, online: seats.online }
    }
}

/// The most people of one group (German: Kontingent).
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct CourseQuotaInput {
    /// Of which group (German: Zielgruppe).
    group: Enum<TargetGroup>,
    /// How many at most (German: Plätze).
    seats: u32,
}

/// A reminder of those who have a seat (German: Erinnerung).
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct CourseReminderInput {
    /// Before the start, or after the end (German: Bezug).
    anchor: Enum<ReminderAnchor>,
    /// How many minutes before or after; at most 60 days (German: Minuten).
    minutes: u32,
}

/// A material, as a link (German: Material).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CourseMaterialInput {
    /// What it is called (German: Titel).
    title: String,
    /// Where it is, with http or https (German: Adresse).
    address: String,
}

/// What is said about a session (German: Angaben zum Termin).
#[derive(Debug, InputObject)]
pub(crate) struct CourseSessionPlanInput {
    /// What it is called (German: Titel).
    title: String,
    /// What it is about (German: Beschreibung).
    description: Option<String>,
    /// When it begins (German: Beginn).
    start: DateTime,
    /// When it ends (German: Ende).
    end: DateTime,
    /// Until when people can register; until it begins unless given (German: Anmeldefrist).
    deadline: Option<DateTime>,
    /// How it takes place (German: Durchführungsform).
    format: Enum<CourseFormat>,
    /// Where it takes place (German: Ort).
    location: Option<String>,
    /// The address of the video room (German: Online-Zugang).
    online_link: Option<String>,
    /// How many seats there are; the format says which of them count (German: Plätze).
    seats: CourseSeatsInput,
    /// The most people of each group (German: Kontingente).
    #[graphql(validator(max_items = 20))]
    quotas: Option<Vec<CourseQuotaInput>>,
    /// The most people of each municipality (German: Plätze je Kommune).
    seats_per_municipality: Option<u32>,
    /// The fewest people with whom it takes place (German: Mindestteilnehmendenzahl).
    fewest_people: Option<u32>,
    /// Who may take part; what the kind or the series says unless given (German: Teilnahmeberechtigung).
    entitlement: Option<Enum<Entitlement>>,
    /// How seats are given; to whoever comes first unless given (German: Platzvergabe).
    allocation: Option<Enum<Allocation>>,
    /// Whether people can wait for a seat (German: Warteliste).
    #[graphql(default = true)]
    has_waiting_list: bool,
    /// For how many hours a seat that becomes free is held for the next person; without it they get it at once (German:
    /// Antwortfrist in Stunden).
    offer_hours: Option<u32>,
    /// What is there for people with disabilities (German: Barrierefreiheit).
    accessibility: Option<String>,
    /// When those who have a seat are reminded; a day before the start unless given (German: Erinnerungen).
    #[graphql(validator(max_items = 10))]
    reminders: Option<Vec<CourseReminderInput>>,
    /// What there is to read (German: Materialien).
    #[graphql(validator(max_items = 100))]
    materials: Option<Vec<CourseMaterialInput>>,
    /// The organisations that hold it together with the host; only the host says so. In a series those of the series unless
    /// given (German: Mitveranstalter).
    #[graphql(validator(max_items = 50))]
    co_host_ids: Option<Vec<NodeId<OrganisationId>>>,
}

impl From<CourseSessionPlanInput> for SessionDraft {
    fn from(input: CourseSessionPlanInput) -> Self {
        let quotas = input.quotas.unwrap_or_default();
        Self {
            title: input.title,
            description: input.description,
            start: input.start.0,
            end: input.end.0,
            deadline: input.deadline.map(|at| at.0),
            format: input.format.0,
            location: input.location,
            online_link: input.online_link,
            seats: input.seats.into(),
            per_group: quotas.into_iter().map(|quota| (quota.group.0, quota.seats)).collect(),
            per_district: input.seats_per_municipality,
            fewest_people: input.fewest_people,
            entitlement: input.entitlement.map(|it| it.0),
            allocation: input.allocation.map_or(Allocation::FirstCome, |it| it.0),
            waiting_list: input.has_waiting_list,
            offer_hours: input.offer_hours,
            accessibility: input.accessibility,
            reminders: input
                .reminders
                .map(|all| all.into_iter().map(|it| Reminder { anchor: it.anchor.0, minutes: it.minutes }).collect()),
            materials: input.materials.unwrap_or_default().into_iter().map(material).collect(),
            co_hosts: input.co_host_ids.unwrap_or_default().into_iter().map(|id| id.0).collect(),
        }
    }
}

fn material(input: CourseMaterialInput) -> MaterialDraft {
    MaterialDraft { title: input.title, address: input.address }
}

/// A session to be planned (German: neuer Termin).
#[derive(Debug, InputObject)]
pub(crate) struct CreateCourseSessionInput {
    /// The organisation that holds it; that of the series unless given (German: Veranstalter).
    host_id: Option<NodeId<OrganisationId>>,
    /// The series that it belongs to (German: Reihe).
    series_id: Option<NodeId<CourseSeriesId>>,
    /// The module of that series that it teaches (German: Modul).
    module_id: Option<NodeId<CourseModuleId>>,
    /// What kind of offer it is; that of the series unless given (German: Format des Katalogs).
    kind: Option<Enum<CourseKind>>,
    /// What is said about it (German: Angaben).
    plan: CourseSessionPlanInput,
}

impl From<CreateCourseSessionInput> for verbs::CreateSession {
    fn from(input: CreateCourseSessionInput) -> Self {
        Self {
            host: input.host_id.map(|id| id.0),
            series: input.series_id.map(|id| id.0),
            module: input.module_id.map(|id| id.0),
            kind: input.kind.map(|kind| kind.0),
            plan: input.plan.into(),
        }
    }
}

/// A change of what is said about a session: all of it is said anew (German: Änderung des Termins).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateCourseSessionInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// What is said about it (German: Angaben).
    plan: CourseSessionPlanInput,
}

impl From<UpdateCourseSessionInput> for verbs::UpdateSession {
    fn from(input: UpdateCourseSessionInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, plan: input.plan.into() }
    }
}

/// A step of a session (German: Zustandswechsel des Termins).
#[derive(Debug, InputObject)]
pub(crate) struct CourseSessionStepInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
}

impl CourseSessionStepInput {
    /// The step that is made.
    pub(super) const fn step(&self, verb: SessionVerb) -> verbs::AdvanceSession {
        verbs::AdvanceSession { id: self.id.0, expected_version: self.expected_version, verb }
    }
}

/// A session that does not take place as it was announced (German: Absage oder Verschiebung).
#[derive(Debug, InputObject)]
pub(crate) struct EndCourseSessionInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why; all who are registered are told (German: Grund).
    reason: String,
}

impl From<EndCourseSessionInput> for verbs::EndSession {
    fn from(input: EndCourseSessionInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// A session whose place another one takes (German: Ersatz).
#[derive(Debug, InputObject)]
pub(crate) struct ReplaceCourseSessionInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// The one that takes its place (German: Ersatztermin).
    pub(super) replacement_id: NodeId<CourseSessionId>,
    /// Why; all who are registered are told (German: Grund).
    reason: String,
}

impl From<ReplaceCourseSessionInput> for verbs::EndSession {
    fn from(input: ReplaceCourseSessionInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// The new date of a session that was postponed (German: neuer Zeitpunkt).
#[derive(Debug, InputObject)]
pub(crate) struct RescheduleCourseSessionInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// When it begins (German: Beginn).
    start: DateTime,
    /// When it ends (German: Ende).
    end: DateTime,
    /// Until when people can register; until it begins unless given (German: Anmeldefrist).
    deadline: Option<DateTime>,
}

impl From<RescheduleCourseSessionInput> for verbs::RescheduleSession {
    fn from(input: RescheduleCourseSessionInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            start: input.start.0,
            end: input.end.0,
            deadline: input.deadline.map(|at| at.0),
        }
    }
}

/// A change of the format of a published session (German: Formatwechsel).
#[derive(Debug, InputObject)]
pub(crate) struct ChangeSessionFormatInput {
    /// Which (German: Termin).
    pub(super) id: NodeId<CourseSessionId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// How it takes place from now on (German: neues Format).
    format: Enum<CourseFormat>,
    /// How many seats there are now; as before unless given (German: Plätze).
    seats: Option<CourseSeatsInput>,
    /// The address of the video room; as before unless given (German: Online-Zugang).
    online_link: Option<String>,
    /// Why; all who are registered are told (German: Grund).
    reason: String,
}

impl From<ChangeSessionFormatInput> for verbs::ChangeSessionFormat {
    fn from(input: ChangeSessionFormatInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            format: input.format.0,
            seats: input.seats.map(Seats::from),
            online_link: input.online_link,
            reason: input.reason,
        }
    }
}

/// People and organisations to be invited to a session (German: Einladung).
#[derive(Debug, InputObject)]
pub(crate) struct InviteToSessionInput {
    /// To which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// These people (German: Personen).
    #[graphql(validator(max_items = 500))]
    person_ids: Option<Vec<NodeId<PersonId>>>,
    /// All people of these organisations (German: Organisationen).
    #[graphql(validator(max_items = 500))]
    organisation_ids: Option<Vec<NodeId<OrganisationId>>>,
}

impl From<InviteToSessionInput> for verbs::InviteToSession {
    fn from(input: InviteToSessionInput) -> Self {
        Self {
            session: input.session_id.0,
            people: input.person_ids.unwrap_or_default().into_iter().map(|id| id.0).collect(),
            organisations: input.organisation_ids.unwrap_or_default().into_iter().map(|id| id.0).collect(),
        }
    }
}

/// A session that comes again (German: Serie von Terminen).
#[derive(Debug, InputObject)]
pub(crate) struct RepeatCourseSessionInput {
    /// Which (German: Termin).
    id: NodeId<CourseSessionId>,
    /// In which rhythm, at the same time of the day in North Rhine-Westphalia (German: Rhythmus).
    every: Enum<Recurrence>,
    /// How often beside the one that is there, at most 60 (German: Wiederholungen).
    times: u32,
}

impl From<RepeatCourseSessionInput> for verbs::RepeatSession {
    fn from(input: RepeatCourseSessionInput) -> Self {
        Self { id: input.id.0, every: input.every.0, times: input.times }
    }
}
