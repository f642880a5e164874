use super::session::CourseSession;
use crate::gate::authorized;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, Row, referred};
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::qualifications::{TrainerAssignment as Record, TrainerState};
use domain::shared::{Id, LongText, Name, TrainerAssignmentId};
use std::collections::BTreeSet;

/// A trainer of a session (German: Referent*in).
#[derive(Clone, Debug)]
pub(crate) struct TrainerAssignment(Row<Record>);

impl TrainerAssignment {
    /// Nodes of assignments that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one assignment.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// A trainer of a session (German: Referent*in). It is seen by the trainer and by the organiser.
#[Object]
impl TrainerAssignment {
    /// The global id.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(TrainerAssignmentId::TYPE, self.0.id.uuid())
    }

    /// Of which session (German: Termin).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<CourseSession>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.session).collect();
            let found = verbs::find_sessions_registered(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| Some(row.session)), found, CourseSession::siblings))
        };
        self.0.related(ctx, "session", load).await
    }

    /// The name of the trainer (German: Name).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = verbs::name_people(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(rows.iter().map(|row| found.get(&row.person).cloned()).collect())
        };
        self.0.related(ctx, "name", load).await
    }

    /// On what (German: Thema).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn topic(&self) -> Option<&str> {
        self.0.topic.as_ref().map(Name::as_str)
    }

    /// Whether a fee was agreed on (German: Honorar vereinbart).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn is_fee_agreed(&self) -> bool {
        self.0.fee_agreed
    }

    /// Where it stands (German: Zustand).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn state(&self) -> Enum<TrainerState> {
        Enum(self.0.state)
    }

    /// Why it was declined or taken back (German: Grund).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer))]
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was made (German: angefragt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
