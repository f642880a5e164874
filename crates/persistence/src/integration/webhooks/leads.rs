//! Who is written to when something of an organisation does not work.

use crate::connect::Source;
use crate::entities::{account, role_assignment};
use crate::error::StoreError;
use crate::stored::{checked, code, on_day};
use domain::access::Role;
use domain::accounts::AccountState;
use domain::shared::{Date, EmailAddress, Language, OrganisationId};
use sea_orm::{ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};

const WHAT: &str = "account";
/// How many are written to at most.
const MOST: u64 = 10;

/// Somebody who leads an organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lead {
    /// The address.
    pub email: EmailAddress,
    /// The language of their mails.
    pub language: Language,
}

/// Those who lead an organisation on a day, with accounts that can be used: ten at most.
///
/// # Errors
/// When the database does not answer.
pub async fn leads_of(source: &impl Source, organisation: OrganisationId, day: Date) -> Result<Vec<Lead>, StoreError> {
    use role_assignment::Column;
    let leads = [Role::MunicipalityLead, Role::OfficeLead, Role::TransferagenturAdmin];
    let rows = account::Entity::find()
        .join(
            JoinType::InnerJoin,
            account::Entity::belongs_to(role_assignment::Entity).from(account::Column::Id).to(Column::AccountId).into(),
        )
        .filter(Column::OrganisationId.eq(organisation.uuid()))
        .filter(Column::Role.is_in(leads.map(Role::code)))
        .filter(Column::EndedAt.is_null())
        .filter(on_day(Column::ValidFrom, Column::ValidUntil, day))
        .filter(account::Column::State.eq(AccountState::Active.code()))
        .order_by_asc(account::Column::Id)
        .distinct()
        .limit(MOST)
        .all(&source.executor())
        .await?;
    let lead = |row: account::Model| {
        Ok(Lead { email: checked(WHAT, EmailAddress::new(&row.email))?, language: code(WHAT, &row.language)? })
    };
    rows.into_iter().map(lead).collect()
}
