use crate::graphql::shared::{Enum, LocalDate, NodeId, edit};
use application::people as verbs;
use async_graphql::{InputObject, MaybeUndefined};
use domain::people::FunctionRole;
use domain::shared::{FunctionId, OrganisationId, PersonId};

/// A function that a person is to hold (German: neue Funktion).
#[derive(Debug, InputObject)]
pub(crate) struct AssignFunctionInput {
    /// Who.
    person_id: NodeId<PersonId>,
    /// In which organisation (German: Organisation).
    organisation_id: NodeId<OrganisationId>,
    /// As what (German: Rolle).
    role: Enum<FunctionRole>,
    /// What it is called on the spot (German: örtliche Bezeichnung).
    local_label: Option<String>,
    /// The first day; today unless given (German: von).
    from: Option<LocalDate>,
    /// The last day; it lasts unless given (German: bis).
    until: Option<LocalDate>,
    /// For which other organisation the person acts (German: in Vertretung von).
    on_behalf_of_id: Option<NodeId<OrganisationId>>,
}

impl From<AssignFunctionInput> for verbs::AssignFunction {
    fn from(input: AssignFunctionInput) -> Self {
        Self {
            person: input.person_id.0,
            organisation: input.organisation_id.0,
            role: input.role.0,
            local_label: input.local_label,
            from: input.from.map(|day| day.0),
            until: input.until.map(|day| day.0),
            on_behalf_of: input.on_behalf_of_id.map(|id| id.0),
        }
    }
}

/// A function that ends (German: Ende einer Funktion).
#[derive(Debug, InputObject)]
pub(crate) struct EndFunctionInput {
    /// Which function.
    pub(super) id: NodeId<FunctionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
    /// Its last day, which may still be to come; today unless given (German: letzter Tag).
    on: Option<LocalDate>,
}

impl From<EndFunctionInput> for verbs::EndFunction {
    fn from(input: EndFunctionInput) -> Self {
        let EndFunctionInput { id, expected_version, on } = input;
        Self { id: id.0, expected_version, on: on.map(|day| day.0) }
    }
}

/// A correction of what was recorded about a function. What is left out stays as it is; `null` clears a field that may
/// be empty (German: Berichtigung einer Funktion).
#[derive(Debug, InputObject)]
pub(crate) struct CorrectFunctionInput {
    /// Which function.
    pub(super) id: NodeId<FunctionId>,
    /// The version that the correction was made from (German: Version).
    expected_version: i64,
    /// As what (German: Rolle).
    role: Option<Enum<FunctionRole>>,
    /// What it is called on the spot (German: örtliche Bezeichnung).
    local_label: MaybeUndefined<String>,
    /// The first day (German: von).
    from: Option<LocalDate>,
    /// The last day (German: bis).
    until: MaybeUndefined<LocalDate>,
    /// For which other organisation the person acts (German: in Vertretung von).
    on_behalf_of_id: MaybeUndefined<NodeId<OrganisationId>>,
}

impl From<CorrectFunctionInput> for verbs::CorrectFunction {
    fn from(input: CorrectFunctionInput) -> Self {
        Self {
            id: input.id.0,
            expected_version: input.expected_version,
            role: input.role.map(|role| role.0),
            local_label: edit(input.local_label, |text| text),
            from: input.from.map(|day| day.0),
            until: edit(input.until, |day| day.0),
            on_behalf_of: edit(input.on_behalf_of_id, |id| id.0),
        }
    }
}

/// A function that is not to begin (German: Rücknahme einer Funktion).
#[derive(Debug, InputObject)]
pub(crate) struct WithdrawFunctionInput {
    /// Which function.
    pub(super) id: NodeId<FunctionId>,
    /// The version that the caller saw (German: Version).
    expected_version: i64,
}

impl From<WithdrawFunctionInput> for verbs::WithdrawFunction {
    fn from(input: WithdrawFunctionInput) -> Self {
        Self { id: input.id.0, expected_version: input.expected_version }
    }
}
