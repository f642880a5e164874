//! The domain's enums in the schema: their values and meanings stand in the domain and are not said again.

use async_graphql::indexmap::IndexMap;
use async_graphql::parser::types::Field;
use async_graphql::registry::{EnumBuilder, MetaEnumValue, MetaType, MetaTypeId, Registry};
use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, Name, OutputType, Positioned, ServerResult,
    Value,
};
use domain::shared::Coded;
use std::borrow::Cow;

/// An enum of the domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Enum<T>(pub(crate) T);

impl<T: Coded> Enum<T> {
    fn definition() -> MetaType {
        let values = T::values().iter().map(|value| {
            let mut definition = MetaEnumValue::new(value.code());
            definition.description = Some(value.meaning());
            (value.code().to_owned(), definition)
        });
        EnumBuilder::new(T::NAME, values.collect::<IndexMap<_, _>>())
            .description(Some(T::MEANING.trim().to_owned()))
            .rust_typename(std::any::type_name::<Self>())
            .build()
    }

    fn value(self) -> Value {
        Value::Enum(Name::new(self.0.code()))
    }
}

impl<T: Coded> InputType for Enum<T> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_input_type::<Self, _>(MetaTypeId::Enum, |_| Self::definition())
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        // A literal is an enum, a variable of the request's JSON is a string.
        let code = match &value {
            Some(Value::Enum(name)) => name.as_str(),
            Some(Value::String(text)) => text,
            _ => return Err(InputValueError::expected_type(value.unwrap_or_default())),
        };
        T::values()
            .iter()
            .copied()
            .find(|known| known.code() == code)
            .map(Self)
            .ok_or_else(|| InputValueError::custom(format!("{} has no value {code:?}", T::NAME)))
    }

    fn to_value(&self) -> Value {
        self.value()
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}

impl<T: Coded> OutputType for Enum<T> {
    fn type_name() -> Cow<'static, str> {
        T::NAME.into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Enum, |_| Self::definition())
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(self.value())
    }
}
