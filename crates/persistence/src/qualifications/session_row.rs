//! Between rows and sessions with the history of their format.

use super::series_row::{amount, words};
use crate::entities::{course_session, format_change};
use crate::error::StoreError;
use crate::stored::{checked, code, corrupt, instant};
use domain::qualifications::{CourseSession, FormatChange, Material, Reminder, Seats, SessionPlan, TargetGroup};
use domain::shared::{
    AccountId, CourseModuleId, CourseSeriesId, CourseSessionId, LongText, Name, OrganisationId, Timestamp, WebAddress,
    search_key,
};
use sea_orm::ActiveValue::{NotSet, Set};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const WHAT: &str = "session";

fn quotas(text: &str) -> Result<BTreeMap<TargetGroup, u32>, StoreError> {
    let read = |pair: String| {
        let (group, seats) = pair.split_once('=').ok_or_else(|| corrupt(WHAT, "a quota without its seats"))?;
        Ok((code(WHAT, group)?, seats.parse().map_err(|error| corrupt(WHAT, error))?))
    };
    words::<String, Vec<_>>(WHAT, text)?.into_iter().map(read).collect()
}

fn reminders(text: &str) -> Result<BTreeSet<Reminder>, StoreError> {
    let read = |pair: String| {
        let (anchor, minutes) = pair.split_once('=').ok_or_else(|| corrupt(WHAT, "a reminder without its time"))?;
        let minutes = minutes.parse().map_err(|error| corrupt(WHAT, error))?;
        Ok(Reminder { anchor: code(WHAT, anchor)?, minutes })
    };
    words::<String, Vec<_>>(WHAT, text)?.into_iter().map(read).collect()
}

fn material(line: &str) -> Result<Material, StoreError> {
    let (address, title) = line.split_once(' ').ok_or_else(|| corrupt(WHAT, "a material without its title"))?;
    Ok(Material { title: checked(WHAT, Name::new(title))?, address: checked(WHAT, WebAddress::new(address))? })
}

fn co_hosts(text: &str) -> Result<BTreeSet<OrganisationId>, StoreError> {
    Ok(words::<Uuid, Vec<_>>(WHAT, text)?.into_iter().map(OrganisationId::from).collect())
}

fn plan(row: &course_session::Model) -> Result<SessionPlan, StoreError> {
    Ok(SessionPlan {
        title: checked(WHAT, Name::new(&row.title))?,
        description: checked(WHAT, LongText::optional(row.description.as_deref()))?,
        start: instant(WHAT, row.starts_at)?,
        end: instant(WHAT, row.ends_at)?,
        deadline: instant(WHAT, row.deadline_at)?,
        format: code(WHAT, &row.format)?,
        location: checked(WHAT, Name::optional(row.location.as_deref()))?,
        online_link: checked(WHAT, row.online_link.as_deref().map(WebAddress::new).transpose())?,
        seats: Seats { room: amount(WHAT, row.room_seats)?, online: amount(WHAT, row.online_seats)? },
        per_group: quotas(&row.quotas)?,
        per_district: row.per_district.map(|most| amount(WHAT, most)).transpose()?,
        fewest_people: row.fewest_people.map(|fewest| amount(WHAT, fewest)).transpose()?,
        entitlement: code(WHAT, &row.entitlement)?,
        allocation: code(WHAT, &row.allocation)?,
        waiting_list: row.waiting_list != 0,
        offer_hours: row.offer_hours.map(|hours| amount(WHAT, hours)).transpose()?,
        accessibility: checked(WHAT, LongText::optional(row.accessibility.as_deref()))?,
        reminders: reminders(&row.reminders)?,
        materials: row.materials.lines().map(material).collect::<Result<_, _>>()?,
        co_hosts: co_hosts(&row.co_hosts)?,
    })
}

pub(super) fn read(row: course_session::Model) -> Result<CourseSession, StoreError> {
    Ok(CourseSession {
        plan: plan(&row)?,
        id: row.id.into(),
        host: row.organisation_id.into(),
        host_district: row.district_key,
        series: row.series_id.map(CourseSeriesId::from),
        module: row.module_id.map(CourseModuleId::from),
        kind: code(WHAT, &row.kind)?,
        state: code(WHAT, &row.state)?,
        reason: checked(WHAT, LongText::optional(row.reason.as_deref()))?,
        replaced_by: row.replaced_by_id.map(CourseSessionId::from),
        announced_at: row.announced_at.map(|at| instant(WHAT, at)).transpose()?,
        format_changed_at: row.format_changed_at.map(|at| instant(WHAT, at)).transpose()?,
        lot_seed: row.lot_seed,
        next_place: row.next_place,
        sequence: row.sequence,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

pub(super) fn write(session: &CourseSession) -> course_session::ActiveModel {
    let plan = &session.plan;
    let quotas = plan.per_group.iter().map(|(group, seats)| format!("{group}={seats}"));
    let text = |text: &Option<LongText>| Set(text.as_ref().map(LongText::to_string));
    course_session::ActiveModel {
        id: Set(session.id.uuid()),
        organisation_id: Set(session.host.uuid()),
        district_key: Set(session.host_district.clone()),
        series_id: Set(session.series.map(Uuid::from)),
        module_id: Set(session.module.map(Uuid::from)),
        kind: Set(session.kind.code().to_owned()),
        title: Set(plan.title.to_string()),
        description: text(&plan.description),
        starts_at: Set(plan.start.as_micros()),
        ends_at: Set(plan.end.as_micros()),
        deadline_at: Set(plan.deadline.as_micros()),
        format: Set(plan.format.code().to_owned()),
        location: Set(plan.location.as_ref().map(Name::to_string)),
        online_link: Set(plan.online_link.as_ref().map(WebAddress::to_string)),
        room_seats: Set(i64::from(plan.seats.room)),
        online_seats: Set(i64::from(plan.seats.online)),
        quotas: Set(quotas.collect::<Vec<_>>().join(" ")),
        per_district: Set(plan.per_district.map(i64::from)),
        fewest_people: Set(plan.fewest_people.map(i64::from)),
        entitlement: Set(plan.entitlement.code().to_owned()),
        allocation: Set(plan.allocation.code().to_owned()),
        waiting_list: Set(i64::from(plan.waiting_list)),
        offer_hours: Set(plan.offer_hours.map(i64::from)),
        accessibility: text(&plan.accessibility),
        reminders: Set(plan
            .reminders
            .iter()
            .map(|it| format!("{}={}", it.anchor, it.minutes))
            .collect::<Vec<_>>()
            .join(" ")),
        materials: Set(plan
            .materials
            .iter()
            .map(|it| format!("{} {}", it.address, it.title))
            .collect::<Vec<_>>()
            .join("\n")),
        co_hosts: Set(plan.co_hosts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")),
        announced_at: Set(session.announced_at.map(Timestamp::as_micros)),
        state: Set(session.state.code().to_owned()),
        audience: Set(session.audience().code().to_owned()),
        reason: text(&session.reason),
        replaced_by_id: Set(session.replaced_by.map(Uuid::from)),
        format_changed_at: Set(session.format_changed_at.map(Timestamp::as_micros)),
        lot_seed: Set(session.lot_seed.clone()),
        next_place: Set(session.next_place),
        sequence: Set(session.sequence),
        search_key: Set(search_key(plan.title.as_str())),
        version: Set(session.version),
        created_at: Set(session.created_at.as_micros()),
        updated_at: Set(session.updated_at.as_micros()),
        forgotten: NotSet,
    }
}

pub(super) fn read_change(row: &format_change::Model) -> Result<FormatChange, StoreError> {
    const WHAT: &str = "format change";
    Ok(FormatChange {
        id: row.id.into(),
        session: row.session_id.into(),
        from: code(WHAT, &row.from_format)?,
        to: code(WHAT, &row.to_format)?,
        reason: checked(WHAT, LongText::new(&row.reason))?,
        at: instant(WHAT, row.at)?,
        by: row.account_id.map(AccountId::from),
    })
}

pub(super) fn write_change(change: &FormatChange) -> format_change::ActiveModel {
    format_change::ActiveModel {
        id: Set(change.id.uuid()),
        session_id: Set(change.session.uuid()),
        from_format: Set(change.from.code().to_owned()),
        to_format: Set(change.to.code().to_owned()),
        reason: Set(change.reason.to_string()),
        at: Set(change.at.as_micros()),
        account_id: Set(change.by.map(Uuid::from)),
    }
}
