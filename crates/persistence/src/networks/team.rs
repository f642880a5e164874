//! The seats in the teams of networks.

use super::sight::of_reached;
use crate::connect::Source;
use crate::entities::network_seat::{self, Column};
use crate::error::StoreError;
use crate::rows::insert_many;
use crate::stored::{code, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{Seat, Team, TeamRole};
use domain::shared::{NetworkId, SeatId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;

/// The seats.
#[derive(Debug)]
pub struct Seats<'c>(DatabaseExecutor<'c>);

impl<'c> Seats<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The teams of many networks that are reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn teams(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Team>, StoreError> {
        let found = network_seat::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .filter(Column::Until.is_null())
            .order_by_asc(Column::Role)
            .order_by_asc(Column::Since)
            .order_by_asc(Column::Id);
        let mut seats: HashMap<NetworkId, Vec<Seat>> = HashMap::new();
        for row in found.all(&self.0).await? {
            seats.entry(row.network_id.into()).or_default().push(read(&row)?);
        }
        Ok(seats.into_iter().map(|(network, seats)| (network, Team::of(seats))).collect())
    }

    /// Adds a seat.
    ///
    /// # Errors
    /// `DUPLICATE` when somebody else became coordinator meanwhile; when the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, seat: &Seat) -> Result<(), StoreError> {
        network_seat::Entity::insert(write(seat)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Adds many seats.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert_all<'s>(
        unit: &UnitOfWork,
        seats: impl IntoIterator<Item = &'s Seat>,
    ) -> Result<(), StoreError> {
        insert_many::<network_seat::Entity>(unit, seats.into_iter().map(write)).await
    }

    /// Ends seats now.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn end(unit: &UnitOfWork, seats: &[SeatId]) -> Result<(), StoreError> {
        if seats.is_empty() {
            return Ok(());
        }
        network_seat::Entity::update_many()
            .col_expr(Column::Until, Expr::value(unit.now().as_micros()))
            .col_expr(Column::CoordinatorOf, Expr::value(Option::<uuid::Uuid>::None))
            .filter(Column::Id.is_in(seats.iter().map(|id| id.uuid())))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

fn write(seat: &Seat) -> network_seat::ActiveModel {
    let coordinates = seat.role == TeamRole::Coordinator && seat.until.is_none();
    network_seat::ActiveModel {
        id: Set(seat.id.uuid()),
        network_id: Set(seat.network.uuid()),
        person_id: Set(seat.person.uuid()),
        role: Set(seat.role.code().to_owned()),
        since: Set(seat.since.as_micros()),
        until: Set(seat.until.map(domain::shared::Timestamp::as_micros)),
        coordinator_of: Set(coordinates.then(|| seat.network.uuid())),
    }
}

fn read(row: &network_seat::Model) -> Result<Seat, StoreError> {
    const WHAT: &str = "network seat";
    Ok(Seat {
        id: row.id.into(),
        network: row.network_id.into(),
        person: row.person_id.into(),
        role: code(WHAT, &row.role)?,
        since: instant(WHAT, row.since)?,
        until: row.until.map(|until| instant(WHAT, until)).transpose()?,
    })
}
