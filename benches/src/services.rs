//! Other systems: tokens for them, webhooks, and many who follow what happens.

use crate::load::Load;
use crate::process::{Process, entered};
use crate::served::threads;
use crate::{deliveries, followers, report};
use acceptance::{Cast, Door, Engine, PASSWORD, global};
use anyhow::{Context, Result};
use clap::Args;
use domain::access::Role;
use reqwest::Client;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};

const SERVICE: &str = include_str!("../../schema/operations/CreateServiceAccount.graphql");
const SECRET: &str = include_str!("../../schema/operations/IssueServiceSecret.graphql");
const PERSON: &str = include_str!("../../schema/operations/CreatePerson.graphql");

/// How much there is of it.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct Options {
    /// How many streams are open
    #[arg(long, default_value_t = 2_000)]
    pub(crate) streams: usize,
    /// For how many seconds one event is told to all of them each second
    #[arg(long, default_value_t = 20)]
    pub(crate) events: u32,
    /// How many webhooks there are
    #[arg(long, default_value_t = 8)]
    pub(crate) webhooks: usize,
    /// How many changes each of them is told
    #[arg(long, default_value_t = 1_000)]
    pub(crate) changes: usize,
}

/// Somebody who leads an office.
pub(crate) struct Lead {
    client: Client,
    door: Door,
    office: String,
}

impl Lead {
    async fn enter(process: &Process, cast: &Cast) -> Result<Self> {
        let email = &cast.member(Role::OfficeLead, "remscheid").email;
        let door = Door::open(process.address(), email, PASSWORD).await?;
        Ok(Self { client: Client::new(), door, office: global(cast.remscheid.office) })
    }

    /// The token with which they ask.
    pub(crate) fn token(&self) -> &str {
        &self.door.token
    }

    /// Carries a change out and gives its payload.
    pub(crate) async fn change(&self, document: &str, input: Value) -> Result<Value> {
        let body = json!({"query": document, "variables": {"input": input}});
        let request = self.client.post(&self.door.url).bearer_auth(self.token()).json(&body);
        let answer: Value = request.send().await?.json().await?;
        let payload = answer["data"].as_object().and_then(|data| data.values().next()).cloned();
        let payload = payload.filter(|payload| payload["errors"] == json!([]));
        payload.with_context(|| format!("not carried out: {answer}"))
    }

    /// A service account that sees people.
    pub(crate) async fn service(&self) -> Result<Value> {
        let input = json!({"organisationId": self.office, "name": "Portal", "scopes": ["person:read"]});
        Ok(self.change(SERVICE, input).await?["serviceAccount"].take())
    }

    /// Keeps a person, which is an event.
    pub(crate) async fn person(&self, number: usize) -> Result<()> {
        let name = format!("Beispiel {number}");
        let input = json!({"organisationId": self.office, "familyName": name, "acceptDuplicates": true});
        self.change(PERSON, input).await.map(drop)
    }
}

/// Measures all of it on one database.
pub(crate) fn run(engine: Engine, name: &str, how: Load, options: Options) -> Result<()> {
    let runtime = threads("callers")?;
    runtime.block_on(async {
        // The world keeps the database until all is measured.
        let (address, _world, cast) = entered(engine).await?;
        report::note(&format!("\n{name}"));
        let process = Process::start(&address, false)?;
        let lead = Arc::new(Lead::enter(&process, &cast).await?);
        grants(&process, &lead, how).await?;
        followers::measure(&process, &lead, options).await?;
        let receiver = deliveries::prepare(&lead, options).await?;
        // A SQLite file belongs to one process.
        drop(process);
        let began = Instant::now();
        let process = Process::start(&address, true)?;
        deliveries::measure(&process, &receiver, options, began).await
    })
}

/// Tokens for a service account.
async fn grants(process: &Process, lead: &Lead, how: Load) -> Result<()> {
    let service = lead.service().await?;
    let issued = lead.change(SECRET, json!({"serviceAccountId": service["id"]})).await?;
    let text = |value: &Value| value.as_str().map(Arc::<str>::from).context("a text");
    let (id, secret) = (text(&service["clientId"])?, text(&issued["secret"])?);
    let (client, url) = (Client::new(), Arc::<str>::from(format!("{}/oauth/token", process.address())));
    let work = move || {
        let (client, url, id, secret) = (client.clone(), Arc::clone(&url), Arc::clone(&id), Arc::clone(&secret));
        async move {
            let form = client.post(&*url).header("content-type", "application/x-www-form-urlencoded");
            let form = form.basic_auth(id, Some(secret)).body("grant_type=client_credentials");
            form.send().await?.error_for_status()?.bytes().await?;
            Ok(())
        }
    };
    let figures = how.run(|| process.used(), work).await?;
    report::line("client credentials", figures, None);
    Ok(())
}

/// A duration in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
