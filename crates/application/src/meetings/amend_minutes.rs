use super::write_minutes::held;
use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::{Amendment, Minutes, check_amendable};
use domain::shared::{AmendmentId, LongText, MinutesId, Refusals};
use persistence::meetings::MinutesBooks;

/// A change after the approval.
#[derive(Clone, Debug)]
pub struct AmendMinutes {
    /// Of which minutes.
    pub id: MinutesId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is to be read instead or besides.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// Amends approved minutes: what was approved stays as it is, the amendment stands beside it.
///
/// # Errors
/// `REQUIRED` without a text or reason, `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` before the approval.
pub async fn amend_minutes(call: &Call, input: AmendMinutes) -> Result<Minutes, Error> {
    let mut refusals = Refusals::new();
    let text = refusals.take("text", LongText::new(&input.text));
    let reason = refusals.take("reason", LongText::new(&input.reason));
    let (text, reason) = refusals.into_result(text.zip(reason))?;
    let unit = call.begin().await?;
    let (held, before, permit) = held(call, &unit, input.id, Action::MinutesApprove).await?;
    expect_version(before.version, input.expected_version)?;
    check_amendable(&before)?;
    let earlier = MinutesBooks::of(&unit).amendments(&standing::system(call), &[before.id]).await?;
    let last = earlier.into_values().flatten().last();
    let mut amendment = Amendment {
        id: AmendmentId::new(call.ids()),
        minutes: before.id,
        number: last.as_ref().map_or(0, |last| last.number) + 1,
        text,
        reason,
        by: call.actor().account().map(|account| account.id),
        at: unit.now(),
        hash: String::new(),
    };
    let chained_to = last.map(|last| last.hash).or_else(|| before.hash.clone()).unwrap_or_default();
    amendment.hash = amendment.hash_after(&chained_to);
    let after = Minutes { version: before.version + 1, updated_at: unit.now(), ..before.clone() };
    MinutesBooks::insert_amendment(&unit, &amendment).await?;
    MinutesBooks::update(&unit, &after, before.version).await?;
    let change = record::silent(permit, "minutes.amended", after.id, &held.committee).version(after.version);
    unit.commit([change.field("hash", None, Some(&amendment.hash))]).await?;
    Ok(after)
}
