//! Reading and writing networks.

use super::filter::{NetworkFilter, NetworkOrder, order, select};
use super::row::{read, read_change, write, write_change};
use super::sight::{Insider, NetworkSight, of_reached};
use crate::connect::Source;
use crate::entities::network::{self, Column};
use crate::entities::{network_membership, network_phase_change, network_seat};
use crate::error::StoreError;
use crate::page::page;
use crate::rows::{grouped, insert_many, replace};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{MembershipState, Network, PhaseChange};
use domain::shared::{NetworkId, OrganisationId, Page, PageRequest, PersonId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// The networks.
#[derive(Debug)]
pub struct Networks<'c>(DatabaseExecutor<'c>);

impl<'c> Networks<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One network, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &NetworkSight, id: NetworkId) -> Result<Option<Network>, StoreError> {
        let found = select(sight, &NetworkFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One network, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &NetworkSight, id: NetworkId) -> Result<Option<Network>, StoreError> {
        let found = select(sight, &NetworkFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(read).transpose()
    }

    /// Those of these networks that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &NetworkSight,
        ids: impl IntoIterator<Item = NetworkId>,
    ) -> Result<HashMap<NetworkId, Network>, StoreError> {
        let ids: Vec<_> = ids.into_iter().map(NetworkId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = select(sight, &NetworkFilter::default()).filter(Column::Id.is_in(ids)).all(&self.0).await?;
        rows.into_iter().map(|row| read(row).map(|network| (network.id, network))).collect()
    }

    /// One page.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &NetworkSight,
        filter: &NetworkFilter,
        by: NetworkOrder,
        descending: bool,
        request: &PageRequest,
    ) -> Result<Page<Network>, StoreError> {
        page(select(sight, filter), &order(by, descending), request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &NetworkSight, filter: &NetworkFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// A network and all above it, the nearest first, kept from changing until the unit of work ends: so nobody else
    /// makes a cycle of it meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_chain(unit: &UnitOfWork, of: NetworkId) -> Result<Vec<NetworkId>, StoreError> {
        let (mut chain, mut next) = (Vec::new(), Some(of));
        while let Some(id) = next {
            chain.push(id);
            let above = network::Entity::find_by_id(id.uuid()).lock_exclusive().one(unit.transaction()).await?;
            next = above.and_then(|row| row.parent_id).map(NetworkId::from).filter(|above| !chain.contains(above));
        }
        Ok(chain)
    }

    /// The changes of the phases of many networks that are reached, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn phase_changes(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Vec<PhaseChange>>, StoreError> {
        use network_phase_change::Column as Changed;
        let found = network_phase_change::Entity::find()
            .filter(of_reached(seen, Changed::NetworkId))
            .filter(Changed::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .order_by_asc(Changed::ChangedOn)
            .order_by_asc(Changed::RecordedAt)
            .order_by_asc(Changed::Id);
        grouped(found.all(&self.0).await?, |row| Ok((NetworkId::from(row.network_id), read_change(&row)?)))
    }

    /// How a person belongs to each of many networks; those to which they do not belong are left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn insiders(
        &self,
        person: PersonId,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Insider>, StoreError> {
        let ids = || networks.iter().map(|id| id.uuid());
        let seats = network_seat::Entity::find()
            .filter(network_seat::Column::PersonId.eq(person.uuid()))
            .filter(network_seat::Column::Until.is_null())
            .filter(network_seat::Column::NetworkId.is_in(ids()));
        let mut found: HashMap<NetworkId, Insider> = HashMap::new();
        for seat in seats.all(&self.0).await? {
            found.entry(seat.network_id.into()).or_default().in_team = true;
        }
        let speaking = network_membership::Entity::find()
            .filter(network_membership::Column::ContactPersonId.eq(person.uuid()))
            .filter(
                network_membership::Column::State
                    .is_in([MembershipState::Active.code(), MembershipState::Paused.code()]),
            )
            .filter(network_membership::Column::NetworkId.is_in(ids()));
        for membership in speaking.all(&self.0).await? {
            found.entry(membership.network_id.into()).or_default().speaks = true;
        }
        Ok(found)
    }

    /// Adds a network with the first record of its phase.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, network: &Network, first: &PhaseChange) -> Result<(), StoreError> {
        network::Entity::insert(write(network)).exec_without_returning(unit.transaction()).await?;
        Self::insert_phase_change(unit, network.id, first).await
    }

    /// Adds many networks, each with its first phase.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all<'n>(
        unit: &UnitOfWork,
        networks: impl IntoIterator<Item = (&'n Network, &'n PhaseChange)>,
    ) -> Result<(), StoreError> {
        let rows = networks.into_iter().map(|(of, first)| (write(of), write_change(of.id, first)));
        let (networks, changes): (Vec<_>, Vec<_>) = rows.unzip();
        insert_many::<network::Entity>(unit, networks).await?;
        insert_many::<network_phase_change::Entity>(unit, changes).await
    }

    /// Records a change of the phase.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_phase_change(
        unit: &UnitOfWork,
        network: NetworkId,
        change: &PhaseChange,
    ) -> Result<(), StoreError> {
        let row = write_change(network, change);
        network_phase_change::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a network of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Network, expected: i64) -> Result<(), StoreError> {
        replace::<network::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// The organisation that keeps networks lies in another district now: they do so too.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_organisation(
        unit: &UnitOfWork,
        organisation: OrganisationId,
        district: Option<&str>,
    ) -> Result<(), StoreError> {
        network::Entity::update_many()
            .col_expr(Column::DistrictKey, Expr::value(district))
            .filter(Column::OrganisationId.eq(organisation.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// Another organisation keeps all networks that one kept, and says which ones.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn hand_over(
        unit: &UnitOfWork,
        from: OrganisationId,
        to: OrganisationId,
        district: Option<&str>,
    ) -> Result<Vec<Network>, StoreError> {
        let kept = network::Entity::find().filter(Column::OrganisationId.eq(from.uuid())).lock_exclusive();
        let kept = kept.all(unit.transaction()).await?.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        network::Entity::update_many()
            .col_expr(Column::OrganisationId, Expr::value(to.uuid()))
            .col_expr(Column::DistrictKey, Expr::value(district))
            .col_expr(Column::Version, sea_orm::sea_query::ExprTrait::add(Expr::col(Column::Version), 1))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .filter(Column::OrganisationId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(kept)
    }
}
