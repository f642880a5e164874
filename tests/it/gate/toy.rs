//! A small schema in place of the platform's, with fields that misbehave.

use acceptance::{Site, World};
use api::gate::{authorized, cost};
use api::http::HttpSettings;
use application::Call;
use async_graphql::{Context, EmptySubscription, Error, ErrorExtensions, Object, Result, Schema, SimpleObject};
use domain::access::{Action, Owner};
use domain::shared::AccountId;
use persistence::{Change, StoreError};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use uuid::Uuid;

#[derive(SimpleObject)]
struct Thing {
    name: &'static str,
    #[graphql(directive = authorized::apply(Action::PersonReadContact))]
    email: &'static str,
}

struct Query;

const fn nothing() -> Option<i32> {
    None
}

#[Object]
impl Query {
    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn thing(&self) -> Thing {
        Thing { name: "a thing", email: "kim@beispiel.example" }
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn things(&self, first: Option<i32>) -> Vec<Thing> {
        (0..first.unwrap_or(25)).map(|_| Thing { name: "one of many", email: "" }).collect()
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn later(&self) -> &str {
        tokio::time::sleep(Duration::from_millis(50)).await;
        "later"
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn echo(&self, number: Option<i32>, text: Option<String>) -> String {
        format!("{number:?} {text:?}")
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn language(&self, ctx: &Context<'_>) -> String {
        format!("{:?}", ctx.data_unchecked::<Arc<Call>>().language())
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn who(&self, ctx: &Context<'_>) -> String {
        let account = ctx.data_unchecked::<Arc<Call>>().actor().account();
        account.map_or_else(|| "nobody".to_owned(), |account| account.id.to_string())
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn panicking(&self) -> i32 {
        nothing().expect("the secret of the panic")
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn failing(&self) -> Option<Result<i32>> {
        // A `Result<Option<_>>` would take the whole parent along: only an `Option` outside catches the error.
        Some(Err(Error::new_with_source(io::Error::other("the secret of the fault"))))
    }

    #[graphql(directive = authorized::apply(Action::TerritoryRead), directive = cost::apply(90_000, None))]
    async fn dear(&self) -> i32 {
        1
    }

    async fn forgotten(&self) -> i32 {
        1
    }
}

/// An error of the database, with its code where it was expected.
fn coded(error: StoreError) -> Error {
    match error {
        StoreError::Refused(refusal) => {
            Error::new(refusal.code.code()).extend_with(|_, extensions| extensions.set("code", refusal.code.code()))
        }
        other => other.into(),
    }
}

/// How often the mutations were carried out.
#[derive(Clone, Default)]
pub(super) struct Count(Arc<AtomicU32>);

impl Count {
    pub(super) fn get(&self) -> u32 {
        self.0.load(Ordering::SeqCst)
    }
}

struct Mutation(Count);

#[Object]
impl Mutation {
    /// Says how often it was carried out, and leaves an entry in the audit.
    #[graphql(directive = authorized::apply(Action::SessionStart))]
    async fn count(&self, ctx: &Context<'_>, by: Option<u32>, secret: Option<bool>, slow: Option<bool>) -> Result<u32> {
        let call = ctx.data_unchecked::<Arc<Call>>();
        if secret == Some(true) {
            call.answer_is_secret();
        }
        let permit = call.permit(Action::SessionStart, &Owner::NOBODY)?;
        let unit = call.begin().await?;
        if slow == Some(true) {
            tokio::time::sleep(Duration::from_millis(600)).await;
        }
        let by = by.unwrap_or(1);
        let change = Change::new(permit, "toy.counted", AccountId::from(Uuid::from_u128(1)), Owner::NOBODY);
        unit.commit([change.field("by", None, Some(by))]).await.map_err(coded)?;
        Ok(self.0.0.fetch_add(by, Ordering::SeqCst) + by)
    }
}

/// A site with this schema.
pub(super) async fn site(world: World, settings: HttpSettings) -> (Site, Count) {
    let count = Count::default();
    let schema = Schema::build(Query, Mutation(count.clone()), EmptySubscription).finish();
    let sdl = schema.sdl();
    (Site::serving(world, schema, sdl, settings).await, count)
}
