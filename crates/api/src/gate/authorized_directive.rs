//! `@authorized(...)`: the line of the access table that guards a field, printed in the SDL and enforced from there.

use async_graphql::TypeDirective;
use async_graphql::registry::{MetaDirectiveInvocation, Registry, location_traits};
use domain::access::{Action, Opening, Reach, Role};
use std::borrow::Cow;

/// The name of the directive.
pub(crate) const NAME: &str = "authorized";
/// The argument that names the action.
pub(crate) const ACTION: &str = "action";

/// Who may use this field. A request that selects it without the right is refused before anything runs.
#[TypeDirective(name = "authorized", location = "FieldDefinition")]
fn printed(
    #[graphql(desc = "The action in the access table, `noun:verb`.")] action: String,
    #[graphql(desc = "Who may use it without any role: `public` everybody, `community` everybody signed in, \
                      `signed-in` everybody for what is their own. Left out: nobody.")]
    open: Option<String>,
    #[graphql(desc = "Roles that reach everything.")] everywhere: Option<Vec<String>>,
    #[graphql(desc = "Roles that reach the territories which their organisation serves.")] territory: Option<
        Vec<String>,
    >,
    #[graphql(desc = "Roles that reach what belongs to their organisation.")] organisation: Option<Vec<String>>,
    #[graphql(desc = "Roles that reach the bodies and cases they belong to.")] member: Option<Vec<String>>,
    #[graphql(desc = "Roles that reach what is their own.")] own: Option<Vec<String>>,
) {
}

/// The attribute of a guarded field: `#[graphql(directive = authorized::apply(Action::PersonRead))]`.
#[derive(Clone, Copy, Debug)]
#[expect(non_camel_case_types, reason = "async-graphql takes only `<type>::apply(..)`, and it reads as the SDL does")]
pub struct authorized;

impl authorized {
    /// The directive with everything that the access table says about the action. What is open to everybody alike
    /// lists no roles, for they add nothing to it.
    pub fn apply(action: Action) -> MetaDirectiveInvocation {
        let open_to_all = matches!(action.opening(), Opening::Public | Opening::Community);
        let roles = |reach: Reach| {
            let roles = Role::ALL.iter().filter(|role| !open_to_all && action.reach(**role) == reach);
            Some(roles.map(|role| role.code().to_owned()).collect::<Vec<_>>()).filter(|roles| !roles.is_empty())
        };
        printed::apply(
            action.code().to_owned(),
            Some(action.opening())
                .filter(|opening| *opening != Opening::Closed)
                .map(|opening| opening.code().to_owned()),
            roles(Reach::Everywhere),
            roles(Reach::Territory),
            roles(Reach::Organisation),
            roles(Reach::Member),
            roles(Reach::Own),
        )
    }
}

impl async_graphql::TypeDirective for authorized {
    fn name(&self) -> Cow<'static, str> {
        printed.name()
    }

    fn register(&self, registry: &mut Registry) {
        printed.register(registry);
    }
}

impl location_traits::Directive_At_FIELD_DEFINITION for authorized {}

#[cfg(test)]
mod tests {
    use super::authorized;
    use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
    use domain::access::Action;

    struct Query;

    #[Object]
    impl Query {
        #[graphql(directive = authorized::apply(Action::TerritoryRead))]
        async fn territory(&self) -> i32 {
            0
        }

        #[graphql(directive = authorized::apply(Action::OrganisationCreate))]
        async fn organisation(&self) -> i32 {
            0
        }

        #[graphql(directive = authorized::apply(Action::AccountOwn))]
        async fn me(&self) -> i32 {
            0
        }
    }

    #[test]
    fn the_sdl_prints_the_line_of_the_access_table() {
        let sdl = Schema::new(Query, EmptyMutation, EmptySubscription).sdl();
        assert!(sdl.contains(r#"territory: Int! @authorized(action: "territory:read", open: "public")"#), "{sdl}");
        assert!(
            sdl.contains(
                r#"organisation: Int! @authorized(action: "organisation:create", everywhere: ["TRANSFERAGENTUR_ADMIN", "TRANSFERAGENTUR_STAFF"], territory: ["MUNICIPALITY_LEAD", "OFFICE_LEAD"])"#
            ),
            "{sdl}"
        );
        assert!(
            sdl.contains(r#"@authorized(action: "account:own", open: "signed-in", own: ["TRANSFERAGENTUR_ADMIN""#),
            "{sdl}"
        );
        assert!(sdl.contains("directive @authorized(action: String!, open: String, everywhere: [String!]"), "{sdl}");
    }
}
