//! Links to the file of an export: short-lived, signed, bound to one export and to the session in which they were asked for.

use crate::files::{Asked, Ticket};
use crate::{Call, Error, Platform};
use domain::access::{Action, Actor};
use domain::integration::{Export, ExportState};
use domain::shared::{ExportId, Timestamp};
use serde::{Deserialize, Serialize};

/// How long a download may be begun, in seconds.
const SECONDS: i64 = 10 * 60;

/// The permission to fetch the file of one export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ExportTicket {
    export: ExportId,
    asked: Asked,
    expires_at: Timestamp,
}

impl Ticket for ExportTicket {
    const LABEL: &'static str = "export:download";

    fn expires_at(&self) -> Timestamp {
        self.expires_at
    }
}

/// The path of an export's file; `None` while there is none, and for those who see the export but may not fetch its file.
/// In a session it has a ticket, because a link in a page cannot send the token.
pub fn export_path(call: &Call, export: &Export) -> Option<String> {
    let fetched = export.state == ExportState::Done && !export.has_expired(call.now());
    if !fetched || !call.visibility(Action::ExportStart).includes(&export.owner()) {
        return None;
    }
    let path = format!("/exports/{}/{}", export.id, export.file_name);
    let Some(asked) = Asked::of(call) else { return Some(path) };
    let ticket = ExportTicket { export: export.id, asked, expires_at: call.now().plus_seconds(SECONDS) };
    Some(format!("{path}?ticket={}", ticket.write(&call.platform().secret)))
}

/// Who asked for the ticket of a download; `None` when it is not valid any more, belongs to another export, or the session
/// ended.
pub(super) async fn holder_of_ticket(
    platform: &Platform,
    export: ExportId,
    text: &str,
) -> Result<Option<Actor>, Error> {
    let ticket = ExportTicket::read(text, &platform.secret, platform.clock.now());
    match ticket.filter(|ticket| ticket.export == export) {
        Some(ticket) => ticket.asked.actor(platform).await,
        None => Ok(None),
    }
}
