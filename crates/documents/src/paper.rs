//! Papers of all kinds: minutes, invitations, lists.

use crate::DocumentError;
use crate::typeset::{date, pdf};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

/// The longest cell, in characters, of a column that takes no more room than it needs.
const NARROW: usize = 18;

/// The language of a paper: of its hyphenation, of its foot, and of the voice that reads it aloud.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperLanguage {
    /// German.
    #[default]
    German,
    /// English.
    English,
}

/// A paper with a title and a body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its title; also that of the file.
    pub title: String,
    /// Which office it is from.
    pub author: String,
    /// The day it was made.
    pub date: Date,
    /// In which language it is.
    pub language: PaperLanguage,
    /// What stands at the head of every page, for instance that it is a draft.
    pub mark: Option<String>,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a paper. Texts are set as they are; nothing in them is a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Block {
    /// The title of what follows.
    Heading(String),
    /// The title of a part of what stands under a heading.
    Subheading(String),
    /// Text; a line break in it stays one.
    Paragraph(String),
    /// Items with a mark.
    List(Vec<String>),
    /// Items with numbers from 1.
    Numbered(Vec<String>),
    /// Facts: what it is, and its value.
    Facts(Vec<(String, String)>),
    /// A table whose header is repeated on every page. Rows that are too short are filled up, cells too many left out.
    /// Columns of short cells are narrow.
    Table {
        /// The names of the columns.
        columns: Vec<String>,
        /// The cells, row by row.
        rows: Vec<Vec<String>>,
    },
}

impl Paper {
    /// The paper as accessible PDF; the same values give the same bytes.
    ///
    /// # Errors
    /// When the typesetter refuses the template.
    pub fn to_pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let blocks: Array = self.blocks.iter().map(|block| block.value().into_value()).collect();
        pdf(
            "paper.typ",
            dict! {
                "title" => self.title.as_str(),
                "author" => self.author.as_str(),
                "date" => date(self.date),
                "lang" => self.language.code(),
                "region" => self.language.region(),
                "mark" => self.mark.as_deref().map_or(Value::None, IntoValue::into_value),
                "blocks" => blocks,
            },
        )
    }
}

impl PaperLanguage {
    const fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    const fn region(self) -> &'static str {
        match self {
            Self::German => "DE",
            Self::English => "GB",
        }
    }
}

impl Block {
    fn value(&self) -> Dict {
        match self {
            Self::Heading(text) => dict! { "kind" => "heading", "text" => text.as_str() },
            Self::Subheading(text) => dict! { "kind" => "subheading", "text" => text.as_str() },
            Self::Paragraph(text) => dict! { "kind" => "paragraph", "text" => text.as_str() },
            Self::List(items) => dict! { "kind" => "list", "items" => texts(items) },
            Self::Numbered(items) => dict! { "kind" => "numbered", "items" => texts(items) },
            Self::Facts(facts) => {
                let row = |(name, value): &(String, String)| texts([name, value]).into_value();
                dict! { "kind" => "facts", "rows" => facts.iter().map(row).collect::<Array>() }
            }
            Self::Table { columns, rows } => {
                let row = |cells: &Vec<String>| {
                    let filled = (0..columns.len()).map(|place| cells.get(place).map_or("", String::as_str));
                    texts(filled).into_value()
                };
                let wide: Array = wide(columns, rows).into_iter().map(IntoValue::into_value).collect();
                let rows = rows.iter().map(row).collect::<Array>();
                dict! { "kind" => "table", "columns" => texts(columns), "wide" => wide, "rows" => rows }
            }
        }
    }
}

/// Which columns share the room that the narrow ones leave; all of them, when all are narrow.
fn wide(columns: &[String], rows: &[Vec<String>]) -> Vec<bool> {
    let long = |place: usize| {
        let cells = rows.iter().filter_map(|cells| cells.get(place)).chain(columns.get(place));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default() > NARROW
    };
    let wide: Vec<bool> = (0..columns.len()).map(long).collect();
    if wide.contains(&true) { wide } else { vec![true; columns.len()] }
}

fn texts<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> Array {
    items.into_iter().map(|item| Value::Str(item.as_ref().into())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_paper_holds_every_kind_of_block() {
        let row = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let blocks = vec![
            Block::Facts(vec![("Datum".to_owned(), "3. März 2020".to_owned())]),
            Block::Heading("Tagesordnung".to_owned()),
            Block::Subheading("Teil A".to_owned()),
            Block::Numbered(row(&["Begrüßung", "Beschluss"])),
            Block::List(row(&["erstens", "#panic()"])),
            Block::Paragraph("Es wird beschlossen.\nEinstimmig.".to_owned()),
            Block::Table {
                columns: row(&["Name", "Stimme"]),
                rows: vec![row(&["Kim Beispiel"]), row(&["a", "b", "c"])],
            },
            Block::Table { columns: row(&["Name"]), rows: vec![] },
            Block::List(vec![]),
        ];
        let paper = Paper {
            title: "Niederschrift".to_owned(),
            author: "Büro".to_owned(),
            date: date(2020, 2, 29),
            language: PaperLanguage::German,
            mark: Some("Entwurf".to_owned()),
            blocks,
        };
        let pdf = paper.to_pdf().unwrap();
        assert!(pdf.windows(12).any(|part| part == b"pdfuaid:part"), "it says that it is PDF/UA");
        assert_eq!(pdf, paper.to_pdf().unwrap());
        let kept = serde_json::to_string(&paper).unwrap();
        assert_eq!(serde_json::from_str::<Paper>(&kept).unwrap(), paper, "it waits for its mail without a loss");
        let english = Paper { language: PaperLanguage::English, mark: None, ..paper };
        assert_ne!(pdf, english.to_pdf().unwrap());
    }

    #[test]
    fn columns_of_short_cells_leave_the_room_to_the_others() {
        let texts = |cells: &[&str]| cells.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>();
        let rows = [texts(&["1", "Ein Gegenstand mit einem langen Titel"]), texts(&["2"])];
        assert_eq!(wide(&texts(&["TOP", "Gegenstand"]), &rows), [false, true]);
        assert_eq!(wide(&texts(&["TOP", "Zweck"]), &[]), [true, true]);
    }
}
