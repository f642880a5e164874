//! Bytes that belong to no file go, all others stay.

use super::{DELETE, kept, uploaded};
use acceptance::{Scene, Who, on_both_engines};
use application::files::sweep;
use serde_json::json;
use std::fs;

on_both_engines! {
    async fn only_old_bytes_of_no_file_are_swept(scene: Scene) {
        let id = uploaded(&scene, "a.txt", "text/plain", b"abc").await;
        uploaded(&scene, "b.txt", "text/plain", b"abc").await;
        let orphan = "01709f60-0000-7000-8000-0000000000ab";
        let folder = scene.world().files().join("ab");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(orphan), "from before a crash").unwrap();
        fs::write(folder.join("README"), "somebody else's").unwrap();
        assert_eq!(kept(&scene), 4);
        // The orphan is of 3 March 2020 too, some minutes before every world begins.
        assert_eq!(sweep(scene.world().platform()).await.unwrap(), 0, "nothing is a day old yet");
        scene.world().clock().advance(25 * 3_600);
        assert_eq!(sweep(scene.world().platform()).await.unwrap(), 1);
        assert!(!folder.join(orphan).exists());
        assert_eq!(kept(&scene), 3);
        scene.get(Who::ADMIN, DELETE, json!({"input": {"id": id, "expectedVersion": 1}})).await;
        assert_eq!(kept(&scene), 2);
        assert_eq!(sweep(scene.world().platform()).await.unwrap(), 0);
    }
}
