//! Files: uploaded, downloaded, refused, deleted, swept.

mod changes;
mod download;
mod s3;
mod sweep;
mod upload;

use acceptance::{Scene, Site, Who, global};
use reqwest::{Method, Response};
use serde_json::{Value, json};

const REQUEST: &str = include_str!("../../../schema/operations/RequestUpload.graphql");
const FILES: &str = include_str!("../../../schema/operations/OrganisationFiles.graphql");
const DELETE: &str = include_str!("../../../schema/operations/DeleteFile.graphql");

/// The smallest thing that is a document of this kind.
const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

fn office(scene: &Scene) -> String {
    global(scene.cast().remscheid.office)
}

fn input(scene: &Scene, name: &str, media_type: &str, size: usize) -> Value {
    json!({"recordId": office(scene), "name": name, "mediaType": media_type, "size": size})
}

/// Asks for an upload and says where it goes.
async fn permitted(scene: &Scene, who: Who, input: Value) -> (Value, String) {
    let upload = scene.change(who, REQUEST, input).await;
    let url = upload["url"].as_str().unwrap().to_owned();
    (upload["fileId"].clone(), url)
}

async fn put(scene: &Scene, url: &str, bytes: impl Into<reqwest::Body>) -> Response {
    Site::send(scene.site().request(Method::PUT, url).header("accept-language", "en").body(bytes)).await
}

/// Attaches a file to the office in Remscheid and gives its id.
async fn uploaded(scene: &Scene, name: &str, media_type: &str, bytes: &'static [u8]) -> Value {
    let (id, url) = permitted(scene, Who::LEAD, input(scene, name, media_type, bytes.len())).await;
    let answer = put(scene, &url, bytes).await;
    assert_eq!(answer.status(), 201);
    id
}

async fn problem(answer: Response) -> (u16, String) {
    let status = answer.status().as_u16();
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["status"], status);
    (status, body["code"].as_str().unwrap().to_owned())
}

/// How many blobs and unfinished uploads lie in the folder.
fn kept(scene: &Scene) -> usize {
    fn count(folder: &std::path::Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(scene.world().files())
}
