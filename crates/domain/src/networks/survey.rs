//! Survey waves: who works with whom, asked of the members of a network (domain.md 2c).

use super::tie::{Tie, TieKind};
use crate::shared::{
    Date, Name, NetworkId, OrganisationId, Period, Refusal, RefusalCode, SurveyId, Timestamp, coded_enum,
};
use std::collections::{BTreeSet, HashSet};

coded_enum! {
    /// Where a survey stands.
    SurveyState {
        /// It is being prepared.
        Draft = "DRAFT", "Entwurf";
        /// Members answer.
        Open = "OPEN", "offen";
        /// Nobody answers any more.
        Closed = "CLOSED", "geschlossen";
        /// An analysis was made of it.
        Analysed = "ANALYSED", "ausgewertet";
    }
}

/// What is asked, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wave {
    /// What it is called.
    pub title: Name,
    /// About which ties it asks.
    pub kinds: BTreeSet<TieKind>,
    /// Whether it asks for trust, which is kept without who said so.
    pub asks_trust: bool,
    /// From when until when members may answer.
    pub period: Period,
}

impl Wave {
    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `REQUIRED` without a kind of tie or an end, `INVALID` for a kind that is derived and not asked.
    pub fn check(self) -> Result<Self, Refusal> {
        if self.kinds.is_empty() {
            return Err(Refusal::new(RefusalCode::Required).at("kinds"));
        }
        if let Some(kind) = self.kinds.iter().find(|kind| !kind.is_asked()) {
            let reason = format!("{kind} follows from records and is not asked");
            return Err(Refusal::new(RefusalCode::Invalid).at("kinds").with("reason", reason));
        }
        if self.period.until.is_none() {
            return Err(Refusal::new(RefusalCode::Required).at("until"));
        }
        Ok(self)
    }
}

/// A survey wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// The survey.
    pub id: SurveyId,
    /// Of which network.
    pub network: NetworkId,
    /// Which wave of that network, from 1.
    pub number: i64,
    /// What is asked.
    pub wave: Wave,
    /// Where it stands.
    pub state: SurveyState,
    /// How many organisations were invited.
    pub invited: i64,
    /// How many have answered.
    pub answered: i64,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Survey {
    /// Opens it to those who are invited.
    ///
    /// # Errors
    /// `WRONG_STATE`; `REQUIRED` when nobody could answer about anybody else.
    pub fn open(self, invited: usize) -> Result<Self, Refusal> {
        self.expect(SurveyState::Draft, "open")?;
        if invited < 2 {
            return Err(Refusal::new(RefusalCode::Required).at("members"));
        }
        Ok(Self { state: SurveyState::Open, invited: i64::try_from(invited).unwrap_or(i64::MAX), ..self })
    }

    /// Closes it.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn close(self) -> Result<Self, Refusal> {
        self.expect(SurveyState::Open, "close")?;
        Ok(Self { state: SurveyState::Closed, ..self })
    }

    /// An analysis was made of it; it may be made again.
    ///
    /// # Errors
    /// `WRONG_STATE` while members may still answer.
    pub fn analyse(self) -> Result<Self, Refusal> {
        if self.state == SurveyState::Analysed {
            return Ok(self);
        }
        self.expect(SurveyState::Closed, "analyse")?;
        Ok(Self { state: SurveyState::Analysed, ..self })
    }

    /// Goes on when members may answer today.
    ///
    /// # Errors
    /// `WRONG_STATE` when it is not open, `OUT_OF_RANGE` outside of its days.
    pub fn expect_answerable(&self, today: Date) -> Result<(), Refusal> {
        self.expect(SurveyState::Open, "answer")?;
        if self.wave.period.contains(today) {
            return Ok(());
        }
        let last = self.wave.period.until.unwrap_or(self.wave.period.from);
        Err(Refusal::new(RefusalCode::OutOfRange).with("min", self.wave.period.from).with("max", last))
    }

    fn expect(&self, state: SurveyState, verb: &'static str) -> Result<(), Refusal> {
        if self.state == state {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::WrongState).with("state", self.state).with("verb", verb))
        }
    }
}

/// Checks the ties of one answer: asked about, with others who are invited, and each once.
///
/// # Errors
/// `INVALID` for a kind that is not asked or for oneself, `NOT_FOUND` for who is not invited, `DUPLICATE`.
pub fn check_ties(
    wave: &Wave,
    from: OrganisationId,
    invited: &BTreeSet<OrganisationId>,
    ties: &[Tie],
) -> Result<(), Vec<Refusal>> {
    let mut seen = HashSet::new();
    let refuse = |place: usize, field: &str, code| Refusal::new(code).at(field).at(place.to_string()).at("ties");
    let refused: Vec<Refusal> = ties
        .iter()
        .enumerate()
        .filter_map(|(place, tie)| {
            let invalid = |field, reason: &str| refuse(place, field, RefusalCode::Invalid).with("reason", reason);
            if !wave.kinds.contains(&tie.kind) {
                Some(invalid("kind", "this survey does not ask about it"))
            } else if tie.to == from {
                Some(invalid("organisationId", "a tie runs to somebody else"))
            } else if !invited.contains(&tie.to) {
                Some(refuse(place, "organisationId", RefusalCode::NotFound))
            } else if seen.insert((tie.to, tie.kind)) {
                None
            } else {
                Some(refuse(place, "organisationId", RefusalCode::Duplicate))
            }
        })
        .collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

#[cfg(test)]
mod tests {
    use super::super::tie::Frequency;
    use super::*;
    use uuid::Uuid;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn organisation(number: u128) -> OrganisationId {
        Uuid::from_u128(number).into()
    }

    fn survey(state: SurveyState) -> Survey {
        let at = Timestamp::from_micros(0).unwrap();
        Survey {
            id: Uuid::from_u128(1).into(),
            network: Uuid::from_u128(2).into(),
            number: 1,
            wave: Wave {
                title: Name::new("Netzwerkbefragung 2020").unwrap(),
                kinds: [TieKind::Information, TieKind::Cooperation].into(),
                asks_trust: true,
                period: Period::new(day("2020-03-01"), Some(day("2020-03-31"))).unwrap(),
            },
            state,
            invited: 0,
            answered: 0,
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_whole_table_of_states() {
        use SurveyState::{Analysed, Closed, Draft, Open};
        for state in SurveyState::ALL {
            let next = |moved: Result<Survey, Refusal>| moved.ok().map(|survey| survey.state);
            assert_eq!(next(survey(*state).open(2)), (*state == Draft).then_some(Open), "{state}");
            assert_eq!(next(survey(*state).close()), (*state == Open).then_some(Closed), "{state}");
            let analysed = matches!(state, Closed | Analysed).then_some(Analysed);
            assert_eq!(next(survey(*state).analyse()), analysed, "{state}");
            assert_eq!(survey(*state).expect_answerable(day("2020-03-31")).is_ok(), *state == Open, "{state}");
        }
        assert_eq!(survey(Draft).open(1).unwrap_err().code, RefusalCode::Required);
        assert_eq!(survey(Open).expect_answerable(day("2020-04-01")).unwrap_err().code, RefusalCode::OutOfRange);
    }

    #[test]
    fn a_survey_asks_about_what_does_not_follow_from_records() {
        let wave =
            |kinds: &[TieKind]| Wave { kinds: kinds.iter().copied().collect(), ..survey(SurveyState::Draft).wave };
        assert!(wave(&[TieKind::Funding]).check().is_ok());
        assert_eq!(wave(&[]).check().unwrap_err().code, RefusalCode::Required);
        assert_eq!(wave(&[TieKind::Contact]).check().unwrap_err().code, RefusalCode::Invalid);
        let endless = Wave { period: Period::new(day("2020-03-01"), None).unwrap(), ..wave(&[TieKind::Funding]) };
        assert_eq!(endless.check().unwrap_err().code, RefusalCode::Required);
    }

    #[test]
    fn an_answer_names_others_once_each() {
        let tie =
            |to, kind| Tie { from: organisation(1), to: organisation(to), kind, frequency: Frequency::new(3).unwrap() };
        let ties = [
            tie(2, TieKind::Information),
            tie(2, TieKind::Cooperation),
            tie(2, TieKind::Information),
            tie(1, TieKind::Information),
            tie(9, TieKind::Information),
            tie(3, TieKind::Funding),
        ];
        let invited = [organisation(1), organisation(2), organisation(3)].into();
        let wave = survey(SurveyState::Open).wave;
        let refused = check_ties(&wave, organisation(1), &invited, &ties).unwrap_err();
        let found: Vec<_> = refused.iter().map(|refusal| (refusal.code, refusal.path.join("."))).collect();
        let expected = [
            (RefusalCode::Duplicate, "ties.2.organisationId".to_owned()),
            (RefusalCode::Invalid, "ties.3.organisationId".to_owned()),
            (RefusalCode::NotFound, "ties.4.organisationId".to_owned()),
            (RefusalCode::Invalid, "ties.5.kind".to_owned()),
        ];
        assert_eq!(found, expected);
        assert!(check_ties(&wave, organisation(1), &invited, &ties[..2]).is_ok());
    }
}
