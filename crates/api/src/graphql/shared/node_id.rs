//! Global ids: opaque outside, typed inside.

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::{
    ContextSelectionSet, ID, InputType, InputValueError, InputValueResult, OutputType, Positioned, ServerResult, Value,
};
use domain::shared::{Id, global_id, read_global_id};
use std::borrow::Cow;
use uuid::Uuid;

/// The id of a record of one type. One that is malformed or belongs to another type is read as the id of a record
/// that does not exist, so that it answers exactly like an unknown one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct NodeId<I>(pub(crate) I);

/// The id of a record of any type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct AnyNodeId {
    /// The type; empty for a malformed id.
    pub(crate) type_name: String,
    /// The record.
    pub(crate) uuid: Uuid,
}

impl AnyNodeId {
    /// The id of a record that is known by its type's name.
    pub(crate) fn new(type_name: impl Into<String>, uuid: Uuid) -> Self {
        Self { type_name: type_name.into(), uuid }
    }

    /// The record's id if it is of this type.
    pub(crate) fn of<I: Id>(&self) -> Option<I> {
        (self.type_name == I::TYPE).then(|| I::from(self.uuid))
    }

    /// As it is spelled outside.
    pub(crate) fn write(&self) -> String {
        global_id(&self.type_name, self.uuid)
    }

    fn read(text: &str) -> Self {
        read_global_id(text).map_or_else(|| Self::new("", Uuid::nil()), |(type_name, uuid)| Self { type_name, uuid })
    }
}

impl<I: Id> NodeId<I> {
    fn any(self) -> AnyNodeId {
        AnyNodeId::new(I::TYPE, self.0.into())
    }
}

impl<I: Id> From<AnyNodeId> for NodeId<I> {
    fn from(id: AnyNodeId) -> Self {
        Self(id.of().unwrap_or_else(|| I::from(Uuid::nil())))
    }
}

macro_rules! id_scalar {
    ([$($generics:tt)*] $type:ty, $any:expr) => {
        impl<$($generics)*> InputType for $type {
            type RawValueType = Self;

            fn type_name() -> Cow<'static, str> {
                <ID as InputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <ID as InputType>::create_type_info(registry)
            }

            fn parse(value: Option<Value>) -> InputValueResult<Self> {
                match value {
                    Some(Value::String(text)) => Ok(AnyNodeId::read(&text).into()),
                    other => Err(InputValueError::expected_type(other.unwrap_or_default())),
                }
            }

            fn to_value(&self) -> Value {
                Value::String($any(self).write())
            }

            fn as_raw_value(&self) -> Option<&Self> {
                Some(self)
            }
        }

        impl<$($generics)*> OutputType for $type {
            fn type_name() -> Cow<'static, str> {
                <ID as OutputType>::type_name()
            }

            fn create_type_info(registry: &mut Registry) -> String {
                <ID as OutputType>::create_type_info(registry)
            }

            async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
                Ok(Value::String($any(self).write()))
            }
        }
    };
}

id_scalar!([] AnyNodeId, |id: &AnyNodeId| id.clone());
id_scalar!([I: Id] NodeId<I>, |id: &NodeId<I>| id.any());

#[cfg(test)]
mod tests {
    use super::*;
    use domain::shared::{OrganisationId, PersonId};

    #[test]
    fn an_id_is_read_back_only_as_its_own_type() {
        let id = NodeId(OrganisationId::from(Uuid::from_u128(7)));
        let text = id.to_value();
        assert_eq!(NodeId::<OrganisationId>::parse(Some(text.clone())).unwrap(), id);
        assert_eq!(NodeId::<PersonId>::parse(Some(text)).unwrap().0.uuid(), Uuid::nil());
    }

    #[test]
    fn whatever_a_stranger_sends_is_an_unknown_id_and_no_fault() {
        for text in ["", "x", "öäü", "AAAA", "00000000-0000-0000-0000-000000000000", "%00"] {
            let read = NodeId::<PersonId>::parse(Some(Value::String(text.to_owned())));
            assert_eq!(read.unwrap().0.uuid(), Uuid::nil(), "{text}");
        }
    }
}
