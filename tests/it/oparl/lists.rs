//! Pages, links and filters of lists.

use super::{all, bodies, body, get, refusal, with};
use crate::meetings::{found, item, plan};
use acceptance::{Scene, on_both_engines};
use serde_json::{Value, json};

async fn seven_items(scene: &Scene) -> Value {
    let committee = found(scene, "Offen", json!({"visibility": "PUBLIC"})).await;
    let meeting = plan(scene, &committee).await;
    for number in 1..=7 {
        item(scene, &meeting, &format!("Punkt {number}"), true).await;
    }
    body(scene).await["agendaItem"].clone()
}

fn page_names(page: &Value) -> Vec<&str> {
    super::names(page["data"].as_array().unwrap())
}

on_both_engines! {
    async fn pages_lead_to_each_other_and_keep_the_filters(scene: Scene) {
        let list = seven_items(&scene).await;
        let filters = [("created_since", "2000-01-01T00:00:00+01:00"), ("omit_internal", "true"), ("limit", "3")];
        let first = get(&scene, &with(&list, &filters)).await;
        let shared = "created_since=2000-01-01T00%3A00%3A00%2B01%3A00&omit_internal=true&limit=3";
        let at = |place: &str| json!(format!("{}?{shared}{place}", list.as_str().unwrap()));
        let links = &first["links"];
        assert_eq!((&links["first"], &links["self"], &links["last"]), (&at(""), &at(""), &at("&page=3")));
        assert!(links.get("prev").is_none());
        let pagination = json!({"totalElements": 7, "elementsPerPage": 3, "currentPage": 1, "totalPages": 3});
        assert_eq!(first["pagination"], pagination);
        let second = get(&scene, links["next"].as_str().unwrap()).await;
        assert_eq!(second["links"]["self"], links["next"]);
        assert_eq!(second["pagination"]["currentPage"], 2);
        let third = get(&scene, second["links"]["next"].as_str().unwrap()).await;
        assert!(third["links"].get("next").is_none(), "the last page");
        assert_eq!((third["data"].as_array().unwrap().len(), &third["pagination"]["currentPage"]), (1, &json!(3)));
        let last = get(&scene, links["last"].as_str().unwrap()).await;
        assert_eq!(last["data"], third["data"]);
        let back = get(&scene, third["links"]["prev"].as_str().unwrap()).await;
        assert_eq!((page_names(&back), &back["pagination"]), (page_names(&second), &second["pagination"]));
        let front = get(&scene, back["links"]["prev"].as_str().unwrap()).await;
        assert_eq!(page_names(&front), page_names(&first));
        assert!(front["links"].get("prev").is_none());
        assert_eq!(front["links"]["next"], links["next"]);
        let beyond = get(&scene, &with(&list, &[("page", "9")])).await;
        assert_eq!((&beyond["data"], beyond["links"].get("next")), (&json!([]), None));
        let mut names: Vec<Value> = all(&scene, &with(&list, &filters)).await.iter().map(|it| it["name"].clone()).collect();
        names.sort_by_key(Value::to_string);
        names.dedup();
        assert_eq!(names.len(), 7);
    }

    async fn nothing_is_left_out_while_objects_vanish(scene: Scene) {
        let list = seven_items(&scene).await;
        let first = get(&scene, &with(&list, &[("limit", "2")])).await;
        let remove = crate::meetings::step("removeAgendaItem", "RemoveAgendaItemInput", "item", "");
        let query = "{ meetings { nodes { agenda { id version title } } } }";
        let agenda = scene.get(acceptance::Who::LEAD, query, json!({})).await;
        for seen in first["data"].as_array().unwrap() {
            let items = agenda["nodes"][0]["agenda"].as_array().unwrap();
            let found = items.iter().find(|item| item["title"] == seen["name"]).unwrap();
            let input = json!({"id": found["id"], "expectedVersion": found["version"]});
            scene.change(acceptance::Who::LEAD, &remove, input).await;
        }
        let rest = all(&scene, first["links"]["next"].as_str().unwrap()).await;
        assert_eq!(rest.len(), 5, "pages by number would have passed over two");
    }

    async fn filters_are_by_the_dates_that_are_shown(scene: Scene) {
        let list = seven_items(&scene).await;
        let count = async |parameters: &[(&str, &str)]| all(&scene, &with(&list, parameters)).await.len();
        assert_eq!(count(&[]).await, 7);
        let shown = all(&scene, list.as_str().unwrap()).await;
        let at = shown[0]["modified"].as_str().unwrap();
        assert_eq!(count(&[("modified_since", at)]).await, 7);
        assert_eq!(count(&[("modified_until", at)]).await, 7);
        assert_eq!(count(&[("created_since", at), ("created_until", at)]).await, 7);
        assert_eq!(count(&[("modified_until", "2020-01-01T00:00:00Z")]).await, 0);
        assert_eq!(count(&[("created_since", "2090-01-01T00:00:00Z")]).await, 0);
    }

    async fn nonsense_is_refused_by_name(scene: Scene) {
        let list = seven_items(&scene).await;
        for (name, value) in [("modified_since", "gestern"), ("created_until", "2020-03-03"), ("limit", "viele"), ("omit_internal", "1")] {
            assert_eq!(refusal(&scene, &with(&list, &[(name, value)])).await, (400, format!("INVALID {name}")));
        }
        assert_eq!(refusal(&scene, &with(&list, &[("limit", "0")])).await, (400, "OUT_OF_RANGE limit".to_owned()));
        assert_eq!(refusal(&scene, &with(&list, &[("page", "0")])).await, (400, "OUT_OF_RANGE page".to_owned()));
        for value in ["'", "%", "\u{0}", "", "x".repeat(5_000).as_str()] {
            assert_eq!(refusal(&scene, &with(&list, &[("after", value)])).await, (400, "INVALID after".to_owned()));
        }
        assert_eq!(get(&scene, &with(&list, &[("after", "zzz")])).await["data"], json!([]));
        assert_eq!(get(&scene, &with(&list, &[("unknown", "1")])).await["data"].as_array().unwrap().len(), 7);
    }

    async fn inner_lists_can_be_left_out(scene: Scene) {
        seven_items(&scene).await;
        let body = body(&scene).await;
        let meetings = body["meeting"].clone();
        let whole = get(&scene, meetings.as_str().unwrap()).await;
        assert_eq!(whole["data"][0]["agendaItem"].as_array().unwrap().len(), 7);
        assert!(whole["data"][0]["location"].is_object());
        let bare = get(&scene, &with(&meetings, &[("omit_internal", "true")])).await;
        assert!(bare["data"][0].get("agendaItem").is_none());
        assert!(bare["data"][0]["location"].is_object(), "only lists are left out");
        let url = format!("{}?omit_internal=true", bodies(&scene).await[0]["id"].as_str().unwrap());
        assert!(get(&scene, &url).await.get("legislativeTerm").is_none());
    }
}
