use super::by_hand::{ByHand, ranked};
use super::host::permit;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::Moves;
use super::sight::hold_registration;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{PriorityClass, Registration, RegistrationState, WaitingChangeKind};
use domain::shared::{LongText, Refusal, RefusalCode, RegistrationId};
use persistence::qualifications::Registrations;

/// A change of the priority class by hand.
#[derive(Clone, Debug)]
pub struct ChangePriorityClass {
    /// The registration whose party is put into another class.
    pub id: RegistrationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The number of the class, from 1.
    pub class: i64,
    /// Why. It stands in the log and in the audit, and all whose rank changes are told.
    pub reason: String,
}

/// Puts a party that waits for a seat or for the draw of lots into another priority class. Within the class it keeps the
/// order of arrival. Everybody whose rank changes is told why.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` for somebody who does not wait, `OUT_OF_RANGE` for a class that does not
/// exist, `REQUIRED` for the reason.
pub async fn change_priority_class(call: &Call, input: ChangePriorityClass) -> Result<Vec<Registration>, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let class = PriorityClass::of_number(input.class)
        .ok_or_else(|| Refusal::new(RefusalCode::OutOfRange).at("priorityClass").with("min", 1).with("max", 2))?;
    let mut unit = call.begin().await?;
    let (session, chosen) = hold_registration(call, &unit, input.id).await?;
    let permit = permit(call, Action::RegistrationManage, &session)?;
    expect_version(chosen.version, input.expected_version)?;
    let (submitted, waitlisted) = (RegistrationState::Submitted, RegistrationState::Waitlisted);
    if ![submitted, waitlisted].contains(&chosen.state) {
        let refusal = Refusal::new(RefusalCode::WrongState).with("state", chosen.state);
        return Err(refusal.with("verb", "changePriorityClass").into());
    }
    let all = Registrations::of_held(&unit, session.id, &[submitted, waitlisted]).await?;
    let settle = |before: &Registration| {
        if before.party != chosen.party || before.class == class {
            return before.clone();
        }
        Registration { class, version: before.version + 1, updated_at: unit.now(), ..before.clone() }
    };
    let after: Vec<Registration> = all.iter().map(settle).collect();
    let waits = |it: &&Registration| it.state == waitlisted;
    let (old_ranks, new_ranks) = (ranked(all.iter().filter(waits)), ranked(after.iter().filter(waits)));
    let mut moves = Moves::default();
    let mut log = ByHand::begin(call, &session, &reason);
    for (before, settled) in all.iter().zip(&after) {
        let ranks = (old_ranks.get(&settled.party).copied(), new_ranks.get(&settled.party).copied());
        if before.class != settled.class {
            let change = record::registration(permit, "registration.classChanged", Some(before), settled);
            moves.changes.push(change.personal("reason", None, Some(&reason)));
            moves.letters.push(Notice::about(Some(before), settled, Letter::Classed(class, reason.clone())));
            log.note(&unit, WaitingChangeKind::ClassChanged, (before, settled), ranks);
        } else if ranks.0 != ranks.1 {
            moves.letters.push(Notice::still(before, Letter::Moved(reason.clone())));
            log.note(&unit, WaitingChangeKind::Displaced, (before, settled), ranks);
        }
    }
    let mut party: Vec<Registration> = after.into_iter().filter(|it| it.party == chosen.party).collect();
    party.sort_by_key(|registration| registration.id);
    if moves.changes.is_empty() {
        return Ok(party);
    }
    Registrations::classify(&unit, chosen.party, class).await?;
    log.keep(&unit, &session).await?;
    letters::send(&mut unit, &session, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(party)
}
