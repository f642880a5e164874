//! Tags by which clients notice that something changed (RFC 9110, 8.8.3).

use axum::http::{HeaderMap, HeaderValue};
use headers::{ETag, HeaderMapExt, IfNoneMatch};

/// The tag of one answer.
#[derive(Clone, Debug)]
pub(super) struct EntityTag {
    tag: ETag,
    written: HeaderValue,
}

impl EntityTag {
    /// A strong tag of hexadecimal digits.
    ///
    /// # Panics
    /// When the text has a sign that no tag has: a fault of the caller.
    pub(super) fn new(digits: &str) -> Self {
        let text = format!("\"{digits}\"");
        let tag = text.parse().expect("digits between quotes are a tag");
        Self { tag, written: HeaderValue::try_from(text).expect("a tag is of plain ASCII") }
    }

    /// The value of `ETag`.
    pub(super) fn header(&self) -> HeaderValue {
        self.written.clone()
    }

    /// Whether the caller has this answer already (`If-None-Match`).
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        headers.typed_get::<IfNoneMatch>().is_some_and(|known| !known.precondition_passes(&self.tag))
    }

    /// The tag, to be compared with others.
    pub(super) const fn as_etag(&self) -> &ETag {
        &self.tag
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn what_is_known_is_not_sent_again() {
        let tag = EntityTag::new("ab12");
        let known = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, value.parse().unwrap());
            tag.is_known(&headers)
        };
        assert!(known("\"ab12\"") && known("W/\"ab12\"") && known("\"x\", \"ab12\"") && known("*"));
        assert!(!known("\"x\"") && !known("nonsense"));
        assert!(!tag.is_known(&HeaderMap::new()));
    }
}
