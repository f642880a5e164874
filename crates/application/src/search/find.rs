use crate::{Call, Error, meetings, networks, qualifications};
use domain::access::Action;
use domain::search::{SearchKind, SearchQuery};
use domain::shared::{Page, PageRequest};
use domain::territories::TerritoryKey;
use persistence::search::{SearchFilter, SearchHit, SearchIndex, SearchSight};

/// What somebody looks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Search {
    /// The words, as they were typed.
    pub text: String,
    /// Only of these kinds; all when none is named.
    pub kinds: Vec<SearchKind>,
    /// Only what belongs to the territory of this key or one in it.
    pub territory: Option<String>,
}

impl Search {
    /// The words, read.
    ///
    /// # Errors
    /// `TOO_LONG`, `TOO_MANY`.
    pub fn query(&self) -> Result<SearchQuery, Error> {
        Ok(SearchQuery::read(&self.text).map_err(|refusal| refusal.at("text"))?)
    }

    fn check(&self) -> Result<SearchFilter, Error> {
        let territory = self.territory.as_deref().map(TerritoryKey::new).transpose();
        Ok(SearchFilter {
            query: self.query()?,
            kinds: self.kinds.clone(),
            territory: territory.map_err(|refusal| refusal.at("territoryKey"))?,
        })
    }
}

/// What the caller sees of each kind, by the same rules as when they read it.
fn sight(call: &Call) -> SearchSight {
    SearchSight {
        organisations: call.visibility(Action::OrganisationRead),
        people: call.visibility(Action::PersonRead),
        networks: networks::sight(call),
        committees: meetings::sight(call),
        offers: qualifications::offers(call),
    }
}

/// One page of what is found, the best first.
///
/// # Errors
/// `TOO_LONG`, `TOO_MANY`, `INVALID_TERRITORY_KEY`, `INVALID` for a cursor that is not one of this list.
pub async fn search(call: &Call, search: &Search, page: &PageRequest) -> Result<Page<SearchHit>, Error> {
    Ok(SearchIndex::of(call.database()).page(&sight(call), &search.check()?, page).await?)
}

/// How many records are found.
///
/// # Errors
/// `TOO_LONG`, `TOO_MANY`, `INVALID_TERRITORY_KEY`.
pub async fn count_hits(call: &Call, search: &Search) -> Result<u64, Error> {
    Ok(SearchIndex::of(call.database()).count(&sight(call), &search.check()?).await?)
}
