//! The mails of this area, in the language of their receiver.

use crate::outbox::Mail;
use crate::security::{Link, LinkPurpose};
use domain::accounts::Invitation;
use domain::shared::{EmailAddress, Language};
use persistence::accounts::{Credentials, PasswordReset};

/// The invitation to an account.
pub(super) fn invitation_letter(to: &EmailAddress, language: Language, name: &str, invitation: &Invitation) -> Mail {
    let (subject, text) = match language {
        Language::German => (
            "Ihr Zugang zum Bildungsnetz",
            format!(
                "Guten Tag {name},\n\nfür Sie wurde ein Zugang zum Bildungsnetz angelegt. Bitte wählen Sie innerhalb \
                 von 14 Tagen ein Passwort:\n\n{{link}}\n\nWenn Sie nichts damit anfangen können, löschen Sie diese \
                 Nachricht einfach.\n"
            ),
        ),
        Language::English => (
            "Your access to Bildungsnetz",
            format!(
                "Dear {name},\n\nyou have been given access to Bildungsnetz. Please choose a password within 14 \
                 days:\n\n{{link}}\n\nIf this means nothing to you, just delete this message.\n"
            ),
        ),
    };
    let link = Link { purpose: LinkPurpose::Invitation, id: invitation.id.uuid(), expires_at: invitation.expires_at };
    Mail { to: to.clone(), subject: subject.to_owned(), text, link: Some(link), invitation: None, attachment: None }
}

/// What happened to the proofs by which somebody signs in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Notice {
    /// The password is another one.
    PasswordChanged,
    /// A second factor was set up.
    SecondFactorEnabled,
    /// The second factor was taken away.
    SecondFactorDisabled,
    /// An identity at a provider outside was linked.
    IdentityLinked,
    /// The link to one was taken away.
    IdentityRemoved,
}

/// The notice of such a change, so that nobody makes it behind the owner's back.
pub(super) fn notice_letter(credentials: &Credentials, what: Notice) -> Mail {
    let (subject, sentence, end) = match credentials.language {
        Language::German => (
            "Ihr Zugang zum Bildungsnetz wurde geändert",
            match what {
                Notice::PasswordChanged => "das Passwort Ihres Zugangs wurde geändert.",
                Notice::SecondFactorEnabled => "für Ihren Zugang wurde ein zweiter Faktor eingerichtet.",
                Notice::SecondFactorDisabled => "der zweite Faktor Ihres Zugangs wurde entfernt.",
                Notice::IdentityLinked => "mit Ihrem Zugang wurde eine Anmeldung über einen anderen Dienst verknüpft.",
                Notice::IdentityRemoved => "die Anmeldung über einen anderen Dienst wurde von Ihrem Zugang getrennt.",
            },
            "Waren Sie das nicht, wenden Sie sich bitte sofort an Ihre Ansprechperson beim Bildungsnetz.",
        ),
        Language::English => (
            "Your access to Bildungsnetz has changed",
            match what {
                Notice::PasswordChanged => "the password of your account has been changed.",
                Notice::SecondFactorEnabled => "a second factor has been set up for your account.",
                Notice::SecondFactorDisabled => "the second factor of your account has been taken away.",
                Notice::IdentityLinked => "a sign-in by another service has been linked to your account.",
                Notice::IdentityRemoved => "the sign-in by another service has been separated from your account.",
            },
            "If this was not you, please tell your contact at Bildungsnetz at once.",
        ),
    };
    let greeting = match credentials.language {
        Language::German => "Guten Tag",
        Language::English => "Hello",
    };
    let text = format!("{greeting},\n\n{sentence}\n\n{end}\n");
    Mail {
        to: credentials.email.clone(),
        subject: subject.to_owned(),
        text,
        link: None,
        invitation: None,
        attachment: None,
    }
}

/// The link to choose a new password.
pub(super) fn reset_letter(credentials: &Credentials, reset: &PasswordReset) -> Mail {
    let (subject, text) = match credentials.language {
        Language::German => (
            "Neues Passwort für das Bildungsnetz",
            "Guten Tag,\n\nmit diesem Link wählen Sie innerhalb einer Stunde ein neues Passwort:\n\n{link}\n\nWenn Sie \
             kein neues Passwort wollten, löschen Sie diese Nachricht einfach; Ihr altes gilt weiter.\n",
        ),
        Language::English => (
            "New password for Bildungsnetz",
            "Hello,\n\nwith this link you can choose a new password within an hour:\n\n{link}\n\nIf you did not want a \
             new password, just delete this message; your old one stays valid.\n",
        ),
    };
    let link = Link { purpose: LinkPurpose::PasswordReset, id: reset.id, expires_at: reset.expires_at };
    Mail {
        to: credentials.email.clone(),
        subject: subject.to_owned(),
        text: text.to_owned(),
        link: Some(link),
        invitation: None,
        attachment: None,
    }
}
