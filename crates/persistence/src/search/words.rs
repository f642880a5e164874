//! The words of documents, in each database's own index: PostgreSQL looks them up in a column of the documents, SQLite
//! in a table beside them. Both are given the same words, and understand the same questions.

use crate::entities::search_document::Column;
use domain::search::{MOST_WORDS, SearchQuery, Term, Word, words};
use sea_orm::sea_query::{Alias, BinOper, Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, DatabaseBackend};
use std::collections::BTreeSet;
use std::fmt::Write;
use uuid::Uuid;

/// SQLite's table of the words.
pub(crate) const TABLE: &str = "search_words";
/// PostgreSQL's column of the words of the title, and of all words.
pub(crate) const COLUMNS: [&str; 2] = ["title_words", "words"];

/// How many bytes the words of one text take: PostgreSQL keeps no more than a megabyte of them.
const MOST_BYTES: usize = 400_000;

/// The words of one text: those that are written carry a `w`, their stems an `s`.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    forms: Vec<String>,
    stems: BTreeSet<String>,
}

impl Words {
    pub(super) fn of(text: &str) -> Self {
        let mut all = Self::default();
        let mut bytes = 0;
        for (_, word) in words(text).take(MOST_WORDS) {
            bytes += word.form.len() + word.stem.len() + 2;
            if bytes > MOST_BYTES {
                break;
            }
            all.forms.push(word.form);
            all.stems.insert(word.stem);
        }
        all
    }

    /// For SQLite: what is written in its order, then the stems.
    pub(super) fn text(&self) -> String {
        let forms = self.forms.iter().map(|form| format!("w{form}"));
        let stems = self.stems.iter().map(|stem| format!("s{stem}"));
        forms.chain(stems).collect::<Vec<_>>().join(" ")
    }

    /// For PostgreSQL: what is written with its place, and the stems, which need none.
    pub(super) fn vector(&self) -> String {
        self.vector_after(0)
    }

    /// The same of two texts, between which no phrase reaches.
    pub(super) fn vector_with(&self, more: &Self) -> String {
        format!("{} {}", self.vector(), more.vector_after(self.forms.len() + 1))
    }

    fn vector_after(&self, before: usize) -> String {
        let mut vector = String::new();
        // Writing to a string cannot fail. Words have letters and digits only: nothing in them needs to be escaped.
        for (place, form) in self.forms.iter().enumerate() {
            let _ = write!(vector, "'w{form}':{} ", before + place + 1);
        }
        for stem in &self.stems {
            let _ = write!(vector, "'s{stem}' ");
        }
        vector
    }
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// In title and text; nothing of what is not wanted is there.
    Anywhere,
    /// In the title.
    Title,
    /// In the title, and as whole words.
    TitleWhole,
}

/// The documents that have the words of a search in a place.
pub(super) fn having(backend: DatabaseBackend, query: &SearchQuery, place: Place) -> SimpleExpr {
    if backend == DatabaseBackend::Postgres {
        let column = if place == Place::Anywhere { COLUMNS[1] } else { COLUMNS[0] };
        let asked = Expr::val(tsquery(query, place)).cast_as("tsquery");
        return Expr::col(("search_document", column)).binary(BinOper::Custom("@@"), asked);
    }
    let found = Query::select()
        .column("rowid")
        .from(TABLE)
        .and_where(Expr::col(TABLE).binary(BinOper::Custom("MATCH"), Expr::val(fts5(query, place))))
        .take();
    Column::Number.in_subquery(found)
}

fn tsquery(query: &SearchQuery, place: Place) -> String {
    let word = |word: &Word| match Term::beginning(word).filter(|_| place != Place::TitleWhole) {
        Some(beginning) => format!("('s{}' | 'w{}' | 'w{beginning}':*)", word.stem, word.form),
        None => format!("('s{}' | 'w{}')", word.stem, word.form),
    };
    let term = |term: &Term| match term {
        Term::Word(one) => word(one),
        Term::Phrase(all) => {
            let all = all.iter().map(|word| format!("'w{}'", word.form)).collect::<Vec<_>>();
            format!("({})", all.join(" <-> "))
        }
    };
    let wanted = query.wanted.iter().map(term);
    let unwanted = query.unwanted.iter().filter(|_| place == Place::Anywhere).map(|it| format!("!{}", term(it)));
    wanted.chain(unwanted).collect::<Vec<_>>().join(" & ")
}

fn fts5(query: &SearchQuery, place: Place) -> String {
    let word = |word: &Word| match Term::beginning(word).filter(|_| place != Place::TitleWhole) {
        Some(beginning) => format!("(\"s{}\" OR \"w{}\" OR \"w{beginning}\" *)", word.stem, word.form),
        None => format!("(\"s{}\" OR \"w{}\")", word.stem, word.form),
    };
    let term = |term: &Term| match term {
        Term::Word(one) => word(one),
        Term::Phrase(all) => {
            let all = all.iter().map(|word| format!("w{}", word.form)).collect::<Vec<_>>();
            format!("\"{}\"", all.join(" "))
        }
    };
    let all = |terms: &[Term], between: &str| terms.iter().map(term).collect::<Vec<_>>().join(between);
    let wanted = all(&query.wanted, " AND ");
    match place {
        Place::Anywhere if query.unwanted.is_empty() => wanted,
        Place::Anywhere => format!("({wanted}) NOT ({})", all(&query.unwanted, " OR ")),
        Place::Title | Place::TitleWhole => format!("{{title}} : ({wanted})"),
    }
}

/// The rows of SQLite's table that are those of documents.
pub(super) fn rows_of(kind: &str, subjects: impl IntoIterator<Item = Uuid>) -> SimpleExpr {
    use crate::entities::search_document;
    let numbers = Query::select()
        .column(Column::Number)
        .from(search_document::Entity)
        .and_where(Column::Kind.eq(kind))
        .and_where(Column::SubjectId.is_in(subjects))
        .take();
    Expr::col(Alias::new("rowid")).in_subquery(numbers)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_are_asked_the_same() {
        let query = SearchQuery::read("Köln \"runder tisch\" -it").unwrap();
        let asked = "('skoln' | 'wkoln' | 'wkoln':*) & ('wrunder' <-> 'wtisch') & !('sit' | 'wit')";
        assert_eq!(tsquery(&query, Place::Anywhere), asked);
        let asked = "((\"skoln\" OR \"wkoln\" OR \"wkoln\" *) AND \"wrunder wtisch\") NOT ((\"sit\" OR \"wit\"))";
        assert_eq!(fts5(&query, Place::Anywhere), asked);
        assert_eq!(fts5(&query, Place::TitleWhole), "{title} : ((\"skoln\" OR \"wkoln\") AND \"wrunder wtisch\")");
    }

    #[test]
    fn no_phrase_reaches_from_the_title_into_the_text() {
        let vector = Words::of("Runder").vector_with(&Words::of("Tisch"));
        assert_eq!(vector, "'wrunder':1 'srund'  'wtisch':3 'stisch' ");
    }
}
