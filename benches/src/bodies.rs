//! Networks and their meetings: the calendar of two hundred networks, and the map of one with five hundred members.

use crate::cases::{PLAIN, compare, over_http, run, written};
use crate::load::Load;
use crate::report;
use crate::served::Served;
use anyhow::{Result, ensure};
use application::SystemClock;
use domain::shared::Clock;
use serde_json::json;
use std::sync::Arc;

const CALENDAR: &str = "query($from: DateTime!) { meetings(first: 100, filter: {from: $from}) { nodes { \
                        id title start committee { name network { name } } } } }";
const MAP: &str = include_str!("../../schema/operations/NetworkMap.graphql");

/// Measures both on one database.
pub(crate) fn measure(served: &Served, load: Load) -> Result<()> {
    calendar(served, load)?;
    map(served, load)
}

fn calendar(served: &Served, load: Load) -> Result<()> {
    let now = SystemClock.now();
    let request = json!({"query": CALENDAR, "variables": {"from": now.to_string()}});
    let wanted = served.plain.block_on(served.bare.calendar(now.as_micros()))?;
    let answer = served.callers.block_on(served.administrator.ask(Arc::new(request.clone())))?;
    ensure!(answer == wanted, "the calendar differs from bare SQL: {answer} instead of {wanted}");
    let nodes = answer["meetings"]["nodes"].as_array().map_or(0, Vec::len);
    ensure!(nodes == 100, "the calendar has {nodes} meetings");
    let bare = served.bare.clone();
    let bare = run(&served.plain, load, PLAIN, move || {
        let bare = bare.clone();
        async move { written(&bare.calendar(now.as_micros()).await?) }
    })?;
    report::line("calendar of 200 networks, bare SQL", bare, None);
    compare("calendar of 200 networks", served, load, &request, &request, bare)
}

fn map(served: &Served, load: Load) -> Result<()> {
    let request = json!({"query": MAP, "variables": {"id": served.map}});
    for caller in [&served.administrator, &served.speaker] {
        let answer = served.callers.block_on(caller.ask(Arc::new(request.clone())))?;
        let shown = &answer["networkAnalysis"];
        ensure!(shown["figures"]["nodes"] == 500, "the map has {} nodes", shown["figures"]["nodes"]);
        report::note(&format!("map for {}: {} ties", caller.email, shown["figures"]["ties"]));
    }
    let bare = served.bare.clone();
    let bare = run(&served.plain, load, PLAIN, move || {
        let bare = bare.clone();
        async move { written(&bare.map().await?) }
    })?;
    report::line("map of 500 members, kept text by SQL", bare, None);
    let administrator = over_http(served, load, &served.administrator, request.clone())?;
    report::line("map of 500 members, administrator", administrator, Some(bare));
    let speaker = over_http(served, load, &served.speaker, request)?;
    report::line("map of 500 members, speaker of one", speaker, Some(bare));
    report::ratio("map of 500 members, speaker : administrator", speaker, administrator);
    Ok(())
}
