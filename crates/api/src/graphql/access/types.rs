use crate::gate::{authorized, cost};
use crate::graphql::accounts::{Account, ExternalIdentity, RoleAssignment};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, Enum, NodeId, Row, call, referred};
use application::access as verbs;
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::{AccessReason, Action, Assignment, Reach as DomainReach, Role};
use domain::shared::{Id, OrganisationId, RoleAssignmentId};
use std::collections::BTreeSet;

/// How far somebody reaches with an action; each includes the ones before it (German: Reichweite).
#[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
pub(crate) enum Reach {
    /// Not at all.
    Nothing,
    /// What is one's own.
    Own,
    /// Bodies and cases that one belongs to.
    Member,
    /// What belongs to the organisation for which the role is held.
    Organisation,
    /// Organisations in the territories that this organisation serves.
    Territory,
    /// All of it.
    Everywhere,
}

impl From<DomainReach> for Reach {
    fn from(reach: DomainReach) -> Self {
        match reach {
            DomainReach::Nothing => Self::Nothing,
            DomainReach::Own => Self::Own,
            DomainReach::Member => Self::Member,
            DomainReach::Organisation => Self::Organisation,
            DomainReach::Territory => Self::Territory,
            DomainReach::Everywhere => Self::Everywhere,
        }
    }
}

/// Who is asking (German: angemeldete Person).
#[derive(Debug)]
pub(crate) struct Viewer(pub(super) verbs::Viewer);

/// Who is asking (German: angemeldete Person).
#[Object]
impl Viewer {
    /// Their account (German: Benutzerkonto).
    async fn account(&self) -> Account {
        Account::one(self.0.account.clone())
    }

    /// Their name (German: Name).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The e-mail address with which they sign in (German: Anmeldeadresse).
    #[graphql(directive = authorized::apply(Action::AccountOwn))]
    async fn email(&self) -> &str {
        self.0.account.email.as_str()
    }

    /// The roles that they hold today (German: Rollen).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn roles(&self) -> Vec<RoleAssignment> {
        RoleAssignment::siblings(self.0.roles.iter().cloned())
    }

    /// Those of the roles that do not count, because they need the second factor and this session did not show it
    /// (German: ausgesetzte Rollen).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn suspended_roles(&self) -> Vec<RoleAssignment> {
        let suspended = self.0.roles.iter().filter(|role| self.0.suspended.contains(&role.id));
        RoleAssignment::siblings(suspended.cloned())
    }

    /// The identity at a provider outside by which they are signed in; missing in a session of the platform (German:
    /// externe Identität).
    async fn identity(&self) -> Option<ExternalIdentity> {
        self.0.identity.clone().map(ExternalIdentity)
    }

    /// The roles for which this identity provider vouches, by the rules of the operator: they hold as long as its token does
    /// (German: Rollen aus dem Identitätsanbieter).
    #[graphql(directive = cost::apply(1, Some(3)))]
    async fn vouched_roles(&self) -> Vec<VouchedRole> {
        VouchedRole::siblings(&self.0.vouched)
    }

    /// What they may do at all, in the order of the access table (German: wirksame Rechte).
    #[graphql(directive = cost::apply(1, Some(30)))]
    async fn rights(&self, ctx: &Context<'_>) -> Vec<Right> {
        verbs::effective_rights(call(ctx)).into_iter().map(Right::from).collect()
    }
}

/// A role for which an identity provider vouches (German: Rolle aus dem Identitätsanbieter).
#[derive(Clone, Debug)]
pub(crate) struct VouchedRole(Row<(Assignment, bool)>);

impl VouchedRole {
    fn siblings(vouched: &[(Assignment, bool)]) -> Vec<Self> {
        Row::all(vouched.iter().cloned()).map(Self).collect()
    }
}

/// A role for which an identity provider vouches (German: Rolle aus dem Identitätsanbieter).
#[Object]
impl VouchedRole {
    /// The role (German: Rolle).
    async fn role(&self) -> Enum<Role> {
        Enum(self.0.0.role)
    }

    /// For which organisation it is held (German: Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[(Assignment, bool)]| {
            let ids: BTreeSet<_> = rows.iter().map(|(held, _)| held.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|(held, _)| Some(held.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Whether it counts; if not, it needs the second factor, and the level on which the person signed in (`acr`) shows none
    /// (German: zählt).
    async fn counts(&self) -> bool {
        self.0.1
    }
}

/// One action, and how far the viewer reaches with it (German: Recht).
#[derive(Debug, SimpleObject)]
pub(crate) struct Right {
    /// The action (German: Aktion).
    action: ActionCode,
    /// What the action is, in one sentence (German: Bedeutung).
    meaning: String,
    /// How far the viewer reaches with it, over all roles (German: Reichweite).
    reach: Reach,
    /// The organisations that are reached, unless everything is (German: Organisationen).
    organisation_ids: Vec<NodeId<OrganisationId>>,
    /// The keys of the districts whose organisations are reached, unless everything is (German: Kreisschlüssel).
    district_keys: Vec<String>,
}

impl From<verbs::Right> for Right {
    fn from(right: verbs::Right) -> Self {
        Self {
            action: ActionCode(right.action),
            meaning: right.action.meaning().to_owned(),
            reach: right.reach.into(),
            organisation_ids: right.shown.organisations().iter().copied().map(NodeId).collect(),
            district_keys: right.shown.districts().iter().cloned().collect(),
        }
    }
}

/// Why an action is allowed on a record, or not (German: Begründung).
#[derive(Debug, SimpleObject)]
pub(crate) struct AccessExplanation {
    /// Whether it is allowed (German: erlaubt).
    pub(super) allowed: bool,
    /// Why (German: Grund).
    pub(super) reason: Enum<AccessReason>,
    /// The roles that give it, or would give it with the second factor (German: Rollen).
    pub(super) roles: Vec<GivingRole>,
}

/// A role that gives an action (German: Rolle, die das Recht gibt).
#[derive(Clone, Debug)]
pub(crate) struct GivingRole {
    row: Row<Assignment>,
    action: Action,
}

impl GivingRole {
    pub(super) fn siblings(action: Action, held: Vec<Assignment>) -> Vec<Self> {
        Row::all(held).map(|row| Self { row, action }).collect()
    }
}

/// A role that gives an action (German: Rolle, die das Recht gibt).
#[Object]
impl GivingRole {
    /// The global id of the role assignment; missing where an identity provider vouches for the role.
    async fn role_assignment_id(&self) -> Option<AnyNodeId> {
        self.row.id.map(|id| AnyNodeId::new(RoleAssignmentId::TYPE, id.uuid()))
    }

    /// The role (German: Rolle).
    async fn role(&self) -> Enum<Role> {
        Enum(self.row.role)
    }

    /// For which organisation it is held (German: Organisation).
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Assignment]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.row.related(ctx, "organisation", load).await
    }

    /// How far the role reaches with the action (German: Reichweite).
    async fn reach(&self) -> Reach {
        self.row.reach(self.action).into()
    }
}
