//! What documents cost: one statement for each relation, however many rows (design.md 7).

use super::{create, department};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use serde_json::json;

const ASSIGN: &str = include_str!("../../../schema/operations/AssignFunction.graphql");
const LIST: &str = include_str!("../../../schema/operations/Organisations.graphql");
const TREE: &str = include_str!("../../../schema/operations/OrganisationTree.graphql");
const AS_OF: &str = include_str!("../../../schema/operations/OrganisationsAsOf.graphql");
const THREE_LEVELS: &str = include_str!("../../../schema/operations/TerritoriesOrganisationsPeople.graphql");

/// As [`THREE_LEVELS`], with everybody whose record an organisation keeps.
const PEOPLE_TOO: &str = "query($first: Int) { territories(filter: {level: DISTRICT}, first: $first) { nodes { key \
                          organisations(first: 10) { name people(first: 10) { displayName } \
                          personFunctions(first: 10) { role person { displayName } } } } } }";

on_both_engines! {
    async fn the_number_does_not_grow_with_the_rows(scene: Scene) {
        let all = json!({"filter": {}, "asOf": "2020-03-03", "first": 100});
        // The list, its count and contact points.
        assert_eq!(scene.count(Who::Stranger, LIST, all.clone()).await.1, 3);
        for number in 0..40 {
            let parent = create(&scene, department(&format!("Amt {number}"), json!({"territoryKeys": ["05120"]}))).await;
            create(&scene, department(&format!("Team {number}"), json!({"parentId": parent["id"]}))).await;
        }
        let (answer, statements) = scene.count(Who::Stranger, LIST, all.clone()).await;
        assert_eq!(answer["organisations"]["nodes"].as_array().unwrap().len(), 86);
        // Parents as well, now that there are some.
        assert_eq!(statements, 4);
        // The list and two levels of parts.
        assert_eq!(scene.count(Who::Stranger, TREE, json!({"filter": {}, "first": 100})).await.1, 3);
        // Stages and organisations, the count, sponsors, nobody merged, the history of those who are seen.
        assert_eq!(scene.count(Who::LEAD, AS_OF, all).await.1, 6);
    }

    async fn three_levels_cost_one_statement_for_each_relation(scene: Scene) {
        let member = scene.cast().member(Role::OfficeStaff, "remscheid");
        let function = json!({"personId": global(member.person), "organisationId": global(member.organisation), "role": "CLERK"});
        scene.change(Who::LEAD, ASSIGN, function).await;
        let variables = json!({"first": 60, "organisations": 10, "people": 10});
        for who in [Who::ADMIN, Who::LEAD] {
            let (answer, statements) = scene.count(who, THREE_LEVELS, variables.clone()).await;
            assert_eq!(answer["territories"]["nodes"].as_array().unwrap().len(), 53);
            // Territories, organisations, functions, and the people who hold them.
            assert_eq!(statements, 4, "{who:?}");
        }
        assert_eq!(scene.count(Who::LEAD, PEOPLE_TOO, variables.clone()).await.1, 5);
        let over_http = scene.get(Who::LEAD, PEOPLE_TOO, variables).await;
        let count = |key: &str, of: &str| -> usize {
            let city = over_http["nodes"].as_array().unwrap().iter().find(|node| node["key"] == key).unwrap();
            city["organisations"].as_array().unwrap().iter().map(|it| it[of].as_array().unwrap().len()).sum()
        };
        assert_eq!((count("05120", "people"), count("05120", "personFunctions")), (6, 1));
        assert_eq!((count("05915", "people"), count("05915", "personFunctions")), (0, 0));
    }
}
