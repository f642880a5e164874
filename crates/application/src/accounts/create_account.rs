use crate::{Call, Error};
use domain::access::{Action, Role, Visibility};
use domain::accounts::{AccountState, Password};
use domain::shared::{AccountId, EmailAddress, Language, OrganisationId, Period, PersonId, RoleAssignmentId};
use persistence::Change;
use persistence::accounts::{NewAccount, NewAssignment, RoleScopes, insert_account, insert_assignment};

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
    let everything = Visibility::everything();
    let unit = call.begin().await?;
    let (mut made, mut changes) = (Vec::with_capacity(accounts.len()), Vec::new());
    for input in accounts {
        let scopes = RoleScopes::of(&unit);
        let person = scopes.person(&everything, input.person).await?;
        let owner = person.ok_or_else(|| Error::not_found("person"))?.owner;
        // Nobody grants more than they hold: only who reaches everything may make roles unseen.
        let permit = call.permit(Action::AccountInvite, &domain::access::Owner::NOBODY)?;
        let new = NewAccount {
            id: AccountId::new(unit.ids()),
            person: input.person,
            email: input.email,
            state: AccountState::Active,
            password_hash: Some(input.password.0),
            language: input.language,
        };
        insert_account(&unit, &new).await?;
        changes.push(
            Change::new(permit, "account.created", new.id, owner)
                .version(1)
                .field("state", None, Some(new.state))
                .personal("email", None, Some(new.email)),
        );
        for role in input.roles {
            let owner = scopes.organisation(&everything, role.organisation).await?;
            let owner = owner.ok_or_else(|| Error::not_found("organisation"))?.about(input.person);
            let id = RoleAssignmentId::new(unit.ids());
            let CreateRole { role, organisation, period } = role;
            insert_assignment(
                &unit,
                &NewAssignment { id, account: new.id, role, organisation, period, granted_by: None },
            )
            .await?;
            let granted = Change::new(permit, "role.granted", id, owner).version(1);
            changes.push(granted.field("account", None, Some(new.id.to_string())).field(
                "role",
                None,
                Some(role.to_string()),
            ));
        }
        made.push(new.id);
    }
    if !made.is_empty() {
        unit.commit(changes).await?;
    }
    Ok(made)
}
