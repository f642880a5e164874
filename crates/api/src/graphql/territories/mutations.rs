use super::inputs::ImportTerritoriesInput;
use super::report::ImportTerritoriesPayload;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{call, outcome};
use application::territories as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;

/// The fields that change territories.
#[derive(Debug, Default)]
pub(crate) struct TerritoryMutations;

#[Object]
impl TerritoryMutations {
    /// Brings the territories to the state of the official directory of municipalities: all of it or, when any line is
    /// wrong, nothing (German: Gemeindeverzeichnis einlesen).
    #[graphql(directive = authorized::apply(Action::TerritoryImport), directive = cost::apply(500, None))]
    async fn import_territories(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The file.")] input: ImportTerritoriesInput,
    ) -> Result<ImportTerritoriesPayload> {
        let done = verbs::import_territories(call(ctx), input.into(), &|_| ()).await;
        let (report, errors) = outcome(ctx, done)?;
        Ok(ImportTerritoriesPayload { report: report.map(Into::into), errors })
    }
}
