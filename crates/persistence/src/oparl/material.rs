//! Loading the records from which objects are made: a fixed number of statements, however many committees there are.

use super::mirror::Mirror;
use crate::entities::{
    agenda_item, committee, committee_membership, file, meeting, paper, person, resolution, territory,
};
use crate::error::StoreError;
use crate::meetings::rows::{read_committee, read_item, read_meeting, read_paper, read_resolution, read_seat};
use domain::files::{HolderKind, StoredFile};
use domain::meetings::{AgendaItem, Committee, CommitteeMembership, Meeting};
use domain::oparl::CommitteeMaterial;
use domain::people::{Person, PersonState};
use domain::shared::{CommitteeId, MeetingId, PersonId};
use domain::territories::TerritoryFacts;
use sea_orm::sea_query::{Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

impl Mirror {
    /// Committees with all that hangs on them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn material(&self, committees: &[CommitteeId]) -> Result<Vec<CommitteeMaterial>, StoreError> {
        let ids: Vec<Uuid> = committees.iter().map(|id| id.uuid()).collect();
        let seats = committee_membership::Column::CommitteeId.is_in(ids.iter().copied());
        let mut material = self.frames(&ids, Condition::all().add(seats)).await?;
        let meetings = self.meetings(&ids).await?;
        let of_meeting: HashMap<MeetingId, CommitteeId> = meetings.iter().map(|it| (it.id, it.committee)).collect();
        let items = self.items(&ids).await?;
        let papers = paper::Entity::find()
            .filter(paper::Column::CommitteeId.is_in(ids.iter().copied()))
            .order_by_asc(paper::Column::Number)
            .all(&self.database())
            .await?;
        let papers = papers.iter().map(read_paper).collect::<Result<Vec<_>, _>>()?;
        let resolutions = resolution::Entity::find()
            .filter(resolution::Column::CommitteeId.is_in(ids.iter().copied()))
            .order_by_asc(resolution::Column::Number)
            .all(&self.database())
            .await?;
        let mut of_holder: HashMap<Uuid, CommitteeId> = HashMap::new();
        of_holder.extend(meetings.iter().map(|it| (it.id.uuid(), it.committee)));
        of_holder.extend(items.iter().filter_map(|it| Some((it.id.uuid(), *of_meeting.get(&it.meeting)?))));
        of_holder.extend(papers.iter().map(|it| (it.id.uuid(), it.committee)));
        for file in self.files(&ids).await? {
            put(&mut material, of_holder.get(&file.holder.id).copied(), |it| it.files.push(file));
        }
        for item in items {
            put(&mut material, of_meeting.get(&item.meeting).copied(), |it| it.items.push(item));
        }
        for meeting in meetings {
            put(&mut material, Some(meeting.committee), |it| it.meetings.push(meeting));
        }
        for paper in papers {
            put(&mut material, Some(paper.committee), |it| it.papers.push(paper));
        }
        for resolution in resolutions.iter().map(read_resolution) {
            let resolution = resolution?;
            put(&mut material, Some(resolution.committee), |it| it.resolutions.push(resolution));
        }
        Ok(material.into_values().collect())
    }

    /// The committees in which these people sit, with their seats and nothing else.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seats_of(&self, people: &[PersonId]) -> Result<Vec<CommitteeMaterial>, StoreError> {
        use committee_membership::Column;
        let those = Column::PersonId.is_in(people.iter().map(|id| id.uuid()));
        let seats = committee_membership::Entity::find().filter(those.clone()).all(&self.database()).await?;
        let committees: BTreeSet<Uuid> = seats.iter().map(|seat| seat.committee_id).collect();
        let committees: Vec<Uuid> = committees.into_iter().collect();
        Ok(self.frames(&committees, Condition::all().add(those)).await?.into_values().collect())
    }

    /// Committees with these of their seats, and who holds them.
    async fn frames(
        &self,
        committees: &[Uuid],
        seats: Condition,
    ) -> Result<BTreeMap<CommitteeId, CommitteeMaterial>, StoreError> {
        use committee_membership::Column;
        if committees.is_empty() {
            return Ok(BTreeMap::new());
        }
        let found = committee::Entity::find().filter(committee::Column::Id.is_in(committees.iter().copied()));
        let found = found.all(&self.database()).await?;
        let seats =
            committee_membership::Entity::find().filter(seats).order_by_asc(Column::Since).order_by_asc(Column::Id);
        let seats = seats.all(&self.database()).await?;
        let seats = seats.iter().map(read_seat).collect::<Result<Vec<CommitteeMembership>, _>>()?;
        let people = self.people(seats.iter().map(|seat| seat.person).collect()).await?;
        let mut material = BTreeMap::new();
        for committee in found.iter().map(read_committee) {
            let committee: Committee = committee?;
            let seats: Vec<_> = seats.iter().filter(|seat| seat.committee == committee.id).cloned().collect();
            let holders = seats.iter().filter_map(|seat| Some((seat.person, people.get(&seat.person)?.clone())));
            let people = holders.collect();
            let empty = (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
            let (meetings, items, papers, resolutions, files) = empty;
            let id = committee.id;
            let one = CommitteeMaterial { committee, meetings, items, papers, resolutions, files, seats, people };
            material.insert(id, one);
        }
        Ok(material)
    }

    /// Those of these people who take part.
    async fn people(&self, ids: BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, Person>, StoreError> {
        let mut people = BTreeMap::new();
        let ids: Vec<PersonId> = ids.into_iter().collect();
        for part in ids.chunks(10_000) {
            let rows = person::Entity::find()
                .filter(person::Column::Id.is_in(part.iter().map(|id| id.uuid())))
                .filter(person::Column::State.eq(PersonState::Active.code()))
                .all(&self.database())
                .await?;
            for row in rows {
                let person = crate::people::read_person(row)?;
                people.insert(person.id, person);
            }
        }
        Ok(people)
    }

    async fn meetings(&self, committees: &[Uuid]) -> Result<Vec<Meeting>, StoreError> {
        let found = meeting::Entity::find()
            .filter(meeting::Column::CommitteeId.is_in(committees.iter().copied()))
            .order_by_asc(meeting::Column::Number);
        found.all(&self.database()).await?.iter().map(read_meeting).collect()
    }

    async fn items(&self, committees: &[Uuid]) -> Result<Vec<AgendaItem>, StoreError> {
        let found = agenda_item::Entity::find()
            .filter(agenda_item::Column::MeetingId.in_subquery(meetings_of(committees)))
            .filter(agenda_item::Column::Position.is_not_null())
            .order_by_asc(agenda_item::Column::Position);
        found.all(&self.database()).await?.iter().map(read_item).collect()
    }

    async fn files(&self, committees: &[Uuid]) -> Result<Vec<StoredFile>, StoreError> {
        use file::Column;
        let items = Query::select()
            .column(agenda_item::Column::Id)
            .from(agenda_item::Entity)
            .cond_where(agenda_item::Column::MeetingId.in_subquery(meetings_of(committees)))
            .take();
        let papers = Query::select()
            .column(paper::Column::Id)
            .from(paper::Entity)
            .cond_where(paper::Column::CommitteeId.is_in(committees.iter().copied()))
            .take();
        let on = |kind: HolderKind, holders| {
            Condition::all().add(Column::HolderKind.eq(kind.code())).add(Column::HolderId.in_subquery(holders))
        };
        let those = Condition::any()
            .add(on(HolderKind::Meeting, meetings_of(committees)))
            .add(on(HolderKind::AgendaItem, items))
            .add(on(HolderKind::Paper, papers));
        let found = file::Entity::find()
            .filter(those)
            .filter(Column::DeletedAt.is_null())
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id);
        found.all(&self.database()).await?.into_iter().map(crate::files::read_file).collect()
    }

    /// The territories for which these keys stand, or last stood.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn territories(&self, keys: &[String]) -> Result<HashMap<String, TerritoryFacts>, StoreError> {
        let found = territory::Entity::find()
            .filter(territory::Column::Key.is_in(keys.iter().map(String::as_str)))
            .order_by_asc(territory::Column::ValidFrom)
            .all(&self.database())
            .await?;
        let mut facts = HashMap::new();
        for row in &found {
            facts.insert(row.key.clone(), crate::territories::read_territory(row)?.facts);
        }
        Ok(facts)
    }
}

fn put(
    material: &mut BTreeMap<CommitteeId, CommitteeMaterial>,
    committee: Option<CommitteeId>,
    into: impl FnOnce(&mut CommitteeMaterial),
) {
    if let Some(found) = committee.and_then(|id| material.get_mut(&id)) {
        into(found);
    }
}

fn meetings_of(committees: &[Uuid]) -> SelectStatement {
    Query::select()
        .column(meeting::Column::Id)
        .from(meeting::Entity)
        .cond_where(meeting::Column::CommitteeId.is_in(committees.iter().copied()))
        .take()
}
