use super::papers::{InvitationSheet, Sending, Words};
use super::standing::{self, Held};
use super::{letters, record};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::meetings::{
    CommitteeRole, Meeting, MeetingInvitation, MeetingVerb, Participant, check_lead_time, seats_on,
};
use domain::shared::{Language, LongText, MeetingId, MeetingInvitationId, ParticipantId};
use persistence::UnitOfWork;
use persistence::meetings::{AgendaItems, CommitteeMemberships, MeetingInvitations, Meetings, Papers, Participants};
use persistence::organisations::Organisations;

/// An invitation to be sent.
#[derive(Clone, Debug)]
pub struct InviteToMeeting {
    /// To which meeting.
    pub id: MeetingId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why the lead time is not kept, if it is not.
    pub short_notice: Option<String>,
}

/// Sends the invitation to all who hold a seat on the day of the meeting, for the first time or again: each sending is a
/// version that is kept. Answers that were given stay.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `DEADLINE_PASSED` when the meeting should have begun, `LEAD_TIME`.
pub async fn invite_to_meeting(call: &Call, input: InviteToMeeting) -> Result<Meeting, Error> {
    let reason = LongText::optional(input.short_notice.as_deref());
    let reason = reason.map_err(|refusal| refusal.at("shortNoticeReason"))?;
    let mut unit = call.begin().await?;
    let held = standing::hold_meeting(call, &unit, input.id, "id").await?;
    let permit = standing::permit(call, &unit, &held.committee, Action::MeetingRun).await?;
    let (committee, before) = (&held.committee, &held.meeting);
    expect_version(before.version, input.expected_version)?;
    let mut after = before.clone().go(MeetingVerb::Invite)?;
    after.expect_answers(call.now())?;
    let lead_days = committee.profile.rules.lead_days;
    let in_time = check_lead_time(call.today(), after.plan.day(), lead_days, reason.as_ref())?;
    after.invitation += 1;
    after.version += 1;
    after.updated_at = unit.now();
    let participants = invited(call, &unit, &held).await?;
    let agendas = AgendaItems::of(&unit).of_meetings(&standing::system(call), &[after.id]).await?;
    let agenda = agendas.get(&after.id).map(Vec::as_slice).unwrap_or_default();
    let papers = Papers::of(&unit).of_meetings(&standing::system(call), &[after.id]).await?;
    let papers = papers.get(&after.id).map(Vec::as_slice).unwrap_or_default();
    let reason = reason.filter(|_| !in_time);
    let issuer = Organisations::of(&unit).find(&Visibility::everything(), committee.organisation).await?;
    let sheet = InvitationSheet {
        committee,
        issuer: issuer.as_ref().map(|issuer| issuer.profile.name.as_str()),
        meeting: &after,
        agenda,
        papers,
        sent: Some(Sending { number: after.invitation, at: unit.now(), in_time, reason: reason.clone() }),
        inside: true,
    };
    let text = LongText::new(&letters::invitation(&sheet, Words(Language::German)));
    let text = text.map_err(|refusal| refusal.at("id"))?;
    let sent = MeetingInvitation {
        id: MeetingInvitationId::new(call.ids()),
        meeting: after.id,
        number: after.invitation,
        sent_at: unit.now(),
        by: call.actor().account().map(|account| account.id),
        text,
        recipients: letters::invite(&mut unit, &sheet, &participants).await?,
        in_time,
        short_notice: reason.clone(),
    };
    MeetingInvitations::insert(&unit, &sent).await?;
    Meetings::update(&unit, &after, before.version).await?;
    let change = record::meeting(permit, "meeting.invited", committee, Some(before), &after);
    let change = change.field("invitation", Some(before.invitation), Some(after.invitation));
    unit.commit([change.field("shortNoticeReason", None, reason.as_ref())]).await?;
    Ok(after)
}

/// All who hold a seat on the day of the meeting, without substitutes: those come when they are named. Who was not yet
/// invited gets a place in the list.
pub(super) async fn invited(call: &Call, unit: &UnitOfWork, held: &Held) -> Result<Vec<Participant>, Error> {
    let meeting = &held.meeting;
    let seats = CommitteeMemberships::of(unit).of_committee(held.committee.id).await?;
    let found = Participants::of(unit).of_meetings(&standing::system(call), &[meeting.id]).await?;
    let mut known = found.into_values().flatten().collect::<Vec<_>>();
    let day = meeting.plan.day();
    let valid: Vec<_> = seats_on(&seats, day).filter(|seat| seat.role != CommitteeRole::Substitute).collect();
    known.retain(|it| valid.iter().any(|seat| seat.id == it.membership));
    let missing = valid.iter().filter(|seat| known.iter().all(|it| it.membership != seat.id));
    let new: Vec<_> = missing
        .map(|seat| Participant {
            id: ParticipantId::new(call.ids()),
            meeting: meeting.id,
            membership: seat.id,
            person: seat.person,
            answer: None,
            note: None,
            answered_at: None,
            substitute: None,
            attendance: None,
            version: 1,
        })
        .collect();
    Participants::insert(unit, &new).await?;
    known.extend(new);
    Ok(known)
}
