use super::session::CourseSession;
use super::session_inputs::{
    ChangeSessionFormatInput, CourseSessionStepInput, CreateCourseSessionInput, EndCourseSessionInput,
    InviteToSessionInput, RepeatCourseSessionInput, ReplaceCourseSessionInput, RescheduleCourseSessionInput,
    UpdateCourseSessionInput,
};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, failure, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{CourseSession as Record, SessionVerb};
use domain::shared::CourseSessionId;

/// What came of a change of a session (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CourseSessionPayload {
    /// The session after the change; after a `VERSION_CONFLICT` as it is now (German: Termin).
    session: Option<CourseSession>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of an invitation (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct InviteToSessionPayload {
    /// How many people and organisations were not invited before (German: neu eingeladen).
    invited: Option<u64>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a repetition (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RepeatCourseSessionPayload {
    /// The new drafts, by their start (German: Termine).
    #[graphql(directive = cost::apply(1, Some(60)))]
    sessions: Vec<CourseSession>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change sessions.
#[derive(Debug, Default)]
pub(crate) struct CourseSessionMutations;

#[Object]
impl CourseSessionMutations {
    /// Plans a session; it begins as a draft (German: Termin anlegen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn create_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The session.")] input: CreateCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        payload(ctx, None, verbs::create_session(call(ctx), input.into()).await).await
    }

    /// Changes what is said about a session. More seats go to those who wait; a new time or place is told to all who have a seat
    /// (German: Termin ändern).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn update_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_session(call(ctx), input.into()).await).await
    }

    /// Announces a session (German: Termin veröffentlichen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn publish_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::Publish).await
    }

    /// Lets people register for a session; those who wait come first (German: Anmeldung öffnen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn open_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::OpenRegistration).await
    }

    /// Lets nobody register for a session any more (German: Anmeldung schließen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn close_registration(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::CloseRegistration).await
    }

    /// A session begins, with the people and municipalities that its kind asks for (German: Termin beginnen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn start_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::Start).await
    }

    /// A session is over (German: Termin beenden).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn finish_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::Finish).await
    }

    /// Asks those who attended a session what they think of it, by the form of its evaluation: at least five people, each of whom
    /// gets a mail (German: Evaluation öffnen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn open_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::OpenEvaluation).await
    }

    /// Ends the evaluation of a session, and the session with it. What may not be shown is forgotten (German: Evaluation
    /// abschließen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn close_evaluation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::CloseEvaluation).await
    }

    /// Everything about a session is done; an open evaluation ends with it (German: Termin abschließen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn close_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: CourseSessionStepInput,
    ) -> Result<CourseSessionPayload> {
        step(ctx, &input, SessionVerb::Close).await
    }

    /// A session does not take place; all who are registered are told (German: Termin absagen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn cancel_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and what changes.")] input: EndCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::cancel_session(call(ctx), input.into()).await).await
    }

    /// A session takes place later; a new date is not set yet, and registrations stay (German: Termin verschieben).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn postpone_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and what changes.")] input: EndCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::postpone_session(call(ctx), input.into()).await).await
    }

    /// A session that was postponed gets its new date (German: neuen Zeitpunkt festlegen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn reschedule_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and what changes.")] input: RescheduleCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::reschedule_session(call(ctx), input.into()).await).await
    }

    /// Changes the format of a published session: the history keeps it, all who are registered take part in the new way, are told,
    /// and may withdraw without effect (German: Formatwechsel).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn change_session_format(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and what changes.")] input: ChangeSessionFormatInput,
    ) -> Result<CourseSessionPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::change_session_format(call(ctx), input.into()).await).await
    }

    /// Another session takes the place of one; people register there anew (German: Termin ersetzen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn replace_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and by which one.")] input: ReplaceCourseSessionInput,
    ) -> Result<CourseSessionPayload> {
        let (id, by) = (input.id.0, input.replacement_id.0);
        payload(ctx, Some(id), verbs::replace_session(call(ctx), input.into(), by).await).await
    }

    /// Plans a session again in a rhythm, for instance a call on every first Tuesday: each as a draft of its own (German: Termin
    /// wiederholen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn repeat_course_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session, and how often.")] input: RepeatCourseSessionInput,
    ) -> Result<RepeatCourseSessionPayload> {
        let (made, errors) = outcome(ctx, verbs::repeat_session(call(ctx), input.into()).await)?;
        Ok(RepeatCourseSessionPayload { sessions: CourseSession::siblings(made.unwrap_or_default()), errors })
    }

    /// Invites people and organisations to a session for invited people (German: einladen).
    #[graphql(directive = authorized::apply(Action::SeriesInvite))]
    async fn invite_to_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, and to which session.")] input: InviteToSessionInput,
    ) -> Result<InviteToSessionPayload> {
        let (invited, errors) = outcome(ctx, verbs::invite_to_session(call(ctx), input.into()).await)?;
        Ok(InviteToSessionPayload { invited: invited.map(|number| number as u64), errors })
    }
}

async fn step(ctx: &Context<'_>, input: &CourseSessionStepInput, verb: SessionVerb) -> Result<CourseSessionPayload> {
    payload(ctx, Some(input.id.0), verbs::advance_session(call(ctx), input.step(verb)).await).await
}

pub(super) async fn payload(
    ctx: &Context<'_>,
    id: Option<CourseSessionId>,
    done: std::result::Result<Record, Error>,
) -> Result<CourseSessionPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_session(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(CourseSessionPayload { session: shown.map(CourseSession::one), errors })
}
