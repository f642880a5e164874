use super::by_hand::{ByHand, ranked};
use super::host::permit;
use super::letters::{self, Letter};
use super::record;
use super::seating::{self, Moves};
use super::sight::hold_session;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{
    Allocation, CourseSession, Party, Registration, RegistrationState, RegistrationVerb, WaitingChangeKind,
    draw_lots as draw, promote, waiting_order,
};
use domain::shared::{CourseSessionId, LongText, Name, PartyId, Refusal, RefusalCode, RegistrationId};
use persistence::qualifications::{Registrations, Sessions};
use std::collections::{BTreeMap, BTreeSet};

/// A draw of lots.
#[derive(Clone, Debug)]
pub struct DrawLots {
    /// For which session.
    pub id: CourseSessionId,
    /// The version of the session that the caller saw.
    pub expected_version: i64,
    /// The published seed, for instance the numbers of a public lottery on a day that was announced before.
    pub seed: String,
}

/// Draws lots among those who registered, once, after the deadline. The order follows from the seed (see
/// `domain::qualifications::draw_lots`), so everybody can repeat it; those of the first class come before the others. Who
/// fits gets a seat; the others wait in the order that was drawn.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `NOT_YET` before the deadline, `WRONG_STATE` when lots were drawn already, `INVALID` for
/// a session that gives its seats otherwise.
pub async fn draw_lots(call: &Call, input: DrawLots) -> Result<CourseSession, Error> {
    let seed = Name::new(&input.seed).map_err(|refusal| refusal.at("seed"))?;
    let mut unit = call.begin().await?;
    let before = hold_session(call, &unit, input.id, "id").await?;
    let permit = permit(call, Action::RegistrationManage, &before)?;
    expect_version(before.version, input.expected_version)?;
    check(&before, unit.now())?;
    let submitted = Registrations::of_held(&unit, before.id, &[RegistrationState::Submitted]).await?;
    let after = CourseSession {
        lot_seed: Some(seed.to_string()),
        version: before.version + 1,
        updated_at: unit.now(),
        ..before.clone()
    };
    let parties = drawn(seed.as_str(), Party::of(&submitted));
    let seats = after.plan.seat_plan();
    let seated: BTreeSet<PartyId> =
        promote(&seats, &seating::taken(&unit, &before).await?, &parties).into_iter().collect();
    let places: BTreeMap<PartyId, i64> = parties.iter().map(|party| (party.id, party.place)).collect();
    let mut moves = Moves::default();
    moves.changes.push(record::session(permit, "courseSession.lotsDrawn", Some(&before), &after));
    let (mut confirmed, mut waiting, mut drawn_by_lot) = (Vec::new(), Vec::new(), Vec::new());
    for registration in submitted {
        let (verb, event, letter, into) = if seated.contains(&registration.party) {
            (RegistrationVerb::Confirm, "registration.confirmed", Letter::Confirmed, &mut confirmed)
        } else {
            (RegistrationVerb::Waitlist, "registration.waitlisted", Letter::Waitlisted, &mut waiting)
        };
        let place = places.get(&registration.party).copied().unwrap_or(registration.place);
        // Two statements touch the row: its new place, and its new state.
        let version = registration.version + 2;
        let step = Registration { place, version, ..registration.clone().advance(verb)? };
        moves.note(permit, event, &registration, &step, letter);
        into.push(step);
        drawn_by_lot.push(registration);
    }
    let ranks = ranked(&waiting);
    let mut log = ByHand::begin(call, &before, &LongText::new(seed.as_str()).map_err(|refusal| refusal.at("seed"))?);
    let steps: BTreeMap<RegistrationId, &Registration> =
        confirmed.iter().chain(&waiting).map(|step| (step.id, step)).collect();
    for registration in &drawn_by_lot {
        if let Some(step) = steps.get(&registration.id) {
            let rank = ranks.get(&step.party).copied();
            log.note(&unit, WaitingChangeKind::Drawn, (registration, step), (None, rank));
        }
    }
    Sessions::update(&unit, &after, before.version).await?;
    Registrations::place(&unit, after.id, &places.into_iter().collect::<Vec<_>>()).await?;
    Registrations::advance(&unit, &confirmed).await?;
    Registrations::advance(&unit, &waiting).await?;
    log.keep(&unit, &after).await?;
    letters::send(&mut unit, &after, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(after)
}

fn check(session: &CourseSession, now: domain::shared::Timestamp) -> Result<(), Refusal> {
    if session.plan.allocation != Allocation::Lot {
        return Err(Refusal::new(RefusalCode::Invalid).with("reason", "the seats of this session are not drawn by lot"));
    }
    if session.lot_seed.is_some() || !session.state.is_ahead() {
        return Err(Refusal::new(RefusalCode::WrongState).with("state", session.state).with("verb", "drawLots"));
    }
    if now <= session.plan.deadline {
        return Err(Refusal::new(RefusalCode::NotYet).with("at", session.plan.deadline));
    }
    Ok(())
}

/// The parties in the order of the draw, with the places that they get: dealt out again among them.
fn drawn(seed: &str, parties: Vec<Party>) -> Vec<Party> {
    let order = draw(seed, parties.iter().map(|party| party.id).collect());
    let rank: BTreeMap<PartyId, i64> = order.into_iter().zip(1..).collect();
    waiting_order(
        parties
            .into_iter()
            .map(|party| Party { place: rank.get(&party.id).copied().unwrap_or_default(), ..party })
            .collect(),
    )
}
