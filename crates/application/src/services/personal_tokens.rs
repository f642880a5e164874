use super::TOKEN_PREFIX;
use crate::accounts::{own_account, own_session};
use crate::security::{new_opaque_token, token_digest};
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::services::{PersonalToken, TokenState, read_scopes, write_scopes};
use domain::shared::{Name, PersonalTokenId, Refusal, RefusalCode, Refusals, Timestamp};
use persistence::Change;
use persistence::accounts::Sessions;
use persistence::services::{PersonalTokens, insert_personal_token, revoke_token};

/// What is needed to make a personal access token.
#[derive(Clone, Debug)]
pub struct CreatePersonalToken {
    /// What it is for.
    pub name: String,
    /// The actions that it may use, beside what is public.
    pub scopes: Vec<Action>,
    /// When it ends; after 90 days without one, after a year at most.
    pub expires_at: Option<Timestamp>,
}

/// Makes a personal access token for one's own account, and says it: this once, and never again. It acts as the person
/// within its scopes, and with whatever roles they hold when it is used.
///
/// # Errors
/// `SESSION_REQUIRED`: no token makes tokens; `REQUIRED`, `TOO_LONG`, `NOT_A_SCOPE`; `OUT_OF_RANGE` for its end;
/// `TOO_MANY` when 50 are valid.
pub async fn create_personal_token(call: &Call, input: CreatePersonalToken) -> Result<(PersonalToken, String), Error> {
    let (account, session) = own_session(call)?;
    call.answer_is_secret();
    let owner = Owner::default().about(account.person);
    let permit = call.permit(Action::AccountOwn, &owner)?;
    let mut refusals = Refusals::new();
    let name = refusals.take("name", Name::new(&input.name));
    let scopes = refusals.take("scopes", read_scopes(&input.scopes));
    let end = PersonalToken::decide_end(input.expires_at, call.now());
    let end = end.map_err(|refusal| refusals.push(refusal)).ok();
    let (name, scopes, expires_at) = refusals.into_result(name.zip(scopes).zip(end).map(|((n, s), e)| (n, s, e)))?;
    let unit = call.begin().await?;
    let valid = PersonalTokens::of(&unit, account.id).all().await?;
    let valid = valid.iter().filter(|token| token.state(unit.now()) == TokenState::Valid).count();
    if valid >= PersonalToken::MOST {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", PersonalToken::MOST).into());
    }
    let shown = Sessions::of(&unit).find(account.id, session).await?.is_some_and(|session| session.second_factor);
    let text = format!("{TOKEN_PREFIX}{}", new_opaque_token(unit.ids()));
    let token = PersonalToken {
        id: PersonalTokenId::new(unit.ids()),
        account: account.id,
        name,
        scopes,
        second_factor: shown,
        created_at: unit.now(),
        expires_at,
        revoked_at: None,
        last_used_at: None,
    };
    insert_personal_token(&unit, &token, &token_digest(&text)).await?;
    let created = Change::new(permit, "personal_token.created", token.id, owner)
        .field("scopes", None, Some(write_scopes(&token.scopes)))
        .field("expiresAt", None, Some(token.expires_at))
        .personal("name", None, Some(token.name.to_string()));
    unit.commit([created]).await?;
    Ok((token, text))
}

/// One's own personal access tokens, past ones too, the newest first: when, never what.
///
/// # Errors
/// [`Error::Denied`] when nobody is signed in.
pub async fn list_personal_tokens(call: &Call) -> Result<Vec<PersonalToken>, Error> {
    let account = own_account(call)?;
    Ok(PersonalTokens::of(call.database(), account.id).all().await?)
}

/// Takes one of one's own personal access tokens back: it is refused at once.
///
/// # Errors
/// `NOT_FOUND` for any other; `WRONG_STATE` when it is not valid.
pub async fn revoke_personal_token(call: &Call, id: PersonalTokenId) -> Result<PersonalToken, Error> {
    let account = own_account(call)?;
    let owner = Owner::default().about(account.person);
    let permit = call.permit(Action::AccountOwn, &owner)?;
    let unit = call.begin().await?;
    let found = PersonalTokens::of(&unit, account.id).find(id).await?;
    let token = found.ok_or_else(|| Error::not_found("personalTokenId"))?;
    let state = token.state(unit.now());
    if state != TokenState::Valid {
        return Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "revoke the token").into());
    }
    revoke_token(&unit, id).await?;
    let revoked_at = Some(unit.now());
    unit.commit([Change::new(permit, "personal_token.revoked", id, owner)]).await?;
    Ok(PersonalToken { revoked_at, ..token })
}
