//! SQLite files of this run.

use std::path::Path;
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// The file that all others are copies of: small, so it lives in memory.
static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

/// Makes a fresh, migrated database in a folder and says its address.
pub(crate) async fn create(folder: &TempDir) -> String {
    let template = TEMPLATE.get_or_init(make_template).await;
    let file = folder.path().join("test.db");
    tokio::fs::write(&file, template).await.expect("the temporary folder takes files");
    address_of(&file)
}

/// The address of a database without any table.
pub(crate) fn create_empty(folder: &TempDir) -> String {
    address_of(&folder.path().join("empty.db"))
}

async fn make_template() -> Vec<u8> {
    let folder = TempDir::new().expect("there is a place for temporary files");
    let file = folder.path().join("template.db");
    crate::database::migrate(&address_of(&file)).await;
    tokio::fs::read(&file).await.expect("the file was written just now")
}

fn address_of(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}
