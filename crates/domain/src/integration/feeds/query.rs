//! How a feed is asked for.

use crate::shared::{Language, Refusal, RefusalCode, Refusals, Timestamp};
use std::fmt;
use std::str::FromStr;

/// The most entries on a page, and how many there are unless asked otherwise.
const MOST: u64 = 100;

/// After which entry a page begins: the instant by which the feed is sorted, and the path. `next` says so, because it
/// holds while entries come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedPlace {
    /// The instant of the entry, in microseconds.
    pub at: i64,
    /// Its path, for instance `session/0192…`.
    pub path: String,
}

impl fmt::Display for FeedPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at, self.path.replacen('/', "-", 1))
    }
}

impl FromStr for FeedPlace {
    type Err = Refusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = |text: &str| {
            let (at, path) = text.split_once('-')?;
            let (kind, key) = path.split_once('-')?;
            let plain =
                |part: &str| !part.is_empty() && part.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
            let at = at.parse::<u64>().ok().and_then(|at| i64::try_from(at).ok())?;
            (path.len() <= 100 && plain(kind) && plain(key)).then(|| Self { at, path: format!("{kind}/{key}") })
        };
        let refused = || Refusal::new(RefusalCode::Invalid).with("reason", "not the place of an entry in this feed");
        read(text).ok_or_else(refused)
    }
}

/// Which part of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedQuery {
    /// Changed at this instant or later.
    pub since: Option<Timestamp>,
    /// How many entries a page has at most.
    pub limit: u64,
    /// Where the page begins; at the beginning without.
    pub after: Option<FeedPlace>,
    /// In which language, if that is said.
    pub language: Option<Language>,
    /// The parameters that all pages share, as they were given, in one order.
    pub shared: Vec<(&'static str, String)>,
}

impl Default for FeedQuery {
    fn default() -> Self {
        Self { since: None, limit: MOST, after: None, language: None, shared: Vec::new() }
    }
}

impl FeedQuery {
    /// The parameters in the order in which links have them.
    const NAMES: [&'static str; 4] = ["since", "limit", "lang", "after"];

    /// Reads the parameters of a feed. Those that it does not know are passed over.
    ///
    /// # Errors
    /// All that is wrong with them, each at its name: `INVALID` for what is no instant, number, language or place,
    /// `DUPLICATE` for one that is given twice, `OUT_OF_RANGE` for no entries at all.
    pub fn read(parameters: &[(String, String)]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let mut query = Self::default();
        for name in Self::NAMES {
            let mut given = parameters.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str());
            let Some(value) = given.next() else { continue };
            if given.next().is_some() {
                refusals.push(Refusal::new(RefusalCode::Duplicate).at(name));
            } else if refusals.take(name, query.set(name, value)).is_some() && name != "after" {
                query.shared.push((name, value.to_owned()));
            }
        }
        refusals.into_result(Some(query))
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Refusal> {
        match name {
            "since" => self.since = Some(instant(value)?),
            "limit" => self.limit = number(value)?,
            "lang" => self.language = Some(language(value)?),
            _ => self.after = Some(value.parse()?),
        }
        Ok(())
    }
}

fn instant(text: &str) -> Result<Timestamp, Refusal> {
    // A plus that was not encoded arrives as a space.
    let read = Timestamp::parse(text).or_else(|_| Timestamp::parse(&text.replace(' ', "+")));
    let reason = "an instant with an offset as in RFC 3339 is needed, for instance 2020-03-03T09:00:00+01:00";
    read.map_err(|_| Refusal::new(RefusalCode::Invalid).with("reason", reason))
}

fn number(text: &str) -> Result<u64, Refusal> {
    let invalid = || Refusal::new(RefusalCode::Invalid).with("reason", "a whole number is needed");
    match text.parse::<u64>().map_err(|_| invalid())? {
        0 => Err(Refusal::new(RefusalCode::OutOfRange).with("min", 1).with("max", MOST)),
        number => Ok(number.min(MOST)),
    }
}

fn language(text: &str) -> Result<Language, Refusal> {
    match text {
        "de" => Ok(Language::German),
        "en" => Ok(Language::English),
        _ => Err(Refusal::new(RefusalCode::Invalid).with("reason", "de or en is needed")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[(&str, &str)]) -> Result<FeedQuery, Vec<Refusal>> {
        let parameters: Vec<_> = text.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        FeedQuery::read(&parameters)
    }

    #[test]
    fn links_keep_the_filters_and_not_the_place() {
        let place = FeedPlace { at: 1_583_222_400_000_000, path: "session/0192-7".to_owned() };
        let query = read(&[("after", &place.to_string()), ("since", "2020-03-03T09:00:00 01:00"), ("limit", "500")]);
        let query = query.unwrap();
        assert_eq!((query.limit, query.after), (100, Some(place)));
        assert_eq!(query.since, Some(Timestamp::parse("2020-03-03T08:00:00Z").unwrap()));
        let names: Vec<_> = query.shared.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["since", "limit"]);
        assert_eq!(read(&[("unknown", "x")]).unwrap(), FeedQuery::default());
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (name, value) in [
            ("since", "yesterday"),
            ("since", "2020-03-03"),
            ("since", ""),
            ("limit", "0"),
            ("limit", "-1"),
            ("limit", "many"),
            ("lang", "fr"),
            ("after", "x"),
            ("after", "1-session"),
            ("after", "-1-session-1"),
            ("after", "1-session-1'--"),
        ] {
            assert_eq!(read(&[(name, value)]).unwrap_err()[0].path, [name], "{name}={value}");
        }
        assert_eq!(read(&[("limit", "1"), ("limit", "2")]).unwrap_err()[0].code, RefusalCode::Duplicate);
    }
}
