//! Who is asking.

use super::action::{Action, Opening, Reach};
use super::role::Role;
use super::service::Service;
use super::visibility::{Owner, Visibility};
use crate::shared::{
    AccountId, ExternalIdentityId, OrganisationId, PersonId, PersonalTokenId, RoleAssignmentId, SessionId,
};
use std::collections::BTreeSet;
use std::fmt;

/// A role as it is held today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The assignment itself; none for a role that an identity provider vouches for, by the rules of the operator.
    pub id: Option<RoleAssignmentId>,
    /// What.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// The keys of the territories that this organisation serves: the state (`05`), administrative regions (three
    /// digits), districts (five) or municipalities (eight).
    pub territories: BTreeSet<String>,
    /// The district keys in those territories, where they do not cover the state.
    pub districts: BTreeSet<String>,
}

impl Assignment {
    /// The key of the state of North Rhine-Westphalia.
    const STATE: &'static str = "05";

    /// Whether this role, held by this person, gives the action on a thing of this owner.
    pub fn gives(&self, action: Action, owner: &Owner, person: PersonId) -> bool {
        self.visibility(self.reach(action), Some(person)).includes(owner)
    }

    /// How far it reaches with the action. A role for which only an identity provider vouches hands out no power.
    pub fn reach(&self, action: Action) -> Reach {
        if self.id.is_none() && action.hands_out_power() { Reach::Nothing } else { action.reach(self.role) }
    }

    fn visibility(&self, reach: Reach, person: Option<PersonId>) -> Visibility {
        spread(reach, self.organisation, &self.territories, &self.districts)
            .and_person(person.filter(|_| reach != Reach::Nothing))
    }
}

/// What is reached from an organisation that serves these territories with these districts.
pub(super) fn spread(
    reach: Reach,
    organisation: OrganisationId,
    territories: &BTreeSet<String>,
    districts: &BTreeSet<String>,
) -> Visibility {
    match reach {
        Reach::Nothing | Reach::Own | Reach::Member => Visibility::nothing(),
        Reach::Organisation => Visibility::nothing().and_organisation(organisation),
        Reach::Territory if territories.contains(Assignment::STATE) => Visibility::everything(),
        Reach::Territory => {
            Visibility::nothing().and_organisation(organisation).and_districts(districts.iter().cloned())
        }
        Reach::Everywhere => Visibility::everything(),
    }
}

/// What showed who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A session of this platform.
    Session(SessionId),
    /// A personal access token.
    Token(PersonalTokenId),
    /// A token of an identity provider, by the identity that is linked to the account.
    Identity(ExternalIdentityId),
    /// The secret address of a calendar.
    Address,
}

impl Proof {
    /// The session, if it is one.
    pub const fn session(self) -> Option<SessionId> {
        match self {
            Self::Session(session) => Some(session),
            Self::Token(_) | Self::Identity(_) | Self::Address => None,
        }
    }
}

/// A signed-in account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The account.
    pub id: AccountId,
    /// What showed who it is.
    pub proof: Proof,
    /// The person behind it.
    pub person: PersonId,
    /// The roles held today, without those whose second factor is missing.
    pub assignments: Vec<Assignment>,
    /// Those that would count with the second factor.
    pub suspended: Vec<Assignment>,
    /// What a token narrows it to, beside what is public; a session narrows nothing.
    pub scopes: Option<BTreeSet<Action>>,
}

/// Who is asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Nobody we know.
    Anonymous,
    /// A signed-in account.
    Account(Account),
    /// Another system, without a person.
    Service(Service),
    /// The platform itself: the operator at the command line, or a worker.
    System,
}

/// The kinds of actors, for the audit and for events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActorKind {
    /// Nobody we know.
    Anonymous,
    /// A person with an account.
    Account,
    /// Another system, with a service account.
    Service,
    /// The platform itself.
    System,
}

impl ActorKind {
    /// The word in the audit.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Anonymous => "ANONYMOUS",
            Self::Account => "ACCOUNT",
            Self::Service => "SERVICE",
            Self::System => "SYSTEM",
        }
    }
}

/// Not allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denied {
    /// Because nobody is signed in.
    Unauthenticated(Action),
    /// Because no role reaches that far.
    Forbidden(Action),
}

impl fmt::Display for Denied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unauthenticated(action) => write!(f, "{action} needs a sign-in"),
            Self::Forbidden(action) => write!(f, "{action} is not allowed"),
        }
    }
}

impl std::error::Error for Denied {}

/// Proof that an action was permitted. Only [`Actor::permit`] makes one, and every write takes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permit(Action);

impl Permit {
    /// What was permitted.
    pub const fn action(self) -> Action {
        self.0
    }
}

impl Actor {
    /// The signed-in account, if any.
    pub const fn account(&self) -> Option<&Account> {
        match self {
            Self::Account(account) => Some(account),
            Self::Anonymous | Self::Service(_) | Self::System => None,
        }
    }

    /// The signed-in account, for what is about oneself.
    ///
    /// # Errors
    /// When it is no account of a person.
    pub fn own(&self, action: Action) -> Result<&Account, Denied> {
        self.account().ok_or_else(|| self.denied(action))
    }

    /// The service account, if it is one.
    pub const fn service(&self) -> Option<&Service> {
        match self {
            Self::Service(service) => Some(service),
            Self::Anonymous | Self::Account(_) | Self::System => None,
        }
    }

    /// What kind of actor this is.
    pub const fn kind(&self) -> ActorKind {
        match self {
            Self::Anonymous => ActorKind::Anonymous,
            Self::Account(_) => ActorKind::Account,
            Self::Service(_) => ActorKind::Service,
            Self::System => ActorKind::System,
        }
    }

    /// What may be seen with this action: the union over all roles.
    pub fn visibility(&self, action: Action) -> Visibility {
        let account = match self {
            Self::System => return Visibility::everything(),
            Self::Anonymous if action.opening() == Opening::Public => return Visibility::everything(),
            Self::Anonymous => return Visibility::nothing(),
            Self::Service(service) => return service.visibility(action),
            Self::Account(account) => account,
        };
        let in_scope = account.scopes.as_ref().is_none_or(|scopes| scopes.contains(&action));
        if !in_scope && action.opening() != Opening::Public {
            return Visibility::nothing();
        }
        let open = match action.opening() {
            Opening::Public | Opening::Community => return Visibility::everything(),
            Opening::SignedIn => Visibility::nothing().and_person(Some(account.person)),
            Opening::Closed => Visibility::nothing(),
        };
        account.assignments.iter().fold(open, |seen, assignment| {
            seen.union(assignment.visibility(assignment.reach(action), Some(account.person)))
        })
    }

    /// How far the action reaches: the farthest of what is open to this actor and what the roles give.
    pub fn reach(&self, action: Action) -> Reach {
        let seen = self.visibility(action);
        if seen.is_everything() {
            return Reach::Everywhere;
        }
        if seen.is_nothing() {
            return Reach::Nothing;
        }
        if let Self::Service(service) = self {
            return service.reach;
        }
        let open = match (self, action.opening()) {
            (Self::Account(_), Opening::SignedIn) => Reach::Own,
            _ => Reach::Nothing,
        };
        let held = self.account().map(|account| account.assignments.as_slice()).unwrap_or_default();
        held.iter().map(|assignment| assignment.reach(action)).fold(open, Ord::max)
    }

    /// Whether the action can be used at all, on anything.
    ///
    /// # Errors
    /// When it cannot.
    pub fn may(&self, action: Action) -> Result<(), Denied> {
        if self.visibility(action).is_nothing() { Err(self.denied(action)) } else { Ok(()) }
    }

    /// Permits the action on a thing of this owner.
    ///
    /// # Errors
    /// When no role reaches that far.
    pub fn permit(&self, action: Action, owner: &Owner) -> Result<Permit, Denied> {
        if self.visibility(action).includes(owner) { Ok(Permit(action)) } else { Err(self.denied(action)) }
    }

    /// The first scope of a service account with which it would reach farther than this actor does: nobody gives more
    /// than they hold. `home` is the district in which the organisation lies that owns it.
    pub fn exceeded_by(&self, service: &Service, home: Option<&str>) -> Option<Action> {
        let exceeds =
            |action: &&Action| !self.holds(**action, &service.visibility(**action), service.organisation, home);
        service.scopes.iter().find(exceeds).copied()
    }

    /// Whether this actor holds every right that a role would give: nobody grants more than they hold. `home` is the
    /// district in which the role's organisation lies: who reaches the district reaches the organisation.
    pub fn covers(&self, granted: &Assignment, home: Option<&str>) -> bool {
        Action::ALL.iter().all(|action| {
            // What is one's own is nobody else's to grant, so only the reach over others is compared.
            let given = granted.visibility(granted.reach(*action), None);
            self.holds(*action, &given, granted.organisation, home)
        })
    }

    fn holds(&self, action: Action, given: &Visibility, organisation: OrganisationId, home: Option<&str>) -> bool {
        let own = self.visibility(action);
        let at_home = home.is_some_and(|home| own.districts().contains(home));
        let own = if at_home { own.and_organisation(organisation) } else { own };
        own.covers(given)
    }

    const fn denied(&self, action: Action) -> Denied {
        match self {
            Self::Anonymous => Denied::Unauthenticated(action),
            Self::Account(_) | Self::Service(_) | Self::System => Denied::Forbidden(action),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn organisation(number: u128) -> OrganisationId {
        Uuid::from_u128(number).into()
    }

    fn assignment(role: Role, office: u128, territories: &[&str]) -> Assignment {
        let territories: BTreeSet<String> = territories.iter().map(ToString::to_string).collect();
        Assignment {
            id: Some(Uuid::from_u128(99).into()),
            role,
            organisation: organisation(office),
            districts: territories.clone(),
            territories,
        }
    }

    fn actor(assignments: Vec<Assignment>) -> Actor {
        Actor::Account(Account {
            id: Uuid::from_u128(1).into(),
            proof: Proof::Session(Uuid::from_u128(2).into()),
            person: Uuid::from_u128(3).into(),
            assignments,
            suspended: Vec::new(),
            scopes: None,
        })
    }

    #[test]
    fn an_office_reaches_the_district_it_serves_and_no_other() {
        let lead = actor(vec![assignment(Role::OfficeLead, 10, &["05120"])]);
        let served = Owner::organisation(organisation(11), Some("05120".to_owned()));
        let foreign = Owner::organisation(organisation(12), Some("05915".to_owned()));
        assert!(lead.permit(Action::PersonCreate, &served).is_ok());
        assert_eq!(lead.permit(Action::PersonCreate, &foreign), Err(Denied::Forbidden(Action::PersonCreate)));
    }

    #[test]
    fn two_roles_have_the_union_of_their_rights() {
        let one = assignment(Role::OfficeStaff, 10, &["05120"]);
        let other = assignment(Role::Auditor, 10, &["05"]);
        let both = actor(vec![one.clone(), other.clone()]);
        for action in Action::ALL {
            let union =
                actor(vec![one.clone()]).visibility(*action).union(actor(vec![other.clone()]).visibility(*action));
            assert_eq!(both.visibility(*action), union, "{action}");
        }
    }

    #[test]
    fn a_stranger_gets_only_what_is_public() {
        for action in Action::ALL {
            assert_eq!(Actor::Anonymous.may(*action).is_ok(), action.opening() == Opening::Public, "{action}");
        }
    }

    #[test]
    fn the_reach_is_the_farthest_of_all_roles() {
        let lead = actor(vec![assignment(Role::Partner, 11, &["05120"]), assignment(Role::OfficeLead, 10, &["05120"])]);
        assert_eq!(lead.reach(Action::PersonCreate), Reach::Territory);
        assert_eq!(lead.reach(Action::AccountOwn), Reach::Own);
        assert_eq!(lead.reach(Action::TerritoryRead), Reach::Everywhere);
        assert_eq!(Actor::Anonymous.reach(Action::AccountOwn), Reach::Nothing);
        for action in Action::ALL {
            assert_eq!(lead.reach(*action) == Reach::Nothing, lead.may(*action).is_err(), "{action}");
        }
    }

    #[test]
    fn nobody_grants_more_than_they_hold() {
        let lead = actor(vec![assignment(Role::OfficeLead, 10, &["05120"])]);
        assert!(lead.covers(&assignment(Role::OfficeStaff, 10, &["05120"]), None));
        assert!(lead.covers(&assignment(Role::OfficeLead, 10, &["05120"]), None));
        assert!(!lead.covers(&assignment(Role::OfficeStaff, 12, &["05915"]), None));
        assert!(!lead.covers(&assignment(Role::TransferagenturAdmin, 10, &["05120"]), None));
        assert!(!lead.covers(&assignment(Role::Auditor, 10, &["05120"]), None));
    }

    #[test]
    fn a_lead_grants_roles_for_other_organisations_of_the_district() {
        let lead = actor(vec![assignment(Role::MunicipalityLead, 10, &["05120"])]);
        let (office, agency) =
            (assignment(Role::OfficeStaff, 11, &["05120"]), assignment(Role::OfficeStaff, 11, &["05"]));
        assert!(lead.covers(&office, Some("05120")));
        assert!(!lead.covers(&office, Some("05915")));
        assert!(!lead.covers(&agency, Some("05120")), "its territory is larger than the district in which it lies");
    }

    #[test]
    fn a_role_that_an_identity_provider_vouches_for_hands_out_no_power() {
        let mapped = |role| Assignment { id: None, ..assignment(role, 10, &["05120"]) };
        let (held, vouched) =
            (actor(vec![assignment(Role::OfficeLead, 10, &["05120"])]), actor(vec![mapped(Role::OfficeLead)]));
        let served = Owner::organisation(organisation(11), Some("05120".to_owned()));
        for action in Action::ALL {
            let expected = held.permit(*action, &served).is_ok() && !action.hands_out_power();
            assert_eq!(vouched.permit(*action, &served).is_ok(), expected, "{action}");
        }
        assert!(!vouched.covers(&assignment(Role::OfficeLead, 10, &["05120"]), Some("05120")));
    }

    #[test]
    fn an_auditor_of_the_state_sees_everything() {
        let auditor = actor(vec![assignment(Role::Auditor, 10, &["05"])]);
        assert!(auditor.visibility(Action::AuditRead).is_everything());
    }
}
