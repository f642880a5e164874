use super::payloads::NetworkSurveyPayload;
use super::survey::NetworkSurvey;
use crate::gate::authorized;
use crate::graphql::shared::{Enum, LocalDate, NodeId, UserError, call, failure, outcome};
use application::Error;
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::{Survey as Record, TieKind};
use domain::shared::{NetworkId, OrganisationId, SurveyId};

/// A survey to be prepared (German: neue Befragung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CreateNetworkSurveyInput {
    /// Among the members of which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// What it is called (German: Titel).
    title: String,
    /// About which ties it asks; not about those that follow from records (German: Beziehungsarten).
    kinds: Vec<Enum<TieKind>>,
    /// Whether it asks for trust, which is kept without who said so (German: fragt nach Vertrauen).
    #[graphql(default)]
    asks_trust: bool,
    /// From when members may answer (German: Beginn).
    from: LocalDate,
    /// Until when (German: Ende).
    until: LocalDate,
}

impl From<CreateNetworkSurveyInput> for verbs::CreateSurvey {
    fn from(input: CreateNetworkSurveyInput) -> Self {
        Self {
            network: input.network_id.0,
            title: input.title,
            kinds: input.kinds.into_iter().map(|kind| kind.0).collect(),
            asks_trust: input.asks_trust,
            from: input.from.0,
            until: input.until.0,
        }
    }
}

/// A survey that is opened or closed (German: Öffnen oder Schließen einer Befragung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct MoveNetworkSurveyInput {
    /// Which survey.
    id: NodeId<SurveyId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

/// One tie of an answer (German: Beziehung).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct NetworkTieInput {
    /// With whom: another member that was invited (German: Partner).
    organisation_id: NodeId<OrganisationId>,
    /// What (German: Beziehungsart).
    kind: Enum<TieKind>,
    /// How often: 0 never, 1 yearly, 2 half-yearly, 3 quarterly, 4 monthly, 5 weekly (German: Häufigkeit).
    frequency: i64,
}

/// One rating of trust of an answer (German: Vertrauen).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct NetworkTrustInput {
    /// In whom: another member that was invited (German: Partner).
    organisation_id: NodeId<OrganisationId>,
    /// How much, from 1 to 5 (German: Bewertung).
    rating: i64,
}

/// The answer of a member to a survey (German: Antwort).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct AnswerNetworkSurveyInput {
    /// To which survey (German: Befragung).
    survey_id: NodeId<SurveyId>,
    /// For which member; the viewer speaks for it (German: Mitglied).
    organisation_id: NodeId<OrganisationId>,
    /// Its ties with other members (German: Beziehungen).
    ties: Vec<NetworkTieInput>,
    /// How much it trusts them; kept without who said so (German: Vertrauen).
    trust: Option<Vec<NetworkTrustInput>>,
}

impl From<AnswerNetworkSurveyInput> for verbs::AnswerSurvey {
    fn from(input: AnswerNetworkSurveyInput) -> Self {
        let tie = |tie: NetworkTieInput| verbs::TieInput {
            organisation: tie.organisation_id.0,
            kind: tie.kind.0,
            frequency: tie.frequency,
        };
        let trust = |trust: NetworkTrustInput| verbs::TrustInput {
            organisation: trust.organisation_id.0,
            rating: trust.rating,
        };
        Self {
            survey: input.survey_id.0,
            organisation: input.organisation_id.0,
            ties: input.ties.into_iter().map(tie).collect(),
            trust: input.trust.unwrap_or_default().into_iter().map(trust).collect(),
        }
    }
}

/// The fields that change surveys.
#[derive(Debug, Default)]
pub(crate) struct NetworkSurveyMutations;

#[Object]
impl NetworkSurveyMutations {
    /// Prepares a survey wave among the members of a network (German: Befragung anlegen).
    #[graphql(directive = authorized::apply(Action::SurveyManage))]
    async fn create_network_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The survey.")] input: CreateNetworkSurveyInput,
    ) -> Result<NetworkSurveyPayload> {
        payload(ctx, None, verbs::create_survey(call(ctx), input.into()).await).await
    }

    /// Opens a survey: the active members of today are invited (German: Befragung öffnen).
    #[graphql(directive = authorized::apply(Action::SurveyManage))]
    async fn open_network_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which survey.")] input: MoveNetworkSurveyInput,
    ) -> Result<NetworkSurveyPayload> {
        let step = verbs::MoveSurvey { id: input.id.0, expected_version: input.expected_version };
        payload(ctx, Some(input.id.0), verbs::open_survey(call(ctx), step).await).await
    }

    /// Closes a survey (German: Befragung schließen).
    #[graphql(directive = authorized::apply(Action::SurveyManage))]
    async fn close_network_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which survey.")] input: MoveNetworkSurveyInput,
    ) -> Result<NetworkSurveyPayload> {
        let step = verbs::MoveSurvey { id: input.id.0, expected_version: input.expected_version };
        payload(ctx, Some(input.id.0), verbs::close_survey(call(ctx), step).await).await
    }

    /// Answers a survey for the member for which the viewer speaks. Once: an answer cannot be changed, because its
    /// ratings of trust cannot be found again (German: Befragung beantworten).
    #[graphql(directive = authorized::apply(Action::SurveyAnswer))]
    async fn answer_network_survey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerNetworkSurveyInput,
    ) -> Result<NetworkSurveyPayload> {
        payload(ctx, None, verbs::answer_survey(call(ctx), input.into()).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<SurveyId>,
    done: std::result::Result<Record, Error>,
) -> Result<NetworkSurveyPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_survey(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(NetworkSurveyPayload { survey: shown.map(NetworkSurvey), errors })
}
