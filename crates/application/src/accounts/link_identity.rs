use super::guard::{check_password, evenly};
use super::letters::{Notice, notice_letter};
use super::vouched::read_vouched;
use crate::security::VouchedToken;
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::accounts::ExternalIdentity;
use domain::shared::{ExternalIdentityId, Refusal, RefusalCode};
use persistence::accounts::{Credentials, ExternalIdentities, find_identity, insert_identity};
use persistence::{Change, UnitOfWork};

/// What is needed to link an identity.
#[derive(Clone)]
pub struct LinkIdentity {
    /// An access token of the identity provider: it proves that the identity is one's own.
    pub token: String,
    /// The password of the account, where it has one: a stolen session alone must not add a way in.
    pub password: Option<String>,
}

/// Links an identity at a provider outside to one's own account: its access tokens are taken from now on. What a token
/// says of an e-mail address plays no part.
///
/// # Errors
/// `REQUIRED` or `INVALID_CREDENTIALS` at `password`, `LOCKED`; `INVALID_TOKEN` or `ACR_TOO_LOW` at `token`; `DUPLICATE`
/// at `token` for an identity that is linked already, to whichever account; `TOO_MANY`; when the issuer does not answer.
pub async fn link_identity(call: &Call, input: LinkIdentity) -> Result<ExternalIdentity, Error> {
    let own = call.actor().own(Action::IdentityLink)?;
    let permit = call.permit(Action::IdentityLink, &Owner::default().about(own.person))?;
    let known = Credentials::find(call.database(), own.id).await?.ok_or_else(|| Error::not_found("account"))?;
    if known.password_hash.is_some() {
        let missing = || Refusal::new(RefusalCode::Required).at("password");
        let password = input.password.as_deref().ok_or_else(missing)?;
        evenly(check_password(call, own.id, password, "password")).await?;
    }
    let token = read_vouched(call.platform(), &input.token).await.map_err(|error| error.at("token"))?;
    let mut unit = call.begin().await?;
    let held = Credentials::hold(&unit, own.id).await?.ok_or_else(|| Error::not_found("account"))?;
    let linked = ExternalIdentities::of(&unit).of_accounts(&[own.id]).await?;
    if linked.get(&own.id).is_some_and(|linked| linked.len() >= ExternalIdentity::MOST) {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", ExternalIdentity::MOST).into());
    }
    let identity = link(&unit, &held, token, "token").await?;
    notice_letter(&held, Notice::IdentityLinked).queue(&mut unit);
    unit.commit([linked_change(permit, &identity, &held)]).await?;
    Ok(identity)
}

/// Keeps the link, which the caller commits with its change.
///
/// # Errors
/// `DUPLICATE` at `field` for an identity that is linked already.
pub(super) async fn link(
    unit: &UnitOfWork,
    to: &Credentials,
    token: VouchedToken,
    field: &str,
) -> Result<ExternalIdentity, Error> {
    let VouchedToken { issuer, subject, .. } = token;
    if find_identity(unit, &issuer, &subject).await?.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).at(field).into());
    }
    let (id, linked_at) = (ExternalIdentityId::new(unit.ids()), unit.now());
    let identity = ExternalIdentity { id, account: to.id, issuer, subject, linked_at, last_used_at: None };
    // Somebody may have linked it at the same moment.
    insert_identity(unit, &identity).await.map_err(|error| Error::from(error).at(field))?;
    Ok(identity)
}

/// What the audit learns: who, by issuer and subject.
pub(super) fn linked_change(permit: Permit, identity: &ExternalIdentity, to: &Credentials) -> Change {
    Change::new(permit, "identity.linked", identity.id, to.owner.clone())
        .field("account", None, Some(to.id))
        .field("issuer", None, Some(identity.issuer.clone()))
        .personal("subject", None, Some(identity.subject.clone()))
}
