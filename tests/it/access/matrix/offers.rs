//! What the matrix of qualifications and agreements is tried on. What is not the point of a target belongs to an
//! organisation elsewhere, to which nobody in the matrix reaches but those who reach everything.

use super::target::{Made, Target, global, person};
use application::Call;
use application::consulting::{CreateAgreement, create_agreement};
use application::organisations::{CreateOrganisation, create_organisation};
use application::qualifications::{
    AddModule, AdvanceSession, CreateSeries, CreateSession, Register, RegisterPerson, RequestTrainer, SeriesInput,
    add_module, advance_session, create_series, create_session, register, request_trainer,
};
use domain::consulting::{AgreementDraft, AgreementKind};
use domain::organisations::{Organisation, OrganisationKind};
use domain::people::Person;
use domain::qualifications::{
    Allocation, CourseFormat, CourseKind, CourseSession, ModuleDraft, Seats, SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::OrganisationId;
use serde_json::json;

/// An organisation elsewhere.
async fn elsewhere(call: &Call, kind: OrganisationKind) -> OrganisationId {
    let input = CreateOrganisation {
        name: format!("Anderswo {}", call.ids().uuid()),
        short_name: None,
        kind,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: None,
        district_key: Some("05915".to_owned()),
        territory_keys: vec!["05915".to_owned()],
        address: None,
        sponsor: None,
        contact_points: Vec::new(),
        valid_from: None,
    };
    create_organisation(call, input).await.unwrap().id
}

impl Target {
    /// Makes what belongs to an organisation: it is the host of an offer, or keeps the record of who takes part.
    pub(super) async fn offer(self, call: &Call, home: &Organisation, made: &mut Made) {
        match self {
            Self::Series => series(call, home, made).await,
            Self::CourseSession => {
                let someone = person(call, home.id).await;
                made.names.push(("person", global(someone.id)));
                let session = draft(call, home.id).await;
                made.session_of(&session);
            }
            Self::Evaluation => {
                let session = draft(call, home.id).await;
                made.session_of(&session);
                let evaluation = super::evaluations::drafted(call, &session).await;
                made.names.push(("evaluation", global(evaluation.id)));
            }
            Self::Guest => {
                let guest = person(call, home.id).await;
                made.owner = guest.owner();
                made.names.push(("person", global(guest.id)));
                let host = elsewhere(call, OrganisationKind::Department).await;
                made.session_of(&open(call, host).await);
            }
            Self::Registration => {
                let guest = person(call, home.id).await;
                made.owner = guest.owner();
                let host = elsewhere(call, OrganisationKind::Department).await;
                made.registration(call, &open(call, host).await, &guest).await;
            }
            Self::HostedRegistration => {
                let guest = person(call, elsewhere(call, OrganisationKind::Department).await).await;
                made.registration(call, &open(call, home.id).await, &guest).await;
            }
            Self::HostedCertificate => {
                let guest = person(call, elsewhere(call, OrganisationKind::Department).await).await;
                super::certificates::certify(call, home.id, &guest, made).await;
            }
            Self::Trainer => {
                let trainer = person(call, home.id).await;
                made.owner = trainer.owner();
                let host = elsewhere(call, OrganisationKind::Department).await;
                made.trainer(call, &draft(call, host).await, &trainer).await;
            }
            Self::HostedTrainer => {
                let trainer = person(call, elsewhere(call, OrganisationKind::Department).await).await;
                made.trainer(call, &draft(call, home.id).await, &trainer).await;
            }
            Self::AgreementParties => {
                let agency = elsewhere(call, OrganisationKind::SupportAgency).await;
                made.names.push(("agency", global(agency)));
                made.names.push(("number", json!(call.ids().uuid().to_string())));
            }
            Self::Agreement => agreement(call, home, made).await,
            _ => {}
        }
    }
}

/// A certificate of a person for a session that was held elsewhere.
pub(super) async fn certificate(call: &Call, holder: &Person, made: &mut Made) {
    let host = elsewhere(call, OrganisationKind::Department).await;
    super::certificates::certify(call, host, holder, made).await;
}

impl Made {
    fn session_of(&mut self, session: &CourseSession) {
        self.names.push(("session", global(session.id)));
        self.names.push(("sessionVersion", json!(session.version)));
    }

    async fn registration(&mut self, call: &Call, session: &CourseSession, guest: &Person) {
        let group = TargetGroup::Other;
        let people = vec![RegisterPerson::new(guest.id, group)];
        let made = register(call, Register { session: session.id, people }).await.unwrap().remove(0);
        self.names.push(("registration", global(made.id)));
        self.names.push(("registrationVersion", json!(made.version)));
    }

    async fn trainer(&mut self, call: &Call, session: &CourseSession, trainer: &Person) {
        let input = RequestTrainer { session: session.id, person: trainer.id, topic: None, fee_agreed: false };
        let asked = request_trainer(call, input).await.unwrap();
        self.names.push(("trainer", global(asked.id)));
        self.names.push(("trainerVersion", json!(asked.version)));
    }
}

async fn series(call: &Call, home: &Organisation, made: &mut Made) {
    let plan = SeriesInput {
        title: "Reihe".to_owned(),
        description: None,
        goals: None,
        entitlement: None,
        target_groups: Vec::new(),
        stages: Vec::new(),
        topics: Vec::new(),
        co_hosts: Vec::new(),
    };
    let series = create_series(call, CreateSeries { host: home.id, kind: CourseKind::TrainingSeries, plan }).await;
    let series = series.unwrap();
    let plan = ModuleDraft {
        title: "Modul".to_owned(),
        description: None,
        minutes: 60,
        mandatory: true,
        prerequisites: [].into(),
    };
    let module = add_module(call, AddModule { series: series.id, plan }).await.unwrap();
    let someone = person(call, home.id).await;
    made.names.push(("series", global(series.id)));
    made.names.push(("seriesVersion", json!(series.version)));
    made.names.push(("module", global(module.id)));
    made.names.push(("moduleVersion", json!(module.version)));
    made.names.push(("person", global(someone.id)));
}

async fn draft(call: &Call, host: OrganisationId) -> CourseSession {
    let start = call.now().plus_seconds(40 * 86_400);
    let plan = SessionDraft {
        title: "Termin".to_owned(),
        description: None,
        start,
        end: start.plus_seconds(3_600),
        deadline: None,
        format: CourseFormat::Digital,
        location: None,
        online_link: None,
        seats: Seats { room: 5, online: 5 },
        per_group: Vec::new(),
        per_district: None,
        fewest_people: None,
        entitlement: None,
        allocation: Allocation::FirstCome,
        waiting_list: true,
        offer_hours: None,
        accessibility: None,
        reminders: None,
        materials: Vec::new(),
        co_hosts: Vec::new(),
    };
    let kind = Some(CourseKind::CommunityCall);
    create_session(call, CreateSession { host: Some(host), series: None, module: None, kind, plan }).await.unwrap()
}

async fn open(call: &Call, host: OrganisationId) -> CourseSession {
    let draft = draft(call, host).await;
    let step = |id, expected_version, verb| advance_session(call, AdvanceSession { id, expected_version, verb });
    let published = step(draft.id, draft.version, SessionVerb::Publish).await.unwrap();
    step(published.id, published.version, SessionVerb::OpenRegistration).await.unwrap()
}

async fn agreement(call: &Call, home: &Organisation, made: &mut Made) {
    let input = CreateAgreement {
        kind: AgreementKind::LetterOfIntent,
        number: call.ids().uuid().to_string(),
        agency: elsewhere(call, OrganisationKind::SupportAgency).await,
        municipality: home.id,
        plan: AgreementDraft {
            from: call.today(),
            until: None,
            purpose: "Zusammenarbeit".to_owned(),
            focal_points: None,
        },
    };
    let agreement = create_agreement(call, input).await.unwrap();
    made.names.push(("agreement", global(agreement.id)));
    made.names.push(("agreementVersion", json!(agreement.version)));
}
