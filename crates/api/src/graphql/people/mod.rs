//! People and the functions that they hold (German: Personen und Funktionen).

mod function;
mod function_inputs;
mod function_mutations;
mod inputs;
mod mutations;
mod queries;
mod types;

pub(crate) use function::PersonFunction;
pub(crate) use function_mutations::FunctionMutations;
pub(crate) use mutations::PersonMutations;
pub(crate) use queries::PersonQueries;
pub(crate) use types::Person;
