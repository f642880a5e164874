use super::list_sessions::own_account;
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::Account;
use domain::shared::Language;
use persistence::Change;
use persistence::accounts::{Accounts, set_language};

/// Changes the language of the mails to one's own account.
///
/// # Errors
/// [`Error::Denied`] when nobody is signed in.
pub async fn change_language(call: &Call, language: Language) -> Result<Account, Error> {
    let id = own_account(call)?.id;
    let unit = call.begin().await?;
    let found = Accounts::of(&unit).hold(&call.visibility(Action::AccountOwn), id).await?;
    let account = found.ok_or_else(|| Error::not_found("account"))?;
    let permit = call.permit(Action::AccountOwn, &account.owner)?;
    if account.language == language {
        return Ok(account);
    }
    set_language(&unit, &account, language).await?;
    let version = account.version + 1;
    let changed = Change::new(permit, "account.language_changed", id, account.owner.clone()).version(version);
    unit.commit([changed.field("language", Some(account.language), Some(language))]).await?;
    Ok(Account { language, version, ..account })
}
