use super::types::SearchHit;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, Enum, call, connect, failure, page};
use application::search as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::search::SearchKind;

/// The field that searches.
#[derive(Debug, Default)]
pub(crate) struct SearchQueries;

#[Object]
impl SearchQueries {
    /// Networks, committees, meetings with their agendas and approved minutes, resolutions, organisations, people, series
    /// and sessions that have all these words, as far as the viewer may read them (German: Suche). Records with all words
    /// in their titles come first, and the newest first among them. Of each record only what this viewer may read is
    /// looked through, counted and shown.
    #[graphql(directive = authorized::apply(Action::SearchUse), directive = cost::apply(20, None))]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "Words that all have to be there, at most 200 characters and 16 words or phrases: a word is found in all its German forms, however its umlauts are written, and as the beginning of a longer word; \"words in quotes\" stand together as they are; a - before a word or phrase leaves out what has it. A text without words finds nothing."
        )]
        text: String,
        #[graphql(desc = "Only of these kinds.")] kinds: Option<Vec<Enum<SearchKind>>>,
        #[graphql(desc = "Only what belongs to the territory with this key or one in it.")] territory_key: Option<
            String,
        >,
        #[graphql(desc = "How many, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
    ) -> Result<Connection<SearchHit>> {
        let call = call(ctx);
        let kinds = kinds.unwrap_or_default().into_iter().map(|kind| kind.0).collect();
        let search = verbs::Search { text, kinds, territory: territory_key };
        let query = failure(ctx, search.query())?;
        let page = page(ctx, first, after, None, None)?;
        let found = verbs::search(call, &search, &page).await;
        let count = verbs::count_hits(call, &search);
        connect(ctx, found, |hits| SearchHit::siblings(hits, &query), count).await
    }
}
