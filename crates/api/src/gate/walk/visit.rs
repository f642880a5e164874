//! The steps of the walk.

use super::rights::Rights;
use super::{Asked, Gate, Passed, arguments};
use crate::gate::code::ErrorCode;
use crate::gate::index::{Field as Known, Rows, TypeId};
use crate::gate::refused::Refused;
use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationType, Selection, SelectionSet, TypeCondition,
};
use async_graphql::{Positioned, Variables};
use domain::access::Action;

/// Selection sets inside of each other, fragments included. The library refuses more than this.
const LEVELS: u32 = 32;
/// Lists of fields, arguments and types inside of each other when introspecting: each multiplies the answer.
const INTROSPECTION_LISTS: u32 = 2;
/// What asking for the schema costs.
const INTROSPECTION_COST: u64 = 1_000;
/// The most denied fields in one answer.
const DENIED: usize = 20;

/// Where the walk stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// The type whose fields are selected; none where the schema does not know it, which validation will say.
    on: Option<TypeId>,
    /// At a root type: its kind.
    root: Option<OperationType>,
    /// Fields above.
    depth: u32,
    /// Selection sets above.
    level: u32,
    /// The rows of the connection whose fields are selected, for the lists in it.
    page: Option<u64>,
    /// Inside introspection: the lists above.
    introspection: Option<u32>,
    /// Whether it will be carried out.
    live: bool,
}

impl Place {
    /// At the start of the operation that will be carried out.
    pub(super) const fn root(kind: OperationType, on: Option<TypeId>) -> Self {
        Self { on, root: Some(kind), depth: 0, level: 0, page: None, introspection: None, live: true }
    }

    /// At the start of another operation.
    pub(super) const fn idle() -> Self {
        Self { on: None, root: None, depth: 0, level: 0, page: None, introspection: None, live: false }
    }
}

/// The walk over one document.
pub(super) struct Walk<'a> {
    gate: &'a Gate,
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    rights: Rights<'a>,
    selections: u32,
    aliases: u32,
    directives: u32,
    root_fields: u32,
    session_starts: u32,
    verifications: u32,
    deepest: u32,
    path: Vec<&'a str>,
    open_fragments: Vec<&'a str>,
    denied: Vec<Refused>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(gate: &'a Gate, document: &'a ExecutableDocument, asked: Asked<'a>) -> Self {
        Self {
            gate,
            document,
            variables: asked.variables,
            rights: Rights::of(asked.actor),
            selections: 0,
            aliases: 0,
            directives: 0,
            root_fields: 0,
            session_starts: 0,
            verifications: 0,
            deepest: 0,
            path: Vec::new(),
            open_fragments: Vec::new(),
            denied: Vec::new(),
        }
    }

    /// What the walk found, when nothing speaks against the request.
    pub(super) fn finish(self, kind: OperationType, cost: u64) -> Result<Passed, Vec<Refused>> {
        let limit = self.gate.limits.mutations;
        if kind == OperationType::Mutation && self.root_fields > limit {
            return Err(vec![Refused::above(ErrorCode::TooManyMutations, "many mutations", limit)]);
        }
        if self.session_starts > 1 {
            let what = "many mutations that start a session";
            return Err(vec![Refused::above(ErrorCode::TooManyMutations, what, 1_u32)]);
        }
        if !self.denied.is_empty() {
            return Err(self.denied);
        }
        let starts_session = self.session_starts > 0;
        let (depth, root_fields, verifications) = (self.deepest, self.root_fields, self.verifications);
        Ok(Passed { kind, cost, depth, root_fields, starts_session, verifications })
    }

    /// Counts directives.
    pub(super) fn directives(&mut self, directives: &[Positioned<Directive>]) -> Result<(), Refused> {
        self.directives = self.directives.saturating_add(u32::try_from(directives.len()).unwrap_or(u32::MAX));
        let limit = self.gate.limits.directives;
        match directives.last() {
            Some(last) if self.directives > limit => {
                Err(Refused::above(ErrorCode::TooManyDirectives, "many directives", limit).at(last.pos))
            }
            _ => Ok(()),
        }
    }

    /// Walks a selection set and answers with its cost.
    pub(super) fn selections(&mut self, set: &'a SelectionSet, place: Place) -> Result<u64, Refused> {
        if place.level > LEVELS {
            let refused = Refused::above(ErrorCode::QueryTooDeep, "deeply nested selections and fragments", LEVELS);
            return Err(refused.on(&self.path));
        }
        let mut cost = 0_u64;
        for selection in &set.items {
            self.selections += 1;
            let limit = self.gate.limits.selections;
            if self.selections > limit {
                let refused = Refused::above(ErrorCode::QueryTooLarge, "many selections", limit);
                return Err(refused.at(selection.pos));
            }
            let directives = selection.node.directives();
            self.directives(directives)?;
            let live = place.live && arguments::is_included(directives, self.variables);
            let place = Place { live, ..place };
            cost = cost.saturating_add(match &selection.node {
                Selection::Field(field) => self.field(field, place)?,
                Selection::InlineFragment(fragment) => {
                    let inside = self.narrowed(fragment.node.type_condition.as_ref(), place);
                    self.selections(&fragment.node.selection_set.node, inside)?
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name, place)?,
            });
        }
        Ok(cost)
    }

    fn narrowed(&self, condition: Option<&Positioned<TypeCondition>>, place: Place) -> Place {
        let on = condition.map_or(place.on, |condition| self.gate.index.find(&condition.node.on.node));
        Place { on, level: place.level + 1, ..place }
    }

    fn fragment(&mut self, name: &'a Positioned<async_graphql::Name>, place: Place) -> Result<u64, Refused> {
        let Some(fragment) = self.document.fragments.get(&name.node) else { return Ok(0) };
        if self.open_fragments.contains(&name.node.as_str()) {
            let message = format!("The fragment {} contains itself.", name.node);
            return Err(Refused::new(ErrorCode::ValidationFailed, message).at(name.pos));
        }
        self.directives(&fragment.node.directives)?;
        self.open_fragments.push(&name.node);
        let inside = self.narrowed(Some(&fragment.node.type_condition), place);
        let cost = self.selections(&fragment.node.selection_set.node, inside)?;
        self.open_fragments.pop();
        Ok(cost)
    }

    fn field(&mut self, field: &'a Positioned<Field>, place: Place) -> Result<u64, Refused> {
        let limits = &self.gate.limits;
        if field.node.alias.is_some() {
            self.aliases += 1;
            if self.aliases > limits.aliases {
                let refused = Refused::above(ErrorCode::TooManyAliases, "many aliases", limits.aliases);
                return Err(refused.at(field.pos));
            }
        }
        let depth = place.depth + 1;
        if depth > limits.depth {
            let refused = Refused::above(ErrorCode::QueryTooDeep, "many fields inside of fields", limits.depth);
            return Err(refused.at(field.pos).on(&self.path));
        }
        self.deepest = self.deepest.max(depth);
        self.path.push(&field.node.response_key().node);
        let inside = Place { root: None, page: None, depth, level: place.level + 1, ..place };
        let cost = match (field.node.name.node.as_str(), place.introspection) {
            ("__typename", _) => Ok(1),
            (name @ ("__schema" | "__type" | "_service"), _) if place.root.is_some() => {
                self.introspection(name, field, inside)
            }
            (name, Some(lists)) => self.introspected(name, lists, field, inside),
            (name, None) => self.known(name, field, place, inside),
        };
        self.path.pop();
        Ok(if place.live { cost? } else { cost.map(|_| 0)? })
    }

    /// The three fields that show the schema.
    fn introspection(&mut self, name: &str, field: &'a Positioned<Field>, inside: Place) -> Result<u64, Refused> {
        if inside.live && !self.gate.shows_schema(self.rights.actor()) {
            let message = format!("{name} is closed to you: this platform does not show its schema to everybody.");
            self.deny(Refused::new(ErrorCode::IntrospectionDisabled, message).at(field.pos));
        }
        let inside = Place { on: None, introspection: Some(0), ..inside };
        self.selections(&field.node.selection_set.node, inside)?;
        Ok(INTROSPECTION_COST)
    }

    /// A field of the schema's schema. Each list in a list multiplies the answer without a page size.
    fn introspected(
        &mut self,
        name: &str,
        lists: u32,
        field: &'a Positioned<Field>,
        inside: Place,
    ) -> Result<u64, Refused> {
        let is_list = matches!(name, "fields" | "inputFields" | "interfaces" | "possibleTypes");
        let lists = lists + u32::from(is_list);
        if lists > INTROSPECTION_LISTS {
            let what = "many lists inside of lists of the schema";
            return Err(Refused::above(ErrorCode::QueryTooDeep, what, INTROSPECTION_LISTS).at(field.pos));
        }
        self.selections(&field.node.selection_set.node, Place { introspection: Some(lists), ..inside })?;
        Ok(0)
    }

    /// A field of the schema.
    fn known(&mut self, name: &str, field: &'a Positioned<Field>, place: Place, inside: Place) -> Result<u64, Refused> {
        let gate = self.gate;
        let known = place.on.and_then(|on| gate.index.get(on, name));
        if place.live {
            self.root_fields += u32::from(place.root.is_some());
            // A field that the schema does not have is refused by validation, which comes before anything runs.
            if let Some(known) = known {
                self.authorize(known, place.root.is_some(), field);
            }
        }
        let rows = known.map_or(1, |known| match (&known.rows, place.page) {
            (Rows::Entries { .. }, Some(page)) => page,
            // The rows of a connection are those of the lists in it.
            (Rows::Page, _) if !known.is_list => 1,
            _ => arguments::rows(&field.node, known, self.variables, gate.limits.assumed_rows),
        });
        let page = known
            .filter(|known| known.rows == Rows::Page && !known.is_list)
            .map(|known| arguments::rows(&field.node, known, self.variables, gate.limits.assumed_rows));
        let inside = Place { on: known.and_then(|known| known.answers), page, ..inside };
        let each = self.selections(&field.node.selection_set.node, inside)?;
        Ok(known.map_or(1, |known| known.weight).saturating_add(rows.saturating_mul(each)))
    }

    fn authorize(&mut self, known: &Known, at_root: bool, field: &Positioned<Field>) {
        if at_root && known.rules.is_empty() {
            let message = format!("{} carries no rule, so it is closed.", field.node.name.node);
            self.deny(Refused::new(ErrorCode::Forbidden, message).at(field.pos));
        }
        for rule in &known.rules {
            self.session_starts += u32::from(at_root && *rule == Action::SessionStart);
            self.verifications += u32::from(at_root && *rule == Action::CertificateVerify);
            if let Err(denied) = self.rights.check(*rule) {
                self.deny(Refused::denied(denied).at(field.pos));
            }
        }
    }

    fn deny(&mut self, refused: Refused) {
        if self.denied.len() < DENIED {
            self.denied.push(refused.on(&self.path));
        }
    }
}
