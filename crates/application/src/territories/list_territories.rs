use crate::{Call, Error};
use domain::access::Action;
use domain::shared::{Date, Page, PageRequest, Refusals, Text};
use domain::territories::{Territory, TerritoryKey, TerritoryKind, TerritoryLevel};
use persistence::territories::{Territories, TerritoryFilter, TerritoryOrder};

/// What is typed to find something.
type SearchText = Text<100, false>;

/// Which territories, as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTerritories {
    /// Those that exist on this day; today unless given.
    pub on: Option<Date>,
    /// Of one of these kinds.
    pub kinds: Option<Vec<TerritoryKind>>,
    /// On this level.
    pub level: Option<TerritoryLevel>,
    /// Directly below the territory with this key.
    pub parent: Option<String>,
    /// Anywhere below the territory with this key.
    pub within: Option<String>,
    /// With words that begin like these in their names or keys.
    pub text: Option<String>,
}

impl ListTerritories {
    fn check(self, call: &Call) -> Result<TerritoryFilter, Error> {
        let mut refusals = Refusals::new();
        let key = |key: Option<String>| key.as_deref().map(TerritoryKey::new).transpose();
        let parent = refusals.take("parent", key(self.parent));
        let within = refusals.take("within", key(self.within));
        let text = refusals.take("text", SearchText::optional(self.text.as_deref()));
        let kinds = match (self.kinds, self.level) {
            (kinds, None) => kinds,
            (None, Some(level)) => Some(level.kinds().to_vec()),
            (Some(kinds), Some(level)) => Some(kinds.into_iter().filter(|kind| level.kinds().contains(kind)).collect()),
        };
        let on = self.on.unwrap_or_else(|| call.today());
        let checked = parent.zip(within).zip(text).map(|((parent, within), text)| {
            let text = text.map(|text| text.to_string());
            TerritoryFilter { on, kinds, parent, within, text }
        });
        Ok(refusals.into_result(checked)?)
    }
}

/// One page of territories.
///
/// # Errors
/// `INVALID_TERRITORY_KEY`, `TOO_LONG` or `CONTROL_CHARACTERS` for the filter, `INVALID` for a cursor that is not one
/// of this list.
pub async fn list_territories(
    call: &Call,
    filter: ListTerritories,
    order: TerritoryOrder,
    page: &PageRequest,
) -> Result<Page<Territory>, Error> {
    let filter = filter.check(call)?;
    let seen = call.visibility(Action::TerritoryRead);
    Ok(Territories::of(call.database()).list(&seen, &filter, order, page).await?)
}

/// How many territories there are.
///
/// # Errors
/// As for [`list_territories`], without the cursor.
pub async fn count_territories(call: &Call, filter: ListTerritories) -> Result<u64, Error> {
    let filter = filter.check(call)?;
    Ok(Territories::of(call.database()).count(&call.visibility(Action::TerritoryRead), &filter).await?)
}
