//! What is asked, and what it is compared with.

use crate::bare::Slices;
use crate::cpu::Threads;
use crate::load::{Figures, Load};
use crate::report;
use crate::served::{Caller, Served, sign_in};
use anyhow::{Result, ensure};
use application::SystemClock;
use domain::accounts::Password;
use domain::shared::Clock;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The platform's threads; SQLite works on threads of its own, named by the driver.
const PLATFORM: Threads = Threads(&["server", "sqlx-sqlite"]);
/// The bare driver's.
pub(crate) const PLAIN: Threads = Threads(&["plain", "sqlx-sqlite"]);

const LIST: &str = include_str!("../../schema/operations/TerritoryList.graphql");
const ME: &str = include_str!("../../schema/operations/Me.graphql");
const LEVELS: &str = include_str!("../../schema/operations/TerritoriesOrganisationsPeople.graphql");

/// Measures everything on one database.
pub(crate) fn measure(served: &Served, load: Load) -> Result<()> {
    let today: Arc<str> = SystemClock.today().to_string().into();
    list(served, load, &today)?;
    three_levels(served, load, &today)?;
    let me = json!({"query": ME});
    report::line("me, administrator", over_http(served, load, &served.administrator, me.clone())?, None);
    report::line("me, office lead", over_http(served, load, &served.lead, me)?, None);
    sign_ins(served, load)?;
    mutation(served, load)
}

fn list(served: &Served, load: Load, today: &Arc<str>) -> Result<()> {
    let request = json!({"query": LIST});
    let bare = {
        let (bare, today) = (served.bare.clone(), Arc::clone(today));
        let wanted = served.plain.block_on(bare.territories(&today))?;
        let mut answer = served.callers.block_on(served.administrator.ask(Arc::new(request.clone())))?;
        answer["territories"].as_object_mut().map(|list| list.remove("pageInfo"));
        ensure!(answer == wanted, "the list differs from bare SQL: {answer} instead of {wanted}");
        run(&served.plain, load, PLAIN, move || {
            let (bare, today) = (bare.clone(), Arc::clone(&today));
            async move { written(&bare.territories(&today).await?) }
        })?
    };
    report::line("100 territories, bare SQL", bare, None);
    compare("100 territories", served, load, &request, &request, bare)
}

fn three_levels(served: &Served, load: Load, today: &Arc<str>) -> Result<()> {
    let wide = Slices { district: None, organisations: 5, people: 5 };
    let bare = bare_levels(served, load, today, &wide)?;
    report::line("20 districts, 3 levels, bare SQL", bare, None);
    let request = json!({"query": LEVELS});
    let figures = over_http(served, load, &served.administrator, request)?;
    report::line("20 districts, 3 levels, administrator", figures, Some(bare));
    // The lead sees the functions of one district only, so both are asked for that one.
    let key = served.lead.email.split_once("@k").and_then(|(_, place)| place.split('.').next()).unwrap_or_default();
    let name = served.callers.block_on(served.administrator.ask(Arc::new(
        json!({"query": "query($key: String!) { territory(key: $key) { name } }", "variables": {"key": key}}),
    )))?;
    let name = name["territory"]["name"].as_str().unwrap_or_default().to_owned();
    let narrow = Slices { district: Some((key.to_owned(), name)), organisations: 50, people: 20 };
    let bare = bare_levels(served, load, today, &narrow)?;
    report::line("1 district, 3 levels, bare SQL", bare, None);
    let request = json!({"query": LEVELS, "variables": variables(&narrow)});
    compare("1 district, 3 levels", served, load, &request, &request, bare)
}

fn bare_levels(served: &Served, load: Load, today: &Arc<str>, slices: &Slices) -> Result<Figures> {
    let wanted = served.plain.block_on(served.bare.three_levels(today, slices))?;
    let request = json!({"query": LEVELS, "variables": variables(slices)});
    let answer = served.callers.block_on(served.administrator.ask(Arc::new(request)))?;
    ensure!(answer == wanted, "the three levels differ from bare SQL: {answer} instead of {wanted}");
    let (bare, today, slices) = (served.bare.clone(), Arc::clone(today), Arc::new(slices.clone()));
    run(&served.plain, load, PLAIN, move || {
        let (bare, today, slices) = (bare.clone(), Arc::clone(&today), Arc::clone(&slices));
        async move { written(&bare.three_levels(&today, &slices).await?) }
    })
}

fn variables(slices: &Slices) -> Value {
    match &slices.district {
        None => json!({}),
        Some((key, _)) => {
            json!({"text": key, "first": 1, "organisations": slices.organisations, "people": slices.people})
        }
    }
}

/// The same request by both callers, beside bare SQL, and the ratio between the two.
pub(crate) fn compare(what: &str, served: &Served, load: Load, all: &Value, own: &Value, bare: Figures) -> Result<()> {
    let administrator = over_http(served, load, &served.administrator, all.clone())?;
    report::line(&format!("{what}, administrator"), administrator, Some(bare));
    let restricted = over_http(served, load, &served.lead, own.clone())?;
    report::line(&format!("{what}, office lead"), restricted, Some(bare));
    report::ratio(&format!("{what}, lead : administrator"), restricted, administrator);
    Ok(())
}

fn sign_ins(served: &Served, load: Load) -> Result<()> {
    let (passwords, password) = (served.passwords.clone(), Password::typed(application::worlds::WORLD_PASSWORD));
    let hash = served.plain.block_on(passwords.hash(&application::SystemIds, password.clone()))?;
    let bare = run(&served.plain, load, PLAIN, move || {
        let (passwords, password, hash) = (passwords.clone(), password.clone(), hash.clone());
        async move { Ok(passwords.verify(password, Some(hash)).await.map(drop)?) }
    })?;
    report::line("argon2 alone", bare, None);
    let figures = over_http(served, load, &served.lead, sign_in(&served.lead.email))?;
    report::line("sign-in", figures, Some(bare));
    Ok(())
}

fn mutation(served: &Served, load: Load) -> Result<()> {
    let query = "query { me { person { organisation { id } } } }";
    let me = served.callers.block_on(served.lead.ask(Arc::new(json!({"query": query}))))?;
    let organisation = me["me"]["person"]["organisation"]["id"].clone();
    let query =
        "mutation($input: CreatePersonInput!) { createPerson(input: $input) { person { id } errors { code } } }";
    let (caller, next) = (served.lead.clone(), Arc::new(AtomicU64::new(0)));
    let figures = run(&served.callers, load, PLATFORM, move || {
        let (caller, number) = (caller.clone(), next.fetch_add(1, Ordering::Relaxed));
        let input = json!({"organisationId": organisation, "familyName": format!("Beispiel {number}"), "acceptDuplicates": true});
        async move { caller.ask_only(Arc::new(json!({"query": query, "variables": {"input": input}}))).await }
    })?;
    report::line("createPerson, office lead", figures, None);
    Ok(())
}

/// The same request over HTTP, again and again.
pub(crate) fn over_http(served: &Served, load: Load, caller: &Caller, request: Value) -> Result<Figures> {
    let (caller, request) = (caller.clone(), Arc::new(request));
    run(&served.callers, load, PLATFORM, move || {
        let (caller, request) = (caller.clone(), Arc::clone(&request));
        async move { caller.ask_only(request).await }
    })
}

pub(crate) fn run<W, F>(on: &tokio::runtime::Runtime, load: Load, threads: Threads, work: W) -> Result<Figures>
where
    W: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Result<()>> + Send,
{
    on.block_on(load.run(|| threads.used(), work))
}

/// Writes the answer, as a server would.
pub(crate) fn written(answer: &Value) -> Result<()> {
    let text = serde_json::to_vec(answer)?;
    ensure!(!text.is_empty(), "an answer is never empty");
    Ok(())
}
