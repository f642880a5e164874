//! What the audit says about changes of people and functions.

use crate::Error;
use domain::access::{Owner, Permit};
use domain::people::{Ending, Person, PersonFunction};
use domain::shared::{Date, FunctionId, Name};
use persistence::people::Functions;
use persistence::{Change, UnitOfWork};

/// What `event` made of a person.
pub(super) fn person_changed(permit: Permit, event: &'static str, before: Option<&Person>, after: &Person) -> Change {
    let languages = |person: &Person| (!person.languages.is_empty()).then(|| person.languages.join(", "));
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .personal("salutation", before.and_then(|it| it.name.salutation), after.name.salutation)
        .personal("title", before.and_then(|it| it.name.title.as_ref()), after.name.title.as_ref())
        .personal("givenName", before.and_then(|it| it.name.given.as_ref()), after.name.given.as_ref())
        .personal("familyName", before.map(|it| &it.name.family), Some(&after.name.family))
        .personal("languages", before.and_then(languages), languages(after))
        .field("organisationId", before.map(|it| it.organisation), Some(after.organisation))
        .field("state", before.map(|it| it.state), Some(after.state))
}

/// The record of a person that another owner keeps now.
pub(crate) fn person_moved(permit: Permit, before: &Person, to: &Owner) -> Change {
    Change::new(permit, "person.moved", before.id, to.clone().about(before.id)).version(before.version + 1).field(
        "organisationId",
        Some(before.organisation),
        to.organisation,
    )
}

/// What `event` made of a function.
pub(super) fn function_changed(
    permit: Permit,
    event: &'static str,
    before: Option<&PersonFunction>,
    after: &PersonFunction,
) -> Change {
    let label = |it: &PersonFunction| it.local_label.as_ref().map(Name::to_string);
    Change::new(permit, event, after.id, after.owner())
        .version(after.version)
        .personal("personId", before.map(|it| it.person), Some(after.person))
        .personal("organisationId", before.map(|it| it.held_in), Some(after.held_in))
        .personal("role", before.map(|it| it.role), Some(after.role))
        .personal("localLabel", before.and_then(label), label(after))
        .personal("from", before.map(|it| it.period.from), Some(after.period.from))
        .personal("until", before.and_then(|it| it.period.until), after.period.until)
        .personal("onBehalfOfId", before.and_then(|it| it.on_behalf_of), after.on_behalf_of)
}

/// A function that somebody holds from now on.
pub(crate) fn function_assigned(permit: Permit, function: &PersonFunction) -> Change {
    function_changed(permit, "function.assigned", None, function)
}

/// A function that never began.
pub(super) fn function_withdrawn(permit: Permit, function: &PersonFunction) -> Change {
    Change::new(permit, "function.withdrawn", function.id, function.owner())
        .personal("personId", Some(function.person), None)
        .personal("organisationId", Some(function.held_in), None)
        .personal("role", Some(function.role), None)
        .personal("from", Some(function.period.from), None)
}

fn function_ended(permit: Permit, function: &PersonFunction, last: Date) -> Change {
    Change::new(permit, "function.ended", function.id, function.owner()).version(function.version + 1).personal(
        "until",
        function.period.until,
        Some(last),
    )
}

/// Ends functions with a day because their person or organisation does; those that would begin later are withdrawn.
///
/// # Errors
/// When the database does not keep it.
pub(crate) async fn stop_functions(
    unit: &UnitOfWork,
    permit: Permit,
    functions: &[PersonFunction],
    last: Date,
) -> Result<Vec<Change>, Error> {
    let (mut ended, mut withdrawn, mut changes) = (Vec::<FunctionId>::new(), Vec::new(), Vec::new());
    for function in functions {
        match function.ending(last) {
            Ending::Untouched => {}
            Ending::Ends => {
                ended.push(function.id);
                changes.push(function_ended(permit, function, last));
            }
            Ending::Withdrawn => {
                withdrawn.push(function.id);
                changes.push(function_withdrawn(permit, function));
            }
        }
    }
    Functions::end_all(unit, &ended, last).await?;
    Functions::remove(unit, &withdrawn).await?;
    Ok(changes)
}
