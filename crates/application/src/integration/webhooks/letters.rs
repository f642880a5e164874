//! The mail to those who lead the owner of a webhook.

use crate::outbox::Mail;
use domain::integration::WebhookSubscription;
use domain::shared::Language;
use persistence::integration::Lead;

/// Why a webhook was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GivenUp {
    /// It failed for days.
    Failing,
    /// The receiver said that it is gone for good.
    Gone,
}

/// Says that a webhook was given up.
pub(super) fn given_up(to: &Lead, webhook: &WebhookSubscription, why: GivenUp) -> Mail {
    let host = url::Url::parse(webhook.url.as_str()).ok();
    let host = host.as_ref().and_then(url::Url::host_str).unwrap_or_default();
    let name = &webhook.name;
    let (subject, text) = match to.language {
        Language::German => (
            format!("Webhook „{name}“ wurde abgeschaltet"),
            format!(
                "Guten Tag,\n\nder Webhook „{name}“ an {host} wurde abgeschaltet: {}. Ereignisse gehen nicht verloren; \
                 sie warten, bis er wieder eingeschaltet wird (enableWebhookSubscription).\n",
                match why {
                    GivenUp::Failing => "seit drei Tagen ließ sich nichts zustellen",
                    GivenUp::Gone => "der Empfänger ist aufgehoben",
                }
            ),
        ),
        Language::English => (
            format!("The webhook \"{name}\" was switched off"),
            format!(
                "Hello,\n\nthe webhook \"{name}\" to {host} was switched off: {}. No event is lost; they wait until it \
                 is enabled again (enableWebhookSubscription).\n",
                match why {
                    GivenUp::Failing => "nothing could be delivered for three days",
                    GivenUp::Gone => "the receiver is gone for good",
                }
            ),
        ),
    };
    Mail { to: to.email.clone(), subject, text, link: None, invitation: None, attachment: None }
}
