use super::standing::inside;
use crate::networks::find_networks;
use crate::{Call, Error};
use ::analysis::overlaps;
use domain::access::Action;
use domain::meetings::{Committee, CommitteeKind, CommitteeMembership, double_structure, fields_of};
use domain::networks::FieldOfAction;
use domain::shared::{CommitteeId, Date, NetworkId, OrganisationId, PersonId};
use persistence::meetings::{CommitteeFilter, CommitteeMemberships, Committees};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Which committees are compared; what is left out does not narrow them.
#[derive(Clone, Debug, Default)]
pub struct CompareCommittees {
    /// Those of this network.
    pub network: Option<NetworkId>,
    /// Those whose business this organisation runs.
    pub organisation: Option<OrganisationId>,
    /// Those of one of these kinds.
    pub kinds: Vec<CommitteeKind>,
    /// As of which day; today without a day.
    pub on: Option<Date>,
}

/// Two committees in which the same people sit.
#[derive(Clone, Debug, PartialEq)]
pub struct CommitteeOverlap {
    /// One committee.
    pub one: CommitteeId,
    /// The other one.
    pub other: CommitteeId,
    /// Who sits in both.
    pub shared: BTreeSet<PersonId>,
    /// Those who sit in both, by those who sit in either: from 0 to 1.
    pub jaccard: f64,
    /// With which fields both deal.
    pub fields: BTreeSet<FieldOfAction>,
    /// How much they are one structure twice, from 0 to 1; missing when the fields of one are not known.
    pub double_structure: Option<f64>,
}

/// What the work in committees asks of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommitteeLoad {
    /// Who.
    pub person: PersonId,
    /// Where they sit, by name.
    pub committees: Vec<CommitteeId>,
    /// In how many of them with a vote.
    pub votes: usize,
    /// In how many of them they lead.
    pub leads: usize,
    /// How many meetings these committees hold in a year by their rules; those without such a rule count for nothing.
    pub meetings_per_year: i64,
}

/// Who sits where with whom, as of a day.
#[derive(Clone, Debug)]
pub struct CommitteeComparison {
    /// As of which day.
    pub on: Date,
    /// What was compared, by name.
    pub committees: Vec<Committee>,
    /// All pairs in which somebody sits twice, the largest overlap first.
    pub overlaps: Vec<CommitteeOverlap>,
    /// All who sit anywhere, those in the most committees first.
    pub loads: Vec<CommitteeLoad>,
}

/// Compares the committees whose seats the caller may read. Substitutes and guests do not count.
///
/// # Errors
/// When the database does not answer.
pub async fn compare_committees(call: &Call, input: CompareCommittees) -> Result<CommitteeComparison, Error> {
    let (sight, on) = (inside(call, Action::CommitteeRead), input.on.unwrap_or_else(|| call.today()));
    let filter = CommitteeFilter {
        network: input.network,
        organisation: input.organisation,
        kinds: input.kinds,
        ..CommitteeFilter::default()
    };
    let committees = Committees::of(call.database()).existing_on(&sight, &filter, on).await?;
    let ids: Vec<_> = committees.iter().map(|committee| committee.id).collect();
    let mut seats = CommitteeMemberships::of(call.database()).of_committees(&sight, &ids, Some(on)).await?;
    for held in seats.values_mut() {
        held.retain(|seat| seat.role.is_counted());
    }
    let networks: BTreeSet<_> = committees.iter().filter_map(|committee| committee.network).collect();
    let agreed = if networks.is_empty() { HashMap::new() } else { find_networks(call, networks).await? };
    let fields = committees.iter().map(|committee| {
        let network = committee.network.and_then(|network| agreed.get(&network));
        (committee.id, fields_of(&committee.profile, network.map(|network| &network.profile.fields)))
    });
    let overlaps = overlapping(&seats, &fields.collect());
    let loads = loads(&committees, &seats);
    Ok(CommitteeComparison { on, committees, overlaps, loads })
}

type Seats = HashMap<CommitteeId, Vec<CommitteeMembership>>;

fn overlapping(seats: &Seats, fields: &HashMap<CommitteeId, BTreeSet<FieldOfAction>>) -> Vec<CommitteeOverlap> {
    let people = |held: &Vec<CommitteeMembership>| held.iter().map(|seat| seat.person).collect::<BTreeSet<_>>();
    let members: BTreeMap<_, _> = seats.iter().map(|(committee, held)| (*committee, people(held))).collect();
    let pairs = overlaps(&members).into_iter().map(|pair| {
        let (one, other) = (&fields[&pair.one], &fields[&pair.other]);
        CommitteeOverlap {
            one: pair.one,
            other: pair.other,
            shared: members[&pair.one].intersection(&members[&pair.other]).copied().collect(),
            jaccard: pair.jaccard,
            fields: one.intersection(other).copied().collect(),
            double_structure: double_structure(pair.jaccard, one, other),
        }
    });
    pairs.collect()
}

fn loads(committees: &[Committee], seats: &Seats) -> Vec<CommitteeLoad> {
    let mut found: BTreeMap<PersonId, CommitteeLoad> = BTreeMap::new();
    for committee in committees {
        let mut of_person: BTreeMap<PersonId, Vec<&CommitteeMembership>> = BTreeMap::new();
        for seat in seats.get(&committee.id).into_iter().flatten() {
            of_person.entry(seat.person).or_default().push(seat);
        }
        for (person, held) in of_person {
            let load = found.entry(person).or_insert_with(|| CommitteeLoad {
                person,
                committees: Vec::new(),
                votes: 0,
                leads: 0,
                meetings_per_year: 0,
            });
            load.committees.push(committee.id);
            load.votes += usize::from(held.iter().any(|seat| seat.voting));
            load.leads += usize::from(held.iter().any(|seat| seat.role.leads()));
            load.meetings_per_year += committee.profile.meetings_per_year.unwrap_or(0);
        }
    }
    let mut loads: Vec<_> = found.into_values().collect();
    loads.sort_by_key(|load| std::cmp::Reverse((load.committees.len(), load.meetings_per_year)));
    loads
}
