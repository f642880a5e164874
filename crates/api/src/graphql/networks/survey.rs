use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, Enum, LocalDate, NodeId, call, failure};
use application::networks as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::networks::{Survey as Record, SurveyState, TieKind};
use domain::shared::{Id, OrganisationId, SurveyId};

/// A survey wave among the members of a network (German: Netzwerkbefragung).
#[derive(Clone, Debug)]
pub(crate) struct NetworkSurvey(pub(crate) Record);

/// A survey wave among the members of a network: who works with whom, and how often (German: Netzwerkbefragung).
#[Object]
impl NetworkSurvey {
    /// The id.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(SurveyId::TYPE, self.0.id.uuid())
    }

    /// Which wave of its network, from 1 (German: Welle).
    async fn number(&self) -> i64 {
        self.0.number
    }

    /// What it is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.wave.title.as_str()
    }

    /// About which ties it asks (German: Beziehungsarten).
    async fn kinds(&self) -> Vec<Enum<TieKind>> {
        self.0.wave.kinds.iter().copied().map(Enum).collect()
    }

    /// Whether it asks for trust, which is kept without who said so (German: fragt nach Vertrauen).
    async fn asks_trust(&self) -> bool {
        self.0.wave.asks_trust
    }

    /// From when members may answer (German: Beginn).
    async fn opens_on(&self) -> LocalDate {
        LocalDate(self.0.wave.period.from)
    }

    /// Until when (German: Ende).
    async fn closes_on(&self) -> Option<LocalDate> {
        self.0.wave.period.until.map(LocalDate)
    }

    /// Where it stands (German: Stand).
    async fn state(&self) -> Enum<SurveyState> {
        Enum(self.0.state)
    }

    /// How many members were invited (German: eingeladen).
    async fn invited(&self) -> i64 {
        self.0.invited
    }

    /// How many have answered (German: Rücklauf).
    async fn answered(&self) -> i64 {
        self.0.answered
    }

    /// How much the members trust each other, once it is closed. Who was rated by fewer than five is left out (German:
    /// Vertrauen).
    #[graphql(directive = authorized::apply(Action::AnalysisRead), directive = cost::apply(2, Some(20)))]
    async fn trust(&self, ctx: &Context<'_>) -> Result<Vec<NetworkTrust>> {
        let found = failure(ctx, verbs::list_trust(call(ctx), self.0.id).await)?;
        Ok(found.into_iter().map(NetworkTrust::from).collect())
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}

/// How much the members of a network trust one of them (German: Vertrauen in einen Partner).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkTrust {
    /// Whom (German: Partner).
    organisation_id: NodeId<OrganisationId>,
    /// The mean of the ratings, from 1 to 5 (German: Mittelwert).
    mean: f64,
    /// How many ratings there are, never fewer than five (German: Anzahl der Bewertungen).
    ratings: usize,
}

impl From<verbs::TrustMean> for NetworkTrust {
    fn from(found: verbs::TrustMean) -> Self {
        Self { organisation_id: NodeId(found.organisation), mean: found.mean, ratings: found.ratings }
    }
}
