use super::disable_account::check_power_over;
use super::letters::{Notice, notice_letter};
use crate::{Call, Error};
use domain::access::Action;
use domain::accounts::ExternalIdentity;
use domain::shared::ExternalIdentityId;
use persistence::Change;
use persistence::accounts::{Accounts, Credentials, ExternalIdentities, delete_identity};

/// Takes the link of an account to an identity at a provider outside away: its tokens are refused at once. Everybody may
/// for their own account, and whoever may disable an account for that.
///
/// # Errors
/// `NOT_FOUND`; `GRANT_EXCEEDS_OWN` when the account is another one and holds a role that exceeds the caller's.
pub async fn unlink_identity(call: &Call, id: ExternalIdentityId) -> Result<ExternalIdentity, Error> {
    let unknown = || Error::not_found("identityId");
    let mut unit = call.begin().await?;
    let identity = ExternalIdentities::of(&unit).find(id).await?.ok_or_else(unknown)?;
    let account = Accounts::of(&unit).hold(&call.visibility(Action::AccountRead), identity.account).await?;
    let account = account.ok_or_else(unknown)?;
    let permit = call.permit(Action::IdentityRemove, &account.owner)?;
    if call.actor().account().is_none_or(|own| own.id != account.id) {
        check_power_over(call, &unit, account.id).await?;
    }
    // Somebody may have taken it away while this waited for the account.
    if !delete_identity(&unit, id).await? {
        return Err(unknown());
    }
    if let Some(held) = Credentials::find(&unit, account.id).await? {
        notice_letter(&held, Notice::IdentityRemoved).queue(&mut unit);
    }
    let removed = Change::new(permit, "identity.removed", id, account.owner.clone())
        .field("account", Some(account.id), None)
        .field("issuer", Some(identity.issuer.clone()), None)
        .personal("subject", Some(identity.subject.clone()), None);
    unit.commit([removed]).await?;
    Ok(identity)
}
