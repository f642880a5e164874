//! Headers: tags, dates, cross-origin, and what is said of nonsense.

use super::{SYSTEM, body, fetch, get, listed, refusal, rich};
use acceptance::{Scene, Site, on_both_engines};
use reqwest::Method;

on_both_engines! {
    async fn what_did_not_change_is_not_sent_again(scene: Scene) {
        rich(&scene, "Lenkungskreis").await;
        let meeting = listed(&scene, "meeting").await[0]["id"].as_str().unwrap().to_owned();
        scene.world().clock().advance(60);
        for url in [SYSTEM.to_owned(), body(&scene).await["meeting"].as_str().unwrap().to_owned(), meeting.clone()] {
            let first = fetch(&scene, &url).await;
            assert_eq!(first.headers()["content-type"], "application/json", "{url}");
            assert_eq!(first.headers()["access-control-allow-origin"], "*");
            let tag = first.headers()["etag"].clone();
            let again = Site::send(scene.site().request(Method::GET, &url).header("if-none-match", &tag)).await;
            assert_eq!((again.status().as_u16(), &again.headers()["etag"]), (304, &tag), "{url}");
            assert_eq!(again.headers()["access-control-allow-origin"], "*");
        }
        let date = fetch(&scene, &meeting).await.headers()["last-modified"].clone();
        let since = async |date: &str| {
            let request = scene.site().request(Method::GET, &meeting).header("if-modified-since", date);
            Site::send(request).await.status().as_u16()
        };
        assert_eq!(since(date.to_str().unwrap()).await, 304);
        assert_eq!(since("Wed, 01 Jan 2020 00:00:00 GMT").await, 200);
        let head = Site::send(scene.site().request(Method::HEAD, &meeting)).await;
        assert_eq!((head.status().as_u16(), head.headers().contains_key("etag")), (200, true));
    }

    async fn what_just_changed_has_no_date_yet(scene: Scene) {
        rich(&scene, "Lenkungskreis").await;
        let url = listed(&scene, "organization").await.into_iter().find(|it| it["name"] == "Lenkungskreis").unwrap();
        let url = url["id"].as_str().unwrap().to_owned();
        get(&scene, &url).await;
        let committee = scene.get(acceptance::Who::LEAD, "{ committees { nodes { id } } }", serde_json::json!({})).await;
        crate::oparl::change_committee(&scene, &committee["nodes"][0], serde_json::json!({"shortName": "Neu"})).await;
        assert!(!fetch(&scene, &url).await.headers().contains_key("last-modified"));
        scene.world().clock().advance(2);
        assert!(fetch(&scene, &url).await.headers().contains_key("last-modified"));
    }

    async fn the_entry_has_one_address(scene: Scene) {
        let site = scene.site();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        for path in ["/oparl/v1.1", "/oparl/v1.1/"] {
            let answer = client.get(site.url(path)).send().await.unwrap();
            assert_eq!(answer.status(), 308, "{path}");
            assert!(answer.headers()["location"].to_str().unwrap().ends_with(SYSTEM));
        }
        let system = get(&scene, SYSTEM).await;
        assert_eq!(system["oparlVersion"], "https://schema.oparl.org/1.1/");
        for path in ["/oparl/v1.0/system", "/oparl/v1.1/nothing", "/oparl/v1.1/a/b/c/d", "/oparl/v1.1/body/..%2f..",
                     "/oparl/v1.1/meeting/%00", "/oparl/v1.1/body/%00/meetings", "/oparl/x"] {
            assert_eq!(refusal(&scene, path).await, (404, "NOT_FOUND".to_owned()), "{path}");
        }
        assert_eq!(Site::send(scene.site().request(Method::POST, SYSTEM)).await.status(), 405);
        let german = Site::send(scene.site().get("/oparl/v1.1/body/1")).await.text().await.unwrap();
        assert!(german.contains("nicht"), "{german}");
    }

    async fn too_much_is_too_much(world: acceptance::World) {
        let rates = api::http::Rates { address_cost: 30, ..api::http::Rates::default() };
        let settings = api::http::HttpSettings { rates, ..api::http::HttpSettings::default() };
        let site = Site::with(world, settings).await;
        let mut refused = 0;
        for _ in 0..5 {
            let answer = Site::send(site.get(SYSTEM)).await;
            if answer.status() == 429 {
                assert!(answer.headers().contains_key("retry-after"));
                refused += 1;
            }
        }
        assert!(refused > 0);
    }
}
