//! A thousand edits of the same minutes by several hands: none is lost.

use super::{draft, found, open, plan};
use acceptance::{Scene, Who, on_both_engines};
use application::Error;
use application::meetings::{UpdateMinutes, find_minutes, update_minutes};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Role;
use domain::shared::{MinutesId, RefusalCode};
use futures::future::join_all;
use serde_json::json;
use uuid::Uuid;

const EDITORS: usize = 5;
const EDITS: usize = 200;

/// Adds a line to what is there, and does so again from the newer text whenever somebody else was faster. Says how
/// often that was.
async fn edit(call: &application::Call, id: MinutesId, line: &str) -> usize {
    for tries in 0.. {
        let seen = find_minutes(call, id).await.unwrap().unwrap();
        let text = format!("{}\n{line}", seen.text);
        match update_minutes(call, UpdateMinutes { id, expected_version: seen.version, text }).await {
            Ok(_) => return tries,
            Err(Error::Refused(refusals)) => assert_eq!(refusals[0].code, RefusalCode::VersionConflict),
            // SQLite's one writer was busy for too long.
            Err(Error::Unavailable(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    unreachable!("the loop has no end")
}

on_both_engines! {
    async fn a_thousand_interleaved_edits_lose_nothing(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        open(&scene, &meeting).await;
        let minutes = draft(&scene, &meeting, "Anfang").await;
        let id = URL_SAFE_NO_PAD.decode(minutes["id"].as_str().unwrap()).unwrap();
        let id: MinutesId = Uuid::from_slice(&id[..16]).unwrap().into();
        let actor = scene.cast().actor(scene.world(), Role::OfficeLead, "remscheid").await;
        let hands = (0..EDITORS).map(async |editor| {
            let call = scene.world().call(actor.clone());
            let mut conflicts = 0;
            for number in 0..EDITS {
                conflicts += edit(&call, id, &format!("{editor}-{number}")).await;
            }
            conflicts
        });
        let conflicts: usize = join_all(hands).await.into_iter().sum();
        assert!(conflicts > 0, "the edits met");
        let call = scene.world().call(actor.clone());
        let kept = find_minutes(&call, id).await.unwrap().unwrap();
        assert_eq!(kept.version, 1 + i64::try_from(EDITORS * EDITS).unwrap());
        let mut lines: Vec<&str> = kept.text.as_str().lines().skip(1).collect();
        assert_eq!(lines.len(), EDITORS * EDITS);
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), EDITORS * EDITS, "each line stands there once");
        assert_eq!(scene.get(Who::LEAD, "query($id: ID!) { minutes(id: $id) { version } }", json!({"id": minutes["id"]})).await["version"], kept.version);
    }
}
