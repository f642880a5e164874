//! Writing a planned world, some hundred records in each unit of work.

use super::Progress;
use super::plan::{Member, Plan};
use crate::accounts::create_accounts;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::organisations::Organisation;
use domain::people::{Person, PersonFunction};
use domain::shared::ContactPoint;
use persistence::Change;
use persistence::contact_points::ContactPoints;
use persistence::organisations::Organisations;
use persistence::people::{Functions, People};

/// How many records with all that hangs on them are kept at once.
const STEP: usize = 250;

/// Writes the world.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself and its administrators; when the database does not answer.
/// Steps that were kept stay.
pub(super) async fn write(call: &Call, plan: Plan<'_>, progress: Progress<'_>) -> Result<(), Error> {
    let all = plan.organisations.len() + plan.members.len();
    let mut done = 0;
    for step in plan.organisations.chunks(STEP) {
        organisations(call, step).await?;
        done += step.len();
        progress(done, all);
    }
    for step in plan.members.chunks(STEP) {
        members(call, step).await?;
        done += step.len();
        progress(done, all);
    }
    Ok(())
}

async fn organisations(call: &Call, step: &[(Organisation, Vec<ContactPoint>)]) -> Result<(), Error> {
    let unit = call.begin().await?;
    let organisations: Vec<Organisation> = step.iter().map(|(organisation, _)| organisation.clone()).collect();
    Organisations::insert(&unit, &organisations).await?;
    let owners: Vec<Owner> = organisations.iter().map(Organisation::owner).collect();
    let points = owners.iter().zip(step).map(|(owner, (_, points))| (owner, points.as_slice()));
    ContactPoints::insert(&unit, points).await?;
    let mut changes = Vec::with_capacity(step.len());
    for (organisation, owner) in organisations.iter().zip(&owners) {
        let permit = call.permit(Action::OrganisationCreate, owner)?;
        let change = Change::new(permit, "organisation.created", organisation.id, owner.clone())
            .version(organisation.version)
            .field("name", None, Some(&organisation.profile.name))
            .field("kind", None, Some(organisation.profile.kind));
        changes.push(change);
    }
    Ok(unit.commit(changes).await?)
}

async fn members(call: &Call, step: &[Member]) -> Result<(), Error> {
    let unit = call.begin().await?;
    let people: Vec<Person> = step.iter().map(|member| member.person.clone()).collect();
    People::insert(&unit, &people).await?;
    let functions: Vec<PersonFunction> = step.iter().map(|member| member.function.clone()).collect();
    Functions::insert(&unit, &functions).await?;
    let owners: Vec<Owner> = people.iter().map(Person::owner).collect();
    let points = owners.iter().zip(step).map(|(owner, member)| (owner, member.contact_points.as_slice()));
    ContactPoints::insert(&unit, points).await?;
    let mut changes = Vec::with_capacity(2 * step.len());
    for (member, owner) in step.iter().zip(&owners) {
        let Member { person, function, .. } = member;
        let created = call.permit(Action::PersonCreate, owner)?;
        let assigned = call.permit(Action::PersonAssignFunction, owner)?;
        changes.push(
            Change::new(created, "person.created", person.id, owner.clone()).version(person.version).personal(
                "name",
                None,
                Some(&person.name),
            ),
        );
        changes.push(
            Change::new(assigned, "function.assigned", function.id, owner.clone()).version(function.version).personal(
                "role",
                None,
                Some(function.role),
            ),
        );
    }
    unit.commit(changes).await?;
    create_accounts(call, step.iter().map(|member| member.account.clone()).collect()).await?;
    Ok(())
}
