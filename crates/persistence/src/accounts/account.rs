//! Accounts without their secrets.

use crate::connect::Source;
use crate::entities::account::{self, Column};
use crate::entities::person;
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::page::{Key, Ordering, page};
use crate::scope::{OwnerColumns, visible};
use crate::search::has_words;
use crate::stored::{checked, code, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Visibility};
use domain::accounts::{Account, AccountState};
use domain::shared::{AccountId, EmailAddress, Language, OrganisationId, Page, PageRequest, PersonId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, RelationDef, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

pub(super) const WHAT: &str = "account";

/// Which accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AccountFilter {
    /// In this state.
    pub state: Option<AccountState>,
    /// Whose person's record this organisation keeps.
    pub organisation: Option<OrganisationId>,
    /// Whose person's name or e-mail address has this in it.
    pub text: Option<String>,
}

/// The accounts.
#[derive(Debug)]
pub struct Accounts<'c>(DatabaseExecutor<'c>);

impl<'c> Accounts<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One account, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row = select(seen, &AccountFilter::default()).filter(Column::Id.eq(id.uuid())).one(&self.0).await?;
        Ok(self.complete(row).await?.pop())
    }

    /// One account, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: AccountId) -> Result<Option<Account>, StoreError> {
        let held = account::Entity::find_by_id(id.uuid()).lock_exclusive().one(&self.0).await?;
        if held.is_none() {
            return Ok(None);
        }
        self.find(seen, id).await
    }

    /// Whether the person has an account, and whether the e-mail address belongs to one, whoever may see it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_taken(&self, person: PersonId, email: &EmailAddress) -> Result<(bool, bool), StoreError> {
        let of_person = account::Entity::find().filter(Column::PersonId.eq(person.uuid())).count(&self.0).await?;
        let of_email = account::Entity::find().filter(Column::EmailKey.eq(email.key())).count(&self.0).await?;
        Ok((of_person > 0, of_email > 0))
    }

    /// Those of these accounts that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = AccountId>,
    ) -> Result<HashMap<AccountId, Account>, StoreError> {
        let ids: Vec<Uuid> = ids.into_iter().map(AccountId::uuid).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = select(seen, &AccountFilter::default()).filter(Column::Id.is_in(ids)).all(&self.0).await?;
        Ok(self.complete(rows).await?.into_iter().map(|account| (account.id, account)).collect())
    }

    /// One page, by e-mail address.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        seen: &Visibility,
        filter: &AccountFilter,
        request: &PageRequest,
    ) -> Result<Page<Account>, StoreError> {
        let order = Ordering {
            columns: vec![Column::EmailKey, Column::Id],
            descending: false,
            keys: |row: &account::Model| vec![Key::Text(row.email_key.clone()), Key::Id(row.id)],
        };
        let found = page(select(seen, filter), &order, request, &self.0).await?;
        let (cursors, rows): (Vec<_>, Vec<_>) = found.rows.into_iter().unzip();
        let rows = cursors.into_iter().zip(self.complete(rows).await?).collect();
        Ok(Page { rows, has_next: found.has_next, has_previous: found.has_previous })
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, seen: &Visibility, filter: &AccountFilter) -> Result<u64, StoreError> {
        Ok(select(seen, filter).count(&self.0).await?)
    }

    /// Adds to whom the accounts belong: the organisation that keeps the person's record, whichever that is today.
    async fn complete(&self, rows: impl IntoIterator<Item = account::Model>) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<_> = rows.into_iter().collect();
        let mut owners = owners(&self.0, rows.iter().map(|row| row.person_id)).await?;
        rows.into_iter()
            .map(|row| {
                let owner = owners.remove(&row.person_id).unwrap_or_default();
                read(&row, owner)
            })
            .collect()
    }
}

/// To whom things of these people belong.
async fn owners(
    executor: &DatabaseExecutor<'_>,
    people: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Owner>, StoreError> {
    let people: Vec<Uuid> = people.into_iter().collect();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let found: Vec<(Uuid, Uuid, Option<String>)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Id, person::Column::OrganisationId, person::Column::DistrictKey])
        .filter(person::Column::Id.is_in(people))
        .into_tuple()
        .all(executor)
        .await?;
    let owner = |(id, organisation, district): (Uuid, Uuid, Option<String>)| {
        (id, Owner::organisation(organisation.into(), district).about(id.into()))
    };
    Ok(found.into_iter().map(owner).collect())
}

fn read(row: &account::Model, owner: Owner) -> Result<Account, StoreError> {
    Ok(Account {
        id: row.id.into(),
        person: row.person_id.into(),
        email: checked(WHAT, EmailAddress::new(&row.email))?,
        state: code(WHAT, &row.state)?,
        second_factor: row.totp_secret.is_some(),
        language: code(WHAT, &row.language)?,
        last_sign_in_at: row.last_sign_in_at.map(|at| instant(WHAT, at)).transpose()?,
        created_at: instant(WHAT, row.created_at)?,
        version: row.version,
        owner,
    })
}

pub(super) fn person_of_account() -> RelationDef {
    account::Entity::belongs_to(person::Entity).from(Column::PersonId).to(person::Column::Id).into()
}

fn select(seen: &Visibility, filter: &AccountFilter) -> Select<account::Entity> {
    let owner = OwnerColumns {
        organisation: Some(person::Column::OrganisationId),
        district: Some(person::Column::DistrictKey),
        person: Some(person::Column::Id),
    };
    let found = account::Entity::find().join(JoinType::InnerJoin, person_of_account()).filter(visible(seen, &owner));
    found
        .apply_if(filter.state, |found, state| found.filter(Column::State.eq(state.code())))
        .apply_if(filter.organisation, |found, id| found.filter(person::Column::OrganisationId.eq(id.uuid())))
        .apply_if(filter.text.as_deref().filter(|text| !text.trim().is_empty()), |found, text| {
            // What was typed is looked for as it stands: `_` is a sign that addresses have.
            let typed = text.trim().to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let address = Column::EmailKey.like(LikeExpr::new(format!("%{typed}%")).escape('\\'));
            found.filter(Condition::any().add(has_words(person::Column::SearchKey, text)).add(address))
        })
}

/// An account that is to be made.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its id.
    pub id: AccountId,
    /// Whose.
    pub person: PersonId,
    /// The e-mail address for signing in.
    pub email: EmailAddress,
    /// Invited, or active with a password already.
    pub state: AccountState,
    /// The hash of its password; none while it is only invited.
    pub password_hash: Option<String>,
    /// The language of its mails.
    pub language: Language,
}

/// Makes accounts, at version 1.
///
/// # Errors
/// `DUPLICATE` for a person or an e-mail address that has one; when the database does not answer.
pub async fn insert_accounts(unit: &UnitOfWork, new: &[NewAccount]) -> Result<(), StoreError> {
    let row = |new: &NewAccount| account::ActiveModel {
        id: Set(new.id.uuid()),
        person_id: Set(new.person.uuid()),
        email: Set(new.email.to_string()),
        email_key: Set(new.email.key()),
        password_hash: Set(new.password_hash.clone()),
        state: Set(new.state.code().to_owned()),
        totp_secret: Set(None),
        totp_pending: Set(None),
        totp_last_step: Set(None),
        language: Set(new.language.code().to_owned()),
        last_sign_in_at: Set(None),
        version: Set(1),
        created_at: Set(unit.now().as_micros()),
        updated_at: Set(unit.now().as_micros()),
    };
    for chunk in chunks(new.iter().map(row), 1_000) {
        account::Entity::insert_many(chunk).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

/// Changes the state of an account that is still at this version.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn set_state(unit: &UnitOfWork, account: &Account, state: AccountState) -> Result<(), StoreError> {
    change(unit, account, Column::State, Expr::value(state.code())).await
}

/// Changes the language of the mails of an account that is still at this version.
///
/// # Errors
/// `VERSION_CONFLICT`; when the database does not answer.
pub async fn set_language(unit: &UnitOfWork, account: &Account, language: Language) -> Result<(), StoreError> {
    change(unit, account, Column::Language, Expr::value(language.code())).await
}

async fn change(unit: &UnitOfWork, account: &Account, column: Column, value: SimpleExpr) -> Result<(), StoreError> {
    let changed = account::Entity::update_many()
        .col_expr(column, value)
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(account.id.uuid()))
        .filter(Column::Version.eq(account.version))
        .exec(unit.transaction())
        .await?;
    if changed.rows_affected == 1 { Ok(()) } else { Err(StoreError::conflict(account.version + 1)) }
}
