//! Memberships and their history.

use super::sight::of_reached;
use crate::connect::Source;
use crate::entities::network_membership::{self, Column};
use crate::entities::network_membership_step;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::ranked::first_of_each;
use crate::rows::{grouped, insert_many, replace};
use crate::stored::{checked, code, date, instant, period};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{Membership, MembershipState, MembershipStep};
use domain::shared::{
    AccountId, Date, LongText, MembershipId, NetworkId, OrganisationId, Page, PageRequest, PersonId, Slice,
};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Order;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "network membership";

/// Which memberships; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MembershipFilter {
    /// In this network.
    pub network: Option<NetworkId>,
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// In one of these states.
    pub states: Vec<MembershipState>,
    /// That lasted on this day.
    pub on: Option<Date>,
}

/// The memberships.
#[derive(Debug)]
pub struct Memberships<'c>(DatabaseExecutor<'c>);

impl<'c> Memberships<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One membership, if its network is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: MembershipId) -> Result<Option<Membership>, StoreError> {
        let found = select(seen, &MembershipFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One membership, if its network is reached, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: MembershipId) -> Result<Option<Membership>, StoreError> {
        let found = select(seen, &MembershipFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// All memberships, in the order of their beginning: for what needs all members of one network at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn all(&self, seen: &Visibility, filter: &MembershipFilter) -> Result<Vec<Membership>, StoreError> {
        let found = select(seen, filter).order_by_asc(Column::Since).order_by_asc(Column::Id);
        found.all(&self.0).await?.iter().map(read).collect()
    }

    /// One page, in the order of their beginning.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &MembershipFilter,
        request: &PageRequest,
    ) -> Result<Page<Membership>, StoreError> {
        let order = Ordering {
            columns: vec![Column::Since, Column::Id],
            descending: false,
            keys: |row: &network_membership::Model| vec![Key::Text(row.since.clone()), Key::Id(row.id)],
        };
        page(select(seen, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &MembershipFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// The members of many networks that have not left, the first ones of each.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_networks(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
        slice: Slice,
    ) -> Result<HashMap<NetworkId, Vec<Membership>>, StoreError> {
        let present = select(seen, &MembershipFilter::default())
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .filter(Column::State.ne(MembershipState::Left.code()));
        let order = [(Column::Since, Order::Asc), (Column::Id, Order::Asc)];
        grouped(first_of_each(present, Column::NetworkId, &order, slice).all(&self.0).await?, |row| {
            Ok((NetworkId::from(row.network_id), read(&row)?))
        })
    }

    /// The histories of many memberships whose networks are reached, the oldest step first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn steps(
        &self,
        seen: &Visibility,
        memberships: &[MembershipId],
    ) -> Result<HashMap<MembershipId, Vec<MembershipStep>>, StoreError> {
        use network_membership_step::Column as Step;
        let reached = select(seen, &MembershipFilter::default())
            .filter(Column::Id.is_in(memberships.iter().map(|id| id.uuid())))
            .select_only()
            .column(Column::Id);
        let found = network_membership_step::Entity::find()
            .filter(Step::MembershipId.in_subquery(reached.into_query()))
            .order_by_asc(Step::Number);
        grouped(found.all(&self.0).await?, |row| Ok((MembershipId::from(row.membership_id), read_step(&row)?)))
    }

    /// Adds a membership with its first step.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, membership: &Membership, first: &MembershipStep) -> Result<(), StoreError> {
        network_membership::Entity::insert(write(membership)).exec_without_returning(unit.transaction()).await?;
        Self::insert_step(unit, first).await
    }

    /// Adds many memberships, each with its first step.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all<'m>(
        unit: &UnitOfWork,
        memberships: impl IntoIterator<Item = (&'m Membership, &'m MembershipStep)>,
    ) -> Result<(), StoreError> {
        let rows = memberships.into_iter().map(|(of, first)| (write(of), write_step(first)));
        let (memberships, steps): (Vec<_>, Vec<_>) = rows.unzip();
        insert_many::<network_membership::Entity>(unit, memberships).await?;
        insert_many::<network_membership_step::Entity>(unit, steps).await
    }

    /// Adds a step.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_step(unit: &UnitOfWork, step: &MembershipStep) -> Result<(), StoreError> {
        network_membership_step::Entity::insert(write_step(step)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a membership of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Membership, expected: i64) -> Result<(), StoreError> {
        replace::<network_membership::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }
}

fn select(seen: &Visibility, filter: &MembershipFilter) -> Select<network_membership::Entity> {
    network_membership::Entity::find()
        .filter(of_reached(seen, Column::NetworkId))
        .apply_if(filter.network, |found, network| found.filter(Column::NetworkId.eq(network.uuid())))
        .apply_if(filter.organisation, |found, member| found.filter(Column::OrganisationId.eq(member.uuid())))
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.on.map(|on| on.to_string()), |found, on| {
            // The day on which a membership ends is the first without it.
            let lasts = Condition::any().add(Column::Until.is_null()).add(Column::Until.gt(on.as_str()));
            found.filter(Column::Since.lte(on.as_str())).filter(lasts)
        })
}

fn read(row: &network_membership::Model) -> Result<Membership, StoreError> {
    Ok(Membership {
        id: row.id.into(),
        network: row.network_id.into(),
        organisation: row.organisation_id.into(),
        contact_person: row.contact_person_id.map(PersonId::from),
        role: code(WHAT, &row.role)?,
        commitment: checked(WHAT, LongText::optional(row.commitment.as_deref()))?,
        state: code(WHAT, &row.state)?,
        period: period(WHAT, &row.since, row.until.as_deref())?,
        state_since: date(WHAT, &row.state_since)?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(membership: &Membership) -> network_membership::ActiveModel {
    network_membership::ActiveModel {
        id: Set(membership.id.uuid()),
        network_id: Set(membership.network.uuid()),
        organisation_id: Set(membership.organisation.uuid()),
        contact_person_id: Set(membership.contact_person.map(Uuid::from)),
        role: Set(membership.role.code().to_owned()),
        commitment: Set(membership.commitment.as_ref().map(LongText::to_string)),
        state: Set(membership.state.code().to_owned()),
        since: Set(membership.period.from.to_string()),
        until: Set(membership.period.until.map(|until| until.to_string())),
        state_since: Set(membership.state_since.to_string()),
        version: Set(membership.version),
        created_at: Set(membership.created_at.as_micros()),
        updated_at: Set(membership.updated_at.as_micros()),
    }
}

fn write_step(step: &MembershipStep) -> network_membership_step::ActiveModel {
    network_membership_step::ActiveModel {
        membership_id: Set(step.membership.uuid()),
        number: Set(step.number),
        state: Set(step.state.code().to_owned()),
        changed_on: Set(step.on.to_string()),
        reason: Set(step.reason.as_ref().map(LongText::to_string)),
        account_id: Set(step.by.map(Uuid::from)),
    }
}

fn read_step(row: &network_membership_step::Model) -> Result<MembershipStep, StoreError> {
    Ok(MembershipStep {
        membership: row.membership_id.into(),
        number: row.number,
        state: code(WHAT, &row.state)?,
        on: date(WHAT, &row.changed_on)?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        by: row.account_id.map(AccountId::from),
    })
}
