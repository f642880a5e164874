//! Papers of all kinds: minutes, invitations, lists.

use crate::DocumentError;
use crate::typeset::{date, pdf};
use jiff::civil::Date;
use typst::foundations::{Array, Dict, IntoValue, Value, dict};

/// A paper with a title and a body.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its title; also that of the file.
    pub title: String,
    /// Which office it is from.
    pub author: String,
    /// The day it was made.
    pub date: Date,
    /// What it says, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A part of a paper. Texts are set as they are; nothing in them is a command.
#[derive(Clone, Debug)]
pub enum Block {
    /// The title of what follows.
    Heading(String),
    /// Text; a line break in it stays one.
    Paragraph(String),
    /// Items with a mark.
    List(Vec<String>),
    /// Items with numbers from 1.
    Numbered(Vec<String>),
    /// Facts: what it is, and its value.
    Facts(Vec<(String, String)>),
    /// A table whose header is repeated on every page. Rows that are too short are filled up, cells too many left out.
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
                "blocks" => blocks,
            },
        )
    }
}

impl Block {
    fn value(&self) -> Dict {
        match self {
            Self::Heading(text) => dict! { "kind" => "heading", "text" => text.as_str() },
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
                dict! { "kind" => "table", "columns" => texts(columns), "rows" => rows.iter().map(row).collect::<Array>() }
            }
        }
    }
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
        let paper =
            Paper { title: "Niederschrift".to_owned(), author: "Büro".to_owned(), date: date(2020, 2, 29), blocks };
        let pdf = paper.to_pdf().unwrap();
        assert!(pdf.windows(12).any(|part| part == b"pdfuaid:part"), "it says that it is PDF/UA");
        assert_eq!(pdf, paper.to_pdf().unwrap());
    }
}
