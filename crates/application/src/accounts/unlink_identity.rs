use super::disable_account::check_power_over;
use super::letters::{Notice, notice_letter};
use crate::{Call, Error};
use domain::access::{Action, Reach};
use domain::accounts::ExternalIdentity;
use domain::shared::ExternalIdentityId;
use persistence::Change;
use persistence::accounts::{Accounts, Credentials, ExternalIdentities, delete_identity};

/// Takes the link of an account to an identity at a provider outside away: its tokens are refused at once. Everybody may
/// for their own account; the administration for all, leads for those over which they have power.
///
/// # Errors
/// `NOT_FOUND`; `GRANT_EXCEEDS_OWN` for a lead when the account holds a role that exceeds theirs.
pub async fn unlink_identity(call: &Call, id: ExternalIdentityId) -> Result<ExternalIdentity, Error> {
    let unknown = || Error::not_found("identityId");
    let mut unit = call.begin().await?;
    let identity = ExternalIdentities::of(&unit).find(id).await?.ok_or_else(unknown)?;
    let account = Accounts::of(&unit).hold(&call.visibility(Action::AccountRead), identity.account).await?;
    let account = account.ok_or_else(unknown)?;
    let permit = call.permit(Action::IdentityRemove, &account.owner)?;
    let is_own = call.actor().account().is_some_and(|own| own.id == account.id);
    // It gives nobody a right: the administration may, also where it does not hold what the account holds.
    if !is_own && call.actor().reach(Action::IdentityRemove) != Reach::Everywhere {
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
