//! Up and down the tree, back and forth in time, and what it costs.

use super::{day, find, listed, load};
use acceptance::{World, on_both_engines};
use application::territories::{ListTerritories, Relation, TerritoryOrder, list_related_territories};
use domain::access::Actor;
use domain::territories::Territory;
use persistence::counted;
use std::sync::Arc;

/// The keys of the relatives of a key that stood on `then`, looked at from `now`.
async fn related(world: &World, relation: Relation, key: &str, then: &str, now: &str) -> Vec<String> {
    let territory = find(world, key, then).await.unwrap();
    let found =
        list_related_territories(&world.call(Actor::Anonymous), relation, &[(&territory, day(now))]).await.unwrap();
    assert_eq!(found.len(), 1);
    found[0].iter().map(|relative: &Arc<Territory>| relative.facts.key.to_string()).collect()
}

on_both_engines! {
    async fn the_tree_is_that_of_the_day(world: World) {
        load(&world).await;
        let (old, new) = ("2009-10-20", "2009-10-21");
        assert_eq!(related(&world, Relation::Parent, "05354004", old, old).await, ["05354"]);
        assert_eq!(related(&world, Relation::Ancestors, "05334004", new, new).await, ["05334", "053", "05"]);
        assert_eq!(related(&world, Relation::Parent, "05", new, new).await, [""; 0]);
        assert_eq!(related(&world, Relation::Children, "05334", new, new).await.len(), 10);
        assert_eq!(related(&world, Relation::Children, "05120", new, new).await, [""; 0]);
        let before = related(&world, Relation::Children, "053", old, old).await;
        let after = related(&world, Relation::Children, "053", old, new).await;
        assert_eq!((before.len(), after.len()), (12, 11));
        assert!(before.contains(&"05354".to_owned()) && !after.contains(&"05354".to_owned()));
        // Of what has ended the tree is that of its last day, whatever day is asked for.
        assert_eq!(related(&world, Relation::Children, "05354", old, "2024-01-01").await.len(), 9);
        assert_eq!(related(&world, Relation::Parent, "05354", old, "2024-01-01").await, ["053"]);
    }

    async fn children_stand_in_german_order(world: World) {
        load(&world).await;
        let children = related(&world, Relation::Children, "055", "2020-01-01", "2020-01-01").await;
        // Borken, Bottrop, Coesfeld, Gelsenkirchen, Münster, Recklinghausen, Steinfurt, Warendorf.
        assert_eq!(children, ["05554", "05512", "05558", "05513", "05515", "05562", "05566", "05570"]);
    }

    async fn aachen_is_followed_through_time(world: World) {
        load(&world).await;
        let (old, new) = ("2009-10-20", "2009-10-21");
        assert_eq!(related(&world, Relation::Successors, "05313", old, old).await, ["05334", "05334002"]);
        assert_eq!(related(&world, Relation::Successors, "05354", old, old).await, ["05334"]);
        assert_eq!(related(&world, Relation::Predecessors, "05334", new, new).await, ["05313", "05354"]);
        assert_eq!(related(&world, Relation::Predecessors, "05334036", new, new).await, ["05354036"]);
        assert_eq!(related(&world, Relation::Predecessors, "05120", new, new).await, [""; 0]);
        assert_eq!(related(&world, Relation::Successors, "05334", new, new).await, [""; 0]);
    }

    async fn a_relation_costs_one_statement_for_all(world: World) {
        load(&world).await;
        let filter = ListTerritories { on: Some(day("2020-01-01")), ..Default::default() };
        let hundred: Vec<_> = listed(&world, filter, TerritoryOrder::default(), 100).await.into_iter().take(100).collect();
        let of: Vec<_> = hundred.iter().map(|territory| (territory, day("2020-01-01"))).collect();
        for relation in [
            Relation::Parent,
            Relation::Ancestors,
            Relation::Children,
            Relation::Predecessors,
            Relation::Successors,
        ] {
            let call = world.call(Actor::Anonymous);
            let (found, statements) = counted(list_related_territories(&call, relation, &of)).await;
            assert_eq!(found.unwrap().len(), 100);
            assert_eq!(statements, 1, "{relation:?}");
        }
    }
}
