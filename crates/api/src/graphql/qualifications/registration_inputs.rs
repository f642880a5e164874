use super::question::RegistrationAnswerInput;
use super::series_inputs::values;
use crate::graphql::shared::{DateTime, Enum, NodeId};
use application::qualifications as verbs;
use async_graphql::InputObject;
use domain::qualifications::{AttendanceMode, AttendanceStatus, Consent, Mark, RegistrationState, TargetGroup};
use domain::shared::{CourseSessionId, OrganisationId, PersonId, RegistrationId};

/// Which registrations; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct RegistrationFilter {
    /// For this session (German: Termin).
    session_id: Option<NodeId<CourseSessionId>>,
    /// Of this person (German: Person).
    person_id: Option<NodeId<PersonId>>,
    /// Of people of this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// In one of these states (German: Zustände).
    states: Option<Vec<Enum<RegistrationState>>>,
    /// For sessions that end after this instant (German: Termine ab).
    from: Option<DateTime>,
    /// For sessions that begin before this instant (German: Termine bis).
    until: Option<DateTime>,
}

impl From<RegistrationFilter> for verbs::RegistrationFilter {
    fn from(filter: RegistrationFilter) -> Self {
        Self {
            session: filter.session_id.map(|id| id.0),
            person: filter.person_id.map(|id| id.0),
            organisation: filter.organisation_id.map(|id| id.0),
            states: values(filter.states),
            from: filter.from.map(|at| at.0),
            until: filter.until.map(|at| at.0),
        }
    }
}

/// One person who wants to come (German: Teilnehmende Person).
#[derive(Debug, InputObject)]
pub(crate) struct RegisterPersonInput {
    /// Who (German: Person).
    person_id: NodeId<PersonId>,
    /// In the room or online; needed only where there is a choice (German: Teilnahmeform).
    mode: Option<Enum<AttendanceMode>>,
    /// As a member of which group (German: Zielgruppe).
    target_group: Enum<TargetGroup>,
    /// What the person needs, for instance food or a sign interpreter; deleted after the session (German: Bedarfe).
    needs: Option<String>,
    /// Whether the name may stand on the list for all participants (German: Einwilligung zur Namensliste).
    #[graphql(default)]
    shares_name: bool,
    /// What else the person allows (German: Einwilligungen).
    #[graphql(validator(max_items = 10))]
    consents: Option<Vec<Enum<Consent>>>,
    /// The answers to the questions of the session; only its organiser sees them (German: Antworten).
    #[graphql(validator(max_items = 100))]
    answers: Option<Vec<RegistrationAnswerInput>>,
}

impl From<RegisterPersonInput> for verbs::RegisterPerson {
    fn from(input: RegisterPersonInput) -> Self {
        Self {
            person: input.person_id.0,
            mode: input.mode.map(|mode| mode.0),
            group: input.target_group.0,
            needs: input.needs,
            shares_name: input.shares_name,
            consents: input.consents.unwrap_or_default().into_iter().map(|consent| consent.0).collect(),
            answers: input.answers.unwrap_or_default().into_iter().map(Into::into).collect(),
        }
    }
}

/// People who want to come to a session together; on the waiting list they are not split (German: Anmeldung).
#[derive(Debug, InputObject)]
pub(crate) struct RegisterInput {
    /// To which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// Who; at most 50 (German: Personen).
    #[graphql(validator(max_items = 50))]
    people: Vec<RegisterPersonInput>,
}

impl From<RegisterInput> for verbs::Register {
    fn from(input: RegisterInput) -> Self {
        let people = input.people.into_iter().map(verbs::RegisterPerson::from).collect();
        Self { session: input.session_id.0, people }
    }
}

/// A registration, as the caller saw it (German: Anmeldung).
#[derive(Debug, InputObject)]
pub(crate) struct RegistrationStepInput {
    /// Which (German: Anmeldung).
    pub(super) id: NodeId<RegistrationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
}

impl From<RegistrationStepInput> for verbs::CancelRegistration {
    fn from(input: RegistrationStepInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}

/// A registration that the organiser says no to (German: Absage an eine Person).
#[derive(Debug, InputObject)]
pub(crate) struct RefuseRegistrationInput {
    /// Which (German: Anmeldung).
    pub(super) id: NodeId<RegistrationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why; the person is told (German: Grund).
    reason: String,
}

impl From<RefuseRegistrationInput> for verbs::RefuseRegistration {
    fn from(input: RefuseRegistrationInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// A registration that the organiser gives a seat out of turn (German: Bestätigung von Hand).
#[derive(Debug, InputObject)]
pub(crate) struct ConfirmRegistrationInput {
    /// Which; all who registered together get their seats (German: Anmeldung).
    id: NodeId<RegistrationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// Why; it stands in the log of the waiting list (German: Grund).
    reason: String,
}

impl From<ConfirmRegistrationInput> for verbs::RefuseRegistration {
    fn from(input: ConfirmRegistrationInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version, reason: input.reason }
    }
}

/// A change of the priority class by hand (German: Änderung der Vorrangklasse).
#[derive(Debug, InputObject)]
pub(crate) struct ChangePriorityClassInput {
    /// Whose; all who registered together are of one class (German: Anmeldung).
    id: NodeId<RegistrationId>,
    /// The version that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// 1 comes before 2 (German: Vorrangklasse).
    priority_class: i64,
    /// Why; all whose rank changes are told (German: Grund).
    reason: String,
}

impl From<ChangePriorityClassInput> for verbs::ChangePriorityClass {
    fn from(input: ChangePriorityClassInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            class: input.priority_class,
            reason: input.reason,
        }
    }
}

/// Which lines of the log of waiting lists; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct WaitingListChangeFilter {
    /// Of this session (German: Termin).
    session_id: Option<NodeId<CourseSessionId>>,
    /// About this registration (German: Anmeldung).
    registration_id: Option<NodeId<RegistrationId>>,
}

impl From<WaitingListChangeFilter> for verbs::WaitingChangeFilter {
    fn from(filter: WaitingListChangeFilter) -> Self {
        Self { session: filter.session_id.map(|id| id.0), registration: filter.registration_id.map(|id| id.0) }
    }
}

/// A change of the order of a waiting list by hand (German: Umordnung der Warteliste).
#[derive(Debug, InputObject)]
pub(crate) struct ReorderWaitingListInput {
    /// The registration whose party is moved (German: Anmeldung).
    registration_id: NodeId<RegistrationId>,
    /// To which rank among those of the same priority class, from 1 (German: Rang).
    rank: u32,
    /// Why; all whose place changes are told (German: Grund).
    reason: String,
}

impl From<ReorderWaitingListInput> for verbs::ReorderWaitingList {
    fn from(input: ReorderWaitingListInput) -> Self {
        Self { id: input.registration_id.0, rank: input.rank, reason: input.reason }
    }
}

/// A draw of lots (German: Auslosung).
#[derive(Debug, InputObject)]
pub(crate) struct DrawLotsInput {
    /// For which session (German: Termin).
    pub(super) session_id: NodeId<CourseSessionId>,
    /// The version of the session that the change was made from (German: erwartete Version).
    expected_version: i64,
    /// The published seed, for instance the numbers of a public lottery on a day that was announced before (German:
    /// Startwert).
    seed: String,
}

impl From<DrawLotsInput> for verbs::DrawLots {
    fn from(input: DrawLotsInput) -> Self {
        Self { id: input.session_id.0, expected_version: input.expected_version, seed: input.seed }
    }
}

/// A line of a list of attendance (German: Anwesenheitseintrag).
#[derive(Debug, InputObject)]
pub(crate) struct AttendanceMarkInput {
    /// Whose registration (German: Anmeldung).
    registration_id: NodeId<RegistrationId>,
    /// Whether they were there (German: Status).
    status: Enum<AttendanceStatus>,
    /// For how many minutes, when it was for a part (German: Minuten).
    minutes: Option<u32>,
    /// When it was marked; of two marks the later one holds (German: erfasst am).
    marked_at: DateTime,
}

/// A list of attendance, perhaps kept without a connection; it can be sent again without effect (German:
/// Anwesenheitsliste).
#[derive(Debug, InputObject)]
pub(crate) struct RecordAttendanceInput {
    /// Of which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// Who was there; at most 1000 (German: Einträge).
    #[graphql(validator(max_items = 1000))]
    marks: Vec<AttendanceMarkInput>,
    /// Why it changes so late; needed after 14 days (German: Grund).
    reason: Option<String>,
}

impl From<RecordAttendanceInput> for verbs::RecordAttendance {
    fn from(input: RecordAttendanceInput) -> Self {
        let mark = |mark: AttendanceMarkInput| Mark {
            registration: mark.registration_id.0,
            status: mark.status.0,
            minutes: mark.minutes,
            marked_at: mark.marked_at.0,
        };
        Self { session: input.session_id.0, marks: input.marks.into_iter().map(mark).collect(), reason: input.reason }
    }
}
