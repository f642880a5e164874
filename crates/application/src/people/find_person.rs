use crate::{Call, Error};
use domain::access::Action;
use domain::people::{Person, PersonFunction};
use domain::shared::{FunctionId, PersonId};
use persistence::people::{Functions, People};
use std::collections::HashMap;

/// A person; `None` when they do not exist or the caller may not see them.
///
/// # Errors
/// When the database does not answer.
pub async fn find_person(call: &Call, id: PersonId) -> Result<Option<Person>, Error> {
    Ok(People::of(call.database()).find(&call.visibility(Action::PersonRead), id).await?)
}

/// Those of these people who exist and whom the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn find_people(
    call: &Call,
    ids: impl IntoIterator<Item = PersonId>,
) -> Result<HashMap<PersonId, Person>, Error> {
    Ok(People::of(call.database()).find_many(&call.visibility(Action::PersonRead), ids).await?)
}

/// A function; `None` when it does not exist or the caller may not see its person.
///
/// # Errors
/// When the database does not answer.
pub async fn find_function(call: &Call, id: FunctionId) -> Result<Option<PersonFunction>, Error> {
    Ok(Functions::of(call.database()).find(&call.visibility(Action::PersonRead), id).await?)
}

/// Those of these functions whose people the caller sees.
///
/// # Errors
/// When the database does not answer.
pub async fn find_functions(call: &Call, ids: &[FunctionId]) -> Result<HashMap<FunctionId, PersonFunction>, Error> {
    Ok(Functions::of(call.database()).find_many(&call.visibility(Action::PersonRead), ids).await?)
}
