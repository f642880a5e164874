//! What the audit learns of webhooks, and how the caller gets hold of one.

use super::CheckDocument;
use crate::recorded::{Shown, fields, listed, shown};
use crate::services::check_power;
use crate::{Call, Error};
use domain::access::{Action, Actor, Permit};
use domain::integration::{Topics, WebhookSubscription};
use domain::services::ServiceAccount;
use domain::shared::{Refusal, RefusalCode, ServiceAccountId, WebhookSubscriptionId};
use persistence::integration::WebhookSubscriptions;
use persistence::services::{ServiceAccounts, service_standing};
use persistence::{Change, UnitOfWork};

/// What follows the host of an address may be a secret between two systems.
const FIELDS: [(&str, Shown<WebhookSubscription>); 6] = [
    ("name", |webhook| shown(Some(&webhook.name))),
    ("serviceAccount", |webhook| shown(Some(webhook.service))),
    ("url", |webhook| url::Url::parse(webhook.url.as_str()).ok().map(|url| url.origin().ascii_serialization())),
    ("types", |webhook| listed(&webhook.types)),
    ("document", |webhook| webhook.document.clone()),
    ("state", |webhook| shown(Some(webhook.state))),
];

/// A change of a webhook.
pub(super) fn changed(
    permit: Permit,
    event: &'static str,
    before: Option<&WebhookSubscription>,
    after: &WebhookSubscription,
) -> Change {
    let change = Change::new(permit, event, after.id, after.owner.clone()).version(after.version);
    fields(change, &FIELDS, before, after)
}

/// A webhook that the caller sees and may manage, kept from changing.
///
/// # Errors
/// `NOT_FOUND`; [`Error::Denied`].
pub(super) async fn held(
    call: &Call,
    unit: &UnitOfWork,
    id: WebhookSubscriptionId,
) -> Result<(WebhookSubscription, Permit), Error> {
    let found = WebhookSubscriptions::of(unit).hold(&call.visibility(Action::WebhookRead), id).await?;
    let webhook = found.ok_or_else(|| Error::not_found("webhookId"))?;
    let permit = call.permit(Action::WebhookManage, &webhook.owner)?;
    Ok((webhook, permit))
}

/// A service account that the caller has power over, kept from changing: what it may read, a webhook sends on.
///
/// # Errors
/// `NOT_FOUND`; `SCOPE_EXCEEDS_OWN` when it reaches farther than the caller.
pub(super) async fn held_service(
    call: &Call,
    unit: &UnitOfWork,
    id: ServiceAccountId,
) -> Result<(ServiceAccount, Permit), Error> {
    let found = ServiceAccounts::of(unit).hold(&call.visibility(Action::ServiceRead), id).await?;
    let service = found.ok_or_else(|| Error::not_found("serviceAccountId"))?;
    let permit = call.permit(Action::WebhookManage, &service.owner)?;
    check_power(call, unit, &service).await?;
    Ok((service, permit))
}

/// Types of events as they were asked for: each of them, or `noun.*`, is one of the catalogue.
///
/// # Errors
/// `INVALID`, `OUT_OF_RANGE`.
pub(super) fn read_types(given: &[String]) -> Result<Vec<String>, Vec<Refusal>> {
    Topics::read("types", given.iter().map(String::as_str)).map_err(|refusal| vec![refusal])?;
    let mut types = given.to_vec();
    types.sort_unstable();
    types.dedup();
    Ok(types)
}

/// A document that is neither empty nor too long.
///
/// # Errors
/// `TOO_LONG`.
pub(super) fn read_document(given: &str) -> Result<Option<String>, Refusal> {
    let text = given.trim();
    if text.chars().count() > WebhookSubscription::MOST_DOCUMENT {
        return Err(Refusal::new(RefusalCode::TooLong).with("max", WebhookSubscription::MOST_DOCUMENT));
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Holds the document of a webhook against the rights of its service account, and against the limits of every request.
///
/// # Errors
/// `DOCUMENT_REFUSED`.
pub(super) async fn check_document(
    unit: &UnitOfWork,
    webhook: &WebhookSubscription,
    check: &CheckDocument,
) -> Result<(), Error> {
    let Some(document) = &webhook.document else { return Ok(()) };
    let standing = service_standing(unit, webhook.service).await?;
    let standing = standing.ok_or_else(|| Error::not_found("serviceAccountId"))?;
    check(Actor::Service(standing.service), document.clone())
        .await
        .map_err(|reason| Refusal::new(RefusalCode::DocumentRefused).at("document").with("reason", reason).into())
}
