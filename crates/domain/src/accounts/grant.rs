//! Delegated administration: nobody gives or takes more than they hold.

use super::role_assignment::{AssignmentState, RoleAssignment};
use crate::access::{Actor, Assignment};
use crate::shared::{Date, Period, Refusal, RefusalCode};

/// Whether an actor may give a role to an account that holds `existing`. `home` is the district in which the role's
/// organisation lies.
///
/// # Errors
/// `GRANT_EXCEEDS_OWN`, `OVERLAP` with the same role for the same organisation, `OUT_OF_RANGE` for a period that is
/// over.
pub fn decide_grant(
    actor: &Actor,
    granted: &Assignment,
    home: Option<&str>,
    period: &Period,
    existing: &[RoleAssignment],
    today: Date,
) -> Result<(), Refusal> {
    covered(actor, granted, home)?;
    if period.until.is_some_and(|until| until < today) {
        return Err(Refusal::new(RefusalCode::OutOfRange).at("until").with("min", today).with("max", "2199-12-31"));
    }
    let overlaps = existing.iter().any(|held| {
        held.role == granted.role
            && held.organisation == granted.organisation
            && held.standing(today) != AssignmentState::Ended
            && held.period.overlaps(period)
    });
    if overlaps { Err(Refusal::new(RefusalCode::Overlap).at("from")) } else { Ok(()) }
}

/// Whether an actor may end a role, at once or after a day.
///
/// # Errors
/// `GRANT_EXCEEDS_OWN`, `WRONG_STATE` when it is over, `OUT_OF_RANGE` for a day that is past, before the beginning or
/// after the present end.
pub fn decide_end(
    actor: &Actor,
    held: &RoleAssignment,
    granted: &Assignment,
    last_day: Option<Date>,
    today: Date,
) -> Result<(), Refusal> {
    covered(actor, granted, held.owner.district.as_deref())?;
    if held.standing(today) == AssignmentState::Ended {
        return Err(Refusal::new(RefusalCode::WrongState)
            .with("state", AssignmentState::Ended)
            .with("verb", "end the role"));
    }
    let (first, last) = (held.period.from.max(today), held.period.until.unwrap_or(Date::constant(2199, 12, 31)));
    match last_day {
        Some(day) if day < first || last < day => {
            Err(Refusal::new(RefusalCode::OutOfRange).at("lastDay").with("min", first).with("max", last))
        }
        _ => Ok(()),
    }
}

/// Whether an actor has power over an account that holds these roles, which reach so far: a lead whose district houses the Transferagentur
/// must not shut its administrators out.
///
/// # Errors
/// `GRANT_EXCEEDS_OWN`, with the first role that exceeds the actor's.
pub fn decide_power_over(actor: &Actor, held: &[RoleAssignment], reach: &[Assignment]) -> Result<(), Refusal> {
    let mut pairs = held.iter().zip(reach);
    pairs.try_for_each(|(held, granted)| covered(actor, granted, held.owner.district.as_deref()))
}

fn covered(actor: &Actor, granted: &Assignment, home: Option<&str>) -> Result<(), Refusal> {
    if actor.covers(granted, home) {
        return Ok(());
    }
    Err(Refusal::new(RefusalCode::GrantExceedsOwn).at("role").with("role", granted.role))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{Account, Owner, Proof, Role};
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn assignment(role: Role, organisation: u128, district: &str) -> Assignment {
        let keys: std::collections::BTreeSet<_> = [district.to_owned()].into();
        Assignment {
            id: Some(Uuid::from_u128(9).into()),
            role,
            organisation: Uuid::from_u128(organisation).into(),
            territories: keys.clone(),
            districts: keys,
        }
    }

    fn lead() -> Actor {
        Actor::Account(Account {
            id: Uuid::from_u128(1).into(),
            proof: Proof::Session(Uuid::from_u128(2).into()),
            person: Uuid::from_u128(3).into(),
            assignments: vec![assignment(Role::OfficeLead, 10, "05120")],
            suspended: Vec::new(),
            scopes: None,
        })
    }

    fn held(from: &str, until: Option<&str>) -> RoleAssignment {
        RoleAssignment {
            id: Uuid::from_u128(9).into(),
            account: Uuid::from_u128(4).into(),
            role: Role::OfficeStaff,
            organisation: Uuid::from_u128(10).into(),
            period: Period::new(day(from), until.map(day)).unwrap(),
            ended_at: None,
            granted_by: None,
            version: 1,
            owner: Owner::NOBODY,
        }
    }

    fn grant(role: Role, period: Period, existing: &[RoleAssignment]) -> Result<(), RefusalCode> {
        decide_grant(&lead(), &assignment(role, 10, "05120"), None, &period, existing, day("2020-06-01"))
            .map_err(|refusal| refusal.code)
    }

    #[test]
    fn a_lead_grants_what_they_hold_and_no_more() {
        let period = Period::new(day("2020-06-01"), None).unwrap();
        assert_eq!(grant(Role::OfficeStaff, period, &[]), Ok(()));
        assert_eq!(grant(Role::TransferagenturStaff, period, &[]), Err(RefusalCode::GrantExceedsOwn));
        let past = Period::new(day("2020-01-01"), Some(day("2020-05-31"))).unwrap();
        assert_eq!(grant(Role::OfficeStaff, past, &[]), Err(RefusalCode::OutOfRange));
    }

    #[test]
    fn the_same_role_is_not_held_twice_at_a_time() {
        let period = Period::new(day("2020-07-01"), None).unwrap();
        assert_eq!(
            grant(Role::OfficeStaff, period, &[held("2020-01-01", Some("2020-07-01"))]),
            Err(RefusalCode::Overlap)
        );
        assert_eq!(grant(Role::OfficeStaff, period, &[held("2020-01-01", Some("2020-06-30"))]), Ok(()));
        let ended = RoleAssignment { ended_at: crate::shared::Timestamp::from_micros(0), ..held("2020-01-01", None) };
        assert_eq!(grant(Role::OfficeStaff, period, &[ended]), Ok(()));
        assert_eq!(grant(Role::OfficeLead, period, &[held("2020-01-01", None)]), Ok(()));
    }

    #[test]
    fn a_role_ends_between_today_and_its_end() {
        let end = |last_day: Option<&str>| {
            let held = held("2020-01-01", Some("2020-12-31"));
            let granted = assignment(Role::OfficeStaff, 10, "05120");
            decide_end(&lead(), &held, &granted, last_day.map(day), day("2020-06-01")).map_err(|refusal| refusal.code)
        };
        assert_eq!(end(None), Ok(()));
        assert_eq!(end(Some("2020-06-01")), Ok(()));
        assert_eq!(end(Some("2020-05-31")), Err(RefusalCode::OutOfRange));
        assert_eq!(end(Some("2021-01-01")), Err(RefusalCode::OutOfRange));
    }

    #[test]
    fn nobody_has_power_over_somebody_who_holds_more() {
        let power = |role| decide_power_over(&lead(), &[held("2020-01-01", None)], &[assignment(role, 10, "05120")]);
        assert!(power(Role::OfficeStaff).is_ok());
        assert_eq!(power(Role::TransferagenturAdmin).unwrap_err().code, RefusalCode::GrantExceedsOwn);
    }
}
