use super::record;
use super::sight::hold_registration;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{Consent, Registration};
use domain::shared::{LongText, Refusal, RefusalCode, RegistrationId};
use persistence::qualifications::Registrations;
use std::collections::BTreeSet;

/// What a person needs and allows: all of it is said anew.
#[derive(Clone, Debug)]
pub struct ChangeDetails {
    /// Of which registration.
    pub id: RegistrationId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What they need.
    pub needs: Option<String>,
    /// Whether their name may stand on the list for all participants.
    pub shares_name: bool,
    /// What else they allow.
    pub consents: BTreeSet<Consent>,
}

/// Changes what a person needs and allows. A consent can be taken back at any time; needs can be said until the session is
/// over.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE` for a registration that does not count any more, `DEADLINE_PASSED` for new
/// needs after the session, and what is wrong with them.
pub async fn change_details(call: &Call, input: ChangeDetails) -> Result<Registration, Error> {
    let needs = LongText::optional(input.needs.as_deref()).map_err(|refusal| refusal.at("needs"))?;
    let unit = call.begin().await?;
    let (session, before) = hold_registration(call, &unit, input.id).await?;
    let permit = call.permit(Action::RegistrationAnswer, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    if !before.state.is_active() {
        let refusal = Refusal::new(RefusalCode::WrongState).with("state", before.state);
        return Err(refusal.with("verb", "changeDetails").into());
    }
    if needs != before.needs && needs.is_some() && unit.now() > session.plan.end {
        let refusal = Refusal::new(RefusalCode::DeadlinePassed).at("needs");
        return Err(refusal.with("deadline", session.plan.end).into());
    }
    let after = Registration { needs, shares_name: input.shares_name, consents: input.consents, ..before.clone() };
    if after == before {
        return Ok(before);
    }
    let after = Registration { version: before.version + 1, updated_at: unit.now(), ..after };
    Registrations::keep_details(&unit, &after).await?;
    unit.commit([record::registration(permit, "registration.detailsChanged", Some(&before), &after)]).await?;
    Ok(after)
}
