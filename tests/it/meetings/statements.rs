//! What documents cost: one statement for each relation, however many rows (design.md 7).

use super::{PARTNER, found, item, plan, seat};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::json;

const COMMITTEES: &str = include_str!("../../../schema/operations/Committees.graphql");
const MEETINGS: &str = include_str!("../../../schema/operations/Meetings.graphql");
const DEEP: &str = "{ meetings(first: 100) { nodes { participants { membership { seat } } quorum { present } minutes { id } \
                    agenda { papers { title } resolutions { title } } } } }";

on_both_engines! {
    async fn the_number_does_not_grow_with_the_rows(scene: Scene) {
        let mut before = None;
        for number in 0..8 {
            let committee = found(&scene, &format!("Kreis {number}"), json!({})).await;
            seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
            let meeting = plan(&scene, &committee).await;
            item(&scene, &meeting, "A", true).await;
            item(&scene, &meeting, "B", true).await;
            if number == 0 {
                before = Some([
                    scene.count(Who::LEAD, COMMITTEES, json!({"first": 100})).await.1,
                    scene.count(Who::LEAD, MEETINGS, json!({"first": 100})).await.1,
                    scene.count(Who::LEAD, DEEP, json!({})).await.1,
                ]);
            }
        }
        let (answer, committees) = scene.count(Who::LEAD, COMMITTEES, json!({"first": 100})).await;
        assert_eq!(answer["committees"]["nodes"].as_array().unwrap().len(), 8);
        let (answer, meetings) = scene.count(Who::LEAD, MEETINGS, json!({"first": 100})).await;
        assert_eq!(answer["meetings"]["nodes"][7]["agenda"].as_array().unwrap().len(), 2);
        let deep = scene.count(Who::LEAD, DEEP, json!({})).await.1;
        assert_eq!(Some([committees, meetings, deep]), before);
        // The list, its count, the organisations, the meetings.
        assert_eq!(committees, 4);
        // The list, its count, the committees, the agendas, the resolutions.
        assert_eq!(meetings, 5);
        assert_eq!(scene.count(PARTNER, MEETINGS, json!({"first": 100})).await.1, 5);
    }
}
