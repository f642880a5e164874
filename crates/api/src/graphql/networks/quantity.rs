use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::networks::Quantity as Number;
use domain::shared::Language;

/// An exact decimal number as text, with at most three places after the point, for instance `"12.5"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quantity(pub(crate) Number);

#[Scalar]
impl ScalarType for Quantity {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        Number::parse(text).map(Self).map_err(|refusal| InputValueError::custom(refusal.message(Language::English)))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
