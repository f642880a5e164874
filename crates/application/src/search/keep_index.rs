use crate::{Error, Platform};
use persistence::search::{IndexCheck, check_index, ensure_index, rebuild_index};

/// Hears how many records are done, of how many.
type Progress<'p> = &'p (dyn Fn(u64, u64) + Sync);

/// Makes the index anew from the records, and says from how many. It is for the operator: a search finds what it should
/// meanwhile, and changes go on.
///
/// # Errors
/// When the database does not answer.
pub async fn rebuild_search_index(platform: &Platform, progress: Progress<'_>) -> Result<u64, Error> {
    Ok(rebuild_index(&platform.database, progress).await?)
}

/// Makes the index anew when an upgrade changed its form, and says from how many records; 0 when it did not.
///
/// # Errors
/// When the database does not answer.
pub async fn ensure_search_index(platform: &Platform, progress: Progress<'_>) -> Result<u64, Error> {
    Ok(ensure_index(&platform.database, progress).await?)
}

/// Compares the index with the records.
///
/// # Errors
/// When the database does not answer.
pub async fn check_search_index(platform: &Platform, progress: Progress<'_>) -> Result<IndexCheck, Error> {
    Ok(check_index(&platform.database, progress).await?)
}
