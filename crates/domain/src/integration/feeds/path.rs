//! What stands in feeds, and where.

use crate::shared::{CourseSessionId, Id, NetworkId, OrganisationId, coded_enum};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

coded_enum! {
    /// What stands in feeds.
    FeedKind {
        /// A session, a conference or another date of an offer.
        Session = "session", "Veranstaltung";
        /// An organisation.
        Organisation = "organisation", "Organisation";
        /// A network.
        Network = "network", "Netzwerk";
    }
}

impl FeedKind {
    /// The type of the record, as the GraphQL schema spells it.
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Session => CourseSessionId::TYPE,
            Self::Organisation => OrganisationId::TYPE,
            Self::Network => NetworkId::TYPE,
        }
    }
}

/// One record that stands in feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FeedPath {
    /// What it is.
    pub kind: FeedKind,
    /// The record.
    pub id: Uuid,
}

impl FeedPath {
    /// That of a record.
    pub fn new(kind: FeedKind, id: impl Into<Uuid>) -> Self {
        Self { kind, id: id.into() }
    }
}

impl fmt::Display for FeedPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.kind, self.id)
    }
}

impl FromStr for FeedPath {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = "not the path of anything in a feed";
        let (kind, id) = text.split_once('/').ok_or(wrong)?;
        Ok(Self { kind: kind.parse().map_err(|_| wrong)?, id: Uuid::parse_str(id).map_err(|_| wrong)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_read_as_it_is_written() {
        for kind in FeedKind::ALL {
            let path = FeedPath::new(*kind, Uuid::from_u128(7));
            assert_eq!(path.to_string().parse(), Ok(path));
        }
        assert!("session/x".parse::<FeedPath>().is_err() && "session".parse::<FeedPath>().is_err());
    }
}
