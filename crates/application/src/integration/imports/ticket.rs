//! The link to upload a file that is to be imported: short-lived, signed, bound to one file and to the session in which it
//! was asked for.

use crate::files::{Asked, Ticket};
use crate::{Call, Error, Platform};
use domain::access::Actor;
use domain::shared::{ImportFileId, OrganisationId, Timestamp};
use serde::{Deserialize, Serialize};

/// How long an upload may be begun, in seconds.
const UPLOAD_SECONDS: i64 = 15 * 60;

/// The permission to upload one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ImportTicket {
    /// The id that the file will have.
    pub(super) file: ImportFileId,
    /// For which organisation.
    pub(super) organisation: OrganisationId,
    /// Its name.
    pub(super) name: String,
    /// How many bytes were announced.
    pub(super) size: u64,
    /// In whose session it was asked for; none for a service or a personal token, which is sent along once more.
    asked: Option<Asked>,
    /// Until when the upload may begin.
    pub(super) expires_at: Timestamp,
}

impl Ticket for ImportTicket {
    const LABEL: &'static str = "import:upload";

    fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

impl ImportTicket {
    pub(super) fn new(call: &Call, file: ImportFileId, organisation: OrganisationId, name: &str, size: u64) -> Self {
        let expires_at = call.now().plus_seconds(UPLOAD_SECONDS);
        Self { file, organisation, name: name.to_owned(), size, asked: Asked::of(call), expires_at }
    }

    /// The full address to which the bytes are sent.
    pub(super) fn url(&self, platform: &Platform) -> String {
        format!("{}/imports/uploads/{}", platform.settings.public_url, self.write(&platform.secret))
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
}
