//! The records that files hang on, as the caller sees them.

use crate::meetings::{find_agenda_items, find_committees, find_meetings, find_papers, find_roles, owner_by_roles};
use crate::organisations::find_organisations;
use crate::qualifications::{find_many_modules, find_many_series, find_many_sessions};
use crate::{Call, Error};
use domain::access::{Owner, Permit};
use domain::files::{Holder, HolderKind};
use domain::shared::{CommitteeId, MeetingId};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// To whom the record belongs that files hang on; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn holder_owner(call: &Call, holder: Holder) -> Result<Option<Owner>, Error> {
    Ok(holder_owners(call, [holder]).await?.remove(&holder))
}

/// Permits to attach a file to a record that belongs to `owner`, to change what is said about it, or to delete it.
///
/// # Errors
/// A denial.
pub(super) fn permit_attach(call: &Call, holder: Holder, owner: &Owner) -> Result<Permit, Error> {
    call.permit(holder.kind.attached_by(), owner)
}

/// To whom those of these records belong that the caller sees: one statement for each kind, two for modules, and two
/// more for what belongs to meetings. What was taken off an agenda shows no files.
///
/// # Errors
/// When the database does not answer.
pub async fn holder_owners(
    call: &Call,
    holders: impl IntoIterator<Item = Holder>,
) -> Result<HashMap<Holder, Owner>, Error> {
    let holders: BTreeSet<Holder> = holders.into_iter().collect();
    let mut owners = HashMap::new();
    for kind in holders.iter().map(|holder| holder.kind).collect::<BTreeSet<_>>() {
        let ids: Vec<Uuid> = holders.iter().filter(|holder| holder.kind == kind).map(|holder| holder.id).collect();
        let found = owners_of(call, kind, ids).await?;
        owners.extend(found.into_iter().map(|(id, owner)| (Holder { kind, id }, owner)));
    }
    Ok(owners)
}

async fn owners_of(call: &Call, kind: HolderKind, ids: Vec<Uuid>) -> Result<Vec<(Uuid, Owner)>, Error> {
    Ok(match kind {
        HolderKind::Organisation => {
            let found = find_organisations(call, ids.into_iter().map(Into::into)).await?;
            found.into_iter().map(|(id, it)| (id.uuid(), it.owner())).collect()
        }
        HolderKind::CourseSeries => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            find_many_series(call, &ids).await?.into_iter().map(|(id, it)| (id.uuid(), it.owner())).collect()
        }
        HolderKind::CourseModule => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            let modules = find_many_modules(call, &ids).await?;
            let series: BTreeSet<_> = modules.values().map(|module| module.series).collect();
            let series = find_many_series(call, &series.into_iter().collect::<Vec<_>>()).await?;
            let owner = |module: &domain::qualifications::CourseModule| Some(series.get(&module.series)?.owner());
            modules.iter().filter_map(|(id, module)| Some((id.uuid(), owner(module)?))).collect()
        }
        HolderKind::CourseSession => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            find_many_sessions(call, &ids).await?.into_iter().map(|(id, it)| (id.uuid(), it.owner())).collect()
        }
        HolderKind::Meeting => {
            let found = find_meetings(call, ids.into_iter().map(Into::into)).await?;
            owners_by_committee(call, kind, found.into_values().map(|it| (it.id.uuid(), it.committee)).collect())
                .await?
        }
        HolderKind::AgendaItem => {
            let found = find_agenda_items(call, ids.into_iter().map(Into::into)).await?;
            let on_agenda = found.into_values().filter(|it| it.removed_at.is_none());
            let items: Vec<(Uuid, MeetingId)> = on_agenda.map(|it| (it.id.uuid(), it.meeting)).collect();
            let meetings =
                find_meetings(call, items.iter().map(|(_, meeting)| *meeting).collect::<BTreeSet<_>>()).await?;
            let committee = |meeting: MeetingId| meetings.get(&meeting).map(|meeting| meeting.committee);
            let found = items.into_iter().filter_map(|(id, meeting)| Some((id, committee(meeting)?))).collect();
            owners_by_committee(call, kind, found).await?
        }
        HolderKind::Paper => {
            let found = find_papers(call, ids.into_iter().map(Into::into)).await?;
            let offered = found.into_values().filter(|it| it.removed_at.is_none());
            owners_by_committee(call, kind, offered.map(|it| (it.id.uuid(), it.committee)).collect()).await?
        }
    })
}

/// To whom records of committees belong: also to the caller, when they lead the committee.
async fn owners_by_committee(
    call: &Call,
    kind: HolderKind,
    records: Vec<(Uuid, CommitteeId)>,
) -> Result<Vec<(Uuid, Owner)>, Error> {
    let committees: BTreeSet<CommitteeId> = records.iter().map(|(_, committee)| *committee).collect();
    let found = find_committees(call, committees.iter().copied()).await?;
    let roles = find_roles(call, &committees.into_iter().collect::<Vec<_>>()).await?;
    let owner = |committee: &CommitteeId| {
        let roles = roles.get(committee).map(Vec::as_slice).unwrap_or_default();
        Some(owner_by_roles(call, found.get(committee)?, kind.attached_by(), roles))
    };
    Ok(records.iter().filter_map(|(id, committee)| Some((*id, owner(committee)?))).collect())
}
