use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::access::Action;

/// An action of the access table, spelled `noun:verb`, for instance `organisation:update`. `schema/authorization.txt`
/// lists all of them with the reach of every role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ActionCode(pub(crate) Action);

#[Scalar(name = "Action")]
impl ScalarType for ActionCode {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(code) = &value else { return Err(InputValueError::expected_type(value)) };
        Action::find(code).map(Self).ok_or_else(|| {
            InputValueError::custom(format!("there is no action {code:?}; schema/authorization.txt lists them"))
        })
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.code().to_owned())
    }
}
