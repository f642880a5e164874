//! Qualifications: a list of sessions with their seats and one's own state, and calendars.

use crate::cases::over_http;
use crate::load::Load;
use crate::report;
use crate::served::{Caller, Served};
use anyhow::{Context, Result, ensure};
use application::Call;
use application::qualifications::{
    AdvanceSession, CreateSession, Register, RegisterPerson, advance_session, create_session, register,
};
use domain::qualifications::{CourseFormat, CourseKind, Seats, SessionDraft, SessionVerb, TargetGroup};
use domain::shared::{OrganisationId, PersonId, read_global_id};
use serde_json::{Value, json};
use std::sync::Arc;

const SESSIONS: &str = include_str!("../../schema/operations/CourseSessions.graphql");
const CALENDAR: &str = include_str!("../../schema/operations/MyCalendar.graphql");
const OPEN: &str = include_str!("../../schema/operations/OpenToMe.graphql");

/// How many sessions there are.
const SESSIONS_AHEAD: i64 = 100;

/// Measures them as an administrator and as the lead of an office.
pub(crate) fn measure(served: &Served, load: Load) -> Result<()> {
    let (admin, host) = who(served, &served.administrator)?;
    let (leader, _) = who(served, &served.lead)?;
    served.plain.block_on(plan(served, host, &[admin, leader]))?;
    let list = json!({"query": SESSIONS, "variables": {"first": 100}});
    let answer = served.callers.block_on(served.lead.ask(Arc::new(list.clone())))?;
    let nodes = answer["courseSessions"]["nodes"].as_array().context("a list of sessions")?;
    ensure!(nodes.len() == 100 && nodes.iter().all(|node| node["myRegistration"]["state"].is_string()), "{answer}");
    compare(served, load, "100 sessions with seats and own state", &list)?;
    compare(served, load, "myCalendar of 100 sessions", &json!({"query": CALENDAR}))?;
    compare(served, load, "openToMe, nothing of 100", &json!({"query": OPEN}))
}

fn compare(served: &Served, load: Load, what: &str, request: &Value) -> Result<()> {
    let all = over_http(served, load, &served.administrator, request.clone())?;
    report::line(&format!("{what}, admin"), all, None);
    let own = over_http(served, load, &served.lead, request.clone())?;
    report::line(&format!("{what}, lead"), own, None);
    report::ratio(&format!("{what}, lead : admin"), own, all);
    Ok(())
}

fn who(served: &Served, caller: &Caller) -> Result<(PersonId, OrganisationId)> {
    let query = json!({"query": "{ me { person { id organisation { id } } } }"});
    let me = served.callers.block_on(caller.ask(Arc::new(query)))?;
    let id = |value: &Value| {
        let read = value.as_str().and_then(read_global_id).context("a global id")?;
        anyhow::Ok(read.1)
    };
    let person = &me["me"]["person"];
    Ok((id(&person["id"])?.into(), id(&person["organisation"]["id"])?.into()))
}

/// A hundred sessions with open registration, for each of which these people are registered: every second one is full.
async fn plan(served: &Served, host: OrganisationId, people: &[PersonId]) -> Result<()> {
    let call = Call::of_system(Arc::clone(&served.platform), "bench");
    for number in 1..=SESSIONS_AHEAD {
        let start = call.now().plus_seconds(number * 86_400);
        let seats = Seats { room: if number % 2 == 0 { 1 } else { 30 }, online: 0 };
        let title = format!("Termin {number}");
        let plan = SessionDraft::new(&title, start, start.plus_seconds(3_600), CourseFormat::InPerson, seats);
        let kind = Some(CourseKind::Exchange);
        let input = CreateSession { host: Some(host), series: None, module: None, kind, plan };
        let mut session = create_session(&call, input).await?;
        for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
            let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
            session = advance_session(&call, step).await?;
        }
        for person in people {
            let people = vec![RegisterPerson::new(*person, TargetGroup::EducationOffice)];
            register(&call, Register { session: session.id, people }).await?;
        }
    }
    Ok(())
}
