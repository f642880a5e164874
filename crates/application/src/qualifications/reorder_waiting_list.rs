use super::by_hand::{ByHand, ranked};
use super::host::permit;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::Moves;
use super::sight::hold_registration;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Party, Registration, RegistrationState, RegistrationVerb, WaitingChangeKind, reorder};
use domain::shared::{LongText, RegistrationId};
use persistence::qualifications::Registrations;
use std::collections::BTreeMap;

/// A change of the order of a waiting list by hand.
#[derive(Clone, Debug)]
pub struct ReorderWaitingList {
    /// The registration whose party is moved.
    pub id: RegistrationId,
    /// To which rank among those of the same priority, from 1.
    pub rank: u32,
    /// Why. It stands in the log and in the audit, and all who are concerned are told.
    pub reason: String,
}

/// Moves a party to another rank on the waiting list. Everybody whose place changes is told why.
///
/// # Errors
/// `NOT_FOUND`, `WRONG_STATE` for somebody who does not wait, `OUT_OF_RANGE` for a rank that does not exist, `REQUIRED` for
/// the reason.
pub async fn reorder_waiting_list(call: &Call, input: ReorderWaitingList) -> Result<Vec<Registration>, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let mut unit = call.begin().await?;
    let (session, chosen) = hold_registration(call, &unit, input.id).await?;
    let permit = permit(call, Action::RegistrationManage, &session)?;
    if chosen.state != RegistrationState::Waitlisted {
        RegistrationVerb::Offer.apply(chosen.state)?;
    }
    let waiting = Registrations::of_held(&unit, session.id, &[RegistrationState::Waitlisted]).await?;
    let rank = usize::try_from(input.rank).unwrap_or(usize::MAX);
    let places = reorder(&Party::of(&waiting), chosen.party, rank)?;
    let new: BTreeMap<_, _> = places.iter().copied().collect();
    let settle = |before: &Registration| match new.get(&before.party) {
        Some(place) => {
            Registration { place: *place, version: before.version + 1, updated_at: unit.now(), ..before.clone() }
        }
        None => before.clone(),
    };
    let mut after: Vec<Registration> = waiting.iter().map(settle).collect();
    let (old_ranks, new_ranks) = (ranked(&waiting), ranked(&after));
    let mut moves = Moves::default();
    let mut log = ByHand::begin(call, &session, &reason);
    for (before, settled) in waiting.iter().zip(&after).filter(|(before, settled)| before.place != settled.place) {
        let change = record::registration(permit, "registration.reordered", Some(before), settled);
        moves.changes.push(change.personal("reason", None, Some(&reason)));
        moves.letters.push(Notice::about(Some(before), settled, Letter::Moved(reason.clone())));
        let chosen = settled.party == chosen.party;
        let kind = if chosen { WaitingChangeKind::Moved } else { WaitingChangeKind::Displaced };
        let ranks = (old_ranks.get(&settled.party).copied(), new_ranks.get(&settled.party).copied());
        log.note(&unit, kind, (before, settled), ranks);
    }
    after.sort_by_key(|registration| (registration.class, registration.place, registration.id));
    if moves.changes.is_empty() {
        return Ok(after);
    }
    Registrations::place(&unit, session.id, &places).await?;
    log.keep(&unit, &session).await?;
    letters::send(&mut unit, &session, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}
