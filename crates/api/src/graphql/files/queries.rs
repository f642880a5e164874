use super::types::File;
use crate::gate::authorized;
use crate::graphql::shared::{NodeId, call, failure};
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::FileId;

/// The fields that read files.
#[derive(Debug, Default)]
pub(crate) struct FileQueries;

#[Object]
impl FileQueries {
    /// A file; `null` when there is none, or when the viewer may not see the record that it hangs on (German: Datei).
    #[graphql(directive = authorized::apply(Action::FileRead))]
    async fn file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<FileId>,
    ) -> Result<Option<File>> {
        Ok(failure(ctx, application::files::find_file(call(ctx), id.0).await)?.map(File::one))
    }
}
