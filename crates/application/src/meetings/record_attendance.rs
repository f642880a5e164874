use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Meeting, MeetingAttendance, Participant, check_substitute};
use domain::shared::{CommitteeMembershipId, MeetingId, PersonId, Refusal, RefusalCode, Refusals};
use persistence::meetings::{CommitteeMemberships, Meetings, Participants};
use std::collections::BTreeSet;

/// Whether one seat was taken.
#[derive(Clone, Debug)]
pub struct AttendanceEntry {
    /// Which seat.
    pub membership: CommitteeMembershipId,
    /// Whether.
    pub attendance: MeetingAttendance,
    /// By which substitute.
    pub substitute: Option<PersonId>,
}

/// A list of attendance, or a part of it.
#[derive(Clone, Debug)]
pub struct RecordAttendance {
    /// Of which meeting.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// The seats. Those that are not named stay as they are.
    pub entries: Vec<AttendanceEntry>,
}

/// Records who is there: while the meeting takes place, and until its minutes go to the members.
///
/// # Errors
/// `REQUIRED` without an entry, `NOT_FOUND` for a seat that is not in the list, `DUPLICATE` for a seat or substitute
/// that is named twice, `NOT_A_SUBSTITUTE`; `VERSION_CONFLICT`, `WRONG_STATE`.
pub async fn record_attendance(call: &Call, input: RecordAttendance) -> Result<Meeting, Error> {
    if input.entries.is_empty() {
        return Err(Refusal::new(RefusalCode::Required).at("entries").into());
    }
    let unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingRun).await?;
    let before = &held.meeting;
    expect_version(before.version, input.expected_version)?;
    before.expect_attendance("record attendance")?;
    let seats = CommitteeMemberships::of(&unit).of_committee(held.committee.id).await?;
    let listed = Participants::of(&unit).of_meetings(&standing::system(call), &[before.id]).await?;
    let listed: Vec<Participant> = listed.into_values().flatten().collect();
    let (mut refusals, mut named) = (Refusals::new(), BTreeSet::new());
    let mut changed: Vec<(Participant, Participant)> = Vec::new();
    for (place, entry) in input.entries.iter().enumerate() {
        let check = || {
            let found = listed.iter().find(|it| it.membership == entry.membership);
            let found = found.ok_or_else(|| Refusal::new(RefusalCode::NotFound).at("membershipId"))?;
            let after = found.clone().attend(entry.attendance, entry.substitute)?;
            if let Some(substitute) = entry.substitute {
                check_substitute(substitute, entry.membership, &seats, before.plan.day())?;
            }
            Ok((found.clone(), Participant { version: found.version + 1, ..after }))
        };
        if !named.insert(entry.membership) {
            refusals.push(Refusal::new(RefusalCode::Duplicate).at("membershipId").at(place.to_string()).at("entries"));
        } else if let Some(pair) = refusals.take(&place.to_string(), check()) {
            changed.push(pair);
        }
    }
    let kept = listed.iter().filter(|it| !named.contains(&it.membership));
    let all: Vec<Participant> = kept.cloned().chain(changed.iter().map(|(_, after)| after.clone())).collect();
    refusals.take("entries", check_once(&all));
    refusals.into_result(Some(()))?;
    Participants::save(&unit, &changed.iter().map(|(_, after)| after.clone()).collect::<Vec<_>>()).await?;
    let after = Meeting { version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    Meetings::update(&unit, &after, before.version).await?;
    let of = &held.committee;
    let people =
        changed.iter().map(|(was, is)| record::participant(permit, "meeting.attendance-recorded", of, was, is));
    unit.commit(people.collect::<Vec<_>>()).await?;
    Ok(after)
}

/// Nobody is there twice: for themselves and as a substitute, or as the substitute of two seats.
fn check_once(all: &[Participant]) -> Result<(), Refusal> {
    let mut there = BTreeSet::new();
    for participant in all.iter().filter(|it| it.attendance == Some(MeetingAttendance::Represented)) {
        if participant.substitute.is_some_and(|person| !there.insert(person)) {
            return Err(Refusal::new(RefusalCode::Duplicate).at("substituteId"));
        }
    }
    let themselves = |it: &&Participant| it.attendance == Some(MeetingAttendance::Present);
    if all.iter().filter(themselves).any(|it| there.contains(&it.person)) {
        return Err(Refusal::new(RefusalCode::Duplicate).at("substituteId"));
    }
    Ok(())
}
