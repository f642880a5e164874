//! What is not public changes nothing in any feed: no text, no count, no tag and no date.

use super::{
    CARDS, CHANGES, EVENTS, NETWORKS, ORGANISATIONS, cancel, department, draft, fetch, point, published, step,
};
use crate::qualifications::stage::plan;
use acceptance::{Scene, Who, global, on_both_engines};
use application::people::{CreatePerson, create_person};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseFormat, Entitlement, SessionDraft, SessionVerb};
use domain::shared::{ContactKind, ContactVisibility};
use serde_json::json;

const FEEDS: [&str; 5] = [EVENTS, CHANGES, ORGANISATIONS, NETWORKS, CARDS];

/// All that a stranger learns from the feeds without their texts, and the texts.
async fn learned(scene: &Scene) -> (Vec<[String; 3]>, String) {
    let (mut heads, mut texts) = (Vec::new(), String::new());
    for feed in FEEDS {
        for url in [feed.to_owned(), format!("{feed}?since=2000-01-01T00:00:00Z"), format!("{feed}?limit=1")] {
            let answer = fetch(scene, &url, &[]).await;
            assert_eq!(answer.status(), 200, "{url}");
            let header = |name: &str| {
                answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
            };
            heads.push([header("etag"), header("last-modified"), header("link")]);
            texts += &answer.text().await.unwrap();
        }
    }
    (heads, texts)
}

on_both_engines! {
    async fn what_is_not_public_leaves_no_trace(scene: Scene) {
        published(&scene, "Fachtag", CourseFormat::InPerson).await;
        let office = department(&scene, "Fachbereich", vec![
            point(ContactKind::Phone, "02191 16-0", None, ContactVisibility::Public),
        ]).await;
        let network = crate::networks::found(&scene, "Offenes Netz", json!({"visibility": "PUBLIC"})).await;
        let committee = crate::meetings::found(&scene, "Offener Kreis", json!({"visibility": "PUBLIC"})).await;
        let meeting = crate::meetings::plan(&scene, &committee).await;
        learned(&scene).await;
        scene.world().clock().advance(60);
        let before = learned(&scene).await;
        assert!(before.0.iter().all(|[tag, date, _]| !tag.is_empty() && !date.is_empty()), "{before:?}");
        scene.world().clock().advance(60);

        // Drafts, and offers for others than everybody.
        let named = |title: &str| SessionDraft { title: title.to_owned(), ..plan() };
        let secret = draft(&scene, named("Geheimer Entwurf")).await;
        cancel(&scene, &secret).await;
        for entitlement in [Entitlement::Invited, Entitlement::Agreement] {
            let closed = draft(&scene, SessionDraft { entitlement: Some(entitlement), ..named("Geheimer Kurs") }).await;
            step(&scene, &closed, SessionVerb::Publish).await;
        }
        // Networks and committees that not everybody may know of, and what is inside of open ones.
        for visibility in ["COMMUNITY", "MEMBERS"] {
            crate::networks::found(&scene, "Geheimes Netz", json!({"visibility": visibility})).await;
            let closed = crate::meetings::found(&scene, "Geheimrat", json!({"visibility": visibility})).await;
            let meeting = crate::meetings::plan(&scene, &closed).await;
            crate::meetings::files::paper(&scene, &meeting, None, "Geheimes Papier", true).await;
        }
        crate::meetings::files::paper(&scene, &meeting, None, "Geheimes Papier", false).await;
        crate::meetings::item(&scene, &meeting, "Geheimer Punkt", false).await;
        crate::meetings::seat(&scene, &committee, Who::STAFF, "MEMBER", json!({})).await;
        // People, and contacts that are not for everybody.
        let input = CreatePerson {
            organisation: office.id, salutation: None, title: None, given_name: Some("Kim".to_owned()),
            family_name: "Geheim".to_owned(), languages: Vec::new(), accept_duplicates: true,
            contact_points: vec![point(ContactKind::Email, "geheim@remscheid.example", None, ContactVisibility::Public)],
        };
        create_person(&scene.world().call(Actor::System), input).await.unwrap();
        let id = global(office.id);
        let read = "query($id: ID!) { organisation(id: $id) { id version contactPoints { id } } }";
        let now = scene.get(Who::ADMIN, read, json!({"id": id})).await;
        let points = json!([
            {"id": now["contactPoints"][0]["id"], "kind": "PHONE", "value": "02191 16-0", "visibility": "PUBLIC"},
            {"kind": "EMAIL", "value": "geheim@remscheid.example", "visibility": "COMMUNITY"},
            {"kind": "MOBILE", "value": "0151 23456789", "visibility": "ORGANISATION"},
        ]);
        let change = crate::meetings::change_of(&now, json!({"contactPoints": points}));
        scene.change(Who::ADMIN, crate::organisations::UPDATE, change).await;

        let after = learned(&scene).await;
        assert_eq!(after.0, before.0);
        assert_eq!(after.1, before.1);
        assert!(!after.1.contains("eheim"));
        let _ = network;
    }

    async fn a_token_opens_nothing_more(scene: Scene) {
        draft(&scene, SessionDraft { title: "Geheimer Entwurf".to_owned(), ..plan() }).await;
        let hidden = crate::networks::found(&scene, "Geheimes Netz", json!({"visibility": "COMMUNITY"})).await;
        let before = learned(&scene).await;
        let token = scene.cast().token(scene.world(), Role::TransferagenturAdmin, "transferagentur").await;
        let bearer = format!("Bearer {token}");
        for (feed, known) in FEEDS.iter().zip(before.0.chunks(3)) {
            let answer = fetch(&scene, feed, &[("authorization", bearer.as_str())]).await;
            assert_eq!(answer.headers()["etag"], known[0][0].as_str(), "{feed}");
        }
        let address = format!("/feeds/networks/{}.jsonld", hidden["id"].as_str().unwrap());
        assert_eq!(fetch(&scene, &address, &[("authorization", bearer.as_str())]).await.status(), 404);
    }
}
