//! Invitations to a meeting: each sending is a version of its own.

use crate::shared::{AccountId, Date, LongText, MeetingId, MeetingInvitationId, Refusal, RefusalCode, Timestamp};

/// One sending of the invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingInvitation {
    /// The sending.
    pub id: MeetingInvitationId,
    /// To which meeting.
    pub meeting: MeetingId,
    /// Which sending, from 1.
    pub number: i64,
    /// When.
    pub sent_at: Timestamp,
    /// By whom; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// The text as it was sent, with date, place and agenda.
    pub text: LongText,
    /// To how many people.
    pub recipients: i64,
    /// Whether the lead time of the rules was kept.
    pub in_time: bool,
    /// Why it was not.
    pub short_notice: Option<LongText>,
}

/// Checks the lead time: how many whole days lie between the sending and the meeting. Says whether it is kept.
///
/// # Errors
/// `LEAD_TIME` when it is not kept and no reason is given.
pub fn check_lead_time(sent: Date, meeting: Date, lead_days: i64, reason: Option<&LongText>) -> Result<bool, Refusal> {
    let days = i64::from((meeting - sent).get_days());
    if days >= lead_days {
        return Ok(true);
    }
    match reason {
        Some(_) => Ok(false),
        None => Err(Refusal::new(RefusalCode::LeadTime).at("shortNoticeReason").with("days", lead_days)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_invitation_needs_a_reason() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let meeting = day("2020-04-01");
        assert_eq!(check_lead_time(day("2020-03-11"), meeting, 21, None), Ok(true));
        let late = check_lead_time(day("2020-03-12"), meeting, 21, None);
        assert_eq!(late.unwrap_err().code, RefusalCode::LeadTime);
        let reason = LongText::new("Eilbedürftig").unwrap();
        assert_eq!(check_lead_time(day("2020-03-12"), meeting, 21, Some(&reason)), Ok(false));
        assert_eq!(check_lead_time(meeting, meeting, 0, None), Ok(true));
    }
}
