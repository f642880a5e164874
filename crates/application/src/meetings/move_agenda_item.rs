use super::record;
use super::standing::{self, Held};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::meetings::{AgendaItem, moved};
use domain::shared::AgendaItemId;
use persistence::UnitOfWork;
use persistence::meetings::AgendaItems;

/// An item that moves, or is taken off.
#[derive(Clone, Debug)]
pub struct ChangeAgendaItem {
    /// Which.
    pub id: AgendaItemId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Moves an item to another place in its agenda, counted from 1; the others close up.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the meeting is over.
pub async fn move_agenda_item(call: &Call, input: ChangeAgendaItem, to: i64) -> Result<AgendaItem, Error> {
    let unit = call.begin().await?;
    let (place, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let order = moved(&order(call, &unit, &place).await?, before.id, to);
    let position = (1_i64..).zip(&order).find(|(_, id)| **id == before.id).map(|(number, _)| number);
    let after = AgendaItem { position, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    // The place itself changes with the others, in one statement.
    let renewed = AgendaItem { position: before.position, ..after.clone() };
    AgendaItems::update(&unit, &renewed, before.version).await?;
    AgendaItems::reorder(&unit, place.meeting.id, &order).await?;
    unit.commit([record::item(permit, "agenda-item.moved", &place.committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// Takes an item off its agenda; the others close up.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the meeting is over.
pub async fn remove_agenda_item(call: &Call, input: ChangeAgendaItem) -> Result<AgendaItem, Error> {
    let unit = call.begin().await?;
    let (place, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let mut order = order(call, &unit, &place).await?;
    order.retain(|id| *id != before.id);
    let after = AgendaItem {
        position: None,
        removed_at: Some(unit.now()),
        version: before.version + 1,
        updated_at: unit.now(),
        ..before.clone()
    };
    AgendaItems::update(&unit, &after, before.version).await?;
    AgendaItems::reorder(&unit, place.meeting.id, &order).await?;
    unit.commit([record::item(permit, "agenda-item.removed", &place.committee, Some(&before), &after)]).await?;
    Ok(after)
}

/// An item whose agenda the caller may change, kept from changing meanwhile with its meeting.
///
/// # Errors
/// `NOT_FOUND`, a denial, `WRONG_STATE` when the meeting is over or the item was taken off.
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: AgendaItemId,
) -> Result<(Held, AgendaItem, Permit), Error> {
    let (items, sight) = (AgendaItems::of(unit), standing::sight(call));
    let found = items.find(&sight, id).await?.ok_or_else(|| Error::not_found("id"))?;
    let place = standing::hold_meeting(call, unit, found.meeting, "id").await?;
    let permit = standing::permit(call, unit, &place.committee, Action::MeetingPlan).await?;
    place.meeting.expect_open_agenda("change the agenda")?;
    let item = items.hold(&sight, id).await?.filter(|item| item.removed_at.is_none());
    Ok((place, item.ok_or_else(|| Error::not_found("id"))?, permit))
}

/// The whole agenda in its order, whatever the caller sees of it.
async fn order(call: &Call, unit: &UnitOfWork, place: &Held) -> Result<Vec<AgendaItemId>, Error> {
    let agendas = AgendaItems::of(unit).of_meetings(&standing::system(call), &[place.meeting.id]).await?;
    Ok(agendas.into_values().flatten().map(|item| item.id).collect())
}
