use super::catch_up::catch_up;
use crate::files::OpenFile;
use crate::meetings::{print_invitation, print_results};
use crate::printed::Printed;
use crate::{Call, Error};
use domain::access::{Action, Actor};
use domain::oparl::{ObjectKind, ObjectPath, Published, Sheet};
use domain::shared::{FileId, Language, Timestamp};
use persistence::files::Files;
use persistence::oparl::Publication;
use serde_json::Value;
use std::sync::Arc;
use uuid::Uuid;

/// A file that is, or was, published.
#[derive(Clone, Debug)]
pub enum PublishedFile {
    /// It is published as it was uploaded.
    Here(Box<OpenFile>),
    /// It is set from what is public when somebody asks for it.
    Sheet(Box<PublishedSheet>),
    /// It is the text of a paper.
    Text(PublishedText),
    /// It was deleted or withdrawn.
    Gone,
}

/// A document that is set when somebody asks for it. It has no date: what stands on it comes from several records.
#[derive(Clone, Debug)]
pub struct PublishedSheet {
    /// What the file is called.
    pub name: String,
    /// The document.
    pub printed: Printed,
}

/// The text of a paper.
#[derive(Clone, Debug)]
pub struct PublishedText {
    /// What the file is called.
    pub name: String,
    /// The text.
    pub text: String,
    /// When it last changed.
    pub modified: Timestamp,
}

/// A file of which everybody may read the bytes, by its key; `None` when it never was published.
///
/// # Errors
/// When the database does not answer.
pub async fn open_published_file(call: &Call, key: &str) -> Result<Option<PublishedFile>, Error> {
    call.actor().may(Action::OparlRead)?;
    let file = Uuid::parse_str(key).ok().map(FileId::from);
    let sheet = Sheet::read(key);
    let path = match (file, sheet) {
        (Some(id), _) => ObjectPath::of(ObjectKind::File, id),
        (None, Some(sheet)) => sheet.path(),
        (None, None) => return Ok(None),
    };
    catch_up(call.platform()).await?;
    let Some(object) = Publication::of(call.database()).find(&path).await? else { return Ok(None) };
    if object.content.is_none() {
        return Ok(Some(PublishedFile::Gone));
    }
    let found = match (file, sheet) {
        (Some(id), _) => {
            let file = Files::of(call.database()).find(id).await?;
            file.map(|file| PublishedFile::Here(Box::new(OpenFile::published(file))))
        }
        (None, Some(sheet)) => open_sheet(call, sheet, &object).await?,
        (None, None) => None,
    };
    Ok(Some(found.unwrap_or(PublishedFile::Gone)))
}

async fn open_sheet(call: &Call, sheet: Sheet, object: &Published) -> Result<Option<PublishedFile>, Error> {
    let field = |name: &str| object.content.as_ref().and_then(|fields| fields.get(name)).and_then(Value::as_str);
    let name = field("fileName").unwrap_or_default().to_owned();
    let everybody = everybody(call);
    let printed = match sheet {
        Sheet::Invitation(meeting) => print_invitation(&everybody, meeting).await?,
        Sheet::Results(meeting) => print_results(&everybody, meeting).await?,
        Sheet::Text(_) => {
            let text = field("text").map(str::to_owned);
            return Ok(text.map(|text| PublishedFile::Text(PublishedText { name, text, modified: object.modified })));
        }
    };
    Ok(printed.map(|printed| PublishedFile::Sheet(Box::new(PublishedSheet { name, printed }))))
}

/// As everybody reads it, in the language of all that is published.
fn everybody(call: &Call) -> Call {
    Call::new(Arc::clone(call.platform()), Actor::Anonymous, call.request().to_owned(), Language::German)
}
