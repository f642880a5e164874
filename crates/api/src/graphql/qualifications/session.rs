use super::evaluation::Evaluation;
use super::module::CourseModule;
use super::parts::{CourseMaterial, CourseQuota, CourseReminder, CourseSeats, FormatChange, RegistrationProspect};
use super::question::CourseQuestion;
use super::registration::Registration;
use super::series::CourseSeries;
use super::trainer::TrainerAssignment;
use crate::gate::{authorized, cost};
use crate::graphql::files::{File, files_of};
use crate::graphql::organisations::Organisation;
use crate::graphql::shared::{ActionCode, AnyNodeId, DateTime, Enum, Row, call, children, referred};
use application::organisations::find_organisations;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::files::HolderKind;
use domain::qualifications::{
    Allocation, CourseFormat, CourseKind, CourseSession as Record, Entitlement, OnlineAccess, RegistrationState,
    SessionState, Taken,
};
use domain::shared::{CourseSessionId, Id, LongText, Name};
use std::collections::BTreeSet;

/// A session: one date, of a module or on its own (German: Termin).
#[derive(Clone, Debug)]
pub(crate) struct CourseSession(Row<Record>);

impl CourseSession {
    /// Nodes of sessions that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    /// The node of one session.
    pub(crate) fn one(record: Record) -> Self {
        Self(Row::one(record))
    }

    async fn taken(&self, ctx: &Context<'_>) -> Result<Taken> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let mut found = verbs::count_seats(call, &ids).await?;
            Ok(ids.iter().map(|id| found.remove(id).unwrap_or_default()).collect())
        };
        self.0.related(ctx, "taken", load).await
    }

    async fn own(&self, ctx: &Context<'_>) -> Result<Option<Registration>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::find_own_registrations(call, &ids).await?;
            Ok(referred(ids.into_iter().map(Some), found, Registration::siblings))
        };
        self.0.related(ctx, "own", load).await
    }

    async fn teaches(&self, ctx: &Context<'_>) -> Result<bool> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::find_own_engagements(call, &ids).await?;
            Ok(ids.iter().map(|id| found.contains(id)).collect())
        };
        self.0.related(ctx, "teaches", load).await
    }

    async fn access(&self, ctx: &Context<'_>) -> Result<OnlineAccess> {
        if !verbs::allowed_on(call(ctx), &*self.0, &[Action::SeriesPlan]).is_empty() {
            return Ok(self.0.online_access(None, call(ctx).now()));
        }
        let own = self.own(ctx).await?.map(|own| own.state_of());
        let state = match own {
            // A trainer who said yes is as certain as somebody with a seat.
            None if self.teaches(ctx).await? => Some(RegistrationState::Confirmed),
            own => own,
        };
        Ok(state.map_or(OnlineAccess::None, |state| self.0.online_access(Some(state), call(ctx).now())))
    }
}

/// A session: one date, of a module or on its own (German: Termin).
#[Object]
impl CourseSession {
    /// The global id.
    pub(crate) async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(CourseSessionId::TYPE, self.0.id.uuid())
    }

    /// The organisation that holds it (German: Veranstalter).
    async fn host(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().map(|row| row.host).collect();
            let found = find_organisations(call, ids).await?;
            Ok(referred(rows.iter().map(|row| Some(row.host)), found, Organisation::siblings))
        };
        self.0.related(ctx, "host", load).await
    }

    /// The series that it belongs to (German: Reihe).
    async fn series(&self, ctx: &Context<'_>) -> Result<Option<CourseSeries>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.series).collect();
            let found = verbs::find_many_series(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| row.series), found, CourseSeries::siblings))
        };
        self.0.related(ctx, "series", load).await
    }

    /// The module that it teaches (German: Modul).
    async fn module(&self, ctx: &Context<'_>) -> Result<Option<CourseModule>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.module).collect();
            let found = verbs::find_many_modules(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| row.module), found, CourseModule::siblings))
        };
        self.0.related(ctx, "module", load).await
    }

    /// What kind of offer it is (German: Format des Katalogs).
    async fn kind(&self) -> Enum<CourseKind> {
        Enum(self.0.kind)
    }

    /// What it is called (German: Titel).
    async fn title(&self) -> &str {
        self.0.plan.title.as_str()
    }

    /// What it is about (German: Beschreibung).
    async fn description(&self) -> Option<&str> {
        self.0.plan.description.as_ref().map(LongText::as_str)
    }

    /// When it begins (German: Beginn).
    async fn start(&self) -> DateTime {
        DateTime(self.0.plan.start)
    }

    /// When it ends (German: Ende).
    async fn end(&self) -> DateTime {
        DateTime(self.0.plan.end)
    }

    /// Until when people can register (German: Anmeldefrist).
    async fn deadline(&self) -> DateTime {
        DateTime(self.0.plan.deadline)
    }

    /// How it takes place (German: Durchführungsform).
    async fn format(&self) -> Enum<CourseFormat> {
        Enum(self.0.plan.format)
    }

    /// The changes of the format since it was published, the oldest first (German: Formatwechsel).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn format_changes(&self, ctx: &Context<'_>) -> Result<Vec<FormatChange>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_format_changes(call, &ids).await?;
            Ok(children(ids, found, |changes| changes.into_iter().map(FormatChange::from).collect()))
        };
        self.0.related(ctx, "formatChanges", load).await
    }

    /// Where it takes place (German: Ort).
    async fn location(&self) -> Option<&str> {
        self.0.plan.location.as_ref().map(Name::as_str)
    }

    /// The address of the video room: for its organisers, and for confirmed people from 24 hours before the start (German:
    /// Online-Zugang).
    async fn online_link(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        match self.access(ctx).await? {
            OnlineAccess::Open(link) => Ok(Some(link.to_string())),
            OnlineAccess::From(_) | OnlineAccess::None => Ok(None),
        }
    }

    /// From when on the viewer sees the address of the video room (German: Online-Zugang sichtbar ab).
    async fn online_link_from(&self, ctx: &Context<'_>) -> Result<Option<DateTime>> {
        match self.access(ctx).await? {
            OnlineAccess::From(at) => Ok(Some(DateTime(at))),
            OnlineAccess::Open(_) | OnlineAccess::None => Ok(None),
        }
    }

    /// The seats in the present format (German: Plätze).
    async fn seats(&self) -> CourseSeats {
        self.0.plan.seat_plan().seats.into()
    }

    /// The seats that nobody has yet; quotas may keep some of them from some people (German: freie Plätze).
    async fn seats_left(&self, ctx: &Context<'_>) -> Result<CourseSeats> {
        Ok(self.0.plan.seat_plan().left(&self.taken(ctx).await?).into())
    }

    /// How many people have a seat, or hold an offer (German: vergebene Plätze).
    async fn seats_taken(&self, ctx: &Context<'_>) -> Result<u32> {
        Ok(self.taken(ctx).await?.total())
    }

    /// Whether all seats are taken (German: ausgebucht).
    async fn is_full(&self, ctx: &Context<'_>) -> Result<bool> {
        let plan = self.0.plan.seat_plan();
        Ok(self.taken(ctx).await?.total() >= plan.seats.total())
    }

    /// The most people of each group (German: Kontingente).
    async fn quotas(&self) -> Vec<CourseQuota> {
        self.0.plan.per_group.iter().map(CourseQuota::of).collect()
    }

    /// The most people of each municipality (German: Plätze je Kommune).
    async fn seats_per_municipality(&self) -> Option<u32> {
        self.0.plan.per_district
    }

    /// The fewest people with whom it takes place (German: Mindestteilnehmendenzahl).
    async fn fewest_people(&self) -> Option<u32> {
        self.0.plan.fewest_people
    }

    /// Who may take part (German: Teilnahmeberechtigung).
    async fn entitlement(&self) -> Enum<Entitlement> {
        Enum(self.0.plan.entitlement)
    }

    /// How seats are given (German: Platzvergabe).
    async fn allocation(&self) -> Enum<Allocation> {
        Enum(self.0.plan.allocation)
    }

    /// Whether people can wait for a seat (German: Warteliste).
    async fn has_waiting_list(&self) -> bool {
        self.0.plan.waiting_list
    }

    /// For how many hours a seat that becomes free is held for the next person; without it they get it at once (German:
    /// Antwortfrist in Stunden).
    async fn offer_hours(&self) -> Option<u32> {
        self.0.plan.offer_hours
    }

    /// The published seed from which lots were drawn: whoever knows it can repeat the draw (German: Startwert der
    /// Auslosung).
    async fn lot_seed(&self) -> Option<&str> {
        self.0.lot_seed.as_deref()
    }

    /// What is there for people with disabilities (German: Barrierefreiheit).
    async fn accessibility(&self) -> Option<&str> {
        self.0.plan.accessibility.as_ref().map(LongText::as_str)
    }

    /// What people are asked when they register: the questions of its module, then its own (German: Fragen).
    #[graphql(directive = cost::apply(1, Some(10)))]
    async fn questions(&self, ctx: &Context<'_>) -> Result<Vec<CourseQuestion>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_questions(call, rows).await?;
            Ok(children(ids, found, |questions| questions.into_iter().map(CourseQuestion::from).collect()))
        };
        self.0.related(ctx, "questions", load).await
    }

    /// What those who attended are asked: for those who plan the session or read its results, for its trainers, and for those
    /// whom it asks (German: Evaluation).
    async fn evaluation(&self, ctx: &Context<'_>) -> Result<Option<Evaluation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let mut found = verbs::list_evaluations(call, rows).await?;
            Ok(rows.iter().map(|row| found.remove(&row.id).map(Evaluation)).collect())
        };
        self.0.related(ctx, "evaluation", load).await
    }

    /// The organisations that hold it together with the host: they plan and run it, and the host decides (German:
    /// Mitveranstalter).
    #[graphql(directive = cost::apply(1, Some(2)))]
    async fn co_hosts(&self, ctx: &Context<'_>) -> Result<Vec<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().flat_map(|row| row.plan.co_hosts.iter().copied()).collect();
            let found = find_organisations(call, ids).await?;
            let one =
                |row: &Record| row.plan.co_hosts.iter().filter_map(|id| found.get(id).cloned()).collect::<Vec<_>>();
            Ok(rows.iter().map(|row| Organisation::siblings(one(row))).collect())
        };
        self.0.related(ctx, "coHosts", load).await
    }

    /// What there is to read, as links (German: Materialien).
    async fn materials(&self) -> Vec<CourseMaterial> {
        self.0.plan.materials.iter().map(CourseMaterial::of).collect()
    }

    /// When those who have a seat are reminded (German: Erinnerungen).
    async fn reminders(&self) -> Vec<CourseReminder> {
        self.0.plan.reminders.iter().map(|reminder| CourseReminder::of(*reminder)).collect()
    }

    /// Where it stands (German: Zustand).
    async fn state(&self) -> Enum<SessionState> {
        Enum(self.0.state)
    }

    /// Why it was cancelled, postponed or replaced (German: Grund).
    async fn reason(&self) -> Option<&str> {
        self.0.reason.as_ref().map(LongText::as_str)
    }

    /// The session that took its place (German: Ersatztermin).
    async fn replaced_by(&self, ctx: &Context<'_>) -> Result<Option<CourseSession>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: BTreeSet<_> = rows.iter().filter_map(|row| row.replaced_by).collect();
            let found = verbs::find_many_sessions(call, &ids.into_iter().collect::<Vec<_>>()).await?;
            Ok(referred(rows.iter().map(|row| row.replaced_by), found, Self::siblings))
        };
        self.0.related(ctx, "replacedBy", load).await
    }

    /// Its trainers, as far as the viewer may see them (German: Referent*innen).
    #[graphql(directive = authorized::apply(Action::TrainerAnswer), directive = cost::apply(1, Some(3)))]
    async fn trainers(&self, ctx: &Context<'_>) -> Result<Vec<TrainerAssignment>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
            let found = verbs::list_trainers(call, &ids).await?;
            Ok(children(ids, found, TrainerAssignment::siblings))
        };
        self.0.related(ctx, "trainers", load).await
    }

    /// The names of those who have a seat: all for its organiser and its trainers, those that were shared for those who have a
    /// seat themselves; nothing for others (German: Teilnehmendenliste).
    #[graphql(directive = authorized::apply(Action::RegistrationRead), directive = cost::apply(1, Some(50)))]
    async fn participant_names(&self, ctx: &Context<'_>) -> Result<Option<Vec<String>>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let mut found = verbs::list_participant_names(call, rows).await?;
            Ok(rows.iter().map(|row| found.remove(&row.id)).collect())
        };
        self.0.related(ctx, "participantNames", load).await
    }

    /// The viewer's own registration that still counts (German: meine Anmeldung).
    #[graphql(directive = authorized::apply(Action::RegistrationRead))]
    async fn my_registration(&self, ctx: &Context<'_>) -> Result<Option<Registration>> {
        self.own(ctx).await
    }

    /// What would become of the viewer's registration if they made it now (German: Aussicht auf einen Platz).
    #[graphql(directive = authorized::apply(Action::RegistrationCreate))]
    async fn my_prospect(&self, ctx: &Context<'_>) -> Result<RegistrationProspect> {
        let language = call(ctx).language();
        let load = async |call: &application::Call, rows: &[Record]| {
            let found = verbs::foresee_registrations(call, rows).await?;
            let one = |row: &Record| found.get(&row.id).map(|prospect| RegistrationProspect::of(prospect, language));
            Ok(rows.iter().map(|row| one(row).unwrap_or_default()).collect())
        };
        self.0.related(ctx, "myProspect", load).await
    }

    /// Counts the changes that calendars have to know (German: Änderungsstand für Kalender).
    async fn sequence(&self) -> i64 {
        self.0.sequence
    }

    /// What this viewer may do with the session (German: Möglichkeiten).
    async fn viewer_can(&self, ctx: &Context<'_>) -> Vec<ActionCode> {
        let actions = [
            Action::SeriesPlan,
            Action::SeriesDecide,
            Action::SeriesInvite,
            Action::RegistrationManage,
            Action::TrainerRequest,
            Action::AttendanceRecord,
        ];
        verbs::allowed_on(call(ctx), &*self.0, &actions).into_iter().map(ActionCode).collect()
    }

    /// The files that hang on it, the oldest first (German: Materialien).
    async fn files(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many at most, up to 100.")] first: Option<i32>,
    ) -> Result<Vec<File>> {
        files_of(ctx, &self.0, HolderKind::CourseSession, |row| row.id.uuid(), first).await
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }

    /// When the record was made (German: angelegt am).
    async fn created_at(&self) -> DateTime {
        DateTime(self.0.created_at)
    }

    /// When the record was last changed (German: geändert am).
    async fn updated_at(&self) -> DateTime {
        DateTime(self.0.updated_at)
    }
}
