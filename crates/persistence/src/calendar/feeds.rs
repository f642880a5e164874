//! Reading and writing feeds.

use crate::connect::Source;
use crate::entities::calendar_feed::{self, Column};
use crate::error::StoreError;
use crate::stored::{checked, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::calendar::{CalendarFeed, CalendarSubject};
use domain::shared::{AccountId, CalendarFeedId, CommitteeId, Name, NetworkId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};

const WHAT: &str = "calendar feed";

/// The feeds.
#[derive(Debug)]
pub struct CalendarFeeds<'c>(DatabaseExecutor<'c>);

impl<'c> CalendarFeeds<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The open feed with an address of this digest: whoever has the address may read it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_digest(&self, digest: &str) -> Result<Option<CalendarFeed>, StoreError> {
        let found = calendar_feed::Entity::find().filter(Column::Digest.eq(digest)).filter(Column::RevokedAt.is_null());
        found.one(&self.0).await?.as_ref().map(read).transpose()
    }

    /// The open feeds of an account whose person is seen, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_account(&self, seen: &Visibility, account: AccountId) -> Result<Vec<CalendarFeed>, StoreError> {
        if seen.is_nothing() {
            return Ok(Vec::new());
        }
        let found = calendar_feed::Entity::find()
            .filter(Column::AccountId.eq(account.uuid()))
            .filter(Column::RevokedAt.is_null())
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id);
        found.all(&self.0).await?.iter().map(read).collect()
    }
}

/// Adds a feed with the digest of its address.
///
/// # Errors
/// When the database does not keep it.
pub async fn insert_feed(unit: &UnitOfWork, added: &CalendarFeed, digest: &str) -> Result<(), StoreError> {
    let row = calendar_feed::ActiveModel {
        id: Set(added.id.uuid()),
        account_id: Set(added.account.uuid()),
        label: Set(added.label.to_string()),
        digest: Set(digest.to_owned()),
        created_at: Set(added.created_at.as_micros()),
        revoked_at: Set(None),
        committee_id: Set(added.subject.committee().map(CommitteeId::uuid)),
        network_id: Set(added.subject.network().map(NetworkId::uuid)),
    };
    calendar_feed::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
    Ok(())
}

/// Notes that the address of a feed leads nowhere any more.
///
/// # Errors
/// When the database does not keep it.
pub async fn revoke_feed(unit: &UnitOfWork, id: CalendarFeedId) -> Result<(), StoreError> {
    calendar_feed::Entity::update_many()
        .col_expr(Column::RevokedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

fn read(row: &calendar_feed::Model) -> Result<CalendarFeed, StoreError> {
    Ok(CalendarFeed {
        id: row.id.into(),
        account: row.account_id.into(),
        label: checked(WHAT, Name::new(&row.label))?,
        subject: CalendarSubject::of(row.committee_id.map(CommitteeId::from), row.network_id.map(NetworkId::from)),
        created_at: instant(WHAT, row.created_at)?,
        revoked_at: row.revoked_at.map(|at| instant(WHAT, at)).transpose()?,
    })
}
