//! Reading and writing committees.

use super::committee_row::{read, write};
use super::sight::{CommitteeSight, seen_committees};
use crate::connect::Source;
use crate::entities::committee::{self, Column};
use crate::entities::committee_membership;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::{grouped, insert_many, replace};
use crate::search::has_words;
use crate::stored::{code, on_day};
use crate::unit_of_work::UnitOfWork;
use domain::meetings::{Committee, CommitteeKind, CommitteeRole, CommitteeState};
use domain::shared::{CommitteeId, Date, NetworkId, OrganisationId, Page, PageRequest, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use std::collections::{HashMap, HashSet};

/// Which committees; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CommitteeFilter {
    /// Of this network.
    pub network: Option<NetworkId>,
    /// Whose business this organisation runs.
    pub organisation: Option<OrganisationId>,
    /// Of one of these kinds.
    pub kinds: Vec<CommitteeKind>,
    /// In this state.
    pub state: Option<CommitteeState>,
    /// In which this person sits today; only among the committees that are seen by right.
    pub person: Option<PersonId>,
    /// With words in name, short name or local label, whatever the spelling of umlauts.
    pub text: Option<String>,
}

/// By what a list of committees is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CommitteeOrder {
    /// By name, in German order.
    #[default]
    Name,
    /// By when the record was last changed.
    Updated,
}

/// The committees.
#[derive(Debug)]
pub struct Committees<'c>(DatabaseExecutor<'c>);

impl<'c> Committees<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One committee, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: CommitteeId) -> Result<Option<Committee>, StoreError> {
        let found = committee::Entity::find_by_id(id.uuid()).filter(seen_committees(sight));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One committee, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: CommitteeId) -> Result<Option<Committee>, StoreError> {
        let found = committee::Entity::find_by_id(id.uuid()).filter(seen_committees(sight));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// Those of these committees that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CommitteeSight,
        ids: impl IntoIterator<Item = CommitteeId>,
    ) -> Result<HashMap<CommitteeId, Committee>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(CommitteeId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = committee::Entity::find().filter(Column::Id.is_in(ids)).filter(seen_committees(sight));
        found.all(&self.0).await?.iter().map(|row| read(row).map(|it| (it.id, it))).collect()
    }

    /// Which of these committees are reached by right.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reached(
        &self,
        sight: &CommitteeSight,
        ids: &[CommitteeId],
    ) -> Result<HashSet<CommitteeId>, StoreError> {
        let found = committee::Entity::find()
            .filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())))
            .filter(seen_committees(&sight.by_right()))
            .select_only()
            .column(Column::Id);
        let found: Vec<uuid::Uuid> = found.into_tuple().all(&self.0).await?;
        Ok(found.into_iter().map(CommitteeId::from).collect())
    }

    /// One page.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CommitteeSight,
        filter: &CommitteeFilter,
        by: CommitteeOrder,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Committee>, StoreError> {
        let (column, keys): (_, fn(&committee::Model) -> Vec<Key>) = match by {
            CommitteeOrder::Name => (Column::SortKey, |row| vec![Key::Text(row.sort_key.clone()), Key::Id(row.id)]),
            CommitteeOrder::Updated => (Column::UpdatedAt, |row| vec![Key::Number(row.updated_at), Key::Id(row.id)]),
        };
        let order = Ordering { columns: vec![column, Column::Id], descending, keys };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CommitteeSight, filter: &CommitteeFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The committees of many networks that are seen, in the order of their names. A network has a handful.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_networks(
        &self,
        sight: &CommitteeSight,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Vec<Committee>>, StoreError> {
        let rows = committee::Entity::find()
            .filter(seen_committees(sight))
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .order_by_asc(Column::SortKey)
            .order_by_asc(Column::Id);
        let of_one = rows.all(&self.0).await?.into_iter().filter_map(|row| row.network_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((NetworkId::from(id), read(&row)?)))
    }

    /// The committees that are reached by right and were there on a day, in the order of their names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn existing_on(
        &self,
        sight: &CommitteeSight,
        filter: &CommitteeFilter,
        day: Date,
    ) -> Result<Vec<Committee>, StoreError> {
        let day = day.to_string();
        let dissolved = Column::DissolvedOn;
        let rows = select(&sight.by_right(), filter)
            .filter(Column::FoundedOn.lte(day.as_str()))
            .filter(Condition::any().add(dissolved.is_null()).add(dissolved.gt(day.as_str())))
            .order_by_asc(Column::SortKey)
            .order_by_asc(Column::Id);
        rows.all(&self.0).await?.iter().map(read).collect()
    }

    /// As what a person sits in each of many committees on a day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn roles(
        &self,
        person: PersonId,
        day: Date,
        committees: &[CommitteeId],
    ) -> Result<HashMap<CommitteeId, Vec<CommitteeRole>>, StoreError> {
        use committee_membership::Column as Seat;
        let seats = committee_membership::Entity::find()
            .filter(Seat::PersonId.eq(person.uuid()))
            .filter(on_day(Seat::Since, Seat::Until, day))
            .filter(Seat::CommitteeId.is_in(committees.iter().map(|id| id.uuid())));
        let rows = seats.all(&self.0).await?;
        grouped(rows, |row| Ok((row.committee_id.into(), code("committee membership", &row.role)?)))
    }

    /// Adds a committee.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, committee: &Committee) -> Result<(), StoreError> {
        committee::Entity::insert(write(committee)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Adds many committees.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all(unit: &UnitOfWork, committees: &[Committee]) -> Result<(), StoreError> {
        insert_many::<committee::Entity>(unit, committees.iter().map(write)).await
    }

    /// Replaces a committee of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Committee, expected: i64) -> Result<(), StoreError> {
        replace::<committee::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// The organisation that runs the business of committees lies in another district now: they do so too.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_organisation(
        unit: &UnitOfWork,
        organisation: OrganisationId,
        district: Option<&str>,
    ) -> Result<(), StoreError> {
        committee::Entity::update_many()
            .col_expr(Column::DistrictKey, Expr::value(district))
            .filter(Column::OrganisationId.eq(organisation.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// Another organisation runs the business of all committees for which one did, and says of which ones.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn hand_over(
        unit: &UnitOfWork,
        from: OrganisationId,
        to: OrganisationId,
        district: Option<&str>,
    ) -> Result<Vec<Committee>, StoreError> {
        let kept = committee::Entity::find().filter(Column::OrganisationId.eq(from.uuid())).lock_exclusive();
        let kept = kept.all(unit.transaction()).await?.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        committee::Entity::update_many()
            .col_expr(Column::OrganisationId, Expr::value(to.uuid()))
            .col_expr(Column::DistrictKey, Expr::value(district))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::OrganisationId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(kept)
    }
}

fn select(sight: &CommitteeSight, filter: &CommitteeFilter) -> Select<committee::Entity> {
    committee::Entity::find()
        .filter(seen_committees(sight))
        .apply_if(filter.network, |found, network| found.filter(Column::NetworkId.eq(network.uuid())))
        .apply_if(filter.organisation, |found, keeper| found.filter(Column::OrganisationId.eq(keeper.uuid())))
        .apply_if((!filter.kinds.is_empty()).then_some(&filter.kinds), |found, kinds| {
            found.filter(Column::Kind.is_in(kinds.iter().map(|kind| kind.code())))
        })
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
        .apply_if(filter.text.as_deref(), |found, text| found.filter(has_words(Column::SearchKey, text)))
        .apply_if(filter.person, |found, person| {
            // Who sees a committee only because it is public must not learn from a filter who sits in it.
            found
                .filter(seen_committees(&sight.by_right()))
                .filter(Column::Id.in_subquery(super::sight::seats_of(person, sight.today)))
        })
}
