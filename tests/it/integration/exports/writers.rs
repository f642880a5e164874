//! Those who write exports: they die, take over from each other, stop, and are fair.

use super::{PEOPLE, export_id, fetch, interrupted, kept, person, read, start, write, written};
use acceptance::{Scene, Who, on_both_engines};
use application::integration::exports::{Exporter, Reader};
use futures::FutureExt;
use persistence::counted;
use serde_json::json;
use std::sync::{Arc, Mutex};
use tokio::sync::Notify;

/// After this a node that died is not waited for any more, in seconds.
const CLAIM: i64 = 120;

on_both_engines! {
    async fn another_node_takes_over_from_one_that_died(scene: Scene) {
        for format in ["CSV", "XLSX", "JSONL"] {
            let (undisturbed, expected) = written(&scene, Who::LEAD, PEOPLE, format).await;
            let export = start(&scene, Who::LEAD, PEOPLE, format).await;
            let reached = Arc::new(Notify::new());
            let there = Arc::clone(&reached);
            let dying = interrupted(&scene, 3, move || {
                there.notify_one();
                std::future::pending().boxed()
            });
            let life = tokio::spawn(async move { dying.write_due().await });
            reached.notified().await;
            life.abort();
            assert!(life.await.unwrap_err().is_cancelled(), "it died in the middle");
            assert_eq!(read(&scene, Who::LEAD, &export).await["state"], "RUNNING");
            assert_eq!(write(&scene).await, 0, "it may live still");
            scene.world().clock().advance(CLAIM);
            assert_eq!(write(&scene).await, 1);
            let done = read(&scene, Who::LEAD, &export).await;
            assert_eq!((&done["state"], &done["rows"]), (&json!("DONE"), &undisturbed["rows"]), "{done:#}");
            let bytes = fetch(&scene, done["downloadUrl"].as_str().unwrap()).await.bytes().await.unwrap();
            assert_eq!(bytes.len() as u64, done["bytes"].as_u64().unwrap());
            assert_eq!(bytes, expected, "as if nothing had happened");
        }
    }

    async fn one_that_was_only_slow_spoils_nothing(scene: Scene) {
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let (reached, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (there, wait) = (Arc::clone(&reached), Arc::clone(&go_on));
        let slow = interrupted(&scene, 3, move || {
            let (there, wait) = (Arc::clone(&there), Arc::clone(&wait));
            async move {
                there.notify_one();
                wait.notified().await;
            }
            .boxed()
        });
        let life = tokio::spawn(async move { slow.write_due().await });
        reached.notified().await;
        scene.world().clock().advance(CLAIM);
        assert_eq!(write(&scene).await, 1);
        let done = read(&scene, Who::LEAD, &export).await;
        go_on.notify_one();
        assert_eq!(life.await.unwrap().unwrap(), 1);
        assert_eq!(read(&scene, Who::LEAD, &export).await["version"], done["version"], "it has no say any more");
        assert_eq!(fetch(&scene, done["downloadUrl"].as_str().unwrap()).await.status(), 200);
        assert_eq!(kept(&scene), 1, "its own part is thrown away");
    }

    async fn what_never_comes_to_its_end_is_given_up(scene: Scene) {
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        for _ in 0..5 {
            let failing = interrupted(&scene, 2, || async { panic!("the node dies") }.boxed());
            let died = tokio::spawn(async move { failing.write_due().await }).await;
            assert!(died.unwrap_err().is_panic());
            scene.world().clock().advance(CLAIM);
        }
        assert_eq!(write(&scene).await, 1);
        let ended = read(&scene, Who::LEAD, &export).await;
        assert_eq!((&ended["state"], &ended["failure"]), (&json!("FAILED"), &json!("INTERRUPTED")), "{ended:#}");
    }

    async fn one_that_stops_gives_its_export_back(scene: Scene) {
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let stop = Arc::new(Notify::new());
        let told = Arc::clone(&stop);
        let stopping = interrupted(&scene, 2, move || {
            let told = Arc::clone(&told);
            // What is told is heard before the next page: the other half of `run` has its turn meanwhile.
            async move {
                told.notify_one();
                tokio::task::yield_now().await;
            }
            .boxed()
        });
        let heard = Arc::clone(&stop);
        stopping.run(async move { heard.notified().await }).await;
        let state = read(&scene, Who::LEAD, &export).await["state"].clone();
        // It may have come to its end before it heard, but it never hangs in the middle.
        assert!(state == "QUEUED" || state == "DONE", "{state}");
        assert_eq!(write(&scene).await, usize::from(state == "QUEUED"));
        assert_eq!(read(&scene, Who::LEAD, &export).await["state"], "DONE");
    }

    async fn whoever_waits_longest_is_next(scene: Scene) {
        let mut names = Vec::new();
        for (who, name) in [(Who::LEAD, "lead 1"), (Who::LEAD, "lead 2"), (Who::LEAD, "lead 3"), (Who::STAFF, "staff"), (Who::ADMIN, "admin")] {
            let export = start(&scene, who, PEOPLE, "JSONL").await;
            names.push((export_id(&export), name));
        }
        let begun = Arc::new(Mutex::new(Vec::new()));
        let order = Arc::clone(&begun);
        let Reader { plan, read: real } = scene.site().reader();
        let reader = Reader {
            plan,
            read: Arc::new(move |call, wanted, wish| {
                if wish.after.is_none() {
                    order.lock().unwrap().push(call.request().to_owned());
                }
                real(call, wanted, wish)
            }),
        };
        let exporter = Exporter::new(Arc::clone(scene.world().platform()), reader);
        assert_eq!(exporter.write_due().await.unwrap(), 5);
        let named = |request: &str| names.iter().find(|(id, _)| request == format!("export-{id}")).unwrap().1;
        let order: Vec<_> = begun.lock().unwrap().iter().map(|request| named(request)).collect();
        assert_eq!(order, ["lead 1", "staff", "admin", "lead 2", "lead 3"]);
    }

    async fn every_page_costs_the_same_few_statements(scene: Scene) {
        for number in 0..20 {
            person(&scene, "Robin", &format!("Viele{number}")).await;
        }
        let statements = async |size: u32| {
            let document = format!("{{ people(first: {size}, filter: {{text: \"Viele\"}}) {{ nodes {{ familyName organisation {{ name }} }} }} }}");
            start(&scene, Who::LEAD, &document, "CSV").await;
            let (written, statements) = Box::pin(counted(async { scene.site().exporter().write_due().await })).await;
            assert_eq!(written.unwrap(), 1);
            statements
        };
        let (two, four) = (Box::pin(statements(10)).await, Box::pin(statements(5)).await);
        let each = (four - two) / 2;
        assert_eq!((four - two) % 2, 0, "each page costs the same: {two}, {four}");
        // Whether it is still to be written, who asks, the rows, and what hangs on them.
        assert!(each <= 4, "{each} statements for each page");
    }

    async fn the_work_goes_on_by_itself(scene: Scene) {
        let exporter = scene.site().exporter();
        let stop = Arc::new(Notify::new());
        let heard = Arc::clone(&stop);
        let life = tokio::spawn(exporter.run(async move { heard.notified().await }));
        let export = start(&scene, Who::LEAD, PEOPLE, "CSV").await;
        let mut bell = scene.world().platform().database.events_bell();
        loop {
            bell.borrow_and_update();
            let state = read(&scene, Who::LEAD, &export).await["state"].clone();
            if state == "DONE" {
                break;
            }
            assert!(state == "QUEUED" || state == "RUNNING", "{state}");
            bell.changed().await.unwrap();
        }
        stop.notify_one();
        life.await.unwrap();
    }
}
