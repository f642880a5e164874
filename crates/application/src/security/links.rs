//! Links in mails that prove who followed them. Their tokens are signed, not stored: a stolen database opens nothing.

use super::{Secret, check_in_code};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkPurpose {
    /// Accept an invitation to an account.
    Invitation,
    /// Choose a new password.
    PasswordReset,
    /// Answer an invitation to a meeting.
    MeetingAnswer,
    /// Show at the door of a session who one is: a code and no address.
    CheckIn,
}

impl LinkPurpose {
    const fn label(self) -> &'static str {
        match self {
            Self::Invitation => "link:invitation",
            Self::PasswordReset => "link:password-reset",
            Self::MeetingAnswer => "link:meeting-answer",
            Self::CheckIn => "link:check-in",
        }
    }

    /// The page that takes the token: of the front end, or our own.
    const fn path(self) -> &'static str {
        match self {
            Self::Invitation => "/invitation",
            Self::PasswordReset => "/password-reset",
            Self::MeetingAnswer => "/meeting-answer",
            Self::CheckIn => "/check-in",
        }
    }
}

/// What stands in a mail instead of the link itself: the token is made when the mail is sent, so that the outbox
/// never holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What it is for.
    pub purpose: LinkPurpose,
    /// The record that it opens.
    pub id: Uuid,
    /// When it stops to work.
    pub expires_at: Timestamp,
}

impl Link {
    /// The token: the record, the end, and a signature over both and the purpose.
    pub fn token(&self, secret: &Secret) -> String {
        let message = self.message();
        let signature = secret.sign(self.purpose.label(), &message);
        URL_SAFE_NO_PAD.encode([&message[..], &signature[..]].concat())
    }

    /// What stands in the mail: the address to follow, or the code to show.
    pub fn rendered(&self, public_url: &str, secret: &Secret) -> String {
        match self.purpose {
            LinkPurpose::CheckIn => check_in_code(secret, self.id.into()).to_string(),
            _ => self.url(public_url, secret),
        }
    }

    /// The address to follow. The token stands behind `#`, which browsers do not send to servers or other pages; where the
    /// page is our own and works without scripts, it is asked for with its token.
    pub fn url(&self, public_url: &str, secret: &Secret) -> String {
        let before = match self.purpose {
            LinkPurpose::MeetingAnswer => '?',
            _ => '#',
        };
        format!("{public_url}{}{before}token={}", self.purpose.path(), self.token(secret))
    }

    /// Reads a token; `None` when it is not one of ours for this purpose, or when its time is over.
    pub fn open(purpose: LinkPurpose, token: &str, secret: &Secret, now: Timestamp) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (message, signature) = bytes.split_at_checked(24)?;
        if !secret.verify(purpose.label(), message, signature) {
            return None;
        }
        let (id, end) = message.split_at_checked(16)?;
        let id = Uuid::from_slice(id).ok()?;
        let expires_at = Timestamp::from_micros(i64::from_be_bytes(end.try_into().ok()?))?;
        (now < expires_at).then_some(Self { purpose, id, expires_at })
    }

    fn message(&self) -> [u8; 24] {
        let mut message = [0; 24];
        message[..16].copy_from_slice(self.id.as_bytes());
        message[16..].copy_from_slice(&self.expires_at.as_micros().to_be_bytes());
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_its_own_door_until_its_time_is_over() {
        let secret = Secret::read(&"07".repeat(32)).unwrap();
        let expires_at = Timestamp::parse("2020-03-10T08:00:00Z").unwrap();
        let link = Link { purpose: LinkPurpose::Invitation, id: Uuid::from_u128(7), expires_at };
        let token = link.token(&secret);
        let before = expires_at.plus_seconds(-1);
        assert_eq!(Link::open(LinkPurpose::Invitation, &token, &secret, before), Some(link));
        assert_eq!(Link::open(LinkPurpose::PasswordReset, &token, &secret, before), None);
        assert_eq!(Link::open(LinkPurpose::Invitation, &token, &secret, expires_at), None);
        assert_eq!(Link::open(LinkPurpose::Invitation, &token[1..], &secret, before), None);
        assert_eq!(Link::open(LinkPurpose::Invitation, "", &secret, before), None);
    }
}
