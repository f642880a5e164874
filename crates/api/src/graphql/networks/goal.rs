use super::quantity::Quantity;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId};
use application::networks::GoalView;
use async_graphql::{Object, SimpleObject};
use domain::networks::{GoalReview, GoalState, Judgement};
use domain::shared::{AccountId, GoalId, Id, LongText, Name};

/// A goal of a network (German: Netzwerkziel).
#[derive(Clone, Debug)]
pub(crate) struct NetworkGoal(pub(crate) GoalView);

/// A goal of a network. Its state and its progress follow from its reviews and are never typed in (German: Netzwerkziel).
#[Object]
impl NetworkGoal {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(GoalId::TYPE, self.0.goal.id.uuid())
    }

    /// In one line (German: Titel).
    async fn title(&self) -> &str {
        self.0.goal.draft.title.as_str()
    }

    /// By what it is seen that it is reached, specific and measurable (German: Kriterium).
    async fn criterion(&self) -> &str {
        self.0.goal.draft.criterion.as_str()
    }

    /// The code of the indicator that measures it (German: Indikator).
    async fn indicator(&self) -> Option<&str> {
        self.0.goal.draft.indicator.as_ref().map(Name::as_str)
    }

    /// The value at the start (German: Ausgangswert).
    async fn baseline(&self) -> Option<Quantity> {
        self.0.goal.draft.baseline.map(Quantity)
    }

    /// The value to be reached (German: Zielwert).
    async fn target(&self) -> Option<Quantity> {
        self.0.goal.draft.target.map(Quantity)
    }

    /// By when (German: Frist).
    async fn due(&self) -> LocalDate {
        LocalDate(self.0.goal.draft.due)
    }

    /// Where it stands, after its last review (German: Stand).
    async fn state(&self) -> Enum<GoalState> {
        Enum(self.0.goal.state)
    }

    /// Whether its day has come and it is not done with (German: überfällig).
    async fn is_overdue(&self) -> bool {
        self.0.is_overdue
    }

    /// How far it is, in per cent from 0 to 100; missing while nothing was measured (German: Fortschritt).
    async fn progress(&self) -> Option<u8> {
        self.0.progress.overall
    }

    /// How far it is by the last value of its indicator, in per cent (German: Fortschritt nach Indikator).
    async fn progress_by_indicator(&self) -> Option<u8> {
        self.0.progress.by_indicator
    }

    /// Why it was given up, if it was (German: Grund der Aufgabe).
    async fn drop_reason(&self) -> Option<&str> {
        self.0.goal.drop_reason.as_ref().map(LongText::as_str)
    }

    /// Its reviews, the oldest first (German: Zielüberprüfungen).
    async fn reviews(&self) -> Vec<NetworkGoalReview> {
        self.0.reviews.iter().map(NetworkGoalReview::from).collect()
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.goal.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.goal.created_at)
    }
}

/// A review of a goal (German: Zielüberprüfung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkGoalReview {
    /// On which day (German: am).
    on: LocalDate,
    /// The value on that day (German: Wert).
    value: Option<Quantity>,
    /// What it says (German: Urteil).
    judgement: Enum<Judgement>,
    /// On what that rests (German: Begründung).
    note: String,
    /// By which account; missing when the operator did it at the command line (German: durch).
    account_id: Option<NodeId<AccountId>>,
}

impl From<&GoalReview> for NetworkGoalReview {
    fn from(review: &GoalReview) -> Self {
        Self {
            on: LocalDate(review.on),
            value: review.value.map(Quantity),
            judgement: Enum(review.judgement),
            note: review.note.to_string(),
            account_id: review.by.map(NodeId),
        }
    }
}
