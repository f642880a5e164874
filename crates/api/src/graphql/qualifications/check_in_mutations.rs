use super::registration::Registration;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{DateTime, Enum, NodeId, UserError, call, outcome};
use application::qualifications as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{AttendanceStatus, CheckInOutcome};
use domain::shared::{CourseSessionId, Language, RegistrationId};

/// One person at the door: by the code, or from the list (German: Einlass-Eintrag).
#[derive(Debug, InputObject)]
pub(crate) struct CheckInEntryInput {
    /// How the device calls the entry, for instance a UUID; the same never has an effect twice (German: Kennung des Geräts).
    client_id: String,
    /// The code that the person showed; either it or the registration (German: Einlasscode).
    code: Option<String>,
    /// The registration on the list; either it or the code (German: Anmeldung).
    registration_id: Option<NodeId<RegistrationId>>,
    /// Whether they are there; `PRESENT` when nothing is said (German: Status).
    status: Option<Enum<AttendanceStatus>>,
    /// For how many minutes, when it is for a part (German: Minuten).
    minutes: Option<u32>,
    /// When it was marked; now, when nothing is said (German: erfasst am).
    at: Option<DateTime>,
}

impl From<CheckInEntryInput> for verbs::CheckInEntry {
    fn from(input: CheckInEntryInput) -> Self {
        Self {
            client_id: input.client_id,
            code: input.code,
            registration: input.registration_id.map(|id| id.0),
            status: input.status.map_or(AttendanceStatus::Present, |status| status.0),
            minutes: input.minutes,
            at: input.at.map(|at| at.0),
        }
    }
}

/// People at the door of a session, perhaps noted without a connection (German: Einlass).
#[derive(Debug, InputObject)]
pub(crate) struct CheckInInput {
    /// Into which session (German: Termin).
    session_id: NodeId<CourseSessionId>,
    /// Who, in any order; at most 1000 (German: Einträge).
    #[graphql(validator(max_items = 1000))]
    entries: Vec<CheckInEntryInput>,
    /// Why it changes so late; needed after 14 days (German: Grund).
    reason: Option<String>,
}

impl From<CheckInInput> for verbs::CheckPeopleIn {
    fn from(input: CheckInInput) -> Self {
        let entries = input.entries.into_iter().map(Into::into).collect();
        Self { session: input.session_id.0, entries, reason: input.reason }
    }
}

/// What came of one entry (German: Ergebnis je Eintrag).
#[derive(Debug, SimpleObject)]
pub(crate) struct CheckInResult {
    /// How the device calls the entry (German: Kennung des Geräts).
    client_id: String,
    /// Recorded, unchanged, superseded by a later mark, sent before, or refused (German: Ausgang).
    outcome: Enum<CheckInOutcome>,
    /// The registration as it is now (German: Anmeldung).
    registration: Option<Registration>,
    /// Why the entry was refused (German: Hinderungsgrund).
    error: Option<UserError>,
}

/// What came of a check-in (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CheckInPayload {
    /// What came of each entry, in their order (German: Ergebnisse).
    #[graphql(directive = cost::apply(1, Some(100)))]
    results: Vec<CheckInResult>,
    /// Why none of them was looked at; empty when each was (German: Fehler).
    errors: Vec<UserError>,
}

/// The field that checks people in.
#[derive(Debug, Default)]
pub(crate) struct CheckInMutations;

#[Object]
impl CheckInMutations {
    /// Checks people in to a session, by their codes or from the list: its organiser does so, and trainers who said yes. Each
    /// entry stands for itself; entries may come in any order and again, and never undo a later correction (German:
    /// Einlass erfassen).
    #[graphql(directive = authorized::apply(Action::AttendanceCheckIn))]
    async fn check_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and into which session.")] input: CheckInInput,
    ) -> Result<CheckInPayload> {
        let (done, errors) = outcome(ctx, verbs::check_people_in(call(ctx), input.into()).await)?;
        Ok(CheckInPayload { results: results(done.unwrap_or_default(), call(ctx).language()), errors })
    }
}

/// The results with their registrations as nodes that know each other.
fn results(done: Vec<verbs::CheckInResult>, language: Language) -> Vec<CheckInResult> {
    let mut nodes = Registration::siblings(done.iter().filter_map(|one| one.registration.clone())).into_iter();
    let one = |one: verbs::CheckInResult| CheckInResult {
        client_id: one.client_id,
        outcome: Enum(one.outcome),
        registration: one.registration.and_then(|_| nodes.next()),
        error: one.refusal.map(|refusal| UserError::new(&refusal, language)),
    };
    done.into_iter().map(one).collect()
}
