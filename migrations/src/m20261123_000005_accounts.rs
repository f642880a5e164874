//! Accounts and what hangs on them: invitations, sessions, recovery codes, password resets, role assignments.
//!
//! Secrets are never stored as such: passwords and codes as hashes, refresh tokens as digests, the secret of the
//! second factor encrypted. Links for invitations and resets are signed, so nothing of them is stored at all.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        account(manager).await?;
        attempts(manager).await?;
        session(manager).await?;
        letters(manager).await?;
        role_assignment(manager).await
    }
}

async fn account(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "account",
        vec![
            primary(),
            id("person_id"),
            text("email"),
            text("email_key"),
            optional_text("password_hash"),
            text("state"),
            optional_text("totp_secret"),
            optional_text("totp_pending"),
            optional_number("totp_last_step"),
            text("language"),
            optional_number("last_sign_in_at"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| refers(table, ("account", "person_id"), "person"),
    )
    .await?;
    // One account a person: a disabled one is enabled again rather than replaced.
    index(manager, "account", &["person_id"], true).await?;
    index(manager, "account", &["email_key"], true).await?;
    create(
        manager,
        "recovery_code",
        vec![primary(), id("account_id"), text("code_hash"), optional_number("used_at")],
        |table| refers(table, ("recovery_code", "account_id"), "account"),
    )
    .await?;
    index(manager, "recovery_code", &["account_id"], false).await
}

/// Tries to sign in, by a keyed digest of the e-mail address: also of addresses without an account.
async fn attempts(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "sign_in_attempts",
        vec![
            ColumnDef::new(Alias::new("email_digest")).text().not_null().primary_key().to_owned(),
            number("failures"),
            optional_number("locked_until"),
            number("last_at"),
        ],
        |_| {},
    )
    .await?;
    index(manager, "sign_in_attempts", &["last_at"], false).await
}

async fn session(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "session",
        vec![
            primary(),
            id("account_id"),
            number("created_at"),
            number("last_used_at"),
            number("expires_at"),
            optional_number("revoked_at"),
            optional_text("revoked_reason"),
            optional_text("user_agent"),
            number("second_factor"),
        ],
        |table| refers(table, ("session", "account_id"), "account"),
    )
    .await?;
    index(manager, "session", &["account_id", "revoked_at"], false).await?;
    create(
        manager,
        "refresh_token",
        vec![
            // The SHA-256 of the token, in hexadecimal.
            ColumnDef::new(Alias::new("digest")).text().not_null().primary_key().to_owned(),
            id("session_id"),
            number("generation"),
            number("created_at"),
            number("expires_at"),
            optional_number("used_at"),
        ],
        |table| refers(table, ("refresh_token", "session_id"), "session"),
    )
    .await?;
    index(manager, "refresh_token", &["session_id", "generation"], true).await
}

async fn letters(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "invitation",
        vec![
            primary(),
            id("account_id"),
            optional_id("invited_by"),
            number("created_at"),
            number("expires_at"),
            optional_number("accepted_at"),
            optional_number("revoked_at"),
        ],
        |table| {
            refers(table, ("invitation", "account_id"), "account");
            refers(table, ("invitation", "invited_by"), "account");
        },
    )
    .await?;
    index(manager, "invitation", &["account_id", "created_at"], false).await?;
    create(
        manager,
        "password_reset",
        vec![primary(), id("account_id"), number("created_at"), number("expires_at"), optional_number("used_at")],
        |table| refers(table, ("password_reset", "account_id"), "account"),
    )
    .await?;
    index(manager, "password_reset", &["account_id", "created_at"], false).await
}

async fn role_assignment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "role_assignment",
        vec![
            primary(),
            id("account_id"),
            text("role"),
            id("organisation_id"),
            text("valid_from"),
            optional_text("valid_until"),
            // Ended at once, whatever the period says.
            optional_number("ended_at"),
            optional_id("granted_by"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("role_assignment", "account_id"), "account");
            refers(table, ("role_assignment", "organisation_id"), "organisation");
            refers(table, ("role_assignment", "granted_by"), "account");
        },
    )
    .await?;
    index(manager, "role_assignment", &["account_id", "role", "organisation_id"], false).await?;
    index(manager, "role_assignment", &["organisation_id"], false).await
}
