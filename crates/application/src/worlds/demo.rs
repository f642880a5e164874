//! The demo world: two municipalities with their offices, the Transferagentur, a partner; one account for every role;
//! a series that people have registered for, and two networks.

use super::completed_series::make_completed_series;
use super::courses::{Participants, make_courses};
use super::evaluations::make_evaluations;
use super::hosting::{Hosts, make_hosting};
use super::meetings::{Committees, make_meetings};
use super::networks::{Partners, Speaker, make_networks};
use super::plan::{Member, Plan, Post, Site};
use super::{WORLD_PASSWORD, write};
use crate::accounts::{AccountFilter, count_accounts, prepare_password};
use crate::territories::load_reference_territories;
use crate::{Call, Error};
use domain::access::Role;
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind};
use domain::people::FunctionRole;
use domain::shared::OrganisationId;

/// An account of the demo world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoAccount {
    /// For signing in, with [`WORLD_PASSWORD`].
    pub email: &'static str,
    /// What it may be.
    pub role: Role,
    /// For which organisation.
    pub organisation: &'static str,
}

const AGENCY: &str = "Transferagentur Kommunales Bildungsmanagement NRW";
const FOUNDATION: &str = "Stiftung Beispiel";

macro_rules! accounts {
    ($($email:literal: $role:ident for $organisation:expr;)+) => {
        &[$(DemoAccount { email: $email, role: Role::$role, organisation: $organisation },)+]
    };
}

/// The accounts of the demo world.
pub const DEMO_ACCOUNTS: &[DemoAccount] = accounts! {
    "transferagentur-admin@transferagentur.example": TransferagenturAdmin for AGENCY;
    "transferagentur-staff@transferagentur.example": TransferagenturStaff for AGENCY;
    "auditor@transferagentur.example": Auditor for AGENCY;
    "data-protection-officer@transferagentur.example": DataProtectionOfficer for AGENCY;
    "municipality-lead@remscheid.example": MunicipalityLead for "Stadt Remscheid";
    "municipality-staff@remscheid.example": MunicipalityStaff for "Stadt Remscheid";
    "office-lead@remscheid.example": OfficeLead for "Bildungsbüro Remscheid";
    "office-staff@remscheid.example": OfficeStaff for "Bildungsbüro Remscheid";
    "statistician@remscheid.example": Statistician for "Statistikstelle Remscheid";
    "municipality-lead@hamm.example": MunicipalityLead for "Stadt Hamm";
    "municipality-staff@hamm.example": MunicipalityStaff for "Stadt Hamm";
    "office-lead@hamm.example": OfficeLead for "Bildungsbüro Hamm";
    "office-staff@hamm.example": OfficeStaff for "Bildungsbüro Hamm";
    "statistician@hamm.example": Statistician for "Statistikstelle Hamm";
    "partner@stiftung.example": Partner for FOUNDATION;
};

/// Makes the demo world, unless there are accounts already, and says whether it did. The territories come first.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub async fn make_demo_world(call: &Call) -> Result<bool, Error> {
    load_reference_territories(call).await?;
    if count_accounts(call, &AccountFilter::default()).await? > 0 {
        return Ok(false);
    }
    let mut plan = Plan::new(call, prepare_password(call, WORLD_PASSWORD).await?);
    let organisations = organisations(&mut plan)?;
    for account in DEMO_ACCOUNTS {
        let organisation = organisations.iter().find(|it| it.profile.name.as_str() == account.organisation);
        if let Some(organisation) = organisation {
            let post = Post { function: function_of(account.role), role: account.role, email: account.email };
            plan.member(organisation, &post)?;
        }
    }
    let participants = participants(&organisations, &plan)?;
    let hosts = hosts(&organisations)?;
    let seats = seats(&organisations, &plan)?;
    let partners = partners(&organisations, &plan)?;
    write::write(call, plan, &|_, _| {}).await?;
    let module = make_courses(call, &participants).await?;
    make_hosting(call, &hosts, &module).await?;
    make_evaluations(call, &participants).await?;
    make_completed_series(call, &participants).await?;
    make_networks(call, &partners).await?;
    make_meetings(call, &seats).await?;
    Ok(true)
}

/// Who holds offers together.
fn hosts(organisations: &[Organisation]) -> Result<Hosts, Error> {
    let named = |name: &str| organisations.iter().find(|it| it.profile.name.as_str() == name);
    let missing = || Error::unexpected("the demo world lacks an organisation");
    let organiser = DEMO_ACCOUNTS.iter().find(|account| account.role == Role::TransferagenturStaff);
    Ok(Hosts {
        agency: named(AGENCY).ok_or_else(missing)?.clone(),
        organiser: organiser.ok_or_else(missing)?.email,
        municipality: named("Stadt Remscheid").ok_or_else(missing)?.id,
        office: named("Bildungsbüro Remscheid").ok_or_else(missing)?.id,
    })
}

/// Who takes part in the series: the offices and departments of both municipalities, in turn.
fn participants(organisations: &[Organisation], plan: &Plan<'_>) -> Result<Participants, Error> {
    let named = |name: &str| organisations.iter().find(|it| it.profile.name.as_str() == name).map(|it| it.id);
    let missing = || Error::unexpected("the demo world lacks an organisation");
    let staff = [Role::OfficeStaff, Role::MunicipalityStaff, Role::OfficeLead];
    let people = staff.iter().flat_map(|role| {
        let held = move |member: &&Member| member.account.roles.iter().any(|held| held.role == *role);
        plan.members.iter().filter(held).map(|member| member.person.id)
    });
    Ok(Participants {
        agency: named(AGENCY).ok_or_else(missing)?,
        municipality: named("Stadt Remscheid").ok_or_else(missing)?,
        people: people.collect(),
    })
}

/// Who sits in the steering committee: the leads, the office and the departments of one municipality, and the partner.
fn seats(organisations: &[Organisation], plan: &Plan<'_>) -> Result<Committees, Error> {
    let office = organisations.iter().find(|it| it.profile.name.as_str() == "Bildungsbüro Remscheid");
    let office = office.ok_or_else(|| Error::unexpected("the demo world lacks an office"))?.id;
    let emails = [
        "municipality-lead@remscheid.example",
        "office-staff@remscheid.example",
        "office-lead@remscheid.example",
        "municipality-staff@remscheid.example",
        "partner@stiftung.example",
    ];
    let of = |email: &&str| plan.members.iter().find(|member| member.account.email.as_str() == *email);
    Ok(Committees {
        office,
        people: emails.iter().filter_map(of).map(|member| (member.person.id, member.person.organisation)).collect(),
    })
}

/// Who speaks for whom in the networks.
const SPEAKERS: [&str; 7] = [
    "office-lead@remscheid.example",
    "office-lead@hamm.example",
    "municipality-lead@remscheid.example",
    "statistician@remscheid.example",
    "partner@stiftung.example",
    "municipality-lead@hamm.example",
    "transferagentur-staff@transferagentur.example",
];
const COORDINATOR: &str = "office-staff@remscheid.example";
const COLLEAGUE: &str = "office-staff@hamm.example";

/// Who takes part in the networks.
fn partners(organisations: &[Organisation], plan: &Plan<'_>) -> Result<Partners, Error> {
    let missing = || Error::unexpected("the demo world lacks somebody");
    let person = |email: &str| {
        let found = plan.members.iter().find(|member| member.account.email.as_str() == email);
        found.map(|member| member.person.id).ok_or_else(missing)
    };
    let speaker = |email: &'static str| {
        let account = DEMO_ACCOUNTS.iter().find(|account| account.email == email).ok_or_else(missing)?;
        let named = |it: &&Organisation| it.profile.name.as_str() == account.organisation;
        let organisation = organisations.iter().find(named).ok_or_else(missing)?.clone();
        Ok::<_, Error>(Speaker { organisation, person: person(email)?, email, role: account.role })
    };
    Ok(Partners {
        members: SPEAKERS.into_iter().map(speaker).collect::<Result<_, _>>()?,
        coordinator: (person(COORDINATOR)?, COORDINATOR),
        colleague: person(COLLEAGUE)?,
    })
}

/// What people with a role are in their organisation.
pub(super) const fn function_of(role: Role) -> FunctionRole {
    match role {
        Role::TransferagenturAdmin => FunctionRole::OfficeAdmin,
        Role::TransferagenturStaff => FunctionRole::Consultant,
        Role::MunicipalityLead => FunctionRole::Executive,
        Role::MunicipalityStaff => FunctionRole::EducationManager,
        Role::OfficeLead => FunctionRole::OfficeLead,
        Role::OfficeStaff => FunctionRole::EducationCoordinator,
        Role::Statistician => FunctionRole::Statistician,
        Role::Partner => FunctionRole::ContactPerson,
        Role::Auditor => FunctionRole::Clerk,
        Role::DataProtectionOfficer => FunctionRole::DataProtectionOfficer,
    }
}

fn organisations(plan: &mut Plan<'_>) -> Result<Vec<Organisation>, Error> {
    let agency = plan.organisation(&Site {
        name: AGENCY,
        kind: OrganisationKind::SupportAgency,
        functions: &[OrganisationFunction::SupportAgency],
        label: None,
        parent: None,
        sponsor: None,
        district: "05515",
        serves: &["05"],
        web: "https://transferagentur.example/",
    })?;
    let foundation = plan.organisation(&Site {
        name: FOUNDATION,
        kind: OrganisationKind::Foundation,
        functions: &[OrganisationFunction::Funder],
        label: None,
        parent: None,
        sponsor: Some(agency.id),
        district: "05111",
        serves: &["05120", "05915"],
        web: "https://stiftung.example/",
    })?;
    let mut all = vec![agency, foundation];
    all.extend(municipality(plan, "Remscheid", "05120", "https://remscheid.example/")?);
    all.extend(municipality(plan, "Hamm", "05915", "https://hamm.example/")?);
    Ok(all)
}

/// A municipality, its office and its statistics office.
fn municipality(plan: &mut Plan<'_>, place: &str, key: &str, web: &str) -> Result<[Organisation; 3], Error> {
    let body = plan.organisation(&Site {
        name: &format!("Stadt {place}"),
        kind: OrganisationKind::Municipality,
        functions: &[OrganisationFunction::SchoolCarrier, OrganisationFunction::EducationManagement],
        label: None,
        parent: None,
        sponsor: None,
        district: key,
        serves: &[key],
        web,
    })?;
    let mut part = |name: String, kind, function, label, parent: OrganisationId| {
        plan.organisation(&Site {
            name: &name,
            kind,
            functions: &[function],
            label: Some(label),
            parent: Some(parent),
            sponsor: None,
            district: key,
            serves: &[key],
            web,
        })
    };
    let office = part(
        format!("Bildungsbüro {place}"),
        OrganisationKind::RegionalEducationOffice,
        OrganisationFunction::RegionalEducationOffice,
        "Kommunales Bildungsbüro",
        body.id,
    )?;
    let statistics = part(
        format!("Statistikstelle {place}"),
        OrganisationKind::StatisticsOffice,
        OrganisationFunction::StatisticsOffice,
        "Fachdienst Statistik",
        body.id,
    )?;
    Ok([body, office, statistics])
}
