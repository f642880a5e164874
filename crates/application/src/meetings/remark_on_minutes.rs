use super::write_minutes::held;
use super::{record, standing};
use crate::{Call, Error};
use domain::access::{Action, Denied};
use domain::meetings::{Minutes, Remark, RemarkKind};
use domain::shared::{LongText, MinutesId, Refusal, RefusalCode, RemarkId};
use persistence::meetings::MinutesBooks;

/// A remark on minutes.
#[derive(Clone, Debug)]
pub struct RemarkOnMinutes {
    /// On which.
    pub id: MinutesId,
    /// What it is.
    pub kind: RemarkKind,
    /// What it says.
    pub text: String,
}

/// A remark that is settled.
#[derive(Clone, Debug)]
pub struct SettleRemark {
    /// Which.
    pub id: RemarkId,
    /// How.
    pub settlement: String,
}

/// Makes a remark on minutes in review: a comment, or an objection that has to be settled before they are approved.
/// Only who sits in the committee makes one.
///
/// # Errors
/// `REQUIRED` without a text, `NOT_FOUND`, `WRONG_STATE`, `DEADLINE_PASSED`.
pub async fn remark_on_minutes(call: &Call, input: RemarkOnMinutes) -> Result<Minutes, Error> {
    let text = LongText::new(&input.text).map_err(|refusal| refusal.at("text"))?;
    let account = call.actor().account().ok_or(Denied::Unauthenticated(Action::MinutesRemark))?;
    let unit = call.begin().await?;
    let (held, minutes, permit) = held(call, &unit, input.id, Action::MinutesRemark).await?;
    minutes.expect_remarks(call.today())?;
    let remark = Remark {
        id: RemarkId::new(call.ids()),
        minutes: minutes.id,
        person: account.person,
        kind: input.kind,
        text,
        at: unit.now(),
        settled_at: None,
        settlement: None,
    };
    MinutesBooks::insert_remark(&unit, &remark).await?;
    let change = record::silent(permit, "minutes.remarked", remark.id, &held.committee);
    unit.commit([change.field("kind", None, Some(remark.kind)).personal("personId", None, Some(remark.person))])
        .await?;
    Ok(minutes)
}

/// Says how a remark was settled.
///
/// # Errors
/// `REQUIRED` without a settlement, `NOT_FOUND`, `WRONG_STATE` when the minutes are approved, `DUPLICATE` when it was
/// settled before.
pub async fn settle_remark(call: &Call, input: SettleRemark) -> Result<Minutes, Error> {
    let how = LongText::new(&input.settlement).map_err(|refusal| refusal.at("settlement"))?;
    let unit = call.begin().await?;
    let of = MinutesBooks::of(&unit).of_remark(&standing::sight(call), input.id).await?;
    let of = of.ok_or_else(|| Error::not_found("id"))?;
    let (held, minutes, permit) = held(call, &unit, of, Action::MinutesWrite).await?;
    if minutes.hash.is_some() {
        let refusal = Refusal::new(RefusalCode::WrongState);
        return Err(refusal.with("state", minutes.state).with("verb", "settle").into());
    }
    let remarks = MinutesBooks::of(&unit).remarks(&standing::system(call), &[minutes.id]).await?;
    let remark = remarks.into_values().flatten().find(|remark| remark.id == input.id);
    if remark.ok_or_else(|| Error::not_found("id"))?.settled_at.is_some() {
        return Err(Refusal::new(RefusalCode::Duplicate).at("id").into());
    }
    MinutesBooks::settle_remark(&unit, input.id, &how).await?;
    unit.commit([record::silent(permit, "minutes.remark-settled", input.id, &held.committee)]).await?;
    Ok(minutes)
}
