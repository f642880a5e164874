//! The networks of the synthetic state, with their committees and meetings, before they are written.

use crate::{Call, Error};
use domain::meetings::{
    Committee, CommitteeKind, CommitteeMembership, CommitteeProfile, CommitteeRole, CommitteeRules, CommitteeState,
    CommitteeVisibility, DecisionRule, Meeting, MeetingAttendance, MeetingFormat, MeetingPlan, MeetingState,
    Participant, QuorumKind, QuorumRule,
};
use domain::networks::{
    FieldOfAction, MemberRole, Membership, MembershipState, MembershipStep, Network, NetworkKind, NetworkPhase,
    NetworkVisibility, PhaseChange, Profile, Seat, TeamRole,
};
use domain::organisations::Organisation;
use domain::shared::{
    CommitteeId, CommitteeMembershipId, Date, LongText, MeetingId, MembershipId, Name, NetworkId, OrganisationId,
    ParticipantId, Period, PersonId, PhaseChangeId, SeatId, Timestamp,
};
use jiff::ToSpan;
use std::collections::HashMap;

/// How many people sit in each committee, and how many meetings each has: two were, the others are to come.
const SEATS: usize = 8;
const MEETINGS: usize = 6;
/// A day in seconds.
const DAY: i64 = 24 * 60 * 60;

/// What every network has: its kind, what it is called, and its field of action.
const KINDS: [(CommitteeKind, &str, FieldOfAction); 3] = [
    (CommitteeKind::Conference, "Bildungskonferenz", FieldOfAction::Transitions),
    (CommitteeKind::SteeringCommittee, "Lenkungskreis", FieldOfAction::Transitions),
    (CommitteeKind::WorkingGroup, "Arbeitsgruppe Sprache", FieldOfAction::Language),
];

/// Somebody who can sit somewhere, and for whom.
pub(super) type Worker = (PersonId, OrganisationId);

/// A network to be: who keeps it, who belongs to it, and who works for it.
pub(super) struct Body<'b> {
    pub(super) name: String,
    pub(super) keeper: &'b Organisation,
    pub(super) members: Vec<&'b Organisation>,
    /// The first one coordinates it.
    pub(super) people: Vec<Worker>,
    /// Who speaks for which organisation.
    pub(super) speakers: &'b HashMap<OrganisationId, PersonId>,
    /// Whether it has committees.
    pub(super) meets: bool,
}

/// All that is written.
pub(super) struct Bodies<'c> {
    pub(super) call: &'c Call,
    now: Timestamp,
    since: Date,
    pub(super) networks: Vec<(Network, PhaseChange, Seat)>,
    /// Each with the place of its network.
    pub(super) memberships: Vec<(usize, Membership, MembershipStep)>,
    pub(super) committees: Vec<Committee>,
    /// Each with the place of its committee, as the meetings.
    pub(super) seats: Vec<(usize, CommitteeMembership)>,
    pub(super) meetings: Vec<(usize, Meeting)>,
    pub(super) participants: Vec<Participant>,
}

impl<'c> Bodies<'c> {
    /// Nothing yet.
    pub(super) fn new(call: &'c Call) -> Self {
        let since = call.today().saturating_sub(400.days());
        Self {
            call,
            now: call.now(),
            since,
            networks: Vec::new(),
            memberships: Vec::new(),
            committees: Vec::new(),
            seats: Vec::new(),
            meetings: Vec::new(),
            participants: Vec::new(),
        }
    }

    /// How many records there are.
    pub(super) fn len(&self) -> usize {
        self.networks.len() + self.memberships.len() + self.committees.len() + self.seats.len() + self.meetings.len()
    }

    /// Adds a network with all that hangs on it.
    pub(super) fn add(&mut self, body: &Body<'_>) -> Result<(), Error> {
        let number = self.networks.len();
        let visibility = match number % 4 {
            0 => NetworkVisibility::Public,
            1 => NetworkVisibility::Community,
            _ => NetworkVisibility::Members,
        };
        let network = self.network(body, visibility)?;
        for member in &body.members {
            self.member(number, &network, member, body.speakers.get(&member.id).copied())?;
        }
        if body.meets {
            for (place, (kind, label, field)) in KINDS.into_iter().enumerate() {
                let committee = self.committee(&network, kind, label, field, visibility)?;
                self.seats_and_meetings(&committee, &body.people, number * KINDS.len() + place)?;
            }
        }
        Ok(())
    }

    fn network(&mut self, body: &Body<'_>, visibility: NetworkVisibility) -> Result<Network, Error> {
        let ids = self.call.ids();
        let owner = body.keeper.owner();
        let profile = Profile {
            name: Name::new(&body.name)?,
            short_name: None,
            local_label: None,
            kind: NetworkKind::RegionalEducationNetwork,
            purpose: None,
            fields: KINDS.iter().map(|(.., field)| *field).collect(),
            territories: body.keeper.profile.territories.clone(),
            legal_basis: None,
            website: None,
            visibility,
        };
        let network = Network {
            id: NetworkId::new(ids),
            profile,
            parent: None,
            organisation: body.keeper.id,
            district: owner.district,
            founded_on: self.since,
            phase: NetworkPhase::Performing,
            phase_since: self.since,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        let first = PhaseChange {
            id: PhaseChangeId::new(ids),
            from: None,
            to: network.phase,
            on: self.since,
            reason: LongText::new("Übernahme aus dem Bestand")?,
            by: None,
            at: self.now,
        };
        let (coordinator, _) = body.people.first().ok_or_else(|| Error::unexpected("nobody coordinates a network"))?;
        let seat = Seat {
            id: SeatId::new(ids),
            network: network.id,
            person: *coordinator,
            role: TeamRole::Coordinator,
            since: self.now,
            until: None,
        };
        self.networks.push((network.clone(), first, seat));
        Ok(network)
    }

    fn member(
        &mut self,
        place: usize,
        of: &Network,
        who: &Organisation,
        speaker: Option<PersonId>,
    ) -> Result<(), Error> {
        let membership = Membership {
            id: MembershipId::new(self.call.ids()),
            network: of.id,
            organisation: who.id,
            contact_person: speaker,
            role: MemberRole::Partner,
            commitment: None,
            state: MembershipState::Active,
            period: Period::new(self.since, None)?,
            state_since: self.since,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        let first = MembershipStep {
            membership: membership.id,
            number: 1,
            state: membership.state,
            on: self.since,
            reason: None,
            by: None,
        };
        self.memberships.push((place, membership, first));
        Ok(())
    }

    fn committee(
        &mut self,
        of: &Network,
        kind: CommitteeKind,
        label: &str,
        field: FieldOfAction,
        visibility: NetworkVisibility,
    ) -> Result<Committee, Error> {
        let profile = CommitteeProfile {
            name: Name::new(&format!("{label} {}", of.profile.name))?,
            short_name: None,
            local_label: None,
            kind,
            fields: [field].into(),
            legal_basis: None,
            meetings_per_year: Some(4),
            visibility: match visibility {
                NetworkVisibility::Public => CommitteeVisibility::Public,
                NetworkVisibility::Community => CommitteeVisibility::Community,
                NetworkVisibility::Members => CommitteeVisibility::Members,
            },
            rules: CommitteeRules {
                lead_days: 21,
                quorum: QuorumRule::new(QuorumKind::Majority, None)?,
                decision: DecisionRule::Consensus,
                circular: true,
                voting_members: None,
            },
        };
        let committee = Committee {
            id: CommitteeId::new(self.call.ids()),
            profile,
            network: Some(of.id),
            organisation: of.organisation,
            district: of.district.clone(),
            founded_on: self.since,
            state: CommitteeState::Active,
            dissolved_on: None,
            dissolve_reason: None,
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        };
        self.committees.push(committee.clone());
        Ok(committee)
    }

    /// Who sits there, and when they meet: every committee on days of its own. `number` is its number in the state.
    fn seats_and_meetings(&mut self, of: &Committee, people: &[Worker], number: usize) -> Result<(), Error> {
        let place = self.committees.len() - 1;
        let first = self.seats.len();
        for seat in 0..SEATS.min(people.len()) {
            let (person, organisation) = people[(number * 5 + seat) % people.len()];
            let role = match seat {
                0 => CommitteeRole::Chair,
                1 => CommitteeRole::Secretary,
                _ => CommitteeRole::Member,
            };
            let seat = CommitteeMembership {
                id: CommitteeMembershipId::new(self.call.ids()),
                committee: of.id,
                person,
                seat: None,
                role,
                voting: role != CommitteeRole::Secretary,
                public: false,
                substitute_for: None,
                organisation: Some(organisation),
                period: Period::new(self.since, None)?,
                version: 1,
                created_at: self.now,
                updated_at: self.now,
            };
            self.seats.push((place, seat));
        }
        for (meeting, count) in (0..MEETINGS).zip(1..) {
            let days = i64::try_from(number % 60).unwrap_or_default() - 150 + 90 * i64::from(count - 1);
            let meeting = self.meeting(of, days, i64::from(count), meeting)?;
            if meeting.state.is_over() {
                let there = self.seats[first..].iter().map(|(_, seat)| Participant {
                    id: ParticipantId::new(self.call.ids()),
                    meeting: meeting.id,
                    membership: seat.id,
                    person: seat.person,
                    answer: None,
                    note: None,
                    answered_at: None,
                    substitute: None,
                    attendance: Some(MeetingAttendance::Present),
                    version: 1,
                });
                self.participants.extend(there);
            }
            self.meetings.push((place, meeting));
        }
        Ok(())
    }

    fn meeting(&self, of: &Committee, days: i64, number: i64, hour: usize) -> Result<Meeting, Error> {
        let start = self.now.plus_seconds(days * DAY + i64::try_from(hour).unwrap_or_default() * 3_600);
        let end = start.plus_seconds(2 * 3_600);
        let over = days < 0;
        Ok(Meeting {
            id: MeetingId::new(self.call.ids()),
            committee: of.id,
            number,
            plan: MeetingPlan {
                title: Name::new(&format!("{number}. Sitzung"))?,
                start,
                end,
                format: MeetingFormat::InPerson,
                place: Some(Name::new("Rathaus")?),
                online: None,
            },
            state: if over { MeetingState::MinutesDraft } else { MeetingState::Planned },
            reason: None,
            successor: None,
            invitation: 0,
            opened_at: over.then_some(start),
            closed_at: over.then_some(end),
            version: 1,
            created_at: self.now,
            updated_at: self.now,
        })
    }
}
