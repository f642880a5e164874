//! The contact log. Every read finds only what the team of the network may read: no reach of a role goes further.

use super::sight::of_team;
use crate::connect::Source;
use crate::entities::network_contact::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::stored::{checked, code, date, instant, optional_date};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{Contact, ContactChannel, ContactCount, ContactDraft, LastContact};
use domain::shared::{ContactId, Date, NetworkId, OrganisationId, Page, PageRequest, PersonId, Text, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use std::collections::BTreeMap;
use uuid::Uuid;

const WHAT: &str = "network contact";

/// Which contacts; what is left out does not narrow the list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ContactFilter {
    /// In this network.
    pub network: NetworkId,
    /// With this partner.
    pub partner: Option<OrganisationId>,
    /// By one of these ways.
    pub channels: Vec<ContactChannel>,
    /// From this instant on.
    pub since: Option<Timestamp>,
    /// Before this instant.
    pub until: Option<Timestamp>,
    /// Only those on which something is to follow, by this day.
    pub open_by: Option<Date>,
}

/// The contacts.
#[derive(Debug)]
pub struct Contacts<'c>(DatabaseExecutor<'c>);

impl<'c> Contacts<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One contact, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: ContactId) -> Result<Option<Contact>, StoreError> {
        let found = network_contact::Entity::find_by_id(id.uuid()).filter(of_team(seen, Column::NetworkId));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &ContactFilter,
        request: &PageRequest,
    ) -> Result<Page<Contact>, StoreError> {
        let order = Ordering {
            columns: vec![Column::At, Column::Id],
            descending: true,
            keys: |row: &network_contact::Model| vec![Key::Number(row.at), Key::Id(row.id)],
        };
        page(select(seen, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &ContactFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// How many there are by each way in each month, the oldest month first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_by_month(
        &self,
        seen: &Visibility,
        filter: &ContactFilter,
    ) -> Result<Vec<ContactCount>, StoreError> {
        let counted = select(seen, filter)
            .select_only()
            .column(Column::Channel)
            .column(Column::Month)
            .column_as(Column::Id.count(), "contacts")
            .group_by(Column::Channel)
            .group_by(Column::Month)
            .order_by_asc(Column::Month)
            .order_by_asc(Column::Channel);
        let counts = counted.into_model::<CountRow>().all(&self.0).await?.into_iter().map(|row| {
            let count = u64::try_from(row.contacts).unwrap_or_default();
            Ok(ContactCount { channel: code(WHAT, &row.channel)?, month: date(WHAT, &row.month)?, count })
        });
        counts.collect()
    }

    /// The last contact with every partner of a network.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn last(&self, seen: &Visibility, network: NetworkId) -> Result<Vec<LastContact>, StoreError> {
        let last = network_contact::Entity::find()
            .filter(of_team(seen, Column::NetworkId))
            .filter(Column::NetworkId.eq(network.uuid()))
            .select_only()
            .column(Column::PartnerId)
            .column_as(Column::At.max(), "last_at")
            .group_by(Column::PartnerId);
        let rows = last.into_model::<LastRow>().all(&self.0).await?.into_iter();
        rows.map(|row| Ok(LastContact { partner: row.partner_id.into(), at: instant(WHAT, row.last_at)? })).collect()
    }

    /// How many contacts there were with every partner of a network between two instants, the second one left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_by_partner(
        &self,
        seen: &Visibility,
        network: NetworkId,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<BTreeMap<OrganisationId, u32>, StoreError> {
        let between = ContactFilter {
            network,
            partner: None,
            channels: Vec::new(),
            since: Some(from),
            until: Some(until),
            open_by: None,
        };
        let counted = select(seen, &between)
            .select_only()
            .column(Column::PartnerId)
            .column_as(Column::Id.count(), "contacts")
            .group_by(Column::PartnerId);
        let rows = counted.into_tuple::<(Uuid, i64)>().all(&self.0).await?.into_iter();
        Ok(rows.map(|(partner, count)| (partner.into(), u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }

    /// Adds contacts.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, contacts: &[Contact]) -> Result<(), StoreError> {
        for part in contacts.chunks(1_000) {
            network_contact::Entity::insert_many(part.iter().map(write))
                .exec_without_returning(unit.transaction())
                .await?;
        }
        Ok(())
    }

    /// Replaces a contact of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Contact, expected: i64) -> Result<(), StoreError> {
        replace::<network_contact::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

#[derive(FromQueryResult)]
struct CountRow {
    channel: String,
    month: String,
    contacts: i64,
}

#[derive(FromQueryResult)]
struct LastRow {
    partner_id: Uuid,
    last_at: i64,
}

fn select(seen: &Visibility, filter: &ContactFilter) -> Select<network_contact::Entity> {
    network_contact::Entity::find()
        .filter(of_team(seen, Column::NetworkId))
        .filter(Column::NetworkId.eq(filter.network.uuid()))
        .apply_if(filter.partner, |found, partner| found.filter(Column::PartnerId.eq(partner.uuid())))
        .apply_if((!filter.channels.is_empty()).then_some(&filter.channels), |found, channels| {
            found.filter(Column::Channel.is_in(channels.iter().map(|channel| channel.code())))
        })
        .apply_if(filter.since, |found, since| found.filter(Column::At.gte(since.as_micros())))
        .apply_if(filter.until, |found, until| found.filter(Column::At.lt(until.as_micros())))
        .apply_if(filter.open_by.map(|day| day.to_string()), |found, day| {
            found.filter(Column::FollowUpDoneAt.is_null()).filter(Column::FollowUpOn.lte(day.as_str()))
        })
}

fn read(row: &network_contact::Model) -> Result<Contact, StoreError> {
    let draft = ContactDraft {
        at: instant(WHAT, row.at)?,
        channel: code(WHAT, &row.channel)?,
        direction: code(WHAT, &row.direction)?,
        partner_person: row.partner_person_id.map(PersonId::from),
        summary: checked(WHAT, Text::new(&row.summary))?,
        follow_up_on: optional_date(WHAT, row.follow_up_on.as_deref())?,
    };
    Ok(Contact {
        id: row.id.into(),
        network: row.network_id.into(),
        partner: row.partner_id.into(),
        recorded_by: row.recorded_by_id.into(),
        draft,
        follow_up_done_at: row.follow_up_done_at.map(|at| instant(WHAT, at)).transpose()?,
        version: row.version,
    })
}

fn write(contact: &Contact) -> network_contact::ActiveModel {
    let draft = &contact.draft;
    network_contact::ActiveModel {
        id: Set(contact.id.uuid()),
        network_id: Set(contact.network.uuid()),
        partner_id: Set(contact.partner.uuid()),
        partner_person_id: Set(draft.partner_person.map(Uuid::from)),
        recorded_by_id: Set(contact.recorded_by.uuid()),
        at: Set(draft.at.as_micros()),
        month: Set(draft.day().first_of_month().to_string()),
        channel: Set(draft.channel.code().to_owned()),
        direction: Set(draft.direction.code().to_owned()),
        summary: Set(draft.summary.to_string()),
        follow_up_on: Set(draft.follow_up_on.map(|day| day.to_string())),
        follow_up_done_at: Set(contact.follow_up_done_at.map(Timestamp::as_micros)),
        version: Set(contact.version),
    }
}
