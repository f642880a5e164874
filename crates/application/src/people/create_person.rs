use super::check_person_duplicates::find_alike;
use super::input::NameParts;
use super::record;
use crate::contact_points::contact_points_changed;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::{Person, PersonName, PersonState, Salutation, check_languages};
use domain::shared::{
    ContactKind, ContactPoint, ContactPointDraft, ContactPointId, OrganisationId, PersonId, Refusal, RefusalCode,
    Refusals,
};
use persistence::contact_points::ContactPoints;
use persistence::organisations::Organisations;
use persistence::people::{Alike, People};

/// A person to be made.
#[derive(Clone, Debug)]
pub struct CreatePerson {
    /// The organisation that keeps the record.
    pub organisation: OrganisationId,
    /// How they are addressed.
    pub salutation: Option<Salutation>,
    /// Academic or other titles.
    pub title: Option<String>,
    /// The given name; some people have none.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: String,
    /// Their languages, the preferred one first.
    pub languages: Vec<String>,
    /// How they are reached.
    pub contact_points: Vec<ContactPointDraft>,
    /// Whether they are somebody else than the people who look alike.
    pub accept_duplicates: bool,
}

impl CreatePerson {
    fn check(&self, call: &Call) -> Result<(PersonName, Vec<String>, Vec<ContactPoint>), Error> {
        let mut refusals = Refusals::new();
        let parts = NameParts {
            salutation: self.salutation,
            title: self.title.as_deref(),
            given: self.given_name.as_deref(),
            family: &self.family_name,
        };
        let name = parts.check(&mut refusals);
        let languages = refusals.take("languages", check_languages(&self.languages));
        let new_id = || ContactPointId::new(call.ids());
        let points = ContactPoint::check_all(&self.contact_points, &[], new_id);
        let points = refusals.take_all("contactPoints", points);
        let checked = || Some((name?, languages?, points?));
        Ok(refusals.into_result(checked())?)
    }
}

/// Makes a person.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for an organisation that does not exist, `WRONG_STATE` for one that is
/// not active, `POSSIBLE_DUPLICATE` when somebody looks alike and this was not accepted.
pub async fn create_person(call: &Call, input: CreatePerson) -> Result<Person, Error> {
    let (name, languages, points) = input.check(call)?;
    let unit = call.begin().await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisation = Organisations::of(&unit).hold(&seen, input.organisation).await?;
    let organisation = organisation.ok_or_else(|| Error::not_found("organisationId"))?;
    let permit = call.permit(Action::PersonCreate, &organisation.owner())?;
    organisation.expect_active("createPerson").map_err(|refusal| refusal.at("organisationId"))?;
    if !input.accept_duplicates {
        let emails = points.iter().filter(|point| point.kind == ContactKind::Email).map(ContactPoint::key).collect();
        let alike = find_alike(call, &unit, &Alike { name_key: name.key(), emails, but: None }).await?;
        if !alike.is_empty() {
            return Err(Refusal::new(RefusalCode::PossibleDuplicate).with("count", alike.len()).into());
        }
    }
    let person = Person {
        id: PersonId::new(call.ids()),
        name,
        languages,
        organisation: organisation.id,
        district: organisation.owner().district,
        state: PersonState::Active,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let owner = person.owner();
    People::insert(&unit, std::slice::from_ref(&person)).await?;
    ContactPoints::insert(&unit, [(&owner, points.as_slice())]).await?;
    let change = record::person_changed(permit, "person.created", None, &person);
    unit.commit([contact_points_changed(change, &[], &points)]).await?;
    Ok(person)
}
