//! How a list is asked for.

use super::object::is_key;
use crate::shared::{Refusal, RefusalCode, Refusals, Timestamp};

/// The most objects on a page, and how many there are unless asked otherwise.
const MOST: u64 = 100;

/// Where a page begins.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Place {
    /// At the beginning.
    #[default]
    Start,
    /// After the object with this key: `next` says so, because it holds while objects come and go.
    After(String),
    /// Before the object with this key.
    Before(String),
    /// At a page by its number, from 1.
    Page(u64),
}

/// Which part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Where the page begins.
    pub place: Place,
    /// How many objects it has at most.
    pub limit: u64,
    /// Published at this instant or later.
    pub created_since: Option<Timestamp>,
    /// Published at this instant or earlier.
    pub created_until: Option<Timestamp>,
    /// Changed or withdrawn at this instant or later. Only then the list has what was withdrawn.
    pub modified_since: Option<Timestamp>,
    /// Changed or withdrawn at this instant or earlier.
    pub modified_until: Option<Timestamp>,
    /// Whether lists of inner objects are left out.
    pub omit_internal: bool,
    /// The parameters that all pages of this list share, as they were given, in one order.
    pub shared: Vec<(&'static str, String)>,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            place: Place::Start,
            limit: MOST,
            created_since: None,
            created_until: None,
            modified_since: None,
            modified_until: None,
            omit_internal: false,
            shared: Vec::new(),
        }
    }
}

impl ListQuery {
    /// Reads the parameters of a list. Those that it does not know are passed over, as the standard wants it of additions.
    ///
    /// # Errors
    /// All that is wrong with them: `INVALID` for what is no instant, no number or no yes or no, `DUPLICATE` for one that is
    /// given twice, `OUT_OF_RANGE` for no objects at all.
    pub fn read(parameters: &[(String, String)]) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let mut query = Self::default();
        let mut places = 0;
        for name in NAMES {
            let mut given = parameters.iter().filter(|(given, _)| given == name).map(|(_, value)| value.as_str());
            let Some(value) = given.next() else { continue };
            if given.next().is_some() {
                refusals.push(Refusal::new(RefusalCode::Duplicate).at(name));
                continue;
            }
            places += usize::from(matches!(name, "page" | "after" | "before"));
            if refusals.take(name, query.set(name, value)).is_some() && !matches!(name, "page" | "after" | "before") {
                query.shared.push((name, value.to_owned()));
            }
        }
        if places > 1 {
            let reason = "page, after and before exclude each other";
            refusals.push(Refusal::new(RefusalCode::Invalid).at("page").with("reason", reason));
        }
        refusals.into_result(Some(query))
    }

    fn set(&mut self, name: &'static str, value: &str) -> Result<(), Refusal> {
        match name {
            "created_since" => self.created_since = Some(instant(value)?),
            "created_until" => self.created_until = Some(instant(value)?),
            "modified_since" => self.modified_since = Some(instant(value)?),
            "modified_until" => self.modified_until = Some(instant(value)?),
            "omit_internal" => {
                let unknown = || Refusal::new(RefusalCode::Invalid).with("reason", "true or false is needed");
                self.omit_internal = value.parse().map_err(|_| unknown())?;
            }
            "limit" => self.limit = number(value)?.min(MOST),
            "page" => self.place = Place::Page(number(value)?),
            "after" => self.place = Place::After(key(value)?),
            _ => self.place = Place::Before(key(value)?),
        }
        Ok(())
    }
}

/// The parameters in the order in which links have them.
const NAMES: [&str; 9] = [
    "created_since",
    "created_until",
    "modified_since",
    "modified_until",
    "omit_internal",
    "limit",
    "page",
    "after",
    "before",
];

fn instant(text: &str) -> Result<Timestamp, Refusal> {
    // A plus that was not encoded arrives as a space.
    let read = Timestamp::parse(text).or_else(|_| Timestamp::parse(&text.replace(' ', "+")));
    let invalid = || {
        let reason = "an instant with an offset as in RFC 3339 is needed, for instance 2020-03-03T09:00:00+01:00";
        Refusal::new(RefusalCode::Invalid).with("reason", reason)
    };
    read.map_err(|_| invalid())
}

fn key(text: &str) -> Result<String, Refusal> {
    let invalid = || Refusal::new(RefusalCode::Invalid).with("reason", "the key of an object is needed");
    is_key(text).then(|| text.to_owned()).ok_or_else(invalid)
}

fn number(text: &str) -> Result<u64, Refusal> {
    let invalid = || Refusal::new(RefusalCode::Invalid).with("reason", "a whole number is needed");
    let number: u64 = text.parse().map_err(|_| invalid())?;
    // Far more pages than there can be, and few enough to count with.
    let most = 1_000_000_000;
    if (1..=most).contains(&number) {
        Ok(number)
    } else {
        Err(Refusal::new(RefusalCode::OutOfRange).with("min", 1).with("max", most))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[(&str, &str)]) -> Result<ListQuery, Vec<Refusal>> {
        let parameters: Vec<_> = text.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ListQuery::read(&parameters)
    }

    #[test]
    fn links_keep_the_filters_and_not_the_place() {
        let query = read(&[("limit", "500"), ("after", "x"), ("modified_since", "2020-03-03T09:00:00+01:00")]).unwrap();
        assert_eq!((query.limit, query.place), (100, Place::After("x".to_owned())));
        assert_eq!(query.modified_since, Some(Timestamp::parse("2020-03-03T08:00:00Z").unwrap()));
        let shared = [("modified_since", "2020-03-03T09:00:00+01:00".to_owned()), ("limit", "500".to_owned())];
        assert_eq!(query.shared, shared);
        assert_eq!(
            read(&[("modified_since", "2020-03-03T09:00:00 01:00")]).unwrap().modified_since,
            query.modified_since
        );
        assert_eq!(read(&[("unknown", "x")]).unwrap(), ListQuery::default());
    }

    #[test]
    fn nonsense_is_refused_by_name() {
        for (name, value) in [
            ("created_since", "2020-03-03"),
            ("modified_until", "yesterday"),
            ("modified_since", "2020-03-03T09:00:00"),
            ("limit", "0"),
            ("limit", "-1"),
            ("limit", "many"),
            ("page", "99999999999999999999999"),
            ("omit_internal", "yes"),
        ] {
            let refusals = read(&[(name, value)]).unwrap_err();
            assert_eq!(refusals[0].path, [name], "{value}");
        }
        assert_eq!(read(&[("limit", "1"), ("limit", "2")]).unwrap_err()[0].code, RefusalCode::Duplicate);
        assert_eq!(read(&[("page", "1"), ("after", "x")]).unwrap_err().len(), 1);
    }
}
