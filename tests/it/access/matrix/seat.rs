//! From where a request is made: by whom, and what is their own, served and foreign to them.

use acceptance::{Cast, Member, World};
use application::accounts::authenticate;
use application::security::ServiceToken;
use application::services::{CreateServiceAccount, create_service_account, identify};
use domain::access::{Action, Actor, Role};
use domain::services::ServiceReach;
use domain::shared::OrganisationId;
use std::net::IpAddr;

/// How a thing stands to the one who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is about themselves.
    Oneself,
    /// It belongs to the organisation for which they hold their role.
    Own,
    /// It belongs to another organisation in the territory that theirs serves.
    Served,
    /// It belongs to an organisation elsewhere.
    Foreign,
}

impl Relation {
    /// The head of its column.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Oneself => "self",
            Self::Own => "own",
            Self::Served => "served",
            Self::Foreign => "foreign",
        }
    }
}

/// From where a request is made.
pub(super) struct Seat {
    /// Who; nobody without one.
    pub(super) member: Option<Member>,
    /// As the platform sees them.
    pub(super) actor: Actor,
    /// What they send.
    pub(super) token: Option<String>,
    name: &'static str,
    own: OrganisationId,
    served: OrganisationId,
    foreign: OrganisationId,
}

impl Seat {
    /// Without a sign-in. What is served stands for their own.
    pub(super) fn nobody(cast: &Cast) -> Self {
        let (own, served, foreign) = (cast.remscheid.office, cast.remscheid.office, cast.hamm.office);
        Self { member: None, actor: Actor::Anonymous, token: None, name: "(nobody)", own, served, foreign }
    }

    /// Of a member of the cast, in a session with the second factor shown.
    pub(super) async fn of(world: &World, cast: &Cast, member: &Member) -> Self {
        let token = world.token(member, true).await;
        let actor = authenticate(world.platform(), &token).await.unwrap();
        // The other organisation in Remscheid, whichever is not their own.
        let at_the_office = member.organisation == cast.remscheid.office;
        let served = if at_the_office { cast.remscheid.municipality } else { cast.remscheid.office };
        Self {
            member: Some(member.clone()),
            actor,
            token: Some(token),
            name: Role::code(member.role),
            own: member.organisation,
            served,
            foreign: cast.hamm.office,
        }
    }

    /// Of a service account of the office in Remscheid: with all scopes there are, or with one.
    pub(super) async fn of_service(world: &World, cast: &Cast, all: bool) -> Self {
        let every = || Action::ALL.iter().copied().filter(|action| action.may_be_scope()).collect();
        let scopes = if all { every() } else { vec![Action::OrganisationReadCommunity] };
        let input = CreateServiceAccount {
            organisation: cast.remscheid.office,
            name: "Portal".to_owned(),
            purpose: None,
            scopes,
            reach: if all { ServiceReach::Territory } else { ServiceReach::Organisation },
            networks: Vec::new(),
            public_keys: None,
            valid_from: None,
            valid_until: None,
        };
        let call = world.call(Actor::System);
        let account = create_service_account(&call, input).await.unwrap();
        let (platform, now) = (world.platform(), world.platform().clock.now());
        let token = ServiceToken::new(account.id, platform.ids.uuid(), account.scopes, now);
        let token = token.issue(&platform.keyring, &platform.settings.public_url, now).unwrap();
        let actor = identify(platform, &token, IpAddr::from([127, 0, 0, 1])).await.unwrap();
        Self {
            member: None,
            actor,
            token: Some(token),
            name: if all { "(service, all scopes)" } else { "(service, one scope)" },
            own: cast.remscheid.office,
            served: cast.remscheid.municipality,
            foreign: cast.hamm.office,
        }
    }

    /// The head of its line.
    pub(super) const fn name(&self) -> &'static str {
        self.name
    }

    /// The organisation to which a thing in this relation belongs.
    pub(super) const fn organisation(&self, relation: Relation) -> OrganisationId {
        match relation {
            Relation::Own | Relation::Oneself => self.own,
            Relation::Served => self.served,
            Relation::Foreign => self.foreign,
        }
    }
}
