use super::input::NameParts;
use super::list_contact_points::sight;
use super::record;
use crate::contact_points::contact_points_changed;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::{Person, Salutation, check_languages};
use domain::shared::{ContactPoint, ContactPointDraft, ContactPointId, Edit, Name, OrganisationId, PersonId, Refusals};
use persistence::UnitOfWork;
use persistence::contact_points::ContactPoints;
use persistence::organisations::Organisations;
use persistence::people::{People, PeopleScope};

/// A change of a person. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdatePerson {
    /// Who.
    pub id: PersonId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The organisation that keeps the record.
    pub organisation: Option<OrganisationId>,
    /// How they are addressed.
    pub salutation: Edit<Salutation>,
    /// Academic or other titles.
    pub title: Edit<String>,
    /// The given name.
    pub given_name: Edit<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// Their languages: all of them.
    pub languages: Option<Vec<String>>,
    /// How they are reached: all contact points.
    pub contact_points: Option<Vec<ContactPointDraft>>,
}

impl UpdatePerson {
    fn apply(
        &self,
        call: &Call,
        before: &Person,
        present: &[ContactPoint],
    ) -> Result<(Person, Vec<ContactPoint>), Error> {
        let mut refusals = Refusals::new();
        let text = |name: &Option<Name>| name.as_ref().map(Name::to_string);
        let title = self.title.clone().apply(text(&before.name.title));
        let given = self.given_name.clone().apply(text(&before.name.given));
        let parts = NameParts {
            salutation: self.salutation.clone().apply(before.name.salutation),
            title: title.as_deref(),
            given: given.as_deref(),
            family: self.family_name.as_deref().unwrap_or(before.name.family.as_str()),
        };
        let name = parts.check(&mut refusals);
        let languages = self.languages.as_deref().map_or(Ok(before.languages.clone()), check_languages);
        let languages = refusals.take("languages", languages);
        let new_id = || ContactPointId::new(call.ids());
        let points = self.contact_points.as_deref();
        let points = points.map_or(Ok(present.to_vec()), |drafts| ContactPoint::check_all(drafts, present, new_id));
        let points = refusals.take_all("contactPoints", points);
        let changed = || Some((Person { name: name?, languages: languages?, ..before.clone() }, points?));
        Ok(refusals.into_result(changed())?)
    }
}

/// Changes a person. When another organisation is to keep the record, the caller must be allowed to create people
/// there.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` for an organisation that is not active, and what is wrong with the
/// input.
pub async fn update_person(call: &Call, input: UpdatePerson) -> Result<Person, Error> {
    let unit = call.begin().await?;
    let people = People::of(&unit);
    let before = people.hold(&call.visibility(Action::PersonRead), input.id).await?;
    let before = before.ok_or_else(|| Error::not_found("id"))?;
    let permit = call.permit(Action::PersonUpdate, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    // Who may change a person sees all of their contact points.
    let present = ContactPoints::of(&unit).of_people(&sight(call), &[before.id]).await?;
    let present = present.into_values().next().unwrap_or_default();
    let (mut after, points) = input.apply(call, &before, &present)?;
    if let Some(to) = input.organisation.filter(|to| *to != before.organisation) {
        move_to(call, &unit, &mut after, to).await?;
    }
    if after == before && points == present {
        return Ok(before);
    }
    after.version += 1;
    after.updated_at = unit.now();
    People::update(&unit, &after, before.version).await?;
    if after.organisation != before.organisation {
        PeopleScope::move_person(&unit, &after).await?;
    }
    if points != present {
        ContactPoints::replace(&unit, &after.owner(), &points).await?;
    }
    let change = record::person_changed(permit, "person.updated", Some(&before), &after);
    unit.commit([contact_points_changed(change, &present, &points)]).await?;
    Ok(after)
}

async fn move_to(call: &Call, unit: &UnitOfWork, person: &mut Person, to: OrganisationId) -> Result<(), Error> {
    let seen = call.visibility(Action::OrganisationRead);
    let target = Organisations::of(unit).hold(&seen, to).await?;
    let target = target.ok_or_else(|| Error::not_found("organisationId"))?;
    call.permit(Action::PersonCreate, &target.owner())?;
    target.expect_active("movePerson").map_err(|refusal| refusal.at("organisationId"))?;
    person.organisation = target.id;
    person.district = target.owner().district;
    Ok(())
}
