//! Mails as they wait in the outbox.

use crate::calendar::Invitation;
use crate::printed::Printed;
use crate::security::{Link, Secret};
use domain::shared::{EmailAddress, Timestamp};
use persistence::UnitOfWork;
use serde::{Deserialize, Serialize};

/// A mail to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To whom.
    pub to: EmailAddress,
    /// The subject.
    pub subject: String,
    /// The plain text. `{link}` stands where the link goes.
    pub text: String,
    /// The link, whose token is made when the mail leaves.
    pub link: Option<Link>,
    /// The entry that goes into the person's calendar.
    #[serde(default)]
    pub invitation: Option<Invitation>,
    /// The paper that goes with it: set as PDF when the mail leaves, so that the outbox holds no bytes.
    #[serde(default)]
    pub attachment: Option<Printed>,
}

impl Mail {
    /// The kind of message in the outbox.
    pub(super) const KIND: &'static str = "mail";

    /// Queues the mail: it leaves when, and only when, the change is kept.
    pub fn queue(&self, unit: &mut UnitOfWork) {
        self.queue_for(unit, unit.now());
    }

    /// Queues the mail to leave at an instant.
    pub fn queue_for(&self, unit: &mut UnitOfWork, due_at: Timestamp) {
        unit.send(Self::KIND, self, due_at);
    }

    /// The text with its link.
    pub(super) fn rendered(&self, public_url: &str, secret: &Secret) -> String {
        match &self.link {
            Some(link) => self.text.replace("{link}", &link.rendered(public_url, secret)),
            None => self.text.clone(),
        }
    }
}
