use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{Date, TerritoryId};
use domain::territories::{Territory, TerritoryKey};
use persistence::territories::Territories;
use std::collections::{BTreeSet, HashMap};

/// The territory for which a key stood on a day, today unless another one is given; `None` when there was none.
///
/// # Errors
/// `INVALID_TERRITORY_KEY`.
pub async fn find_territory(call: &Call, key: &str, on: Option<Date>) -> Result<Option<Territory>, Error> {
    let key = TerritoryKey::new(key).map_err(|refusal| refusal.at("key"))?;
    let seen = call.visibility(Action::TerritoryRead);
    Ok(Territories::of(call.database()).find(&seen, &key, on.unwrap_or_else(|| call.today())).await?)
}

/// Those of these records that exist, in no order.
///
/// # Errors
/// When the database does not answer.
pub async fn find_territories(call: &Call, ids: &[TerritoryId]) -> Result<Vec<Territory>, Error> {
    Ok(Territories::of(call.database()).find_all(&call.visibility(Action::TerritoryRead), ids).await?)
}

/// The territories for which keys stood on a day or, where a key has ended, at last.
///
/// # Errors
/// When the database does not answer.
pub async fn find_territories_by_key(
    call: &Call,
    keys: BTreeSet<TerritoryKey>,
    on: Date,
) -> Result<HashMap<TerritoryKey, Territory>, Error> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let mut stages = Territories::of(call.database()).with_keys(&call.visibility(Action::TerritoryRead), keys).await?;
    stages.sort_by_key(|stage| (stage.period.contains(on), stage.period.from));
    Ok(stages.into_iter().map(|stage| (stage.facts.key.clone(), stage)).collect())
}
