use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, call, failure};
use application::networks as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::networks::{Comparison, TieKind};
use domain::shared::{AnalysisId, Id, OrganisationId, SurveyId};

/// An analysis of a network as of a day (German: Netzwerkanalyse).
#[derive(Clone, Debug)]
pub(crate) struct NetworkAnalysis(verbs::ShownAnalysis);

impl From<verbs::ShownAnalysis> for NetworkAnalysis {
    fn from(analysis: verbs::ShownAnalysis) -> Self {
        Self(analysis)
    }
}

/// As what an analysis is taken away (German: Dateiformat).
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum NetworkFileFormat {
    /// For Gephi and other programs of network analysis.
    #[graphql(name = "GRAPHML")]
    GraphMl,
    /// For Gephi, with the places of the nodes.
    Gexf,
    /// A table with a line for each node and its figures.
    NodesCsv,
    /// A table with a line for each tie.
    EdgesCsv,
    /// A picture for a report.
    Svg,
}

impl From<NetworkFileFormat> for verbs::ExportFormat {
    fn from(format: NetworkFileFormat) -> Self {
        match format {
            NetworkFileFormat::GraphMl => Self::GraphMl,
            NetworkFileFormat::Gexf => Self::Gexf,
            NetworkFileFormat::NodesCsv => Self::NodesCsv,
            NetworkFileFormat::EdgesCsv => Self::EdgesCsv,
            NetworkFileFormat::Svg => Self::Svg,
        }
    }
}

impl NetworkFileFormat {
    /// All of them.
    pub(crate) const ALL: [Self; 5] = [Self::GraphMl, Self::Gexf, Self::NodesCsv, Self::EdgesCsv, Self::Svg];

    /// The last part of the address of such a file.
    pub(crate) const fn file_name(self) -> &'static str {
        match self {
            Self::GraphMl => "network.graphml",
            Self::Gexf => "network.gexf",
            Self::NodesCsv => "nodes.csv",
            Self::EdgesCsv => "ties.csv",
            Self::Svg => "network.svg",
        }
    }
}

/// An analysis of a network as of a day: the graph as it was, and its figures. Ties that follow from what the viewer may
/// not know of are not in it, and figures are those of what is shown (German: Netzwerkanalyse).
#[Object]
impl NetworkAnalysis {
    /// The id.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(AnalysisId::TYPE, self.0.analysis.id.uuid())
    }

    /// As of which day (German: Stichtag).
    async fn cut_off(&self) -> LocalDate {
        LocalDate(self.0.analysis.cut_off)
    }

    /// Which ties were counted (German: Beziehungsarten).
    async fn kinds(&self) -> Vec<Enum<TieKind>> {
        self.0.analysis.kinds.iter().copied().map(Enum).collect()
    }

    /// The survey that it rests on (German: Befragung).
    async fn survey_id(&self) -> Option<NodeId<SurveyId>> {
        self.0.analysis.survey.map(NodeId)
    }

    /// How many had answered that survey (German: Rücklauf).
    async fn answers(&self) -> Option<usize> {
        self.0.analysis.answers
    }

    /// The SHA-256 over the graph that is shown, in hexadecimal digits: the same graph gives the same one (German:
    /// Prüfsumme).
    async fn hash(&self) -> &str {
        &self.0.analysis.hash
    }

    /// Whether names are hidden, because fewer than five have answered (German: Namen verborgen).
    async fn names_hidden(&self) -> bool {
        self.0.names_hidden
    }

    /// When it was made (German: erstellt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.analysis.at)
    }

    /// The figures of the whole (German: Kennzahlen des Netzwerks).
    async fn figures(&self) -> NetworkFigures {
        NetworkFigures::from(&self.0.metrics.whole)
    }

    /// The members with their figures (German: Kennzahlen der Mitglieder).
    #[graphql(directive = cost::apply(1, Some(30)))]
    async fn nodes(&self) -> Vec<NetworkNode> {
        let nodes = self.0.graph.nodes().iter().zip(&self.0.metrics.nodes);
        nodes.map(|(node, figures)| NetworkNode::new(node, figures)).collect()
    }

    /// The ties between them (German: Beziehungen).
    #[graphql(directive = cost::apply(1, Some(60)))]
    async fn ties(&self) -> Vec<NetworkTie> {
        self.0.graph.edges().iter().map(Into::into).collect()
    }

    /// It as the text of a file (German: Datei).
    #[graphql(directive = authorized::apply(Action::AnalysisRead), directive = cost::apply(20, None))]
    async fn file(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "As what.")] format: NetworkFileFormat,
    ) -> Result<Option<String>> {
        failure(ctx, verbs::export_analysis(call(ctx), self.0.analysis.id, format.into()).await)
    }

    /// Where the file is to be had: by GET with the same access token, and with the same rights (German: Adresse der
    /// Datei).
    async fn file_url(&self, ctx: &Context<'_>, #[graphql(desc = "As what.")] format: NetworkFileFormat) -> String {
        let id = AnyNodeId::new(AnalysisId::TYPE, self.0.analysis.id.uuid()).write();
        let base = call(ctx).platform().settings.public_url.trim_end_matches('/');
        format!("{base}/networks/analyses/{id}/{}", format.file_name())
    }
}

/// The figures of a network as a whole; missing where one has no meaning (German: Kennzahlen des Netzwerks).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkFigures {
    /// How many members.
    nodes: usize,
    /// How many pairs are tied.
    ties: usize,
    /// The share of pairs that are tied (German: Netzwerkdichte).
    density: Option<f64>,
    /// How many parts that are not tied to each other (German: Komponenten).
    components: usize,
    /// How many members the largest part has.
    largest_component: usize,
    /// How many are tied to nobody (German: Isolierte).
    isolates: usize,
    /// The mean of the local clustering (German: Clusterkoeffizient).
    average_clustering: Option<f64>,
    /// The share of two ties at one member that are closed to a triangle (German: Transitivität).
    transitivity: Option<f64>,
    /// The mean number of steps between two members of the largest part (German: mittlere Pfadlänge).
    average_path_length: Option<f64>,
    /// The share of directed ties that are answered (German: Reziprozität).
    reciprocity: Option<f64>,
    /// Ties between sectors less ties inside of sectors, by all ties, from -1 to 1 (German: E-I-Index).
    external_internal_index: Option<f64>,
    /// The largest k of a k-core (German: größter k-Kern).
    largest_core: usize,
}

impl From<&verbs::WholeMetrics> for NetworkFigures {
    fn from(found: &verbs::WholeMetrics) -> Self {
        Self {
            nodes: found.nodes,
            ties: found.ties,
            density: found.density,
            components: found.components,
            largest_component: found.largest_component,
            isolates: found.isolates,
            average_clustering: found.average_clustering,
            transitivity: found.transitivity,
            average_path_length: found.average_path_length,
            reciprocity: found.reciprocity,
            external_internal_index: found.external_internal_index,
            largest_core: found.largest_core,
        }
    }
}

/// A member in an analysis, with its figures (German: Knoten).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkNode {
    /// The organisation; missing where names are hidden (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// The key that ties name.
    key: String,
    /// The name, or a number in its place (German: Bezeichnung).
    label: String,
    /// The kind of organisation; empty where names are hidden (German: Sektor).
    group: String,
    /// With how many it is tied (German: Grad).
    degree: usize,
    /// How many point to it (German: Eingangsgrad).
    in_degree: usize,
    /// To how many it points (German: Ausgangsgrad).
    out_degree: usize,
    /// The sum of the weights of its ties (German: gewichteter Grad).
    weighted_degree: f64,
    /// The share of shortest ways between others that lead through it (German: Zwischenzentralität).
    betweenness: f64,
    /// How near it is to those whom it reaches (German: Nähezentralität).
    closeness: f64,
    /// Its `PageRank`.
    #[graphql(name = "pageRank")]
    pagerank: f64,
    /// The share of pairs of its neighbours that are tied (German: lokaler Clusterkoeffizient).
    clustering: f64,
    /// The largest k so that it belongs to the k-core (German: Kernzahl).
    core: usize,
    /// Whether the network falls apart without it (German: Schnittpunkt).
    is_cut_point: bool,
    /// To which part it belongs (German: Komponente).
    component: usize,
}

impl NetworkNode {
    fn new(node: &verbs::Node, figures: &verbs::NodeMetrics) -> Self {
        let organisation = node.key.parse::<uuid::Uuid>().ok().map(OrganisationId::from);
        Self {
            organisation_id: organisation.map(NodeId),
            key: node.key.clone(),
            label: node.label.clone(),
            group: node.group.clone(),
            degree: figures.degree,
            in_degree: figures.in_degree,
            out_degree: figures.out_degree,
            weighted_degree: figures.weighted_degree,
            betweenness: figures.betweenness,
            closeness: figures.closeness,
            pagerank: figures.pagerank,
            clustering: figures.clustering,
            core: figures.core,
            is_cut_point: figures.is_cut_point,
            component: figures.component,
        }
    }
}

/// A tie in an analysis (German: Beziehung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkTie {
    /// The key of the node from which it runs.
    from: String,
    /// The key of the node to which it runs.
    to: String,
    /// What kind of tie (German: Beziehungsart).
    kind: String,
    /// Whether it runs from one to the other, rather than between both (German: gerichtet).
    directed: bool,
    /// How strong it is (German: Stärke).
    weight: u32,
}

impl From<&verbs::Edge> for NetworkTie {
    fn from(edge: &verbs::Edge) -> Self {
        Self {
            from: edge.from.clone(),
            to: edge.to.clone(),
            kind: edge.kind.clone(),
            directed: edge.directed,
            weight: edge.weight,
        }
    }
}

/// What changed from one analysis to a later one (German: Vergleich zweier Netzwerkanalysen).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkAnalysisComparison {
    /// The earlier analysis.
    earlier: NetworkAnalysis,
    /// The later analysis.
    later: NetworkAnalysis,
    /// Who is there now and was not; nobody where names are hidden (German: hinzugekommen).
    joined_ids: Vec<NodeId<OrganisationId>>,
    /// Who was there and is not any more; nobody where names are hidden (German: ausgeschieden).
    left_ids: Vec<NodeId<OrganisationId>>,
    /// The figures of the whole that both have (German: Kennzahlen im Vergleich).
    figures: Vec<NetworkFigureChange>,
}

/// A figure in two analyses (German: Kennzahl im Vergleich).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkFigureChange {
    /// Which figure, for instance `density`.
    name: String,
    /// The earlier value.
    earlier: f64,
    /// The later value.
    later: f64,
}

impl From<verbs::AnalysisChange> for NetworkAnalysisComparison {
    fn from(change: verbs::AnalysisChange) -> Self {
        let Comparison { joined, left, figures } = change.comparison;
        let figure = |(name, (earlier, later))| NetworkFigureChange { name, earlier, later };
        Self {
            earlier: change.earlier.into(),
            later: change.later.into(),
            joined_ids: joined.into_iter().map(NodeId).collect(),
            left_ids: left.into_iter().map(NodeId).collect(),
            figures: figures.into_iter().map(figure).collect(),
        }
    }
}
