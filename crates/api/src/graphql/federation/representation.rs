use crate::graphql::shared::AnyNodeId;
use async_graphql::{InputType, InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// A record as another subgraph names it: an object with its `__typename` and its `id`.
#[derive(Clone, Debug)]
pub(super) struct Representation {
    type_name: String,
    id: AnyNodeId,
    given: Value,
}

impl Representation {
    /// Whose record it is; an id of another type names none.
    pub(super) fn id(&self) -> AnyNodeId {
        if self.id.type_name == self.type_name { self.id.clone() } else { AnyNodeId::new("", self.id.uuid) }
    }
}

#[Scalar(name = "_Any")]
impl ScalarType for Representation {
    fn parse(value: Value) -> InputValueResult<Self> {
        let fault = || InputValueError::custom("A representation is an object with `__typename` and `id`, both text.");
        let Value::Object(fields) = &value else { return Err(fault()) };
        let Some(Value::String(type_name)) = fields.get("__typename") else { return Err(fault()) };
        let id = fields.get("id").filter(|id| matches!(id, Value::String(_))).cloned();
        let id = AnyNodeId::parse(Some(id.ok_or_else(fault)?)).map_err(|_| fault())?;
        Ok(Self { type_name: type_name.clone(), id, given: value })
    }

    fn to_value(&self) -> Value {
        self.given.clone()
    }
}
