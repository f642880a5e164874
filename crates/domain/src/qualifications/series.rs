//! A series: an offer of several modules and sessions under one title.

use super::hosting::check_co_hosts;
use super::kind::{CourseKind, Entitlement};
use super::session::Audience;
use super::target_group::{EducationStage, TargetGroup};
use crate::access::Owner;
use crate::shared::{
    CourseSeriesId, LongText, Name, OrganisationId, Refusal, RefusalCode, Refusals, Timestamp, coded_enum, search_key,
    transitions,
};
use std::collections::BTreeSet;

coded_enum! {
    /// The states of a series.
    SeriesState {
        /// It is being planned.
        Draft = "DRAFT", "Entwurf";
        /// It is announced.
        Published = "PUBLISHED", "veröffentlicht";
        /// Its first session has begun.
        Running = "RUNNING", "läuft";
        /// All of it took place.
        Completed = "COMPLETED", "abgeschlossen";
        /// It does not take place.
        Cancelled = "CANCELLED", "abgesagt";
        /// It is kept for the record.
        Archived = "ARCHIVED", "archiviert";
    }
}

transitions! {
    /// What is done with a series.
    SeriesVerb on SeriesState {
        /// Announces it.
        Publish = "publish": Draft => Published;
        /// It begins.
        Start = "start": Published => Running;
        /// All of it took place.
        Complete = "complete": Running => Completed;
        /// It does not take place.
        Cancel = "cancel": Draft | Published | Running => Cancelled;
        /// Keeps it for the record.
        Archive = "archive": Completed | Cancelled => Archived;
    }
}

/// Who may read of an offer, by its entitlement once it is published.
pub(super) const fn audience(is_draft: bool, entitlement: Entitlement) -> Audience {
    match (is_draft, entitlement) {
        (true, _) => Audience::Organisers,
        (false, Entitlement::Public) => Audience::Public,
        (false, Entitlement::Agreement | Entitlement::Invited) => Audience::Community,
    }
}

/// A series as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesDraft {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// What people can do afterwards.
    pub goals: Option<String>,
    /// Who may take part; what the kind says when nothing is said.
    pub entitlement: Option<Entitlement>,
    /// For whom it is.
    pub target_groups: BTreeSet<TargetGroup>,
    /// Which stages of education it is about.
    pub stages: BTreeSet<EducationStage>,
    /// What it is about, in single words.
    pub topics: Vec<String>,
    /// The organisations that hold it together with the host.
    pub co_hosts: Vec<OrganisationId>,
}

/// What the organiser says about a series, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeriesPlan {
    /// What it is called.
    pub title: Name,
    /// What it is about.
    pub description: Option<LongText>,
    /// What people can do afterwards.
    pub goals: Option<LongText>,
    /// Who may take part.
    pub entitlement: Entitlement,
    /// For whom it is.
    pub target_groups: BTreeSet<TargetGroup>,
    /// Which stages of education it is about.
    pub stages: BTreeSet<EducationStage>,
    /// What it is about, in single words.
    pub topics: BTreeSet<Name>,
    /// The organisations that hold it together with the host.
    pub co_hosts: BTreeSet<OrganisationId>,
}

/// The most topics of one series.
const MOST_TOPICS: usize = 20;

impl SeriesPlan {
    /// Checks what was typed, by the rules of the kind.
    ///
    /// # Errors
    /// What is wrong with the texts; `INVALID` for an entitlement that the kind does not have.
    pub fn check(kind: CourseKind, draft: &SeriesDraft) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&draft.title));
        let description = refusals.take("description", LongText::optional(draft.description.as_deref()));
        let goals = refusals.take("goals", LongText::optional(draft.goals.as_deref()));
        let entitlement = refusals.take("entitlement", kind.entitlement(draft.entitlement));
        let topics = refusals.take("topics", check_topics(&draft.topics));
        let co_hosts = refusals.take("coHostIds", check_co_hosts(&draft.co_hosts));
        let plan = title.zip(description).zip(goals).zip(entitlement).zip(topics).zip(co_hosts).map(
            |(((((title, description), goals), entitlement), topics), co_hosts)| Self {
                title,
                description,
                goals,
                entitlement,
                target_groups: draft.target_groups.clone(),
                stages: draft.stages.clone(),
                topics,
                co_hosts,
            },
        );
        refusals.into_result(plan)
    }

    /// By which words it is found.
    pub fn search_key(&self) -> String {
        let topics = self.topics.iter().map(Name::as_str);
        search_key(&[self.title.as_str()].into_iter().chain(topics).collect::<Vec<_>>().join(" "))
    }
}

fn check_topics(topics: &[String]) -> Result<BTreeSet<Name>, Refusal> {
    if topics.len() > MOST_TOPICS {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", MOST_TOPICS));
    }
    let read = |(place, topic): (usize, &String)| Name::new(topic).map_err(|refusal| refusal.at(place.to_string()));
    topics.iter().enumerate().map(read).collect()
}

/// A series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseSeries {
    /// The series itself.
    pub id: CourseSeriesId,
    /// The organisation that holds it.
    pub host: OrganisationId,
    /// The district in which that organisation lies.
    pub host_district: Option<String>,
    /// What kind of offer it is.
    pub kind: CourseKind,
    /// What the organiser says about it.
    pub plan: SeriesPlan,
    /// Where it stands.
    pub state: SeriesState,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl CourseSeries {
    /// To whom the record belongs: to its organiser.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.host, self.host_district.clone())
    }

    /// Who may read of it.
    pub fn audience(&self) -> Audience {
        audience(self.state == SeriesState::Draft, self.plan.entitlement)
    }

    /// Goes on while something about it can still change.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn expect_open(&self, verb: &'static str) -> Result<(), Refusal> {
        match self.state {
            SeriesState::Draft | SeriesState::Published | SeriesState::Running => Ok(()),
            state => Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", verb)),
        }
    }

    /// A step that needs nothing else.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub fn advance(self, verb: SeriesVerb) -> Result<Self, Refusal> {
        Ok(Self { state: verb.apply(self.state)?, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::machine::steps;

    #[test]
    fn its_machine_has_these_steps_and_no_others() {
        let steps = steps(SeriesVerb::ALL, SeriesVerb::code, SeriesVerb::apply);
        let expected = [
            "publish DRAFT -> PUBLISHED",
            "start PUBLISHED -> RUNNING",
            "complete RUNNING -> COMPLETED",
            "cancel DRAFT -> CANCELLED",
            "cancel PUBLISHED -> CANCELLED",
            "cancel RUNNING -> CANCELLED",
            "archive COMPLETED -> ARCHIVED",
            "archive CANCELLED -> ARCHIVED",
        ];
        assert_eq!(steps, expected);
    }

    #[test]
    fn a_draft_is_for_its_organisers_and_an_offer_for_holders_for_the_community() {
        assert_eq!(audience(true, Entitlement::Public), Audience::Organisers);
        assert_eq!(audience(false, Entitlement::Public), Audience::Public);
        assert_eq!(audience(false, Entitlement::Agreement), Audience::Community);
    }

    #[test]
    fn it_is_found_by_its_topics() {
        let draft = SeriesDraft {
            title: "Netzwerkarbeit".to_owned(),
            description: None,
            goals: None,
            entitlement: None,
            target_groups: [TargetGroup::EducationOffice].into(),
            stages: BTreeSet::new(),
            topics: vec!["Übergänge".to_owned(), "Übergänge".to_owned()],
            co_hosts: Vec::new(),
        };
        let plan = SeriesPlan::check(CourseKind::TrainingSeries, &draft).unwrap();
        assert_eq!((plan.search_key().as_str(), plan.topics.len()), ("netzwerkarbeit ubergange", 1));
        let refused =
            SeriesPlan::check(CourseKind::TrainingSeries, &SeriesDraft { topics: vec![" ".to_owned()], ..draft });
        assert_eq!(refused.unwrap_err()[0].path, ["topics", "0"]);
    }
}
