//! Meetings in calendars: one's own, of committees and of networks; with a secret address, and for everybody.

use super::{
    INVITE, MAYOR, PARTNER, PLAN, again, change_of, found, founding, object, person, plan, plan_of, seat, step,
};
use acceptance::{Scene, Site, Who, global, on_both_engines, read_calendars};
use reqwest::StatusCode;
use serde_json::{Value, json};

const CREATE: &str = include_str!("../../../schema/operations/CreateCalendarFeed.graphql");
const OWN_ANSWER: &str = "mutation($input: AnswerMeetingInvitationInput!) { answerMeetingInvitation(input: $input) \
                          { participant { answer } errors { code path } } }";
const NETWORK: &str = include_str!("../../../schema/operations/CreateNetwork.graphql");
const CALENDAR: &str = include_str!("../../../schema/operations/MyCalendar.graphql");

async fn calendar(scene: &Scene, path: &str) -> (Value, String) {
    let answer = Site::send(scene.site().get(path)).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(answer.headers()["content-type"], "text/calendar; charset=utf-8");
    let tag = answer.headers()["etag"].to_str().unwrap().to_owned();
    let text = answer.text().await.unwrap();
    (read_calendars([text.as_str()]).await.remove(0), tag)
}

async fn status(scene: &Scene, path: &str) -> u16 {
    Site::send(scene.site().get(path)).await.status().as_u16()
}

fn events(calendar: &Value) -> Vec<(&str, &str)> {
    let events = calendar["events"].as_array().unwrap();
    events.iter().map(|event| (event["title"].as_str().unwrap(), event["status"].as_str().unwrap())).collect()
}

/// A new secret address, as a path.
async fn feed(scene: &Scene, who: Who, about: Value) -> String {
    let mut input = json!({"label": "Telefon"});
    input.as_object_mut().unwrap().extend(object(about));
    let made = scene.get(who, CREATE, json!({"input": input})).await;
    assert_eq!(made["errors"], json!([]), "{made}");
    made["address"].as_str().unwrap().strip_prefix("https://bildungsnetz.example").unwrap().to_owned()
}

async fn invite(scene: &Scene, meeting: &Value) {
    let now = again(scene, meeting).await;
    scene.change(Who::LEAD, INVITE, change_of(&now, json!({}))).await;
}

/// A public network of the office in Remscheid that has agreed on language.
async fn network(scene: &Scene) -> Value {
    let input = json!({
        "organisationId": global(scene.cast().remscheid.office), "foundedOn": "2020-01-01",
        "coordinatorId": person(scene, Who::STAFF),
        "profile": {"name": "Bildungsnetzwerk", "kind": "REGIONAL_EDUCATION_NETWORK", "territoryKeys": ["05120"],
                    "fieldsOfAction": ["LANGUAGE"], "visibility": "PUBLIC"},
    });
    scene.change(Who::LEAD, NETWORK, input).await["id"].clone()
}

on_both_engines! {
    async fn ones_own_calendar_follows_the_answer(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let member = seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        seat(&scene, &committee, MAYOR, "SUBSTITUTE", json!({"substituteForId": member["id"]})).await;
        let meeting = plan(&scene, &committee).await;
        let (own, substitute) = (feed(&scene, PARTNER, json!({})).await, feed(&scene, MAYOR, json!({})).await);
        assert!(events(&calendar(&scene, &own).await.0).is_empty(), "nobody is invited yet");
        invite(&scene, &meeting).await;
        let (seen, tag) = calendar(&scene, &own).await;
        assert_eq!(events(&seen), [("Frühjahrssitzung", "TENTATIVE")]);
        let mail = scene.world().letters_to("partner@stiftung.example").await.pop().unwrap();
        let (_, mailed) = mail.calendar.unwrap();
        assert!(mailed.replace("\r\n ", "").contains(&format!("UID:{}", seen["events"][0]["uid"].as_str().unwrap())), "{mailed}");
        scene.world().clock().advance(86_400);
        assert_eq!(calendar(&scene, &own).await.1, tag, "an unchanged calendar has an unchanged tag");

        let answer = async |answer: &str, substitute: Value| {
            let input = json!({"meetingId": meeting["id"], "answer": answer, "substituteId": substitute});
            scene.change(PARTNER, OWN_ANSWER, input).await
        };
        answer("ACCEPTED", json!(null)).await;
        let accepted = calendar(&scene, &own).await.0;
        assert_eq!(events(&accepted), [("Frühjahrssitzung", "CONFIRMED")]);
        assert!(accepted["events"][0]["sequence"].as_i64() > seen["events"][0]["sequence"].as_i64());
        assert!(events(&calendar(&scene, &substitute).await.0).is_empty());
        answer("DECLINED", json!(person(&scene, MAYOR))).await;
        assert_eq!(events(&calendar(&scene, &own).await.0), [("Frühjahrssitzung", "CANCELLED")]);
        assert_eq!(events(&calendar(&scene, &substitute).await.0), [("Frühjahrssitzung", "CONFIRMED")]);
        let dates = scene.get(MAYOR, CALENDAR, json!({})).await;
        let shown = (&dates[0]["meeting"]["id"], &dates[0]["meetingParticipant"]["answer"], &dates[0]["courseSession"]);
        assert_eq!(shown, (&meeting["id"], &json!("DECLINED"), &Value::Null));

        let cancel = step("cancelMeeting", "CancelMeetingInput", "meeting", "state");
        let now = again(&scene, &meeting).await;
        scene.change(Who::LEAD, &cancel, change_of(&now, json!({"reason": "Raum"}))).await;
        assert_eq!(events(&calendar(&scene, &substitute).await.0), [("Frühjahrssitzung", "CANCELLED")]);
    }

    async fn a_committee_has_a_calendar_for_who_sits_there(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        seat(&scene, &committee, PARTNER, "MEMBER", json!({"until": "2020-03-04"})).await;
        let meeting = plan(&scene, &committee).await;
        let about = json!({"committeeId": committee["id"]});
        let own = feed(&scene, PARTNER, about.clone()).await;
        let (seen, _) = calendar(&scene, &own).await;
        assert_eq!(seen["name"], "BildungsNetz: Lenkungskreis");
        assert_eq!(events(&seen), [("Frühjahrssitzung", "TENTATIVE")]);
        invite(&scene, &meeting).await;
        assert_eq!(events(&calendar(&scene, &own).await.0), [("Frühjahrssitzung", "CONFIRMED")]);
        let feeds = scene.get(PARTNER, "{ myCalendarFeeds { label committee { name } network { name } } }", json!({})).await;
        assert_eq!(feeds, json!([{"label": "Telefon", "committee": {"name": "Lenkungskreis"}, "network": null}]));

        // Others cannot make such an address, and it closes with the seat.
        for who in [Who::FOREIGN, Who::ADMIN] {
            let input = json!({"label": "Telefon", "committeeId": committee["id"]});
            assert_eq!(scene.refusals(who, CREATE, input).await, ["NOT_FOUND committeeId"], "{who:?}");
        }
        let both = json!({"label": "Telefon", "committeeId": committee["id"], "networkId": committee["id"]});
        assert_eq!(scene.refusals(Who::LEAD, CREATE, both).await, ["INVALID networkId"]);
        let office = feed(&scene, Who::STAFF, about).await;
        scene.world().clock().advance(3 * 86_400);
        assert_eq!(status(&scene, &own).await, 404);
        assert_eq!(status(&scene, &office).await, 200);
        let public = format!("/calendar/committees/{}.ics", committee["id"].as_str().unwrap());
        assert_eq!(status(&scene, &public).await, 404);
    }

    async fn everybody_subscribes_to_what_is_public(scene: Scene) {
        let committee = found(&scene, "Bildungskonferenz", json!({"visibility": "PUBLIC"})).await;
        plan(&scene, &committee).await;
        let path = format!("/calendar/committees/{}.ics", committee["id"].as_str().unwrap());
        let (seen, tag) = calendar(&scene, &path).await;
        assert_eq!(events(&seen), [("Frühjahrssitzung", "TENTATIVE")]);
        let same = Site::send(scene.site().get(&path).header("if-none-match", &tag)).await;
        assert_eq!(same.status(), StatusCode::NOT_MODIFIED);
        for wrong in ["x.ics", "x", &format!("{}.ics", person(&scene, PARTNER))] {
            assert_eq!(status(&scene, &format!("/calendar/committees/{wrong}")).await, 404, "{wrong}");
            assert_eq!(status(&scene, &format!("/calendar/networks/{wrong}")).await, 404, "{wrong}");
        }
    }

    async fn a_network_has_the_meetings_of_its_committees(scene: Scene) {
        let network = network(&scene).await;
        for (name, visibility, start) in [("Plenum", "PUBLIC", "2020-04-02"), ("Lenkungskreis", "MEMBERS", "2020-04-03")] {
            let mut input = founding(&scene, name, json!({"visibility": visibility}));
            input["organisationId"] = Value::Null;
            input["networkId"] = network.clone();
            let committee = scene.change(Who::LEAD, crate::meetings::CREATE, input).await;
            let plan = plan_of("Sitzung", &format!("{start}T07:00:00Z"), &format!("{start}T09:00:00Z"));
            scene.change(Who::LEAD, PLAN, json!({"committeeId": committee["id"], "plan": plan})).await;
        }
        let path = format!("/calendar/networks/{}.ics", network.as_str().unwrap());
        assert_eq!(events(&calendar(&scene, &path).await.0), [("Plenum: Sitzung", "TENTATIVE")]);
        let own = feed(&scene, Who::STAFF, json!({"networkId": network})).await;
        let all = [("Plenum: Sitzung", "TENTATIVE"), ("Lenkungskreis: Sitzung", "TENTATIVE")];
        assert_eq!(events(&calendar(&scene, &own).await.0), all);
        let foreign = feed(&scene, Who::FOREIGN, json!({"networkId": network})).await;
        assert_eq!(events(&calendar(&scene, &foreign).await.0), all[..1]);
    }
}
