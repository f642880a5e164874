//! Bodies: the municipalities whose committees are published, and the state for what belongs to none.

use super::fields::Fields;
use super::kind::{ObjectKind, ObjectList};
use super::object::{Object, ObjectPath};
use crate::shared::{Date, Timestamp};
use crate::territories::{TerritoryFacts, TerritoryKey, TerritoryLevel};

/// The key of the body for what lies in no district: the state.
pub const STATE_BODY: &str = TerritoryKey::STATE;

/// The first and last days of the terms of councils in North Rhine-Westphalia (source: Kommunalwahlgesetz NRW, section 14,
/// with the shortened and the lengthened terms before it).
const TERMS: [(Date, Date); 3] = [
    (jiff::civil::date(2014, 6, 1), jiff::civil::date(2020, 10, 31)),
    (jiff::civil::date(2020, 11, 1), jiff::civil::date(2025, 10, 31)),
    (jiff::civil::date(2025, 11, 1), jiff::civil::date(2030, 10, 31)),
];

/// A body with the terms of its council. `since` is when the first of its objects was made.
pub fn publish_body(territory: &TerritoryFacts, since: Timestamp) -> Vec<Object> {
    let key = territory.key.as_str();
    let path = ObjectPath::new(ObjectKind::Body, key);
    let has_council = matches!(territory.key.level(), TerritoryLevel::District | TerritoryLevel::Municipality);
    let terms: Vec<Object> = TERMS
        .iter()
        .filter(|_| has_council)
        .map(|(from, until)| Object {
            path: ObjectPath::new(ObjectKind::LegislativeTerm, format_args!("{key}-{}", from.year())),
            kind: ObjectKind::LegislativeTerm,
            body: key.to_owned(),
            committee: None,
            created: since,
            touched: since,
            fields: Fields::default()
                .link("body", Some(&path))
                .text("name", Some(format_args!("Wahlperiode {}\u{2013}{}", from.year(), until.year())))
                .date("startDate", Some(*from))
                .date("endDate", Some(*until)),
        })
        .collect();
    let fields = Fields::default()
        .link("system", Some("system"))
        .text("name", Some(territory.display_name()))
        .text("shortName", Some(&territory.name))
        .text("ags", Some(format_args!("{key:0<8}")))
        .text("rgs", Some(territory.regional_key.as_str()))
        .text("classification", Some(territory.kind.german()))
        .required_inners("legislativeTerm", terms.iter().map(|term| term.path.clone()));
    let list = |kind| ObjectList::OfBody(key.to_owned(), kind).path();
    let fields =
        ObjectList::OF_BODY.iter().fold(fields, |fields, (kind, _)| fields.link(field_of(*kind), Some(list(*kind))));
    let body = Object {
        path,
        kind: ObjectKind::Body,
        body: key.to_owned(),
        committee: None,
        created: since,
        touched: since,
        fields,
    };
    std::iter::once(body).chain(terms).collect()
}

/// The field of a body that has the address of the list of a type.
const fn field_of(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Body | ObjectKind::Organization => "organization",
        ObjectKind::Person => "person",
        ObjectKind::Membership => "membership",
        ObjectKind::Meeting => "meeting",
        ObjectKind::AgendaItem => "agendaItem",
        ObjectKind::Paper => "paper",
        ObjectKind::Consultation => "consultation",
        ObjectKind::File => "file",
        ObjectKind::Location => "locationList",
        ObjectKind::LegislativeTerm => "legislativeTermList",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::Name;
    use crate::territories::{RegionalKey, TerritoryKind};
    use serde_json::json;

    fn published(key: &str, kind: TerritoryKind, name: &str) -> Vec<Object> {
        let key = TerritoryKey::new(key).unwrap();
        let regional = RegionalKey::new(&format!("{:0<12}", key.as_str()), &key).unwrap();
        let name = Name::new(name).unwrap();
        let facts = TerritoryFacts::new(key, kind, regional, name, jiff::civil::date(2020, 1, 1)).unwrap();
        publish_body(&facts, Timestamp::from_micros(0).unwrap())
    }

    #[test]
    fn a_district_has_the_terms_of_its_council() {
        let objects = published("05515", TerritoryKind::IndependentCity, "Münster, Stadt");
        let keys: Vec<&str> = objects.iter().map(|object| object.path.as_str()).collect();
        let terms = ["legislative-term/05515-2014", "legislative-term/05515-2020", "legislative-term/05515-2025"];
        assert_eq!(keys[0], "body/05515");
        assert_eq!(keys[1..], terms);
        let fields = objects[0].fields.as_map();
        assert_eq!((&fields["ags"], &fields["rgs"]), (&json!("05515000"), &json!("055150000000")));
    }

    #[test]
    fn the_state_has_no_council() {
        let objects = published(STATE_BODY, TerritoryKind::State, "Nordrhein-Westfalen");
        assert_eq!(objects.len(), 1);
        let fields = objects[0].fields.as_map();
        assert_eq!((&fields["legislativeTerm"], &fields["name"]), (&json!([]), &json!("Nordrhein-Westfalen")));
    }
}
