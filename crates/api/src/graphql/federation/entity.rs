use crate::graphql::node::Node;
use async_graphql::indexmap::IndexSet;
use async_graphql::parser::types::Field;
use async_graphql::registry::{MetaType, MetaTypeId, Registry};
use async_graphql::{ContextSelectionSet, OutputType, Positioned, ServerResult, Value};
use std::borrow::Cow;

/// A record that other subgraphs know by its id: the union of all types behind [`Node`].
pub(super) struct Entity(pub(super) Node);

impl OutputType for Entity {
    fn type_name() -> Cow<'static, str> {
        "_Entity".into()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        registry.create_output_type::<Self, _>(MetaTypeId::Union, |registry| {
            <Node as OutputType>::create_type_info(registry);
            let possible_types = match registry.types.get(&*<Node as OutputType>::type_name()) {
                Some(MetaType::Interface { possible_types, .. }) => possible_types.clone(),
                _ => IndexSet::default(),
            };
            MetaType::Union {
                name: Self::type_name().into_owned(),
                description: Some("A record that a gateway asks for by its key (German: Datensatz).".to_owned()),
                possible_types,
                visible: None,
                inaccessible: false,
                tags: Vec::new(),
                rust_typename: Some(std::any::type_name::<Self>()),
                directive_invocations: Vec::new(),
            }
        })
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, field: &Positioned<Field>) -> ServerResult<Value> {
        self.0.resolve(ctx, field).await
    }
}
