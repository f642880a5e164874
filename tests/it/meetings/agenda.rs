use super::{change_of, found, item, move_meeting, open, plan, step};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

const AGENDA: &str = "query($id: ID!) { meeting(id: $id) { agenda { number title papers { number title } } } }";
const PAPER: &str = "mutation($input: AddPaperInput!) { addPaper(input: $input) \
                     { paper { id number version } errors { code path } } }";

async fn titles(scene: &Scene, meeting: &Value) -> Vec<String> {
    let read = scene.get(Who::LEAD, AGENDA, json!({"id": meeting["id"]})).await;
    let items = read["agenda"].as_array().unwrap();
    items.iter().map(|item| format!("{} {}", item["number"], item["title"].as_str().unwrap())).collect()
}

on_both_engines! {
    async fn items_move_and_the_others_close_up(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let mut items = Vec::new();
        for title in ["A", "B", "C", "D"] {
            items.push(item(&scene, &meeting, title, true).await);
        }
        let moving = step("moveAgendaItem", "MoveAgendaItemInput", "item", "number");
        let moved = scene.change(Who::LEAD, &moving, change_of(&items[3], json!({"to": 2}))).await;
        assert_eq!(moved["number"], 2);
        assert_eq!(titles(&scene, &meeting).await, ["1 A", "2 D", "3 B", "4 C"]);
        let stale = change_of(&items[3], json!({"to": 1}));
        assert_eq!(scene.refusals(Who::LEAD, &moving, stale).await, ["VERSION_CONFLICT expectedVersion"]);
        let removing = step("removeAgendaItem", "RemoveAgendaItemInput", "item", "number removedAt");
        let removed = scene.change(Who::LEAD, &removing, change_of(&items[0], json!({}))).await;
        assert!(removed["number"].is_null() && removed["removedAt"].is_string());
        assert_eq!(titles(&scene, &meeting).await, ["1 D", "2 B", "3 C"]);
        let last = scene.change(Who::LEAD, &moving, change_of(&moved, json!({"to": 99}))).await;
        assert_eq!(last["number"], 3);
    }

    async fn papers_are_numbered_by_committee(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let first = item(&scene, &meeting, "A", true).await;
        let paper = |title: &str| json!({
            "meetingId": meeting["id"], "agendaItemId": first["id"],
            "paper": {"title": title, "kind": "RESOLUTION_PAPER", "text": "Vorschlag", "isPublic": true},
        });
        let one = scene.change(Who::LEAD, PAPER, paper("Eins")).await;
        let withdraw = step("withdrawPaper", "WithdrawPaperInput", "paper", "number");
        scene.change(Who::LEAD, &withdraw, change_of(&one, json!({}))).await;
        let two = scene.change(Who::LEAD, PAPER, paper("Zwei")).await;
        assert_eq!(two["number"], 2, "the number of a paper that was taken back is not used again");
        let read = scene.get(Who::LEAD, AGENDA, json!({"id": meeting["id"]})).await;
        assert_eq!(read["agenda"][0]["papers"], json!([{"number": 2, "title": "Zwei"}]));
    }

    async fn an_agenda_is_settled_when_the_meeting_is_over(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        open(&scene, &meeting).await;
        item(&scene, &meeting, "Eilig", true).await;
        move_meeting(&scene, "closeMeeting", &meeting).await;
        let late = json!({"meetingId": meeting["id"], "item": {"title": "Zu spät", "purpose": "INFO"}});
        assert_eq!(scene.refusals(Who::LEAD, crate::meetings::ITEM, late).await, ["WRONG_STATE meetingId"]);
    }
}
