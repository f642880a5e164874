//! Links to upload and download: short-lived, signed, bound to one file and to the session in which they were asked for.

use crate::accounts::authenticate_session;
use crate::security::{AccessToken, Secret};
use crate::{Call, Error, Platform};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Actor, Proof};
use domain::files::{FileDraft, Holder, StoredFile};
use domain::shared::{AccountId, FileId, SessionId, Timestamp};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long an upload may be begun, in seconds.
pub(super) const UPLOAD_SECONDS: i64 = 15 * 60;
/// How long a download may be begun, in seconds.
const DOWNLOAD_SECONDS: i64 = 10 * 60;

/// A ticket of some kind.
pub(crate) trait Ticket: Serialize + DeserializeOwned {
    /// What it is signed for.
    const LABEL: &'static str;

    /// When it stops to work.
    fn expires_at(&self) -> Timestamp;

    fn write(&self, secret: &Secret) -> String {
        let message = serde_json::to_vec(self).expect("tickets are plain values, which JSON can write");
        let signature = secret.sign(Self::LABEL, &message);
        URL_SAFE_NO_PAD.encode([&signature[..], &message[..]].concat())
    }

    fn read(text: &str, secret: &Secret, now: Timestamp) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (signature, message) = bytes.split_at_checked(32)?;
        let ticket: Self =
            secret.verify(Self::LABEL, message, signature).then(|| serde_json::from_slice(message).ok())??;
        (now < ticket.expires_at()).then_some(ticket)
    }
}

/// In whose session a ticket was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Asked {
    account: AccountId,
    session: SessionId,
}

impl Asked {
    /// Who acts in the session now; `None` when it cannot be used any more.
    pub(crate) async fn actor(self, platform: &Platform) -> Result<Option<Actor>, Error> {
        match authenticate_session(platform, AccessToken { account: self.account, session: self.session }).await {
            Err(Error::Refused(_)) => Ok(None),
            other => other.map(Some),
        }
    }

    /// The session of a call that has one.
    pub(crate) fn of(call: &Call) -> Option<Self> {
        let account = call.actor().account()?;
        match account.proof {
            Proof::Session(session) => Some(Self { account: account.id, session }),
            _ => None,
        }
    }
}

/// The permission to upload one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct UploadTicket {
    /// The id that the file will have.
    pub(super) file: FileId,
    /// The type of the record that it will hang on.
    holder_type: String,
    /// That record.
    holder: Uuid,
    name: String,
    title: Option<String>,
    media_type: String,
    /// How many bytes were announced.
    pub(super) size: u64,
    /// In whose session it was asked for; none for a service or a personal token, which is sent along once more.
    asked: Option<Asked>,
    expires_at: Timestamp,
}

/// The permission to download one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct DownloadTicket {
    file: FileId,
    asked: Asked,
    expires_at: Timestamp,
}

impl Ticket for UploadTicket {
    const LABEL: &'static str = "file:upload";

    fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

impl Ticket for DownloadTicket {
    const LABEL: &'static str = "file:download";

    fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

impl UploadTicket {
    /// A ticket for a file that was announced in this session.
    pub(super) fn new(file: FileId, holder: Holder, draft: FileDraft, size: u64, call: &Call) -> Self {
        Self {
            file,
            holder_type: holder.kind.type_name().to_owned(),
            holder: holder.id,
            name: draft.name,
            title: draft.title,
            media_type: draft.media_type,
            size,
            asked: Asked::of(call),
            expires_at: call.now().plus_seconds(UPLOAD_SECONDS),
        }
    }

    /// The path to which the bytes are sent.
    pub(super) fn path(&self, secret: &Secret) -> String {
        format!("/files/uploads/{}", self.write(secret))
    }

    /// The ticket in a path, with the one who asked for it, or else the one who sends it; `None` when it is not valid
    /// any more, or the session ended.
    pub(super) async fn open(platform: &Platform, text: &str, sender: Actor) -> Result<Option<(Self, Actor)>, Error> {
        let Some(ticket) = Self::read(text, &platform.secret, platform.clock.now()) else { return Ok(None) };
        let actor = match ticket.asked {
            Some(asked) => asked.actor(platform).await?,
            None => Some(sender).filter(|sender| *sender != Actor::Anonymous),
        };
        Ok(actor.map(|actor| (ticket, actor)))
    }

    /// The record that the file will hang on.
    pub(super) fn holder(&self) -> Option<Holder> {
        Holder::named(&self.holder_type, self.holder)
    }

    /// What was announced.
    pub(super) fn draft(&self) -> FileDraft {
        FileDraft { name: self.name.clone(), title: self.title.clone(), media_type: self.media_type.clone() }
    }
}

/// The path of a file. In a session it has a ticket, because a link in a page cannot send the token.
pub fn download_path(call: &Call, file: &StoredFile) -> String {
    let path = format!("/files/{}", file.id);
    let Some(asked) = Asked::of(call) else { return path };
    let expires_at = call.now().plus_seconds(DOWNLOAD_SECONDS);
    let ticket = DownloadTicket { file: file.id, asked, expires_at };
    format!("{path}?ticket={}", ticket.write(&call.platform().secret))
}

/// Who asked for the ticket of a download; `None` when it is not valid any more, belongs to another file, or the session
/// ended.
pub(super) async fn holder_of_ticket(platform: &Platform, file: FileId, text: &str) -> Result<Option<Actor>, Error> {
    let ticket = DownloadTicket::read(text, &platform.secret, platform.clock.now());
    match ticket.filter(|ticket| ticket.file == file) {
        Some(ticket) => ticket.asked.actor(platform).await,
        None => Ok(None),
    }
}
