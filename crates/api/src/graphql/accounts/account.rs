use super::identity::ExternalIdentity;
use super::role::RoleAssignment;
use super::session::Invitation;
use crate::gate::{authorized, cost};
use crate::graphql::people::Person;
use crate::graphql::shared::{
    ActionCode, AnyNodeId, DateTime, Enum, Row, call, children, failure, referred, viewer_can,
};
use application::accounts as verbs;
use application::people::find_people;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::accounts::{Account as Record, AccountState, AssignmentState};
use domain::shared::{AccountId, Id, Language};

/// What a person signs in with (German: Benutzerkonto).
#[derive(Clone, Debug)]
pub(crate) struct Account(Row<Record>);

impl Account {
    /// Nodes of accounts that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one account.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }
}

/// What a person signs in with (German: Benutzerkonto). An account that the viewer may not see does not exist for them.
#[Object]
impl Account {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(AccountId::TYPE, self.0.id.uuid())
    }

    /// Whose account it is (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = find_people(call, rows.iter().map(|row| row.person)).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// The e-mail address for signing in (German: Anmeldeadresse).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn email(&self) -> &str {
        self.0.email.as_str()
    }

    /// Whether it can be used (German: Zustand).
    async fn state(&self) -> Enum<AccountState> {
        Enum(self.0.state)
    }

    /// Whether a second factor is set up (German: zweiter Faktor).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn second_factor(&self) -> bool {
        self.0.second_factor
    }

    /// The language of its mails (German: Sprache).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn language(&self) -> Enum<Language> {
        Enum(self.0.language)
    }

    /// When somebody signed in with it last (German: letzte Anmeldung).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn last_sign_in_at(&self) -> Option<DateTime> {
        self.0.last_sign_in_at.map(DateTime)
    }

    /// Until when signing in is refused after too many failures; shown to those who may unlock it (German: gesperrt bis).
    #[graphql(directive = authorized::apply(Action::AccountDisable), directive = cost::apply(5, None))]
    async fn locked_until(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        let load = async |call: &application::Call, rows: &[Record]| verbs::accounts_locked_until(call, rows).await;
        Ok(self.0.related(ctx, "lockedUntil", load).await?.map(DateTime))
    }

    /// Its roles, the oldest first; only those that are held today or later, unless `all` (German: Rollen).
    #[graphql(directive = authorized::apply(Action::AccountRead), directive = cost::apply(1, Some(3)))]
    async fn roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Past ones too.", default)] all: bool,
    ) -> Result<Vec<RoleAssignment>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let mut found = verbs::roles_of(call, &ids).await?;
            for held in found.values_mut() {
                held.retain(|role| all || role.standing(call.today()) != AssignmentState::Ended);
            }
            Ok(children(ids, found, RoleAssignment::siblings))
        };
        self.0.related(ctx, format!("roles {all}"), load).await
    }

    /// The identities at providers outside by which its owner can sign in, the oldest first (German: externe Identitäten).
    #[graphql(directive = authorized::apply(Action::AccountRead), directive = cost::apply(1, Some(2)))]
    async fn identities(&self, ctx: &Context<'_>) -> Result<Vec<ExternalIdentity>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::identities_of(call, &ids).await?;
            Ok(children(ids, found, |all| all.into_iter().map(ExternalIdentity).collect()))
        };
        self.0.related(ctx, "identities", load).await
    }

    /// The newest invitation to it (German: Einladung).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn invitation(&self, ctx: &Context<'_>) -> Result<Option<Invitation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let mut found = verbs::newest_invitations(call, &ids).await?;
            Ok(ids.iter().map(|id| found.remove(id)).collect())
        };
        Ok(self.0.related(ctx, "invitation", load).await?.map(Invitation))
    }

    /// What this viewer may do with the account (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        let actions = [
            Action::AccountRead,
            Action::AccountInvite,
            Action::AccountDisable,
            Action::AccountOwn,
            Action::IdentityLink,
            Action::IdentityRemove,
        ];
        viewer_can(ctx, &self.0.owner, &actions)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }
}

/// The account of the caller, once more after a change of it.
pub(super) async fn own(ctx: &Context<'_>) -> Result<Option<Account>> {
    let call = call(ctx);
    let Some(own) = call.actor().account() else { return Ok(None) };
    Ok(failure(ctx, verbs::find_account(call, own.id).await)?.map(Account::one))
}
