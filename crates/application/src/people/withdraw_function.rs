use super::change_function::changeable;
use super::record;
use crate::{Call, Error};
use domain::people::PersonFunction;
use domain::shared::FunctionId;
use persistence::people::Functions;

/// A function that is not to begin.
#[derive(Clone, Debug)]
pub struct WithdrawFunction {
    /// Which.
    pub id: FunctionId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Withdraws a function that has not begun, and says what it would have been.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` once it has begun: then it is ended or corrected.
pub async fn withdraw_function(call: &Call, input: WithdrawFunction) -> Result<PersonFunction, Error> {
    let unit = call.begin().await?;
    let (function, permit) = changeable(call, &unit, input.id, input.expected_version).await?;
    function.check_withdrawal(call.today())?;
    Functions::remove(&unit, &[function.id]).await?;
    unit.commit([record::function_withdrawn(permit, &function)]).await?;
    Ok(function)
}
