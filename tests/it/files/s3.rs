//! The same storage over a protocol: an S3-compatible server in a folder.

use super::PDF;
use acceptance::{Cast, NodePackage, TestDatabase, World, on_both_engines};
use application::files::{AttachFile, DeleteFile, S3Settings, Storage, attach_file, delete_file, open_file, sweep};
use domain::access::Actor;
use domain::files::{FileDraft, Holder, HolderKind};
use domain::shared::FileId;
use futures::TryStreamExt;
use serde_json::Value;
use std::path::Path;

fn blobs(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let object = |path: &Path| path.to_string_lossy().ends_with("._S3rver_object");
    entries.map(|path| if path.is_dir() { blobs(&path) } else { usize::from(object(&path)) }).sum()
}

on_both_engines! {
    async fn files_are_kept_in_a_bucket(database: TestDatabase) {
        let folder = tempfile::tempdir().unwrap();
        let program = NodePackage::installed("node").await;
        let (_server, said) = program.start("storage.mjs", &[folder.path().to_str().unwrap(), "akten"]).await;
        let port = serde_json::from_str::<Value>(&said).unwrap()["port"].as_u64().unwrap();
        let storage = Storage::in_s3(&S3Settings {
            endpoint: format!("http://127.0.0.1:{port}"),
            region: "us-east-1".to_owned(),
            bucket: "akten".to_owned(),
            folder: "platform".to_owned(),
            access_key_id: "S3RVER".to_owned(),
            secret_access_key: "S3RVER".to_owned(),
        });
        let world = World::storing(database, storage.unwrap());
        let cast = Cast::enter(&world).await;
        let call = world.call(Actor::System);
        let holder = Holder { kind: HolderKind::Organisation, id: cast.remscheid.office.uuid() };
        let draft = |name: &str, media_type: &str| FileDraft { name: name.to_owned(), title: None, media_type: media_type.to_owned() };
        let input = AttachFile { id: FileId::new(call.ids()), holder, draft: draft("a.pdf", "application/pdf"), size: None };
        let parts = PDF.chunks(7).map(|part| Ok(part.into())).collect::<Vec<_>>();
        let file = attach_file(&call, input, futures::stream::iter(parts)).await.unwrap();
        assert_eq!(blobs(folder.path()), 1);
        let open = open_file(&call, file.id).await.unwrap().unwrap();
        let whole: Vec<_> = open.bytes(&call, 0..file.size).await.unwrap().try_collect().await.unwrap();
        assert_eq!(whole.concat(), PDF);
        let part: Vec<_> = open.bytes(&call, 1..5).await.unwrap().try_collect().await.unwrap();
        assert_eq!(part.concat(), &PDF[1..5]);
        let wrong = AttachFile { id: FileId::new(call.ids()), holder, draft: draft("b.txt", "text/plain"), size: None };
        assert!(attach_file(&call, wrong, futures::stream::iter([Ok(PDF.into())])).await.is_err());
        assert_eq!(blobs(folder.path()), 1, "what is refused is not kept");
        world.clock().advance(25 * 3_600);
        assert_eq!(sweep(world.platform()).await.unwrap(), 0);
        delete_file(&call, DeleteFile { id: file.id, expected_version: 1 }).await.unwrap();
        assert_eq!(blobs(folder.path()), 0);
    }
}
