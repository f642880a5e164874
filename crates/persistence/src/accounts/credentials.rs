//! The secrets of accounts, in the forms in which they are kept. Only the verbs of signing in read them.

use super::account::WHAT;
use super::scopes::RoleScopes;
use crate::connect::Source;
use crate::entities::account::{self, Column};
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Visibility};
use domain::accounts::AccountState;
use domain::shared::{AccountId, EmailAddress, Language, PersonId, Timestamp};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, UpdateMany};

/// What signing in needs to know of an account.
#[derive(Clone)]
pub struct Credentials {
    /// The account.
    pub id: AccountId,
    /// Whose.
    pub person: PersonId,
    /// The e-mail address for signing in.
    pub email: EmailAddress,
    /// Whether it can be used.
    pub state: AccountState,
    /// Whether the person takes part: nobody signs in for who does not.
    pub person_is_active: bool,
    /// The hash of the password; none while the account is only invited, or where its owner signs in elsewhere.
    pub password_hash: Option<String>,
    /// The second factor.
    pub second_factor: SecondFactorState,
    /// The language of its mails.
    pub language: Language,
    /// When somebody signed in with it last.
    pub last_sign_in_at: Option<Timestamp>,
    /// The version.
    pub version: i64,
    /// To whom it belongs.
    pub owner: Owner,
}

/// The second factor of an account, sealed.
#[derive(Clone, Default)]
pub struct SecondFactorState {
    /// The secret that is in use.
    pub secret: Option<String>,
    /// A secret that was begun and waits for its first code.
    pub pending: Option<String>,
    /// The step of the last code that was used: none is good twice.
    pub last_step: Option<i64>,
}

impl Credentials {
    /// Those of the account with this e-mail address, whoever asks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn by_email(source: &impl Source, email: &EmailAddress) -> Result<Option<Self>, StoreError> {
        let found = account::Entity::find().filter(Column::EmailKey.eq(email.key()));
        Self::complete(source, found.one(&source.executor()).await?).await
    }

    /// Those of an account, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(unit: &UnitOfWork, id: AccountId) -> Result<Option<Self>, StoreError> {
        let found = account::Entity::find_by_id(id.uuid()).lock_exclusive().one(&unit.executor()).await?;
        Self::complete(unit, found).await
    }

    /// Those of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(source: &impl Source, id: AccountId) -> Result<Option<Self>, StoreError> {
        let found = account::Entity::find_by_id(id.uuid()).one(&source.executor()).await?;
        Self::complete(source, found).await
    }

    /// Whether somebody may sign in with it.
    pub fn can_sign_in(&self) -> bool {
        self.state == AccountState::Active && self.person_is_active
    }

    async fn complete(source: &impl Source, row: Option<account::Model>) -> Result<Option<Self>, StoreError> {
        let Some(row) = row else { return Ok(None) };
        let everything = Visibility::everything();
        let person = RoleScopes::of(source).person(&everything, row.person_id.into()).await?;
        let person = person.ok_or_else(|| corrupt(WHAT, "its person is missing"))?;
        Ok(Some(Self {
            id: row.id.into(),
            person: row.person_id.into(),
            email: checked(WHAT, EmailAddress::new(&row.email))?,
            state: code(WHAT, &row.state)?,
            person_is_active: person.is_active,
            password_hash: row.password_hash,
            second_factor: SecondFactorState {
                secret: row.totp_secret,
                pending: row.totp_pending,
                last_step: row.totp_last_step,
            },
            language: code(WHAT, &row.language)?,
            last_sign_in_at: row.last_sign_in_at.map(|at| instant(WHAT, at)).transpose()?,
            version: row.version,
            owner: person.owner,
        }))
    }
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Makes an invited account active, with its first password unless its owner signs in elsewhere.
///
/// # Errors
/// When the database does not answer.
pub async fn accept(unit: &UnitOfWork, id: AccountId, hash: Option<&str>) -> Result<(), StoreError> {
    let update = touch(unit, id)
        .col_expr(Column::PasswordHash, text(hash))
        .col_expr(Column::State, Expr::value(AccountState::Active.code()));
    carry_out(unit, update).await
}

/// Changes the password.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password(unit: &UnitOfWork, id: AccountId, hash: &str) -> Result<(), StoreError> {
    carry_out(unit, touch(unit, id).col_expr(Column::PasswordHash, Expr::value(hash))).await
}

/// Keeps the same password under another hash, unless it was changed in the meantime. The account itself stays as it
/// is, so its version does too.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password_hash(unit: &UnitOfWork, id: AccountId, old: &str, new: &str) -> Result<(), StoreError> {
    let update = account::Entity::update_many()
        .col_expr(Column::PasswordHash, Expr::value(new))
        .filter(Column::Id.eq(id.uuid()))
        .filter(Column::PasswordHash.eq(old));
    carry_out(unit, update).await
}

/// Changes the second factor.
///
/// # Errors
/// When the database does not answer.
pub async fn set_second_factor(unit: &UnitOfWork, id: AccountId, state: &SecondFactorState) -> Result<(), StoreError> {
    let update = touch(unit, id)
        .col_expr(Column::TotpSecret, text(state.secret.as_deref()))
        .col_expr(Column::TotpPending, text(state.pending.as_deref()))
        .col_expr(Column::TotpLastStep, Expr::value(state.last_step));
    carry_out(unit, update).await
}

/// Notes a sign-in; the version stays.
///
/// # Errors
/// When the database does not answer.
pub async fn note_sign_in(unit: &UnitOfWork, id: AccountId) -> Result<(), StoreError> {
    let update = account::Entity::update_many()
        .col_expr(Column::LastSignInAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()));
    carry_out(unit, update).await
}

/// Notes the step of a code that was used, and says whether it was still unused.
///
/// # Errors
/// When the database does not answer.
pub async fn note_step(unit: &UnitOfWork, id: AccountId, step: i64) -> Result<bool, StoreError> {
    let unused = Column::TotpLastStep.is_null().or(Column::TotpLastStep.lt(step));
    let changed = account::Entity::update_many()
        .col_expr(Column::TotpLastStep, Expr::value(step))
        .filter(Column::Id.eq(id.uuid()))
        .filter(unused)
        .exec(unit.transaction())
        .await?;
    Ok(changed.rows_affected == 1)
}

fn touch(unit: &UnitOfWork, id: AccountId) -> UpdateMany<account::Entity> {
    account::Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
        .filter(Column::Id.eq(id.uuid()))
}

fn text(value: Option<&str>) -> SimpleExpr {
    Expr::value(value.map(ToOwned::to_owned))
}

async fn carry_out(unit: &UnitOfWork, update: UpdateMany<account::Entity>) -> Result<(), StoreError> {
    update.exec(unit.transaction()).await?;
    Ok(())
}
