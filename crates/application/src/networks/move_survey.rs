use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::networks::{MembershipState, Network, Survey};
use domain::shared::SurveyId;
use persistence::UnitOfWork;
use persistence::networks::{MembershipFilter, Memberships, Surveys};

/// A survey that goes a step.
#[derive(Clone, Debug)]
pub struct MoveSurvey {
    /// Which.
    pub id: SurveyId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Opens a survey: the active members of today are invited.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `REQUIRED` with fewer than two active members.
pub async fn open_survey(call: &Call, input: MoveSurvey) -> Result<Survey, Error> {
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, &input).await?;
    let active = MembershipFilter {
        network: Some(network.id),
        states: vec![MembershipState::Active],
        ..MembershipFilter::default()
    };
    let members = Memberships::of(&unit).all(&call.visibility(permit.action()), &active).await?;
    let invited: Vec<_> = members.into_iter().map(|membership| membership.organisation).collect();
    let after = before.clone().open(invited.len())?;
    Surveys::invite(&unit, after.id, &invited).await?;
    keep(unit, permit, "survey.opened", &network, &before, after).await
}

/// Closes a survey.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn close_survey(call: &Call, input: MoveSurvey) -> Result<Survey, Error> {
    let unit = call.begin().await?;
    let (network, before, permit) = managed(call, &unit, &input).await?;
    let after = before.clone().close()?;
    keep(unit, permit, "survey.closed", &network, &before, after).await
}

async fn managed(call: &Call, unit: &UnitOfWork, input: &MoveSurvey) -> Result<(Network, Survey, Permit), Error> {
    let found = Surveys::of(unit).find(&call.visibility(Action::NetworkRead), input.id).await?;
    let network = found.ok_or_else(|| Error::not_found("id"))?.network;
    let network = standing::hold(call, unit, network, "id").await?;
    let permit = call.permit(Action::SurveyManage, &network.owner())?;
    let held = Surveys::of(unit).hold(&call.visibility(Action::SurveyManage), input.id).await?;
    let survey = held.ok_or_else(|| Error::not_found("id"))?;
    expect_version(survey.version, input.expected_version)?;
    Ok((network, survey, permit))
}

async fn keep(
    unit: UnitOfWork,
    permit: Permit,
    event: &'static str,
    network: &Network,
    before: &Survey,
    moved: Survey,
) -> Result<Survey, Error> {
    let after = Survey { version: before.version + 1, updated_at: unit.now(), ..moved };
    Surveys::update(&unit, &after, before.version).await?;
    unit.commit([record::survey(permit, event, network, Some(before), &after)]).await?;
    Ok(after)
}
