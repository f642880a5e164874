use super::record;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::consulting::{Agreement, AgreementVerb};
use domain::shared::{AgreementId, LongText};
use persistence::UnitOfWork;
use persistence::consulting::Agreements;

/// A step of an agreement that needs nothing but the agreement.
#[derive(Clone, Copy, Debug)]
pub struct AdvanceAgreement {
    /// Which.
    pub id: AgreementId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What is done with it.
    pub verb: AgreementVerb,
}

/// An agreement that is ended before its time.
#[derive(Clone, Debug)]
pub struct TerminateAgreement {
    /// Which.
    pub id: AgreementId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// Why.
    pub reason: String,
}

/// Makes one step with an agreement: its coordination begins, it goes to a committee or back into the draft, it enters
/// into force on its first day, it expires after its last.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `NOT_YET`, `DEADLINE_PASSED`, `DUPLICATE` when another agreement of the kind is in
/// force for the district.
pub async fn advance_agreement(call: &Call, input: AdvanceAgreement) -> Result<Agreement, Error> {
    let unit = call.begin().await?;
    let before = record::hold(call, &unit, input.id).await?;
    let permit = call.permit(action(input.verb), &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = step(call, &unit, before.clone(), input.verb).await?;
    let after = Agreement { version: before.version + 1, updated_at: unit.now(), ..after };
    Agreements::update(&unit, &after, before.version).await?;
    unit.commit([record::changed(permit, event(input.verb), Some(&before), &after)]).await?;
    Ok(after)
}

/// Ends an agreement before its time.
///
/// # Errors
/// `NOT_FOUND`, `VERSION_CONFLICT`, `WRONG_STATE`, `REQUIRED` for the reason.
pub async fn terminate_agreement(call: &Call, input: TerminateAgreement) -> Result<Agreement, Error> {
    let reason = LongText::new(&input.reason).map_err(|refusal| refusal.at("reason"))?;
    let unit = call.begin().await?;
    let before = record::hold(call, &unit, input.id).await?;
    let permit = call.permit(Action::AgreementConclude, &before.owner())?;
    expect_version(before.version, input.expected_version)?;
    let after = before.clone().terminate(reason)?;
    let after = Agreement { version: before.version + 1, updated_at: unit.now(), ..after };
    Agreements::update(&unit, &after, before.version).await?;
    unit.commit([record::changed(permit, "agreement.terminated", Some(&before), &after)]).await?;
    Ok(after)
}

async fn step(call: &Call, unit: &UnitOfWork, before: Agreement, verb: AgreementVerb) -> Result<Agreement, Error> {
    match verb {
        AgreementVerb::EnterIntoForce => {
            let present = Agreements::of(unit).in_force(before.kind, &before.district).await?;
            Ok(before.enter_into_force(call.today(), present.as_ref())?)
        }
        AgreementVerb::Expire => Ok(before.expire(call.today())?),
        AgreementVerb::Coordinate | AgreementVerb::Refer | AgreementVerb::Redraft => Ok(before.advance(verb)?),
        // These say more than the verb alone, and have functions of their own.
        AgreementVerb::Sign | AgreementVerb::Extend | AgreementVerb::Terminate => {
            Err(Error::unexpected("this step of an agreement needs more than its verb"))
        }
    }
}

const fn action(verb: AgreementVerb) -> Action {
    match verb {
        AgreementVerb::Coordinate | AgreementVerb::Refer | AgreementVerb::Redraft => Action::AgreementWrite,
        AgreementVerb::Sign
        | AgreementVerb::EnterIntoForce
        | AgreementVerb::Expire
        | AgreementVerb::Extend
        | AgreementVerb::Terminate => Action::AgreementConclude,
    }
}

const fn event(verb: AgreementVerb) -> &'static str {
    match verb {
        AgreementVerb::Coordinate => "agreement.coordinated",
        AgreementVerb::Refer => "agreement.referred",
        AgreementVerb::Redraft => "agreement.redrafted",
        AgreementVerb::Sign => "agreement.signed",
        AgreementVerb::EnterIntoForce => "agreement.enteredIntoForce",
        AgreementVerb::Expire => "agreement.expired",
        AgreementVerb::Extend => "agreement.extended",
        AgreementVerb::Terminate => "agreement.terminated",
    }
}
