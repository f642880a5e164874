//! How one organisation goes into another.

use super::organisation::{Organisation, OrganisationState, check_last_day};
use super::stage::Stage;
use crate::shared::{Date, OrganisationId, Refusal, RefusalCode};

impl Organisation {
    /// Lets it go into `target`; `on` is its last day. `chain` names the organisations above the target. Its parts,
    /// people and partners go along; what it was stays readable.
    ///
    /// # Errors
    /// `WRONG_STATE` when one of the two is not active, `CYCLE` when the target is itself or a part of it,
    /// `INVALID` when an external partner and a public body would become one, `OUT_OF_RANGE` for a day before its
    /// present stage or after today.
    pub fn merge_into(
        self,
        target: &Self,
        chain: &[OrganisationId],
        on: Date,
        today: Date,
        present: &Stage,
    ) -> Result<Self, Refusal> {
        self.expect_active("merge")?;
        target.expect_active("merge").map_err(|refusal| refusal.at("intoId"))?;
        if target.id == self.id || chain.contains(&self.id) {
            return Err(Refusal::new(RefusalCode::Cycle).at("intoId"));
        }
        if target.profile.kind.is_external() != self.profile.kind.is_external() {
            let reason = "an external partner and a public body cannot become one";
            return Err(Refusal::new(RefusalCode::Invalid).at("intoId").with("reason", reason));
        }
        check_last_day(on, present.period.from, today)?;
        Ok(Self { merged_into: Some(target.id), ..self.end(on, OrganisationState::Merged) })
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::OrganisationKind;
    use super::super::organisation::tests::{day, organisation};
    use super::*;

    #[test]
    fn it_goes_into_an_active_one_that_is_not_a_part_of_it() {
        let [one, other] = [1, 2].map(|number| organisation(number, OrganisationKind::Department));
        let stage = Stage { period: one.period, profile: one.profile.clone() };
        let merge = |into: &Organisation, chain: &[OrganisationId]| {
            let (on, today) = (day("2020-07-31"), day("2020-08-01"));
            one.clone().merge_into(into, chain, on, today, &stage).map_err(|refusal| refusal.code)
        };
        let merged = merge(&other, &[]).unwrap();
        assert_eq!((merged.state, merged.merged_into), (OrganisationState::Merged, Some(other.id)));
        assert_eq!(merge(&one, &[]), Err(RefusalCode::Cycle));
        assert_eq!(merge(&other, &[one.id]), Err(RefusalCode::Cycle));
        assert_eq!(merge(&organisation(3, OrganisationKind::Foundation), &[]), Err(RefusalCode::Invalid));
        let closed = Organisation { state: OrganisationState::Closed, ..other.clone() };
        assert_eq!(merge(&closed, &[]), Err(RefusalCode::WrongState));
    }
}
