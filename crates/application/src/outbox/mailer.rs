//! The way out for mail: a mail server, a folder, or memory.

use domain::shared::Timestamp;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How long a mail server may take for one mail.
const PATIENCE: Duration = Duration::from_secs(20);

/// A mail that did not leave.
#[derive(Debug, thiserror::Error)]
pub enum MailerError {
    /// It cannot be written as a mail: trying again does not help.
    #[error("the mail cannot be written: {0}")]
    Unwritable(#[from] lettre::error::Error),
    /// An address is not one that mail servers take.
    #[error("the address is not valid: {0}")]
    Address(#[from] lettre::address::AddressError),
    /// The mail server refused it for good, or does not answer.
    #[error("the mail server: {0}")]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// The folder cannot be written.
    #[error("the mail folder: {0}")]
    Folder(#[from] lettre::transport::file::Error),
}

impl MailerError {
    /// Whether trying again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unwritable(_) | Self::Address(_) => false,
            Self::Smtp(error) => !error.is_permanent(),
            Self::Folder(_) => true,
        }
    }
}

enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Folder(AsyncFileTransport<Tokio1Executor>),
    Memory(Mutex<Vec<String>>),
}

/// The way out for mail, and who sends it.
pub struct Mailer {
    way: Way,
    from: Mailbox,
}

impl Mailer {
    /// By a mail server, for instance `smtps://user:password@mail.example:465` or `smtp://localhost:1025`.
    ///
    /// # Errors
    /// When the address of the server or of the sender is not one.
    pub fn by_smtp(url: &str, from: &str) -> Result<Self, MailerError> {
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        Ok(Self { way: Way::Smtp(server), from: from.parse()? })
    }

    /// Into a folder, one file a mail: for demos and for looking.
    ///
    /// # Errors
    /// When the address of the sender is not one.
    pub fn into_folder(folder: &Path, from: &str) -> Result<Self, MailerError> {
        Ok(Self { way: Way::Folder(AsyncFileTransport::new(folder)), from: from.parse()? })
    }

    /// Into memory, where [`Mailer::kept`] reads it.
    ///
    /// # Errors
    /// When the address of the sender is not one.
    pub fn into_memory(from: &str) -> Result<Self, MailerError> {
        Ok(Self { way: Way::Memory(Mutex::default()), from: from.parse()? })
    }

    /// Sends a mail. `id` names it, so that a repetition can be told from another mail.
    ///
    /// # Errors
    /// When it did not leave.
    pub async fn send(
        &self,
        id: &str,
        to: &str,
        subject: &str,
        text: String,
        at: Timestamp,
    ) -> Result<(), MailerError> {
        let since = Duration::from_micros(u64::try_from(at.as_micros()).unwrap_or_default());
        let mail = Message::builder()
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .date(SystemTime::UNIX_EPOCH + since)
            .from(self.from.clone())
            .to(Mailbox::new(None, to.parse()?))
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(text)?;
        match &self.way {
            Way::Smtp(server) => server.send(mail).await.map(drop)?,
            Way::Folder(folder) => folder.send(mail).await.map(drop)?,
            Way::Memory(kept) => {
                let mail = String::from_utf8_lossy(&mail.formatted()).into_owned();
                kept.lock().unwrap_or_else(PoisonError::into_inner).push(mail);
            }
        }
        Ok(())
    }

    /// The mails that were sent into memory, the oldest first, as they would go over the wire.
    pub fn kept(&self) -> Vec<String> {
        match &self.way {
            Way::Memory(kept) => kept.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Way::Smtp(_) | Way::Folder(_) => Vec::new(),
        }
    }
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}
