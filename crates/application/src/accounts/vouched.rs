//! Who shows an access token of an identity provider.

use super::authenticate::{counting, invalid_token};
use crate::security::{TokenFault, VouchedToken};
use crate::{Error, Platform};
use domain::access::{Account, Actor, Proof};
use domain::shared::{Refusal, RefusalCode};
use persistence::accounts::{RoleScopes, Standing, account_standing, find_identity};
use persistence::services::note_identity_used;

/// Who acts with this access token of an identity provider: the account to which issuer and subject are linked, with the
/// roles that are recorded here and those for which the issuer vouches.
///
/// # Errors
/// `INVALID_TOKEN`, whatever the reason; `ACR_TOO_LOW`; `IDENTITY_UNKNOWN` for an identity that is linked to no account;
/// when the issuer or the database does not answer.
pub(crate) async fn authenticate_vouched(platform: &Platform, text: &str) -> Result<Actor, Error> {
    let token = read_vouched(platform, text).await?;
    let now = platform.clock.now();
    let linked = find_identity(&platform.database, &token.issuer, &token.subject).await?;
    let unknown = || Refusal::new(RefusalCode::IdentityUnknown).with("issuer", &token.issuer);
    let identity = linked.ok_or_else(unknown)?;
    let standing = account_standing(&platform.database, identity.account, platform.clock.today()).await?;
    let standing = standing.filter(Standing::can_act).ok_or_else(invalid_token)?;
    note_identity_used(&platform.database, identity.id, identity.last_used_at, now).await?;
    let mut held = standing.assignments;
    held.extend(RoleScopes::of(&platform.database).vouched(&token.roles).await?);
    let (assignments, suspended) = counting(platform, held, token.second_factor);
    Ok(Actor::Account(Account {
        id: standing.account,
        proof: Proof::Identity(identity.id),
        person: standing.person,
        assignments,
        suspended,
        scopes: None,
    }))
}

/// What an access token of an identity provider says, when it is valid. The log has the reason when it is not, and
/// nothing of the token.
///
/// # Errors
/// `INVALID_TOKEN`, `ACR_TOO_LOW`; when the issuer does not answer.
pub(super) async fn read_vouched(platform: &Platform, text: &str) -> Result<VouchedToken, Error> {
    platform.issuers.read(text, platform.clock.now()).await.map_err(|fault| {
        let reason: &dyn std::error::Error = &fault;
        tracing::warn!(reason, "a token of an identity provider was refused");
        match fault {
            TokenFault::Invalid(_) => invalid_token(),
            TokenFault::AcrTooLow { issuer, needed } => {
                let refusal = Refusal::new(RefusalCode::AcrTooLow).with("issuer", issuer);
                refusal.with("acrValues", needed.join(" ")).into()
            }
            away @ TokenFault::Away(_) => Error::Unavailable(Box::new(away)),
        }
    })
}
