use super::record::{SearchRecord, records_of};
use crate::graphql::shared::{AnyNodeId, Enum, Row};
use application::search as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::search::{Marked, SearchKind, SearchQuery};

/// A record that was found, with the text that shows why.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) kind: SearchKind,
    pub(super) subject: uuid::Uuid,
    title: Marked,
    snippet: Option<Marked>,
}

/// A record that was found (German: Treffer).
#[derive(Clone, Debug)]
pub(crate) struct SearchHit(Row<Hit>);

impl SearchHit {
    /// Nodes of what was found together by this search.
    pub(super) fn siblings(hits: Vec<verbs::SearchHit>, query: &SearchQuery) -> Vec<Self> {
        let shown = |hit: verbs::SearchHit| Hit {
            kind: hit.kind,
            subject: hit.subject,
            title: query.mark(&hit.title),
            snippet: query.snippet(&hit.content),
        };
        Row::all(hits.into_iter().map(shown)).map(Self).collect()
    }
}

/// A record that was found (German: Treffer).
#[Object]
impl SearchHit {
    /// What it is (German: Art).
    async fn kind(&self) -> Enum<SearchKind> {
        Enum(self.0.kind)
    }

    /// The global id of the record, to be read by `node` (German: Kennung des Datensatzes).
    async fn record_id(&self) -> AnyNodeId {
        AnyNodeId::new(self.0.kind.type_name(), self.0.subject)
    }

    /// The record; missing when it was changed a moment ago and is not seen any more (German: Datensatz).
    async fn record(&self, ctx: &Context<'_>) -> Result<Option<SearchRecord>> {
        let load = async |call: &application::Call, rows: &[Hit]| records_of(call, rows).await;
        self.0.related(ctx, "record", load).await
    }

    /// Its title or name (German: Titel).
    async fn title(&self) -> MarkedText {
        (&self.0.title).into()
    }

    /// The piece of its text in which most of the words stand; missing when there is nothing but the title (German:
    /// Ausschnitt).
    async fn snippet(&self) -> Option<MarkedText> {
        self.0.snippet.as_ref().map(MarkedText::from)
    }
}

/// A plain text with the parts of it that were found (German: Text mit Fundstellen).
#[derive(Clone, Debug, SimpleObject)]
struct MarkedText {
    /// The text, without any markup (German: Text).
    text: String,
    /// What was found in it, from the start (German: Fundstellen).
    marks: Vec<TextMark>,
}

/// A part of a text, counted like JavaScript, Java and C# count: in UTF-16 code units (German: Fundstelle).
#[derive(Clone, Debug, SimpleObject)]
struct TextMark {
    /// Where it begins, from 0 (German: von).
    start: usize,
    /// Where it ends: the first unit that is no part of it (German: bis).
    end: usize,
}

impl From<&Marked> for MarkedText {
    fn from(marked: &Marked) -> Self {
        let marks = marked.marks.iter().map(|mark| TextMark { start: mark.start, end: mark.end });
        Self { text: marked.text.clone(), marks: marks.collect() }
    }
}
