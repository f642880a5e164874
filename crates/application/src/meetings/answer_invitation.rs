use super::papers::Words;
use super::{record, standing};
use crate::security::{Link, LinkPurpose};
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit, Visibility};
use domain::meetings::{
    Committee, CommitteeMembership, CommitteeRole, InvitationAnswer, Meeting, Participant, check_substitute, seats_on,
};
use domain::shared::{LongText, MeetingId, ParticipantId, PersonId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::meetings::{CommitteeMemberships, Committees, Meetings, Participants};
use persistence::people::People;

/// An answer to an invitation.
#[derive(Clone, Debug)]
pub struct AnswerInvitation {
    /// What.
    pub answer: InvitationAnswer,
    /// What there is to say to it.
    pub note: Option<String>,
    /// Who stands in.
    pub substitute: Option<PersonId>,
}

/// What a link in a mail opens: the invitation and what was answered.
#[derive(Clone, Debug)]
pub struct LinkedInvitation {
    /// Of which committee.
    pub committee: Committee,
    /// To which meeting.
    pub meeting: Meeting,
    /// For which seat.
    pub participant: Participant,
    /// Who may stand in for it on the day of the meeting, by name: whoever holds the link is to choose among them.
    pub substitutes: Vec<LinkedSubstitute>,
    /// When the meeting takes place, in the language of the caller.
    pub date: String,
    /// Whether answers are taken.
    pub is_open: bool,
}

/// Somebody who may stand in for a seat.
#[derive(Clone, Debug)]
pub struct LinkedSubstitute {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
}

/// Answers the own invitation to a meeting, again if one likes, until it begins.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND` for whoever is not invited, `WRONG_STATE`, `DEADLINE_PASSED`,
/// `NOT_A_SUBSTITUTE`.
pub async fn answer_invitation(call: &Call, meeting: MeetingId, input: AnswerInvitation) -> Result<Participant, Error> {
    let unit = call.begin().await?;
    let seen = call.visibility(Action::MeetingAnswer);
    let own = Participants::of(&unit).hold_own(&seen, meeting).await?.ok_or_else(|| Error::not_found("meetingId"))?;
    let permit = call.permit(Action::MeetingAnswer, &Owner::NOBODY.about(own.person))?;
    answer(call, unit, own, permit, input).await
}

/// Answers an invitation by the link in its mail, without an account.
///
/// # Errors
/// `INVALID_TOKEN` for a link that is not one of ours or too old; else as for the own invitation.
pub async fn answer_by_link(call: &Call, token: &str, input: AnswerInvitation) -> Result<Participant, Error> {
    let permit = call.permit(Action::MeetingAnswerByLink, &Owner::NOBODY)?;
    let linked = linked(call, token)?;
    let unit = call.begin().await?;
    let found = Participants::of(&unit).hold_linked(linked).await?.ok_or_else(invalid)?;
    answer(call, unit, found, permit, input).await
}

/// What the link in a mail opens; `None` for a link that is not one of ours or too old.
///
/// # Errors
/// When the database does not answer.
pub async fn open_link(call: &Call, token: &str) -> Result<Option<LinkedInvitation>, Error> {
    call.permit(Action::MeetingAnswerByLink, &Owner::NOBODY)?;
    let Ok(linked) = linked(call, token) else { return Ok(None) };
    let (source, sight) = (call.database(), standing::system(call));
    let Some(participant) = Participants::of(source).find_linked(linked).await? else { return Ok(None) };
    let Some(meeting) = Meetings::of(source).find(&sight, participant.meeting).await? else { return Ok(None) };
    let Some(committee) = Committees::of(source).find(&sight, meeting.committee).await? else { return Ok(None) };
    let substitutes = substitutes(call, &meeting, &participant).await?;
    let date = Words(call.language()).span(meeting.plan.start, meeting.plan.end);
    let is_open = meeting.expect_answers(call.now()).is_ok();
    Ok(Some(LinkedInvitation { committee, meeting, participant, substitutes, date, is_open }))
}

async fn substitutes(
    call: &Call,
    meeting: &Meeting,
    participant: &Participant,
) -> Result<Vec<LinkedSubstitute>, Error> {
    let source = call.database();
    let seats = CommitteeMemberships::of(source).of_committee(meeting.committee).await?;
    let stands_in = |seat: &&CommitteeMembership| {
        seat.role == CommitteeRole::Substitute && seat.substitute_for == Some(participant.membership)
    };
    let people: Vec<_> = seats_on(&seats, meeting.plan.day()).filter(stands_in).map(|seat| seat.person).collect();
    let people = People::of(source).find_many(&Visibility::everything(), people).await?;
    let named =
        people.into_values().map(|person| LinkedSubstitute { person: person.id, name: person.name.to_string() });
    let mut named: Vec<_> = named.collect();
    named.sort_by(|one, other| (&one.name, one.person).cmp(&(&other.name, other.person)));
    Ok(named)
}

fn linked(call: &Call, token: &str) -> Result<ParticipantId, Error> {
    let link = Link::open(LinkPurpose::MeetingAnswer, token, &call.platform().secret, call.now());
    Ok(link.ok_or_else(invalid)?.id.into())
}

fn invalid() -> Error {
    Refusal::new(RefusalCode::InvalidToken).at("token").into()
}

async fn answer(
    call: &Call,
    unit: UnitOfWork,
    before: Participant,
    permit: Permit,
    input: AnswerInvitation,
) -> Result<Participant, Error> {
    let note = LongText::optional(input.note.as_deref()).map_err(|refusal| refusal.at("note"))?;
    let sight = standing::system(call);
    let meeting = Meetings::of(&unit).find(&sight, before.meeting).await?;
    let meeting = meeting.ok_or_else(|| Error::not_found("meetingId"))?;
    meeting.expect_answers(call.now())?;
    let committee = Committees::of(&unit).find(&sight, meeting.committee).await?;
    let committee = committee.ok_or_else(|| Error::not_found("meetingId"))?;
    if let Some(substitute) = input.substitute {
        let seats = CommitteeMemberships::of(&unit).of_committee(committee.id).await?;
        check_substitute(substitute, before.membership, &seats, meeting.plan.day())?;
    }
    let mut after = before.clone().answer(input.answer, note, input.substitute, unit.now())?;
    after.version += 1;
    Participants::update(&unit, &after, before.version).await?;
    unit.commit([record::participant(permit, "meeting.answered", &committee, &before, &after)]).await?;
    Ok(after)
}
