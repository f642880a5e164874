//! Downloading: with a token or a link, whole or in parts, under headers that make nothing run.

use super::{FILES, PDF, office, problem, uploaded};
use acceptance::{Scene, Site, Who, on_both_engines};
use reqwest::Method;
use serde_json::{Value, json};

async fn file(scene: &Scene, who: Who) -> Value {
    scene.get(who, FILES, json!({"id": office(scene)})).await["files"][0].clone()
}

on_both_engines! {
    async fn a_file_comes_under_safe_headers(scene: Scene) {
        uploaded(&scene, "Übersicht \u{2013} neu.pdf", "application/pdf", PDF).await;
        let url = file(&scene, Who::Stranger).await["downloadUrl"].as_str().unwrap().to_owned();
        assert!(!url.contains("ticket"), "what is public has a lasting link");
        let answer = Site::send(scene.site().request(Method::GET, &url)).await;
        let header = |name: &str| answer.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(answer.status(), 200);
        assert_eq!(header("content-type"), "application/pdf");
        assert_eq!(header("content-length"), PDF.len().to_string());
        let name = "attachment; filename=\"_bersicht _ neu.pdf\"; filename*=UTF-8''%C3%9Cbersicht%20%E2%80%93%20neu.pdf";
        assert_eq!(header("content-disposition"), name);
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").contains("sandbox"));
        assert_eq!(header("cache-control"), "private, no-cache");
        assert!(answer.headers().get("content-encoding").is_none());
        let tag = header("etag");
        let answered_without_date = answer.headers().get("last-modified").is_none();
        assert_eq!(answer.bytes().await.unwrap(), PDF);
        let again = scene.site().request(Method::GET, &url).header("if-none-match", &tag);
        assert_eq!(Site::send(again).await.status(), 304);
        // A date tells the same as a tag, once it is a second old.
        assert!(answered_without_date, "what was just stored has no date yet");
        scene.world().clock().advance(60);
        let date = Site::send(scene.site().request(Method::GET, &url)).await.headers()["last-modified"].clone();
        let dated = scene.site().request(Method::GET, &url).header("if-modified-since", &date);
        assert_eq!(Site::send(dated).await.status(), 304);
        let other = scene.site().request(Method::GET, &url).header("if-modified-since", &date).header("if-none-match", "\"x\"");
        assert_eq!(Site::send(other).await.status(), 200, "a tag says it better");
        let part = scene.site().request(Method::GET, &url).header("range", "bytes=0-3").header("if-range", &date);
        assert_eq!(Site::send(part).await.status(), 206);
        let head = Site::send(scene.site().request(Method::HEAD, &url)).await;
        assert_eq!(head.headers()["content-length"], PDF.len().to_string());
        let shown = Site::send(scene.site().request(Method::GET, &format!("{url}?inline"))).await;
        assert!(shown.headers()["content-disposition"].to_str().unwrap().starts_with("inline; "));
    }

    async fn parts_of_it_come_too(scene: Scene) {
        uploaded(&scene, "a.txt", "text/plain", b"0123456789").await;
        let url = file(&scene, Who::Stranger).await["downloadUrl"].as_str().unwrap().to_owned();
        let part = async |range: &str, more: Option<(&str, &str)>| {
            let mut request = scene.site().request(Method::GET, &url).header("range", range);
            if let Some((name, value)) = more {
                request = request.header(name, value);
            }
            let answer = Site::send(request).await;
            let said = answer.headers().get("content-range").map(|said| said.to_str().unwrap().to_owned());
            (answer.status().as_u16(), said.unwrap_or_default(), answer.text().await.unwrap())
        };
        let of = |status: u16, said: &str, text: &str| (status, said.to_owned(), text.to_owned());
        assert_eq!(part("bytes=2-4", None).await, of(206, "bytes 2-4/10", "234"));
        assert_eq!(part("bytes=7-", None).await, of(206, "bytes 7-9/10", "789"));
        assert_eq!(part("bytes=-2", None).await, of(206, "bytes 8-9/10", "89"));
        assert_eq!(part("bytes=9-20", None).await.0, 206);
        assert_eq!(part("bytes=10-", None).await, of(416, "bytes */10", ""));
        assert_eq!(part("bytes=0-1,4-5", None).await, of(200, "", "0123456789"));
        assert_eq!(part("lines=1", None).await, of(200, "", "0123456789"));
        assert_eq!(part("bytes=2-4", Some(("if-range", "\"another\""))).await, of(200, "", "0123456789"));
    }

    async fn a_link_works_for_its_session_and_its_time(scene: Scene) {
        uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        let seen = file(&scene, Who::STAFF).await;
        let url = seen["downloadUrl"].as_str().unwrap();
        assert!(url.contains("?ticket="), "{url}");
        let get = async |url: &str| Site::send(scene.site().request(Method::GET, url)).await;
        assert_eq!(get(&format!("{url}&inline")).await.text().await.unwrap(), "abc");
        assert_eq!(problem(get(&format!("{url}x")).await).await, (403, "INVALID_TOKEN".to_owned()));
        let other = url.replace("/files/0", "/files/1");
        assert_eq!(problem(get(&other).await).await, (403, "INVALID_TOKEN".to_owned()));
        scene.world().clock().advance(10 * 60);
        assert_eq!(problem(get(url).await).await, (403, "INVALID_TOKEN".to_owned()));
    }

    async fn what_does_not_exist_answers_alike(scene: Scene) {
        for path in ["/files/x", "/files/00000000-0000-0000-0000-000000000000", "/files/..%2f..%2fsecret"] {
            let answer = Site::send(scene.site().request(Method::GET, path)).await;
            assert_eq!(problem(answer).await, (404, "NOT_FOUND".to_owned()), "{path}");
        }
        let request = scene.site().request(Method::GET, "/files/x").bearer_auth("nonsense");
        assert_eq!(problem(Site::send(request).await).await, (401, "UNAUTHENTICATED".to_owned()));
        assert_eq!(Site::send(scene.site().request(Method::PUT, "/files/x")).await.status(), 405);
    }

    async fn bytes_that_are_lost_are_no_empty_file(scene: Scene) {
        uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        let url = file(&scene, Who::Stranger).await["downloadUrl"].as_str().unwrap().to_owned();
        std::fs::remove_dir_all(scene.world().files()).unwrap();
        let answer = Site::send(scene.site().request(Method::GET, &url)).await;
        assert_eq!(problem(answer).await, (503, "UNAVAILABLE".to_owned()));
    }
}
