//! By what a caller notices that nothing changed: the tag of an answer and, where it is known, its date (RFC 9110, 8.8 and
//! 13). Files, certificates, OParl and feeds answer in this one way.

use super::entity_tag::EntityTag;
use axum::http::HeaderMap;
use domain::shared::Timestamp;
use headers::{HeaderMapExt, IfModifiedSince, IfRange, LastModified};
use std::time::{Duration, SystemTime};

/// The tag and the date of one answer.
#[derive(Clone, Debug)]
pub(super) struct Freshness {
    tag: EntityTag,
    modified: Option<SystemTime>,
}

impl Freshness {
    /// Those of what last changed at `modified`. Dates of HTTP are in whole seconds: what changed within the last one might
    /// change again within it, and has no date yet.
    pub(super) fn new(tag: EntityTag, modified: Option<Timestamp>, now: Timestamp) -> Self {
        let settled = modified.filter(|modified| modified.as_seconds() < now.as_seconds());
        Self { tag, modified: settled.and_then(system_time) }
    }

    /// Says both in the headers of an answer.
    pub(super) fn write(&self, headers: &mut HeaderMap) {
        headers.insert(axum::http::header::ETAG, self.tag.header());
        if let Some(modified) = self.modified {
            headers.typed_insert(LastModified::from(modified));
        }
    }

    /// Whether the caller has this answer already: by its tag (`If-None-Match`), and only when no tag is named by its date
    /// (`If-Modified-Since`).
    pub(super) fn is_known(&self, headers: &HeaderMap) -> bool {
        if headers.contains_key(axum::http::header::IF_NONE_MATCH) {
            return self.tag.is_known(headers);
        }
        self.modified.is_some_and(|modified| {
            headers.typed_get::<IfModifiedSince>().is_some_and(|since| !since.is_modified(modified))
        })
    }

    /// Whether a part of this answer fits to what the caller has already (`If-Range`, by tag or date).
    pub(super) fn continues(&self, headers: &HeaderMap) -> bool {
        let modified = self.modified.map(LastModified::from);
        headers
            .typed_get::<IfRange>()
            .is_none_or(|range| !range.is_modified(Some(self.tag.as_etag()), modified.as_ref()))
    }
}

fn system_time(at: Timestamp) -> Option<SystemTime> {
    u64::try_from(at.as_seconds()).ok().map(|seconds| SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED};

    const DATE: &str = "Tue, 03 Mar 2020 08:00:00 GMT";

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn fresh(now: &str) -> Freshness {
        Freshness::new(EntityTag::new("ab12"), Some(at("2020-03-03T08:00:00.5Z")), at(now))
    }

    fn asked(pairs: &[(axum::http::HeaderName, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
    }

    #[test]
    fn a_date_is_asked_only_without_a_tag() {
        let fresh = fresh("2020-03-03T08:00:05Z");
        assert!(fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, DATE)])));
        assert!(!fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, "Tue, 03 Mar 2020 07:59:59 GMT")])));
        assert!(!fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, DATE), (IF_NONE_MATCH, "\"other\"")])));
        assert!(fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, "nonsense"), (IF_NONE_MATCH, "\"ab12\"")])));
        assert!(!fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, "nonsense")])) && !fresh.is_known(&HeaderMap::new()));
    }

    #[test]
    fn what_just_changed_has_no_date_yet() {
        let fresh = fresh("2020-03-03T08:00:00.9Z");
        let mut written = HeaderMap::new();
        fresh.write(&mut written);
        assert!(!written.contains_key(LAST_MODIFIED) && written.contains_key("etag"));
        assert!(!fresh.is_known(&asked(&[(IF_MODIFIED_SINCE, DATE)])));
    }

    #[test]
    fn a_part_fits_by_tag_or_date() {
        let fresh = fresh("2020-03-03T08:00:05Z");
        assert!(fresh.continues(&HeaderMap::new()));
        assert!(fresh.continues(&asked(&[(IF_RANGE, "\"ab12\"")])) && fresh.continues(&asked(&[(IF_RANGE, DATE)])));
        assert!(!fresh.continues(&asked(&[(IF_RANGE, "\"other\"")])));
        assert!(!fresh.continues(&asked(&[(IF_RANGE, "Tue, 03 Mar 2020 07:00:00 GMT")])));
    }
}
