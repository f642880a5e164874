//! The index says what the records say, whatever happened to them.

use super::{find, ids};
use crate::{networks, organisations};
use acceptance::{Scene, Who, World, global, on_both_engines};
use application::search::{check_search_index, rebuild_search_index};
use application::worlds::make_demo_world;
use domain::access::Actor;
use serde_json::json;

on_both_engines! {
    async fn a_rebuild_finds_nothing_to_mend(world: World) {
        assert!(make_demo_world(&world.call(Actor::System)).await.unwrap());
        let check = check_search_index(world.platform(), &|_, _| {}).await.unwrap();
        assert!(check.records > 20, "{check:?}");
        assert_eq!(check.stale, 0);
        assert_eq!(rebuild_search_index(world.platform(), &|_, _| {}).await.unwrap(), check.records);
        assert_eq!(check_search_index(world.platform(), &|_, _| {}).await.unwrap(), check);
    }

    async fn a_rebuild_changes_no_answer(scene: Scene) {
        for (name, visibility) in [("Quellwort eins", "PUBLIC"), ("Quellwort zwei", "MEMBERS")] {
            networks::found(&scene, name, json!({"visibility": visibility})).await;
        }
        let before = (find(&scene, Who::LEAD, "quellwort").await, find(&scene, Who::Stranger, "quellwort").await);
        rebuild_search_index(scene.world().platform(), &|_, _| {}).await.unwrap();
        assert_eq!((find(&scene, Who::LEAD, "quellwort").await, find(&scene, Who::Stranger, "quellwort").await), before);
    }

    async fn what_an_organisation_keeps_moves_with_it(scene: Scene) {
        networks::found(&scene, "Quellwort", json!({})).await;
        let read = "query($id: ID!) { organisation(id: $id) { id version } }";
        let office = scene.get(Who::ADMIN, read, json!({"id": global(scene.cast().remscheid.office)})).await;
        assert!(ids(&scene, Who::FOREIGN, "quellwort").await.is_empty());
        let moved = json!({"id": office["id"], "expectedVersion": office["version"], "districtKey": "05915",
                           "territoryKeys": ["05915"]});
        scene.change(Who::ADMIN, organisations::UPDATE, moved).await;
        assert_eq!(ids(&scene, Who::FOREIGN, "quellwort").await.len(), 1, "it lies in Hamm now");
        let check = check_search_index(scene.world().platform(), &|_, _| {}).await.unwrap();
        assert_eq!(check.stale, 0);
    }

    async fn changes_at_the_same_time_leave_the_index_right(scene: Scene) {
        let networks = futures::future::join_all((0..4).map(|number| {
            let scene = &scene;
            async move { networks::found(scene, &format!("Quellwort {number}"), json!({})).await }
        }))
        .await;
        let edits = networks.iter().flat_map(|network| [(network, "Eins"), (network, "Zwei")]).map(|(network, name)| {
            let profile = networks::profile(&format!("Quellwort {name}"), json!({}));
            let input = networks::change_of(network, json!({"profile": profile}));
            scene.ask(Who::LEAD, networks::UPDATE, json!({"input": input}))
        });
        let rebuild = rebuild_search_index(scene.world().platform(), &|_, _| {});
        let (_, rebuilt) = futures::future::join(futures::future::join_all(edits), rebuild).await;
        rebuilt.unwrap();
        let check = check_search_index(scene.world().platform(), &|_, _| {}).await.unwrap();
        assert_eq!(check.stale, 0);
        assert_eq!(ids(&scene, Who::LEAD, "quellwort").await.len(), 4);
    }
}
