//! Whether people may register, and what becomes of their registration.

use super::capacity::{Claim, Taken};
use super::kind::Entitlement;
use super::module::{CourseModule, missing_prerequisite};
use super::registration::PriorityClass;
use super::session::CourseSession;
use super::session_plan::Allocation;
use crate::shared::{CourseModuleId, Refusal, RefusalCode, Timestamp};
use std::collections::BTreeSet;

/// What a person has to show for an offer that is not for everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Their municipality holds an agreement today.
    pub has_agreement: bool,
    /// They, or their organisation, were invited.
    pub is_invited: bool,
}

/// One person of a party that wants to register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applicant {
    /// What they take up.
    pub claim: Claim,
    /// What they have to show.
    pub standing: Standing,
    /// The modules that they completed, or that were recognised.
    pub completed: BTreeSet<CourseModuleId>,
    /// Whether they have an active registration for the session already.
    pub is_registered: bool,
}

/// What becomes of a registration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// The party has its seats.
    Confirmed,
    /// The party waits.
    Waitlisted,
    /// The party waits for the draw of lots.
    Submitted,
}

/// Whether a person may take part, and who comes first. It is asked on registration and again before a seat that has
/// become free is given.
///
/// # Errors
/// `NOT_ENTITLED`, naming for whom the offer is.
pub fn entitle(entitlement: Entitlement, standing: Standing) -> Result<PriorityClass, Refusal> {
    let entitled = match entitlement {
        Entitlement::Public => true,
        Entitlement::Agreement => standing.has_agreement,
        Entitlement::Invited => standing.is_invited,
    };
    if !entitled {
        return Err(Refusal::new(RefusalCode::NotEntitled).with("audience", entitlement.german()));
    }
    let first = standing.has_agreement || standing.is_invited;
    Ok(if first { PriorityClass::First } else { PriorityClass::Second })
}

/// Whether this party may register now, and what becomes of it. `module` is the one that the session teaches, with all
/// modules of its series; `taken` are the seats that are taken.
///
/// A newcomer who fits gets the seat at once: whoever waits then waits for something that does not fit them (see
/// [`super::promote`]).
///
/// # Errors
/// `WRONG_STATE` and `DEADLINE_PASSED` of the session; for single people `DUPLICATE`, `NOT_ENTITLED` and
/// `PREREQUISITE_MISSING`; for the party `TOO_FEW` and `TOO_MANY`; `FULL` where nobody can wait.
pub fn admit(
    session: &CourseSession,
    module: Option<(&CourseModule, &[CourseModule])>,
    party: &[Applicant],
    taken: &Taken,
    now: Timestamp,
) -> Result<(Admission, PriorityClass), Vec<Refusal>> {
    session.check_registration(now).map_err(|refusal| vec![refusal])?;
    let mut class = PriorityClass::First;
    let mut refusals = Vec::new();
    for (place, applicant) in party.iter().enumerate() {
        match admit_one(session, module, applicant) {
            Ok(own) => class = class.max(own),
            Err(refusal) => refusals.push(refusal.at(place.to_string()).at("people")),
        }
    }
    let claims: Vec<Claim> = party.iter().map(|applicant| applicant.claim.clone()).collect();
    let plan = session.plan.seat_plan();
    for refusal in [session.kind.check_party(&claims), plan.check_possible(&claims)].into_iter().filter_map(Result::err)
    {
        refusals.push(refusal.at("people"));
    }
    if !refusals.is_empty() {
        return Err(refusals);
    }
    if session.plan.allocation == Allocation::Lot && session.lot_seed.is_none() {
        return Ok((Admission::Submitted, class));
    }
    match (plan.fits(taken, &claims), session.plan.waiting_list) {
        (true, _) => Ok((Admission::Confirmed, class)),
        (false, true) => Ok((Admission::Waitlisted, class)),
        (false, false) => Err(vec![Refusal::new(RefusalCode::Full)]),
    }
}

fn admit_one(
    session: &CourseSession,
    module: Option<(&CourseModule, &[CourseModule])>,
    applicant: &Applicant,
) -> Result<PriorityClass, Refusal> {
    if applicant.is_registered {
        return Err(Refusal::new(RefusalCode::Duplicate));
    }
    let missing = module.and_then(|(module, modules)| missing_prerequisite(module, modules, &applicant.completed));
    if let Some(missing) = missing {
        return Err(Refusal::new(RefusalCode::PrerequisiteMissing).with("module", &missing.plan.title));
    }
    entitle(session.plan.entitlement, applicant.standing)
}

#[cfg(test)]
mod tests {
    use super::super::capacity::tests::claim;
    use super::super::format::AttendanceMode;
    use super::super::kind::CourseKind;
    use super::super::module::tests::{id, module};
    use super::super::registration::tests::at;
    use super::super::session::tests::session;
    use super::super::session_state::SessionState;
    use super::super::target_group::TargetGroup;
    use super::*;

    fn applicant() -> Applicant {
        Applicant {
            claim: claim(AttendanceMode::Room, TargetGroup::EducationOffice, "05120"),
            standing: Standing { has_agreement: true, is_invited: false },
            completed: BTreeSet::new(),
            is_registered: false,
        }
    }

    fn open() -> CourseSession {
        session(CourseKind::TrainingSeries, SessionState::RegistrationOpen)
    }

    fn codes(session: &CourseSession, party: &[Applicant], taken: &Taken) -> Vec<(String, RefusalCode)> {
        let refusals = admit(session, None, party, taken, at("2020-02-01T08:00:00Z")).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    #[test]
    fn the_last_seat_is_given_once() {
        let now = at("2020-02-01T08:00:00Z");
        let taken = |people| [(applicant().claim, people)].into_iter().collect::<Taken>();
        let admitted = |session: &CourseSession, people| admit(session, None, &[applicant()], &taken(people), now);
        assert_eq!(admitted(&open(), 1), Ok((Admission::Confirmed, PriorityClass::First)));
        assert_eq!(admitted(&open(), 2), Ok((Admission::Waitlisted, PriorityClass::First)));
        let mut strict = open();
        strict.plan.waiting_list = false;
        assert_eq!(codes(&strict, &[applicant()], &taken(2)), [(String::new(), RefusalCode::Full)]);
        let mut drawn = open();
        drawn.plan.allocation = Allocation::Lot;
        assert_eq!(admitted(&drawn, 0), Ok((Admission::Submitted, PriorityClass::First)));
        drawn.lot_seed = Some("4 8 15 16 23 42".to_owned());
        assert_eq!(admitted(&drawn, 0), Ok((Admission::Confirmed, PriorityClass::First)));
    }

    #[test]
    fn module_two_asks_for_module_one() {
        let modules = [module(1, &[]), module(2, &[1])];
        let now = at("2020-02-01T08:00:00Z");
        let admitted = |completed: &[u128]| {
            let applicant = Applicant { completed: completed.iter().copied().map(id).collect(), ..applicant() };
            admit(&open(), Some((&modules[1], &modules)), &[applicant], &Taken::default(), now)
        };
        let refused = admitted(&[]).unwrap_err().remove(0);
        assert_eq!((refused.code, refused.path.join(".")), (RefusalCode::PrerequisiteMissing, "people.0".to_owned()));
        assert_eq!(refused.parameters, [("module", "Modul 1".to_owned())]);
        assert!(admitted(&[1]).is_ok());
    }

    #[test]
    fn an_offer_for_holders_takes_nobody_else_and_a_public_one_puts_them_first() {
        let stranger = Standing::default();
        let holder = Standing { has_agreement: true, is_invited: false };
        let code = |entitlement, standing| entitle(entitlement, standing).map_err(|refusal| refusal.code);
        assert_eq!(code(Entitlement::Agreement, stranger), Err(RefusalCode::NotEntitled));
        assert_eq!(code(Entitlement::Invited, holder), Err(RefusalCode::NotEntitled));
        assert_eq!(code(Entitlement::Public, stranger), Ok(PriorityClass::Second));
        assert_eq!(code(Entitlement::Public, holder), Ok(PriorityClass::First));
    }

    #[test]
    fn a_party_that_could_never_fit_is_told_at_once() {
        let three = vec![applicant(); 3];
        assert_eq!(codes(&open(), &three, &Taken::default()), [("people".to_owned(), RefusalCode::TooMany)]);
        let again = Applicant { is_registered: true, ..applicant() };
        let refused = codes(&open(), &[applicant(), again], &Taken::default());
        assert_eq!(refused, [("people.1".to_owned(), RefusalCode::Duplicate)]);
    }
}
