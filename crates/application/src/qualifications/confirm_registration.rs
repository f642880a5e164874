use super::by_hand::{ByHand, ranked};
use super::cancel_registration::RefuseRegistration;
use super::host::permit;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::{self, Standings, advanced};
use super::sight::hold_registration;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Claim, Registration, RegistrationState, RegistrationVerb, WaitingChangeKind, entitle};
use domain::shared::{LongText, Refusal, RefusalCode};
use persistence::qualifications::Registrations;

/// The organiser gives a seat out of turn: to a party that waits for a seat or for the draw of lots. The seats have to be
/// there; whoever holds an offer keeps it.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED` when it is too late to come in, `NOT_ENTITLED`, `FULL`
/// where there are no seats for all of them, `REQUIRED` for the reason.
pub async fn confirm_registration(call: &Call, input: RefuseRegistration) -> Result<Vec<Registration>, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let (session, chosen) = hold_registration(call, &unit, input.id).await?;
    let permit = permit(call, Action::RegistrationManage, &session)?;
    expect_version(chosen.version, input.expected_version)?;
    RegistrationVerb::Confirm.apply(chosen.state)?;
    session.check_late_entry("confirmRegistration", unit.now())?;
    let mut moves = seating::settle(&unit, &session, permit).await?;
    let states = [RegistrationState::Submitted, RegistrationState::Waitlisted];
    let all = Registrations::of_held(&unit, session.id, &states).await?;
    let party: Vec<&Registration> = all.iter().filter(|it| it.party == chosen.party).collect();
    if party.is_empty() {
        // Seats whose offer had lapsed have just gone to this party: there is nothing left to do by hand.
        return Err(Refusal::new(RefusalCode::VersionConflict).with("version", chosen.version + 1).into());
    }
    let standings = Standings::load(&unit, &session).await?;
    for it in &party {
        entitle(session.plan.entitlement, standings.of(it.person, it.organisation, it.district.as_deref()))?;
    }
    let claims: Vec<Claim> = party.iter().map(|it| it.claim()).collect();
    if !session.plan.seat_plan().fits(&seating::taken(&unit, &session).await?, &claims) {
        return Err(Refusal::new(RefusalCode::Full).into());
    }
    let ranks = ranked(all.iter().filter(|it| it.state == RegistrationState::Waitlisted));
    let mut log = ByHand::begin(call, &session, &reason);
    let mut after = Vec::with_capacity(party.len());
    for before in party {
        let confirmed = Registration { updated_at: unit.now(), ..advanced(before, RegistrationVerb::Confirm)? };
        let change = record::registration(permit, "registration.confirmed", Some(before), &confirmed);
        moves.changes.push(change.personal("reason", None, Some(&reason)));
        moves.letters.push(Notice::about(Some(before), &confirmed, Letter::Confirmed));
        let old_rank = ranks.get(&before.party).copied();
        log.note(&unit, WaitingChangeKind::Confirmed, (before, &confirmed), (old_rank, None));
        after.push(confirmed);
    }
    Registrations::advance(&unit, &after).await?;
    log.keep(&unit, &session).await?;
    letters::send(&mut unit, &session, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}
