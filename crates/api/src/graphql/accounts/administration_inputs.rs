use crate::graphql::shared::{Enum, LocalDate, NodeId};
use application::accounts as verbs;
use async_graphql::InputObject;
use domain::access::Role;
use domain::accounts::AccountState;
use domain::shared::{AccountId, Language, OrganisationId, PersonId, RoleAssignmentId};

/// Which accounts; what is left out does not narrow the list (German: Filter).
#[derive(Debug, Default, InputObject)]
pub(crate) struct AccountFilter {
    /// In this state (German: Zustand).
    state: Option<Enum<AccountState>>,
    /// Whose person's record this organisation keeps (German: führende Organisation).
    organisation_id: Option<NodeId<OrganisationId>>,
    /// With this text in the person's name or in the e-mail address (German: Suchtext).
    text: Option<String>,
}

impl From<AccountFilter> for verbs::AccountFilter {
    fn from(filter: AccountFilter) -> Self {
        Self {
            state: filter.state.map(|state| state.0),
            organisation: filter.organisation_id.map(|id| id.0),
            text: filter.text,
        }
    }
}

/// Who is invited (German: Einladung).
#[derive(Debug, InputObject)]
pub(crate) struct InviteAccountInput {
    /// The person who gets the account.
    person_id: NodeId<PersonId>,
    /// The e-mail address for signing in, to which the invitation goes.
    email: String,
    /// The language of the account's mails; German unless given (German: Sprache).
    language: Option<Enum<Language>>,
}

impl From<InviteAccountInput> for verbs::InviteAccount {
    fn from(input: InviteAccountInput) -> Self {
        Self {
            person: input.person_id.0,
            email: input.email,
            language: input.language.map(|language| language.0).unwrap_or_default(),
        }
    }
}

/// One account (German: Benutzerkonto).
#[derive(Debug, InputObject)]
pub(crate) struct AccountInput {
    /// Which.
    pub(super) account_id: NodeId<AccountId>,
}

/// One account as the caller has seen it (German: Benutzerkonto mit Version).
#[derive(Debug, InputObject)]
pub(crate) struct AccountVersionInput {
    /// Which.
    pub(super) account_id: NodeId<AccountId>,
    /// The version that the change is made from.
    pub(super) expected_version: i64,
}

/// A role to be granted (German: Rolle vergeben).
#[derive(Debug, InputObject)]
pub(crate) struct GrantRoleInput {
    /// To which account.
    account_id: NodeId<AccountId>,
    /// Which role.
    role: Enum<Role>,
    /// For which organisation.
    organisation_id: NodeId<OrganisationId>,
    /// The first day; today unless given (German: gültig ab).
    from: Option<LocalDate>,
    /// The last day, if there is one (German: gültig bis).
    until: Option<LocalDate>,
}

impl From<GrantRoleInput> for verbs::GrantRole {
    fn from(input: GrantRoleInput) -> Self {
        Self {
            account: input.account_id.0,
            role: input.role.0,
            organisation: input.organisation_id.0,
            from: input.from.map(|day| day.0),
            until: input.until.map(|day| day.0),
        }
    }
}

/// A role to be ended (German: Rolle beenden).
#[derive(Debug, InputObject)]
pub(crate) struct EndRoleInput {
    /// Which assignment.
    role_assignment_id: NodeId<RoleAssignmentId>,
    /// Its last day; when it is left out, the role ends at once (German: letzter Tag).
    last_day: Option<LocalDate>,
    /// The version that the change is made from.
    expected_version: i64,
}

impl From<EndRoleInput> for verbs::EndRole {
    fn from(input: EndRoleInput) -> Self {
        Self {
            assignment: input.role_assignment_id.0,
            last_day: input.last_day.map(|day| day.0),
            expected_version: input.expected_version,
        }
    }
}
