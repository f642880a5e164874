//! The bytes: to be shown, to be saved, and gone with what is withdrawn.

use super::{Rich, change_committee, fetch, listed, refusal, rich};
use acceptance::{Scene, Site, on_both_engines};
use reqwest::Method;
use serde_json::json;

on_both_engines! {
    async fn files_are_shown_saved_and_gone(scene: Scene) {
        let Rich { committee, .. } = rich(&scene, "Lenkungskreis").await;
        let files = listed(&scene, "file").await;
        let file = files.iter().find(|file| file["fileName"] == "konzept.txt").unwrap();
        let (access, download) = (file["accessUrl"].as_str().unwrap(), file["downloadUrl"].as_str().unwrap());
        let shown = fetch(&scene, access).await;
        assert_eq!(shown.status(), 200);
        assert_eq!(shown.headers()["access-control-allow-origin"], "*");
        assert!(shown.headers()["content-disposition"].to_str().unwrap().starts_with("inline"));
        let tag = shown.headers()["etag"].clone();
        assert_eq!(shown.text().await.unwrap(), "abc");
        let saved = fetch(&scene, download).await;
        assert_eq!(saved.headers()["content-disposition"], "attachment; filename=\"konzept.txt\"; filename*=UTF-8''konzept.txt");
        let again = Site::send(scene.site().request(Method::GET, access).header("if-none-match", tag)).await;
        assert_eq!(again.status(), 304);
        scene.world().clock().advance(60);
        let date = fetch(&scene, access).await.headers()["last-modified"].clone();
        let since = |date: &str| scene.site().request(Method::GET, access).header("if-modified-since", date);
        assert_eq!(Site::send(since(date.to_str().unwrap())).await.status(), 304);
        assert_eq!(Site::send(since("Wed, 01 Jan 2020 00:00:00 GMT")).await.status(), 200);
        let part = Site::send(scene.site().request(Method::GET, access).header("range", "bytes=1-1")).await;
        assert_eq!((part.status().as_u16(), part.text().await.unwrap()), (206, "b".to_owned()));
        change_committee(&scene, &committee, json!({"visibility": "COMMUNITY"})).await;
        for url in [access, download] {
            assert_eq!(refusal(&scene, url).await, (410, "GONE".to_owned()), "{url}");
        }
        let tombstone = crate::oparl::get(&scene, file["id"].as_str().unwrap()).await;
        assert_eq!(tombstone["deleted"], true);
        assert_eq!(refusal(&scene, "/oparl/v1.1/file/x/access").await.0, 404);
    }
}
