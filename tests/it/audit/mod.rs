//! The audit as a whole.

use acceptance::{World, on_both_engines};
use application::audit::verify_audit;
use domain::access::Actor;

on_both_engines! {
    async fn an_empty_chain_is_whole(world: World) {
        let found = verify_audit(&world.call(Actor::System)).await.unwrap();
        assert_eq!((found.entries, found.broken_at), (0, None));
    }

    async fn strangers_may_not_verify_it(world: World) {
        assert!(verify_audit(&world.call(Actor::Anonymous)).await.is_err());
    }
}
