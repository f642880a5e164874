//! Which column goes into which field.

use super::field::{ImportField, ImportKind};
use crate::access::Owner;
use crate::shared::{ImportMappingId, Name, OrganisationId, Refusal, RefusalCode, Refusals, Timestamp, sort_key};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A mapping as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingDraft {
    /// The columns that are read.
    pub columns: Vec<ColumnDraft>,
    /// What is the same in every row.
    pub constants: Vec<ConstantDraft>,
}

/// A column as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnDraft {
    /// Its name in the file.
    pub header: String,
    /// The field that it fills.
    pub field: ImportField,
    /// What words of the file stand for.
    pub values: Vec<ValueDraft>,
}

/// What a word of the file stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueDraft {
    /// The word in the file, for instance `Stadt`.
    pub from: String,
    /// What it stands for, for instance `MUNICIPALITY`.
    pub to: String,
}

/// What is the same in every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConstantDraft {
    /// The field.
    pub field: ImportField,
    /// What is in it.
    pub value: String,
}

/// Which column goes into which field. The same mapping is always written down the same way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// What the rows become.
    pub kind: ImportKind,
    /// The columns, by the fields that they fill.
    pub columns: BTreeMap<ImportField, MappedColumn>,
    /// What is the same in every row.
    pub constants: BTreeMap<ImportField, String>,
}

/// A column of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Its name.
    pub header: String,
    /// What words stand for, whatever their case and umlauts.
    pub values: BTreeMap<String, String>,
}

/// The form in which names of columns, and words in them, are compared.
pub fn column_key(text: &str) -> String {
    sort_key(text)
}

impl Mapping {
    /// How many words of one column can be translated.
    pub const MOST_VALUES: usize = 500;
    /// How many characters a constant, or a word and what it stands for, have at most.
    const LONGEST_VALUE: usize = 1_000;

    /// Checks a mapping.
    ///
    /// # Errors
    /// `INVALID` for a field of another kind, `DUPLICATE` for a field that is filled twice or a column that is read
    /// twice, `REQUIRED` for a field that has to be filled, `TOO_MANY` words; and what is wrong with the names.
    pub fn check(kind: ImportKind, draft: &MappingDraft) -> Result<Self, Vec<Refusal>> {
        let (mut refusals, mut filled, mut headers) = (Refusals::new(), BTreeSet::new(), BTreeSet::new());
        let (mut columns, mut constants) = (BTreeMap::new(), BTreeMap::new());
        let mut fill = |field: ImportField| {
            if !kind.fields().contains(&field) {
                let reason = format!("{field} is no field of {kind}");
                Err(Refusal::new(RefusalCode::Invalid).at("field").with("reason", reason))
            } else if filled.insert(field) {
                Ok(())
            } else {
                Err(Refusal::new(RefusalCode::Duplicate).at("field"))
            }
        };
        for (place, column) in draft.columns.iter().enumerate() {
            let mut own = Refusals::new();
            own.gather(fill(column.field).map_err(|refusal| vec![refusal]));
            let header = own.take("header", Name::new(&column.header));
            if let Some(header) = &header
                && !headers.insert(column_key(header.as_str()))
            {
                own.push(Refusal::new(RefusalCode::Duplicate).at("header"));
            }
            let values = own.take_all("values", check_values(&column.values));
            let read = header.zip(values).map(|(header, values)| MappedColumn { header: header.to_string(), values });
            let read = own.into_result(read).map_err(|found| at("columns", place, found));
            if let Some(read) = refusals.gather(read) {
                columns.insert(column.field, read);
            }
        }
        for (place, constant) in draft.constants.iter().enumerate() {
            let mut own = Refusals::new();
            own.gather(fill(constant.field).map_err(|refusal| vec![refusal]));
            let value = own.take("value", check_word(&constant.value));
            if let Some(value) = refusals.gather(own.into_result(value).map_err(|found| at("constants", place, found)))
            {
                constants.insert(constant.field, value);
            }
        }
        for group in kind.required().iter().filter(|group| group.iter().all(|field| !filled.contains(field))) {
            let field = group.iter().map(|field| field.code()).collect::<Vec<_>>().join("|");
            refusals.push(Refusal::new(RefusalCode::Required).at(field).at("columns"));
        }
        refusals.into_result(Some(Self { kind, columns, constants }))
    }

    /// Finds the columns in a file: of each field that a column fills, its place.
    ///
    /// # Errors
    /// `MISSING_COLUMN`, with the names that the file has; `DUPLICATE_COLUMN` where a name that is read stands twice.
    pub fn find_columns(&self, present: &[String]) -> Result<BTreeMap<ImportField, usize>, Vec<Refusal>> {
        let keys: Vec<String> = present.iter().map(|name| column_key(name)).collect();
        let (mut places, mut refusals) = (BTreeMap::new(), Vec::new());
        for (field, column) in &self.columns {
            let wanted = column_key(&column.header);
            let mut found = keys.iter().enumerate().filter(|(_, key)| **key == wanted).map(|(place, _)| place);
            let refuse = |code| Refusal::new(code).at(field.code()).at("columns").with("column", &column.header);
            match (found.next(), found.next()) {
                (Some(place), None) => {
                    places.insert(*field, place);
                }
                (Some(_), Some(_)) => refusals.push(refuse(RefusalCode::DuplicateColumn)),
                (None, _) => {
                    let named: Vec<&str> = present.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
                    refusals.push(refuse(RefusalCode::MissingColumn).with("present", named.join(", ")));
                }
            }
        }
        if refusals.is_empty() { Ok(places) } else { Err(refusals) }
    }

    /// The name of the column that fills a field.
    pub fn header(&self, field: ImportField) -> Option<&str> {
        self.columns.get(&field).map(|column| column.header.as_str())
    }
}

impl MappedColumn {
    /// What a cell says: its word, or what that stands for.
    pub fn translate<'v>(&'v self, cell: &'v str) -> &'v str {
        if self.values.is_empty() {
            return cell;
        }
        self.values.get(&column_key(cell)).map_or(cell, String::as_str)
    }
}

fn at(list: &str, place: usize, refusals: Vec<Refusal>) -> Vec<Refusal> {
    refusals.into_iter().map(|refusal| refusal.at(place.to_string()).at(list)).collect()
}

fn check_word(word: &str) -> Result<String, Refusal> {
    let word = word.trim();
    if word.chars().count() > Mapping::LONGEST_VALUE {
        return Err(Refusal::new(RefusalCode::TooLong).with("max", Mapping::LONGEST_VALUE));
    }
    if word.is_empty() { Err(Refusal::new(RefusalCode::Required)) } else { Ok(word.to_owned()) }
}

fn check_values(drafts: &[ValueDraft]) -> Result<BTreeMap<String, String>, Vec<Refusal>> {
    if drafts.len() > Mapping::MOST_VALUES {
        return Err(vec![Refusal::new(RefusalCode::TooMany).with("max", Mapping::MOST_VALUES)]);
    }
    let (mut values, mut refusals) = (BTreeMap::new(), Refusals::new());
    for (place, draft) in drafts.iter().enumerate() {
        let place = place.to_string();
        let from = refusals.take_all(&place, check_word(&draft.from).map_err(|refusal| vec![refusal.at("from")]));
        // A word may stand for nothing, such as `unbekannt`.
        let to = draft.to.trim().to_owned();
        if let Some(from) = from
            && values.insert(column_key(&from), to).is_some()
        {
            refusals.push(Refusal::new(RefusalCode::Duplicate).at("from").at(place));
        }
    }
    refusals.into_result(Some(values))
}

/// A mapping that was kept under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportMapping {
    /// The mapping.
    pub id: ImportMappingId,
    /// To which organisation it belongs.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: Name,
    /// What it says.
    pub mapping: Mapping,
    /// Counts the changes.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// To whom it belongs.
    pub owner: Owner,
}

impl ImportMapping {
    /// How many one organisation has at most.
    pub const MOST: u64 = 100;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(header: &str, field: ImportField) -> ColumnDraft {
        ColumnDraft { header: header.to_owned(), field, values: Vec::new() }
    }

    fn told(refused: &[Refusal]) -> Vec<String> {
        refused.iter().map(|refusal| format!("{} {}", refusal.code, refusal.path.join("."))).collect()
    }

    #[test]
    fn a_field_is_filled_once_and_belongs_to_the_kind() {
        let draft = MappingDraft {
            columns: vec![
                column("Nachname", ImportField::FamilyName),
                column("NACHNAME", ImportField::Title),
                column("Art", ImportField::OrganisationKind),
            ],
            constants: vec![ConstantDraft { field: ImportField::FamilyName, value: "x".to_owned() }],
        };
        let refused = Mapping::check(ImportKind::People, &draft).unwrap_err();
        assert_eq!(
            told(&refused),
            ["DUPLICATE columns.1.header", "INVALID columns.2.field", "DUPLICATE constants.0.field"]
        );
        let refused = Mapping::check(ImportKind::Memberships, &MappingDraft::default()).unwrap_err();
        assert_eq!(told(&refused), ["REQUIRED columns.PERSON|EMAIL|FAMILY_NAME", "REQUIRED columns.ROLE"]);
    }

    #[test]
    fn columns_are_found_however_they_are_written() {
        let draft = MappingDraft { columns: vec![column("Straße", ImportField::FamilyName)], constants: vec![] };
        let mapping = Mapping::check(ImportKind::People, &draft).unwrap();
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(mapping.find_columns(&names(&["Ort", "STRASSE"])).unwrap()[&ImportField::FamilyName], 1);
        let refused = mapping.find_columns(&names(&["Ort", ""])).unwrap_err();
        assert_eq!(told(&refused), ["MISSING_COLUMN columns.FAMILY_NAME"]);
        assert_eq!(refused[0].parameters[1], ("present", "Ort".to_owned()));
        let refused = mapping.find_columns(&names(&["straße", "Strasse"])).unwrap_err();
        assert_eq!(told(&refused), ["DUPLICATE_COLUMN columns.FAMILY_NAME"]);
    }

    #[test]
    fn words_are_translated_whatever_their_case() {
        let values = check_values(&[ValueDraft { from: "Stadt".to_owned(), to: "MUNICIPALITY".to_owned() }]).unwrap();
        let column = MappedColumn { header: "Art".to_owned(), values };
        assert_eq!(column.translate("STADT"), "MUNICIPALITY");
        assert_eq!(column.translate("Kreis"), "Kreis");
    }
}
