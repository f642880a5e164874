//! What all repositories do with rows: replace one of a known version, group them, find them by their key.

use crate::entities::{
    agenda_item, agreement, certificate, committee, committee_membership, course_module, course_series, course_session,
    evaluation, export, file, import_mapping, measure, meeting, meeting_participant, minutes, network, network_contact,
    network_goal, network_membership, network_reflection, network_survey, organisation, paper, person, person_function,
    resolution, trainer_assignment, webhook_subscription,
};
use crate::error::StoreError;
use crate::unit_of_work::UnitOfWork;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use std::hash::Hash;
use uuid::Uuid;

/// A table whose rows are edited, and whose version grows with each edit.
pub(crate) trait Versioned: EntityTrait {
    /// The column of the id.
    const ID: Self::Column;
    /// The column of the version.
    const VERSION: Self::Column;
}

macro_rules! versioned {
    ($($table:ident)+) => {$(
        impl Versioned for $table::Entity {
            const ID: $table::Column = $table::Column::Id;
            const VERSION: $table::Column = $table::Column::Version;
        }
    )+};
}

versioned! {
    agenda_item
    agreement
    certificate
    committee
    committee_membership
    course_module
    course_series
    course_session
    evaluation
    export
    file
    import_mapping
    measure
    meeting
    meeting_participant
    minutes
    network
    network_contact
    network_goal
    network_membership
    network_reflection
    network_survey
    organisation
    paper
    person
    person_function
    resolution
    trainer_assignment
    webhook_subscription
}

/// Replaces the row with this id and the version `expected`.
///
/// # Errors
/// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
pub(crate) async fn replace<E: Versioned>(
    unit: &UnitOfWork,
    id: Uuid,
    expected: i64,
    row: E::ActiveModel,
) -> Result<(), StoreError> {
    let held = E::update_many().set(row).filter(E::ID.eq(id)).filter(E::VERSION.eq(expected));
    if held.exec(unit.transaction()).await?.rows_affected == 1 {
        return Ok(());
    }
    let version = E::find().select_only().column(E::VERSION).filter(E::ID.eq(id)).into_tuple::<i64>();
    Err(StoreError::conflict(version.one(unit.transaction()).await?.unwrap_or(expected)))
}

/// How many rows one statement adds: databases limit its parameters.
const ROWS: usize = 500;

/// Adds rows, some hundred in each statement.
///
/// # Errors
/// When the database does not keep them.
pub(crate) async fn insert_many<E: EntityTrait>(
    unit: &UnitOfWork,
    rows: impl IntoIterator<Item = E::ActiveModel>,
) -> Result<(), StoreError>
where
    E::ActiveModel: Send,
{
    let mut rows = rows.into_iter().collect::<Vec<_>>().into_iter().peekable();
    while rows.peek().is_some() {
        let part: Vec<_> = rows.by_ref().take(ROWS).collect();
        E::insert_many(part).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// The values read from rows, in their order, by what they belong to.
///
/// # Errors
/// When a row does not hold what the domain accepts.
pub(crate) fn grouped<R, K: Eq + Hash, T>(
    rows: impl IntoIterator<Item = R>,
    read: impl Fn(R) -> Result<(K, T), StoreError>,
) -> Result<HashMap<K, Vec<T>>, StoreError> {
    let mut groups: HashMap<K, Vec<T>> = HashMap::new();
    for row in rows {
        let (key, value) = read(row)?;
        groups.entry(key).or_default().push(value);
    }
    Ok(groups)
}
