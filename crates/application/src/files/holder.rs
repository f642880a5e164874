//! The records that files hang on, as the caller sees them.

use crate::meetings::{find_agenda_items, find_committees, find_meetings, find_papers, find_roles, owner_by_roles};
use crate::organisations::find_organisations;
use crate::qualifications::{find_many_modules, find_many_series, find_many_sessions};
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::files::{Holder, HolderKind};
use domain::qualifications::{CourseModule, Hosted};
use domain::shared::{CommitteeId, MeetingId};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// To whom a record belongs that files hang on, and who else may attach files to it.
#[derive(Clone, Debug)]
pub struct Holding {
    /// To whom it belongs, and so its files.
    pub(super) owner: Owner,
    /// The organisations that hold an offer together with its host.
    co_hosts: Vec<Owner>,
    kind: HolderKind,
}

impl Holding {
    fn of(kind: HolderKind, owner: Owner) -> Self {
        Self { owner, co_hosts: Vec::new(), kind }
    }

    fn of_offer(kind: HolderKind, offer: &impl Hosted) -> Self {
        let mut owners = offer.owners(kind.attached_by());
        let co_hosts = owners.split_off(1);
        Self { owner: offer.host_owner(), co_hosts, kind }
    }

    /// Permits to attach a file to the record, to change what is said about it, or to delete it.
    ///
    /// # Errors
    /// A denial.
    pub(super) fn permit_attach(&self, call: &Call) -> Result<Permit, Error> {
        let action = self.kind.attached_by();
        let denied = call.permit(action, &self.owner);
        denied.or_else(|denied| self.co_hosts.iter().find_map(|owner| call.permit(action, owner).ok()).ok_or(denied))
    }

    /// The action with which the caller attaches files to the record, if they may.
    pub fn allowed(&self, call: &Call) -> Option<Action> {
        self.permit_attach(call).is_ok().then_some(self.kind.attached_by())
    }
}

/// To whom the record belongs that files hang on; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn holder_owner(call: &Call, holder: Holder) -> Result<Option<Holding>, Error> {
    Ok(holder_owners(call, [holder]).await?.remove(&holder))
}

/// To whom those of these records belong that the caller sees: one statement for each kind, two for modules, and two
/// more for what belongs to meetings. What was taken off an agenda shows no files.
///
/// # Errors
/// When the database does not answer.
pub async fn holder_owners(
    call: &Call,
    holders: impl IntoIterator<Item = Holder>,
) -> Result<HashMap<Holder, Holding>, Error> {
    let holders: BTreeSet<Holder> = holders.into_iter().collect();
    let mut owners = HashMap::new();
    for kind in holders.iter().map(|holder| holder.kind).collect::<BTreeSet<_>>() {
        let ids: Vec<Uuid> = holders.iter().filter(|holder| holder.kind == kind).map(|holder| holder.id).collect();
        let found = owners_of(call, kind, ids).await?;
        owners.extend(found.into_iter().map(|(id, owner)| (Holder { kind, id }, owner)));
    }
    Ok(owners)
}

async fn owners_of(call: &Call, kind: HolderKind, ids: Vec<Uuid>) -> Result<Vec<(Uuid, Holding)>, Error> {
    Ok(match kind {
        HolderKind::Organisation => {
            let found = find_organisations(call, ids.into_iter().map(Into::into)).await?;
            found.into_iter().map(|(id, it)| (id.uuid(), Holding::of(kind, it.owner()))).collect()
        }
        HolderKind::CourseSeries => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            let found = find_many_series(call, &ids).await?;
            found.into_iter().map(|(id, it)| (id.uuid(), Holding::of_offer(kind, &it))).collect()
        }
        HolderKind::CourseModule => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            let modules = find_many_modules(call, &ids).await?;
            let series: BTreeSet<_> = modules.values().map(|module| module.series).collect();
            let series = find_many_series(call, &series.into_iter().collect::<Vec<_>>()).await?;
            let of = |module: &CourseModule| Some(Holding::of_offer(kind, series.get(&module.series)?));
            modules.iter().filter_map(|(id, module)| Some((id.uuid(), of(module)?))).collect()
        }
        HolderKind::CourseSession => {
            let ids: Vec<_> = ids.into_iter().map(Into::into).collect();
            let found = find_many_sessions(call, &ids).await?;
            found.into_iter().map(|(id, it)| (id.uuid(), Holding::of_offer(kind, &it))).collect()
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
) -> Result<Vec<(Uuid, Holding)>, Error> {
    let committees: BTreeSet<CommitteeId> = records.iter().map(|(_, committee)| *committee).collect();
    let found = find_committees(call, committees.iter().copied()).await?;
    let roles = find_roles(call, &committees.into_iter().collect::<Vec<_>>()).await?;
    let owner = |committee: &CommitteeId| {
        let roles = roles.get(committee).map(Vec::as_slice).unwrap_or_default();
        Some(Holding::of(kind, owner_by_roles(call, found.get(committee)?, kind.attached_by(), roles)))
    };
    Ok(records.iter().filter_map(|(id, committee)| Some((*id, owner(committee)?))).collect())
}
