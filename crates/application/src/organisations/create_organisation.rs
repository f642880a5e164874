use super::input::{AddressInput, label, territory_keys};
use super::{places, record};
use crate::contact_points::contact_points_changed;
use crate::{Call, Error};
use domain::access::Action;
use domain::organisations::{
    Address, Organisation, OrganisationFunction, OrganisationKind, OrganisationState, Profile,
};
use domain::shared::{ContactPoint, ContactPointDraft, ContactPointId, Date, Name, OrganisationId, Period, Refusals};
use persistence::contact_points::ContactPoints;
use persistence::organisations::Organisations;

/// An organisation to be made.
#[derive(Clone, Debug)]
pub struct CreateOrganisation {
    /// The full name.
    pub name: String,
    /// A short form of it.
    pub short_name: Option<String>,
    /// What it is.
    pub kind: OrganisationKind,
    /// Its legal form.
    pub legal_form: Option<String>,
    /// What it is called on the spot.
    pub local_label: Option<String>,
    /// What it does.
    pub functions: Vec<OrganisationFunction>,
    /// The organisation that it is a part of.
    pub parent: Option<OrganisationId>,
    /// The key of the district in which it lies; without one it is the sponsor's or the parent's.
    pub district_key: Option<String>,
    /// The keys of the territories that it serves.
    pub territory_keys: Vec<String>,
    /// Where it is.
    pub address: Option<AddressInput>,
    /// Who brings it in, when it is an external partner.
    pub sponsor: Option<OrganisationId>,
    /// How it is reached.
    pub contact_points: Vec<ContactPointDraft>,
    /// Since when it exists; today without a day.
    pub valid_from: Option<Date>,
}

/// What was typed, checked as far as it can be without looking anything up.
struct Checked {
    profile: Profile,
    address: Option<Address>,
    period: Period,
    contact_points: Vec<ContactPoint>,
}

impl CreateOrganisation {
    fn check(&self, call: &Call) -> Result<Checked, Error> {
        let mut refusals = Refusals::new();
        let name = refusals.take("name", Name::new(&self.name));
        let short_name = refusals.take("shortName", label(self.short_name.as_deref()));
        let legal_form = refusals.take("legalForm", label(self.legal_form.as_deref()));
        let local_label = refusals.take("localLabel", label(self.local_label.as_deref()));
        let key = self.district_key.as_deref().map(Organisation::district_key).transpose();
        let district = refusals.take("districtKey", key);
        let territories = refusals.take_all("territoryKeys", territory_keys(&self.territory_keys));
        let address = self.address.as_ref().map(AddressInput::check).transpose();
        let address = refusals.take_all("address", address);
        let from = self.valid_from.unwrap_or_else(|| call.today());
        let period = refusals.take("validFrom", Organisation::period_from(from, call.today()));
        let new_id = || ContactPointId::new(call.ids());
        let contact_points = ContactPoint::check_all(&self.contact_points, &[], new_id);
        let contact_points = refusals.take_all("contactPoints", contact_points);
        let checked = || {
            let profile = Profile {
                name: name?,
                short_name: short_name?,
                kind: self.kind,
                legal_form: legal_form?,
                local_label: local_label?,
                functions: self.functions.iter().copied().collect(),
                parent: self.parent,
                district: district?,
                territories: territories?,
            };
            Some(Checked { profile, address: address?, period: period?, contact_points: contact_points? })
        };
        Ok(refusals.into_result(checked())?)
    }
}

/// Makes an organisation.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for a parent, sponsor or territory that does not exist, `WRONG_STATE` for
/// a parent or sponsor that is not active, `DUPLICATE` for a second regional education office in a district; a denial
/// where the caller may not create organisations, or not for all the territories that it is to serve.
pub async fn create_organisation(call: &Call, input: CreateOrganisation) -> Result<Organisation, Error> {
    let Checked { mut profile, address, period, contact_points } = input.check(call)?;
    let unit = call.begin().await?;
    let id = OrganisationId::new(call.ids());
    let parent = places::referred(call, &unit, input.parent, "parentId").await?;
    let sponsor = places::referred(call, &unit, input.sponsor, "sponsorId").await?;
    let nearby = sponsor.iter().chain(&parent).find_map(|it| it.profile.district.clone());
    profile.district = profile.district.or(nearby);
    places::check_reach(call, id, None, &profile)?;
    Organisation::check_sponsor(profile.kind, sponsor.as_ref())?;
    if let Some(parent) = &parent {
        places::check_place_in_tree(call, &unit, id, parent).await?;
    }
    places::check_territories(call, &unit, &profile, call.today()).await?;
    places::check_education_office(call, &unit, id, &profile).await?;
    let organisation = Organisation {
        id,
        profile,
        address,
        sponsor: input.sponsor,
        period,
        state: OrganisationState::Active,
        merged_into: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let owner = organisation.owner();
    let permit = call.permit(Action::OrganisationCreate, &owner)?;
    Organisations::insert(&unit, std::slice::from_ref(&organisation)).await?;
    ContactPoints::insert(&unit, [(&owner, contact_points.as_slice())]).await?;
    let change = record::changed(permit, "organisation.created", None, &organisation);
    unit.commit([contact_points_changed(change, &[], &contact_points)]).await?;
    Ok(organisation)
}
