//! Uploading: permitted by a mutation, sent with PUT, refused for good reasons, and never half.

use super::{FILES, PDF, REQUEST, input, kept, office, permitted, problem, put, uploaded};
use acceptance::{Scene, Site, Who, on_both_engines};
use application::accounts::sign_out;
use domain::access::Role;
use serde_json::json;

on_both_engines! {
    async fn what_was_permitted_is_attached(scene: Scene) {
        let (id, url) = permitted(&scene, Who::LEAD, input(&scene, "Geschäftsordnung.pdf", "application/pdf", PDF.len())).await;
        assert!(url.starts_with("https://bildungsnetz.example/files/uploads/"), "{url}");
        let before = scene.get(Who::Stranger, FILES, json!({"id": office(&scene)})).await;
        assert_eq!(before["files"], json!([]), "nothing is there before the bytes are");
        let answer = put(&scene, &url, PDF).await;
        assert_eq!(answer.status(), 201);
        assert!(answer.headers()["location"].to_str().unwrap().starts_with("/files/"));
        let files = scene.get(Who::Stranger, FILES, json!({"id": office(&scene)})).await["files"].clone();
        assert_eq!(files[0]["id"], id);
        assert_eq!(files[0]["name"], "Geschäftsordnung.pdf");
        assert_eq!(files[0]["size"], PDF.len());
        assert_eq!(files[0]["recordId"], office(&scene));
        assert_eq!(files[0]["sha256"].as_str().unwrap().len(), 64);
        assert_eq!(problem(put(&scene, &url, PDF).await).await, (409, "DUPLICATE".to_owned()));
        assert_eq!(kept(&scene), 1, "the second try leaves nothing behind");
    }

    async fn what_is_wrong_is_said_before_anything_is_sent(scene: Scene) {
        let of = async |name: &str, media_type: &str, size: usize| {
            scene.refusals(Who::LEAD, REQUEST, input(&scene, name, media_type, size)).await
        };
        assert_eq!(of("../x.pdf", "application/pdf", 9).await, ["INVALID name"]);
        assert_eq!(of("a\u{202e}fdp.exe", "application/pdf", 9).await, ["INVALID name"]);
        assert_eq!(of("x.exe", "application/pdf", 9).await, ["INVALID name"]);
        assert_eq!(of("x.exe", "application/x-msdownload", 9).await, ["UNSUPPORTED_TYPE mediaType"]);
        assert_eq!(of("x.html", "text/html", 9).await, ["UNSUPPORTED_TYPE mediaType"]);
        assert_eq!(of("x.svg", "image/svg+xml", 9).await, ["UNSUPPORTED_TYPE mediaType"]);
        assert_eq!(of("x.pdf", "pdf", 0).await, ["INVALID mediaType", "INCOMPLETE size"]);
        assert_eq!(of("x.pdf", "application/pdf", (1 << 20) + 1).await, ["FILE_TOO_LARGE size"]);
        let mut nowhere = input(&scene, "x.pdf", "application/pdf", 9);
        for id in ["nonsense", "AAAA"] {
            nowhere["recordId"] = json!(id);
            assert_eq!(scene.refusals(Who::LEAD, REQUEST, nowhere.clone()).await, ["NOT_FOUND recordId"]);
        }
    }

    async fn bytes_that_are_not_what_was_said_are_refused_and_gone(scene: Scene) {
        let send = async |name: &str, media_type: &str, size: usize, bytes: &'static [u8]| {
            let (_, url) = permitted(&scene, Who::LEAD, input(&scene, name, media_type, size)).await;
            problem(put(&scene, &url, bytes).await).await
        };
        assert_eq!(send("a.pdf", "application/pdf", 2, b"MZ").await, (415, "TYPE_MISMATCH".to_owned()));
        assert_eq!(send("a.txt", "text/plain", 3, b"a\0b").await, (415, "TYPE_MISMATCH".to_owned()));
        assert_eq!(send("a.txt", "text/plain", 15, b"<!DOCTYPE html>").await, (415, "TYPE_MISMATCH".to_owned()));
        assert_eq!(send("a.png", "image/png", PDF.len(), PDF).await, (415, "TYPE_MISMATCH".to_owned()));
        assert_eq!(send("a.txt", "text/plain", 5, b"").await, (400, "INCOMPLETE".to_owned()));
        assert_eq!(send("a.txt", "text/plain", 5, b"abc").await, (400, "INCOMPLETE".to_owned()));
        let large = vec![b'a'; (1 << 20) + 1];
        let (_, url) = permitted(&scene, Who::LEAD, input(&scene, "a.txt", "text/plain", 5)).await;
        assert_eq!(problem(put(&scene, &url, large).await).await, (413, "FILE_TOO_LARGE".to_owned()));
        assert_eq!(kept(&scene), 0);
        let files = scene.get(Who::LEAD, FILES, json!({"id": office(&scene)})).await["files"].clone();
        assert_eq!(files, json!([]));
        // After a refusal the same permission serves once more.
        assert_eq!(put(&scene, &url, "abcde").await.status(), 201);
    }

    async fn an_upload_that_breaks_off_leaves_nothing(scene: Scene) {
        let (_, url) = permitted(&scene, Who::LEAD, input(&scene, "a.txt", "text/plain", 400_000)).await;
        let parts = (0..4).map(|part| if part < 3 { Ok("x".repeat(100_000)) } else { Err(std::io::Error::other("gone")) });
        let body = reqwest::Body::wrap_stream(futures::stream::iter(parts));
        let request = scene.site().request(reqwest::Method::PUT, &url).body(body);
        assert!(request.send().await.is_err());
        assert_eq!(put(&scene, &url, "x".repeat(400_000)).await.status(), 201);
        // The site notices in its own time that the sender is gone.
        for _ in 0..1_000 {
            if kept(&scene) == 1 {
                return;
            }
            assert_eq!(Site::send(scene.site().get("/healthz")).await.status(), 200);
        }
        panic!("what broke off is still there");
    }

    async fn a_permission_ends_with_its_time_its_session_and_its_right(scene: Scene) {
        let ask = input(&scene, "a.txt", "text/plain", 3);
        let (_, late) = permitted(&scene, Who::LEAD, ask.clone()).await;
        scene.world().clock().advance(15 * 60);
        assert_eq!(problem(put(&scene, &late, "abc").await).await, (403, "INVALID_TOKEN".to_owned()));
        let (_, url) = permitted(&scene, Who::LEAD, ask.clone()).await;
        let forged = url.replace("/uploads/", "/uploads/A");
        for wrong in [&forged, "/files/uploads/x", "/files/uploads/%2e%2e%2fsecret"] {
            assert_eq!(problem(put(&scene, wrong, "abc").await).await, (403, "INVALID_TOKEN".to_owned()), "{wrong}");
        }
        let actor = scene.cast().actor(scene.world(), Role::OfficeLead, "remscheid").await;
        let call = scene.world().call(actor);
        let upload = application::files::RequestUpload {
            holder: domain::files::Holder::named("Organisation", scene.cast().remscheid.office.uuid()),
            draft: domain::files::FileDraft { name: "a.txt".to_owned(), title: None, media_type: "text/plain".to_owned() },
            size: 3,
        };
        let upload = application::files::request_upload(&call, upload).await.unwrap();
        sign_out(&call).await.unwrap();
        assert_eq!(problem(put(&scene, &upload.url, "abc").await).await, (403, "INVALID_TOKEN".to_owned()));
    }

    async fn text_of_all_kinds_is_taken(scene: Scene) {
        uploaded(&scene, "Zahlen.csv", "text/csv", "Jahr;Wert\n2020;ä\n".as_bytes()).await;
        uploaded(&scene, "Termin.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").await;
        uploaded(&scene, "Bild.png", "image/png", b"\x89PNG\r\n\x1a\n0000").await;
        assert_eq!(kept(&scene), 3);
    }
}
