//! What is not public is nowhere: in no list, no count, no filter, no link, and under no address.

use super::{Rich, SYSTEM, all, bodies, body, fetch, get, listed, refusal, rich, with};
use crate::meetings::{CLERK, PARTNER, change_of, found, item, person, plan, seat, step};
use acceptance::{Scene, Who, on_both_engines};
use serde_json::{Value, json};

/// All that is published, as one text.
async fn text(scene: &Scene) -> String {
    let mut text = get(scene, SYSTEM).await.to_string();
    for body in bodies(scene).await {
        text += &body.to_string();
        for (_, url) in body.as_object().unwrap() {
            let Some(url) = url.as_str().filter(|url| url.contains("/body/") && !url.ends_with("05120")) else {
                continue;
            };
            for object in all(scene, &format!("{url}?modified_since=2000-01-01T00:00:00Z")).await {
                text += &object.to_string();
            }
        }
    }
    text
}

on_both_engines! {
    async fn nothing_secret_is_in_any_answer(scene: Scene) {
        let secret = found(&scene, "Geheimrat", json!({"visibility": "MEMBERS"})).await;
        seat(&scene, &secret, CLERK, "CHAIR", json!({"isPublic": true})).await;
        let half = found(&scene, "Geheimzirkel", json!({"visibility": "COMMUNITY"})).await;
        for committee in [&secret, &half] {
            let meeting = plan(&scene, committee).await;
            let item = item(&scene, &meeting, "Geheimer Punkt", true).await;
            let paper = crate::meetings::files::paper(&scene, &meeting, Some(&item), "Geheime Vorlage", true).await;
            crate::meetings::files::attach(&scene, Who::LEAD, &paper, "geheim.txt").await;
        }
        assert!(bodies(&scene).await.is_empty(), "nobody learns that there are committees");
        rich(&scene, "Lenkungskreis").await;
        let text = text(&scene).await;
        for word in ["eheim", "Protokoll", "mail", "phone", "@", "Frühjahrssitzung2"] {
            assert!(!text.contains(word), "{word} is in {text}");
        }
        assert!(text.contains("Lesepaten") && text.contains("Die Paten kommen."));
    }

    async fn counts_and_filters_know_only_what_is_public(scene: Scene) {
        rich(&scene, "Lenkungskreis").await;
        found(&scene, "Geheimrat", json!({"visibility": "MEMBERS"})).await;
        let body = body(&scene).await;
        for (list, expected) in [("organization", 3), ("person", 1), ("membership", 1), ("meeting", 1), ("agendaItem", 1),
                                 ("paper", 1), ("consultation", 1), ("file", 6), ("locationList", 1)] {
            for parameters in [&[][..], &[("created_since", "2000-01-01T00:00:00Z")], &[("modified_since", "2000-01-01T00:00:00Z")],
                               &[("modified_until", "2100-01-01T00:00:00Z")], &[("limit", "1")]] {
                let page = get(&scene, &with(&body[list], parameters)).await;
                assert_eq!(page["pagination"]["totalElements"], expected, "{list} {parameters:?}");
            }
        }
    }

    async fn addresses_of_hidden_records_are_addresses_of_nothing(scene: Scene) {
        let committee = found(&scene, "Geheimrat", json!({"visibility": "COMMUNITY"})).await;
        let meeting = plan(&scene, &committee).await;
        rich(&scene, "Lenkungskreis").await;
        let uuid = |id: &Value| {
            use base64::Engine as _;
            let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(id.as_str().unwrap()).unwrap();
            uuid::Uuid::from_slice(&bytes[..16]).unwrap()
        };
        let paths = [
            format!("organization/{}", uuid(&committee["id"])),
            format!("organization/{}/meetings", uuid(&committee["id"])),
            format!("meeting/{}", uuid(&meeting["id"])),
            format!("location/{}", uuid(&meeting["id"])),
            "body/05915".to_owned(),
            "body/05915/meetings".to_owned(),
            "meeting/1".to_owned(),
            "system/1".to_owned(),
            "body/05120/secrets".to_owned(),
            format!("file/{}/access", uuid(&meeting["id"])),
        ];
        for path in paths {
            assert_eq!(refusal(&scene, &format!("/oparl/v1.1/{path}")).await, (404, "NOT_FOUND".to_owned()), "{path}");
        }
        // A token changes nothing: everybody reads the same.
        let token = scene.cast().token(scene.world(), domain::access::Role::OfficeLead, "remscheid").await;
        let url = format!("/oparl/v1.1/meeting/{}", uuid(&meeting["id"]));
        let answer = acceptance::Site::send(scene.site().get(&url).bearer_auth(token)).await;
        assert_eq!(answer.status(), 404);
    }

    async fn nobody_is_named_before_it_is_said_so(scene: Scene) {
        let committee = found(&scene, "Offen", json!({"visibility": "PUBLIC"})).await;
        let member = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        assert!(listed(&scene, "person").await.is_empty());
        assert!(listed(&scene, "membership").await.is_empty());
        let update = step("updateCommitteeMember", "UpdateCommitteeMemberInput", "membership", "isPublic");
        scene.change(Who::LEAD, &update, change_of(&member, json!({"isPublic": true}))).await;
        let people = listed(&scene, "person").await;
        assert_eq!(people.len(), 1);
        let fields: Vec<&str> = people[0].as_object().unwrap().keys().map(String::as_str).collect();
        assert!(!fields.contains(&"email") && !fields.contains(&"phone"), "{fields:?}");
        // Who takes no part any more is not named any more.
        let query = "query($id: ID!) { person(id: $id) { id version } }";
        let now = scene.get(Who::ADMIN, query, json!({"id": person(&scene, PARTNER)})).await;
        let deactivate = step("deactivatePerson", "DeactivatePersonInput", "person", "");
        scene.change(Who::ADMIN, &deactivate, change_of(&now, json!({}))).await;
        assert!(listed(&scene, "person").await.is_empty() && listed(&scene, "membership").await.is_empty());
        assert!(fetch(&scene, people[0]["id"].as_str().unwrap()).await.text().await.unwrap().contains("\"deleted\":true"));
    }

    async fn what_was_decided_waits_for_the_minutes(scene: Scene) {
        let Rich { committee, meeting, chair, member } = rich(&scene, "Lenkungskreis").await;
        let held = listed(&scene, "meeting").await;
        assert_eq!(held[0]["agendaItem"][0]["resolutionText"], "Die Paten kommen.", "{meeting}");
        let other = plan(&scene, &committee).await;
        let item = item(&scene, &other, "Zweiter Punkt", true).await;
        crate::meetings::open(&scene, &other).await;
        crate::meetings::attend(&scene, &other, &[&chair, &member]).await;
        let fields = json!({"agendaItemId": item["id"], "mode": "CONSENSUS"});
        let proposed = crate::meetings::propose(&scene, &other, fields).await;
        scene.change(Who::LEAD, crate::meetings::DECIDE, change_of(&proposed, json!({}))).await;
        let items = listed(&scene, "agendaItem").await;
        let second = items.iter().find(|it| it["name"] == "Zweiter Punkt").unwrap();
        assert!(second.get("result").is_none() && second.get("resolutionText").is_none(), "{second}");
    }
}
