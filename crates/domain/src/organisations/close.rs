//! The end of an organisation.

use super::organisation::{Organisation, OrganisationState, check_last_day};
use super::stage::Stage;
use crate::shared::{Date, Period, Refusal, RefusalCode};

impl Organisation {
    /// Closes it on its last day. `parts` and `partners` say how many active organisations are parts of it or
    /// were brought in by it: they need a new place first.
    ///
    /// # Errors
    /// `WRONG_STATE` when it is not active, `OUT_OF_RANGE` for a day before its present stage or after today,
    /// `IN_USE` while something hangs on it.
    pub fn close(self, on: Date, today: Date, present: &Stage, parts: u64, partners: u64) -> Result<Self, Refusal> {
        self.expect_active("close")?;
        check_last_day(on, present.period.from, today)?;
        for (count, by) in [(parts, "parts"), (partners, "partners")] {
            if count > 0 {
                return Err(Refusal::new(RefusalCode::InUse).with("by", by).with("count", count));
            }
        }
        Ok(self.end(on, OrganisationState::Closed))
    }

    pub(super) fn end(self, on: Date, state: OrganisationState) -> Self {
        let period = Period { until: Some(on), ..self.period };
        Self { period, state, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::OrganisationKind;
    use super::super::organisation::tests::{day, organisation};
    use super::*;

    #[test]
    fn it_closes_on_a_day_of_its_present_stage_when_nothing_hangs_on_it() {
        let office = organisation(1, OrganisationKind::Department);
        let stage = Stage { period: office.period, profile: office.profile.clone() };
        let close = |on: &str, parts, partners| {
            office.clone().close(day(on), day("2020-08-01"), &stage, parts, partners).map_err(|refusal| refusal.code)
        };
        let closed = close("2020-07-31", 0, 0).unwrap();
        assert_eq!((closed.state, closed.period.until), (OrganisationState::Closed, Some(day("2020-07-31"))));
        assert_eq!(close("2020-08-02", 0, 0), Err(RefusalCode::OutOfRange));
        assert_eq!(close("2010-07-31", 0, 0), Err(RefusalCode::OutOfRange));
        assert_eq!(close("2020-07-31", 1, 0), Err(RefusalCode::InUse));
        assert_eq!(close("2020-07-31", 0, 1), Err(RefusalCode::InUse));
        let again = closed.close(day("2020-07-31"), day("2020-08-01"), &stage, 0, 0);
        assert_eq!(again.unwrap_err().code, RefusalCode::WrongState);
    }
}
