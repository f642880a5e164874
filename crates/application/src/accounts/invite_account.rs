use super::letters::invitation_letter;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::accounts::{Account, AccountState, INVITATION_SECONDS, Invitation};
use domain::people::PersonState;
use domain::shared::{AccountId, EmailAddress, InvitationId, Language, PersonId, Refusal, RefusalCode, Refusals};
use persistence::accounts::{
    Accounts, NewAccount, PersonScope, RoleScopes, insert_accounts, insert_invitation, revoke_invitations,
};
use persistence::{Change, UnitOfWork};

/// What is needed to invite somebody.
#[derive(Clone, Debug)]
pub struct InviteAccount {
    /// Whom.
    pub person: PersonId,
    /// The e-mail address for signing in, to which the invitation goes.
    pub email: String,
    /// The language of the account's mails.
    pub language: Language,
}

/// Makes an account for a person and sends the invitation. It has no roles yet.
///
/// # Errors
/// `INVALID_EMAIL`; `NOT_FOUND` for a person who is not seen; `DUPLICATE` at `personId` when the person has an account,
/// at `email` when the address belongs to one.
pub async fn invite_account(call: &Call, input: InviteAccount) -> Result<(Account, Invitation), Error> {
    let mut refusals = Refusals::new();
    let email = refusals.take("email", EmailAddress::new(&input.email));
    let email = refusals.into_result(email)?;
    let seen = call.visibility(Action::PersonRead);
    let person = RoleScopes::of(call.database()).person(&seen, input.person).await?;
    let PersonScope { owner, name, is_active } = person.ok_or_else(|| Error::not_found("personId"))?;
    let permit = call.permit(Action::AccountInvite, &owner)?;
    if !is_active {
        let inactive = Refusal::new(RefusalCode::WrongState).at("personId");
        return Err(inactive.with("state", PersonState::Inactive).with("verb", "inviteAccount").into());
    }
    let mut unit = call.begin().await?;
    let taken = Accounts::of(&unit).is_taken(input.person, &email).await?;
    for (is_taken, field) in [(taken.0, "personId"), (taken.1, "email")] {
        if is_taken {
            return Err(Refusal::new(RefusalCode::Duplicate).at(field).into());
        }
    }
    let new = NewAccount {
        id: AccountId::new(unit.ids()),
        person: input.person,
        email,
        state: AccountState::Invited,
        password_hash: None,
        language: input.language,
    };
    insert_accounts(&unit, std::slice::from_ref(&new)).await?;
    let account = Account {
        id: new.id,
        person: new.person,
        email: new.email,
        state: new.state,
        second_factor: false,
        language: new.language,
        last_sign_in_at: None,
        created_at: unit.now(),
        version: 1,
        owner,
    };
    let (invitation, sent) = send(call, &mut unit, permit, &account, &name).await?;
    let created = Change::new(permit, "account.created", account.id, account.owner.clone())
        .version(1)
        .field("state", None, Some(account.state))
        .personal("email", None, Some(&account.email));
    unit.commit([created, sent]).await?;
    Ok((account, invitation))
}

/// Sends the invitation to an account once more; the links before it stop to work.
///
/// # Errors
/// `NOT_FOUND`; `WRONG_STATE` unless the account waits for it.
pub async fn resend_invitation(call: &Call, id: AccountId) -> Result<(Account, Invitation), Error> {
    let mut unit = call.begin().await?;
    let (account, permit) = invited(call, &unit, id, "resend the invitation").await?;
    let person = RoleScopes::of(&unit).person(&domain::access::Visibility::everything(), account.person).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    revoke_invitations(&unit, id).await?;
    let (invitation, sent) = send(call, &mut unit, permit, &account, &name).await?;
    unit.commit([sent]).await?;
    Ok((account, invitation))
}

/// Takes the invitation to an account back: its links stop to work.
///
/// # Errors
/// `NOT_FOUND`; `WRONG_STATE` unless the account waits for it.
pub async fn revoke_invitation(call: &Call, id: AccountId) -> Result<Account, Error> {
    let unit = call.begin().await?;
    let (account, permit) = invited(call, &unit, id, "revoke the invitation").await?;
    revoke_invitations(&unit, id).await?;
    unit.commit([Change::new(permit, "account.invitation_revoked", id, account.owner.clone())]).await?;
    Ok(account)
}

async fn invited(
    call: &Call,
    unit: &UnitOfWork,
    id: AccountId,
    verb: &'static str,
) -> Result<(Account, Permit), Error> {
    let found = Accounts::of(unit).hold(&call.visibility(Action::AccountRead), id).await?;
    let account = found.ok_or_else(|| Error::not_found("accountId"))?;
    let permit = call.permit(Action::AccountInvite, &account.owner)?;
    account.must_be(&[AccountState::Invited], verb)?;
    Ok((account, permit))
}

async fn send(
    call: &Call,
    unit: &mut UnitOfWork,
    permit: Permit,
    account: &Account,
    name: &str,
) -> Result<(Invitation, Change), Error> {
    let invitation = Invitation {
        id: InvitationId::new(unit.ids()),
        account: account.id,
        invited_by: call.actor().account().map(|inviter| inviter.id),
        created_at: unit.now(),
        expires_at: unit.now().plus_seconds(INVITATION_SECONDS),
        accepted_at: None,
        revoked_at: None,
    };
    insert_invitation(unit, &invitation).await?;
    invitation_letter(&account.email, account.language, name, &invitation).queue(unit);
    let sent = Change::new(permit, "account.invited", invitation.id, account.owner.clone())
        .field("account", None, Some(account.id))
        .field("until", None, Some(invitation.expires_at));
    Ok((invitation, sent))
}
