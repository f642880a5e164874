use super::registration::Registration;
use super::registration_inputs::{
    ChangePriorityClassInput, ConfirmRegistrationInput, DrawLotsInput, RecordAttendanceInput, RefuseRegistrationInput,
    RegisterInput, RegistrationStepInput, ReorderWaitingListInput,
};
use super::session::CourseSession;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::Registration as Record;
use domain::shared::RegistrationId;

/// What came of a change of a registration (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RegistrationPayload {
    /// The registration after the change; after a `VERSION_CONFLICT` as it is now (German: Anmeldung).
    registration: Option<Registration>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a registration of several people, or of a change of the waiting list (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RegistrationsPayload {
    /// The registrations after the change, in their order (German: Anmeldungen).
    #[graphql(directive = cost::apply(1, Some(50)))]
    registrations: Vec<Registration>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a draw of lots (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct DrawLotsPayload {
    /// The session with its published seed; after a `VERSION_CONFLICT` as it is now (German: Termin).
    session: Option<CourseSession>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a list of attendance (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RecordAttendancePayload {
    /// How many of the people on the list have an attendance now (German: erfasst).
    recorded: Option<u64>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change registrations.
#[derive(Debug, Default)]
pub(crate) struct RegistrationMutations;

#[Object]
impl RegistrationMutations {
    /// Registers people for a session: oneself, the people of one's office, or anybody for one's own session. They get seats,
    /// wait, or take part in the draw of lots (German: anmelden).
    #[graphql(directive = authorized::apply(Action::RegistrationCreate))]
    async fn register(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and for which session.")] input: RegisterInput,
    ) -> Result<RegistrationsPayload> {
        let (done, errors) = outcome(ctx, verbs::register(call(ctx), input.into()).await)?;
        Ok(RegistrationsPayload { registrations: Registration::siblings(done.unwrap_or_default()), errors })
    }

    /// Withdraws a registration, from a seat or from the waiting list. The seat goes to those who wait (German: abmelden).
    #[graphql(directive = authorized::apply(Action::RegistrationAnswer))]
    async fn cancel_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration.")] input: RegistrationStepInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::cancel_registration(call(ctx), input.into()).await).await
    }

    /// Takes a seat that is held (German: Platz annehmen).
    #[graphql(directive = authorized::apply(Action::RegistrationAnswer))]
    async fn accept_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration.")] input: RegistrationStepInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::accept_offer(call(ctx), input.into()).await).await
    }

    /// Says no to a seat that is held: it goes to the next one who waits (German: Platz ablehnen).
    #[graphql(directive = authorized::apply(Action::RegistrationAnswer))]
    async fn decline_offer(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration.")] input: RegistrationStepInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::decline_offer(call(ctx), input.into()).await).await
    }

    /// The organiser takes a registration back (German: Anmeldung zurücknehmen).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn revoke_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration, and why.")] input: RefuseRegistrationInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::revoke_registration(call(ctx), input.into()).await).await
    }

    /// The organiser says no to somebody who waits (German: Anmeldung ablehnen).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn reject_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration, and why.")] input: RefuseRegistrationInput,
    ) -> Result<RegistrationPayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::reject_registration(call(ctx), input.into()).await).await
    }

    /// The organiser gives a seat out of turn, to all who registered together; the seats have to be there (German: Anmeldung
    /// von Hand bestätigen).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn confirm_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which registration, and why.")] input: ConfirmRegistrationInput,
    ) -> Result<RegistrationsPayload> {
        let (done, errors) = outcome(ctx, verbs::confirm_registration(call(ctx), input.into()).await)?;
        Ok(RegistrationsPayload { registrations: Registration::siblings(done.unwrap_or_default()), errors })
    }

    /// Puts all who registered together into another priority class (German: Vorrangklasse ändern).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn change_priority_class(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, into which class, and why.")] input: ChangePriorityClassInput,
    ) -> Result<RegistrationsPayload> {
        let (done, errors) = outcome(ctx, verbs::change_priority_class(call(ctx), input.into()).await)?;
        Ok(RegistrationsPayload { registrations: Registration::siblings(done.unwrap_or_default()), errors })
    }

    /// Moves a party to another rank on the waiting list; the answer is the whole list (German: Warteliste umordnen).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn reorder_waiting_list(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, to which rank, and why.")] input: ReorderWaitingListInput,
    ) -> Result<RegistrationsPayload> {
        let (done, errors) = outcome(ctx, verbs::reorder_waiting_list(call(ctx), input.into()).await)?;
        Ok(RegistrationsPayload { registrations: Registration::siblings(done.unwrap_or_default()), errors })
    }

    /// Draws lots among those who registered, once, after the deadline; whoever knows the seed can repeat it (German: Plätze
    /// auslosen).
    #[graphql(directive = authorized::apply(Action::RegistrationManage))]
    async fn draw_lots(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which session, and from which seed.")] input: DrawLotsInput,
    ) -> Result<DrawLotsPayload> {
        let id = input.session_id.0;
        let (done, errors) = outcome(ctx, verbs::draw_lots(call(ctx), input.into()).await)?;
        let session = match done {
            None if errors.iter().any(UserError::is_conflict) => {
                failure(ctx, verbs::find_session(call(ctx), id).await)?
            }
            done => done,
        };
        Ok(DrawLotsPayload { session: session.map(CourseSession::one), errors })
    }

    /// Records who attended a session: the whole list, or nothing. It can be sent again without effect (German: Anwesenheit
    /// erfassen).
    #[graphql(directive = authorized::apply(Action::AttendanceRecord))]
    async fn record_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The list.")] input: RecordAttendanceInput,
    ) -> Result<RecordAttendancePayload> {
        let (done, errors) = outcome(ctx, verbs::record_attendance(call(ctx), input.into()).await)?;
        Ok(RecordAttendancePayload { recorded: done.map(|done| done.len() as u64), errors })
    }
}

pub(super) async fn payload(
    ctx: &Context<'_>,
    id: RegistrationId,
    done: std::result::Result<Record, Error>,
) -> Result<RegistrationPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match changed {
        None if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_registration(call(ctx), id).await)?
        }
        changed => changed,
    };
    Ok(RegistrationPayload { registration: shown.map(Registration::one), errors })
}
