//! The records that files hang on, as the caller sees them.

use crate::organisations::find_organisations;
use crate::qualifications::{find_many_modules, find_many_series, find_many_sessions};
use crate::{Call, Error};
use domain::access::Owner;
use domain::files::{Holder, HolderKind};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// To whom the record belongs that files hang on; `None` when it does not exist or the caller may not see it.
///
/// # Errors
/// When the database does not answer.
pub async fn holder_owner(call: &Call, holder: Holder) -> Result<Option<Owner>, Error> {
    Ok(holder_owners(call, [holder]).await?.remove(&holder))
}

/// To whom those of these records belong that the caller sees: one statement for each kind, two for modules.
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
    })
}
