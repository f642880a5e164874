//! `account create-admin`: the account that begins everything.

use super::told;
use crate::output::say;
use anyhow::Context;
use application::Call;
use application::accounts::{CreateAccount, CreateRole, create_accounts, prepare_password};
use application::organisations::{
    CreateOrganisation, ListOrganisations, OrganisationOrder, create_organisation, list_organisations,
};
use application::people::{CreatePerson, create_person};
use application::territories::load_reference_territories;
use clap::Args;
use domain::access::Role;
use domain::organisations::{OrganisationFunction, OrganisationKind, OrganisationState};
use domain::shared::{EmailAddress, Language, OrganisationId, PageRequest, Period};
use domain::territories::TerritoryKey;
use std::io::stdin;

/// What `create-admin` has to know.
#[derive(Args, Debug)]
pub(crate) struct Options {
    /// The e-mail address for signing in
    #[arg(long)]
    email: String,
    /// The given name
    #[arg(long)]
    given_name: Option<String>,
    /// The family name
    #[arg(long)]
    family_name: String,
    /// The support agency, which is made when there is none yet
    #[arg(long, default_value = "Transferagentur")]
    agency: String,
    /// The key of the district in which the agency lies, when it is made
    #[arg(long, default_value = "05515")]
    agency_district: String,
    /// Read the password from the standard input, instead of making one
    #[arg(long)]
    password_stdin: bool,
}

pub(super) async fn run(call: &Call, options: &Options) -> anyhow::Result<()> {
    let email = EmailAddress::new(&options.email).map_err(|refusal| told(refusal.into()))?;
    let given = if options.password_stdin { Some(read_password()?) } else { None };
    let password = given.clone().unwrap_or_else(|| made_up(call));
    let password = (prepare_password(call, &password).await.map_err(told)?, password);
    load_reference_territories(call).await.map_err(told)?;
    let agency = agency(call, options).await?;
    let person = CreatePerson {
        organisation: agency,
        salutation: None,
        title: None,
        given_name: options.given_name.clone(),
        family_name: options.family_name.clone(),
        languages: vec!["de".to_owned()],
        contact_points: Vec::new(),
        accept_duplicates: true,
    };
    let person = create_person(call, person).await.map_err(told)?;
    let period = Period::new(call.today(), None).map_err(|refusal| told(refusal.into()))?;
    let role = CreateRole { role: Role::TransferagenturAdmin, organisation: agency, period };
    let account = CreateAccount {
        person: person.id,
        email: email.clone(),
        password: password.0,
        language: Language::German,
        roles: vec![role],
    };
    create_accounts(call, vec![account]).await.map_err(told)?;
    say(format_args!("{email} administers the platform, once a second factor is set up after signing in."));
    if given.is_none() {
        say(format_args!("Password (shown only now): {}", password.1));
    }
    Ok(())
}

fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    stdin().read_line(&mut line).context("the standard input cannot be read")?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// 144 random bits as hexadecimal digits: nothing to remember, but nothing to guess either.
fn made_up(call: &Call) -> String {
    let mut bytes = [0; 18];
    call.ids().fill(&mut bytes);
    bytes.map(|byte| format!("{byte:02x}")).concat()
}

async fn agency(call: &Call, options: &Options) -> anyhow::Result<OrganisationId> {
    let agencies = ListOrganisations {
        kinds: vec![OrganisationKind::SupportAgency],
        states: vec![OrganisationState::Active],
        text: Some(options.agency.clone()),
        ..ListOrganisations::default()
    };
    let found = list_organisations(call, agencies, OrganisationOrder::default(), false, &PageRequest::first(1))
        .await
        .map_err(told)?;
    if let Some((_, agency)) = found.rows.into_iter().next() {
        return Ok(agency.id);
    }
    let agency = CreateOrganisation {
        name: options.agency.clone(),
        short_name: None,
        kind: OrganisationKind::SupportAgency,
        legal_form: None,
        local_label: None,
        functions: vec![OrganisationFunction::SupportAgency],
        parent: None,
        district_key: Some(options.agency_district.clone()),
        territory_keys: vec![TerritoryKey::STATE.to_owned()],
        address: None,
        sponsor: None,
        contact_points: Vec::new(),
        valid_from: None,
    };
    Ok(create_organisation(call, agency).await.map_err(told)?.id)
}
