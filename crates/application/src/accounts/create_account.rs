use crate::{Call, Error};
use domain::access::{Action, Owner, Role, Visibility};
use domain::accounts::{AccountState, Password};
use domain::shared::{AccountId, EmailAddress, Language, OrganisationId, Period, PersonId, RoleAssignmentId};
use persistence::Change;
use persistence::accounts::{NewAccount, NewAssignment, RoleScopes, insert_accounts, insert_assignments};
use std::collections::BTreeSet;

/// A password that is hashed already: made once, it serves any number of accounts of a made-up world.
#[derive(Clone)]
pub struct PreparedPassword(String);

/// A role of an account that is made ready for use.
#[derive(Clone, Copy, Debug)]
pub struct CreateRole {
    /// What.
    pub role: Role,
    /// For which organisation.
    pub organisation: OrganisationId,
    /// When.
    pub period: Period,
}

/// An account that is made ready for use.
#[derive(Clone)]
pub struct CreateAccount {
    /// Whose.
    pub person: PersonId,
    /// The e-mail address for signing in.
    pub email: EmailAddress,
    /// Its password.
    pub password: PreparedPassword,
    /// The language of its mails.
    pub language: Language,
    /// Its roles.
    pub roles: Vec<CreateRole>,
}

/// Hashes a password for [`create_accounts`]. It is not judged: the operator answers for it.
///
/// # Errors
/// `TOO_SHORT`, `TOO_LONG`.
pub async fn prepare_password(call: &Call, password: &str) -> Result<PreparedPassword, Error> {
    let password = Password::choose(password).map_err(|refusal| refusal.at("password"))?;
    Ok(PreparedPassword(call.platform().passwords.hash(call.ids(), password).await?))
}

/// Makes accounts that can be used at once, with their roles: for the operator, who makes the first administrator, and
/// for made-up worlds. People are invited otherwise.
///
/// # Errors
/// [`Error::Denied`] for anybody who may not invite everybody; `NOT_FOUND` for a person or organisation that does not
/// exist; `DUPLICATE` for a person or an address that has an account. Then none is made.
pub async fn create_accounts(call: &Call, accounts: Vec<CreateAccount>) -> Result<Vec<AccountId>, Error> {
    // Nobody grants more than they hold: only who reaches everything may make roles unseen.
    let permit = call.permit(Action::AccountInvite, &Owner::NOBODY)?;
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let unit = call.begin().await?;
    let scopes = RoleScopes::of(&unit);
    let people: Vec<_> = accounts.iter().map(|new| new.person).collect();
    let people = scopes.people(&Visibility::everything(), people).await?;
    let organisations: BTreeSet<_> = accounts.iter().flat_map(|new| &new.roles).map(|role| role.organisation).collect();
    let organisations = scopes.organisations(&Visibility::everything(), organisations).await?;
    let (mut rows, mut assignments, mut changes) = (Vec::with_capacity(accounts.len()), Vec::new(), Vec::new());
    for input in accounts {
        let person = people.get(&input.person).ok_or_else(|| Error::not_found("person"))?;
        let id = AccountId::new(unit.ids());
        for CreateRole { role, organisation, period } in input.roles {
            let owner = organisations.get(&organisation).ok_or_else(|| Error::not_found("organisation"))?;
            let assignment = RoleAssignmentId::new(unit.ids());
            assignments.push(NewAssignment {
                id: assignment,
                account: id,
                role,
                organisation,
                period,
                granted_by: None,
            });
            let granted = Change::new(permit, "role.granted", assignment, owner.clone().about(input.person)).version(1);
            let granted = granted.field("account", None, Some(id.to_string()));
            changes.push(granted.field("role", None, Some(role.to_string())));
        }
        let created = Change::new(permit, "account.created", id, person.owner.clone()).version(1);
        let created = created.field("state", None, Some(AccountState::Active));
        changes.push(created.personal("email", None, Some(&input.email)));
        rows.push(NewAccount {
            id,
            person: input.person,
            email: input.email,
            state: AccountState::Active,
            password_hash: Some(input.password.0),
            language: input.language,
        });
    }
    insert_accounts(&unit, &rows).await?;
    insert_assignments(&unit, &assignments).await?;
    unit.commit(changes).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}
