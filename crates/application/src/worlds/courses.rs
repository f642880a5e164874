//! A running series for the demo world: two modules that build on each other, an exchange between them, a full session
//! with a waiting list, and the agreement that puts one municipality first. Made by the verbs that everybody uses.

use crate::consulting::{
    AdvanceAgreement, CreateAgreement, SignAgreement, SignatureInput, advance_agreement, create_agreement,
    sign_agreement,
};
use crate::files::{AttachFile, attach_file};
use crate::qualifications::{
    AddModule, AdvanceSeries, AdvanceSession, CreateSeries, CreateSession, Register, RegisterPerson, RepeatSession,
    SeriesInput, SetQuestions, add_module, advance_series, advance_session, create_series, create_session, register,
    repeat_session, set_session_questions,
};
use crate::{Call, Error};
use domain::consulting::{AgreementDraft, AgreementKind, AgreementVerb};
use domain::files::{FileDraft, Holder, HolderKind};
use domain::qualifications::{
    Answer, Condition, Consent, CourseFormat, CourseKind, CourseModule, CourseSeries, CourseSession, EducationStage,
    MaterialDraft, ModuleDraft, QuestionDraft, QuestionKind, Recurrence, Reminder, ReminderAnchor, Seats, SeriesVerb,
    SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::{BERLIN, CourseModuleId, FileId, OrganisationId, PersonId, Timestamp};
use uuid::Uuid;

/// Who takes part.
pub(super) struct Participants {
    pub(super) agency: OrganisationId,
    /// The municipality with an agreement.
    pub(super) municipality: OrganisationId,
    /// Those who register, one after the other.
    pub(super) people: Vec<PersonId>,
}

const SCHEDULE: &str = "09:00  Ankommen und Erwartungen
09:30  Was ein Netzwerk ausmacht
12:30  Mittagspause
13:30  Arbeit an den eigenen Netzwerken
15:30  Verabredungen bis zum Austausch
";

const READING: &str = "# Literatur

- Handreichung Netzwerkarbeit (Auszug liegt aus)
- Arbeitsblatt: Wer arbeitet mit wem?
";

/// Makes the series, and says the session of its first module.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_courses(call: &Call, with: &Participants) -> Result<CourseSession, Error> {
    conclude(call, with).await?;
    let series = series(call, with.agency).await?;
    let first = module(call, &series, "Modul 1: Netzwerke verstehen", None).await?;
    let second = module(call, &series, "Modul 2: Netzwerke gestalten", Some(first.id)).await?;
    let one = session(call, &series, Some(&first), &plan(call, "Modul 1: Netzwerke verstehen", 21, 9..16)?).await?;
    let exchange = SessionDraft {
        format: CourseFormat::Digital,
        offer_hours: Some(48),
        ..plan(call, "Austausch zwischen den Modulen", 42, 10..12)?
    };
    let kind = Some(CourseKind::Exchange);
    let exchange = open(call, CreateSession { kind, ..belonging(&series, None, exchange) }).await?;
    ask(call, &exchange).await?;
    community_calls(call, with.agency).await?;
    let hybrid =
        SessionDraft { format: CourseFormat::Hybrid, ..plan(call, "Modul 2: Netzwerke gestalten", 63, 9..16)? };
    session(call, &series, Some(&second), &hybrid).await?;
    material(call, HolderKind::CourseModule, first.id.uuid(), "Ablaufplan Modul 1.txt", SCHEDULE).await?;
    material(call, HolderKind::CourseSeries, series.id.uuid(), "Literatur.md", READING).await?;
    for person in &with.people {
        come(call, &one, *person).await?;
    }
    for person in with.people.iter().take(2) {
        let answers = vec![Answer { key: "erstes_mal".to_owned(), values: vec!["YES".to_owned()] }];
        let guest = RegisterPerson { answers, consents: [Consent::Recording].into(), ..guest(*person) };
        register(call, Register { session: exchange.id, people: vec![guest] }).await?;
    }
    Ok(one)
}

/// Attaches a text to a record of the series.
pub(super) async fn material(
    call: &Call,
    kind: HolderKind,
    id: Uuid,
    name: &str,
    text: &'static str,
) -> Result<(), Error> {
    let media_type = if name.rsplit('.').next() == Some("md") { "text/markdown" } else { "text/plain" };
    let draft = FileDraft { name: name.to_owned(), title: None, media_type: media_type.to_owned() };
    let input = AttachFile { id: FileId::new(call.ids()), holder: Holder { kind, id }, draft, size: None };
    attach_file(call, input, futures::stream::iter([Ok(text.into())])).await.map(drop)
}

async fn conclude(call: &Call, with: &Participants) -> Result<(), Error> {
    let draft = create_agreement(
        call,
        CreateAgreement {
            kind: AgreementKind::FrameworkAgreement,
            number: "RV-001".to_owned(),
            agency: with.agency,
            municipality: with.municipality,
            plan: AgreementDraft {
                from: call.today(),
                until: None,
                purpose: "Datenbasiertes kommunales Bildungsmanagement".to_owned(),
                focal_points: Some("Netzwerkarbeit, Bildungsmonitoring".to_owned()),
            },
        },
    )
    .await?;
    let step = |id, expected_version, verb| advance_agreement(call, AdvanceAgreement { id, expected_version, verb });
    let coordinated = step(draft.id, draft.version, AgreementVerb::Coordinate).await?;
    let signature = |signatory: &str| SignatureInput { signatory: signatory.to_owned(), on: call.today() };
    let signed = SignAgreement {
        id: coordinated.id,
        expected_version: coordinated.version,
        agency: signature("Kim Beispiel, Projektleitung"),
        municipality: signature("Alex Muster, Dezernat für Bildung"),
    };
    let signed = sign_agreement(call, signed).await?;
    step(signed.id, signed.version, AgreementVerb::EnterIntoForce).await?;
    Ok(())
}

async fn series(call: &Call, host: OrganisationId) -> Result<CourseSeries, Error> {
    let plan = SeriesInput {
        title: "Netzwerkarbeit in der kommunalen Bildungslandschaft".to_owned(),
        description: Some("Zwei Module, die aufeinander aufbauen, und ein digitaler Austausch dazwischen.".to_owned()),
        goals: Some("Netzwerke verstehen, aufbauen und gemeinsam weiterentwickeln.".to_owned()),
        entitlement: None,
        target_groups: vec![TargetGroup::EducationOffice, TargetGroup::NeighbouringDepartment],
        stages: vec![EducationStage::EarlyChildhood, EducationStage::GeneralSchool],
        topics: vec!["Netzwerkarbeit".to_owned(), "Übergänge".to_owned()],
        co_hosts: Vec::new(),
    };
    let draft = create_series(call, CreateSeries { host, kind: CourseKind::TrainingSeries, plan }).await?;
    let publish = AdvanceSeries { id: draft.id, expected_version: draft.version, verb: SeriesVerb::Publish };
    advance_series(call, publish).await
}

async fn module(
    call: &Call,
    series: &CourseSeries,
    title: &str,
    after: Option<CourseModuleId>,
) -> Result<CourseModule, Error> {
    let plan = ModuleDraft {
        title: title.to_owned(),
        description: None,
        minutes: 360,
        mandatory: true,
        prerequisites: after.into_iter().collect(),
    };
    add_module(call, AddModule { series: series.id, plan }).await
}

/// A session some days from now, between two hours of the day in North Rhine-Westphalia.
pub(super) fn plan(call: &Call, title: &str, days: i64, hours: std::ops::Range<i8>) -> Result<SessionDraft, Error> {
    let at = |hour: i8| {
        let day = call.today().checked_add(jiff::Span::new().days(days)).map_err(Error::unexpected)?;
        let at = day.at(hour, 0, 0, 0).to_zoned(BERLIN).map_err(Error::unexpected)?;
        Ok::<_, Error>(Timestamp::cut(at.timestamp()))
    };
    let seats = Seats { room: 3, online: 40 };
    Ok(SessionDraft {
        location: Some("Münster".to_owned()),
        online_link: Some("https://video.example/netzwerkarbeit".to_owned()),
        per_district: Some(10),
        accessibility: Some("Stufenlos erreichbar; Schriftdolmetschen auf Wunsch.".to_owned()),
        reminders: Some(vec![Reminder::USUAL, Reminder { anchor: ReminderAnchor::End, minutes: 60 }]),
        materials: vec![MaterialDraft {
            title: "Folien: Netzwerke in der Kommune".to_owned(),
            address: "https://material.example/netzwerke".to_owned(),
        }],
        ..SessionDraft::new(title, at(hours.start)?, at(hours.end)?, CourseFormat::InPerson, seats)
    })
}

fn belonging(series: &CourseSeries, module: Option<CourseModuleId>, plan: SessionDraft) -> CreateSession {
    CreateSession { host: None, series: Some(series.id), module, kind: None, plan }
}

async fn session(
    call: &Call,
    series: &CourseSeries,
    module: Option<&CourseModule>,
    plan: &SessionDraft,
) -> Result<CourseSession, Error> {
    open(call, belonging(series, module.map(|module| module.id), plan.clone())).await
}

pub(super) async fn open(call: &Call, input: CreateSession) -> Result<CourseSession, Error> {
    let draft = create_session(call, input).await?;
    let step = |id, expected_version, verb| advance_session(call, AdvanceSession { id, expected_version, verb });
    let published = step(draft.id, draft.version, SessionVerb::Publish).await?;
    step(published.id, published.version, SessionVerb::OpenRegistration).await
}

async fn come(call: &Call, session: &CourseSession, person: PersonId) -> Result<(), Error> {
    let people = vec![guest(person)];
    register(call, Register { session: session.id, people }).await?;
    Ok(())
}

fn guest(person: PersonId) -> RegisterPerson {
    RegisterPerson { shares_name: true, ..RegisterPerson::new(person, TargetGroup::EducationOffice) }
}

/// Two questions, the second of which depends on the first.
async fn ask(call: &Call, session: &CourseSession) -> Result<(), Error> {
    let question = |key: &str, label: &str, kind| QuestionDraft {
        key: key.to_owned(),
        label: label.to_owned(),
        help: None,
        kind,
        options: Vec::new(),
        required: false,
        show_if: None,
        min: None,
        max: None,
    };
    let first = question("erstes_mal", "Sind Sie zum ersten Mal dabei?", QuestionKind::YesNo);
    let second = question("wunsch", "Worüber möchten Sie sprechen?", QuestionKind::Text);
    let show_if = Some(Condition { key: first.key.clone(), value: "NO".to_owned() });
    let questions = vec![QuestionDraft { required: true, ..first }, QuestionDraft { show_if, ..second }];
    let input = SetQuestions { id: session.id, expected_version: session.version, questions };
    set_session_questions(call, input).await.map(drop)
}

/// A call for everybody, on the same weekday of three months.
async fn community_calls(call: &Call, agency: OrganisationId) -> Result<(), Error> {
    let typed =
        SessionDraft { format: CourseFormat::Digital, ..plan(call, "Community Call: Daten im Alltag", 14, 9..10)? };
    let (host, kind) = (Some(agency), Some(CourseKind::CommunityCall));
    let first = open(call, CreateSession { host, series: None, module: None, kind, plan: typed }).await?;
    let again = RepeatSession { id: first.id, every: Recurrence::MonthlyByWeekday, times: 2 };
    repeat_session(call, again).await.map(drop)
}
