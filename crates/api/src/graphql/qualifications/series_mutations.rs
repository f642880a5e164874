use super::module::CourseModule;
use super::series::CourseSeries;
use super::series_inputs::{
    AddCourseModuleInput, CourseSeriesStepInput, CreateCourseSeriesInput, RecognisePriorLearningInput,
    UpdateCourseModuleInput, UpdateCourseSeriesInput,
};
use crate::gate::authorized;
use crate::graphql::shared::{DateTime, UserError, call, failure, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{CourseModule as Module, CourseSeries as Record, SeriesVerb};
use domain::shared::{CourseModuleId, CourseSeriesId};

/// What came of a change of a series (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CourseSeriesPayload {
    /// The series after the change; after a `VERSION_CONFLICT` as it is now (German: Reihe).
    series: Option<CourseSeries>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a module (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CourseModulePayload {
    /// The module after the change; after a `VERSION_CONFLICT` as it is now (German: Modul).
    module: Option<CourseModule>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a recognition (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct RecognisePriorLearningPayload {
    /// Since when the module counts as completed (German: angerechnet am).
    recognised_at: Option<DateTime>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change series and their modules.
#[derive(Debug, Default)]
pub(crate) struct CourseSeriesMutations;

#[Object]
impl CourseSeriesMutations {
    /// Plans a series; it begins as a draft (German: Reihe anlegen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn create_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The series.")] input: CreateCourseSeriesInput,
    ) -> Result<CourseSeriesPayload> {
        payload(ctx, None, verbs::create_series(call(ctx), input.into()).await).await
    }

    /// Changes what is said about a series (German: Reihe ändern).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn update_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateCourseSeriesInput,
    ) -> Result<CourseSeriesPayload> {
        let id = input.id.0;
        payload(ctx, Some(id), verbs::update_series(call(ctx), input.into()).await).await
    }

    /// Announces a series (German: Reihe veröffentlichen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn publish_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] input: CourseSeriesStepInput,
    ) -> Result<CourseSeriesPayload> {
        step(ctx, &input, SeriesVerb::Publish).await
    }

    /// A series begins (German: Reihe beginnen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn start_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] input: CourseSeriesStepInput,
    ) -> Result<CourseSeriesPayload> {
        step(ctx, &input, SeriesVerb::Start).await
    }

    /// All of a series took place (German: Reihe abschließen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn complete_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] input: CourseSeriesStepInput,
    ) -> Result<CourseSeriesPayload> {
        step(ctx, &input, SeriesVerb::Complete).await
    }

    /// A series does not take place; its sessions are cancelled one by one (German: Reihe absagen).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn cancel_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] input: CourseSeriesStepInput,
    ) -> Result<CourseSeriesPayload> {
        step(ctx, &input, SeriesVerb::Cancel).await
    }

    /// Keeps a series for the record (German: Reihe archivieren).
    #[graphql(directive = authorized::apply(Action::SeriesDecide))]
    async fn archive_course_series(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which series.")] input: CourseSeriesStepInput,
    ) -> Result<CourseSeriesPayload> {
        step(ctx, &input, SeriesVerb::Archive).await
    }

    /// Adds a module at the end of a series (German: Modul hinzufügen).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn add_course_module(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The module.")] input: AddCourseModuleInput,
    ) -> Result<CourseModulePayload> {
        module_payload(ctx, None, verbs::add_module(call(ctx), input.into()).await).await
    }

    /// Changes what is said about a module (German: Modul ändern).
    #[graphql(directive = authorized::apply(Action::SeriesPlan))]
    async fn update_course_module(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateCourseModuleInput,
    ) -> Result<CourseModulePayload> {
        let id = input.id.0;
        module_payload(ctx, Some(id), verbs::update_module(call(ctx), input.into()).await).await
    }

    /// Recognises what a person learned elsewhere as a completed module (German: Vorleistung anrechnen).
    #[graphql(directive = authorized::apply(Action::SeriesRecognise))]
    async fn recognise_prior_learning(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose learning, and why.")] input: RecognisePriorLearningInput,
    ) -> Result<RecognisePriorLearningPayload> {
        let (done, errors) = outcome(ctx, verbs::recognise_prior_learning(call(ctx), input.into()).await)?;
        Ok(RecognisePriorLearningPayload { recognised_at: done.map(|done| DateTime(done.at)), errors })
    }
}

async fn step(ctx: &Context<'_>, input: &CourseSeriesStepInput, verb: SeriesVerb) -> Result<CourseSeriesPayload> {
    payload(ctx, Some(input.id.0), verbs::advance_series(call(ctx), input.step(verb)).await).await
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<CourseSeriesId>,
    done: std::result::Result<Record, Error>,
) -> Result<CourseSeriesPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_series(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(CourseSeriesPayload { series: shown.map(CourseSeries::one), errors })
}

async fn module_payload(
    ctx: &Context<'_>,
    id: Option<CourseModuleId>,
    done: std::result::Result<Module, Error>,
) -> Result<CourseModulePayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_module(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(CourseModulePayload { module: shown.map(CourseModule::one), errors })
}
