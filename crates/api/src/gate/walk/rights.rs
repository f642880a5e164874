//! What the actor may do, remembered for the length of one walk.

use domain::access::{Action, Actor, Denied};

/// Answers each action once: working out a visibility costs more than looking it up.
pub(super) struct Rights<'a> {
    actor: &'a Actor,
    known: Vec<(Action, Result<(), Denied>)>,
}

impl<'a> Rights<'a> {
    pub(super) fn of(actor: &'a Actor) -> Self {
        Self { actor, known: Vec::new() }
    }

    /// Whose they are.
    pub(super) const fn actor(&self) -> &'a Actor {
        self.actor
    }

    pub(super) fn check(&mut self, action: Action) -> Result<(), Denied> {
        if let Some((_, answer)) = self.known.iter().find(|(known, _)| *known == action) {
            return *answer;
        }
        let answer = self.actor.may(action);
        self.known.push((action, answer));
        answer
    }
}
