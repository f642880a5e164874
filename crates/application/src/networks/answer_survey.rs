use super::{record, standing};
use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{Frequency, Survey, Tie, TieKind, Trust, check_ties};
use domain::shared::{OrganisationId, PersonId, Refusal, RefusalCode, Refusals, SurveyId};
use persistence::UnitOfWork;
use persistence::networks::{MembershipFilter, Memberships, Surveys};
use std::collections::BTreeSet;

/// One tie of an answer.
#[derive(Clone, Debug)]
pub struct TieInput {
    /// With whom.
    pub organisation: OrganisationId,
    /// What.
    pub kind: TieKind,
    /// How often, from 0 to 5.
    pub frequency: i64,
}

/// One rating of trust of an answer.
#[derive(Clone, Debug)]
pub struct TrustInput {
    /// In whom.
    pub organisation: OrganisationId,
    /// How much, from 1 to 5.
    pub rating: i64,
}

/// The answer of a member to a survey.
#[derive(Clone, Debug)]
pub struct AnswerSurvey {
    /// To which survey.
    pub survey: SurveyId,
    /// For which member.
    pub organisation: OrganisationId,
    /// Its ties with other members.
    pub ties: Vec<TieInput>,
    /// How much it trusts them; kept without who said so.
    pub trust: Vec<TrustInput>,
}

/// Answers a survey for the member for which the caller speaks. Once: an answer cannot be changed, because its ratings
/// of trust cannot be found again.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for a survey, or a member that is not invited or for which the caller does
/// not speak; `WRONG_STATE`, `OUT_OF_RANGE` outside of its days, `DUPLICATE` for a second answer.
pub async fn answer_survey(call: &Call, input: AnswerSurvey) -> Result<Survey, Error> {
    let person = standing::person(call, Action::SurveyAnswer)?;
    let (ties, trust) = checked(&input)?;
    let unit = call.begin().await?;
    let seen = call.visibility(Action::SurveyAnswer);
    let found = Surveys::of(&unit).find(&seen, input.survey).await?;
    let network = found.ok_or_else(|| Error::not_found("surveyId"))?.network;
    let network = standing::hold(call, &unit, network, "surveyId").await?;
    let insider = standing::insider(call, &unit, network.id).await?;
    let permit = call.permit(Action::SurveyAnswer, &standing::owner(call, &network, insider.speaks))?;
    let held = Surveys::of(&unit).hold(&seen, input.survey).await?;
    let before = held.ok_or_else(|| Error::not_found("surveyId"))?;
    before.expect_answerable(call.today())?;
    let invitees = Surveys::of(&unit).invitees(&before).await?;
    let own = invitees.iter().find(|invitee| invitee.organisation == input.organisation);
    let own = own.ok_or_else(|| Error::not_found("organisationId"))?;
    if !speaks_for(call, &unit, &before, person, input.organisation).await? {
        return Err(Error::not_found("organisationId"));
    }
    if own.answered_at.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).at("organisationId").into());
    }
    let invited: BTreeSet<_> = invitees.iter().map(|invitee| invitee.organisation).collect();
    check_ties(&before.wave, input.organisation, &invited, &ties)?;
    check_trust(&before, input.organisation, &invited, &trust)?;
    let told: Vec<_> = ties.into_iter().filter(|tie| tie.frequency.value() > 0).collect();
    Surveys::answer(&unit, before.id, input.organisation, &told, &trust).await?;
    let after =
        Survey { answered: before.answered + 1, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Surveys::update(&unit, &after, before.version).await?;
    let change = record::silent(permit, "survey.answered", after.id, network.owner()).version(after.version);
    unit.commit([change]).await?;
    Ok(after)
}

/// In whom how much trust is put.
type Ratings = Vec<(OrganisationId, Trust)>;

fn checked(input: &AnswerSurvey) -> Result<(Vec<Tie>, Ratings), Vec<Refusal>> {
    let mut refusals = Refusals::new();
    let from = input.organisation;
    let mut ties = Vec::with_capacity(input.ties.len());
    for (place, TieInput { organisation, kind, frequency }) in input.ties.iter().enumerate() {
        let read = Frequency::new(*frequency).map_err(|refusal| refusal.at("frequency").at(place.to_string()));
        let tie = |frequency| Tie { from, to: *organisation, kind: *kind, frequency };
        ties.extend(refusals.take("ties", read).map(tie));
    }
    let mut trust = Vec::with_capacity(input.trust.len());
    for (place, TrustInput { organisation, rating }) in input.trust.iter().enumerate() {
        let read = Trust::new(*rating).map_err(|refusal| refusal.at("rating").at(place.to_string()));
        trust.extend(refusals.take("trust", read).map(|rating| (*organisation, rating)));
    }
    refusals.into_result(Some((ties, trust)))
}

fn check_trust(
    survey: &Survey,
    own: OrganisationId,
    invited: &BTreeSet<OrganisationId>,
    trust: &[(OrganisationId, Trust)],
) -> Result<(), Refusal> {
    if !trust.is_empty() && !survey.wave.asks_trust {
        let reason = "this survey does not ask for trust";
        return Err(Refusal::new(RefusalCode::Invalid).at("trust").with("reason", reason));
    }
    let mut seen = BTreeSet::new();
    for (place, (to, _)) in trust.iter().enumerate() {
        let refuse = |code| Err(Refusal::new(code).at("organisationId").at(place.to_string()).at("trust"));
        if !invited.contains(to) || *to == own {
            return refuse(RefusalCode::NotFound);
        }
        if !seen.insert(*to) {
            return refuse(RefusalCode::Duplicate);
        }
    }
    Ok(())
}

async fn speaks_for(
    call: &Call,
    unit: &UnitOfWork,
    survey: &Survey,
    person: PersonId,
    organisation: OrganisationId,
) -> Result<bool, Error> {
    let own = MembershipFilter {
        network: Some(survey.network),
        organisation: Some(organisation),
        ..MembershipFilter::default()
    };
    let memberships = Memberships::of(unit).all(&call.visibility(Action::SurveyAnswer), &own).await?;
    let mut open = memberships.iter().filter(|membership| membership.expect_open("answer").is_ok());
    Ok(open.any(|membership| membership.contact_person == Some(person)))
}
