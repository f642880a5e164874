//! A synthetic state: every district with its offices, many partners, their networks with
//! committees and meetings, and the accounts of a state-wide platform.

use super::bodies::{Bodies, Body, Worker};
use super::demo::function_of;
use super::plan::{Plan, Post, Site};
use super::write_bodies::write_bodies;
use super::{Progress, WORLD_PASSWORD, write};
use crate::accounts::{AccountFilter, count_accounts, prepare_password};
use crate::territories::{ListTerritories, TerritoryOrder, list_territories, load_reference_territories};
use crate::{Call, Error};
use domain::access::Role;
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind};
use domain::shared::PageRequest;
use domain::territories::{Territory, TerritoryLevel};
use std::collections::HashMap;

/// How many accounts there are.
const ACCOUNTS: usize = 2_500;
/// How many of them belong to the agency.
const AGENCY_ACCOUNTS: usize = 20;
/// How many networks' partners there are, and how many partners each network has.
const NETWORKS: usize = 300;
const PARTNERS: usize = 8;
/// How many networks are founded, and how many members the largest one has.
const FOUNDED: usize = 200;
const LARGEST: usize = 500;

/// The kinds of partners, one after the other.
const PARTNER_KINDS: [(OrganisationKind, &str); PARTNERS] = [
    (OrganisationKind::Chamber, "Kammer"),
    (OrganisationKind::CivilSociety, "Verein"),
    (OrganisationKind::Foundation, "Stiftung"),
    (OrganisationKind::Science, "Hochschule"),
    (OrganisationKind::CarrierOrganisation, "Träger"),
    (OrganisationKind::TradeUnion, "Gewerkschaft"),
    (OrganisationKind::Trainer, "Akademie"),
    (OrganisationKind::Other, "Initiative"),
];

/// The offices of every district: kind, function and name.
const OFFICES: [(OrganisationKind, OrganisationFunction, &str); 5] = [
    (OrganisationKind::RegionalEducationOffice, OrganisationFunction::RegionalEducationOffice, "Bildungsbüro"),
    (OrganisationKind::StatisticsOffice, OrganisationFunction::StatisticsOffice, "Statistikstelle"),
    (OrganisationKind::IntegrationCentre, OrganisationFunction::IntegrationCentre, "Integrationszentrum"),
    (OrganisationKind::KaoaCoordination, OrganisationFunction::KaoaCoordination, "Koordinierungsstelle"),
    (OrganisationKind::SchoolAdministration, OrganisationFunction::SchoolAdministration, "Schulverwaltung"),
];

/// A district of the state with its organisations.
struct District {
    body: Organisation,
    office: Organisation,
    statistics: Organisation,
    partners: Vec<Organisation>,
}

/// Makes the synthetic state, unless there are accounts already, and says how many accounts it made.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub async fn make_state_world(call: &Call, progress: Progress<'_>) -> Result<usize, Error> {
    load_reference_territories(call).await?;
    if count_accounts(call, &AccountFilter::default()).await? > 0 {
        return Ok(0);
    }
    let only_districts = ListTerritories { level: Some(TerritoryLevel::District), ..ListTerritories::default() };
    let territories =
        list_territories(call, only_districts, TerritoryOrder::default(), &PageRequest::first(100)).await?;
    let territories: Vec<Territory> = territories.rows.into_iter().map(|(_, territory)| territory).collect();
    let mut plan = Plan::new(call, prepare_password(call, WORLD_PASSWORD).await?);
    let agency = agency(&mut plan)?;
    let mut districts = Vec::with_capacity(territories.len());
    for territory in &territories {
        districts.push(district(&mut plan, territory)?);
    }
    for network in 0..NETWORKS {
        let place = network % districts.len();
        partners(&mut plan, &mut districts[place], network)?;
    }
    for number in 0..AGENCY_ACCOUNTS {
        let role = match number {
            0 => Role::TransferagenturAdmin,
            1 => Role::Auditor,
            2 => Role::DataProtectionOfficer,
            _ => Role::TransferagenturStaff,
        };
        employ(&mut plan, &agency, role, number)?;
    }
    for number in 0..ACCOUNTS - AGENCY_ACCOUNTS {
        let district = &districts[number % districts.len()];
        let (role, organisation) = post(district, number / districts.len());
        employ(&mut plan, organisation, role, number)?;
    }
    let bodies = bodies(call, &plan, &agency, &districts)?;
    write::write(call, plan, progress).await?;
    write_bodies(bodies, progress).await?;
    Ok(ACCOUNTS)
}

/// The networks of the districts, with committees and meetings, and a large one of the agency.
fn bodies<'c>(
    call: &'c Call,
    plan: &Plan<'_>,
    agency: &Organisation,
    districts: &[District],
) -> Result<Bodies<'c>, Error> {
    let mut workers: HashMap<Option<String>, Vec<Worker>> = HashMap::new();
    for member in &plan.members {
        let worker = (member.person.id, member.person.organisation);
        workers.entry(member.person.district.clone()).or_default().push(worker);
    }
    let of = |organisation: &Organisation| {
        let mut people = workers.get(&organisation.owner().district).cloned().unwrap_or_default();
        // Who keeps the network coordinates it.
        people.sort_by_key(|(_, works_for)| *works_for != organisation.id);
        people
    };
    let mut speakers = HashMap::new();
    for member in &plan.members {
        speakers.entry(member.person.organisation).or_insert(member.person.id);
    }
    let mut bodies = Bodies::new(call);
    for number in 0..FOUNDED {
        let district = &districts[number % districts.len()];
        let round = number / districts.len();
        let partners = district.partners.iter().skip(round * PARTNERS).take(PARTNERS);
        bodies.add(&Body {
            name: format!("Bildungsnetzwerk {} {}", district.body.profile.name, round + 1),
            keeper: &district.office,
            members: [&district.body, &district.office].into_iter().chain(partners).collect(),
            people: of(&district.office),
            speakers: &speakers,
            meets: true,
        })?;
    }
    let partners = districts.iter().flat_map(|district| &district.partners).take(LARGEST);
    bodies.add(&Body {
        name: "Landesnetzwerk Bildung".to_owned(),
        keeper: agency,
        members: partners.collect(),
        people: of(agency),
        speakers: &speakers,
        meets: false,
    })?;
    Ok(bodies)
}

/// Who works where: two leads, a statistician, a dozen in the municipality, a score in the office, then partners.
fn post(district: &District, place: usize) -> (Role, &Organisation) {
    match place {
        0 => (Role::MunicipalityLead, &district.body),
        1 => (Role::OfficeLead, &district.office),
        2 => (Role::Statistician, &district.statistics),
        3..15 => (Role::MunicipalityStaff, &district.body),
        15..35 => (Role::OfficeStaff, &district.office),
        _ => match district.partners.get(place - 35) {
            Some(partner) => (Role::Partner, partner),
            None => (Role::OfficeStaff, &district.office),
        },
    }
}

fn employ(plan: &mut Plan<'_>, organisation: &Organisation, role: Role, number: usize) -> Result<(), Error> {
    let mailbox = role.code().to_lowercase().replace('_', "-");
    let key = organisation.profile.district.as_ref().map_or("05", |key| key.as_str());
    let email = format!("{mailbox}-{number}@k{key}.example");
    plan.member(organisation, &Post { function: function_of(role), role, email: &email })
}

fn agency(plan: &mut Plan<'_>) -> Result<Organisation, Error> {
    plan.organisation(&Site {
        name: "Transferagentur Kommunales Bildungsmanagement NRW",
        kind: OrganisationKind::SupportAgency,
        functions: &[OrganisationFunction::SupportAgency],
        label: None,
        parent: None,
        sponsor: None,
        district: "05515",
        serves: &["05"],
        web: "https://transferagentur.example/",
    })
}

fn district(plan: &mut Plan<'_>, territory: &Territory) -> Result<District, Error> {
    let (key, name) = (territory.facts.key.as_str(), territory.facts.display_name());
    let web = format!("https://k{key}.example/");
    let body = plan.organisation(&Site {
        name: &name,
        kind: OrganisationKind::Municipality,
        functions: &[OrganisationFunction::SchoolCarrier, OrganisationFunction::EducationManagement],
        label: None,
        parent: None,
        sponsor: None,
        district: key,
        serves: &[key],
        web: &web,
    })?;
    let mut offices = Vec::with_capacity(OFFICES.len());
    for (kind, function, label) in OFFICES {
        offices.push(plan.organisation(&Site {
            name: &format!("{label} {name}"),
            kind,
            functions: &[function],
            label: Some(label),
            parent: Some(body.id),
            sponsor: None,
            district: key,
            serves: &[key],
            web: &web,
        })?);
    }
    let [office, statistics, ..] = &offices[..] else { return Err(Error::unexpected("a district without offices")) };
    Ok(District { body, office: office.clone(), statistics: statistics.clone(), partners: Vec::new() })
}

fn partners(plan: &mut Plan<'_>, district: &mut District, network: usize) -> Result<(), Error> {
    let key = district.body.profile.district.as_ref().map_or("05", |key| key.as_str()).to_owned();
    for (kind, label) in PARTNER_KINDS {
        let partner = plan.organisation(&Site {
            name: &format!("{label} im Netzwerk {}", network + 1),
            kind,
            functions: &[],
            label: None,
            parent: None,
            sponsor: Some(district.office.id),
            district: &key,
            serves: &[&key],
            web: &format!("https://netzwerk-{}.example/", network + 1),
        })?;
        district.partners.push(partner);
    }
    Ok(())
}
