//! The one place that says what of each kind of record can be found, and by whom.

mod meetings;
mod offers;
mod records;

use super::document::Document;
use crate::entities::{
    agenda_item, committee, course_series, course_session, meeting, minutes, network, organisation, person, resolution,
};
use crate::error::StoreError;
use domain::search::SearchKind;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// The documents of these records of a kind, as they are to be. What is not to be found has none.
pub(super) async fn documents(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    ids: &[Uuid],
) -> Result<Vec<Document>, StoreError> {
    match kind {
        SearchKind::Organisation => records::organisations(transaction, ids).await,
        SearchKind::Person => records::people(transaction, ids).await,
        SearchKind::Network => records::networks(transaction, ids).await,
        SearchKind::Committee => meetings::committees(transaction, ids).await,
        SearchKind::Meeting => meetings::meetings(transaction, ids).await,
        SearchKind::Resolution => meetings::resolutions(transaction, ids).await,
        SearchKind::CourseSeries => offers::series(transaction, ids).await,
        SearchKind::CourseSession => offers::sessions(transaction, ids).await,
    }
}

/// Records that hang on others.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    MeetingsOfItems,
    MeetingsOfMinutes,
    MeetingsOfCommittees,
    ResolutionsOfCommittees,
    ResolutionsOfMeetings,
    PeopleOf,
    NetworksOf,
    CommitteesOf,
    SeriesOf,
    SessionsOf,
}

impl Place {
    /// What belongs to organisations, and lies in their district.
    pub(super) const OF_ORGANISATION: [(SearchKind, Self); 5] = [
        (SearchKind::Person, Self::PeopleOf),
        (SearchKind::Network, Self::NetworksOf),
        (SearchKind::Committee, Self::CommitteesOf),
        (SearchKind::CourseSeries, Self::SeriesOf),
        (SearchKind::CourseSession, Self::SessionsOf),
    ];
}

/// The ids of what hangs on these records.
pub(super) async fn ids(transaction: &DatabaseTransaction, place: Place, of: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
    macro_rules! hanging {
        ($entity:ident.$id:ident of $owner:ident) => {
            all::<$entity::Entity>(transaction, $entity::Column::$id, $entity::Column::$owner, of).await
        };
    }
    match place {
        Place::MeetingsOfItems => hanging!(agenda_item.MeetingId of Id),
        Place::MeetingsOfMinutes => hanging!(minutes.MeetingId of Id),
        Place::MeetingsOfCommittees => hanging!(meeting.Id of CommitteeId),
        Place::ResolutionsOfCommittees => hanging!(resolution.Id of CommitteeId),
        Place::ResolutionsOfMeetings => hanging!(resolution.Id of MeetingId),
        Place::PeopleOf => hanging!(person.Id of OrganisationId),
        Place::NetworksOf => hanging!(network.Id of OrganisationId),
        Place::CommitteesOf => hanging!(committee.Id of OrganisationId),
        Place::SeriesOf => hanging!(course_series.Id of OrganisationId),
        Place::SessionsOf => hanging!(course_session.Id of OrganisationId),
    }
}

async fn all<E: EntityTrait>(
    transaction: &DatabaseTransaction,
    id: E::Column,
    owner: E::Column,
    of: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let mut found = Vec::new();
    for part in of.chunks(1_000) {
        let rows = E::find().select_only().column(id).filter(owner.is_in(part.iter().copied()));
        found.extend(rows.into_tuple::<Uuid>().all(transaction).await?);
    }
    Ok(found)
}

/// The next records of a kind by their ids.
pub(super) async fn next(
    transaction: &DatabaseTransaction,
    kind: SearchKind,
    after: Option<Uuid>,
    step: u64,
) -> Result<Vec<Uuid>, StoreError> {
    macro_rules! next_of {
        ($entity:ident) => {{
            let mut found = $entity::Entity::find().select_only().column($entity::Column::Id);
            if let Some(after) = after {
                found = found.filter($entity::Column::Id.gt(after));
            }
            found.order_by_asc($entity::Column::Id).limit(step).into_tuple::<Uuid>().all(transaction).await?
        }};
    }
    Ok(each_kind!(kind, next_of))
}

/// How many records there are of a kind.
pub(super) async fn count(executor: &impl ConnectionTrait, kind: SearchKind) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait;
    macro_rules! count_of {
        ($entity:ident) => {
            $entity::Entity::find().count(executor).await?
        };
    }
    Ok(each_kind!(kind, count_of))
}

macro_rules! each_kind {
    ($kind:ident, $do:ident) => {
        match $kind {
            SearchKind::Organisation => $do!(organisation),
            SearchKind::Person => $do!(person),
            SearchKind::Network => $do!(network),
            SearchKind::Committee => $do!(committee),
            SearchKind::Meeting => $do!(meeting),
            SearchKind::Resolution => $do!(resolution),
            SearchKind::CourseSeries => $do!(course_series),
            SearchKind::CourseSession => $do!(course_session),
        }
    };
}
use each_kind;
