use super::registration::Registration;
use super::session::CourseSession;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, Row, referred};
use application::organisations::find_organisations;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::{Action, Role};
use domain::qualifications::{WaitingChange as Record, WaitingChangeKind};
use domain::shared::{Id, WaitingChangeId};
use std::collections::BTreeSet;

/// What an organiser did by hand with a waiting list (German: Eintrag im Protokoll der Warteliste).
#[derive(Clone, Debug)]
pub(crate) struct WaitingListChange(Row<Record>);

impl WaitingListChange {
    /// Nodes of lines that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }
}

/// What an organiser did by hand with a waiting list, as it concerned one registration (German: Eintrag im Protokoll der
/// Warteliste). It is never changed, seen by whoever sees the registration, and deleted six months after the session.
#[Object]
impl WaitingListChange {
    /// The global id.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(WaitingChangeId::TYPE, self.0.id.uuid())
    }

    /// In which session (German: Termin).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<CourseSession>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.session).collect();
            let found = verbs::find_sessions_registered(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| Some(row.session)), found, CourseSession::siblings))
        };
        self.0.related(ctx, "session", load).await
    }

    /// Whom it concerned (German: Anmeldung).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn registration(&self, ctx: &Context<'_>) -> Result<Option<Registration>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.registration).collect();
            let found = verbs::find_registrations(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| Some(row.registration)), found, Registration::siblings))
        };
        self.0.related(ctx, "registration", load).await
    }

    /// What was done (German: Vorgang).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn kind(&self) -> Enum<WaitingChangeKind> {
        Enum(self.0.kind)
    }

    /// The rank among all that waited, from 1; nothing for somebody who did not wait (German: Rang vorher).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn rank_before(&self) -> Option<i64> {
        self.0.old_rank
    }

    /// The rank since; nothing for somebody who does not wait any more (German: Rang nachher).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn rank_after(&self) -> Option<i64> {
        self.0.new_rank
    }

    /// The priority class before (German: Vorrangklasse vorher).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn priority_class_before(&self) -> i64 {
        self.0.old_class.number()
    }

    /// The priority class since (German: Vorrangklasse nachher).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn priority_class_after(&self) -> i64 {
        self.0.new_class.number()
    }

    /// Why; of a draw of lots its seed (German: Grund).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn reason(&self) -> &str {
        self.0.reason.as_str()
    }

    /// When (German: Zeitpunkt).
    async fn at(&self) -> DateTime {
        DateTime(self.0.at)
    }

    /// In which function; nothing when the platform or another system did it (German: Funktion).
    async fn by_role(&self) -> Option<Enum<Role>> {
        self.0.by.role.map(Enum)
    }

    /// For which organisation (German: Dienststelle).
    async fn by_organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.by.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| row.by.organisation), found, Organisation::siblings))
        };
        self.0.related(ctx, "byOrganisation", load).await
    }
}
