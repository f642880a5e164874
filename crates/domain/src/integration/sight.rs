//! Which events an actor may know of.

use super::event::Event;
use crate::access::{Action, Actor, Owner, Visibility};

/// Which events an actor may know of: those about records that their rights show, action by action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventSight {
    /// What is shown, and by which actions. Actions that show the same stand together.
    parts: Vec<(Visibility, Vec<Action>)>,
}

impl EventSight {
    /// That of an actor as their rights are now.
    pub fn of(actor: &Actor) -> Self {
        let mut parts: Vec<(Visibility, Vec<Action>)> = Vec::new();
        for action in Action::ALL {
            let shown = actor.visibility(*action);
            if shown.is_nothing() {
                continue;
            }
            match parts.iter_mut().find(|(known, _)| *known == shown) {
                Some((_, actions)) => actions.push(*action),
                None => parts.push((shown, vec![*action])),
            }
        }
        Self { parts }
    }

    /// What is shown, and by which actions.
    pub fn parts(&self) -> &[(Visibility, Vec<Action>)] {
        &self.parts
    }

    /// Whether the actor may know of this event.
    pub fn includes(&self, event: &Event) -> bool {
        event.shown_by.is_some_and(|action| {
            let co_hosts = || event.co_hosts.iter().map(|id| Owner::organisation(*id, None));
            self.shows(action, &event.owner) || co_hosts().any(|owner| self.shows(action, &owner))
        })
    }

    fn shows(&self, action: Action, owner: &Owner) -> bool {
        self.parts.iter().any(|(shown, actions)| actions.contains(&action) && shown.includes(owner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::PersonId;
    use uuid::Uuid;

    #[test]
    fn strangers_know_only_of_what_is_public() {
        let sight = EventSight::of(&Actor::Anonymous);
        assert!(sight.shows(Action::OrganisationRead, &Owner::NOBODY));
        assert!(!sight.shows(Action::PersonRead, &Owner::NOBODY));
        let somebody = Owner::NOBODY.about(PersonId::from(Uuid::from_u128(1)));
        assert!(!sight.shows(Action::AccountOwn, &somebody));
    }

    #[test]
    fn the_platform_itself_knows_of_everything_that_may_be_told() {
        let sight = EventSight::of(&Actor::System);
        assert_eq!(sight.parts().len(), 1);
        assert!(sight.shows(Action::AccountOwn, &Owner::NOBODY));
    }
}
