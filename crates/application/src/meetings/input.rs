//! What is typed about a committee.

use domain::meetings::{
    CommitteeKind, CommitteeProfile, CommitteeRules, CommitteeVisibility, DecisionRule, QuorumKind, QuorumRule,
};
use domain::networks::FieldOfAction;
use domain::shared::{Name, Refusal, RefusalCode, Refusals};

/// What a committee is to be called, to be about, and by which rules it works.
#[derive(Clone, Debug)]
pub struct CommitteeProfileInput {
    /// The full name.
    pub name: String,
    /// A short form of it.
    pub short_name: Option<String>,
    /// What such a committee is called on the spot.
    pub local_label: Option<String>,
    /// What it is for.
    pub kind: CommitteeKind,
    /// The fields in which it may decide.
    pub fields: Vec<FieldOfAction>,
    /// On what it rests.
    pub legal_basis: Option<String>,
    /// How often it meets in a year.
    pub meetings_per_year: Option<i64>,
    /// Who may know of it.
    pub visibility: CommitteeVisibility,
    /// How many days before a meeting its invitation is sent at the latest.
    pub lead_days: i64,
    /// How the quorum is found.
    pub quorum: QuorumKind,
    /// The share in per cent, or the number of votes.
    pub quorum_value: Option<i64>,
    /// How it decides by vote.
    pub decision: DecisionRule,
    /// Whether it may decide in writing.
    pub circular: bool,
    /// How many voting members it has by its statute.
    pub voting_members: Option<i64>,
}

impl CommitteeProfileInput {
    pub(super) fn check(&self) -> Result<CommitteeProfile, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let name = refusals.take("name", Name::new(&self.name));
        let short_name = refusals.take("shortName", Name::optional(self.short_name.as_deref()));
        let local_label = refusals.take("localLabel", Name::optional(self.local_label.as_deref()));
        let legal_basis = refusals.take("legalBasis", Name::optional(self.legal_basis.as_deref()));
        let meetings_per_year = refusals.take("meetingsPerYear", times_a_year(self.meetings_per_year));
        let quorum = refusals.take("quorumValue", QuorumRule::new(self.quorum, self.quorum_value));
        let rules = quorum.map(|quorum| CommitteeRules {
            lead_days: self.lead_days,
            quorum,
            decision: self.decision,
            circular: self.circular,
            voting_members: self.voting_members,
        });
        let rules = rules.and_then(|rules| refusals.gather(rules.check().map_err(|refusal| vec![refusal])));
        let profile = || {
            Some(CommitteeProfile {
                name: name?,
                short_name: short_name?,
                local_label: local_label?,
                kind: self.kind,
                fields: self.fields.iter().copied().collect(),
                legal_basis: legal_basis?,
                meetings_per_year: meetings_per_year?,
                visibility: self.visibility,
                rules: rules?,
            })
        };
        refusals.into_result(profile())
    }
}

fn times_a_year(times: Option<i64>) -> Result<Option<i64>, Refusal> {
    match times {
        Some(times) if !(1..=366).contains(&times) => {
            Err(Refusal::new(RefusalCode::OutOfRange).with("min", 1).with("max", 366))
        }
        times => Ok(times),
    }
}
