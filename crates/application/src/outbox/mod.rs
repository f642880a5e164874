//! What leaves the platform because of a change. It is queued with the change and carried out by a worker after it:
//! at least once, with retries, never for a change that was rolled back (design.md 5).

mod mail;
mod mailer;
mod worker;

pub use mail::Mail;
pub use mailer::{Mailer, MailerError, Outgoing};
pub use worker::{deliver_due, run};
