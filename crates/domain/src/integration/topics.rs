//! What somebody wants to hear of.

use super::catalogue::EventType;
use crate::shared::{Refusal, RefusalCode};
use std::collections::BTreeSet;

/// The types of events that somebody wants to hear of: all of them, or some.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Topics(BTreeSet<&'static str>);

impl Topics {
    /// The most types in one list.
    const MOST: usize = 100;

    /// All types.
    pub fn all() -> Self {
        Self::default()
    }

    /// Reads types, or `noun.*` for all types of one noun. An empty list means all types.
    ///
    /// # Errors
    /// `INVALID` at the place in the list, for a type that the catalogue does not have; `OUT_OF_RANGE` for more than 100.
    pub fn read<'a>(field: &'static str, given: impl IntoIterator<Item = &'a str>) -> Result<Self, Refusal> {
        let mut codes = BTreeSet::new();
        for (place, wanted) in given.into_iter().enumerate() {
            if place >= Self::MOST {
                return Err(Refusal::new(RefusalCode::OutOfRange).at(field).with("min", 0).with("max", Self::MOST));
            }
            let meant = |known: &&EventType| match wanted.strip_suffix(".*") {
                Some(noun) => known.noun() == noun,
                None => known.code == wanted,
            };
            let found: Vec<_> = EventType::ALL.iter().filter(meant).map(|known| known.code).collect();
            if found.is_empty() {
                let refusal = Refusal::new(RefusalCode::Invalid).at(place.to_string()).at(field);
                return Err(refusal.with("reason", "not a type of the catalogue in schema/events.md"));
            }
            codes.extend(found);
        }
        Ok(Self(codes))
    }

    /// Whether it is all of them.
    pub fn is_all(&self) -> bool {
        self.0.is_empty()
    }

    /// The types, none when it is all of them.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().copied()
    }

    /// Whether this type is among them.
    pub fn include(&self, kind: &EventType) -> bool {
        self.0.is_empty() || self.0.contains(kind.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_stands_for_all_its_types() {
        let topics = Topics::read("types", ["territory.*", "organisation.merged"]).unwrap();
        assert_eq!(topics.codes().count(), 4);
        assert!(topics.include(EventType::find("territory.ended").unwrap()));
        assert!(!topics.include(EventType::find("organisation.closed").unwrap()));
        assert!(Topics::all().include(EventType::find("organisation.closed").unwrap()));
    }

    #[test]
    fn an_unknown_type_is_refused_where_it_stands() {
        for unknown in ["organisation.exploded", "nothing.*", "*", ""] {
            let refused = Topics::read("types", ["territory.*", unknown]).unwrap_err();
            assert_eq!((refused.code, refused.path.join(".")), (RefusalCode::Invalid, "types.1".to_owned()));
        }
    }
}
