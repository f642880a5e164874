use super::account::Account;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, LocalDate, Row, call, referred, viewer_can};
use application::accounts as verbs;
use application::organisations::find_organisations;
use async_graphql::{Context, Object, Result};
use domain::access::{Action, Role};
use domain::accounts::{AssignmentState, RoleAssignment as Record};
use domain::shared::{AccountId, Id, RoleAssignmentId};
use std::collections::BTreeSet;

/// A role that an account holds for an organisation and a period (German: Rollenzuweisung).
#[derive(Clone, Debug)]
pub(crate) struct RoleAssignment(Row<Record>);

impl RoleAssignment {
    /// Nodes of assignments that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one assignment.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    async fn account_by(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        of: fn(&Record) -> Option<AccountId>,
    ) -> Result<Option<Account>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().filter_map(of).collect::<BTreeSet<_>>().into_iter().collect();
            let found = verbs::find_accounts(call, &ids).await?;
            Ok(referred(rows.iter().map(of), found, Account::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

/// A role that an account holds for an organisation and a period (German: Rollenzuweisung).
#[Object]
impl RoleAssignment {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(RoleAssignmentId::TYPE, self.0.id.uuid())
    }

    /// The role (German: Rolle).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn role(&self) -> Enum<Role> {
        Enum(self.0.role)
    }

    /// For which organisation it is held (German: Organisation).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// Which account holds it (German: Benutzerkonto).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn account(&self, ctx: &Context<'_>) -> Result<Option<Account>> {
        self.account_by(ctx, "account", |record| Some(record.account)).await
    }

    /// Whether it is held today (German: Zustand).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn state(&self, ctx: &Context<'_>) -> Enum<AssignmentState> {
        Enum(self.0.standing(call(ctx).today()))
    }

    /// Its first day (German: gültig ab).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn valid_from(&self) -> LocalDate {
        LocalDate(self.0.period.from)
    }

    /// Its last day; missing as long as it lasts (German: gültig bis).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn valid_until(&self) -> Option<LocalDate> {
        self.0.period.until.map(LocalDate)
    }

    /// When it was ended at once, whatever its period says (German: beendet am).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// Whether it counts only in sessions that showed the second factor (German: verlangt zweiten Faktor).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn needs_second_factor(&self) -> bool {
        self.0.role.needs_second_factor()
    }

    /// Who granted it, if the viewer may see their account; nobody when the operator did (German: vergeben von).
    #[graphql(directive = authorized::apply(Action::AccountRead))]
    async fn granted_by(&self, ctx: &Context<'_>) -> Result<Option<Account>> {
        self.account_by(ctx, "grantedBy", |record| record.granted_by).await
    }

    /// What this viewer may do with the assignment; that nobody ends more than they hold is decided when they try
    /// (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner, &[Action::RoleGrant])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}
