use super::export::Export;
use super::inputs::{CancelExportInput, StartExportInput};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{UserError, call, outcome};
use application::Error;
use application::integration::exports as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::integration::Export as Record;

/// What came of an export that was asked for or called off (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ExportPayload {
    /// The export after the change (German: Export).
    export: Option<Export>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change exports.
#[derive(Debug, Default)]
pub(crate) struct ExportMutations;

#[Object]
impl ExportMutations {
    /// Has a list written into a file, from its first row to its last, as far as one may read it at each moment; ask
    /// `export` how far it is (German: Export starten).
    #[graphql(directive = authorized::apply(Action::ExportStart), directive = cost::apply(500, None))]
    async fn start_export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which list, and in which form.")] input: StartExportInput,
    ) -> Result<ExportPayload> {
        let reader = ctx.data::<verbs::Reader>()?;
        payload(ctx, verbs::start_export(call(ctx), input.into(), reader).await)
    }

    /// Calls an export off: what was written of it is thrown away (German: Export abbrechen).
    #[graphql(directive = authorized::apply(Action::ExportStart))]
    async fn cancel_export(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which export.")] input: CancelExportInput,
    ) -> Result<ExportPayload> {
        payload(ctx, verbs::cancel_export(call(ctx), input.export_id.0).await)
    }
}

fn payload(ctx: &Context<'_>, done: std::result::Result<Record, Error>) -> Result<ExportPayload> {
    let (export, errors) = outcome(ctx, done)?;
    Ok(ExportPayload { export: export.map(Export::one), errors })
}
