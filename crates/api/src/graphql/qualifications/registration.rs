use super::parts::{Attendance, WaitingPlace};
use super::question::RegistrationAnswer;
use super::session::CourseSession;
use crate::gate::{authorized, cost};
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, call, failure, referred, viewer_can};
use application::organisations::find_organisations;
use application::people::find_people;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::qualifications::{
    AttendanceMode, Consent, Registration as Record, RegistrationSource, RegistrationState, TargetGroup,
};
use domain::shared::{Id, LongText, PartyId, RegistrationId};
use std::collections::BTreeSet;

/// A registration of one person for one session (German: Anmeldung).
#[derive(Clone, Debug)]
pub(crate) struct Registration(Row<Record>);

impl Registration {
    /// Nodes of registrations that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one registration.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    /// Where it stands.
    pub(super) fn state_of(&self) -> RegistrationState {
        self.0.state
    }
}

/// A registration of one person for one session (German: Anmeldung). It is seen by the person, by those who answer for
/// the person, and by the organiser of the session.
#[Object]
impl Registration {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(RegistrationId::TYPE, self.0.id.uuid())
    }

    /// For which session (German: Termin).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn session(&self, ctx: &Context<'_>) -> Result<Option<CourseSession>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.session).collect();
            let found = verbs::find_sessions_registered(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| Some(row.session)), found, CourseSession::siblings))
        };
        self.0.related(ctx, "session", load).await
    }

    /// Who, as far as the viewer may see people (German: Person).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = find_people(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.person)), found, Person::siblings))
        };
        self.0.related(ctx, "person", load).await
    }

    /// The name of the person: whoever sees the registration sees it (German: Name).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn name(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.person).collect();
            let found = verbs::name_people(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(rows.iter().map(|row| found.get(&row.person).cloned()).collect())
        };
        self.0.related(ctx, "name", load).await
    }

    /// From which organisation, as it was on registration (German: Organisation).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.organisation).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.organisation)), found, Organisation::siblings))
        };
        self.0.related(ctx, "organisation", load).await
    }

    /// People of the same party registered together and are not split on the waiting list (German: Gruppe).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn party_id(&self) -> AnyNodeId {
        AnyNodeId::new(PartyId::TYPE, self.0.party.uuid())
    }

    /// In the room or online (German: Teilnahmeform).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn mode(&self) -> Enum<AttendanceMode> {
        Enum(self.0.mode)
    }

    /// As a member of which group (German: Zielgruppe).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn target_group(&self) -> Enum<TargetGroup> {
        Enum(self.0.group)
    }

    /// Who comes first when seats are scarce: class 1 before class 2 (German: Vorrangklasse).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn priority_class(&self) -> i64 {
        self.0.class.number()
    }

    /// Where it stands (German: Zustand).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn state(&self) -> Enum<RegistrationState> {
        Enum(self.0.state)
    }

    /// Its place on the waiting list, while it waits (German: Wartelistenplatz).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn waiting_place(&self, ctx: &Context<'_>) -> Result<Option<WaitingPlace>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.session).collect();
            let found = verbs::rank_waiting(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            let one = |row: &Record| {
                let place = found.get(&row.session).and_then(|parties| parties.get(&row.party));
                place.filter(|_| row.state == RegistrationState::Waitlisted).copied().map(WaitingPlace::from)
            };
            Ok(rows.iter().map(one).collect())
        };
        self.0.related(ctx, "waitingPlace", load).await
    }

    /// Until when a held seat is held (German: Antwortfrist).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn offer_until(&self) -> Option<DateTime> {
        self.0.offer_until.map(DateTime)
    }

    /// What the person needs; deleted after the session (German: Bedarfe).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn needs(&self) -> Option<&str> {
        self.0.needs.as_ref().map(LongText::as_str)
    }

    /// Whether the name may stand on the list for all participants (German: Name auf der Teilnehmendenliste).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn shares_name(&self) -> bool {
        self.0.shares_name
    }

    /// What else the person allows (German: Einwilligungen).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn consents(&self) -> Vec<Enum<Consent>> {
        self.0.consents.iter().copied().map(Enum).collect()
    }

    /// The answers to the questions of the session, for its organiser; nothing for others (German: Antworten).
    #[graphql(directive = authorized::apply(Action::RegistrationManage), directive = cost::apply(1, Some(10)))]
    async fn answers(&self, ctx: &Context<'_>) -> Result<Option<Vec<RegistrationAnswer>>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let mut found = verbs::list_answers(call, rows).await?;
            let answers = |row: &Record| found.remove(&row.id).map(|all| all.into_iter().map(Into::into).collect());
            Ok(rows.iter().map(answers).collect())
        };
        self.0.related(ctx, "answers", load).await
    }

    /// Who registered the person (German: Herkunft der Anmeldung).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn source(&self) -> Enum<RegistrationSource> {
        Enum(self.0.source)
    }

    /// Whether a confirmed seat was given back after the deadline without the format having changed (German: verspätete
    /// Abmeldung).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn was_withdrawn_late(&self) -> bool {
        self.0.withdrawn_late
    }

    /// Whether the person was there (German: Anwesenheit).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn attendance(&self, ctx: &Context<'_>) -> Result<Option<Attendance>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let mut found = verbs::list_attendance(call, &ids).await?;
            Ok(ids.iter().map(|id| found.remove(id).map(Attendance::from)).collect())
        };
        self.0.related(ctx, "attendance", load).await
    }

    /// The code with which the person is checked in at the door, once there is a seat for certain (German: Einlasscode).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn check_in_code(&self, ctx: &Context<'_>) -> Option<String> {
        verbs::check_in_code_of(call(ctx), &self.0).map(|code| code.to_string())
    }

    /// This code as a picture that cameras read: a QR code as SVG (German: Einlasscode als Bild).
    #[graphql(directive = authorized::apply(Action::RegistrationRead), directive = cost::apply(5, None))]
    #[expect(clippy::unused_async, reason = "the macro wants every field that may fail to wait")]
    async fn check_in_qr(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        let code = verbs::check_in_code_of(call(ctx), &self.0);
        code.map(|code| failure(ctx, verbs::check_in_qr(&code))).transpose()
    }

    /// What this viewer may do with the registration (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        viewer_can(ctx, &self.0.owner(), &[Action::RegistrationAnswer])
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When it was made (German: angemeldet am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When it was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
