//! The catalogue of formats with their real rules (domain.md 2b).

use super::capacity::Claim;
use crate::shared::{Refusal, RefusalCode, coded_enum};
use std::collections::BTreeMap;

coded_enum! {
    /// The kinds of offers.
    CourseKind {
        /// A qualification whose modules build on each other.
        TrainingSeries = "TRAINING_SERIES", "Qualifizierung (Reihe)";
        /// A digital exchange between the modules of a series.
        Exchange = "EXCHANGE", "Digitales Austauschformat";
        /// A session that is put up at short notice.
        ExtraSession = "EXTRA_SESSION", "Zusatzangebot";
        /// A small group of several municipalities that learns from each other.
        LearningCluster = "LEARNING_CLUSTER", "Lerncluster";
        /// A closed group of teams that each develop something for their municipality.
        DevelopmentWorkshop = "DEVELOPMENT_WORKSHOP", "Entwicklungswerkstatt";
        /// A short digital exchange on current practice.
        CommunityCall = "COMMUNITY_CALL", "Community Call";
        /// The yearly public academy in autumn.
        AutumnAcademy = "AUTUMN_ACADEMY", "Herbstakademie";
        /// A day of talks and workshops.
        Conference = "CONFERENCE", "Fachtag";
        /// The conference of a regional education network, held by a municipality.
        EducationConference = "EDUCATION_CONFERENCE", "Regionale Bildungskonferenz";
        /// A meeting that its participants organise themselves.
        PeerMeeting = "PEER_MEETING", "Selbstorganisiertes Treffen";
    }
}

coded_enum! {
    /// Who may take part.
    Entitlement {
        /// Everybody.
        Public = "PUBLIC", "öffentlich";
        /// People of municipalities that hold an agreement with the Transferagentur.
        Agreement = "AGREEMENT", "für Kommunen mit Vereinbarung";
        /// Those who were invited.
        Invited = "INVITED", "auf Einladung";
    }
}

/// What is special about a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindRules {
    /// Who may take part, whatever the organiser says.
    pub entitlement: Option<Entitlement>,
    /// The fewest people with whom it takes place.
    pub fewest_people: u32,
    /// The most people.
    pub most_people: Option<u32>,
    /// The fewest municipalities with which it takes place.
    pub fewest_municipalities: u32,
    /// How many people a municipality sends, the fewest and the most: they come as one team.
    pub team: Option<(u32, u32)>,
    /// Whether anybody can still come in after the deadline.
    pub late_entry: bool,
}

impl CourseKind {
    /// What is special about this kind.
    pub const fn rules(self) -> KindRules {
        let usual = KindRules {
            entitlement: None,
            fewest_people: 1,
            most_people: None,
            fewest_municipalities: 0,
            team: None,
            late_entry: true,
        };
        match self {
            Self::LearningCluster => KindRules {
                entitlement: Some(Entitlement::Agreement),
                fewest_people: 5,
                most_people: Some(20),
                fewest_municipalities: 3,
                ..usual
            },
            Self::DevelopmentWorkshop => {
                KindRules { entitlement: Some(Entitlement::Agreement), team: Some((3, 5)), late_entry: false, ..usual }
            }
            Self::AutumnAcademy => KindRules { entitlement: Some(Entitlement::Public), ..usual },
            Self::TrainingSeries
            | Self::Exchange
            | Self::ExtraSession
            | Self::CommunityCall
            | Self::Conference
            | Self::EducationConference
            | Self::PeerMeeting => usual,
        }
    }

    /// Who may take part in an offer of this kind when the organiser says `asked`.
    ///
    /// # Errors
    /// `INVALID` for something else than what the kind says.
    pub fn entitlement(self, asked: Option<Entitlement>) -> Result<Entitlement, Refusal> {
        match (self.rules().entitlement, asked) {
            (Some(fixed), Some(asked)) if fixed != asked => {
                let reason = format!("an offer of the kind {self} is always {fixed}");
                Err(Refusal::new(RefusalCode::Invalid).with("reason", reason))
            }
            (Some(fixed), _) => Ok(fixed),
            (None, asked) => Ok(asked.unwrap_or(Entitlement::Public)),
        }
    }

    /// Whether this party may come as it is: a team where teams are asked for.
    ///
    /// # Errors
    /// `TOO_FEW`, `TOO_MANY`, or `INVALID` for a team from several municipalities.
    pub fn check_party(self, claims: &[Claim]) -> Result<(), Refusal> {
        let Some((fewest, most)) = self.rules().team else { return Ok(()) };
        let people = count(claims.len());
        if people < fewest {
            return Err(Refusal::new(RefusalCode::TooFew).with("min", fewest));
        }
        if people > most {
            return Err(Refusal::new(RefusalCode::TooMany).with("max", most));
        }
        let first = claims.first().and_then(|claim| claim.district.as_ref());
        if first.is_some() && claims.iter().all(|claim| claim.district.as_ref() == first) {
            Ok(())
        } else {
            Err(Refusal::new(RefusalCode::Invalid).with("reason", "a team comes from one municipality"))
        }
    }

    /// Whether the session can take place with these people.
    ///
    /// # Errors
    /// `TOO_FEW` people or municipalities, or people in a team.
    pub fn check_composition(self, claims: &[Claim]) -> Result<(), Refusal> {
        let rules = self.rules();
        let few = |field: &str, min| Err(Refusal::new(RefusalCode::TooFew).with("min", min).at(field));
        if count(claims.len()) < rules.fewest_people {
            return few("people", rules.fewest_people);
        }
        let districts = districts(claims);
        if count(districts.len()) < rules.fewest_municipalities {
            return few("municipalities", rules.fewest_municipalities);
        }
        match rules.team {
            Some((fewest, _)) if districts.values().any(|people| *people < fewest) => few("team", fewest),
            _ => Ok(()),
        }
    }
}

/// How many people come from each municipality; those from nowhere in particular are left out.
fn districts(claims: &[Claim]) -> BTreeMap<&str, u32> {
    let mut people = BTreeMap::new();
    for district in claims.iter().filter_map(|claim| claim.district.as_deref()) {
        *people.entry(district).or_default() += 1;
    }
    people
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::super::format::AttendanceMode;
    use super::super::target_group::TargetGroup;
    use super::*;

    fn people(from: &[Option<&str>]) -> Vec<Claim> {
        let claim = |district: Option<&str>| Claim {
            mode: AttendanceMode::Room,
            group: TargetGroup::EducationOffice,
            district: district.map(str::to_owned),
        };
        from.iter().copied().map(claim).collect()
    }

    #[test]
    fn a_learning_cluster_takes_place_with_five_people_of_three_municipalities() {
        let check = |from: &[Option<&str>]| CourseKind::LearningCluster.check_composition(&people(from));
        let few = check(&[Some("05120"), Some("05124"), Some("05911"), Some("05913")]).unwrap_err();
        assert_eq!((few.code, few.path.as_slice()), (RefusalCode::TooFew, ["people".to_owned()].as_slice()));
        let near = check(&[Some("05120"), Some("05120"), Some("05911"), Some("05911"), None]).unwrap_err();
        assert_eq!(near.path, ["municipalities"]);
        assert_eq!(check(&[Some("05120"), Some("05124"), Some("05911"), None, None]), Ok(()));
        assert_eq!(CourseKind::LearningCluster.rules().most_people, Some(20));
    }

    #[test]
    fn a_development_workshop_takes_teams_of_three_to_five_from_one_municipality() {
        let code = |from: &[Option<&str>]| {
            CourseKind::DevelopmentWorkshop.check_party(&people(from)).map_err(|refusal| refusal.code)
        };
        assert_eq!(code(&[Some("05120"); 2]), Err(RefusalCode::TooFew));
        assert_eq!(code(&[Some("05120"); 3]), Ok(()));
        assert_eq!(code(&[Some("05120"); 5]), Ok(()));
        assert_eq!(code(&[Some("05120"); 6]), Err(RefusalCode::TooMany));
        assert_eq!(code(&[Some("05120"), Some("05120"), Some("05124")]), Err(RefusalCode::Invalid));
        assert_eq!(code(&[Some("05120"), Some("05120"), None]), Err(RefusalCode::Invalid));
        assert!(!CourseKind::DevelopmentWorkshop.rules().late_entry);
        assert_eq!(CourseKind::CommunityCall.check_party(&people(&[None])), Ok(()));
    }
}
