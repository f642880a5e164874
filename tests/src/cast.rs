//! The people of most tests: two cities with their offices, the Transferagentur, and an account for every role.

use crate::World;
use application::accounts::{CreateAccount, CreateRole, authenticate, create_accounts, prepare_password};
use application::organisations::{CreateOrganisation, create_organisation};
use application::people::{CreatePerson, create_person};
use application::territories::load_reference_territories;
use domain::access::{Actor, Role};
use domain::organisations::{OrganisationFunction, OrganisationKind};
use domain::shared::{AccountId, EmailAddress, Language, OrganisationId, Period, PersonId};

/// The password of every account of the cast.
pub const PASSWORD: &str = "bildungsnetz-probe";

/// The first day of every role of the cast.
const SINCE: &str = "2020-01-01";

/// An account of the cast.
#[derive(Clone, Debug)]
pub struct Member {
    /// The account.
    pub account: AccountId,
    /// Whose.
    pub person: PersonId,
    /// The e-mail address for signing in, `<role-in-kebab-case>@<place>.example`.
    pub email: String,
    /// The role.
    pub role: Role,
    /// For which organisation it is held.
    pub organisation: OrganisationId,
}

/// A city with its office.
#[derive(Clone, Debug)]
pub struct Place {
    /// The key of the district.
    pub district: &'static str,
    /// The municipality.
    pub municipality: OrganisationId,
    /// Its regional education office.
    pub office: OrganisationId,
}

/// The cast.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The city of most tests.
    pub remscheid: Place,
    /// The other city: foreign to the people of the first.
    pub hamm: Place,
    /// The Transferagentur, which serves the state.
    pub transferagentur: OrganisationId,
    /// A partner in Remscheid.
    pub partner: OrganisationId,
    /// All accounts.
    pub members: Vec<Member>,
}

impl Cast {
    /// Makes the cast in a world that is still empty.
    ///
    /// # Panics
    /// When it cannot be made: a fault of the harness or of the verbs it uses.
    pub async fn enter(world: &World) -> Self {
        let system = world.call(Actor::System);
        load_reference_territories(&system).await.expect("the reference data load");
        let remscheid = place(world, "Remscheid", "05120").await;
        let hamm = place(world, "Hamm", "05915").await;
        let (agency, foundation) = (OrganisationKind::SupportAgency, OrganisationKind::Foundation);
        let transferagentur = organisation(world, "Transferagentur", agency, "05515", "05", None).await;
        let host = Some(remscheid.municipality);
        let partner = organisation(world, "Stiftung Beispiel", foundation, "05120", "05120", host).await;
        let mut plan = Vec::new();
        for (name, place) in [("remscheid", &remscheid), ("hamm", &hamm)] {
            for (role, organisation) in [
                (Role::MunicipalityLead, place.municipality),
                (Role::MunicipalityStaff, place.municipality),
                (Role::OfficeLead, place.office),
                (Role::OfficeStaff, place.office),
                (Role::Statistician, place.municipality),
            ] {
                plan.push((role, organisation, name));
            }
        }
        plan.push((Role::Partner, partner, "stiftung"));
        for role in [Role::TransferagenturAdmin, Role::TransferagenturStaff, Role::Auditor, Role::DataProtectionOfficer]
        {
            plan.push((role, transferagentur, "transferagentur"));
        }
        let members = hire(world, plan).await;
        Self { remscheid, hamm, transferagentur, partner, members }
    }

    /// The account with a role in a place: `remscheid`, `hamm`, `stiftung` or `transferagentur`.
    ///
    /// # Panics
    /// When there is none.
    pub fn member(&self, role: Role, place: &str) -> &Member {
        let found =
            self.members.iter().find(|member| member.role == role && member.email.contains(&format!("@{place}.")));
        found.unwrap_or_else(|| panic!("nobody is {role} in {place}"))
    }

    /// An access token of a member, in a session of their own with the second factor shown.
    pub async fn token(&self, world: &World, role: Role, place: &str) -> String {
        world.token(self.member(role, place), true).await
    }

    /// A member as they act in such a session.
    ///
    /// # Panics
    /// When the session cannot be used: a fault of the harness.
    pub async fn actor(&self, world: &World, role: Role, place: &str) -> Actor {
        let token = self.token(world, role, place).await;
        authenticate(world.platform(), &token).await.expect("the session can be used")
    }
}

async fn place(world: &World, name: &str, district: &'static str) -> Place {
    let kind = OrganisationKind::Municipality;
    let municipality = organisation(world, &format!("Stadt {name}"), kind, district, district, None).await;
    let kind = OrganisationKind::RegionalEducationOffice;
    let office = organisation(world, &format!("Bildungsbüro {name}"), kind, district, district, None).await;
    Place { district, municipality, office }
}

async fn organisation(
    world: &World,
    name: &str,
    kind: OrganisationKind,
    district: &str,
    serves: &str,
    sponsor: Option<OrganisationId>,
) -> OrganisationId {
    let input = CreateOrganisation {
        name: name.to_owned(),
        short_name: None,
        kind,
        legal_form: None,
        local_label: None,
        functions: Vec::<OrganisationFunction>::new(),
        parent: None,
        district_key: Some(district.to_owned()),
        territory_keys: vec![serves.to_owned()],
        address: None,
        sponsor,
        contact_points: Vec::new(),
        valid_from: Some(SINCE.parse().expect("a date")),
    };
    create_organisation(&world.call(Actor::System), input).await.expect("the organisation can be made").id
}

async fn hire(world: &World, plan: Vec<(Role, OrganisationId, &str)>) -> Vec<Member> {
    let system = world.call(Actor::System);
    let password = prepare_password(&system, PASSWORD).await.expect("the password is long enough");
    let period = Period::new(SINCE.parse().expect("a date"), None).expect("an open period");
    let (mut accounts, mut members) = (Vec::new(), Vec::new());
    for (role, organisation, place) in plan {
        let email = format!("{}@{place}.example", role.code().to_lowercase().replace('_', "-"));
        let input = CreatePerson {
            organisation,
            salutation: None,
            title: None,
            given_name: Some("Kim".to_owned()),
            family_name: format!("Beispiel {} {place}", role.code().to_lowercase().replace('_', " ")),
            languages: vec!["de".to_owned()],
            contact_points: Vec::new(),
            accept_duplicates: true,
        };
        let person = create_person(&system, input).await.expect("the person can be made").id;
        accounts.push(CreateAccount {
            person,
            email: EmailAddress::new(&email).expect("an address"),
            password: password.clone(),
            language: Language::German,
            roles: vec![CreateRole { role, organisation, period }],
        });
        members.push((person, email, role, organisation));
    }
    let made = create_accounts(&system, accounts).await.expect("the accounts can be made");
    let member = |(account, (person, email, role, organisation))| Member { account, person, email, role, organisation };
    made.into_iter().zip(members).map(member).collect()
}
