//! A function that a person holds in an organisation for a period.

use super::role::FunctionRole;
use crate::access::Owner;
use crate::shared::{
    Date, FunctionId, Name, OrganisationId, Period, PersonId, Refusal, RefusalCode, Timestamp, coded_enum,
};

coded_enum! {
    /// Where a function stands on a day.
    FunctionState {
        /// It has not begun.
        Planned = "PLANNED", "geplant";
        /// It is held.
        Active = "ACTIVE", "aktiv";
        /// It is over.
        Ended = "ENDED", "beendet";
    }
}

/// A function of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonFunction {
    /// The function itself.
    pub id: FunctionId,
    /// Who holds it.
    pub person: PersonId,
    /// In which organisation.
    pub held_in: OrganisationId,
    /// As what.
    pub role: FunctionRole,
    /// What it is called on the spot, for instance `Leiterin der Geschäftsstelle`.
    pub local_label: Option<Name>,
    /// From when until when.
    pub period: Period,
    /// For which other organisation the person acts.
    pub on_behalf_of: Option<OrganisationId>,
    /// The organisation that keeps the person's record.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What becomes of a function when its person or organisation stops after a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It was over by then.
    Untouched,
    /// It ends with that day.
    Ends,
    /// It would have begun later, and never does.
    Withdrawn,
}

impl PersonFunction {
    /// To whom the record belongs: to the person, and to the organisation that keeps the person's record.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.person)
    }

    /// Where it stands on a day.
    pub fn state(&self, day: Date) -> FunctionState {
        if day < self.period.from {
            FunctionState::Planned
        } else if self.period.contains(day) {
            FunctionState::Active
        } else {
            FunctionState::Ended
        }
    }

    /// Ends it on its last day, which may still be to come.
    ///
    /// # Errors
    /// `WRONG_STATE` when it has ended by then, `END_BEFORE_START` for a day before it begins.
    pub fn end(self, on: Date) -> Result<Self, Refusal> {
        if self.period.until.is_some_and(|until| until <= on) {
            let state = FunctionState::Ended;
            return Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "end"));
        }
        let period =
            Period::new(self.period.from, Some(on)).map_err(|refusal| Refusal { path: vec![], ..refusal }.at("on"))?;
        Ok(Self { period, ..self })
    }

    /// Checks that it may be withdrawn: only what has not begun never was.
    ///
    /// # Errors
    /// `WRONG_STATE` once it has begun.
    pub fn check_withdrawal(&self, today: Date) -> Result<(), Refusal> {
        match self.state(today) {
            FunctionState::Planned => Ok(()),
            state @ (FunctionState::Active | FunctionState::Ended) => {
                Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "withdraw"))
            }
        }
    }

    /// What becomes of it when its person or organisation stops after `last`.
    pub fn ending(&self, last: Date) -> Ending {
        if self.period.from > last {
            Ending::Withdrawn
        } else if self.period.until.is_none_or(|until| until > last) {
            Ending::Ends
        } else {
            Ending::Untouched
        }
    }

    /// Whether it is the same function at the same time as `other`.
    fn clashes_with(&self, other: &Self) -> bool {
        self.id != other.id
            && self.person == other.person
            && self.held_in == other.held_in
            && self.role == other.role
            && self.period.overlaps(&other.period)
    }
}

/// Checks that a person does not hold the same function twice at the same time.
///
/// # Errors
/// `OVERLAP`.
pub fn check_overlap(function: &PersonFunction, others: &[PersonFunction]) -> Result<(), Refusal> {
    if others.iter().any(|other| function.clashes_with(other)) {
        Err(Refusal::new(RefusalCode::Overlap).at("from"))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(number: i32) -> Date {
        let first: Date = "2020-01-01".parse().unwrap();
        first.checked_add(jiff::Span::new().days(number)).unwrap()
    }

    fn function(id: u128, from: i32, until: Option<i32>) -> PersonFunction {
        let at = Timestamp::from_micros(0).unwrap();
        PersonFunction {
            id: Uuid::from_u128(id).into(),
            person: Uuid::from_u128(1).into(),
            held_in: Uuid::from_u128(2).into(),
            role: FunctionRole::EducationManager,
            local_label: None,
            period: Period::new(day(from), until.map(day)).unwrap(),
            on_behalf_of: None,
            organisation: Uuid::from_u128(2).into(),
            district: None,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    proptest! {
        #[test]
        fn on_no_day_is_the_same_function_held_twice(
            asked in prop::collection::vec((0..40_i32, prop::option::of(0..20_i32)), 1..20)
        ) {
            let mut held: Vec<PersonFunction> = Vec::new();
            for (number, (from, days)) in asked.into_iter().enumerate() {
                let new = function(number as u128, from, days.map(|days| from + days));
                let free = (0..80).all(|at| {
                    !new.period.contains(day(at)) || held.iter().all(|other| !other.period.contains(day(at)))
                });
                prop_assert_eq!(check_overlap(&new, &held).is_ok(), free);
                if free {
                    held.push(new);
                }
            }
        }

        #[test]
        fn after_an_ending_nothing_is_held(from in 0..40_i32, days in prop::option::of(0..20_i32), last in 0..60_i32) {
            let held = function(1, from, days.map(|days| from + days));
            let left = match held.ending(day(last)) {
                Ending::Untouched => Some(held),
                Ending::Ends => Some(held.end(day(last)).unwrap()),
                Ending::Withdrawn => None,
            };
            prop_assert!((last + 1..80).all(|at| left.as_ref().is_none_or(|it| it.state(day(at)) == FunctionState::Ended)));
        }
    }

    #[test]
    fn the_same_person_may_hold_another_role_or_the_same_elsewhere() {
        let held = function(1, 0, None);
        let other_role = PersonFunction { role: FunctionRole::Chair, ..function(2, 0, None) };
        let elsewhere = PersonFunction { held_in: Uuid::from_u128(9).into(), ..function(2, 0, None) };
        assert!(check_overlap(&other_role, std::slice::from_ref(&held)).is_ok());
        assert!(check_overlap(&elsewhere, std::slice::from_ref(&held)).is_ok());
        assert_eq!(check_overlap(&function(2, 5, None), &[held]).unwrap_err().code, RefusalCode::Overlap);
    }

    #[test]
    fn it_ends_once_and_not_before_it_begins() {
        let ended = function(1, 10, None).end(day(20)).unwrap();
        assert_eq!(ended.period.until, Some(day(20)));
        assert!(ended.clone().end(day(15)).is_ok());
        assert_eq!(ended.end(day(20)).unwrap_err().code, RefusalCode::WrongState);
        let refused = function(1, 10, None).end(day(9)).unwrap_err();
        assert_eq!((refused.code, refused.path.join(".").as_str()), (RefusalCode::EndBeforeStart, "on"));
        assert!(function(1, 10, None).check_withdrawal(day(9)).is_ok());
        assert_eq!(function(1, 10, None).check_withdrawal(day(10)).unwrap_err().code, RefusalCode::WrongState);
    }
}
