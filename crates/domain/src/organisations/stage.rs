//! The history of what an organisation was.

use super::organisation::Profile;
use crate::shared::{Date, Period, Refusal, RefusalCode};

/// What an organisation was in a period. The periods of its stages follow each other without gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// From when until when.
    pub period: Period,
    /// What it was.
    pub profile: Profile,
}

/// What a change does to the history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StageChange {
    /// Nothing that has a history changed.
    Nothing,
    /// The present stage was wrong: it is written anew.
    Corrected,
    /// The present stage ends with `last`, and a new one begins on `from`.
    Next {
        /// The last day of the present stage.
        last: Date,
        /// The first day of the new one.
        from: Date,
    },
}

impl Stage {
    /// What it means that the organisation has this profile from `from` on. The first day of the present stage stands
    /// for a correction; a later one, until today, begins a new stage.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a day before the present stage or after today.
    pub fn change_to(&self, profile: &Profile, from: Date, today: Date) -> Result<StageChange, Refusal> {
        if *profile == self.profile {
            return Ok(StageChange::Nothing);
        }
        if !(self.period.from..=today).contains(&from) {
            let range = Refusal::new(RefusalCode::OutOfRange).at("effectiveFrom");
            return Err(range.with("min", self.period.from).with("max", today));
        }
        match from.yesterday() {
            Ok(last) if last >= self.period.from => Ok(StageChange::Next { last, from }),
            _ => Ok(StageChange::Corrected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::OrganisationKind;
    use super::super::organisation::tests::{day, organisation};
    use super::*;
    use crate::shared::Name;

    #[test]
    fn a_later_day_begins_a_stage_and_the_first_day_corrects_it() {
        let before = organisation(1, OrganisationKind::Department).profile;
        let renamed = Profile { name: Name::new("Bildungsbüro").unwrap(), ..before.clone() };
        let stage = Stage { period: Period::new(day("2019-08-01"), None).unwrap(), profile: before.clone() };
        let today = day("2020-08-01");
        let next = StageChange::Next { last: day("2019-12-31"), from: day("2020-01-01") };
        assert_eq!(stage.change_to(&renamed, day("2020-01-01"), today), Ok(next));
        assert_eq!(stage.change_to(&renamed, day("2019-08-01"), today), Ok(StageChange::Corrected));
        assert_eq!(stage.change_to(&before, day("1999-08-01"), today), Ok(StageChange::Nothing));
        for outside in ["2019-07-31", "2020-08-02"] {
            let refused = stage.change_to(&renamed, day(outside), today).unwrap_err();
            assert_eq!((refused.code, refused.path.join(".").as_str()), (RefusalCode::OutOfRange, "effectiveFrom"));
        }
    }
}
