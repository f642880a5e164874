//! One test, both databases.

use persistence::Engine;

/// What a test on both databases is given.
pub trait Given: Sized + Send {
    /// Makes one; `None` where there is no PostgreSQL.
    fn on(engine: Engine) -> impl Future<Output = Option<Self>> + Send;

    /// Where its database is, so that it can be removed after the test.
    fn address(&self) -> &str;
}

/// Makes `name::sqlite` and `name::postgres` of each test. Its argument is a [`World`](crate::World) or a
/// [`TestDatabase`](crate::TestDatabase) of its own.
#[macro_export]
macro_rules! on_both_engines {
    ($($(#[$meta:meta])* async fn $name:ident($given:ident: $kind:ty) $body:block)+) => {
        $($(#[$meta])* mod $name {
            use super::*;

            async fn test($given: $kind) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                $crate::run($crate::Engine::Sqlite, test).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                $crate::run($crate::Engine::Postgres, test).await;
            }
        })+
    };
}

/// Runs a test with what it needs, and removes its database when it passed.
pub async fn run<G: Given, F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(G) -> F) {
    let Some(given) = G::on(engine).await else { return };
    let address = given.address().to_owned();
    test(given).await;
    if engine == Engine::Postgres {
        crate::postgres::drop(&address).await;
    }
}
