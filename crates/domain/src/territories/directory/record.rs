//! One line of the directory, read.

use super::line::Line;
use super::problem::Problem;
use crate::shared::{Date, Name};

/// The type codes of districts: kreisfreie Stadt, Stadtkreis, Kreis, Landkreis, Regionalverband.
const DISTRICT_CODES: [&str; 5] = [INDEPENDENT_CITY_DISTRICT, "42", "43", "44", "45"];
/// The type codes of municipalities: Markt, kreisfreie Stadt, Stadtkreis, Stadt, kreisangehörige Gemeinde,
/// gemeindefreies Gebiet (bewohnt, unbewohnt), Große Kreisstadt.
const MUNICIPALITY_CODES: [&str; 8] = ["60", INDEPENDENT_CITY, "62", TOWN, MUNICIPALITY, "65", "66", "67"];

pub(super) const INDEPENDENT_CITY_DISTRICT: &str = "41";
pub(super) const INDEPENDENT_CITY: &str = "61";
pub(super) const TOWN: &str = "63";
pub(super) const MUNICIPALITY: &str = "64";

/// A record of the directory, of any state of Germany.
#[derive(Debug)]
pub(super) struct Record {
    /// The line on which it stands, counted from 1.
    pub(super) line: usize,
    pub(super) status_date: Date,
    /// The digits of its key; for an association of municipalities with the association's.
    pub(super) key: String,
    pub(super) name: Name,
    pub(super) seat: Option<Name>,
    pub(super) content: Content,
}

/// What only records of one type have.
#[derive(Debug)]
pub(super) enum Content {
    State,
    AdministrativeRegion,
    /// A region of Baden-Württemberg or an association of municipalities: checked, and left out.
    Skipped,
    District {
        code: &'static str,
    },
    Municipality {
        code: &'static str,
        association: String,
        area: u32,
        population: u32,
    },
}

impl Record {
    /// Reads a line.
    pub(super) fn read(number: usize, text: &[u8]) -> Result<Self, Vec<Problem>> {
        let text = std::str::from_utf8(text).map_err(|_| vec![Problem::NotUtf8])?;
        let line = Line::cut(text).map_err(|problem| vec![problem])?;
        let mut found = Gathered::default();
        let status_date = found.take(line.status_date());
        let key = match line.record_type() {
            "10" => found.take(line.key(2)).map(|key| (key.to_owned(), Content::State)),
            "20" => found.take(line.key(3)).map(|key| (key.to_owned(), Content::AdministrativeRegion)),
            "30" => found.take(line.key(4)).map(|key| (key.to_owned(), Content::Skipped)),
            "40" => {
                let code = found.take(line.type_code(&DISTRICT_CODES));
                found.take(line.key(5)).zip(code).map(|(key, code)| (key.to_owned(), Content::District { code }))
            }
            "50" => {
                let association = found.take(line.association());
                found.take(line.key(5)).zip(association).map(|(key, own)| (format!("{key}-{own}"), Content::Skipped))
            }
            "60" => municipality(&line, &mut found),
            other => return Err(vec![Problem::RecordType(other.to_owned())]),
        };
        let name = match line.name() {
            "" => found.take(Err(Problem::NoName)),
            text => found.take(Name::new(text).map_err(|_| Problem::Name(text.to_owned()))),
        };
        let seat = found.take(Name::optional(Some(line.seat())).map_err(|_| Problem::Name(line.seat().to_owned())));
        match (status_date, key, name, seat) {
            (Some(status_date), Some((key, content)), Some(name), Some(seat)) => {
                Ok(Self { line: number, status_date, key, name, seat, content })
            }
            _ => Err(found.0),
        }
    }
}

fn municipality(line: &Line<'_>, found: &mut Gathered) -> Option<(String, Content)> {
    let key = found.take(line.key(8));
    let association = found.take(line.association());
    let code = found.take(line.type_code(&MUNICIPALITY_CODES));
    let area = found.take(line.area());
    let population = found.take(line.population());
    let content = Content::Municipality {
        code: code?,
        association: association?.to_owned(),
        area: area?,
        population: population?,
    };
    Some((key?.to_owned(), content))
}

/// All that is wrong with a line, rather than the first of it.
#[derive(Default)]
struct Gathered(Vec<Problem>);

impl Gathered {
    fn take<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.0.push(problem)).ok()
    }
}
