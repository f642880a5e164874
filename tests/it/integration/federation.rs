//! The platform as a subgraph of a federated graph.

use acceptance::{NodePackage, Scene, Site, Who, World, global, on_both_engines};
use api::gate::Introspection;
use api::http::HttpSettings;
use domain::access::Role;
use domain::shared::OrganisationId;
use serde_json::{Value, json};
use uuid::Uuid;

const ENTITIES: &str = "query($of: [_Any!]!) { _entities(representations: $of) { __typename } }";

fn named(type_name: &str, id: &str) -> Value {
    json!({"__typename": type_name, "id": id})
}

on_both_engines! {
    async fn a_gateway_composes_it_with_another_graph(scene: Scene) {
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let own = global(scene.cast().remscheid.office);
        let nobody = global(OrganisationId::from(Uuid::nil()));
        let url = scene.site().url("");
        let clients = NodePackage::installed("clients").await;
        let said = clients.run("federation.mjs", &[&url, &token, &own, &nobody]).await.unwrap();
        let steps: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let sdl = scene.get(Who::LEAD, "{ _service { sdl } }", json!({})).await;
        let keys = sdl["sdl"].as_str().unwrap().matches(" @key(fields: \"id\")").count();
        let expected = [
            json!({"step": "composed", "value": keys}),
            json!({"step": "ours by key", "value": ["Bildungsbüro Remscheid", null]}),
            json!({"step": "missing", "value": ["favourites.1.name"]}),
            json!({"step": "theirs by key", "value": true}),
            json!({"step": "of another type", "value": [null, "Organisation"]}),
            json!({"step": "malformed", "value": "INVALID"}),
            json!({"step": "too many", "value": "INVALID"}),
        ];
        assert_eq!(steps, expected, "{said}");
        let nodes = scene.get(Who::LEAD, "{ __type(name: \"Node\") { possibleTypes { name } } }", json!({})).await;
        assert_eq!(keys, nodes["possibleTypes"].as_array().unwrap().len(), "a key for every type with a global id");
    }

    async fn what_the_viewer_may_not_see_is_not_told_by_its_key(scene: Scene) {
        let id_of = |place: &str| {
            let lead = scene.cast().member(Role::OfficeLead, place);
            named("Person", &global(lead.person))
        };
        let of = json!({"of": [id_of("remscheid"), id_of("hamm")]});
        let seen = scene.get(Who::LEAD, ENTITIES, of.clone()).await;
        assert_eq!(seen, json!([{"__typename": "Person"}, null]));
        let seen = scene.get(Who::FOREIGN, ENTITIES, of.clone()).await;
        assert_eq!(seen, json!([null, {"__typename": "Person"}]));
        assert_eq!(scene.get(Who::Stranger, ENTITIES, of).await, json!([null, null]));
    }

    async fn many_keys_cost_a_statement_for_each_kind(scene: Scene) {
        let people = scene.cast().members.iter().map(|member| named("Person", &global(member.person)));
        let of: Vec<Value> = people.chain([named("Organisation", &global(scene.cast().remscheid.office))]).collect();
        assert!(of.len() > 10);
        let (_, few) = scene.count(Who::ADMIN, ENTITIES, json!({"of": [of[0], of[of.len() - 1]]})).await;
        let (answer, many) = scene.count(Who::ADMIN, ENTITIES, json!({"of": of})).await;
        assert_eq!(answer["_entities"].as_array().unwrap().len(), of.len());
        assert_eq!(few, many);
    }

    async fn the_subgraph_is_not_shown_where_the_schema_is_not(world: World) {
        let settings = HttpSettings { introspection: Introspection::SignedIn, ..HttpSettings::default() };
        let site = Site::with(world, settings).await;
        let answer = site.ask("{ _service { sdl } }").await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INTROSPECTION_DISABLED");
    }
}
