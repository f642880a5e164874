use super::input::{AddressInput, label, territory_keys};
use super::list_contact_points::sight;
use super::{places, record};
use crate::contact_points::contact_points_changed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind, Profile};
use domain::shared::{ContactPoint, ContactPointDraft, ContactPointId, Date, Edit, Name, OrganisationId, Refusals};
use persistence::UnitOfWork;
use persistence::contact_points::ContactPoints;
use persistence::meetings::Committees;
use persistence::networks::Networks;
use persistence::organisations::Organisations;
use persistence::people::PeopleScope;

/// A change of an organisation. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateOrganisation {
    /// Which.
    pub id: OrganisationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The full name.
    pub name: Option<String>,
    /// A short form of it.
    pub short_name: Edit<String>,
    /// What it is.
    pub kind: Option<OrganisationKind>,
    /// Its legal form.
    pub legal_form: Edit<String>,
    /// What it is called on the spot.
    pub local_label: Edit<String>,
    /// What it does: all of it.
    pub functions: Option<Vec<OrganisationFunction>>,
    /// The organisation that it is a part of.
    pub parent: Edit<OrganisationId>,
    /// The key of the district in which it lies.
    pub district_key: Edit<String>,
    /// The keys of the territories that it serves: all of them.
    pub territory_keys: Option<Vec<String>>,
    /// Where it is.
    pub address: Edit<AddressInput>,
    /// Who brought it in, when it is an external partner.
    pub sponsor: Edit<OrganisationId>,
    /// How it is reached: all contact points.
    pub contact_points: Option<Vec<ContactPointDraft>>,
    /// Since when it is so; today without a day. The first day of its present stage corrects this stage.
    pub effective_from: Option<Date>,
}

impl UpdateOrganisation {
    fn apply(&self, before: &Organisation) -> Result<Organisation, Error> {
        let Profile { name, short_name, kind, legal_form, local_label, functions, parent, district, territories } =
            before.profile.clone();
        let mut refusals = Refusals::new();
        let text = |edit: &Edit<String>| edit.clone().read(|text| label(Some(&text)));
        let name = refusals.take("name", self.name.as_deref().map_or(Ok(name), Name::new));
        let short = refusals.take("shortName", text(&self.short_name));
        let legal = refusals.take("legalForm", text(&self.legal_form));
        let local = refusals.take("localLabel", text(&self.local_label));
        let key = self.district_key.clone().read(|key| Organisation::district_key(&key).map(Some));
        let key = refusals.take("districtKey", key);
        let keys = self.territory_keys.as_deref().map_or(Ok(territories), territory_keys);
        let keys = refusals.take_all("territoryKeys", keys);
        let address = refusals.take_all("address", self.address.clone().read(|address| address.check().map(Some)));
        let changed = || {
            let profile = Profile {
                name: name?,
                short_name: short?.apply(short_name),
                kind: self.kind.unwrap_or(kind),
                legal_form: legal?.apply(legal_form),
                local_label: local?.apply(local_label),
                functions: self.functions.as_ref().map_or(functions, |all| all.iter().copied().collect()),
                parent: self.parent.clone().apply(parent),
                district: key?.apply(district),
                territories: keys?,
            };
            let address = address?.apply(before.address.clone());
            Some(Organisation {
                profile,
                address,
                sponsor: self.sponsor.clone().apply(before.sponsor),
                ..before.clone()
            })
        };
        Ok(refusals.into_result(changed())?)
    }
}

/// Changes an organisation. When it moves to another district, its people and the networks that it keeps move along.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when it is not active; otherwise as for
/// [`super::create_organisation`], and `OUT_OF_RANGE` for a day before its present stage or after today.
pub async fn update_organisation(call: &Call, input: UpdateOrganisation) -> Result<Organisation, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisations = Organisations::of(&unit);
    let before = organisations.hold(&seen, input.id).await?.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::OrganisationUpdate, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    before.expect_active("update")?;
    let mut after = input.apply(&before)?;
    let (old_points, new_points) = contact_points(call, &unit, &input).await?;
    if after == before && old_points == new_points {
        return Ok(before);
    }
    check_places(call, &unit, &before, &after).await?;
    let from = input.effective_from.unwrap_or_else(|| call.today());
    let stage = organisations.last_stage(&before).await?.change_to(&after.profile, from, call.today())?;
    after.version += 1;
    after.updated_at = unit.now();
    Organisations::update(&unit, &after, before.version, &stage).await?;
    let owner = after.owner();
    if before.profile.district != after.profile.district {
        PeopleScope::move_organisation(&unit, after.id, owner.district.as_deref()).await?;
        Networks::move_organisation(&unit, after.id, owner.district.as_deref()).await?;
        Committees::move_organisation(&unit, after.id, owner.district.as_deref()).await?;
    }
    if old_points != new_points {
        ContactPoints::replace(&unit, &owner, &new_points).await?;
    }
    let change = record::changed(permit, "organisation.updated", Some(&before), &after);
    unit.commit([contact_points_changed(change, &old_points, &new_points)]).await?;
    Ok(after)
}

/// The contact points as they were and as they will be. Who may change an organisation sees all of them.
async fn contact_points(
    call: &Call,
    unit: &UnitOfWork,
    input: &UpdateOrganisation,
) -> Result<(Vec<ContactPoint>, Vec<ContactPoint>), Error> {
    let Some(drafts) = &input.contact_points else { return Ok((Vec::new(), Vec::new())) };
    let present = ContactPoints::of(unit).of_organisations(&sight(call), &[input.id]).await?;
    let present = present.into_values().next().unwrap_or_default();
    let mut refusals = Refusals::new();
    let new_id = || ContactPointId::new(call.ids());
    let changed = refusals.take_all("contactPoints", ContactPoint::check_all(drafts, &present, new_id));
    Ok((present, refusals.into_result(changed)?))
}

async fn check_places(
    call: &Call,
    unit: &UnitOfWork,
    before: &Organisation,
    after: &Organisation,
) -> Result<(), Error> {
    let (old, new) = (&before.profile, &after.profile);
    places::check_reach(call, after.id, Some(old), new)?;
    if new.parent != old.parent
        && let Some(parent) = places::referred(call, unit, new.parent, "parentId").await?
    {
        places::check_place_in_tree(call, unit, after.id, &parent).await?;
    }
    let crosses = new.kind.is_external() != old.kind.is_external();
    if crosses {
        // A partner does not make itself a public body.
        call.permit(Action::OrganisationCreate, &after.owner())?;
    }
    if crosses || after.sponsor != before.sponsor {
        let sponsor = places::referred(call, unit, after.sponsor, "sponsorId").await?;
        Organisation::check_sponsor(new.kind, sponsor.as_ref())?;
    }
    if new.district != old.district || new.territories != old.territories {
        places::check_territories(call, unit, new, call.today()).await?;
    }
    places::check_education_office(call, unit, after.id, new).await
}
