use super::record::{changed, check_power};
use crate::security::read_public_keys;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::services::{Networks, ServiceAccount, ServiceAccountState, ServiceReach, read_scopes};
use domain::shared::{Date, LongText, Name, OrganisationId, Period, Refusals, ServiceAccountId};
use persistence::organisations::Organisations;
use persistence::services::insert_service_account;

/// What is needed to make a service account.
#[derive(Clone, Debug)]
pub struct CreateServiceAccount {
    /// The organisation that owns it and answers for it.
    pub organisation: OrganisationId,
    /// What the system is called.
    pub name: String,
    /// What it is for.
    pub purpose: Option<String>,
    /// The actions that it may use, beside what is public.
    pub scopes: Vec<Action>,
    /// How far it reaches with them.
    pub reach: ServiceReach,
    /// From where it may be used; from anywhere without any.
    pub networks: Vec<String>,
    /// The public keys with which it signs assertions, as a JSON Web Key Set.
    pub public_keys: Option<String>,
    /// The first day; today when it is left out.
    pub valid_from: Option<Date>,
    /// The last day, if there is one.
    pub valid_until: Option<Date>,
}

impl CreateServiceAccount {
    fn check(&self, call: &Call) -> Result<ServiceAccount, Error> {
        let mut refusals = Refusals::new();
        let name = refusals.take("name", Name::new(&self.name));
        let purpose = refusals.take("purpose", LongText::optional(self.purpose.as_deref()));
        let scopes = refusals.take("scopes", read_scopes(&self.scopes));
        let networks = refusals.take("networks", Networks::new(&self.networks));
        let keys = refusals.take("publicKeys", self.public_keys.as_deref().map(read_public_keys).transpose());
        let period = Period::new(self.valid_from.unwrap_or_else(|| call.today()), self.valid_until);
        let period = refusals.take("validUntil", period.map_err(|refusal| domain::shared::Refusal::new(refusal.code)));
        let checked = || {
            Some(ServiceAccount {
                id: ServiceAccountId::new(call.ids()),
                name: name?,
                purpose: purpose?,
                organisation: self.organisation,
                scopes: scopes?,
                reach: self.reach,
                networks: networks?,
                public_keys: keys?,
                period: period?,
                state: ServiceAccountState::Active,
                created_by: call.actor().account().map(|account| account.id),
                last_used_at: None,
                created_at: call.now(),
                version: 1,
                owner: Owner::NOBODY,
            })
        };
        Ok(refusals.into_result(checked())?)
    }
}

/// Makes a service account. It can do nothing before it has a secret, or keys to sign with.
///
/// # Errors
/// `NOT_FOUND` for an organisation that is not seen, `WRONG_STATE` when it is not active; `NOT_A_SCOPE`;
/// `SCOPE_EXCEEDS_OWN`: nobody gives more than they hold; `INVALID` networks or keys.
pub async fn create_service_account(call: &Call, input: CreateServiceAccount) -> Result<ServiceAccount, Error> {
    let checked = input.check(call)?;
    let unit = call.begin().await?;
    // Held, so that it does not end meanwhile.
    let seen = call.visibility(Action::OrganisationRead);
    let organisation = Organisations::of(&unit).hold(&seen, input.organisation).await?;
    let organisation = organisation.ok_or_else(|| Error::not_found("organisationId"))?;
    let owner = organisation.owner();
    let permit = call.permit(Action::ServiceManage, &owner)?;
    organisation.expect_active("createServiceAccount").map_err(|refusal| refusal.at("organisationId"))?;
    let account = ServiceAccount { owner, created_at: unit.now(), ..checked };
    check_power(call, &unit, &account).await?;
    insert_service_account(&unit, &account).await?;
    unit.commit([changed(permit, "service_account.created", None, &account)]).await?;
    Ok(account)
}
