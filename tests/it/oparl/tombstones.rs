//! What is not public any more leaves its address, its dates and nothing else.

use super::{Rich, all, body, change_committee, get, listed, rich, with};
use crate::meetings::files::DELETE;
use crate::meetings::{change_of, found, move_meeting, open, plan, step};
use acceptance::{Scene, Who, on_both_engines};
use domain::shared::Clock;
use serde_json::{Value, json};

const LISTS: [&str; 10] = [
    "organization",
    "person",
    "membership",
    "meeting",
    "agendaItem",
    "paper",
    "consultation",
    "file",
    "locationList",
    "legislativeTermList",
];

/// The objects of all lists of the body, with these parameters.
async fn everything(scene: &Scene, parameters: &[(&str, &str)]) -> Vec<Value> {
    let body = body(scene).await;
    let mut objects = Vec::new();
    for list in LISTS {
        objects.extend(all(scene, &with(&body[list], parameters)).await);
    }
    objects
}

fn deleted(objects: &[Value]) -> usize {
    objects.iter().filter(|object| object["deleted"] == true).count()
}

on_both_engines! {
    async fn a_committee_that_becomes_private_takes_all_with_it(scene: Scene) {
        let Rich { committee, .. } = rich(&scene, "Lenkungskreis").await;
        let before = everything(&scene, &[]).await;
        scene.world().clock().advance(3_600);
        let changed = scene.world().clock().now().to_string();
        change_committee(&scene, &committee, json!({"visibility": "MEMBERS"})).await;
        let after = everything(&scene, &[]).await;
        let left: Vec<_> = after.iter().map(|it| it["type"].as_str().unwrap().rsplit('/').next().unwrap()).collect();
        // The organisations that it named are public by themselves.
        assert_eq!(left, ["Organization", "Organization", "LegislativeTerm", "LegislativeTerm", "LegislativeTerm"]);
        let since = everything(&scene, &[("modified_since", changed.as_str())]).await;
        assert_eq!(deleted(&since), before.len() - left.len());
        for object in since {
            let was = before.iter().find(|it| it["id"] == object["id"]).unwrap();
            assert_eq!((&object["created"], &object["type"]), (&was["created"], &was["type"]));
            assert!(object["modified"].as_str() > was["modified"].as_str(), "{object}");
            assert_eq!(get(&scene, object["id"].as_str().unwrap()).await, object);
            assert_eq!(object.as_object().unwrap().len(), 5, "{object}");
        }
        assert_eq!(deleted(&everything(&scene, &[("created_since", "2000-01-01T00:00:00Z")]).await), 0);

        scene.world().clock().advance(3_600);
        change_committee(&scene, &committee, json!({"visibility": "PUBLIC"})).await;
        let again = everything(&scene, &[]).await;
        assert_eq!(again.len(), before.len());
        for object in again.iter().filter(|it| !left.contains(&it["type"].as_str().unwrap().rsplit('/').next().unwrap())) {
            let was = before.iter().find(|it| it["id"] == object["id"]).unwrap();
            assert_eq!(object["created"], was["created"], "{object}");
            assert!(object["modified"].as_str() > was["modified"].as_str());
        }
    }

    async fn a_cancelled_meeting_says_so_and_one_that_moves_too(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        assert_eq!(listed(&scene, "meeting").await[0]["meetingState"], "terminiert");
        let now = crate::meetings::again(&scene, &meeting).await;
        scene.change(Who::LEAD, crate::meetings::INVITE, change_of(&now, json!({}))).await;
        assert_eq!(listed(&scene, "meeting").await[0]["meetingState"], "eingeladen");
        let now = crate::meetings::again(&scene, &meeting).await;
        let cancel = step("cancelMeeting", "CancelMeetingInput", "meeting", "");
        scene.change(Who::LEAD, &cancel, change_of(&now, json!({"reason": "Sturm"}))).await;
        let seen = &listed(&scene, "meeting").await[0];
        assert_eq!((&seen["cancelled"], &seen["meetingState"]), (&json!(true), &json!("eingeladen")));
    }

    async fn each_record_that_is_taken_back_is_withdrawn(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let meeting = plan(&scene, &committee).await;
        let item = crate::meetings::item(&scene, &meeting, "A", true).await;
        let paper = crate::meetings::files::paper(&scene, &meeting, Some(&item), "P", true).await;
        let file = crate::meetings::files::attach(&scene, Who::LEAD, &paper, "a.txt").await;
        let gone = async |list: &str| {
            let body = body(&scene).await;
            let url = with(&body[list], &[("modified_since", "2000-01-01T00:00:00Z")]);
            deleted(&all(&scene, &url).await)
        };
        assert_eq!((gone("file").await, gone("paper").await, gone("agendaItem").await), (0, 0, 0));
        scene.get(Who::LEAD, DELETE, json!({"input": {"id": file, "expectedVersion": 1}})).await;
        assert_eq!((gone("file").await, gone("paper").await), (1, 0));
        assert!(listed(&scene, "paper").await[0].get("mainFile").is_none());
        let withdraw = step("withdrawPaper", "WithdrawPaperInput", "paper", "");
        scene.change(Who::LEAD, &withdraw, change_of(&paper, json!({}))).await;
        assert_eq!((gone("paper").await, gone("consultation").await, gone("agendaItem").await), (1, 1, 0));
        let remove = step("removeAgendaItem", "RemoveAgendaItemInput", "item", "");
        scene.change(Who::LEAD, &remove, change_of(&item, json!({}))).await;
        assert_eq!((gone("agendaItem").await, gone("meeting").await), (1, 0));
        assert!(listed(&scene, "meeting").await[0].get("agendaItem").is_none());
        open(&scene, &meeting).await;
        move_meeting(&scene, "closeMeeting", &meeting).await;
        assert_eq!(listed(&scene, "meeting").await[0]["meetingState"], "eingeladen", "until the minutes are approved");
    }
}
