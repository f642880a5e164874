use super::dates::check_dates;
use super::host::{check_co_hosts, host, in_plan, permit};
use super::record;
use super::sight::hold_series;
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::qualifications::{CourseKind, CourseSession, SessionDraft, SessionPlan, SessionState};
use domain::shared::{CourseModuleId, CourseSeriesId, CourseSessionId, OrganisationId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::qualifications::{Modules, Sessions};

/// A session to be planned.
#[derive(Clone, Debug)]
pub struct CreateSession {
    /// The organisation that holds it; that of the series without one.
    pub host: Option<OrganisationId>,
    /// The series that it belongs to.
    pub series: Option<CourseSeriesId>,
    /// The module of that series that it teaches.
    pub module: Option<CourseModuleId>,
    /// What kind of offer it is; that of the series without one.
    pub kind: Option<CourseKind>,
    /// What is said about it.
    pub plan: SessionDraft,
}

/// What a session belongs to.
struct Belonging {
    owner: Owner,
    permit: Permit,
    host: OrganisationId,
    kind: CourseKind,
    series: Option<CourseSeriesId>,
}

/// Plans a session; it begins as a draft. A session of a series takes over for whom the series is and who holds it with the
/// host, unless something else is said.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` or `WRONG_STATE` for the organisation or the series; `NOT_FOUND` for a module
/// that is not of this series; `TOO_MANY_DATES` when its group would meet more often than its kind allows.
pub async fn create_session(call: &Call, mut input: CreateSession) -> Result<CourseSession, Error> {
    let unit = call.begin().await?;
    let belonging = belonging(call, &unit, &mut input).await?;
    let co_hosts = &input.plan.co_hosts;
    check_co_hosts(call, &unit, belonging.host, co_hosts).await.map_err(|error| error.at("plan"))?;
    let permit = belonging.permit;
    let session = CourseSession {
        id: CourseSessionId::new(call.ids()),
        host: belonging.host,
        host_district: belonging.owner.district.clone(),
        series: belonging.series,
        module: input.module,
        kind: belonging.kind,
        plan: SessionPlan::check(belonging.kind, &input.plan).map_err(in_plan)?,
        state: SessionState::Draft,
        reason: None,
        replaced_by: None,
        announced_at: None,
        format_changed_at: None,
        lot_seed: None,
        next_place: 1,
        sequence: 0,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    check_dates(&unit, std::slice::from_ref(&session)).await.map_err(|error| error.at("start").at("plan"))?;
    Sessions::insert(&unit, &session).await?;
    unit.commit([record::session(permit, "courseSession.created", None, &session)]).await?;
    Ok(session)
}

async fn belonging(call: &Call, unit: &UnitOfWork, input: &mut CreateSession) -> Result<Belonging, Error> {
    let Some(series) = input.series else {
        let required = |field: &str| Refusal::new(RefusalCode::Required).at(field);
        if input.module.is_some() {
            return Err(required("seriesId").into());
        }
        let id = input.host.ok_or_else(|| required("hostId"))?;
        let kind = input.kind.ok_or_else(|| required("kind"))?;
        let owner = host(call, unit, id, kind).await?;
        let permit = call.permit(Action::SeriesPlan, &owner)?;
        return Ok(Belonging { owner, permit, host: id, kind, series: None });
    };
    let series = hold_series(call, unit, series, "seriesId").await?;
    let permit = permit(call, Action::SeriesPlan, &series)?;
    series.expect_open("addSession").map_err(|refusal| refusal.at("seriesId"))?;
    if let Some(module) = input.module {
        let known = Modules::of(unit).find(module).await?.is_some_and(|module| module.series == series.id);
        known.then_some(()).ok_or_else(|| Error::not_found("moduleId"))?;
    }
    let kind = input.kind.unwrap_or(series.kind);
    // A kind that says for whom it is has the last word.
    if kind.rules().entitlement.is_none() {
        input.plan.entitlement = input.plan.entitlement.or(Some(series.plan.entitlement));
    }
    let id = input.host.unwrap_or(series.host);
    if input.plan.co_hosts.is_empty() {
        input.plan.co_hosts = series.plan.co_hosts.iter().copied().filter(|co_host| *co_host != id).collect();
    }
    let owner = host(call, unit, id, kind).await?;
    // Whoever plans the series plans its sessions; in the name of others only who plans theirs.
    let permit = if id == series.host { permit } else { call.permit(Action::SeriesPlan, &owner)? };
    Ok(Belonging { owner, permit, host: id, kind, series: Some(series.id) })
}
