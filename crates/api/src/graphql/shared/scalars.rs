use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use domain::shared::{Date, Timestamp};

/// An instant in UTC by RFC 3339, cut to microseconds, for instance `2020-03-03T08:00:00.000000Z`. Any offset is
/// accepted in input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DateTime(pub(crate) Timestamp);

#[Scalar(specified_by_url = "https://www.rfc-editor.org/rfc/rfc3339")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        Timestamp::parse(text)
            .map(Self)
            .map_err(|_| InputValueError::custom(format!("{text:?} is not an instant like 2020-03-03T08:00:00Z")))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// A local date in North Rhine-Westphalia by ISO 8601, for instance `2020-03-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LocalDate(pub(crate) Date);

#[Scalar]
impl ScalarType for LocalDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        // Only the plain form: a date with a time or in the basic format would be read differently by others.
        let plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
        text.parse()
            .ok()
            .filter(|_| plain)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("{text:?} is not a date like 2020-03-03")))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
