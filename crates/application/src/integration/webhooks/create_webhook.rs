use super::CheckDocument;
use super::record::{changed, check_document, held_service, read_document, read_types};
use crate::security::WebhookSecret;
use crate::{Call, Error};
use domain::access::Visibility;
use domain::integration::{WebhookState, WebhookSubscription, WebhookUrl};
use domain::services::ServiceAccount;
use domain::shared::{Name, Refusal, RefusalCode, Refusals, ServiceAccountId, WebhookSubscriptionId};
use persistence::UnitOfWork;
use persistence::integration::{WebhookFilter, WebhookSubscriptions, insert_webhook};

/// What is needed to make a webhook.
#[derive(Clone, Debug)]
pub struct CreateWebhook {
    /// The service account whose rights say of what it is told.
    pub service: ServiceAccountId,
    /// What it is called.
    pub name: String,
    /// Where it is received.
    pub url: String,
    /// The types of events; all when there is none.
    pub types: Vec<String>,
    /// A subscription to `changes` that is carried out for each event.
    pub document: Option<String>,
}

/// What was checked before anything is loaded.
struct Checked {
    name: Name,
    url: WebhookUrl,
    types: Vec<String>,
    document: Option<String>,
}

impl CreateWebhook {
    fn check(&self, call: &Call) -> Result<Checked, Error> {
        let settings = &call.platform().settings.webhooks;
        let mut refusals = Refusals::new();
        let name = refusals.take("name", Name::new(&self.name));
        let url = WebhookUrl::new(&self.url, settings.allow_http, &settings.allowed_networks);
        let url = refusals.take("url", url);
        let types = refusals.gather(read_types(&self.types));
        let document = refusals.take("document", self.document.as_deref().map_or(Ok(None), read_document));
        let checked = || Some(Checked { name: name?, url: url?, types: types?, document: document? });
        Ok(refusals.into_result(checked())?)
    }
}

impl Checked {
    fn webhook(self, call: &Call, unit: &UnitOfWork, service: ServiceAccount) -> WebhookSubscription {
        WebhookSubscription {
            id: WebhookSubscriptionId::new(unit.ids()),
            name: self.name,
            service: service.id,
            organisation: service.organisation,
            url: self.url,
            types: self.types,
            document: self.document,
            state: WebhookState::Active,
            failures: 0,
            failing_since: None,
            held_until: None,
            delivered_at: None,
            previous_secret_until: None,
            created_by: call.actor().account().map(|account| account.id),
            created_at: unit.now(),
            version: 1,
            owner: service.owner,
        }
    }
}

/// Makes a webhook and says its secret: this once, and never again. It is told of what happens from now on.
///
/// # Errors
/// `NOT_FOUND` for a service account that is not seen; `SCOPE_EXCEEDS_OWN`; `INVALID_URL`, `RECEIVER_REFUSED`; `INVALID`
/// types; `DOCUMENT_REFUSED`; `TOO_MANY` above 20 of one service account.
pub async fn create_webhook(
    call: &Call,
    input: CreateWebhook,
    check: &CheckDocument,
) -> Result<(WebhookSubscription, String), Error> {
    call.answer_is_secret();
    let checked = input.check(call)?;
    let unit = call.begin().await?;
    let (service, permit) = held_service(call, &unit, input.service).await?;
    let webhook = checked.webhook(call, &unit, service);
    check_document(&unit, &webhook, check).await?;
    let filter = WebhookFilter { service: Some(webhook.service), ..WebhookFilter::default() };
    let there = WebhookSubscriptions::of(&unit).count(&Visibility::everything(), &filter).await?;
    if there >= WebhookSubscription::MOST {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", WebhookSubscription::MOST).into());
    }
    let secret = WebhookSecret::new(unit.ids());
    let sealed = secret.seal(&call.platform().secret, webhook.id, unit.ids());
    insert_webhook(&unit, &webhook, &sealed).await?;
    unit.commit([changed(permit, "webhook.created", None, &webhook)]).await?;
    Ok((webhook, secret.shown()))
}
