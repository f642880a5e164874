//! What a request is tried on: made anew for every try, by the platform itself.

use super::meeting_target::{Hung, committee};
use super::network_target::network;
use super::seat::{Relation, Seat};
use acceptance::World;
use application::Call;
use application::accounts::{
    CreateAccount, CreateRole, InviteAccount, create_accounts, disable_account, find_account, invite_account,
    prepare_password, roles_of,
};
use application::organisations::{CreateOrganisation, create_organisation, find_organisation};
use application::people::{
    AssignFunction, CreatePerson, DeactivatePerson, assign_function, create_person, deactivate_person, find_person,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Action, Actor, Owner, Role, Visibility};
use domain::accounts::ExternalIdentity;
use domain::calendar::{CalendarFeed, CalendarSubject};
use domain::integration::{Export, ExportState};
use domain::organisations::{Organisation, OrganisationKind};
use domain::people::{FunctionRole, Person};
use domain::shared::{
    AccountId, CalendarFeedId, EmailAddress, ExternalIdentityId, Id, Language, Name, OrganisationId, Period, PersonId,
};
use persistence::Change;
use persistence::accounts::insert_identity;
use persistence::audit::{AuditEntries, AuditFilter};
use persistence::calendar::insert_feed;
use serde_json::{Value, json};
use uuid::Uuid;

/// What a request is tried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// On nothing: a list, or something that does not exist yet and belongs to nobody.
    Nothing,
    /// On everything at once.
    Everything,
    /// On oneself, without saying so.
    Oneself,
    /// On who one is: nobody is nothing.
    Viewer,
    /// On a new organisation of the district.
    District,
    /// On the organisation itself.
    Organisation,
    /// On a part of it that may be taken away.
    Part,
    /// On a person whose record it keeps.
    Person,
    /// On such a person who takes no part any more.
    InactivePerson,
    /// On a function of such a person in it.
    Function,
    /// On the account of such a person.
    Account,
    /// On the link of such an account to an identity at a provider outside.
    ExternalIdentity,
    /// On an account that is only invited.
    InvitedAccount,
    /// On an account that is disabled.
    DisabledAccount,
    /// On a role for it.
    Assignment,
    /// On a session of such a person.
    Session,
    /// On a subscription of such a person to their calendar.
    CalendarFeed,
    /// On an export that such a person asked for.
    Export,
    /// On an entry of the audit about such a person.
    AuditEntry,
    /// On the draft of a series that it holds.
    Series,
    /// On the draft of a session that it holds.
    CourseSession,
    /// On the drafted evaluation of such a session.
    Evaluation,
    /// On an open evaluation that asks oneself.
    OwnEvaluation,
    /// On such a person, for a session that is held elsewhere.
    Guest,
    /// On a registration of such a person for a session that is held elsewhere.
    Registration,
    /// On a registration of somebody from elsewhere for a session that it holds.
    HostedRegistration,
    /// On a certificate of such a person for a session that was held elsewhere.
    Certificate,
    /// On a certificate of somebody from elsewhere for a session that it held.
    HostedCertificate,
    /// On a request to such a person to be the trainer of a session that is held elsewhere.
    Trainer,
    /// On a request to somebody elsewhere to be the trainer of a session that it holds.
    HostedTrainer,
    /// On a service account that it owns, with the scope that everybody has who may manage them.
    ServiceAccount,
    /// On such a service account that is disabled.
    DisabledServiceAccount,
    /// On a webhook of such a service account, with a delivery.
    Webhook,
    /// On such a webhook that is paused.
    PausedWebhook,
    /// On a file that was uploaded to be imported for it.
    ImportFile,
    /// On an import for it that waits.
    Import,
    /// On a mapping of columns that it keeps.
    ImportMapping,
    /// On a personal access token of such a person.
    PersonalToken,
    /// On a new agreement with it.
    AgreementParties,
    /// On an agreement with it.
    Agreement,
    /// On a file that hangs on it.
    File,
    /// On a network that it keeps.
    Network,
    /// On what hangs on such a network.
    NetworkRecords,
    /// On a committee that it runs, with a seat and a planned meeting.
    Committee,
    /// On what stands on the agenda of such a meeting, or follows from it.
    MeetingRecords,
    /// On minutes of such a meeting, which takes place.
    Minutes,
}

impl Target {
    /// Whether it is one of those in `offers`.
    const fn is_offer(self) -> bool {
        matches!(
            self,
            Self::Series
                | Self::CourseSession
                | Self::Evaluation
                | Self::Guest
                | Self::Registration
                | Self::HostedRegistration
                | Self::HostedCertificate
                | Self::Trainer
                | Self::HostedTrainer
                | Self::AgreementParties
                | Self::Agreement
        )
    }
}

/// What was made.
pub(super) struct Made {
    /// To whom it belongs.
    pub(super) owner: Owner,
    /// What it is called in variables.
    pub(super) names: Vec<(&'static str, Value)>,
}

/// How many changes the audit knows.
pub(super) async fn changes(world: &World) -> u64 {
    let entries = AuditEntries::of(&world.platform().database);
    entries.count(&Visibility::everything(), &AuditFilter::default()).await.unwrap()
}

/// The global id of a record.
pub(in crate::access) fn global<I: Id>(id: I) -> Value {
    let uuid: Uuid = id.into();
    Value::String(URL_SAFE_NO_PAD.encode([uuid.as_bytes(), I::TYPE.as_bytes()].concat()))
}

impl Target {
    /// Whether it can be about the one who asks.
    pub(super) const fn may_be_oneself(self) -> bool {
        matches!(
            self,
            Self::Person
                | Self::Account
                | Self::ExternalIdentity
                | Self::Session
                | Self::PersonalToken
                | Self::CalendarFeed
                | Self::Certificate
                | Self::Export
        )
    }

    /// How the record itself is called in variables.
    pub(super) const fn record(self) -> Option<&'static str> {
        match self {
            Self::Organisation | Self::Part => Some("organisation"),
            Self::Person | Self::InactivePerson => Some("person"),
            Self::Function => Some("function"),
            Self::Account | Self::InvitedAccount | Self::DisabledAccount => Some("account"),
            Self::ServiceAccount | Self::DisabledServiceAccount => Some("service"),
            Self::Webhook | Self::PausedWebhook => Some("webhook"),
            Self::Export => Some("export"),
            Self::Import => Some("import"),
            Self::ImportMapping => Some("mapping"),
            // Nothing is done with an entry of the audit; roles and sessions have no global record of their own. Offers,
            // agreements and networks say themselves what the viewer can do with them.
            _ => None,
        }
    }

    /// Makes one that belongs to an organisation, or takes the one about the member themselves.
    pub(super) async fn make(
        self,
        world: &World,
        seat: &Seat,
        relation: Relation,
        organisation: OrganisationId,
    ) -> Made {
        let call = world.call(Actor::System);
        let home = find_organisation(&call, organisation, None).await.unwrap().unwrap();
        let oneself = seat.member.as_ref().filter(|_| relation == Relation::Oneself);
        let mut made = Made { owner: home.owner(), names: vec![("organisation", global(organisation))] };
        let district = home.profile.district.as_ref().map(ToString::to_string);
        made.names.push(("district", json!(district)));
        made.names.push(("version", json!(home.version)));
        match (self, oneself) {
            (offer, _) if offer.is_offer() => offer.offer(&call, &home, &mut made).await,
            (Self::Nothing | Self::Everything | Self::Oneself | Self::Viewer | Self::Organisation, _) => {}
            (Self::File, _) => super::files::file(&call, &home, &mut made).await,
            (Self::OwnEvaluation, _) => super::evaluations::asking(world, &call, seat, &home, &mut made).await,
            (Self::District, _) => made.owner.organisation = None,
            (Self::Network | Self::NetworkRecords, _) => {
                (made.owner, made.names) = network(&call, &home, self == Self::NetworkRecords).await;
            }
            (Self::ServiceAccount | Self::DisabledServiceAccount, _) => {
                super::services::make(&call, self == Self::DisabledServiceAccount, &home, &mut made).await;
            }
            (Self::Webhook | Self::PausedWebhook, _) => {
                let service = super::services::make(&call, false, &home, &mut made).await;
                super::webhooks::make(&call, service, self == Self::PausedWebhook, &mut made).await;
            }
            (Self::ImportFile | Self::Import | Self::ImportMapping, _) => {
                super::imports::make(&call, self, &home, &mut made).await;
            }
            (Self::Committee, _) => (made.owner, made.names) = committee(&call, &home, Hung::Meeting).await,
            (Self::MeetingRecords, _) => (made.owner, made.names) = committee(&call, &home, Hung::Records).await,
            (Self::Minutes, _) => (made.owner, made.names) = committee(&call, &home, Hung::Minutes).await,
            (Self::Part, _) => {
                let (part, other) = (part(&call, &home).await, part(&call, &home).await);
                made.owner = part.owner();
                made.names = vec![
                    ("organisation", global(part.id)),
                    ("version", json!(part.version)),
                    ("other", global(other.id)),
                ];
            }
            (Self::PersonalToken, Some(member)) => {
                made.owner = Owner::default().about(member.person);
                super::services::token(&call, member.account, member.person, &mut made).await;
            }
            (Self::Session, Some(member)) => {
                made.owner = Owner::default().about(member.person);
                made.session(world, member.account, member.person).await;
            }
            (Self::CalendarFeed, Some(member)) => {
                made.owner = Owner::default().about(member.person);
                made.feed(&call, member.account).await;
            }
            (Self::Export, Some(member)) => {
                super::exports::make(&call, (member.account, member.person), ExportState::Queued, &mut made).await;
            }
            (Self::Certificate, _) => {
                let holder = match oneself {
                    Some(member) => find_person(&call, member.person).await.unwrap().unwrap(),
                    None => person(&call, organisation).await,
                };
                made.owner = holder.owner();
                super::offers::certificate(&call, &holder, &mut made).await;
            }
            (Self::Account, Some(member)) => made.account(&call, member.account).await,
            (Self::ExternalIdentity, Some(member)) => made.identity(&call, member.account).await,
            (_, Some(member)) => {
                let person = find_person(&call, member.person).await.unwrap().unwrap();
                made.person(&person);
            }
            (_, None) => {
                let person = person(&call, organisation).await;
                made.person(&person);
                self.hang_on(world, &call, &person, &mut made).await;
            }
        }
        made
    }

    /// Makes an export whose file was kept for its time, of the member themselves or of a new person.
    pub(super) async fn expired_export(world: &World, seat: &Seat, relation: Relation) -> (Made, Export) {
        let call = world.call(Actor::System);
        let mut made = Made { owner: Owner::NOBODY, names: Vec::new() };
        let requester = if let Some(member) = seat.member.as_ref().filter(|_| relation == Relation::Oneself) {
            (member.account, member.person)
        } else {
            let person = person(&call, seat.organisation(relation)).await;
            (account(&call, &person).await, person.id)
        };
        let export = super::exports::make(&call, requester, ExportState::Expired, &mut made).await;
        (made, export)
    }

    /// Makes what hangs on a new person.
    async fn hang_on(self, world: &World, call: &Call, person: &Person, made: &mut Made) {
        match self {
            Self::InactivePerson => {
                let input = DeactivatePerson { id: person.id, expected_version: person.version, on: None };
                made.person(&deactivate_person(call, input).await.unwrap());
            }
            Self::Function => made.function(call, person).await,
            Self::Account => made.account(call, account(call, person).await).await,
            Self::ExternalIdentity => made.identity(call, account(call, person).await).await,
            Self::Assignment => {
                let account = account(call, person).await;
                made.account(call, account).await;
                let role = roles_of(call, &[account]).await.unwrap().remove(&account).unwrap().remove(0);
                made.owner = role.owner.clone();
                made.names.push(("assignment", global(role.id)));
                made.names.push(("assignmentVersion", json!(role.version)));
            }
            Self::DisabledAccount => {
                let account = account(call, person).await;
                let version = find_account(call, account).await.unwrap().unwrap().version;
                disable_account(call, account, version).await.unwrap();
                made.account(call, account).await;
            }
            Self::InvitedAccount => {
                let input = InviteAccount { person: person.id, email: email(person), language: Language::German };
                let (account, _) = invite_account(call, input).await.unwrap();
                made.account(call, account.id).await;
            }
            Self::PersonalToken => {
                made.owner = Owner::default().about(person.id);
                let account = account(call, person).await;
                super::services::token(call, account, person.id, made).await;
            }
            Self::Session => {
                made.owner = Owner::default().about(person.id);
                let account = account(call, person).await;
                made.session(world, account, person.id).await;
            }
            Self::Export => {
                let account = account(call, person).await;
                super::exports::make(call, (account, person.id), ExportState::Queued, made).await;
            }
            Self::CalendarFeed => {
                made.owner = Owner::default().about(person.id);
                let account = account(call, person).await;
                made.feed(call, account).await;
            }
            Self::AuditEntry => {
                let entries = AuditEntries::of(&world.platform().database);
                let filter = AuditFilter { subject: Some(person.id.uuid()), ..AuditFilter::default() };
                let page = domain::shared::PageRequest::first(1);
                let found = entries.list(&Visibility::everything(), &filter, &page).await.unwrap();
                made.names.push(("entry", global(found.rows[0].1.id)));
            }
            _ => {}
        }
    }
}

impl Made {
    fn person(&mut self, person: &Person) {
        self.owner = person.owner();
        self.names.retain(|(name, _)| *name == "organisation");
        self.names.push(("person", global(person.id)));
        self.names.push(("version", json!(person.version)));
        self.names.push(("email", json!(email(person))));
    }

    async fn function(&mut self, call: &Call, person: &Person) {
        let input = AssignFunction {
            person: person.id,
            organisation: person.organisation,
            role: FunctionRole::Clerk,
            local_label: None,
            from: None,
            until: None,
            on_behalf_of: None,
        };
        let function = assign_function(call, input).await.unwrap();
        self.names.push(("function", global(function.id)));
        self.names.push(("functionVersion", json!(function.version)));
    }

    async fn account(&mut self, call: &Call, id: AccountId) {
        let account = find_account(call, id).await.unwrap().unwrap();
        self.owner = account.owner;
        self.names.push(("account", global(id)));
        self.names.push(("accountVersion", json!(account.version)));
    }

    async fn identity(&mut self, call: &Call, account: AccountId) {
        self.account(call, account).await;
        let unit = call.begin().await.unwrap();
        let id = ExternalIdentityId::new(call.ids());
        let identity = ExternalIdentity {
            id,
            account,
            issuer: "https://login.example".to_owned(),
            subject: id.to_string(),
            linked_at: unit.now(),
            last_used_at: None,
        };
        insert_identity(&unit, &identity).await.unwrap();
        let permit = call.permit(Action::IdentityLink, &self.owner).unwrap();
        unit.commit([Change::new(permit, "identity.linked", id, self.owner.clone())]).await.unwrap();
        self.names.push(("identity", global(id)));
    }

    async fn feed(&mut self, call: &Call, account: AccountId) {
        let unit = call.begin().await.unwrap();
        let id = CalendarFeedId::new(call.ids());
        let label = Name::new("Telefon").unwrap();
        let feed = CalendarFeed {
            id,
            account,
            subject: CalendarSubject::Own,
            label,
            created_at: unit.now(),
            revoked_at: None,
        };
        insert_feed(&unit, &feed, &id.to_string()).await.unwrap();
        let permit = call.permit(Action::CalendarOwn, &Owner::NOBODY).unwrap();
        unit.commit([Change::new(permit, "calendarFeed.created", id, Owner::NOBODY)]).await.unwrap();
        self.names.push(("feed", global(id)));
    }

    async fn session(&mut self, world: &World, account: AccountId, person: PersonId) {
        self.names.push(("session", global(world.session(account, person, true).await)));
    }
}

pub(super) async fn part(call: &Call, of: &Organisation) -> Organisation {
    let input = CreateOrganisation {
        name: format!("Abteilung {}", call.ids().uuid()),
        short_name: None,
        kind: OrganisationKind::Department,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: Some(of.id),
        district_key: of.profile.district.as_ref().map(ToString::to_string),
        territory_keys: of.profile.district.iter().map(ToString::to_string).collect(),
        address: None,
        sponsor: None,
        contact_points: Vec::new(),
        valid_from: None,
    };
    create_organisation(call, input).await.unwrap()
}

/// A new person whose record an organisation keeps.
pub(super) async fn person(call: &Call, organisation: OrganisationId) -> Person {
    let input = CreatePerson {
        organisation,
        salutation: None,
        title: None,
        given_name: Some("Alex".to_owned()),
        family_name: format!("Muster {}", call.ids().uuid()),
        languages: vec!["de".to_owned()],
        contact_points: Vec::new(),
        accept_duplicates: true,
    };
    create_person(call, input).await.unwrap()
}

fn email(person: &Person) -> String {
    format!("p{}@ziel.example", person.id.uuid().simple())
}

/// An account of a person, with the role that reaches least.
async fn account(call: &Call, person: &Person) -> AccountId {
    let password = prepare_password(call, "Kaffee ohne Henkel, 7 Krähen").await.unwrap();
    let period = Period::new(call.today(), None).unwrap();
    let role = CreateRole { role: Role::Partner, organisation: person.organisation, period };
    let input = CreateAccount {
        person: person.id,
        email: EmailAddress::new(&email(person)).unwrap(),
        password,
        language: Language::German,
        roles: vec![role],
    };
    create_accounts(call, vec![input]).await.unwrap().remove(0)
}
