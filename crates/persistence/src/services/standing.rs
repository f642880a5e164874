//! What stands behind a service account, in one statement: it is asked with every request.

use super::account::{WHAT, organisation_of_service};
use super::{read_networks, read_scopes};
use crate::accounts::Districts;
use crate::connect::Source;
use crate::entities::service_account::{self, Column};
use crate::entities::{organisation, organisation_territory};
use crate::error::StoreError;
use crate::stored::{code, instant, period};
use domain::access::Service;
use domain::organisations::OrganisationState;
use domain::services::{Networks, ServiceAccountState, ServiceReach};
use domain::shared::{Date, OrganisationId, Period, ServiceAccountId, Timestamp};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What stands behind a service account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceStanding {
    /// What it acts as.
    pub service: Service,
    /// Whether it can be used.
    pub state: ServiceAccountState,
    /// When it can be used.
    pub period: Period,
    /// Whether its organisation still exists.
    pub organisation_is_active: bool,
    /// From where it may be used.
    pub networks: Networks,
    /// The public keys with which it signs assertions, as a JSON Web Key Set.
    pub public_keys: Option<String>,
    /// When it last got a token.
    pub last_used_at: Option<Timestamp>,
}

impl ServiceStanding {
    /// Whether it can act on a day.
    pub fn can_act(&self, day: Date) -> bool {
        self.state == ServiceAccountState::Active && self.organisation_is_active && self.period.contains(day)
    }
}

#[derive(FromQueryResult)]
struct Row {
    organisation_id: Uuid,
    organisation_state: String,
    reach: String,
    scopes: String,
    networks: String,
    public_keys: Option<String>,
    valid_from: String,
    valid_until: Option<String>,
    state: String,
    last_used_at: Option<i64>,
    territory_key: Option<String>,
}

/// What stands behind a service account; `None` for one that does not exist. A second statement is needed only where
/// its organisation serves whole administrative regions.
///
/// # Errors
/// When the database does not answer.
pub async fn service_standing(
    source: &impl Source,
    id: ServiceAccountId,
) -> Result<Option<ServiceStanding>, StoreError> {
    let executor = source.executor();
    let rows = service_account::Entity::find()
        .select_only()
        .columns([
            Column::OrganisationId,
            Column::Reach,
            Column::Scopes,
            Column::Networks,
            Column::PublicKeys,
            Column::ValidFrom,
            Column::ValidUntil,
            Column::State,
            Column::LastUsedAt,
        ])
        .column_as(organisation::Column::State, "organisation_state")
        .column(organisation_territory::Column::TerritoryKey)
        .join(JoinType::InnerJoin, organisation_of_service())
        .join(JoinType::LeftJoin, territories_of_service())
        .filter(Column::Id.eq(id.uuid()))
        .into_model::<Row>()
        .all(&executor)
        .await?;
    let territories: BTreeSet<String> = rows.iter().filter_map(|row| row.territory_key.clone()).collect();
    let Some(row) = rows.into_iter().next() else { return Ok(None) };
    let districts = Districts::of(&executor, &territories).await?.within(&territories);
    let reach: ServiceReach = code(WHAT, &row.reach)?;
    let organisation = OrganisationId::from(row.organisation_id);
    let scopes = read_scopes(&row.scopes);
    Ok(Some(ServiceStanding {
        service: Service { id, organisation, territories, districts, reach: reach.into(), scopes },
        state: code(WHAT, &row.state)?,
        period: period(WHAT, &row.valid_from, row.valid_until.as_deref())?,
        organisation_is_active: row.organisation_state == OrganisationState::Active.code(),
        networks: read_networks(WHAT, &row.networks)?,
        public_keys: row.public_keys,
        last_used_at: row.last_used_at.map(|at| instant(WHAT, at)).transpose()?,
    }))
}

fn territories_of_service() -> RelationDef {
    service_account::Entity::belongs_to(organisation_territory::Entity)
        .from(Column::OrganisationId)
        .to(organisation_territory::Column::OrganisationId)
        .into()
}
