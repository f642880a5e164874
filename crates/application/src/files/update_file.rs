use super::holder::holder_owner;
use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::files::{FileDraft, FilePlan, StoredFile};
use domain::shared::{Edit, FileId, Name};
use persistence::files::Files;

/// A change of what is said about a file. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateFile {
    /// Which.
    pub id: FileId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Its name, without any folder.
    pub name: Option<String>,
    /// What it is called in lists.
    pub title: Edit<String>,
}

/// Changes what is said about a file. Its bytes never change: another content is another file.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, and what is wrong with the name.
pub async fn update_file(call: &Call, input: UpdateFile) -> Result<StoredFile, Error> {
    let unit = call.begin().await?;
    let not_found = || Error::not_found("id");
    let before = Files::of(&unit).hold(input.id).await?.ok_or_else(not_found)?;
    let holding = holder_owner(call, before.holder).await?.ok_or_else(not_found)?;
    let permit = holding.permit_attach(call)?;
    expect_version(before.version, input.expected_version)?;
    let draft = FileDraft {
        name: input.name.unwrap_or_else(|| before.plan.name.to_string()),
        title: input.title.apply(before.plan.title.as_ref().map(Name::to_string)),
        media_type: before.plan.media_type.to_string(),
    };
    // Its own type stays allowed, also when the operator takes no more files of it.
    let plan = FilePlan::check(&draft, &[before.plan.media_type.to_string()])?;
    if plan == before.plan {
        return Ok(before);
    }
    let after = StoredFile { plan, version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Files::update(&unit, &after, before.version).await?;
    unit.commit([record::file(permit, "file.updated", &holding.owner, Some(&before), &after)]).await?;
    Ok(after)
}
