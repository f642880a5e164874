use super::{CLOSE, UPDATE, change_of, create, department, listed, names, read};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const AS_OF: &str = include_str!("../../../schema/operations/OrganisationsAsOf.graphql");

async fn on(scene: &Scene, day: &str, filter: Value) -> Value {
    scene.get(Who::LEAD, AS_OF, json!({"asOf": day, "filter": filter})).await
}

on_both_engines! {
    async fn what_it_was_can_be_read_for_every_day(scene: Scene) {
        let fields = json!({"validFrom": "2010-08-01", "functions": ["SCHOOL_CARRIER"], "territoryKeys": ["05120"]});
        let made = create(&scene, department("Schulverwaltungsamt", fields)).await;
        let renamed = json!({"name": "Fachdienst Bildung", "functions": ["EDUCATION_MANAGEMENT"], "effectiveFrom": "2015-01-01"});
        let changed = scene.change(Who::LEAD, UPDATE, change_of(&made, renamed)).await;
        let served = json!({"territoryKeys": [], "effectiveFrom": "2018-06-01"});
        let changed = scene.change(Who::LEAD, UPDATE, change_of(&changed, served)).await;
        // The first day of the present stage corrects it.
        let corrected = json!({"kind": "SCHOOL_ADMINISTRATION", "effectiveFrom": "2018-06-01"});
        let changed = scene.change(Who::LEAD, UPDATE, change_of(&changed, corrected)).await;
        assert_eq!(changed["version"], 4);

        let present = on(&scene, "2020-03-03", json!({"text": "bildung", "kinds": ["SCHOOL_ADMINISTRATION"]})).await;
        let stage = |from: &str, until: Value, name: &str, kind: &str, function: &str, keys: Value| {
            json!({"validFrom": from, "validUntil": until, "name": name, "kind": kind, "functions": [function],
                   "districtKey": "05120", "territoryKeys": keys, "parentId": null})
        };
        assert_eq!(present["nodes"][0]["history"], json!([
            stage("2010-08-01", json!("2014-12-31"), "Schulverwaltungsamt", "DEPARTMENT", "SCHOOL_CARRIER", json!(["05120"])),
            stage("2015-01-01", json!("2018-05-31"), "Fachdienst Bildung", "DEPARTMENT", "EDUCATION_MANAGEMENT", json!(["05120"])),
            stage("2018-06-01", json!(null), "Fachdienst Bildung", "SCHOOL_ADMINISTRATION", "EDUCATION_MANAGEMENT", json!([])),
        ]));
        for (day, name) in [("2010-08-01", "Schulverwaltungsamt"), ("2014-12-31", "Schulverwaltungsamt"), ("2015-01-01", "Fachdienst Bildung")] {
            let then = on(&scene, day, json!({})).await;
            assert_eq!(names(&then["nodes"]), [name], "{day}");
            assert_eq!(then["totalCount"], 1);
        }
        assert_eq!(on(&scene, "2010-07-31", json!({})).await["totalCount"], 0);
        let one = "query($id: ID!, $day: LocalDate) { organisation(id: $id, asOf: $day) { name functions version } }";
        let then = scene.get(Who::LEAD, one, json!({"id": made["id"], "day": "2012-01-01"})).await;
        assert_eq!(then, json!({"name": "Schulverwaltungsamt", "functions": ["SCHOOL_CARRIER"], "version": 4}));
        assert!(scene.get(Who::LEAD, one, json!({"id": made["id"], "day": "2009-01-01"})).await.is_null());
    }

    async fn filters_look_at_the_day(scene: Scene) {
        let fields = json!({"validFrom": "2010-08-01", "functions": ["SCHOOL_CARRIER"], "territoryKeys": ["05334004"]});
        let made = create(&scene, department("Schulverwaltungsamt", fields)).await;
        let changes = json!({"name": "Fachdienst Bildung", "functions": ["EDUCATION_MANAGEMENT"], "territoryKeys": ["05120"],
                             "effectiveFrom": "2015-01-01"});
        scene.change(Who::ADMIN, UPDATE, change_of(&made, changes)).await;
        let count = async |day: &str, filter: Value| on(&scene, day, filter).await["totalCount"].clone();
        for (filter, before, after) in [
            (json!({"text": "schulverwaltung"}), 1, 0),
            (json!({"functions": ["SCHOOL_CARRIER"]}), 1, 0),
            (json!({"functions": ["EDUCATION_MANAGEMENT"]}), 0, 1),
            (json!({"territoryKey": "053"}), 1, 0),
            (json!({"territoryKey": "05334004"}), 1, 0),
            (json!({"territoryKey": "05120"}), 1, 1),
            (json!({"states": ["CLOSED"]}), 0, 0),
        ] {
            assert_eq!(count("2012-01-01", filter.clone()).await, before, "{filter}");
            assert_eq!(count("2016-01-01", filter.clone()).await, after, "{filter}");
        }
    }

    async fn an_end_is_an_end_of_history(scene: Scene) {
        let made = create(&scene, department("Schulverwaltungsamt", json!({"validFrom": "2010-08-01"}))).await;
        scene.change(Who::LEAD, CLOSE, change_of(&made, json!({"on": "2019-07-31"}))).await;
        assert_eq!(on(&scene, "2019-07-31", json!({"states": ["CLOSED"]})).await["totalCount"], 1);
        assert_eq!(on(&scene, "2019-08-01", json!({})).await["totalCount"], 0);
        assert_eq!(read(&scene, &made["id"]).await["validUntil"], "2019-07-31");
    }

    async fn a_change_does_not_reach_behind_its_stage_or_into_the_future(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({"validFrom": "2010-08-01"}))).await;
        for day in ["2010-07-31", "2020-03-04", "0001-01-01", "9999-12-31"] {
            let input = change_of(&made, json!({"name": "X", "effectiveFrom": day}));
            assert_eq!(scene.refusals(Who::LEAD, UPDATE, input).await, ["OUT_OF_RANGE effectiveFrom"], "{day}");
        }
    }

    async fn history_is_for_those_who_are_signed_in(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({}))).await;
        let denied = "UNAUTHENTICATED organisation:read-community";
        let list = "{ organisations(asOf: \"2020-01-01\") { totalCount } }";
        assert_eq!(scene.denial(Who::Stranger, list, json!({})).await, denied);
        let one = "query($id: ID!) { organisation(id: $id, asOf: \"2020-03-03\") { name } }";
        assert_eq!(scene.denial(Who::Stranger, one, json!({"id": made["id"]})).await, denied);
        let history = "query($id: ID!) { organisation(id: $id) { history { name } } }";
        assert_eq!(scene.denial(Who::Stranger, history, json!({"id": made["id"]})).await, denied);
        let sorted = "{ organisations(asOf: \"2020-03-03\", order: {field: CREATED_AT}) { totalCount } }";
        assert_eq!(scene.denial(Who::LEAD, sorted, json!({})).await, "INVALID");
    }

    async fn lists_of_a_day_have_pages_too(scene: Scene) {
        let document = "query($after: String) { organisations(asOf: \"2020-03-03\", first: 2, after: $after) { \
                        totalCount nodes { name } pageInfo { hasNextPage endCursor } } }";
        let (mut all, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = scene.get(Who::LEAD, document, json!({"after": after})).await;
            all.extend(names(&page["nodes"]));
            after = page["pageInfo"]["endCursor"].clone();
            if page["pageInfo"]["hasNextPage"] == false {
                assert_eq!(page["totalCount"], all.len());
                break;
            }
        }
        assert_eq!(all, listed(&scene, Who::LEAD, json!({})).await);
    }
}
