//! Sessions of the demo world that took place, each made on the days on which it was planned and held.

use crate::qualifications::{
    AdvanceSession, CreateSession, RecordAttendance, Register, RegisterPerson, advance_session, create_session,
    record_attendance, register,
};
use crate::{Call, Error};
use domain::qualifications::{
    AttendanceMode, AttendanceStatus, CourseFormat, CourseSession, Mark, Seats, SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::{CourseModuleId, CourseSeriesId, PersonId, Timestamp};
use std::sync::Arc;

const DAY: i64 = 86_400;

/// A session of a series.
#[derive(Clone, Copy, Debug)]
pub(super) struct Past<'p> {
    pub(super) series: CourseSeriesId,
    pub(super) module: Option<CourseModuleId>,
    pub(super) title: &'p str,
    /// How many days ago it was.
    pub(super) days: i64,
    /// Those who attended, every third of them online.
    pub(super) people: &'p [PersonId],
}

/// Makes a session for which people registered ten days before, and that all of them attended.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn hold(call: &Call, past: Past<'_>) -> Result<CourseSession, Error> {
    let start = call.now().plus_seconds(-past.days * DAY);
    let before = system(call, start.plus_seconds(-10 * DAY));
    let seats = Seats { room: 60, online: 60 };
    let plan = SessionDraft {
        location: Some("Münster".to_owned()),
        ..SessionDraft::new(past.title, start, start.plus_seconds(6 * 3_600), CourseFormat::Hybrid, seats)
    };
    let input = CreateSession { host: None, series: Some(past.series), module: past.module, kind: None, plan };
    let mut session = create_session(&before, input).await?;
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        session = advance(&before, session, verb).await?;
    }
    let mut marks = Vec::with_capacity(past.people.len());
    for (number, person) in past.people.iter().enumerate() {
        let mode = Some(if number % 3 == 0 { AttendanceMode::Online } else { AttendanceMode::Room });
        let guest = RegisterPerson { mode, ..RegisterPerson::new(*person, TargetGroup::EducationOffice) };
        for made in register(&before, Register { session: session.id, people: vec![guest] }).await? {
            let (status, marked_at) = (AttendanceStatus::Present, start);
            marks.push(Mark { registration: made.id, status, minutes: None, marked_at });
        }
    }
    let there = system(call, start);
    session = advance(&there, session, SessionVerb::Start).await?;
    record_attendance(&there, RecordAttendance { session: session.id, marks, reason: None }).await?;
    let after = system(call, session.plan.end);
    advance(&after, session, SessionVerb::Finish).await
}

/// The platform itself at an instant.
pub(super) fn system(call: &Call, at: Timestamp) -> Call {
    Call::of_system(Arc::clone(call.platform()), call.request()).at_instant(at)
}

/// One step of a session.
///
/// # Errors
/// As for [`advance_session`].
pub(super) async fn advance(call: &Call, session: CourseSession, verb: SessionVerb) -> Result<CourseSession, Error> {
    let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(call, step).await
}
