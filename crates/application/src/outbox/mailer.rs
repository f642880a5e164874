//! The way out for mail: a mail server, a folder, or memory.

use crate::calendar::Method;
use domain::shared::Timestamp;
use lettre::message::header::ContentType;
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
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
    /// A part of it has no kind that mails know.
    #[error("the kind of a part: {0}")]
    Kind(#[from] lettre::message::header::ContentTypeErr),
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
            Self::Unwritable(_) | Self::Kind(_) | Self::Address(_) => false,
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

/// A mail as it leaves.
#[derive(Clone, Debug)]
pub struct Outgoing {
    /// Names the mail, so that a repetition can be told from another mail.
    pub id: String,
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The text of a calendar beside it, and what the reader's calendar is asked to do with it.
    pub calendar: Option<(Method, String)>,
    /// The name and the bytes of a PDF that goes with it.
    pub attachment: Option<(String, Vec<u8>)>,
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

    /// The address that mails come from.
    pub fn sender(&self) -> String {
        self.from.email.to_string()
    }

    /// Sends a mail that was written at this instant.
    ///
    /// # Errors
    /// When it did not leave.
    pub async fn send(&self, mail: Outgoing, at: Timestamp) -> Result<(), MailerError> {
        let since = Duration::from_micros(u64::try_from(at.as_micros()).unwrap_or_default());
        let letter = Message::builder()
            .message_id(Some(format!("<{}@{}>", mail.id, self.from.email.domain())))
            .date(SystemTime::UNIX_EPOCH + since)
            .from(self.from.clone())
            .to(Mailbox::new(None, mail.to.parse()?))
            .subject(mail.subject);
        let calendar = mail.calendar.map(|(method, text)| calendar(method, text)).transpose()?;
        let attachment = mail.attachment.map(|(name, bytes)| pdf(name, bytes)).transpose()?;
        let text = SinglePart::plain(mail.text.clone());
        let mail = match (calendar, attachment) {
            (None, None) => letter.header(ContentType::TEXT_PLAIN).body(mail.text)?,
            (Some(calendar), None) => {
                letter.multipart(MultiPart::alternative().singlepart(text).singlepart(calendar))?
            }
            (None, Some(pdf)) => letter.multipart(MultiPart::mixed().singlepart(text).singlepart(pdf))?,
            (Some(calendar), Some(pdf)) => {
                let shown = MultiPart::alternative().singlepart(text).singlepart(calendar);
                letter.multipart(MultiPart::mixed().multipart(shown).singlepart(pdf))?
            }
        };
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

fn calendar(method: Method, text: String) -> Result<SinglePart, MailerError> {
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={}", method.code()))?;
    Ok(SinglePart::builder().header(kind).body(text))
}

fn pdf(name: String, bytes: Vec<u8>) -> Result<SinglePart, MailerError> {
    Ok(Attachment::new(name).body(bytes, ContentType::parse("application/pdf")?))
}

impl std::fmt::Debug for Mailer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mailer").field("from", &self.from).finish_non_exhaustive()
    }
}
