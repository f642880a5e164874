use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Committee, Measure, MeasureDraft, MeasureState, MeasureStep, ResolutionState};
use domain::shared::{
    CommitteeId, Date, GoalId, LongText, MeasureId, Name, OrganisationId, PersonId, Refusal, RefusalCode, Refusals,
    ResolutionId,
};
use persistence::UnitOfWork;
use persistence::meetings::{Measures, Resolutions};
use persistence::networks::Goals;
use persistence::organisations::Organisations;
use persistence::people::People;

/// What a measure is to be.
#[derive(Clone, Debug)]
pub struct MeasureInput {
    /// In one line.
    pub title: String,
    /// In full.
    pub description: Option<String>,
    /// The organisation that answers for it.
    pub organisation: OrganisationId,
    /// The person who answers for it.
    pub person: Option<PersonId>,
    /// Its first day.
    pub start: Date,
    /// By when it is to be done.
    pub due: Date,
    /// What it is thought to cost, in cents.
    pub cost_cents: Option<i64>,
    /// The code of the indicator by which its effect is seen.
    pub indicator: Option<String>,
    /// The goal of the network that it serves.
    pub goal: Option<GoalId>,
}

impl MeasureInput {
    pub(super) fn check(&self) -> Result<MeasureDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&self.title));
        let description = refusals.take("description", LongText::optional(self.description.as_deref()));
        let indicator = refusals.take("indicator", Name::optional(self.indicator.as_deref()));
        let draft = || {
            Some(MeasureDraft {
                title: title?,
                description: description?,
                organisation: self.organisation,
                person: self.person,
                start: self.start,
                due: self.due,
                cost_cents: self.cost_cents,
                indicator: indicator?,
            })
        };
        let draft = refusals.into_result(draft())?;
        draft.check().map_err(|refusal| vec![refusal])
    }
}

/// A measure of a committee.
#[derive(Clone, Debug)]
pub struct CreateMeasure {
    /// Of which committee.
    pub committee: CommitteeId,
    /// The resolution that orders it.
    pub resolution: Option<ResolutionId>,
    /// What it is to be.
    pub measure: MeasureInput,
}

/// Records a measure: who does what by when.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `WRONG_STATE` for a resolution that is not adopted, or when the committee
/// is dissolved or the organisation or person not active.
pub async fn create_measure(call: &Call, input: CreateMeasure) -> Result<Measure, Error> {
    let draft = input.measure.check()?;
    let unit = call.begin().await?;
    let committee = standing::hold(call, &unit, input.committee, "committeeId").await?;
    let permit = standing::permit(call, &unit, &committee, Action::MeasureManage).await?;
    committee.expect_active("add a measure").map_err(|refusal| refusal.at("committeeId"))?;
    check_order(call, &unit, &committee, input.resolution).await?;
    check_responsible(call, &unit, &draft).await?;
    check_goal(call, &unit, &committee, input.measure.goal).await?;
    let measure = Measure {
        id: MeasureId::new(call.ids()),
        committee: committee.id,
        resolution: input.resolution,
        goal: input.measure.goal,
        draft,
        state: MeasureState::Open,
        progress: 0,
        note: None,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    let first = MeasureStep {
        measure: measure.id,
        number: 1,
        state: measure.state,
        progress: 0,
        note: None,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
    };
    Measures::insert(&unit, &measure).await?;
    Measures::insert_step(&unit, &first).await?;
    unit.commit([record::measure(permit, "measure.created", &committee, None, &measure)]).await?;
    Ok(measure)
}

async fn check_order(
    call: &Call,
    unit: &UnitOfWork,
    committee: &Committee,
    resolution: Option<ResolutionId>,
) -> Result<(), Error> {
    let Some(id) = resolution else { return Ok(()) };
    let found = Resolutions::of(unit).find(&standing::sight(call), id).await?;
    let order = found.filter(|it| it.committee == committee.id).ok_or_else(|| Error::not_found("resolutionId"))?;
    if order.state != ResolutionState::Adopted {
        let refusal = Refusal::new(RefusalCode::WrongState).at("resolutionId");
        return Err(refusal.with("state", order.state).with("verb", "order a measure").into());
    }
    Ok(())
}

/// Checks that those exist who are to answer for a measure, and take part.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE`.
pub(super) async fn check_responsible(call: &Call, unit: &UnitOfWork, draft: &MeasureDraft) -> Result<(), Error> {
    let found = Organisations::of(unit).find(&call.visibility(Action::OrganisationRead), draft.organisation).await?;
    let organisation = found.ok_or_else(|| Error::not_found("organisationId"))?;
    organisation.expect_active("answer for a measure").map_err(|refusal| refusal.at("organisationId"))?;
    if let Some(person) = draft.person {
        let found = People::of(unit).find(&call.visibility(Action::PersonRead), person).await?;
        let person = found.ok_or_else(|| Error::not_found("personId"))?;
        person.expect_active("answer for a measure").map_err(|refusal| refusal.at("personId"))?;
    }
    Ok(())
}

/// Checks that a goal is one of the network of the committee.
///
/// # Errors
/// `NOT_FOUND`.
pub(super) async fn check_goal(
    call: &Call,
    unit: &UnitOfWork,
    committee: &Committee,
    goal: Option<GoalId>,
) -> Result<(), Error> {
    let Some(goal) = goal else { return Ok(()) };
    let found = Goals::of(unit).find(&call.visibility(Action::NetworkRead), goal).await?;
    let of_network = found.filter(|goal| committee.network == Some(goal.network));
    of_network.map(|_| ()).ok_or_else(|| Error::not_found("goalId"))
}
