//! Committees, meetings and resolutions.

use super::super::document::{Document, Layer, Scope, lines};
use crate::entities::{agenda_item, committee, meeting, minutes, minutes_amendment, resolution};
use crate::error::StoreError;
use domain::meetings::{MeetingState, MinutesState, ResolutionState};
use domain::search::SearchKind;
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What is shown of committees to all who see them.
pub(super) async fn committees(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let rows = committees_of(transaction, ids.iter().copied().collect()).await?;
    Ok(rows
        .into_values()
        .map(|row| Document {
            kind: SearchKind::Committee,
            subject: row.id,
            layer: Layer::All,
            scope: scope(&row),
            territories: territories(&row),
            at: row.created_at,
            content: lines([row.short_name.as_deref(), row.local_label.as_deref(), row.legal_basis.as_deref()]),
            title: row.name,
        })
        .collect())
}

/// Meetings with their agendas; for those who reach the committee by right also what is not public in them, and the
/// minutes once they are approved.
pub(super) async fn meetings(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = meeting::Entity::find().filter(meeting::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?;
    let of = committees_of(transaction, rows.iter().map(|row| row.committee_id).collect()).await?;
    let agendas = agendas(transaction, ids).await?;
    let minutes = approved_minutes(transaction, ids).await?;
    let mut documents = Vec::new();
    for row in &rows {
        let Some(committee) = of.get(&row.committee_id) else { continue };
        let agenda = agendas.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let text = |all: bool| {
            let items = agenda.iter().filter(|item| all || item.is_public == 1);
            let items = items.flat_map(|item| [Some(item.title.as_str()), item.note.as_deref()]);
            lines([row.place.as_deref()].into_iter().chain(items))
        };
        let open = text(false);
        let recorded = minutes.get(&row.id).into_iter().flatten();
        let inner = lines([text(true)].iter().chain(recorded).map(|text| Some(text.as_str())));
        let document = |layer: Layer, content: String| Document {
            kind: SearchKind::Meeting,
            subject: row.id,
            layer,
            scope: scope(committee),
            territories: territories(committee),
            at: row.starts_at,
            title: row.title.clone(),
            content,
        };
        if open == inner {
            documents.push(document(Layer::All, open));
        } else {
            documents.extend([document(Layer::Open, open), document(Layer::Inner, inner)]);
        }
    }
    Ok(documents)
}

/// Resolutions: those decided in public are open like their committee, once the minutes of the meeting are approved.
pub(super) async fn resolutions(transaction: &DatabaseTransaction, ids: &[Uuid]) -> Result<Vec<Document>, StoreError> {
    let found = resolution::Entity::find().filter(resolution::Column::Id.is_in(ids.iter().copied()));
    let rows = found.all(transaction).await?;
    let of = committees_of(transaction, rows.iter().map(|row| row.committee_id).collect()).await?;
    let held = held_meetings(transaction, rows.iter().filter_map(|row| row.meeting_id).collect()).await?;
    let public = public_items(transaction, rows.iter().filter_map(|row| row.agenda_item_id).collect()).await?;
    let decided = [ResolutionState::Adopted, ResolutionState::Rejected, ResolutionState::Superseded];
    let mut documents = Vec::new();
    for row in rows {
        let Some(committee) = of.get(&row.committee_id) else { continue };
        let is_open = decided.iter().any(|state| state.code() == row.state)
            && row.meeting_id.is_some_and(|meeting| held.contains(&meeting))
            && row.agenda_item_id.is_some_and(|item| public.contains(&item));
        let mut scope = scope(committee);
        if !is_open {
            scope.level.clear();
        }
        documents.push(Document {
            kind: SearchKind::Resolution,
            subject: row.id,
            layer: Layer::All,
            scope,
            territories: territories(committee),
            at: row.created_at,
            title: row.title,
            content: row.content,
        });
    }
    Ok(documents)
}

fn scope(committee: &committee::Model) -> Scope {
    Scope {
        organisation: committee.organisation_id,
        district: committee.district_key.clone().unwrap_or_default(),
        body: Some(committee.id),
        person: None,
        level: committee.visibility.clone(),
    }
}

fn territories(committee: &committee::Model) -> String {
    format!(" {} ", committee.district_key.as_deref().unwrap_or_default())
}

async fn committees_of(
    transaction: &DatabaseTransaction,
    ids: BTreeSet<Uuid>,
) -> Result<HashMap<Uuid, committee::Model>, StoreError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = committee::Entity::find().filter(committee::Column::Id.is_in(ids)).all(transaction).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

async fn agendas(
    transaction: &DatabaseTransaction,
    meetings: &[Uuid],
) -> Result<HashMap<Uuid, Vec<agenda_item::Model>>, StoreError> {
    use agenda_item::Column;
    let found = agenda_item::Entity::find()
        .filter(Column::MeetingId.is_in(meetings.iter().copied()))
        .filter(Column::Position.is_not_null())
        .order_by_asc(Column::MeetingId)
        .order_by_asc(Column::Position);
    let mut agendas: HashMap<Uuid, Vec<agenda_item::Model>> = HashMap::new();
    for item in found.all(transaction).await? {
        agendas.entry(item.meeting_id).or_default().push(item);
    }
    Ok(agendas)
}

/// The texts of approved minutes with their amendments.
async fn approved_minutes(
    transaction: &DatabaseTransaction,
    meetings: &[Uuid],
) -> Result<HashMap<Uuid, Vec<String>>, StoreError> {
    use minutes_amendment::Column as Amended;
    let found = minutes::Entity::find()
        .filter(minutes::Column::MeetingId.is_in(meetings.iter().copied()))
        .filter(minutes::Column::State.eq(MinutesState::Approved.code()));
    let approved = found.all(transaction).await?;
    if approved.is_empty() {
        return Ok(HashMap::new());
    }
    let meeting_of: HashMap<Uuid, Uuid> = approved.iter().map(|row| (row.id, row.meeting_id)).collect();
    let mut texts: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in approved {
        texts.entry(row.meeting_id).or_default().push(row.content);
    }
    let amendments = minutes_amendment::Entity::find()
        .filter(Amended::MinutesId.is_in(meeting_of.keys().copied()))
        .order_by_asc(Amended::MinutesId)
        .order_by_asc(Amended::Number);
    for row in amendments.all(transaction).await? {
        if let Some(meeting) = meeting_of.get(&row.minutes_id) {
            texts.entry(*meeting).or_default().push(row.content);
        }
    }
    Ok(texts)
}

async fn held_meetings(transaction: &DatabaseTransaction, ids: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, StoreError> {
    if ids.is_empty() {
        return Ok(ids);
    }
    let held = meeting::Entity::find()
        .filter(meeting::Column::Id.is_in(ids))
        .filter(meeting::Column::State.eq(MeetingState::Held.code()));
    Ok(held.all(transaction).await?.into_iter().map(|row| row.id).collect())
}

async fn public_items(transaction: &DatabaseTransaction, ids: BTreeSet<Uuid>) -> Result<BTreeSet<Uuid>, StoreError> {
    if ids.is_empty() {
        return Ok(ids);
    }
    let public = agenda_item::Entity::find()
        .filter(agenda_item::Column::Id.is_in(ids))
        .filter(agenda_item::Column::IsPublic.eq(1));
    Ok(public.all(transaction).await?.into_iter().map(|row| row.id).collect())
}
