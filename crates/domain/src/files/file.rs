//! A file and what is said about it.

use super::holder::Holder;
use super::media_type::MediaType;
use super::name::FileName;
use crate::shared::{FileId, Name, Refusal, RefusalCode, Refusals, Timestamp};
use uuid::Uuid;

/// A file as it is announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileDraft {
    /// Its name, without any folder.
    pub name: String,
    /// What it is called in lists; its name when left out.
    pub title: Option<String>,
    /// Its media type.
    pub media_type: String,
}

/// What is said about a file, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilePlan {
    /// Its name.
    pub name: FileName,
    /// What it is called in lists.
    pub title: Option<Name>,
    /// Its media type.
    pub media_type: MediaType,
}

impl FilePlan {
    /// Checks an announcement; `allowed` are the media types that the operator takes.
    ///
    /// # Errors
    /// All that is wrong with it: `UNSUPPORTED_TYPE` for another media type, `INVALID` for a name whose ending belongs to
    /// another type.
    pub fn check(draft: &FileDraft, allowed: &[String]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let name = refusals.take("name", FileName::new(&draft.name));
        let title = refusals.take("title", Name::optional(draft.title.as_deref()));
        let known = MediaType::new(&draft.media_type).and_then(|media_type| {
            let unsupported = || Refusal::new(RefusalCode::UnsupportedType).with("allowed", allowed.join(", "));
            if allowed.iter().any(|known| known == media_type.as_str()) { Ok(media_type) } else { Err(unsupported()) }
        });
        let media_type = refusals.take("mediaType", known);
        if let (Some(name), Some(media_type)) = (&name, &media_type)
            && !media_type.fits(name)
        {
            let reason = format!("the ending does not belong to the media type {media_type}");
            refusals.push(Refusal::new(RefusalCode::Invalid).at("name").with("reason", reason));
        }
        let plan = || Some(Self { name: name?, title: title?, media_type: media_type? });
        refusals.into_result(plan())
    }
}

/// A file whose bytes are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredFile {
    /// The file itself.
    pub id: FileId,
    /// The record that it hangs on.
    pub holder: Holder,
    /// What is said about it.
    pub plan: FilePlan,
    /// How many bytes it has.
    pub size: u64,
    /// SHA-256 of the bytes, in hexadecimal form.
    pub sha256: String,
    /// SHA-512 of the bytes, in hexadecimal form, for OParl.
    pub sha512: String,
    /// Under which name the bytes lie in the storage: never reused.
    pub blob: Uuid,
    /// When it was deleted; the bytes are gone then and this record remains.
    pub deleted_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
    /// When it was uploaded.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl StoredFile {
    /// What it is called in lists.
    pub fn title(&self) -> &str {
        self.plan.title.as_ref().map_or_else(|| self.plan.name.as_str(), Name::as_str)
    }
}
