//! The database schema: what the migrations make is what the entities expect.

use acceptance::{Engine, TestDatabase, on_both_engines};
use persistence::schema::dump;

on_both_engines! {
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
