use super::add_agenda_item::AgendaItemInput;
use super::move_agenda_item::held;
use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::meetings::AgendaItem;
use domain::shared::AgendaItemId;
use persistence::meetings::AgendaItems;

/// A change of an item.
#[derive(Clone, Debug)]
pub struct UpdateAgendaItem {
    /// Which.
    pub id: AgendaItemId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to say: all of it.
    pub item: AgendaItemInput,
}

/// Changes an item of an agenda.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` when the meeting is over.
pub async fn update_agenda_item(call: &Call, input: UpdateAgendaItem) -> Result<AgendaItem, Error> {
    let draft = input.item.check()?;
    let unit = call.begin().await?;
    let (place, before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let after = AgendaItem { draft, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    AgendaItems::update(&unit, &after, before.version).await?;
    unit.commit([record::item(permit, "agenda-item.updated", &place.committee, Some(&before), &after)]).await?;
    Ok(after)
}
