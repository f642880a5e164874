//! Reading events: pages for callers, and the bare sequence for those who pass it on.

use crate::connect::Source;
use crate::entities::audit_head;
use crate::entities::outbox_event::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page, write_cursor};
use crate::scope::{OwnerColumns, visible};
use crate::stored::{corrupt, instant};
use domain::access::{Action, Owner, Visibility};
use domain::integration::{Event, EventSight, EventType, Topics};
use domain::shared::{EventId, OrganisationId, Page, PageRequest, Refusal, RefusalCode};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

const WHAT: &str = "event";

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct EventFilter {
    /// Of these types.
    pub topics: Topics,
    /// About this record.
    pub subject: Option<Uuid>,
}

/// The events.
#[derive(Debug)]
pub struct Events<'c>(DatabaseExecutor<'c>);

impl<'c> Events<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One page of what the sight shows, in the order of the commits. A cursor is the id of an event.
    ///
    /// # Errors
    /// When the database does not answer; `INVALID` for a cursor that is the id of no event.
    pub async fn list(
        &self,
        sight: &EventSight,
        filter: &EventFilter,
        request: &PageRequest,
    ) -> Result<Page<Event>, StoreError> {
        let cursor = match &request.cursor {
            Some(cursor) => {
                let field = if request.backward { "before" } else { "after" };
                Some(write_cursor(&[Key::Number(self.position(cursor, field).await?)]))
            }
            None => None,
        };
        let order = Ordering {
            columns: vec![Column::Seq],
            descending: false,
            keys: |row: &outbox_event::Model| vec![Key::Id(row.id)],
        };
        let select = outbox_event::Entity::find().filter(shown(sight)).filter(narrowed(filter));
        let found = page(select, &order, &PageRequest { cursor, ..request.clone() }, &self.0).await?;
        let rows = found.rows.into_iter().filter_map(|(_, row)| {
            let cursor = row.id.simple().to_string();
            read(row).transpose().map(|event| event.map(|event| (cursor, event)))
        });
        let rows = rows.collect::<Result<_, StoreError>>()?;
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &EventSight, filter: &EventFilter) -> Result<u64, StoreError> {
        Ok(outbox_event::Entity::find().filter(shown(sight)).filter(narrowed(filter)).count(&self.0).await?)
    }

    /// One event, if the sight shows it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &EventSight, id: EventId) -> Result<Option<Event>, StoreError> {
        let found = outbox_event::Entity::find_by_id(id.uuid()).filter(shown(sight)).one(&self.0).await?;
        Ok(found.map(read).transpose()?.flatten())
    }

    /// The events with these ids, for those who pass them on and ask for everybody's rights themselves.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn with_ids(&self, ids: impl IntoIterator<Item = EventId>) -> Result<Vec<Event>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(EventId::uuid).collect();
        let rows = outbox_event::Entity::find().filter(Column::Id.is_in(ids)).all(&self.0).await?;
        rows.into_iter().filter_map(|row| read(row).transpose()).collect()
    }

    /// Up to `most` events that were committed after this place, for those who pass them on and ask for everybody's
    /// rights themselves, and the place of the last one read: events of types that this version does not know any more
    /// are passed over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn after(&self, seq: i64, most: u64) -> Result<(Vec<Event>, i64), StoreError> {
        let found = outbox_event::Entity::find().filter(Column::Seq.gt(seq)).order_by_asc(Column::Seq).limit(most);
        let rows = found.all(&self.0).await?;
        let last = rows.last().map_or(seq, |row| row.seq);
        let events = rows.into_iter().filter_map(|row| read(row).transpose());
        Ok((events.collect::<Result<_, _>>()?, last))
    }

    /// The place of the last event that was committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn head(&self) -> Result<i64, StoreError> {
        let head = audit_head::Entity::find_by_id(Uuid::nil()).one(&self.0).await?;
        head.map(|head| head.seq).ok_or_else(|| corrupt("audit", "the end of the chain is missing"))
    }

    /// The place of the event that a cursor names. Whether the caller may see that event does not matter: what they
    /// get after it is what they may see.
    ///
    /// # Errors
    /// When the database does not answer; `INVALID` at `field` when it names none.
    pub async fn position(&self, cursor: &str, field: &str) -> Result<i64, StoreError> {
        let unknown = || Refusal::new(RefusalCode::Invalid).at(field).with("reason", "not a cursor of the events");
        let id = Uuid::try_parse(cursor).map_err(|_| unknown())?;
        let seq = outbox_event::Entity::find_by_id(id).select_only().column(Column::Seq).into_tuple::<i64>();
        Ok(seq.one(&self.0).await?.ok_or_else(unknown)?)
    }
}

/// What an actor may know of: one condition for each group of actions that show them the same.
fn shown(sight: &EventSight) -> Condition {
    let owner = OwnerColumns {
        organisation: Some(Column::OrganisationId),
        district: Some(Column::DistrictKey),
        person: Some(Column::PersonId),
    };
    let part = |any: Condition, (seen, actions): &(_, Vec<Action>)| {
        let actions = Column::ShownBy.is_in(actions.iter().map(|action| action.code()));
        any.add(Condition::all().add(actions).add(Condition::any().add(visible(seen, &owner)).add_option(shared(seen))))
    };
    // Nothing is left of a condition without parts, and that would show everything.
    let nothing = Condition::any().add(Column::Seq.lt(0));
    sight.parts().iter().fold(nothing, part)
}

/// What an organisation of the actor holds together with the owner; nothing where no organisation is. Looked for in the rows
/// that are read anyway: few have co-hosts, and they have few.
fn shared(seen: &Visibility) -> Option<Condition> {
    let own = seen.organisations().iter().map(|id| Column::CoHosts.contains(id.to_string()));
    let any = own.fold(Condition::any(), Condition::add);
    (!any.is_empty()).then(|| Condition::all().add(Column::CoHosts.is_not_null()).add(any))
}

fn narrowed(filter: &EventFilter) -> Condition {
    let topics = (!filter.topics.is_all()).then(|| Column::Kind.is_in(filter.topics.codes()));
    Condition::all().add_option(topics).add_option(filter.subject.map(|id| Column::SubjectId.eq(id)))
}

/// `None` for a type that this version does not know.
fn read(row: outbox_event::Model) -> Result<Option<Event>, StoreError> {
    let Some(kind) = EventType::find(&row.kind) else { return Ok(None) };
    Ok(Some(Event {
        id: row.id.into(),
        seq: row.seq,
        kind,
        at: instant(WHAT, row.at)?,
        actor_kind: row.actor_kind,
        subject: row.subject_id,
        owner: Owner {
            organisation: row.organisation_id.map(Into::into),
            district: row.district_key,
            person: row.person_id.map(Into::into),
        },
        version: row.version,
        shown_by: row.shown_by.as_deref().and_then(Action::find),
        co_hosts: row.co_hosts.as_deref().map(co_hosts).transpose()?.unwrap_or_default(),
    }))
}

fn co_hosts(ids: &str) -> Result<Vec<OrganisationId>, StoreError> {
    let read = |id| Uuid::try_parse(id).map(OrganisationId::from).map_err(|error| corrupt(WHAT, error));
    ids.split(' ').map(read).collect()
}
