//! What people attended of that for which certificates are issued.

use super::ground::Ground;
use crate::Error;
use domain::qualifications::{AttendedSession, CertificatePart, RegistrationState, qualify};
use domain::shared::{CourseModuleId, CourseSessionId, PersonId, Refusal, RegistrationId};
use persistence::UnitOfWork;
use persistence::qualifications::{Attendances, Certificates, Completions, Registrations, is_attendance_forgotten};
use std::collections::{BTreeSet, HashMap};

/// What people attended.
pub(super) struct Evidence {
    /// Those who had a seat.
    pub(super) candidates: BTreeSet<PersonId>,
    sessions: Vec<CourseSessionId>,
    attended: HashMap<PersonId, Vec<AttendedSession>>,
    completed: HashMap<PersonId, BTreeSet<CourseModuleId>>,
}

impl Evidence {
    /// All there is, in five statements.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn of(unit: &UnitOfWork, ground: &Ground) -> Result<Self, Error> {
        let sessions = Certificates::of(unit).sessions_for(ground.subject).await?;
        let ids: Vec<CourseSessionId> = sessions.iter().map(|session| session.id).collect();
        let seated = Registrations::of(unit).seated(&ids).await?;
        let there: Vec<_> = seated.iter().filter(|it| it.state == RegistrationState::Attended).collect();
        let registrations: Vec<RegistrationId> = there.iter().map(|registration| registration.id).collect();
        let recorded = Attendances::of(unit).of_registrations(&registrations).await?;
        let by_id: HashMap<_, _> = sessions.iter().map(|session| (session.id, session)).collect();
        let mut attended: HashMap<PersonId, Vec<AttendedSession>> = HashMap::new();
        for registration in there {
            let Some(session) = by_id.get(&registration.session) else { continue };
            let minutes = recorded.get(&registration.id).map_or_else(|| session.plan.minutes(), |it| it.minutes);
            attended.entry(registration.person).or_default().push(AttendedSession {
                title: session.plan.title.to_string(),
                start: session.plan.start,
                format: session.plan.format,
                module: session.module,
                minutes,
            });
        }
        // A certificate after a session is for those who had a seat in it.
        let only = ground.session.as_ref().map(|session| session.id);
        let counts = seated.iter().filter(|it| only.is_none_or(|only| it.session == only));
        let candidates: BTreeSet<PersonId> = counts.map(|registration| registration.person).collect();
        let completed = if ground.modules.is_empty() {
            HashMap::new()
        } else {
            Completions::of(unit).of_people(&candidates.iter().copied().collect::<Vec<_>>()).await?
        };
        Ok(Self { candidates, sessions: ids, attended, completed })
    }

    /// Whether it is known of all sessions who attended them. After years only the register knows (ADR 0037).
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn is_whole(&self, unit: &UnitOfWork) -> Result<bool, Error> {
        Ok(!is_attendance_forgotten(unit, &self.sessions).await?)
    }

    /// What the certificate of a person says that they attended.
    ///
    /// # Errors
    /// Why they do not qualify.
    pub(super) fn of_person(&self, ground: &Ground, person: PersonId) -> Result<Vec<CertificatePart>, Refusal> {
        let attended = self.attended.get(&person).map(Vec::as_slice).unwrap_or_default();
        let nothing = BTreeSet::new();
        let completed = self.completed.get(&person).unwrap_or(&nothing);
        qualify(ground.subject, &ground.modules, attended, completed)
    }
}
