//! Importing the official directory: all of it, or nothing.

use super::{day, directory, find, load, present, search};
use acceptance::{World, on_both_engines};
use application::Error;
use application::audit::{AuditFilter, list_audit_entries, verify_audit};
use application::territories::{ImportProgress, ImportReport, ImportTerritories, import_territories};
use domain::access::Actor;
use domain::shared::{Language, PageRequest, Refusal};
use domain::territories::Territory;
use std::sync::Mutex;

/// The directory that would list what is known, with the date of the reference.
async fn reference(world: &World) -> String {
    directory::file(&present(world, "2023-11-30").await, "20231130")
}

async fn import(world: &World, file: &str, dry_run: bool) -> Result<ImportReport, Error> {
    let input = ImportTerritories { file: file.into(), population_date: Some(day("2022-12-31")), dry_run };
    import_territories(&world.call(Actor::System), input, &|_| ()).await
}

fn refusals(refused: Result<ImportReport, Error>) -> Vec<String> {
    let Err(Error::Refused(refusals)) = refused else { panic!("it was not refused") };
    refusals.iter().map(|refusal: &Refusal| refusal.message(Language::English)).collect()
}

/// Everything that an import could have changed.
async fn everything(world: &World) -> (Vec<Territory>, Vec<Territory>, i64) {
    let entries = verify_audit(&world.call(Actor::System)).await.unwrap().entries;
    (present(world, "2000-01-01").await, present(world, "2024-07-01").await, entries)
}

on_both_engines! {
    async fn the_directory_of_the_reference_changes_nothing(world: World) {
        load(&world).await;
        let file = reference(&world).await;
        assert_eq!(file.lines().count(), 1 + 5 + 53 + 2 * 396);
        let before = everything(&world).await;
        let report = import(&world, &file, false).await.unwrap();
        assert_eq!(report.unchanged, 433);
        assert!(report.created.is_empty() && report.changed.is_empty() && report.ended.is_empty() && !report.written);
        assert_eq!(everything(&world).await, before);
    }

    async fn an_empty_platform_begins_with_the_reference(world: World) {
        load(&world).await;
        let newer = reference(&world).await.replace("20231130", "20240630").replace("Issum ", "Isum  ");
        let empty = World::with(acceptance::TestDatabase::migrated(world.engine()).await.unwrap());
        let dry = import(&empty, &newer, true).await.unwrap();
        assert_eq!((dry.from_reference, dry.changed.len(), dry.unchanged, dry.written), (444, 1, 432, false));
        assert!(present(&empty, "2024-06-30").await.is_empty());
        let report = import(&empty, &newer, false).await.unwrap();
        assert_eq!(ImportReport { written: false, ..report.clone() }, dry);
        assert!(report.written);
        assert_eq!(present(&empty, "2024-06-30").await.len(), 433);
        // It has the history that the file does not tell.
        assert_eq!(find(&empty, "05354", "2009-10-20").await.unwrap().facts.name.as_str(), "Aachen");
        let isum = find(&empty, "05154020", "2024-06-30").await.unwrap();
        assert_eq!((isum.facts.name.as_str(), isum.version, isum.period.from), ("Isum", 2, day("1976-07-01")));
        let again = import(&empty, &newer, false).await.unwrap();
        assert_eq!((again.from_reference, again.unchanged, again.written), (0, 433, false));
        assert_eq!(verify_audit(&empty.call(Actor::System)).await.unwrap().entries, 445);
    }

    async fn a_newer_directory_creates_changes_and_ends(world: World) {
        load(&world).await;
        let file = reference(&world).await.replace("20231130", "20240630");
        // Issum gets another name, and Rheurdt another key.
        let file = file.replace("Issum ", "Isum  ").replace("51540480048", "51540490049");
        let file = file.replace("05154   0048", "05154   0049");
        let dry = import(&world, &file, true).await.unwrap();
        assert!(!dry.written);
        assert!(find(&world, "05154049", "2024-06-30").await.is_none());
        let done = Mutex::new(Vec::new());
        let input = ImportTerritories { file: file.into_bytes(), population_date: Some(day("2022-12-31")), dry_run: false };
        let note = |step| done.lock().unwrap().push(step);
        let report = import_territories(&world.call(Actor::System), input, &note).await.unwrap();
        assert_eq!(ImportReport { written: false, ..report.clone() }, dry);
        assert_eq!(done.into_inner().unwrap().last(), Some(&ImportProgress { done: 3, total: 3 }));
        let names = |imported: &[application::territories::Imported]| {
            imported.iter().map(|one| format!("{} {}", one.key, one.name)).collect::<Vec<_>>()
        };
        assert_eq!(names(&report.created), ["05154049 Gemeinde Rheurdt"]);
        assert_eq!(names(&report.changed), ["05154020 Gemeinde Isum"]);
        assert_eq!(names(&report.ended), ["05154048 Gemeinde Rheurdt"]);
        let difference = &report.changed[0].differences[0];
        assert_eq!((difference.field, difference.old.as_deref()), ("officialName", Some("Issum")));
        assert_eq!(report.unchanged, 431);

        let rheurdt = find(&world, "05154049", "2024-06-30").await.unwrap();
        assert_eq!(rheurdt.facts.nuts3.unwrap().as_str(), "DEA1B");
        let ended = find(&world, "05154048", "2024-06-29").await.unwrap();
        assert_eq!((ended.period.until, ended.version), (Some(day("2024-06-29")), 2));
        assert!(find(&world, "05154048", "2024-06-30").await.is_none());
        assert_eq!(find(&world, "05154020", "2024-06-30").await.unwrap().facts.name.as_str(), "Isum");
        let found = search(&world, "Isum").await;
        assert_eq!(found, ["Gemeinde Isum"]);

        let auditor = world.call(Actor::System);
        let filter = AuditFilter { event: Some("territory.changed".into()), ..Default::default() };
        let entries = list_audit_entries(&auditor, &filter, &PageRequest::first(10)).await.unwrap();
        let entry = &entries.rows[0].1;
        assert_eq!((entry.action.as_str(), entry.version), ("territory:import", Some(2)));
        assert_eq!(entry.fields[0].new.as_deref(), Some("Isum"));
        assert_eq!(verify_audit(&auditor).await.unwrap().broken_at, None);
    }

    async fn a_damaged_file_changes_nothing_and_names_every_line(world: World) {
        load(&world).await;
        let good = reference(&world).await.replace("20231130", "20240630").replace("Issum ", "Isum  ");
        let mut lines: Vec<String> = good.lines().map(str::to_owned).collect();
        lines[2].truncate(50);
        lines[99].replace_range(0..2, "99");
        lines.last_mut().unwrap().replace_range(10..18, "xxxxxxxx");
        let before = everything(&world).await;
        let messages = refusals(import(&world, &lines.join("\n"), false).await);
        let named: Vec<_> = messages.iter().map(|message| message.split(':').next().unwrap()).collect();
        assert_eq!(named, ["Line 3", "Line 100", "Line 851"]);
        assert_eq!(refusals(import(&world, &lines.join("\n"), true).await), messages);
        assert_eq!(everything(&world).await, before);
    }

    async fn files_that_are_none_are_refused(world: World) {
        load(&world).await;
        let before = everything(&world).await;
        let older = reference(&world).await.replace("20231130", "20221231");
        assert!(refusals(import(&world, &older, false).await)[0].contains("is older than the present one"));
        for file in ["", "\n\n", "ags;name\n05120;Remscheid\n", "\0\0\0", "\u{feff}"] {
            assert!(!refusals(import(&world, file, false).await).is_empty(), "{file:?}");
        }
        assert_eq!(everything(&world).await, before);
    }

    async fn two_imports_at_once_do_not_mix(world: World) {
        load(&world).await;
        let file = reference(&world).await.replace("20231130", "20240630").replace("Issum ", "Isum  ");
        let (one, other) = tokio::join!(import(&world, &file, false), import(&world, &file, false));
        let written = [one, other].into_iter().filter(|done| done.as_ref().is_ok_and(|report| report.written)).count();
        assert_eq!(written, 1);
        assert_eq!(find(&world, "05154020", "2024-06-30").await.unwrap().version, 2);
    }

    async fn strangers_do_not_import(world: World) {
        let input = ImportTerritories { file: b"x".to_vec(), population_date: None, dry_run: true };
        let refused = import_territories(&world.call(Actor::Anonymous), input, &|_| ()).await;
        assert!(matches!(refused, Err(Error::Denied(_))));
    }
}
