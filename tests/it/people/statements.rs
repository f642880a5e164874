use super::{ASSIGN, create};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::json;

const PEOPLE: &str = include_str!("../../../schema/operations/People.graphql");

on_both_engines! {
    async fn the_number_does_not_grow_with_the_rows(scene: Scene) {
        let office = global(scene.cast().remscheid.office);
        let all = json!({"filter": {}, "first": 100});
        let add = async |number: usize| {
            let person = create(&scene, json!({"givenName": format!("Kim {number}")})).await;
            let function = json!({"personId": person["id"], "organisationId": office, "role": "CLERK", "onBehalfOfId": office});
            scene.change(Who::LEAD, ASSIGN, function).await;
        };
        add(0).await;
        // The list, its count, organisations, functions, where they are held and for whom, contact points.
        assert_eq!(scene.count(Who::LEAD, PEOPLE, all.clone()).await.1, 7);
        for number in 1..40 {
            add(number).await;
        }
        let (answer, statements) = scene.count(Who::LEAD, PEOPLE, all.clone()).await;
        assert_eq!(answer["people"]["nodes"].as_array().unwrap().len(), 46);
        assert_eq!(statements, 7);
        assert_eq!(scene.count(Who::ADMIN, PEOPLE, all).await.1, 7);
    }
}
