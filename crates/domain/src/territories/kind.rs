//! What kinds of territories there are, and on which level of the tree they stand.

use crate::shared::coded_enum;

coded_enum! {
    /// The kind of a territory.
    TerritoryKind {
        /// The state of North Rhine-Westphalia.
        State = "STATE", "Land";
        /// One of the five areas of a district government (Bezirksregierung).
        AdministrativeRegion = "ADMINISTRATIVE_REGION", "Regierungsbezirk";
        /// A district with its member municipalities.
        District = "DISTRICT", "Kreis";
        /// A city that belongs to no district and carries out a district's tasks itself.
        IndependentCity = "INDEPENDENT_CITY", "kreisfreie Stadt";
        /// The city region of Aachen: a district by another law, whose largest member has tasks of a district too.
        CityRegion = "CITY_REGION", "StädteRegion";
        /// A municipality of a district that may call itself a town.
        Town = "TOWN", "kreisangehörige Stadt";
        /// Any other municipality of a district.
        Municipality = "MUNICIPALITY", "kreisangehörige Gemeinde";
    }
}

coded_enum! {
    /// A level of the tree. An independent city stands on two of them.
    TerritoryLevel {
        /// The state.
        State = "STATE", "Landesebene";
        /// Administrative regions.
        AdministrativeRegion = "ADMINISTRATIVE_REGION", "Ebene der Regierungsbezirke";
        /// Districts, independent cities and the city region.
        District = "DISTRICT", "Kreisebene";
        /// Towns and other municipalities of districts, and independent cities.
        Municipality = "MUNICIPALITY", "Gemeindeebene";
    }
}

impl TerritoryKind {
    /// The level by the length of its key; an independent city is filed under its district key.
    pub const fn level(self) -> TerritoryLevel {
        match self {
            Self::State => TerritoryLevel::State,
            Self::AdministrativeRegion => TerritoryLevel::AdministrativeRegion,
            Self::District | Self::IndependentCity | Self::CityRegion => TerritoryLevel::District,
            Self::Town | Self::Municipality => TerritoryLevel::Municipality,
        }
    }
}

impl TerritoryLevel {
    /// The kinds of territories that stand on this level.
    pub const fn kinds(self) -> &'static [TerritoryKind] {
        use TerritoryKind::{AdministrativeRegion, CityRegion, District, IndependentCity, Municipality, State, Town};
        match self {
            Self::State => &[State],
            Self::AdministrativeRegion => &[AdministrativeRegion],
            Self::District => &[District, IndependentCity, CityRegion],
            Self::Municipality => &[IndependentCity, Town, Municipality],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_independent_city_stands_on_two_levels() {
        for kind in TerritoryKind::ALL {
            let levels = TerritoryLevel::ALL.iter().filter(|level| level.kinds().contains(kind)).count();
            assert_eq!(levels, if *kind == TerritoryKind::IndependentCity { 2 } else { 1 }, "{kind}");
            assert!(kind.level().kinds().contains(kind), "{kind}");
        }
    }
}
