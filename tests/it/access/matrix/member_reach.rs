//! The matrix of those who belong: somebody with any role who sits in a committee, or belongs to a network, of another
//! city. What they may do there is theirs by their seat alone.

use super::case::{Case, Outcome};
use super::meetings::{CASES as MEETINGS, NOBODY, RECORDS as MEETING_RECORDS};
use super::networks::{CASES as NETWORKS, RECORDS as NETWORK_RECORDS};
use super::seat::{Relation, Seat};
use super::target::{Made, Target, changes, global};
use super::{ask, generous, keep, seats};
use acceptance::{Member, Site, World, on_both_engines};
use application::Call;
use application::meetings::{AddCommitteeMember, add_committee_member};
use application::networks::{AddMember, TakeSeat, add_member, take_seat};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Action, Actor, Denied, Owner};
use domain::meetings::CommitteeRole;
use domain::networks::{MemberRole, MembershipState, TeamRole};
use std::fmt::Write;
use uuid::Uuid;

/// How somebody belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Belonging {
    /// They speak for a member of the network.
    Speaks,
    /// They sit in the team of the network.
    Team,
    /// They sit in the committee.
    Sits,
    /// They lead it.
    Leads,
}

impl Belonging {
    const fn word(self) -> &'static str {
        match self {
            Self::Speaks => "speaks",
            Self::Team => "team",
            Self::Sits => "sits",
            Self::Leads => "leads",
        }
    }

    /// What is shown to them because they belong.
    const fn shows(self, action: Action) -> bool {
        match self {
            Self::Speaks | Self::Team => {
                matches!(action, Action::NetworkRead | Action::AnalysisRead | Action::SurveyAnswer)
            }
            Self::Sits | Self::Leads => matches!(action, Action::CommitteeRead),
        }
    }

    /// What they may do because they belong.
    const fn gives(self, action: Action) -> bool {
        match self {
            Self::Speaks => matches!(action, Action::SurveyAnswer | Action::ReflectionWrite) || self.shows(action),
            Self::Team => {
                matches!(action, Action::ContactWrite | Action::ReflectionWrite)
                    || (self.shows(action) && !matches!(action, Action::SurveyAnswer))
            }
            Self::Sits => matches!(
                action,
                Action::CommitteeReadPublic | Action::CommitteeRead | Action::MeasureRead | Action::MinutesRemark
            ),
            Self::Leads => {
                Self::Sits.gives(action)
                    || matches!(
                        action,
                        Action::MeetingPlan
                            | Action::MeetingRun
                            | Action::MinutesWrite
                            | Action::MinutesApprove
                            | Action::MeasureManage
                            | Action::MeasureReport
                    )
            }
        }
    }

    /// Lets them belong to what was made.
    async fn enter(self, call: &Call, made: &mut Made, member: &Member) {
        let of = |name: &str| {
            let (_, id) = made.names.iter().find(|(known, _)| *known == name).unwrap();
            let bytes = URL_SAFE_NO_PAD.decode(id.as_str().unwrap()).unwrap();
            Uuid::from_slice(&bytes[..16]).unwrap()
        };
        if let Self::Sits | Self::Leads = self {
            let role = if self == Self::Leads { CommitteeRole::Chair } else { CommitteeRole::Guest };
            let seat = AddCommitteeMember {
                committee: of("committee").into(),
                person: member.person,
                seat: None,
                role,
                public: false,
                voting: false,
                substitute_for: None,
                organisation: None,
                from: None,
                until: None,
            };
            add_committee_member(call, seat).await.unwrap();
            return;
        }
        let network = of("network").into();
        let joins = AddMember {
            network,
            organisation: member.organisation,
            contact_person: Some(member.person).filter(|_| self == Self::Speaks),
            role: MemberRole::Partner,
            commitment: None,
            state: MembershipState::Active,
            since: None,
        };
        add_member(call, joins).await.unwrap();
        if self == Self::Team {
            take_seat(call, TakeSeat { network, person: member.person, role: TeamRole::Staff }).await.unwrap();
        }
        made.names.push(("member", global(member.organisation)));
    }

    /// What the access table says about somebody who belongs.
    fn expected(self, case: &Case, actor: &Actor, owner: &Owner, member: &Member) -> Outcome {
        let denied = |denied| match denied {
            Denied::Unauthenticated(_) => Outcome::Unauthenticated,
            Denied::Forbidden(_) => Outcome::Forbidden,
        };
        let of = |theirs: bool| if theirs { owner.clone().about(member.person) } else { owner.clone() };
        if let Err(why) = actor.may(case.action()) {
            return denied(why);
        }
        if case.found_by.is_some_and(|action| !actor.visibility(action).includes(&of(self.shows(action)))) {
            return Outcome::NotFound;
        }
        actor.permit(case.action(), &of(self.gives(case.action()))).map_or_else(denied, |_| Outcome::Done)
    }
}

/// What is tried with networks instead of the cases on nobody's contacts.
const CARE: &[Case] = &[Case {
    field: "recordNetworkContacts",
    document: "mutation($input: RecordNetworkContactsInput!) { recordNetworkContacts(input: $input) { errors { code } } }",
    variables: r#"{"input": {"networkId": "$network", "partnerIds": ["$member"], "channel": "PHONE",
        "direction": "OUTGOING", "summary": "Gefragt"}}"#,
    target: Target::Network,
    found_by: Some(Action::NetworkRead),
    refusals: &[],
}];

/// Fields that name a contact or a reflection, which only people write: their areas prove them.
const WRITTEN_BY_PEOPLE: [&str; 4] =
    ["recordNetworkContacts", "completeNetworkFollowUp", "updateNetworkReflection", "deleteNetworkReflection"];

async fn prove(world: World, name: &str, cases: &[&Case], belongings: &[Belonging]) {
    let seats: Vec<Seat> = seats(&world).await.into_iter().filter(|seat| seat.member.is_some()).collect();
    let site = generous(world).await;
    let mut table = String::new();
    for case in cases {
        let title: Vec<&str> = belongings.iter().map(|belonging| belonging.word()).collect();
        writeln!(table, "{:<36}{}", format!("{} ({})", case.field, case.deciding()), title.join("  ")).unwrap();
        for seat in &seats {
            let mut line = format!("  {:<34}", seat.name());
            for belonging in belongings {
                let sign = prove_one(&site, case, seat, *belonging).await.sign();
                write!(line, "{sign:<width$}", width = belonging.word().len() + 2).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
    }
    site.stop().await;
    keep(name, &table);
}

async fn prove_one(site: &Site, case: &Case, seat: &Seat, belonging: Belonging) -> Outcome {
    let (world, relation) = (site.world(), Relation::Foreign);
    let member = seat.member.as_ref().unwrap();
    let mut made = case.target.make(world, seat, relation, seat.organisation(relation)).await;
    belonging.enter(&world.call(Actor::System), &mut made, member).await;
    let expected = belonging.expected(case, &seat.actor, &made.owner, member);
    let before = changes(world).await;
    let answer = ask(site, seat, &case.request(&made)).await;
    let what = format!("{} by {} who {}", case.field, seat.name(), belonging.word());
    assert_eq!(case.outcome(&answer), Ok(expected), "{what}: {answer:#}");
    if expected != Outcome::Done {
        assert_eq!(changes(world).await, before, "{what} was denied and changed something");
    }
    expected
}

/// The cases on a record that exists, and that is found by belonging to it.
fn on_records(cases: &'static [Case]) -> impl Iterator<Item = &'static Case> {
    cases.iter().filter(|case| {
        case.target != Target::Nothing
            && case.found_by.is_some()
            && case.found_by != NOBODY
            && !WRITTEN_BY_PEOPLE.contains(&case.field)
    })
}

on_both_engines! {
    async fn who_belongs_to_a_network(world: World) {
        let cases: Vec<_> = on_records(NETWORKS).chain(on_records(NETWORK_RECORDS)).chain(CARE).collect();
        prove(world, "network_member_reach", &cases, &[Belonging::Speaks, Belonging::Team]).await;
    }

    async fn who_sits_in_a_committee(world: World) {
        let cases: Vec<_> = on_records(MEETINGS).chain(on_records(MEETING_RECORDS)).collect();
        prove(world, "committee_member_reach", &cases, &[Belonging::Sits, Belonging::Leads]).await;
    }
}
