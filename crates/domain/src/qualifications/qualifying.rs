//! Who gets a certificate, and for what.

use super::certificate::CertificateSubject;
use super::certificate_content::{AttendedSession, CertificatePart};
use super::module::CourseModule;
use super::series::{CourseSeries, SeriesState};
use super::session::CourseSession;
use super::session_state::SessionState;
use crate::shared::{CourseModuleId, Refusal, RefusalCode, coded_enum};
use std::collections::BTreeSet;

coded_enum! {
    /// What came of the wish to issue a certificate to one person.
    IssueOutcome {
        /// It was issued.
        Issued = "ISSUED", "ausgestellt";
        /// The person had one already; nothing was changed.
        AlreadyIssued = "ALREADY_ISSUED", "bereits ausgestellt";
        /// The one that the person had was revoked; only a reissue brings another one.
        Revoked = "REVOKED", "widerrufen";
        /// The person does not qualify.
        NotQualified = "NOT_QUALIFIED", "Voraussetzung fehlt";
    }
}

/// What the certificate of a person says that they attended. A session or module asks for attendance; a series asks for
/// all of its mandatory modules, attended or recognised, and for attendance of something.
///
/// `attended` is what the person attended of the subject, `completed` the modules that were attended or recognised.
///
/// # Errors
/// `NOT_ATTENDED`, or `PREREQUISITE_MISSING` with the mandatory module that is missing.
pub fn qualify(
    subject: CertificateSubject,
    modules: &[CourseModule],
    attended: &[AttendedSession],
    completed: &BTreeSet<CourseModuleId>,
) -> Result<Vec<CertificatePart>, Refusal> {
    if attended.is_empty() {
        return Err(Refusal::new(RefusalCode::NotAttended));
    }
    let mut in_order: Vec<&AttendedSession> = attended.iter().collect();
    in_order.sort_by_key(|session| session.start);
    let mut parts: Vec<CertificatePart> = in_order.into_iter().map(CertificatePart::from).collect();
    if let CertificateSubject::Series(_) = subject {
        let missing = |module: &&CourseModule| module.plan.mandatory && !completed.contains(&module.id);
        if let Some(module) = modules.iter().filter(missing).min_by_key(|module| module.place) {
            return Err(Refusal::new(RefusalCode::PrerequisiteMissing).with("module", &module.plan.title));
        }
        let taught: BTreeSet<_> = attended.iter().filter_map(|session| session.module).collect();
        let recognised = modules.iter().filter(|it| completed.contains(&it.id) && !taught.contains(&it.id));
        parts.extend(recognised.map(|module| CertificatePart {
            title: module.plan.title.to_string(),
            date: None,
            format: None,
            minutes: 0,
        }));
    }
    Ok(parts)
}

impl CourseSession {
    /// Goes on when it is over, so that there is something to certify.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn check_certificates(&self) -> Result<(), Refusal> {
        match self.state {
            SessionState::Held | SessionState::EvaluationOpen | SessionState::Closed => Ok(()),
            state => Err(wrong(state)),
        }
    }
}

impl CourseSeries {
    /// Goes on when it has begun, so that there is something to certify.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn check_certificates(&self) -> Result<(), Refusal> {
        match self.state {
            SeriesState::Running | SeriesState::Completed | SeriesState::Archived => Ok(()),
            state => Err(wrong(state)),
        }
    }
}

fn wrong(state: impl std::fmt::Display) -> Refusal {
    Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "issueCertificates")
}

#[cfg(test)]
mod tests {
    use super::super::format::CourseFormat;
    use super::super::module::tests::{id, module};
    use super::super::registration::tests::at;
    use super::*;
    use uuid::Uuid;

    fn attended(number: u128, start: &str, minutes: i64) -> AttendedSession {
        AttendedSession {
            title: format!("Termin {number}"),
            start: at(start),
            format: CourseFormat::Digital,
            module: Some(id(number)),
            minutes,
        }
    }

    #[test]
    fn a_series_asks_for_its_mandatory_modules_attended_or_recognised() {
        let mut modules = [module(1, &[]), module(2, &[1]), module(3, &[])];
        modules[2].plan.mandatory = false;
        let subject = CertificateSubject::Series(Uuid::from_u128(99).into());
        let one = [attended(1, "2020-03-03T08:00:00Z", 400)];
        let refused = qualify(subject, &modules, &one, &[id(1)].into()).unwrap_err();
        assert_eq!((refused.code, &refused.parameters[0].1[..]), (RefusalCode::PrerequisiteMissing, "Modul 2"));
        let parts = qualify(subject, &modules, &one, &[id(1), id(2)].into()).unwrap();
        let said: Vec<_> = parts.iter().map(|part| (&part.title[..], part.date.is_some(), part.minutes)).collect();
        assert_eq!(said, [("Termin 1", true, 400), ("Modul 2", false, 0)]);
        let none = qualify(subject, &modules, &[], &[id(1), id(2)].into()).unwrap_err();
        assert_eq!(none.code, RefusalCode::NotAttended);
    }

    #[test]
    fn a_module_asks_for_attendance_and_says_it_in_order() {
        let subject = CertificateSubject::Module(id(1));
        let both = [attended(1, "2020-06-22T22:30:00Z", 90), attended(1, "2020-03-03T08:00:00Z", 400)];
        let parts = qualify(subject, &[], &both, &BTreeSet::new()).unwrap();
        let days: Vec<_> = parts.iter().map(|part| part.date.unwrap().to_string()).collect();
        assert_eq!(days, ["2020-03-03", "2020-06-23"], "days are those of Berlin");
        let recognised = qualify(subject, &[], &[], &[id(1)].into());
        assert_eq!(recognised.unwrap_err().code, RefusalCode::NotAttended);
    }
}
