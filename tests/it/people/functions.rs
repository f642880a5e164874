use super::{ASSIGN, change_of, create};
use acceptance::{Scene, Who, global, on_both_engines};
use domain::access::Role;
use futures::future::join_all;
use serde_json::{Value, json};

const END: &str = include_str!("../../../schema/operations/EndFunction.graphql");
const CORRECT: &str = include_str!("../../../schema/operations/CorrectFunction.graphql");
const WITHDRAW: &str = include_str!("../../../schema/operations/WithdrawFunction.graphql");
const READ: &str = "query($id: ID!) { node(id: $id) { ... on PersonFunction { role localLabel from until state version viewerCan \
                    person { displayName } organisation { name } onBehalfOf { name } } } }";

fn assignment(scene: &Scene, person: &Value, fields: Value) -> Value {
    let office = global(scene.cast().remscheid.office);
    let mut input =
        json!({"personId": person["id"], "organisationId": office, "role": "EDUCATION_MANAGER", "from": "2020-01-01"});
    input.as_object_mut().unwrap().extend(super::object(fields));
    input
}

async fn on(scene: &Scene, person: &Value, day: &str) -> Vec<String> {
    let document = "query($id: ID!, $day: LocalDate) { person(id: $id) { functions(on: $day) { role } } }";
    let found = scene.get(Who::LEAD, document, json!({"id": person["id"], "day": day})).await;
    let functions = found["functions"].as_array().unwrap().iter();
    functions.map(|function| function["role"].as_str().unwrap().to_owned()).collect()
}

on_both_engines! {
    async fn a_function_is_held_from_a_day_until_a_day(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        let municipality = global(scene.cast().remscheid.municipality);
        let fields = json!({"localLabel": "Leitung der Geschäftsstelle", "until": "2020-06-30", "onBehalfOfId": municipality});
        let made = scene.change(Who::STAFF, ASSIGN, assignment(&scene, &kim, fields)).await;
        assert_eq!(scene.get(Who::LEAD, READ, json!({"id": made["id"]})).await, json!({
            "role": "EDUCATION_MANAGER", "localLabel": "Leitung der Geschäftsstelle", "from": "2020-01-01", "until": "2020-06-30",
            "state": "ACTIVE", "version": 1, "viewerCan": ["person:assign-function"],
            "person": {"displayName": "Kim Beispiel"}, "organisation": {"name": "Bildungsbüro Remscheid"},
            "onBehalfOf": {"name": "Stadt Remscheid"},
        }));
        let ended = scene.change(Who::LEAD, END, change_of(&made, json!({"on": "2020-03-31"}))).await;
        assert_eq!((&ended["until"], &ended["state"], &ended["version"]), (&json!("2020-03-31"), &json!("ACTIVE"), &json!(2)));
        for (day, held) in [("2019-12-31", 0), ("2020-01-01", 1), ("2020-03-31", 1), ("2020-04-01", 0)] {
            assert_eq!(on(&scene, &kim, day).await.len(), held, "{day}");
        }
        assert_eq!(scene.refusals(Who::LEAD, END, change_of(&ended, json!({"on": "2020-03-31"}))).await, ["WRONG_STATE"]);
        assert_eq!(scene.refusals(Who::LEAD, END, change_of(&ended, json!({"on": "2019-12-31"}))).await, ["END_BEFORE_START on"]);
        assert_eq!(scene.refusals(Who::LEAD, END, change_of(&made, json!({}))).await, ["VERSION_CONFLICT expectedVersion"]);
    }

    async fn the_same_function_is_held_once_at_a_time(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        let made = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({"until": "2020-02-29"}))).await;
        for fields in [json!({}), json!({"from": "2020-02-29"}), json!({"from": "2019-01-01", "until": "2020-01-01"})] {
            assert_eq!(scene.refusals(Who::LEAD, ASSIGN, assignment(&scene, &kim, fields)).await, ["OVERLAP from"]);
        }
        scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({"role": "CLERK"}))).await;
        let elsewhere = json!({"organisationId": global(scene.cast().remscheid.municipality)});
        scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, elsewhere)).await;
        let next = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({"from": "2020-03-01"}))).await;
        assert_eq!(scene.refusals(Who::LEAD, CORRECT, change_of(&next, json!({"from": "2020-02-29"}))).await, ["OVERLAP from"]);
        assert_eq!(scene.refusals(Who::LEAD, CORRECT, change_of(&made, json!({"until": null}))).await, ["OVERLAP from"]);
    }

    async fn at_the_same_time_it_is_assigned_once(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        let assign = async |_| {
            let input = json!({"input": assignment(&scene, &kim, json!({}))});
            scene.get(Who::ADMIN, ASSIGN, input).await["errors"][0]["code"].clone()
        };
        let codes = join_all((0..6).map(assign)).await;
        assert_eq!(codes.iter().filter(|code| code.is_null()).count(), 1);
        assert_eq!(codes.iter().filter(|code| **code == "OVERLAP").count(), 5);
    }

    async fn what_was_recorded_is_corrected(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        let made = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({"localLabel": "Falsch", "until": "2020-06-30"}))).await;
        let fields = json!({"role": "MONITORING_OFFICER", "localLabel": null, "from": "2019-08-01", "until": null});
        let corrected = scene.change(Who::LEAD, CORRECT, change_of(&made, fields)).await;
        assert_eq!(corrected["role"], "MONITORING_OFFICER");
        assert_eq!((&corrected["from"], &corrected["until"], &corrected["localLabel"]), (&json!("2019-08-01"), &json!(null), &json!(null)));
        assert_eq!(on(&scene, &kim, "2019-09-01").await, ["MONITORING_OFFICER"]);
        let wrong = json!({"until": "2019-07-31", "localLabel": "a\nb"});
        assert_eq!(scene.refusals(Who::LEAD, CORRECT, change_of(&corrected, wrong)).await, ["CONTROL_CHARACTERS localLabel", "END_BEFORE_START until"]);
        let unknown = json!({"onBehalfOfId": "x"});
        assert_eq!(scene.refusals(Who::LEAD, CORRECT, change_of(&corrected, unknown)).await, ["NOT_FOUND onBehalfOfId"]);
    }

    async fn only_what_has_not_begun_is_withdrawn(scene: Scene) {
        let kim = create(&scene, json!({})).await;
        let begun = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({}))).await;
        assert_eq!(scene.refusals(Who::LEAD, WITHDRAW, change_of(&begun, json!({}))).await, ["WRONG_STATE"]);
        let planned = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({"role": "CHAIR", "from": "2020-03-04"}))).await;
        assert_eq!(planned["state"], "PLANNED");
        scene.change(Who::LEAD, WITHDRAW, change_of(&planned, json!({}))).await;
        assert_eq!(on(&scene, &kim, "2020-03-04").await, ["EDUCATION_MANAGER"]);
        assert_eq!(scene.refusals(Who::LEAD, WITHDRAW, change_of(&planned, json!({}))).await, ["NOT_FOUND id"]);
    }

    async fn functions_are_given_where_rights_reach(scene: Scene) {
        let cast = scene.cast();
        let kim = create(&scene, json!({})).await;
        let denied = "FORBIDDEN person:assign-function";
        for (who, organisation) in [(Who::STAFF, cast.remscheid.municipality), (Who::LEAD, cast.hamm.office)] {
            let input = assignment(&scene, &kim, json!({"organisationId": global(organisation)}));
            assert_eq!(scene.denial(who, ASSIGN, json!({"input": input})).await, denied);
        }
        // Whom the lead in Hamm does not see gets no function from them, not even at home.
        let stolen = assignment(&scene, &kim, json!({"organisationId": global(cast.hamm.office)}));
        assert_eq!(scene.refusals(Who::FOREIGN, ASSIGN, stolen).await, ["NOT_FOUND personId"]);
        let made = scene.change(Who::LEAD, ASSIGN, assignment(&scene, &kim, json!({}))).await;
        for (document, fields) in [(END, json!({})), (CORRECT, json!({"role": "CLERK"})), (WITHDRAW, json!({}))] {
            assert_eq!(scene.refusals(Who::FOREIGN, document, change_of(&made, fields.clone())).await, ["NOT_FOUND id"]);
            let municipality = Who::Member(Role::MunicipalityStaff, "remscheid");
            let input = json!({"input": change_of(&made, fields)});
            assert_eq!(scene.denial(municipality, document, input).await, denied);
        }
        assert!(scene.get(Who::FOREIGN, READ, json!({"id": made["id"]})).await.is_null());
    }
}
