//! One root field, and what is tried with it.

use super::seat::Relation;
use super::target::{Made, Target};
use crate::access::sdl::root_fields;
use domain::access::{Action, Actor, Denied, Opening, Owner};
use serde_json::{Value, json};

/// How a request can end as far as access goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// It was carried out, or refused by a rule that has nothing to do with access.
    Done,
    /// It does not exist, for this viewer.
    NotFound,
    /// It is seen, but this is not allowed.
    Forbidden,
    /// Nobody is signed in.
    Unauthenticated,
}

impl Outcome {
    /// The sign in the printed matrix.
    pub(super) const fn sign(self) -> &'static str {
        match self {
            Self::Done => "✔",
            Self::NotFound => "∅",
            Self::Forbidden => "✘",
            Self::Unauthenticated => "!",
        }
    }
}

/// One root field, and what is tried with it.
pub(super) struct Case {
    /// The field.
    pub(super) field: &'static str,
    /// The whole operation.
    pub(super) document: &'static str,
    /// Its variables; `$name` stands for what the target is called.
    pub(super) variables: &'static str,
    /// What it is tried on.
    pub(super) target: Target,
    /// With which action the target is found; none when everybody finds it.
    pub(super) found_by: Option<Action>,
    /// Refusals by rules that have nothing to do with access.
    pub(super) refusals: &'static [&'static str],
}

impl Case {
    /// The action that the schema prints at the field.
    pub(super) fn action(&self) -> Action {
        let field = root_fields().find(|field| field.name == self.field);
        let field = field.unwrap_or_else(|| panic!("{} is no root field", self.field));
        field.actions[0]
    }

    /// The action that decides: any record may be asked for by its id, and then its type's own action counts.
    pub(super) fn deciding(&self) -> Action {
        match self.action() {
            Action::NodeRead => self.found_by.unwrap_or(Action::NodeRead),
            action => action,
        }
    }

    /// On what it is tried. What is one's own in person only matters where that reach exists.
    pub(super) fn relations(&self) -> Vec<Relation> {
        let own_in_person = self.deciding().opening() == Opening::SignedIn && self.target.may_be_oneself();
        match self.target {
            Target::Nothing | Target::Everything | Target::Oneself | Target::Viewer | Target::OwnEvaluation => {
                vec![Relation::Own]
            }
            _ if own_in_person => vec![Relation::Oneself, Relation::Own, Relation::Served, Relation::Foreign],
            _ => vec![Relation::Own, Relation::Served, Relation::Foreign],
        }
    }

    /// The request.
    pub(super) fn request(&self, made: &Made) -> Value {
        let variables = made.names.iter().fold(self.variables.to_owned(), |text, (name, value)| {
            text.replace(&format!("\"${name}\""), &value.to_string())
        });
        let variables: Value = serde_json::from_str(&variables).unwrap();
        json!({"query": self.document, "variables": variables})
    }

    /// The question whether the one who asks may do it, where it is about one record.
    pub(super) fn question(&self, made: &Made) -> Option<Value> {
        if self.action() == Action::AccessExplain {
            return None;
        }
        let query = "query($action: Action!, $id: ID!) { viewerCan(action: $action, id: $id) }";
        let (_, id) = made.names.iter().find(|(name, _)| Some(*name) == self.target.record())?;
        Some(json!({"query": query, "variables": {"action": self.action().code(), "id": id}}))
    }

    /// What the access table says about it.
    pub(super) fn expected(&self, actor: &Actor, made: &Made) -> Outcome {
        let denied = |denied| match denied {
            Denied::Unauthenticated(_) => Outcome::Unauthenticated,
            Denied::Forbidden(_) => Outcome::Forbidden,
        };
        let action = self.action();
        if let Err(why) = actor.may(action) {
            return denied(why);
        }
        let owner = match self.target {
            Target::Viewer if actor.account().is_none() => return Outcome::NotFound,
            // A service is nobody, so nothing is its own.
            Target::Oneself | Target::OwnEvaluation if actor.service().is_some() => return Outcome::Forbidden,
            Target::Nothing | Target::Oneself | Target::Viewer | Target::OwnEvaluation => return Outcome::Done,
            Target::Everything => &Owner::NOBODY,
            _ => &made.owner,
        };
        if self.found_by.is_some_and(|action| !actor.visibility(action).includes(owner)) {
            return Outcome::NotFound;
        }
        actor.permit(action, owner).map_or_else(denied, |_| Outcome::Done)
    }

    /// What the answer says.
    pub(super) fn outcome(&self, answer: &Value) -> Result<Outcome, &'static str> {
        match answer["errors"][0]["extensions"]["code"].as_str() {
            Some("FORBIDDEN") => return Ok(Outcome::Forbidden),
            Some("UNAUTHENTICATED") => return Ok(Outcome::Unauthenticated),
            Some(_) => return Err("another error"),
            None => {}
        }
        let data = &answer["data"][self.field];
        let Some(errors) = data["errors"].as_array().filter(|errors| !errors.is_empty()) else {
            return Ok(if data.is_null() { Outcome::NotFound } else { Outcome::Done });
        };
        let codes: Vec<&str> = errors.iter().filter_map(|error| error["code"].as_str()).collect();
        if codes == ["NOT_FOUND"] {
            Ok(Outcome::NotFound)
        } else if codes.iter().all(|code| self.refusals.contains(code)) {
            Ok(Outcome::Done)
        } else {
            Err("an unexpected refusal")
        }
    }
}
