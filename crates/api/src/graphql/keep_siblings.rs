//! Errors of root fields take along no more than they must.

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::{ContainerType, resolve_container};
use async_graphql::{Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult, Value};
use std::borrow::Cow;

/// A root type whose nullable fields are `null` when they fail, beside the others. By itself the library lets the error
/// of a resolver that answers `Result<Option<_>>` end the whole selection set, although the specification (6.4.4) says
/// that it ends at the nearest field that may be null.
#[derive(Clone, Copy, Debug, Default)]
pub struct KeepSiblings<T>(T);

impl<T: ObjectType> OutputType for KeepSiblings<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<T: ObjectType> ContainerType for KeepSiblings<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        match self.0.resolve_field(ctx).await {
            Err(error) if is_nullable::<T>(ctx) => {
                ctx.add_error(error);
                Ok(Some(Value::Null))
            }
            other => other,
        }
    }
}

impl<T: ObjectType> ObjectType for KeepSiblings<T> {}

fn is_nullable<T: ObjectType>(ctx: &Context<'_>) -> bool {
    let root = ctx.schema_env.registry.types.get(&*T::type_name());
    let field = root.and_then(|root| root.field_by_name(&ctx.item.node.name.node));
    field.is_some_and(|field| !field.ty.ends_with('!'))
}
