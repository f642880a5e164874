//! How often a group meets: some kinds of offers have a limit (domain.md 2b).

use super::kind::CourseKind;
use super::session_state::SessionState;
use crate::shared::{Refusal, RefusalCode, Timestamp, berlin_date};

/// How many dates a group has at most, and in which time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateLimit {
    /// The most dates.
    pub most: usize,
    /// In which time.
    pub span: DateSpan,
}

/// The time in which dates are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateSpan {
    /// Each calendar year.
    Year,
    /// Any so many months.
    Months(i32),
}

impl CourseKind {
    /// How often a group of this kind meets at most: a learning cluster three times a year, a development workshop three times
    /// within one and a half years.
    pub const fn date_limit(self) -> Option<DateLimit> {
        match self {
            Self::LearningCluster => Some(DateLimit { most: 3, span: DateSpan::Year }),
            Self::DevelopmentWorkshop => Some(DateLimit { most: 3, span: DateSpan::Months(18) }),
            Self::TrainingSeries
            | Self::Exchange
            | Self::ExtraSession
            | Self::CommunityCall
            | Self::AutumnAcademy
            | Self::Conference
            | Self::EducationConference
            | Self::PeerMeeting => None,
        }
    }

    /// Whether a group may meet on all of these dates: those of the sessions of one series and this kind.
    ///
    /// # Errors
    /// `TOO_MANY_DATES`, naming the rule.
    pub fn check_dates(self, starts: impl IntoIterator<Item = Timestamp>) -> Result<(), Refusal> {
        let Some(limit) = self.date_limit() else { return Ok(()) };
        let mut starts: Vec<Timestamp> = starts.into_iter().collect();
        starts.sort_unstable();
        let crowded = starts.windows(limit.most + 1).any(|dates| limit.span.holds(dates[0], dates[limit.most]));
        if !crowded {
            return Ok(());
        }
        let refusal = Refusal::new(RefusalCode::TooManyDates).with("kind", self).with("max", limit.most);
        Err(match limit.span {
            DateSpan::Year => refusal.with("span", "in a calendar year").with("zeitraum", "im Kalenderjahr"),
            DateSpan::Months(months) => refusal
                .with("span", format!("within {months} months"))
                .with("zeitraum", format!("innerhalb von {months} Monaten")),
        })
    }
}

impl DateSpan {
    /// Whether both dates lie in one such time.
    fn holds(self, first: Timestamp, last: Timestamp) -> bool {
        let (first, last) = (berlin_date(first), berlin_date(last));
        match self {
            Self::Year => first.year() == last.year(),
            Self::Months(months) => first.checked_add(jiff::Span::new().months(months)).is_ok_and(|end| last < end),
        }
    }
}

impl SessionState {
    /// Whether the session takes place on its date, or is to: only then it is a date of its group.
    pub const fn has_a_date(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Postponed)
    }
}

#[cfg(test)]
mod tests {
    use super::super::registration::tests::at;
    use super::*;

    fn check(kind: CourseKind, days: &[&str]) -> Result<(), Refusal> {
        kind.check_dates(days.iter().map(|day| at(&format!("{day}T08:00:00Z"))))
    }

    #[test]
    fn a_learning_cluster_meets_three_times_a_year() {
        let cluster = CourseKind::LearningCluster;
        assert_eq!(check(cluster, &["2020-01-15", "2020-06-15", "2020-12-31", "2021-01-01"]), Ok(()));
        let refusal = check(cluster, &["2020-12-31", "2020-01-01", "2020-06-15", "2020-03-01"]).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::TooManyDates);
        let sentence = refusal.message(crate::shared::Language::German);
        assert!(sentence.contains("(LEARNING_CLUSTER) höchstens 3-mal im Kalenderjahr"), "{sentence}");
        // Half past eleven in the evening of New Year in Westphalia.
        let late = [
            at("2020-12-31T23:30:00Z"),
            at("2020-01-15T08:00:00Z"),
            at("2020-02-15T08:00:00Z"),
            at("2020-03-15T08:00:00Z"),
        ];
        assert_eq!(cluster.check_dates(late), Ok(()));
    }

    #[test]
    fn a_development_workshop_meets_three_times_in_one_and_a_half_years() {
        let workshop = CourseKind::DevelopmentWorkshop;
        assert_eq!(check(workshop, &["2020-03-03", "2020-09-01", "2021-03-01"]), Ok(()));
        let crowded = check(workshop, &["2020-03-03", "2020-09-01", "2021-03-01", "2021-09-02"]).unwrap_err();
        assert_eq!(crowded.code, RefusalCode::TooManyDates);
        assert_eq!(check(workshop, &["2020-03-03", "2020-09-01", "2021-03-01", "2021-09-03"]), Ok(()));
    }

    #[test]
    fn other_kinds_meet_as_often_as_they_like() {
        assert_eq!(check(CourseKind::CommunityCall, &["2020-03-03"; 40]), Ok(()));
    }

    #[test]
    fn what_does_not_take_place_is_no_date() {
        let off: Vec<_> = SessionState::ALL.iter().filter(|state| !state.has_a_date()).collect();
        assert_eq!(off, [&SessionState::Cancelled, &SessionState::Postponed]);
    }
}
