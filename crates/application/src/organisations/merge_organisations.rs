use super::record;
use crate::accounts::stop_roles;
use crate::meetings::committee_handed_over;
use crate::networks::network_handed_over;
use crate::people::{function_assigned, person_moved, stop_functions};
use crate::qualifications::{series_handed_over, session_handed_over};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::organisations::{Organisation, StageChange};
use domain::people::{Ending, PersonFunction, check_overlap};
use domain::shared::{Date, FunctionId, OrganisationId, Period};
use persistence::meetings::Committees;
use persistence::networks::Networks;
use persistence::organisations::Organisations;
use persistence::people::{Functions, PeopleScope};
use persistence::qualifications::hand_over_offers;
use persistence::{Change, UnitOfWork};

/// An organisation that goes into another one.
#[derive(Clone, Debug)]
pub struct MergeOrganisations {
    /// Which.
    pub id: OrganisationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Into which one.
    pub into: OrganisationId,
    /// Its last day; today without a day.
    pub on: Option<Date>,
}

/// Lets an organisation go into another one, with its parts, its partners, its people and their functions, and the
/// networks that it kept. What it was, and who did what in it, stays readable. Roles of accounts do not go along: they
/// end, and whoever may grant them grants them anew, because they would reach other territories than before.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when one of the two is not active, `CYCLE` when one goes into itself
/// or its own part, `INVALID` when an external partner and a public body would become one, `OUT_OF_RANGE` for a day
/// before its present stage or after today, `IN_USE` while administrators of the platform hold their role for it.
pub async fn merge_organisations(call: &Call, input: MergeOrganisations) -> Result<Organisation, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::OrganisationRead);
    let organisations = Organisations::of(&unit);
    let before = organisations.hold(&seen, input.id).await?.ok_or_else(|| Error::not_found("id"))?;
    let target = organisations.hold(&seen, input.into).await?.ok_or_else(|| Error::not_found("intoId"))?;
    let permit = call.permit(Action::OrganisationMerge, &before.owner())?;
    call.permit(Action::OrganisationMerge, &target.owner())?;
    expect_version(before.version, input.expected_version)?;
    let chain = organisations.hold_chain(&seen, &target).await?;
    let present = organisations.last_stage(&before).await?;
    let on = input.on.unwrap_or_else(|| call.today());
    let mut after = before.clone().merge_into(&target, &chain, on, call.today(), &present)?;
    after.version += 1;
    after.updated_at = unit.now();
    Organisations::update(&unit, &after, before.version, &StageChange::Nothing).await?;
    Organisations::end_stage(&unit, after.id, on).await?;
    let merge = Merge { call, unit: &unit, permit, from: &after, into: &target, on };
    let mut changes = vec![record::changed(permit, "organisation.merged", Some(&before), &after)];
    changes.extend(merge.dependants().await?);
    changes.extend(merge.people().await?);
    changes.extend(merge.functions().await?);
    changes.extend(stop_roles(&unit, permit, after.id, call.today()).await?);
    changes.extend(merge.networks().await?);
    changes.extend(merge.offers().await?);
    unit.commit(changes).await?;
    Ok(after)
}

/// What goes along.
struct Merge<'m> {
    call: &'m Call,
    unit: &'m UnitOfWork,
    permit: Permit,
    from: &'m Organisation,
    into: &'m Organisation,
    on: Date,
}

impl Merge<'_> {
    /// The first day without the merged organisation.
    fn next_day(&self) -> Date {
        self.on.tomorrow().unwrap_or(self.on)
    }

    /// Parts and partners find their new place.
    async fn dependants(&self) -> Result<Vec<Change>, Error> {
        let seen = self.call.visibility(Action::OrganisationRead);
        let organisations = Organisations::of(self.unit);
        let mut changes = Vec::new();
        for before in organisations.hold_dependants(&seen, self.from.id).await? {
            let mut after = before.clone();
            let moved = |of: Option<OrganisationId>| of.map(|of| if of == self.from.id { self.into.id } else { of });
            after.profile.parent = moved(before.profile.parent);
            after.sponsor = moved(before.sponsor);
            let present = organisations.last_stage(&before).await?;
            let stage = if before.is_active() {
                let from = self.next_day().max(present.period.from);
                present.change_to(&after.profile, from, from)?
            } else {
                // What is over was a part of the merged one until its end, and stays so.
                after.profile.parent = before.profile.parent;
                StageChange::Nothing
            };
            if after != before {
                after.version += 1;
                after.updated_at = self.unit.now();
                Organisations::update(self.unit, &after, before.version, &stage).await?;
                changes.push(record::changed(self.permit, "organisation.updated", Some(&before), &after));
            }
        }
        Ok(changes)
    }

    /// The records of people are kept by the other organisation now.
    async fn people(&self) -> Result<Vec<Change>, Error> {
        let owner = self.into.owner();
        let moved = PeopleScope::move_people(self.unit, self.from.id, self.into.id, owner.district.as_deref()).await?;
        Ok(moved.iter().map(|before| person_moved(self.permit, before, &owner)).collect())
    }

    /// The networks that it kept, and the committees whose business it ran, go to the other organisation now.
    async fn networks(&self) -> Result<Vec<Change>, Error> {
        let owner = self.into.owner();
        let handed = Networks::hand_over(self.unit, self.from.id, self.into.id, owner.district.as_deref()).await?;
        let committees =
            Committees::hand_over(self.unit, self.from.id, self.into.id, owner.district.as_deref()).await?;
        let networks = handed.iter().map(|before| network_handed_over(self.permit, before, &owner));
        let committees = committees.iter().map(|before| committee_handed_over(self.permit, before, &owner));
        Ok(networks.chain(committees).collect())
    }

    /// The series and sessions that it held go to the other organisation now.
    async fn offers(&self) -> Result<Vec<Change>, Error> {
        let owner = self.into.owner();
        let held = hand_over_offers(self.unit, self.from.id, self.into.id, owner.district.as_deref()).await?;
        let series = held.0.iter().map(|before| series_handed_over(self.permit, before, &owner));
        let sessions = held.1.iter().map(|before| session_handed_over(self.permit, before, &owner));
        Ok(series.chain(sessions).collect())
    }

    /// Functions end with the merged organisation and go on in the other one, unless they are held there already.
    async fn functions(&self) -> Result<Vec<Change>, Error> {
        let lasting = Functions::hold_lasting(self.unit, self.from.id, self.on).await?;
        let held = Functions::hold_lasting(self.unit, self.into.id, self.on).await?;
        let mut changes = stop_functions(self.unit, self.permit, &lasting, self.on).await?;
        let continued: Vec<PersonFunction> = lasting
            .into_iter()
            .filter(|function| function.ending(self.on) != Ending::Untouched)
            .map(|function| PersonFunction {
                id: FunctionId::new(self.call.ids()),
                held_in: self.into.id,
                period: Period { from: function.period.from.max(self.next_day()), ..function.period },
                version: 1,
                created_at: self.unit.now(),
                updated_at: self.unit.now(),
                ..function
            })
            .filter(|function| check_overlap(function, &held).is_ok())
            .collect();
        Functions::insert(self.unit, &continued).await?;
        changes.extend(continued.iter().map(|function| function_assigned(self.permit, function)));
        Ok(changes)
    }
}
