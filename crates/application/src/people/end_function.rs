use super::change_function::changeable;
use super::record;
use crate::{Call, Error};
use domain::people::PersonFunction;
use domain::shared::{Date, FunctionId};
use persistence::people::Functions;

/// A function that ends.
#[derive(Clone, Debug)]
pub struct EndFunction {
    /// Which.
    pub id: FunctionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Its last day; today without a day.
    pub on: Option<Date>,
}

/// Ends a function with a day.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it has ended by then, `END_BEFORE_START`.
pub async fn end_function(call: &Call, input: EndFunction) -> Result<PersonFunction, Error> {
    let unit = call.begin().await?;
    let (before, permit) = changeable(call, &unit, input.id, input.expected_version).await?;
    let mut after = before.clone().end(input.on.unwrap_or_else(|| call.today()))?;
    after.version += 1;
    after.updated_at = unit.now();
    Functions::update(&unit, &after, before.version).await?;
    unit.commit([record::function_changed(permit, "function.ended", Some(&before), &after)]).await?;
    Ok(after)
}
