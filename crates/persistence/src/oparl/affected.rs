//! Which objects may have changed since the mirror was last brought up to date.

use super::mirror::Mirror;
use crate::entities::oparl_object::{self, Column as Published};
use crate::entities::{
    agenda_item, audit_entry, committee, committee_membership, file, meeting, minutes, paper, resolution,
};
use crate::error::StoreError;
use crate::stored::code;
use domain::files::HolderKind;
use domain::meetings::CommitteeVisibility;
use domain::oparl::{Affected, ObjectKind};
use domain::shared::{
    AgendaItemId, CommitteeId, CommitteeMembershipId, FileId, Id, MeetingId, MinutesId, OrganisationId, PaperId,
    PersonId, ResolutionId, TerritoryId,
};
use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, Select};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Above so many changes it is cheaper to look at everything.
const MANY: i64 = 5_000;

/// The records that were changed, by their type.
type Subjects = HashMap<String, BTreeSet<Uuid>>;

impl Mirror {
    /// What has to be looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn affected(&self) -> Result<Affected, StoreError> {
        let (from, until) = self.step();
        if self.is_from_scratch() || until - from > MANY {
            return self.everything().await;
        }
        let changed = audit_entry::Entity::find()
            .select_only()
            .distinct()
            .column(audit_entry::Column::SubjectType)
            .column(audit_entry::Column::SubjectId)
            .filter(audit_entry::Column::Seq.gt(from))
            .filter(audit_entry::Column::Seq.lte(until));
        let mut subjects = Subjects::new();
        for (kind, id) in changed.into_tuple::<(String, Uuid)>().all(&self.database()).await? {
            subjects.entry(kind).or_default().insert(id);
        }
        let people = of::<PersonId>(&subjects);
        let organisations = self.published_organisations(Some(of::<OrganisationId>(&subjects))).await?;
        Ok(Affected {
            committees: self.public_ones(self.committees_of(&subjects).await?).await?,
            people: people.into_iter().map(PersonId::from).collect(),
            organisations,
            territories: subjects.contains_key(TerritoryId::TYPE),
        })
    }

    async fn everything(&self) -> Result<Affected, StoreError> {
        let people = oparl_object::Entity::find().select_only().column(Published::Path);
        let people = people.filter(Published::Kind.eq(ObjectKind::Person.code()));
        let people: Vec<String> = people.into_tuple().all(&self.database()).await?;
        let committees = committee::Entity::find().select_only().column(committee::Column::Id).filter(ever_public());
        let committees: Vec<Uuid> = committees.into_tuple().all(&self.database()).await?;
        Ok(Affected {
            committees: committees.into_iter().map(CommitteeId::from).collect(),
            people: people.iter().filter_map(|path| key_of(path)).map(PersonId::from).collect(),
            organisations: self.published_organisations(None).await?,
            territories: true,
        })
    }

    /// Those of these organisations, or all, that are published.
    async fn published_organisations(
        &self,
        among: Option<BTreeSet<Uuid>>,
    ) -> Result<BTreeSet<OrganisationId>, StoreError> {
        if among.as_ref().is_some_and(BTreeSet::is_empty) {
            return Ok(BTreeSet::new());
        }
        let found = oparl_object::Entity::find()
            .select_only()
            .column(Published::Path)
            .filter(Published::Kind.eq(ObjectKind::Organization.code()))
            .filter(Published::CommitteeId.is_null());
        let paths: Vec<String> = found.into_tuple().all(&self.database()).await?;
        let ids = paths.iter().filter_map(|path| key_of(path));
        Ok(ids.filter(|id| among.as_ref().is_none_or(|among| among.contains(id))).map(Into::into).collect())
    }

    async fn public_ones(&self, ids: BTreeSet<Uuid>) -> Result<BTreeSet<CommitteeId>, StoreError> {
        if ids.is_empty() {
            return Ok(BTreeSet::new());
        }
        let found = committee::Entity::find()
            .select_only()
            .column(committee::Column::Id)
            .filter(committee::Column::Id.is_in(ids))
            .filter(ever_public());
        let found: Vec<Uuid> = found.into_tuple().all(&self.database()).await?;
        Ok(found.into_iter().map(CommitteeId::from).collect())
    }

    /// The committees on which these records hang: one statement for each type that is there.
    async fn committees_of(&self, subjects: &Subjects) -> Result<BTreeSet<Uuid>, StoreError> {
        let (mut meetings, mut items, mut papers) =
            (of::<MeetingId>(subjects), of::<AgendaItemId>(subjects), of::<PaperId>(subjects));
        for (kind, id) in self.holders(of::<FileId>(subjects)).await? {
            match kind {
                HolderKind::Meeting => meetings.insert(id),
                HolderKind::AgendaItem => items.insert(id),
                HolderKind::Paper => papers.insert(id),
                _ => false,
            };
        }
        let books = of::<MinutesId>(subjects);
        if !books.is_empty() {
            let found = minutes::Entity::find().select_only().column(minutes::Column::MeetingId);
            meetings.extend(self.ids(found.filter(minutes::Column::Id.is_in(books))).await?);
        }
        if !items.is_empty() {
            let found = agenda_item::Entity::find().select_only().column(agenda_item::Column::MeetingId);
            meetings.extend(self.ids(found.filter(agenda_item::Column::Id.is_in(items))).await?);
        }
        let mut committees = of::<CommitteeId>(subjects);
        if !meetings.is_empty() {
            let found = meeting::Entity::find().select_only().column(meeting::Column::CommitteeId);
            committees.extend(self.ids(found.filter(meeting::Column::Id.is_in(meetings))).await?);
        }
        if !papers.is_empty() {
            let found = paper::Entity::find().select_only().column(paper::Column::CommitteeId);
            committees.extend(self.ids(found.filter(paper::Column::Id.is_in(papers))).await?);
        }
        let resolutions = of::<ResolutionId>(subjects);
        if !resolutions.is_empty() {
            let found = resolution::Entity::find().select_only().column(resolution::Column::CommitteeId);
            committees.extend(self.ids(found.filter(resolution::Column::Id.is_in(resolutions))).await?);
        }
        committees.extend(self.committees_by_seat(subjects).await?);
        let organisations = of::<OrganisationId>(subjects);
        if !organisations.is_empty() {
            let found = committee::Entity::find().select_only().column(committee::Column::Id);
            committees.extend(self.ids(found.filter(committee::Column::OrganisationId.is_in(organisations))).await?);
        }
        Ok(committees)
    }

    /// The committees with these seats, or in which these people sit.
    async fn committees_by_seat(&self, subjects: &Subjects) -> Result<Vec<Uuid>, StoreError> {
        use committee_membership::Column;
        let (seats, people) = (of::<CommitteeMembershipId>(subjects), of::<PersonId>(subjects));
        if seats.is_empty() && people.is_empty() {
            return Ok(Vec::new());
        }
        let those = Condition::any().add(Column::Id.is_in(seats)).add(Column::PersonId.is_in(people));
        self.ids(committee_membership::Entity::find().select_only().column(Column::CommitteeId).filter(those)).await
    }

    /// On what these files hang.
    async fn holders(&self, files: BTreeSet<Uuid>) -> Result<Vec<(HolderKind, Uuid)>, StoreError> {
        if files.is_empty() {
            return Ok(Vec::new());
        }
        let found = file::Entity::find()
            .select_only()
            .column(file::Column::HolderKind)
            .column(file::Column::HolderId)
            .filter(file::Column::Id.is_in(files));
        let found: Vec<(String, Uuid)> = found.into_tuple().all(&self.database()).await?;
        found.into_iter().map(|(kind, id)| Ok((code("file", &kind)?, id))).collect()
    }

    async fn ids<E: EntityTrait>(&self, found: Select<E>) -> Result<Vec<Uuid>, StoreError> {
        Ok(found.distinct().into_tuple().all(&self.database()).await?)
    }
}

fn of<I: Id>(subjects: &Subjects) -> BTreeSet<Uuid> {
    subjects.get(I::TYPE).cloned().unwrap_or_default()
}

/// Committees that are public, or of which something is published.
fn ever_public() -> Condition {
    let published = Query::select()
        .column(Published::CommitteeId)
        .from(oparl_object::Entity)
        .cond_where(Condition::all().add(Published::CommitteeId.is_not_null()).add(Published::Content.is_not_null()))
        .take();
    Condition::any()
        .add(committee::Column::Visibility.eq(CommitteeVisibility::Public.code()))
        .add(committee::Column::Id.in_subquery(published))
}

fn key_of(path: &str) -> Option<Uuid> {
    path.split_once('/').and_then(|(_, key)| Uuid::parse_str(key).ok())
}
