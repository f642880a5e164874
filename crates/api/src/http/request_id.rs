//! The id of a request, which stands in the answer, in the log and in the audit.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::shared::Ids;

/// In requests and answers.
pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken over from a caller.
const LONGEST: usize = 64;

/// The id of a request, from its header where that holds a plain one, else a new one.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

impl RequestId {
    pub(super) fn of(headers: &HeaderMap, ids: &dyn Ids) -> Self {
        let plain = |id: &&str| {
            let known = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
            (1..=LONGEST).contains(&id.len()) && id.bytes().all(known)
        };
        let given = headers.get(HEADER).and_then(|id| id.to_str().ok()).filter(plain);
        Self(given.map_or_else(|| ids.uuid().to_string(), str::to_owned))
    }

    pub(super) fn header(&self) -> HeaderValue {
        HeaderValue::try_from(&self.0).unwrap_or(HeaderValue::from_static("-"))
    }
}
