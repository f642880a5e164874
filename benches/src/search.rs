//! The search over a hundred thousand documents.

use crate::cases::over_http;
use crate::load::Load;
use crate::report;
use crate::served::Served;
use anyhow::{Result, ensure};
use application::search::rebuild_search_index;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;

const SEARCH: &str = include_str!("../../schema/operations/Search.graphql");
/// The same without the count and the records.
const HITS: &str =
    "query($text: String!) { search(text: $text) { nodes { title { text } snippet { text marks { start } } } } }";

/// How many networks are added, each with one document.
const MANY: u64 = 100_000;

/// A text that every fifth document has, one that every thousandth has, and several words.
const TEXTS: [&str; 3] = ["Bildungskonferenzen", "Quellwort7", "Sprache Lehrkraft -Musik"];

/// Adds the documents, and measures.
pub(crate) fn measure(served: &Served, load: Load) -> Result<()> {
    served.plain.block_on(served.bare.add_networks(MANY))?;
    let began = Instant::now();
    let records = served.callers.block_on(rebuild_search_index(&served.platform, &|_, _| {}))?;
    report::note(&format!("index of {records} records made anew in {:.1} s", began.elapsed().as_secs_f64()));
    ensure!(records > MANY, "the networks were added");
    for text in TEXTS {
        for (what, query) in [("hits", HITS), ("all of it", SEARCH)] {
            let request = json!({"query": query, "variables": {"text": text}});
            let found = served.callers.block_on(served.administrator.ask(Arc::new(request.clone())))?;
            ensure!(found["search"]["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty()), "{text}: {found}");
            compare(served, load, &format!("search {text}, {what}"), &request)?;
        }
    }
    Ok(())
}

fn compare(served: &Served, load: Load, what: &str, request: &Value) -> Result<()> {
    let administrator = over_http(served, load, &served.administrator, request.clone())?;
    report::line(&format!("{what}, admin"), administrator, None);
    let restricted = over_http(served, load, &served.lead, request.clone())?;
    report::line(&format!("{what}, lead"), restricted, None);
    report::ratio(&format!("{what}, lead : admin"), restricted, administrator);
    Ok(())
}
