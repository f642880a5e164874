//! Who stands behind a session or an account, in one statement: it is asked with every request.

use super::account::person_of_account;
use super::scopes::Districts;
use crate::connect::Source;
use crate::entities::{account, organisation_territory, person, role_assignment, session};
use crate::error::StoreError;
use crate::stored::{code, corrupt, instant, on_day};
use domain::access::{Assignment, Role};
use domain::accounts::AccountState;
use domain::people::PersonState;
use domain::shared::{AccountId, Date, PersonId, SessionId, Timestamp};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, DatabaseExecutor, EntityTrait, FromQueryResult, JoinType, QuerySelect, RelationDef, Select,
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const WHAT: &str = "session";

/// Who stands behind an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The account.
    pub account: AccountId,
    /// Its person.
    pub person: PersonId,
    /// Whether the account can be used.
    pub state: AccountState,
    /// Whether the person takes part.
    pub person_is_active: bool,
    /// The roles held on the day, whether or not they need a second factor.
    pub assignments: Vec<Assignment>,
}

impl Standing {
    /// Whether the account and its person can act at all.
    pub fn can_act(&self) -> bool {
        self.state == AccountState::Active && self.person_is_active
    }
}

/// Who stands behind a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionStanding {
    /// The account, its person and roles.
    pub who: Standing,
    /// When the session ends at the latest.
    pub expires_at: Timestamp,
    /// Whether the session was ended.
    pub is_revoked: bool,
    /// Whether the second factor was shown in it.
    pub second_factor: bool,
}

#[derive(FromQueryResult)]
struct Row {
    account_id: Uuid,
    person_id: Uuid,
    state: String,
    person_state: String,
    /// These three of a session only.
    expires_at: Option<i64>,
    revoked_at: Option<i64>,
    second_factor: Option<i64>,
    assignment_id: Option<Uuid>,
    role: Option<String>,
    organisation_id: Option<Uuid>,
    territory_key: Option<String>,
}

/// Who stands behind a session on a day; `None` for a session that does not exist. A second statement is needed only
/// by roles for whole administrative regions.
///
/// # Errors
/// When the database does not answer.
pub async fn standing(source: &impl Source, id: SessionId, day: Date) -> Result<Option<SessionStanding>, StoreError> {
    let executor = source.executor();
    let select = session::Entity::find_by_id(id.uuid())
        .select_only()
        .column(session::Column::ExpiresAt)
        .column(session::Column::RevokedAt)
        .column(session::Column::SecondFactor)
        .join(JoinType::InnerJoin, account_of_session());
    let rows = with_roles(select, day).into_model::<Row>().all(&executor).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    Ok(Some(SessionStanding {
        expires_at: instant(WHAT, first.expires_at.unwrap_or_default())?,
        is_revoked: first.revoked_at.is_some(),
        second_factor: first.second_factor != Some(0),
        who: read(&executor, rows).await?,
    }))
}

/// Who stands behind an account on a day; `None` for an account that does not exist.
///
/// # Errors
/// When the database does not answer.
pub async fn account_standing(source: &impl Source, id: AccountId, day: Date) -> Result<Option<Standing>, StoreError> {
    let executor = source.executor();
    let nothing = || Expr::cust("CAST(NULL AS BIGINT)");
    let select = account::Entity::find_by_id(id.uuid())
        .select_only()
        .column_as(nothing(), "expires_at")
        .column_as(nothing(), "revoked_at")
        .column_as(nothing(), "second_factor");
    let rows = with_roles(select, day).into_model::<Row>().all(&executor).await?;
    if rows.is_empty() { Ok(None) } else { read(&executor, rows).await.map(Some) }
}

/// Adds the person and the roles to a statement that has the account already.
fn with_roles<E: EntityTrait>(select: Select<E>, day: Date) -> Select<E> {
    select
        .column_as(account::Column::Id, "account_id")
        .column(account::Column::PersonId)
        .column(account::Column::State)
        .column_as(person::Column::State, "person_state")
        .column_as(role_assignment::Column::Id, "assignment_id")
        .column(role_assignment::Column::Role)
        .column(role_assignment::Column::OrganisationId)
        .column(organisation_territory::Column::TerritoryKey)
        .join(JoinType::InnerJoin, person_of_account())
        .join(JoinType::LeftJoin, roles_of_account(day))
        .join(JoinType::LeftJoin, territories_of_role())
}

/// Reads the rows of one account, of which there is at least one.
async fn read(executor: &DatabaseExecutor<'_>, rows: Vec<Row>) -> Result<Standing, StoreError> {
    let first = rows.first().ok_or_else(|| corrupt(WHAT, "it has no row"))?;
    let standing = Standing {
        account: first.account_id.into(),
        person: first.person_id.into(),
        state: code(WHAT, &first.state)?,
        person_is_active: first.person_state == PersonState::Active.code(),
        assignments: Vec::new(),
    };
    let mut held: BTreeMap<Uuid, (String, Uuid, BTreeSet<String>)> = BTreeMap::new();
    for row in rows {
        if let (Some(id), Some(role), Some(organisation)) = (row.assignment_id, row.role, row.organisation_id) {
            let (_, _, territories) = held.entry(id).or_insert_with(|| (role, organisation, BTreeSet::new()));
            territories.extend(row.territory_key);
        }
    }
    let all = held.values().flat_map(|(_, _, territories)| territories).cloned().collect();
    let districts = Districts::of(executor, &all).await?;
    let assignments = held.into_iter().map(|(id, (role, organisation, territories))| {
        let role: Role = code(WHAT, &role)?;
        let districts = districts.within(&territories);
        Ok(Assignment { id: Some(id.into()), role, organisation: organisation.into(), territories, districts })
    });
    Ok(Standing { assignments: assignments.collect::<Result<_, StoreError>>()?, ..standing })
}

fn account_of_session() -> RelationDef {
    session::Entity::belongs_to(account::Entity).from(session::Column::AccountId).to(account::Column::Id).into()
}

fn roles_of_account(day: Date) -> RelationDef {
    use role_assignment::Column;
    let roles: RelationDef =
        account::Entity::belongs_to(role_assignment::Entity).from(account::Column::Id).to(Column::AccountId).into();
    roles.on_condition(move |_, _| on_day(Column::ValidFrom, Column::ValidUntil, day).add(Column::EndedAt.is_null()))
}

fn territories_of_role() -> RelationDef {
    role_assignment::Entity::belongs_to(organisation_territory::Entity)
        .from(role_assignment::Column::OrganisationId)
        .to(organisation_territory::Column::OrganisationId)
        .into()
}
