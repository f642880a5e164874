//! The database schema: what the migrations make is what the entities expect.

use acceptance::{Engine, TestDatabase, on_both_engines};
use persistence::schema::{columns, create_entity_tables, dump};

on_both_engines! {
    async fn migrations_make_what_the_entities_expect(migrated: TestDatabase) {
        let engine = migrated.database().engine();
        let expected = TestDatabase::empty(engine).await.expect("the other one was there too");
        create_entity_tables(expected.database()).await.unwrap();
        let expected = columns(expected.database()).await.unwrap();
        let made = columns(migrated.database()).await.unwrap();
        let only_expected: Vec<_> = expected.iter().filter(|column| !made.contains(column)).collect();
        let only_made: Vec<_> = made.iter().filter(|column| !expected.contains(column)).collect();
        assert!(!made.is_empty());
        assert!(
            only_expected.is_empty() && only_made.is_empty(),
            "only the entities have {only_expected:#?}, only the migrations make {only_made:#?}; \
             a new entity goes into persistence/src/schema/entity_tables.rs"
        );
    }

    async fn migrating_again_changes_nothing(migrated: TestDatabase) {
        let before = dump(migrated.database()).await.unwrap();
        assert_eq!(migrated.database().migrate().await.unwrap(), 0);
        assert!(migrated.database().is_migrated().await.unwrap());
        assert_eq!(dump(migrated.database()).await.unwrap(), before);
        assert!(before.contains("audit_entry"));
    }

    async fn an_empty_database_says_that_it_is_not_migrated(given: TestDatabase) {
        let empty = TestDatabase::empty(given.database().engine()).await.expect("the other one was there too");
        assert!(!empty.database().is_migrated().await.unwrap());
    }
}

#[tokio::test]
async fn both_dumps_name_the_same_tables() {
    let sqlite = TestDatabase::migrated(Engine::Sqlite).await.unwrap();
    let Some(postgres) = TestDatabase::migrated(Engine::Postgres).await else { return };
    let tables = |dump: &str| {
        let lines = dump.lines().filter_map(|line| line.strip_prefix("CREATE TABLE "));
        lines.map(|line| line.replace(['"', '('], "").trim().to_owned()).collect::<Vec<_>>()
    };
    let of_sqlite = dump(sqlite.database()).await.unwrap();
    let of_postgres = dump(postgres.database()).await.unwrap();
    assert_eq!(tables(&of_sqlite), tables(&of_postgres), "{of_sqlite}\n{of_postgres}");
}
