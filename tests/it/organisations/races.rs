//! Changes at the same time: none is lost, and no two of them make what each alone could not.

use super::{CLOSE, CREATE, UPDATE, change_of, create, department, listed, read};
use acceptance::{Scene, Who, on_both_engines};
use futures::future::join_all;
use serde_json::{Value, json};

/// Sends mutations at the same time, and says the codes with which they were refused; an empty one for success.
async fn race(scene: &Scene, requests: Vec<(&str, Value)>) -> Vec<String> {
    let all = requests.into_iter().map(async |(document, input)| {
        let answer = scene.ask(Who::ADMIN, document, json!({"input": input})).await;
        let data = answer["data"].as_object().and_then(|fields| fields.values().next().cloned());
        let told = data.map(|payload| payload["errors"][0]["code"].clone()).unwrap_or_default();
        let failed = &answer["errors"][0]["extensions"]["code"];
        told.as_str().or(failed.as_str()).unwrap_or_default().to_owned()
    });
    join_all(all).await
}

on_both_engines! {
    async fn of_concurrent_edits_one_wins_and_the_others_are_told(scene: Scene) {
        let made = create(&scene, department("Bildung", json!({}))).await;
        let edits = (0..8).map(|number| (UPDATE, change_of(&made, json!({"shortName": format!("B{number}")})))).collect();
        let mut codes = race(&scene, edits).await;
        codes.sort();
        assert_eq!(codes, [vec![String::new()], vec!["VERSION_CONFLICT".to_owned(); 7]].concat());
        assert_eq!(read(&scene, &made["id"]).await["version"], 2);
    }

    async fn two_moves_at_once_make_no_cycle(scene: Scene) {
        for round in 0..4 {
            let one = create(&scene, department(&format!("Eins {round}"), json!({}))).await;
            let other = create(&scene, department(&format!("Zwei {round}"), json!({}))).await;
            let moves = vec![
                (UPDATE, change_of(&one, json!({"parentId": other["id"]}))),
                (UPDATE, change_of(&other, json!({"parentId": one["id"]}))),
            ];
            let codes = race(&scene, moves).await;
            assert_eq!(codes.iter().filter(|code| code.is_empty()).count(), 1, "{codes:?}");
            let [one, other] = [read(&scene, &one["id"]).await, read(&scene, &other["id"]).await];
            assert!(one["parent"].is_null() != other["parent"].is_null());
        }
    }

    async fn a_district_never_gets_two_education_offices(scene: Scene) {
        let office = |number: usize| department(&format!("Büro {number}"), json!({"functions": ["REGIONAL_EDUCATION_OFFICE"]}));
        let codes = race(&scene, (0..4).map(|number| (CREATE, office(number))).collect()).await;
        assert_eq!(codes.iter().filter(|code| code.is_empty()).count(), 1, "{codes:?}");
        let offices = listed(&scene, Who::ADMIN, json!({"functions": ["REGIONAL_EDUCATION_OFFICE"]})).await;
        assert_eq!(offices.len(), 1);
    }

    async fn nothing_becomes_a_part_of_what_is_closing(scene: Scene) {
        for round in 0..4 {
            let top = create(&scene, department(&format!("Oben {round}"), json!({}))).await;
            let part = department(&format!("Teil {round}"), json!({"parentId": top["id"]}));
            let codes = race(&scene, vec![(CLOSE, change_of(&top, json!({}))), (CREATE, part)]).await;
            assert_eq!(codes.iter().filter(|code| code.is_empty()).count(), 1, "{codes:?}");
        }
    }
}
