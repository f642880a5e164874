use super::CheckDocument;
use super::record::{changed, check_document, held, held_service, read_document, read_types};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::integration::{WebhookSubscription, WebhookUrl};
use domain::shared::{Edit, Name, Refusal, Refusals, WebhookSubscriptionId};
use persistence::integration::update_webhook as store;

/// A change of a webhook. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateWebhook {
    /// Which.
    pub id: WebhookSubscriptionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is called.
    pub name: Option<String>,
    /// Where it is received.
    pub url: Option<String>,
    /// The types of events: all of them.
    pub types: Option<Vec<String>>,
    /// The document that is carried out for each event.
    pub document: Edit<String>,
}

impl UpdateWebhook {
    fn apply(self, call: &Call, before: &WebhookSubscription) -> Result<WebhookSubscription, Vec<Refusal>> {
        let settings = &call.platform().settings.webhooks;
        let mut refusals = Refusals::new();
        let now = before.clone();
        let name = refusals.take("name", self.name.as_deref().map_or(Ok(now.name), Name::new));
        let url = |text: &str| WebhookUrl::new(text, settings.allow_http, &settings.allowed_networks);
        let url = refusals.take("url", self.url.as_deref().map_or(Ok(now.url), url));
        let types = refusals.gather(self.types.as_deref().map_or(Ok(now.types), read_types));
        let document = refusals.take("document", self.document.read(|text| read_document(&text)));
        let changed = || {
            Some(WebhookSubscription {
                name: name?,
                url: url?,
                types: types?,
                document: document?.apply(now.document),
                ..before.clone()
            })
        };
        refusals.into_result(changed())
    }
}

/// Changes a webhook. What is on its way already goes to the new address.
///
/// # Errors
/// As for [`super::create_webhook`], and `VERSION_CONFLICT`.
pub async fn update_webhook(
    call: &Call,
    input: UpdateWebhook,
    check: &CheckDocument,
) -> Result<WebhookSubscription, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, input.id).await?;
    held_service(call, &unit, before.service).await?;
    expect_version(before.version, input.expected_version)?;
    let mut after = input.apply(call, &before)?;
    if after == before {
        return Ok(before);
    }
    check_document(&unit, &after, check).await?;
    after.version += 1;
    store(&unit, &after).await?;
    unit.commit([changed(permit, "webhook.updated", Some(&before), &after)]).await?;
    Ok(after)
}
