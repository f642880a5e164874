//! Writes files like the official directory, GV100AD, from territories.

use domain::territories::{Territory, TerritoryKind};

/// The file that lists these territories with a status date, eight digits.
pub(super) fn file(territories: &[Territory], status_date: &str) -> String {
    let mut lines = Vec::new();
    for territory in territories {
        let facts = &territory.facts;
        let (key, name) = (facts.key.as_str(), facts.official_name.as_str());
        let seat = facts.seat.as_ref().map_or("", |seat| seat.as_str());
        let mut line = |record: &str, key: &str, association: &str, seat: &str, code: &str, figures: &str| {
            let text =
                format!("{record}{status_date}{key:<8}{association:<4}{name:<50}{seat:<50}{code:<2}    {figures}");
            lines.push(format!("{text:<220}"));
        };
        let area = facts.area.map_or(0, |area| area.0);
        let inhabitants = facts.population.map_or(0, |population| population.inhabitants);
        let figures = format!("{area:011}{inhabitants:011}");
        match facts.kind {
            TerritoryKind::State => line("10", key, "", seat, "", ""),
            TerritoryKind::AdministrativeRegion => line("20", key, "", seat, "", ""),
            TerritoryKind::District | TerritoryKind::CityRegion => line("40", key, "", seat, "43", ""),
            TerritoryKind::IndependentCity => {
                line("40", key, "", seat, "41", "");
                line("50", key, "0000", "", "50", "");
                line("60", &format!("{key}000"), "0000", "", "61", &figures);
            }
            TerritoryKind::Town | TerritoryKind::Municipality => {
                let association = format!("0{}", &key[5..]);
                let code = if facts.kind == TerritoryKind::Town { "63" } else { "64" };
                line("50", &key[..5], &association, "", "50", "");
                line("60", key, &association, "", code, &figures);
            }
        }
    }
    lines.into_iter().map(|line| line + "\n").collect()
}
