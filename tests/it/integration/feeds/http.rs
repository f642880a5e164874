//! Headers: tags, dates, languages, cross-origin, and what is said of nonsense.

use super::{CARDS, CHANGES, EVENTS, NETWORKS, ORGANISATIONS, department, fetch, published};
use acceptance::{Scene, Site, global, on_both_engines};
use domain::qualifications::CourseFormat;
use reqwest::Method;
use serde_json::Value;

on_both_engines! {
    async fn what_did_not_change_is_not_sent_again(scene: Scene) {
        let session = published(&scene, "Fachtag", CourseFormat::InPerson).await;
        let made = department(&scene, "Fachbereich", Vec::new()).await;
        crate::networks::found(&scene, "Netz", serde_json::json!({"visibility": "PUBLIC"})).await;
        for feed in [EVENTS, CHANGES, NETWORKS, CARDS] {
            fetch(&scene, feed, &[]).await;
        }
        scene.world().clock().advance(60);
        let item = format!("/feeds/sessions/{}.jsonld", global(session.id));
        let card = format!("/feeds/organisations/{}.vcf", global(made.id));
        let kinds = ["application/ld+json", "application/atom+xml; charset=utf-8", "text/vcard; charset=utf-8"];
        for (url, kind) in [(EVENTS, kinds[0]), (CHANGES, kinds[1]), (ORGANISATIONS, kinds[0]), (NETWORKS, kinds[0]),
                            (CARDS, kinds[2]), (&item, kinds[0]), (&card, kinds[2])] {
            let first = fetch(&scene, url, &[]).await;
            let header = |name: &str| first.headers()[name].to_str().unwrap().to_owned();
            assert_eq!((first.status().as_u16(), header("content-type").as_str()), (200, kind), "{url}");
            assert_eq!((header("access-control-allow-origin"), header("cache-control")), ("*".to_owned(), "public, no-cache".to_owned()));
            assert!(header("vary").contains("accept-language"), "{url}");
            let (tag, date) = (header("etag"), header("last-modified"));
            let status = async |headers: &[(&str, &str)]| fetch(&scene, url, headers).await.status().as_u16();
            assert_eq!(status(&[("if-none-match", tag.as_str())]).await, 304, "{url}");
            assert_eq!(status(&[("if-none-match", "\"other\"")]).await, 200, "{url}");
            assert_eq!(status(&[("if-modified-since", date.as_str())]).await, 304, "{url}");
            assert_eq!(status(&[("if-modified-since", "Wed, 01 Jan 2020 00:00:00 GMT")]).await, 200, "{url}");
            assert_eq!(status(&[("if-modified-since", date.as_str()), ("if-none-match", "\"other\"")]).await, 200, "{url}");
            let head = Site::send(scene.site().request(Method::HEAD, url)).await;
            assert_eq!((head.status().as_u16(), &head.headers()["etag"]), (200, &first.headers()["etag"]), "{url}");
            assert_eq!(Site::send(scene.site().request(Method::POST, url)).await.status(), 405, "{url}");
        }
    }

    async fn what_vanishes_changes_the_date(scene: Scene) {
        let network = crate::networks::found(&scene, "Netz", serde_json::json!({"visibility": "PUBLIC"})).await;
        fetch(&scene, NETWORKS, &[]).await;
        scene.world().clock().advance(60);
        let date = fetch(&scene, NETWORKS, &[]).await.headers()["last-modified"].to_str().unwrap().to_owned();
        let hidden = crate::networks::profile("Netz", serde_json::json!({"visibility": "MEMBERS"}));
        let change = crate::networks::change_of(&network, serde_json::json!({"profile": hidden}));
        scene.change(acceptance::Who::LEAD, crate::networks::UPDATE, change).await;
        fetch(&scene, NETWORKS, &[]).await;
        scene.world().clock().advance(60);
        // The list is empty, as before there was anything; whoever has the network in their copy is told.
        let answer = fetch(&scene, NETWORKS, &[("if-modified-since", date.as_str())]).await;
        assert_eq!(answer.status(), 200);
        assert_ne!(answer.headers()["last-modified"], date.as_str());
    }

    async fn a_feed_speaks_the_language_of_its_reader(scene: Scene) {
        published(&scene, "Fachtag", CourseFormat::Digital).await;
        let asked = async |url: &str, liked: &str| {
            let answer = fetch(&scene, url, &[("accept-language", liked)]).await;
            let spoken = answer.headers()["content-language"].to_str().unwrap().to_owned();
            (spoken, answer.text().await.unwrap())
        };
        let german = asked(EVENTS, "de").await;
        assert!(german.0 == "de" && german.1.contains("BildungsNetz: Veranstaltungen") && german.1.contains("Fachtag"));
        let english = asked(EVENTS, "en").await;
        assert!(english.0 == "en" && english.1.contains("BildungsNetz: events") && english.1.contains("conference"));
        assert_eq!(asked(&format!("{EVENTS}?lang=de"), "en").await, german);
        assert!(asked(&format!("{CHANGES}?lang=en"), "de").await.1.contains("New: Fachtag"));
    }

    async fn nonsense_is_named(scene: Scene) {
        for feed in [EVENTS, CHANGES, ORGANISATIONS, NETWORKS, CARDS, "/calendar/public.ics"] {
            for (parameters, code) in [("since=yesterday", "INVALID"), ("since=2020-03-03", "INVALID"), ("limit=0", "OUT_OF_RANGE"),
                                       ("limit=-1", "INVALID"), ("lang=fr", "INVALID"), ("after=%00", "INVALID"),
                                       ("since=2020-03-03T09:00:00Z&since=2020-03-03T09:00:00Z", "DUPLICATE")] {
                let answer = fetch(&scene, &format!("{feed}?{parameters}"), &[("accept-language", "en")]).await;
                assert_eq!(answer.status(), 400, "{feed}?{parameters}");
                assert_eq!(answer.headers()["content-type"], "application/problem+json");
                let problem: Value = answer.json().await.unwrap();
                let (name, _) = parameters.split_once('=').unwrap();
                assert_eq!(problem["code"], code, "{feed}?{parameters}");
                assert!(problem["detail"].as_str().unwrap().starts_with(&format!("{name}: ")), "{problem}");
            }
        }
        let german = fetch(&scene, &format!("{EVENTS}?since=gestern"), &[("accept-language", "de")]).await;
        assert!(german.text().await.unwrap().contains("since: "));
        let office = global(scene.cast().remscheid.office);
        for path in ["/feeds/events.ics", "/feeds/sessions/x.jsonld", "/feeds/sessions/.jsonld", "/feeds/people/x.jsonld",
                     &format!("/feeds/sessions/{office}.jsonld"), &format!("/feeds/organisations/{office}.pdf"),
                     &format!("/feeds/networks/{office}.vcf"), &format!("/feeds/organisations/{office}")] {
            let answer = fetch(&scene, path, &[]).await;
            assert_eq!(answer.status(), 404, "{path}");
        }
    }

    async fn too_much_is_too_much(world: acceptance::World) {
        let rates = api::http::Rates { address_cost: 500, ..api::http::Rates::default() };
        let settings = api::http::HttpSettings { rates, ..api::http::HttpSettings::default() };
        let site = Site::with(world, settings).await;
        let mut refused = 0;
        for _ in 0..5 {
            let answer = Site::send(site.get(EVENTS)).await;
            if answer.status() == 429 {
                assert!(answer.headers().contains_key("retry-after"));
                refused += 1;
            }
        }
        assert!(refused > 0);
    }
}
