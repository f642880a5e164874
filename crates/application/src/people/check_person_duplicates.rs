use super::list_contact_points::sight;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::{Person, PersonName, PersonState, name_key};
use domain::shared::{EmailAddress, Name, PersonId, Refusals};
use persistence::Source;
use persistence::people::{Alike, People};

/// A person who may be known already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckPersonDuplicates {
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: String,
    /// The e-mail addresses.
    pub emails: Vec<String>,
    /// The person themselves, when they are known already.
    pub but: Option<PersonId>,
}

/// People who might be the same, by folded name or e-mail address, as far as the caller may see them: at most 20.
///
/// # Errors
/// What is wrong with the input; a denial for those who may not create people.
pub async fn check_person_duplicates(call: &Call, input: CheckPersonDuplicates) -> Result<Vec<Person>, Error> {
    call.actor().may(Action::PersonCreate)?;
    let mut refusals = Refusals::new();
    let given = refusals.take("givenName", Name::optional(input.given_name.as_deref()));
    let family = refusals.take("familyName", Name::new(&input.family_name));
    let mut emails = Vec::new();
    for (place, email) in input.emails.iter().enumerate() {
        let email = EmailAddress::new(email).map_err(|refusal| refusal.at(place.to_string()));
        emails.extend(refusals.take("emails", email).map(|email| email.key()));
    }
    let alike = given.zip(family).map(|(given, family)| Alike {
        name_key: name_key(given.as_ref().map(Name::as_str), family.as_str()),
        emails,
        but: input.but,
    });
    find_alike(call, call.database(), &refusals.into_result(alike)?).await
}

/// The people who are meant by an e-mail address, or else by a name: they take part, and the caller sees them and what
/// names them.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn find_meant(
    call: &Call,
    source: &impl Source,
    email: Option<&EmailAddress>,
    name: Option<&PersonName>,
) -> Result<Vec<Person>, Error> {
    let name_key = name.filter(|_| email.is_none()).map(PersonName::key).unwrap_or_default();
    let alike = Alike { name_key, emails: email.map(EmailAddress::key).into_iter().collect(), but: None };
    let found = find_alike(call, source, &alike).await?;
    Ok(found.into_iter().filter(|person| person.state == PersonState::Active).collect())
}

/// People who look alike, as far as the caller may see them and what makes them alike.
pub(super) async fn find_alike(call: &Call, source: &impl Source, alike: &Alike) -> Result<Vec<Person>, Error> {
    Ok(People::of(source).alike(&call.visibility(Action::PersonRead), &sight(call), alike).await?)
}
