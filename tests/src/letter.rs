//! Mails as their readers see them.

use crate::{Reader, World};
use mail_parser::{MessageParser, MimeHeaders};
use serde_json::Value;

static CALENDARS: Reader = Reader::new("calendar", "read.mjs");

/// A mail as a mail program shows it.
#[derive(Clone, Debug)]
pub struct Letter {
    /// To whom.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The calendar beside it, and its method as the part's kind says it.
    pub calendar: Option<(String, String)>,
    /// The name and the bytes of the file that goes with it.
    pub attachment: Option<(String, Vec<u8>)>,
}

impl Letter {
    fn read(raw: &str) -> Self {
        let mail = MessageParser::default().parse(raw).expect("a mail is a message");
        let calendar = mail.parts.iter().find_map(|part| {
            let kind = part.content_type().filter(|kind| kind.subtype() == Some("calendar"))?;
            let method = kind.attribute("method").expect("a calendar in a mail names its method");
            let text =
                part.text_contents().map(str::to_owned).or_else(|| String::from_utf8(part.contents().to_vec()).ok());
            Some((method.to_owned(), text.expect("a calendar is text")))
        });
        let attachment = mail.parts.iter().find_map(|part| {
            let name = part.content_disposition()?.attribute("filename").or_else(|| part.attachment_name())?;
            Some((name.to_owned(), part.contents().to_vec()))
        });
        let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default().to_owned();
        let text = mail.body_text(0).unwrap_or_default().replace("\r\n", "\n");
        Self { to, subject: mail.subject().unwrap_or_default().to_owned(), text, calendar, attachment }
    }
}

impl World {
    /// The mails to an address so far, the oldest first.
    pub async fn letters_to(&self, address: &str) -> Vec<Letter> {
        let mails = self.mails().await;
        mails.iter().map(|raw| Letter::read(raw)).filter(|letter| letter.to == address).collect()
    }
}

/// Reads calendars with the parser of a mail program (`tests/calendar/read.mjs`): what each of them says.
///
/// # Panics
/// When one breaks a rule of RFC 5545 or RFC 5546.
pub async fn read_calendars<'c>(calendars: impl IntoIterator<Item = &'c str>) -> Vec<Value> {
    let calendars: Vec<&str> = calendars.into_iter().collect();
    CALENDARS.read("calendar", &calendars).await
}
