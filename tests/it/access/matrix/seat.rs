//! From where a request is made: by whom, and what is their own, served and foreign to them.

use acceptance::{Cast, Member, World};
use application::accounts::authenticate;
use domain::access::{Actor, Role};
use domain::shared::OrganisationId;

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
    served: OrganisationId,
    foreign: OrganisationId,
}

impl Seat {
    /// Without a sign-in.
    pub(super) fn nobody(cast: &Cast) -> Self {
        let (served, foreign) = (cast.remscheid.office, cast.hamm.office);
        Self { member: None, actor: Actor::Anonymous, token: None, served, foreign }
    }

    /// Of a member of the cast, in a session with the second factor shown.
    pub(super) async fn of(world: &World, cast: &Cast, member: &Member) -> Self {
        let token = world.token(member, true).await;
        let actor = authenticate(world.platform(), &token).await.unwrap();
        // The other organisation in Remscheid, whichever is not their own.
        let at_the_office = member.organisation == cast.remscheid.office;
        let served = if at_the_office { cast.remscheid.municipality } else { cast.remscheid.office };
        Self { member: Some(member.clone()), actor, token: Some(token), served, foreign: cast.hamm.office }
    }

    /// The head of its line.
    pub(super) fn name(&self) -> &'static str {
        self.member.as_ref().map_or("(nobody)", |member| Role::code(member.role))
    }

    /// The organisation to which a thing in this relation belongs. For a stranger, what is served stands for their own.
    pub(super) fn organisation(&self, relation: Relation) -> OrganisationId {
        match relation {
            Relation::Own | Relation::Oneself => self.member.as_ref().map_or(self.served, |it| it.organisation),
            Relation::Served => self.served,
            Relation::Foreign => self.foreign,
        }
    }
}
