//! Agreements between the Transferagentur and a municipality: their kinds, their states, and when one is in force.

use crate::access::Owner;
use crate::shared::{
    AgreementId, Date, LongText, Name, OrganisationId, Period, Refusal, RefusalCode, Refusals, Timestamp, coded_enum,
    transitions,
};

coded_enum! {
    /// The kinds of agreements.
    AgreementKind {
        /// Goals of the cooperation, as they were agreed on until 2023.
        TargetAgreement = "TARGET_AGREEMENT", "Zielvereinbarung";
        /// The frame of the cooperation, as it is agreed on since 2024.
        FrameworkAgreement = "FRAMEWORK_AGREEMENT", "Rahmenvereinbarung";
        /// A contract with the state on a regional education network.
        CooperationContract = "COOPERATION_CONTRACT", "Kooperationsvertrag";
        /// A statement of what both sides intend.
        LetterOfIntent = "LETTER_OF_INTENT", "Absichtserklärung";
    }
}

impl AgreementKind {
    /// Whether a municipality that holds such an agreement may take part in offers for holders.
    pub const fn entitles(self) -> bool {
        matches!(self, Self::TargetAgreement | Self::FrameworkAgreement)
    }
}

coded_enum! {
    /// The states of an agreement.
    AgreementState {
        /// It is being written.
        Draft = "DRAFT", "Entwurf";
        /// Both sides work on it.
        InCoordination = "IN_COORDINATION", "in Abstimmung";
        /// It waits for a committee of the municipality.
        CommitteePending = "COMMITTEE_PENDING", "im Gremium";
        /// Both sides have signed.
        Signed = "SIGNED", "unterzeichnet";
        /// Its first day has come.
        InForce = "IN_FORCE", "in Kraft";
        /// Its last day has passed.
        Expired = "EXPIRED", "abgelaufen";
        /// A new edition under the same number took its place.
        Extended = "EXTENDED", "verlängert";
        /// It was ended before its time.
        Terminated = "TERMINATED", "beendet";
    }
}

transitions! {
    /// What is done with an agreement.
    AgreementVerb on AgreementState {
        /// Begins the coordination of both sides.
        Coordinate = "coordinate": Draft => InCoordination;
        /// Hands it to a committee of the municipality.
        Refer = "referToCommittee": InCoordination => CommitteePending;
        /// Takes it back into the draft.
        Redraft = "redraft": InCoordination | CommitteePending => Draft;
        /// Both sides sign.
        Sign = "sign": InCoordination | CommitteePending => Signed;
        /// Its first day has come.
        EnterIntoForce = "enterIntoForce": Signed => InForce;
        /// Its last day has passed.
        Expire = "expire": InForce => Expired;
        /// A new edition takes its place.
        Extend = "extend": InForce | Expired => Extended;
        /// It is ended before its time.
        Terminate = "terminate": Signed | InForce => Terminated;
    }
}

/// Who agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AgreementParties {
    /// The Transferagentur.
    pub agency: OrganisationId,
    /// The organisation of the municipality.
    pub municipality: OrganisationId,
}

/// A signature of one side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// Who signed, by name and office.
    pub signatory: Name,
    /// When.
    pub on: Date,
}

/// What is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementDraft {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
    /// What it is for.
    pub purpose: String,
    /// The focal points of the cooperation.
    pub focal_points: Option<String>,
}

/// What both sides agree on: the part that may be edited until it is signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementPlan {
    /// From the first day to the last.
    pub period: Period,
    /// What it is for.
    pub purpose: LongText,
    /// The focal points of the cooperation.
    pub focal_points: Option<LongText>,
}

impl AgreementPlan {
    /// Checks what was typed.
    ///
    /// # Errors
    /// What is wrong with the days and texts. An agreement ends after it starts.
    pub fn check(draft: &AgreementDraft) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let period = match Period::new(draft.from, draft.until) {
            Ok(period) if period.until == Some(period.from) => {
                refusals.push(Refusal::new(RefusalCode::EndBeforeStart).at("until"));
                None
            }
            Ok(period) => Some(period),
            Err(refusal) => {
                refusals.push(refusal);
                None
            }
        };
        let purpose = refusals.take("purpose", LongText::new(&draft.purpose));
        let focal_points = refusals.take("focalPoints", LongText::optional(draft.focal_points.as_deref()));
        let plan = period.zip(purpose).zip(focal_points);
        refusals.into_result(plan.map(|((period, purpose), focal_points)| Self { period, purpose, focal_points }))
    }
}

/// An agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreement {
    /// The agreement itself.
    pub id: AgreementId,
    /// What it is.
    pub kind: AgreementKind,
    /// Its number, which a new edition keeps.
    pub number: Name,
    /// Which edition under this number, from 1.
    pub edition: i64,
    /// Who agrees.
    pub parties: AgreementParties,
    /// The key of the district (Kreis, kreisfreie Stadt, StädteRegion) for which it holds.
    pub district: String,
    /// What both sides agree on.
    pub plan: AgreementPlan,
    /// The signature of the Transferagentur.
    pub agency_signature: Option<Signature>,
    /// The signature of the municipality.
    pub municipality_signature: Option<Signature>,
    /// Why it was ended before its time.
    pub reason: Option<LongText>,
    /// The edition before this one.
    pub predecessor: Option<AgreementId>,
    /// Where it stands.
    pub state: AgreementState,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Agreement {
    /// How many days before its end an agreement counts as expiring.
    pub const EXPIRING_DAYS: i64 = 90;

    /// To whom the record belongs: to the municipality.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.parties.municipality, Some(self.district.clone()))
    }

    /// What may be in force only once: the kind for the district, while this agreement is in force.
    pub fn in_force_for(&self) -> Option<String> {
        (self.state == AgreementState::InForce).then(|| format!("{}/{}", self.kind, self.district))
    }

    /// Whether it entitles its district on a day.
    pub fn entitles(&self, on: Date) -> bool {
        self.kind.entitles() && self.state == AgreementState::InForce && self.plan.period.contains(on)
    }

    /// Whether it is in force, but its end is near.
    pub fn is_expiring(&self, today: Date) -> bool {
        self.state == AgreementState::InForce
            && self.plan.period.until.is_some_and(|until| {
                let days = today.until(until).map_or(i64::MAX, |span| i64::from(span.get_days()));
                (0..=Self::EXPIRING_DAYS).contains(&days)
            })
    }

    /// Changes what both sides agree on, until they have signed.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn rewrite(self, plan: AgreementPlan) -> Result<Self, Refusal> {
        match self.state {
            AgreementState::Draft | AgreementState::InCoordination => Ok(Self { plan, ..self }),
            state => Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "update")),
        }
    }

    /// A step that needs nothing else.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn advance(self, verb: AgreementVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, ..self })
    }

    /// Both sides sign.
    ///
    /// # Errors
    /// `WRONG_STATE`; `OUT_OF_RANGE` for a day that is still to come.
    pub fn sign(self, agency: Signature, municipality: Signature, today: Date) -> Result<Self, Refusal> {
        let state = AgreementVerb::Sign.apply(self.state)?;
        for (field, signature) in [("agencySignature", &agency), ("municipalitySignature", &municipality)] {
            if signature.on > today {
                let refusal = Refusal::new(RefusalCode::OutOfRange).with("min", "1800-01-01").with("max", today);
                return Err(refusal.at("on").at(field));
            }
        }
        Ok(Self { state, agency_signature: Some(agency), municipality_signature: Some(municipality), ..self })
    }

    /// Its first day has come. `present` is the agreement of the same kind that is in force for the district.
    ///
    /// # Errors
    /// `WRONG_STATE`; `NOT_YET` before its first day; `DEADLINE_PASSED` after its last; `DUPLICATE` while another one is in force.
    pub fn enter_into_force(self, today: Date, present: Option<&Self>) -> Result<Self, Refusal> {
        let state = AgreementVerb::EnterIntoForce.apply(self.state)?;
        if today < self.plan.period.from {
            return Err(Refusal::new(RefusalCode::NotYet).with("at", self.plan.period.from));
        }
        if let Some(until) = self.plan.period.until.filter(|until| *until < today) {
            return Err(Refusal::new(RefusalCode::DeadlinePassed).with("deadline", until));
        }
        if present.is_some_and(|present| present.id != self.id) {
            return Err(Refusal::new(RefusalCode::Duplicate));
        }
        Ok(Self { state, ..self })
    }

    /// Its last day has passed.
    ///
    /// # Errors
    /// `WRONG_STATE`; `NOT_YET` before that, and for one without an end.
    pub fn expire(self, today: Date) -> Result<Self, Refusal> {
        let state = AgreementVerb::Expire.apply(self.state)?;
        match self.plan.period.until {
            Some(until) if until < today => Ok(Self { state, ..self }),
            Some(until) => Err(Refusal::new(RefusalCode::NotYet).with("at", until)),
            None => Err(Refusal::new(RefusalCode::Required).at("until")),
        }
    }

    /// It is ended before its time.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn terminate(self, reason: LongText) -> Result<Self, Refusal> {
        Ok(Self { state: AgreementVerb::Terminate.apply(self.state)?, reason: Some(reason), ..self })
    }

    /// A new edition takes its place: this one ends as extended, and the new one begins as a draft under the same number.
    ///
    /// # Errors
    /// `WRONG_STATE`; `END_BEFORE_START` when the new edition does not end after this one.
    pub fn extend(self, id: AgreementId, plan: AgreementPlan, now: Timestamp) -> Result<(Self, Self), Refusal> {
        let state = AgreementVerb::Extend.apply(self.state)?;
        let longer = match (self.plan.period.until, plan.period.until) {
            (Some(old), Some(new)) => new > old,
            (None, Some(_)) => false,
            (_, None) => true,
        };
        if !longer {
            return Err(Refusal::new(RefusalCode::EndBeforeStart).at("until"));
        }
        let next = Self {
            id,
            edition: self.edition + 1,
            plan,
            agency_signature: None,
            municipality_signature: None,
            reason: None,
            predecessor: Some(self.id),
            state: AgreementState::Draft,
            version: 1,
            created_at: now,
            updated_at: now,
            ..self.clone()
        };
        Ok((Self { state, ..self }, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn plan(from: &str, until: Option<&str>) -> AgreementPlan {
        let draft = AgreementDraft {
            from: day(from),
            until: until.map(day),
            purpose: "Kommunales Bildungsmanagement".to_owned(),
            focal_points: None,
        };
        AgreementPlan::check(&draft).unwrap()
    }

    fn agreement(state: AgreementState) -> Agreement {
        let at = Timestamp::from_micros(0).unwrap();
        Agreement {
            id: Uuid::from_u128(1).into(),
            kind: AgreementKind::TargetAgreement,
            number: Name::new("ZV-2019-07").unwrap(),
            edition: 1,
            parties: AgreementParties { agency: Uuid::from_u128(2).into(), municipality: Uuid::from_u128(3).into() },
            district: "05120".to_owned(),
            plan: plan("2019-03-01", Some("2020-12-31")),
            agency_signature: None,
            municipality_signature: None,
            reason: None,
            predecessor: None,
            state,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(AgreementVerb::ALL, AgreementVerb::code, AgreementVerb::apply);
        let expected = [
            "coordinate DRAFT -> IN_COORDINATION",
            "referToCommittee IN_COORDINATION -> COMMITTEE_PENDING",
            "redraft IN_COORDINATION -> DRAFT",
            "redraft COMMITTEE_PENDING -> DRAFT",
            "sign IN_COORDINATION -> SIGNED",
            "sign COMMITTEE_PENDING -> SIGNED",
            "enterIntoForce SIGNED -> IN_FORCE",
            "expire IN_FORCE -> EXPIRED",
            "extend IN_FORCE -> EXTENDED",
            "extend EXPIRED -> EXTENDED",
            "terminate SIGNED -> TERMINATED",
            "terminate IN_FORCE -> TERMINATED",
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn it_is_in_force_from_its_first_day_and_only_once_for_its_kind_and_district() {
        let enter = |today: &str, present: Option<&Agreement>| {
            agreement(AgreementState::Signed).enter_into_force(day(today), present).map_err(|refusal| refusal.code)
        };
        assert_eq!(enter("2019-02-28", None), Err(RefusalCode::NotYet));
        assert_eq!(enter("2021-01-01", None), Err(RefusalCode::DeadlinePassed));
        let other = Agreement { id: Uuid::from_u128(9).into(), ..agreement(AgreementState::InForce) };
        assert_eq!(enter("2019-03-01", Some(&other)), Err(RefusalCode::Duplicate));
        let present = enter("2019-03-01", None).unwrap();
        assert_eq!(present.in_force_for().as_deref(), Some("TARGET_AGREEMENT/05120"));
        assert!(present.entitles(day("2020-12-31")) && !present.entitles(day("2021-01-01")));
        assert!(present.is_expiring(day("2020-10-02")) && !present.is_expiring(day("2020-10-01")));
    }

    #[test]
    fn an_extension_keeps_the_number_and_ends_later() {
        let present = agreement(AgreementState::InForce);
        let id = Uuid::from_u128(4).into();
        let now = Timestamp::from_micros(7).unwrap();
        let shorter = present.clone().extend(id, plan("2020-01-01", Some("2020-06-30")), now);
        assert_eq!(shorter.unwrap_err().code, RefusalCode::EndBeforeStart);
        let (old, new) = present.clone().extend(id, plan("2021-01-01", Some("2022-12-31")), now).unwrap();
        assert_eq!((old.state, new.state), (AgreementState::Extended, AgreementState::Draft));
        assert_eq!((new.number, new.edition, new.predecessor), (present.number, 2, Some(present.id)));
    }

    #[test]
    fn nobody_signs_tomorrow_and_nothing_is_rewritten_once_signed() {
        let signature = |on: &str| Signature { signatory: Name::new("Kim Beispiel").unwrap(), on: day(on) };
        let draft = agreement(AgreementState::InCoordination);
        let early = draft.clone().sign(signature("2019-02-01"), signature("2019-02-03"), day("2019-02-02"));
        assert_eq!(early.unwrap_err().path, ["municipalitySignature", "on"]);
        let signed = draft.sign(signature("2019-02-01"), signature("2019-02-02"), day("2019-02-02")).unwrap();
        assert_eq!(signed.rewrite(plan("2019-03-01", None)).unwrap_err().code, RefusalCode::WrongState);
    }

    #[test]
    fn it_ends_after_it_starts() {
        let same = AgreementDraft {
            from: day("2020-02-29"),
            until: Some(day("2020-02-29")),
            purpose: " ".to_owned(),
            focal_points: None,
        };
        let codes: Vec<_> = AgreementPlan::check(&same).unwrap_err().into_iter().map(|refusal| refusal.code).collect();
        assert_eq!(codes, [RefusalCode::EndBeforeStart, RefusalCode::Required]);
    }
}
