use super::contact::NetworkContact;
use super::payloads::{NetworkContactsPayload, NetworkReflectionPayload};
use super::reflection::NetworkReflection;
use crate::gate::authorized;
use crate::graphql::shared::{DateTime, Enum, LocalDate, NodeId, UserError, call, failure, outcome};
use application::Error;
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::{ContactChannel, ContactDirection, Reflection as Record, ReflectionVisibility};
use domain::shared::{ContactId, NetworkId, OrganisationId, PersonId, ReflectionId};

/// A contact with one partner, or the same one with several, as with a newsletter (German: neuer Kontakt).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct RecordNetworkContactsInput {
    /// In which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// With whom: up to 500 members of the network (German: Partner).
    partner_ids: Vec<NodeId<OrganisationId>>,
    /// When; now unless given (German: Zeitpunkt).
    at: Option<DateTime>,
    /// By which way (German: Weg).
    channel: Enum<ContactChannel>,
    /// Who turned to whom (German: Richtung).
    direction: Enum<ContactDirection>,
    /// With whom at the partner, when it is one partner (German: Gesprächspartner*in).
    partner_person_id: Option<NodeId<PersonId>>,
    /// What it was about, in at most 500 characters; no place for sensitive data (German: Stichworte).
    summary: String,
    /// By when something is to follow (German: Wiedervorlage am).
    follow_up_on: Option<LocalDate>,
}

impl From<RecordNetworkContactsInput> for verbs::RecordContacts {
    fn from(input: RecordNetworkContactsInput) -> Self {
        Self {
            network: input.network_id.0,
            partners: input.partner_ids.into_iter().map(|id| id.0).collect(),
            at: input.at.map(|at| at.0),
            channel: input.channel.0,
            direction: input.direction.0,
            partner_person: input.partner_person_id.map(|id| id.0),
            summary: input.summary,
            follow_up_on: input.follow_up_on.map(|day| day.0),
        }
    }
}

/// What was to follow on a contact and is done (German: erledigte Wiedervorlage).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct CompleteNetworkFollowUpInput {
    /// On which contact.
    id: NodeId<ContactId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

/// What a reflection is to say (German: Angaben zur Reflexion).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct NetworkReflectionDraftInput {
    /// On which day; today unless given (German: am).
    on: Option<LocalDate>,
    /// What was observed (German: Beobachtung).
    observation: String,
    /// How the author reads it (German: Deutung).
    interpretation: Option<String>,
    /// What came of it (German: Wirkung).
    effect: Option<String>,
    /// What is to be done next (German: nächster Schritt).
    next_step: Option<String>,
    /// Words to find it by (German: Schlagwörter).
    tags: Option<Vec<String>>,
    /// Who may read it; the author alone unless given (German: Sichtbarkeit).
    visibility: Option<Enum<ReflectionVisibility>>,
}

impl From<NetworkReflectionDraftInput> for verbs::ReflectionInput {
    fn from(input: NetworkReflectionDraftInput) -> Self {
        Self {
            on: input.on.map(|day| day.0),
            observation: input.observation,
            interpretation: input.interpretation,
            effect: input.effect,
            next_step: input.next_step,
            tags: input.tags.unwrap_or_default(),
            visibility: input.visibility.map_or(ReflectionVisibility::Private, |level| level.0),
        }
    }
}

/// A reflection to be written down (German: neue Reflexion).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct WriteNetworkReflectionInput {
    /// About which network (German: Netzwerk).
    network_id: NodeId<NetworkId>,
    /// What it is to say (German: Angaben).
    reflection: NetworkReflectionDraftInput,
}

/// A change of an own reflection (German: Änderung einer Reflexion).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct UpdateNetworkReflectionInput {
    /// Which reflection.
    id: NodeId<ReflectionId>,
    /// The version that the change was made from; another one by now is a `VERSION_CONFLICT` (German: Version).
    expected_version: i64,
    /// What it is to say, all of it (German: Angaben).
    reflection: NetworkReflectionDraftInput,
}

/// An own reflection to be deleted (German: Löschung einer Reflexion).
#[derive(Clone, Debug, InputObject)]
pub(crate) struct DeleteNetworkReflectionInput {
    /// Which reflection.
    id: NodeId<ReflectionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

/// The fields that write what is the team's or an author's alone.
#[derive(Debug, Default)]
pub(crate) struct NetworkCareMutations;

#[Object]
impl NetworkCareMutations {
    /// Records contacts in the log of the team (German: Kontakte erfassen).
    #[graphql(directive = authorized::apply(Action::ContactWrite))]
    async fn record_network_contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "With whom, and about what.")] input: RecordNetworkContactsInput,
    ) -> Result<NetworkContactsPayload> {
        let (contacts, errors) = outcome(ctx, verbs::record_contacts(call(ctx), input.into()).await)?;
        Ok(NetworkContactsPayload { contacts: contacts.map(NetworkContact::siblings), errors })
    }

    /// What was to follow on a contact is done (German: Wiedervorlage erledigen).
    #[graphql(directive = authorized::apply(Action::ContactWrite))]
    async fn complete_network_follow_up(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "On which contact.")] input: CompleteNetworkFollowUpInput,
    ) -> Result<NetworkContactsPayload> {
        let done = verbs::CompleteFollowUp { id: input.id.0, expected_version: input.expected_version };
        let (contact, errors) = outcome(ctx, verbs::complete_follow_up(call(ctx), done).await)?;
        Ok(NetworkContactsPayload { contacts: contact.map(|contact| NetworkContact::siblings([contact])), errors })
    }

    /// Writes down a reflection about a network to which the viewer belongs (German: Reflexion festhalten).
    #[graphql(directive = authorized::apply(Action::ReflectionWrite))]
    async fn write_network_reflection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The reflection.")] input: WriteNetworkReflectionInput,
    ) -> Result<NetworkReflectionPayload> {
        let written = verbs::write_reflection(call(ctx), input.network_id.0, input.reflection.into()).await;
        payload(ctx, None, written).await
    }

    /// Changes an own reflection, also who may read it (German: Reflexion ändern).
    #[graphql(directive = authorized::apply(Action::ReflectionWrite))]
    async fn update_network_reflection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateNetworkReflectionInput,
    ) -> Result<NetworkReflectionPayload> {
        let UpdateNetworkReflectionInput { id, expected_version, reflection } = input;
        let change = verbs::UpdateReflection { id: id.0, expected_version, reflection: reflection.into() };
        payload(ctx, Some(id.0), verbs::update_reflection(call(ctx), change).await).await
    }

    /// Deletes an own reflection for good (German: Reflexion löschen).
    #[graphql(directive = authorized::apply(Action::ReflectionWrite))]
    async fn delete_network_reflection(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which reflection.")] input: DeleteNetworkReflectionInput,
    ) -> Result<NetworkReflectionPayload> {
        let DeleteNetworkReflectionInput { id, expected_version } = input;
        let change = verbs::DeleteReflection { id: id.0, expected_version };
        payload(ctx, Some(id.0), verbs::delete_reflection(call(ctx), change).await).await
    }
}

async fn payload(
    ctx: &Context<'_>,
    id: Option<ReflectionId>,
    done: std::result::Result<Record, Error>,
) -> Result<NetworkReflectionPayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match (changed, id) {
        (None, Some(id)) if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_reflection(call(ctx), id).await)?
        }
        (changed, _) => changed,
    };
    Ok(NetworkReflectionPayload { reflection: shown.map(NetworkReflection::one), errors })
}
