use super::catch_up::catch_up;
use super::read_system::interface_url;
use crate::{Call, Error};
use domain::access::Action;
use domain::oparl::{ObjectPath, Published, inner_paths, render};
use domain::shared::Timestamp;
use persistence::oparl::Publication;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// How deep objects stand inside of each other: a file in an item of an agenda in a meeting.
const DEEPEST: usize = 2;

/// An object as it is sent.
#[derive(Clone, Debug)]
pub struct ObjectAnswer {
    /// The object as JSON.
    pub json: Map<String, Value>,
    /// When it last changed.
    pub modified: Timestamp,
}

/// One object; a withdrawn one with nothing but its address and its dates; `None` when there never was one.
///
/// # Errors
/// When the database does not answer.
pub async fn read_object(call: &Call, path: &ObjectPath, omit_internal: bool) -> Result<Option<ObjectAnswer>, Error> {
    call.actor().may(Action::OparlRead)?;
    catch_up(call.platform()).await?;
    let Some(object) = Publication::of(call.database()).find(path).await? else { return Ok(None) };
    let inner = inner_of(call, std::slice::from_ref(&object)).await?;
    let json = render(&object, &interface_url(call.platform()), &inner, omit_internal);
    Ok(Some(ObjectAnswer { json, modified: object.modified }))
}

/// What stands inside of these objects: a statement for each depth that there is.
pub(super) async fn inner_of(call: &Call, objects: &[Published]) -> Result<BTreeMap<ObjectPath, Published>, Error> {
    let publication = Publication::of(call.database());
    let mut found: BTreeMap<ObjectPath, Published> = BTreeMap::new();
    let mut paths = inner_paths(objects);
    for _ in 0..DEEPEST {
        if paths.is_empty() {
            break;
        }
        let layer = publication.find_many(&paths).await?;
        paths = inner_paths(layer.values());
        found.extend(layer);
    }
    Ok(found)
}
