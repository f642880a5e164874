use crate::graphql::shared::{ActionCode, DateTime, Enum, LocalDate, NodeId, edit};
use application::services as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::access::Action;
use domain::services::{ServiceAccountState, ServiceReach};
use domain::shared::{OrganisationId, PersonalTokenId, ServiceAccountId, ServiceSecretId};

/// Which service accounts; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct ServiceAccountFilter {
    /// Of this organisation (German: Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// In this state (German: Zustand).
    state: Option<Enum<ServiceAccountState>>,
}

impl From<ServiceAccountFilter> for verbs::ServiceAccountFilter {
    fn from(filter: ServiceAccountFilter) -> Self {
        Self { organisation: filter.organisation_id.map(|id| id.0), state: filter.state.map(|state| state.0) }
    }
}

fn actions(scopes: Vec<ActionCode>) -> Vec<Action> {
    scopes.into_iter().map(|action| action.0).collect()
}

/// A service account to be made (German: neues Dienstkonto).
#[derive(Debug, InputObject)]
pub(crate) struct CreateServiceAccountInput {
    /// The organisation that owns it and answers for it (German: verantwortliche Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// What the system is called (German: Name).
    name: String,
    /// What it is for (German: Zweck).
    purpose: Option<String>,
    /// The actions that it may use, beside what is public; none beyond one's own rights (German: Umfang).
    scopes: Vec<ActionCode>,
    /// How far it reaches with them; its own organisation unless given (German: Reichweite).
    reach: Option<Enum<ServiceReach>>,
    /// From where it may be used, in CIDR notation, for instance `192.0.2.0/24`; from anywhere without any (German:
    /// Netze).
    networks: Option<Vec<String>>,
    /// The public keys with which it signs assertions (`private_key_jwt`), as a JSON Web Key Set (German: öffentliche
    /// Schlüssel).
    public_keys: Option<String>,
    /// The first day; today unless given (German: gültig ab).
    valid_from: Option<LocalDate>,
    /// The last day, if there is one (German: gültig bis).
    valid_until: Option<LocalDate>,
}

impl From<CreateServiceAccountInput> for verbs::CreateServiceAccount {
    fn from(input: CreateServiceAccountInput) -> Self {
        Self {
            organisation: input.organisation_id.0,
            name: input.name,
            purpose: input.purpose,
            scopes: actions(input.scopes),
            reach: input.reach.map_or(ServiceReach::Organisation, |reach| reach.0),
            networks: input.networks.unwrap_or_default(),
            public_keys: input.public_keys,
            valid_from: input.valid_from.map(|day| day.0),
            valid_until: input.valid_until.map(|day| day.0),
        }
    }
}

/// A change of a service account. What is left out stays as it is; `null` clears a field that may be empty (German:
/// Änderung eines Dienstkontos).
#[derive(Debug, InputObject)]
pub(crate) struct UpdateServiceAccountInput {
    /// Which service account.
    pub(super) service_account_id: NodeId<ServiceAccountId>,
    /// The version that the change is made from (German: Version).
    expected_version: i64,
    /// What the system is called (German: Name).
    name: Option<String>,
    /// What it is for (German: Zweck).
    purpose: MaybeUndefined<String>,
    /// All actions that it may use, beside what is public (German: Umfang).
    scopes: Option<Vec<ActionCode>>,
    /// How far it reaches with them (German: Reichweite).
    reach: Option<Enum<ServiceReach>>,
    /// All networks from which it may be used; an empty list opens it to all (German: Netze).
    networks: Option<Vec<String>>,
    /// The public keys with which it signs assertions (German: öffentliche Schlüssel).
    public_keys: MaybeUndefined<String>,
    /// The last day (German: gültig bis).
    valid_until: MaybeUndefined<LocalDate>,
}

impl From<UpdateServiceAccountInput> for verbs::UpdateServiceAccount {
    fn from(input: UpdateServiceAccountInput) -> Self {
        Self {
            id: input.service_account_id.0,
            expected_version: input.expected_version,
            name: input.name,
            purpose: edit(input.purpose, |text| text),
            scopes: input.scopes.map(actions),
            reach: input.reach.map(|reach| reach.0),
            networks: input.networks,
            public_keys: edit(input.public_keys, |text| text),
            valid_until: edit(input.valid_until, |day| day.0),
        }
    }
}

/// One service account as the caller has seen it (German: Dienstkonto mit Version).
#[derive(Debug, InputObject)]
pub(crate) struct ServiceAccountVersionInput {
    /// Which.
    pub(super) service_account_id: NodeId<ServiceAccountId>,
    /// The version that the change is made from.
    pub(super) expected_version: i64,
}

/// A secret to be issued (German: neues Geheimnis).
#[derive(Debug, InputObject)]
pub(crate) struct IssueServiceSecretInput {
    /// To which service account.
    pub(super) service_account_id: NodeId<ServiceAccountId>,
    /// When it ends; it does not without one (German: gültig bis).
    pub(super) expires_at: Option<DateTime>,
}

/// A secret to be taken back (German: Widerruf eines Geheimnisses).
#[derive(Debug, InputObject)]
pub(crate) struct RevokeServiceSecretInput {
    /// Of which service account.
    pub(super) service_account_id: NodeId<ServiceAccountId>,
    /// Which secret.
    pub(super) secret_id: NodeId<ServiceSecretId>,
}

/// A personal access token to be made (German: neuer persönlicher Schlüssel).
#[derive(Debug, InputObject)]
pub(crate) struct CreatePersonalTokenInput {
    /// What it is for (German: Name).
    name: String,
    /// The actions that it may use, beside what is public (German: Umfang).
    scopes: Vec<ActionCode>,
    /// When it ends; after 90 days unless given, after a year at most (German: gültig bis).
    expires_at: Option<DateTime>,
}

impl From<CreatePersonalTokenInput> for verbs::CreatePersonalToken {
    fn from(input: CreatePersonalTokenInput) -> Self {
        let expires_at = input.expires_at.map(|at| at.0);
        Self { name: input.name, scopes: actions(input.scopes), expires_at }
    }
}

/// A personal access token to be taken back (German: Widerruf eines persönlichen Schlüssels).
#[derive(Debug, InputObject)]
pub(crate) struct RevokePersonalTokenInput {
    /// Which.
    pub(super) personal_token_id: NodeId<PersonalTokenId>,
}
