use super::catch_up::catch_up;
use crate::files::OpenFile;
use crate::{Call, Error};
use domain::access::Action;
use domain::oparl::{ObjectKind, ObjectPath};
use domain::shared::FileId;
use persistence::files::Files;
use persistence::oparl::Publication;

/// A file that is, or was, published.
#[derive(Clone, Debug)]
pub enum PublishedFile {
    /// It is published.
    Here(Box<OpenFile>),
    /// It was deleted or withdrawn.
    Gone,
}

/// A file of which everybody may read the bytes; `None` when it never was published.
///
/// # Errors
/// When the database does not answer.
pub async fn open_published_file(call: &Call, id: FileId) -> Result<Option<PublishedFile>, Error> {
    call.actor().may(Action::OparlRead)?;
    catch_up(call.platform()).await?;
    let path = ObjectPath::of(ObjectKind::File, id);
    let Some(object) = Publication::of(call.database()).find(&path).await? else { return Ok(None) };
    let file = match object.content {
        Some(_) => Files::of(call.database()).find(id).await?,
        None => None,
    };
    Ok(Some(file.map_or(PublishedFile::Gone, |file| PublishedFile::Here(Box::new(OpenFile::published(file))))))
}
