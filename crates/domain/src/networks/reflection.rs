//! Reflections and observations of those who run a network: private unless their author shares them (domain.md 2c).

use super::phase::NetworkPhase;
use crate::shared::{
    Date, LongText, Name, NetworkId, PersonId, ReflectionId, Refusal, RefusalCode, Timestamp, coded_enum,
};

/// The most tags of one reflection.
const MOST_TAGS: usize = 20;

coded_enum! {
    /// Who may read a reflection.
    ReflectionVisibility {
        /// Its author alone.
        Private = "PRIVATE", "privat";
        /// The team of the network.
        Team = "TEAM", "Team";
        /// The team and the contact persons of the members.
        Network = "NETWORK", "Netzwerk";
    }
}

/// Who wants to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The person.
    pub person: PersonId,
    /// Whether they hold a seat in the team.
    pub in_team: bool,
    /// Whether they speak for a member.
    pub in_network: bool,
}

/// What a reflection says, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReflectionDraft {
    /// On which day.
    pub on: Date,
    /// What was observed.
    pub observation: LongText,
    /// How the author reads it.
    pub interpretation: Option<LongText>,
    /// What came of it.
    pub effect: Option<LongText>,
    /// What is to be done next.
    pub next_step: Option<LongText>,
    /// Words to find it by.
    pub tags: Vec<Name>,
    /// Who may read it.
    pub visibility: ReflectionVisibility,
}

impl ReflectionDraft {
    /// Checks what its parts say together; a tag that is named twice stays once.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for a day that is still to come, `TOO_MANY` above 20 tags.
    pub fn check(mut self, today: Date) -> Result<Self, Refusal> {
        if self.on > today {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("on").with("min", "1800-01-01").with("max", today));
        }
        self.tags.sort();
        self.tags.dedup();
        if self.tags.len() > MOST_TAGS {
            return Err(Refusal::new(RefusalCode::TooMany).at("tags").with("max", MOST_TAGS));
        }
        Ok(self)
    }
}

/// A reflection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reflection {
    /// The reflection.
    pub id: ReflectionId,
    /// About which network.
    pub network: NetworkId,
    /// Who wrote it.
    pub author: PersonId,
    /// The phase of the network on its day.
    pub phase: Option<NetworkPhase>,
    /// What it says.
    pub draft: ReflectionDraft,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

impl Reflection {
    /// Whether somebody may read it. No right of any role reaches further: not that of a lead, not that of an
    /// administrator.
    pub fn is_open_to(&self, reader: &Reader) -> bool {
        self.author == reader.person
            || match self.draft.visibility {
                ReflectionVisibility::Private => false,
                ReflectionVisibility::Team => reader.in_team,
                ReflectionVisibility::Network => reader.in_team || reader.in_network,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn draft(visibility: ReflectionVisibility) -> ReflectionDraft {
        ReflectionDraft {
            on: "2020-03-03".parse().unwrap(),
            observation: LongText::new("Two partners spoke with each other for the first time.").unwrap(),
            interpretation: None,
            effect: None,
            next_step: None,
            tags: Vec::new(),
            visibility,
        }
    }

    #[test]
    fn who_reads_what() {
        let person = |number: u128| PersonId::from(Uuid::from_u128(number));
        let reader = |number, in_team, in_network| Reader { person: person(number), in_team, in_network };
        let readers =
            [reader(1, false, false), reader(2, true, false), reader(3, false, true), reader(4, false, false)];
        let open = |visibility| {
            let at = Timestamp::from_micros(0).unwrap();
            let reflection = Reflection {
                id: Uuid::from_u128(9).into(),
                network: Uuid::from_u128(8).into(),
                author: person(1),
                phase: Some(NetworkPhase::Growth),
                draft: draft(visibility),
                version: 1,
                created_at: at,
                updated_at: at,
            };
            readers.map(|reader| reflection.is_open_to(&reader))
        };
        assert_eq!(open(ReflectionVisibility::Private), [true, false, false, false]);
        assert_eq!(open(ReflectionVisibility::Team), [true, true, false, false]);
        assert_eq!(open(ReflectionVisibility::Network), [true, true, true, false]);
    }

    #[test]
    fn tags_are_kept_once_and_in_order() {
        let today = "2020-03-03".parse().unwrap();
        let tags = |words: &[&str]| ReflectionDraft {
            tags: words.iter().map(|word| Name::new(word).unwrap()).collect(),
            ..draft(ReflectionVisibility::Private)
        };
        let kept = tags(&["Trust", "Roles", "Trust"]).check(today).unwrap();
        assert_eq!(kept.tags.iter().map(Name::as_str).collect::<Vec<_>>(), ["Roles", "Trust"]);
        let words: Vec<String> = (0..21).map(|number| number.to_string()).collect();
        let many = tags(&words.iter().map(String::as_str).collect::<Vec<_>>()).check(today);
        assert_eq!(many.unwrap_err().code, RefusalCode::TooMany);
        let ahead = draft(ReflectionVisibility::Private).check("2020-03-02".parse().unwrap());
        assert_eq!(ahead.unwrap_err().code, RefusalCode::OutOfRange);
    }
}
