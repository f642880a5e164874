use super::record::{changed, check_power, held};
use crate::security::read_public_keys;
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::Action;
use domain::services::{Networks, ServiceAccount, ServiceReach, read_scopes};
use domain::shared::{Date, Edit, LongText, Name, Period, Refusal, Refusals, ServiceAccountId};
use persistence::services::update_service_account as store;

/// A change of a service account. What is left out stays as it is.
#[derive(Clone, Debug)]
pub struct UpdateServiceAccount {
    /// Which.
    pub id: ServiceAccountId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What the system is called.
    pub name: Option<String>,
    /// What it is for.
    pub purpose: Edit<String>,
    /// The actions that it may use: all of them.
    pub scopes: Option<Vec<Action>>,
    /// How far it reaches with them.
    pub reach: Option<ServiceReach>,
    /// From where it may be used: all networks.
    pub networks: Option<Vec<String>>,
    /// The public keys with which it signs assertions.
    pub public_keys: Edit<String>,
    /// The last day.
    pub valid_until: Edit<Date>,
}

impl UpdateServiceAccount {
    fn apply(self, before: &ServiceAccount) -> Result<ServiceAccount, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let now = before.clone();
        let name = refusals.take("name", self.name.as_deref().map_or(Ok(now.name), Name::new));
        let purpose = refusals.take("purpose", self.purpose.read(|text| LongText::optional(Some(&text))));
        let scopes = refusals.take("scopes", self.scopes.as_deref().map_or(Ok(now.scopes), read_scopes));
        let networks = refusals.take("networks", self.networks.as_ref().map_or(Ok(now.networks), Networks::new));
        let keys = refusals.take("publicKeys", self.public_keys.read(|text| read_public_keys(&text).map(Some)));
        let period = Period::new(now.period.from, self.valid_until.apply(now.period.until));
        let period = refusals.take("validUntil", period.map_err(|refusal| Refusal::new(refusal.code)));
        let changed = || {
            Some(ServiceAccount {
                name: name?,
                purpose: purpose?.apply(now.purpose),
                scopes: scopes?,
                reach: self.reach.unwrap_or(now.reach),
                networks: networks?,
                public_keys: keys?.apply(now.public_keys),
                period: period?,
                ..before.clone()
            })
        };
        refusals.into_result(changed())
    }
}

/// Changes a service account. Tokens that it holds are narrowed at once.
///
/// # Errors
/// As for [`super::create_service_account`], `VERSION_CONFLICT`; `SCOPE_EXCEEDS_OWN` also when it reached farther than
/// the caller before.
pub async fn update_service_account(call: &Call, input: UpdateServiceAccount) -> Result<ServiceAccount, Error> {
    let unit = call.begin().await?;
    let (before, permit) = held(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let mut after = input.apply(&before)?;
    if after == before {
        return Ok(before);
    }
    check_power(call, &unit, &after).await?;
    after.version += 1;
    store(&unit, &after).await?;
    unit.commit([changed(permit, "service_account.updated", Some(&before), &after)]).await?;
    Ok(after)
}
