//! What is typed about a network.

use crate::{Call, Error};
use domain::access::Action;
use domain::networks::{FieldOfAction, NetworkKind, NetworkVisibility, Profile};
use domain::shared::{LongText, Name, Refusal, RefusalCode, Refusals, WebAddress};
use domain::territories::TerritoryKey;
use persistence::UnitOfWork;
use persistence::territories::Territories;
use std::collections::BTreeSet;

/// What a network is to be called and to be about.
#[derive(Clone, Debug)]
pub struct ProfileInput {
    /// The full name.
    pub name: String,
    /// A short form of it.
    pub short_name: Option<String>,
    /// What it is called on the spot.
    pub local_label: Option<String>,
    /// Its type.
    pub kind: NetworkKind,
    /// What it is for.
    pub purpose: Option<String>,
    /// The fields in which it acts.
    pub fields: Vec<FieldOfAction>,
    /// The keys of its territories.
    pub territory_keys: Vec<String>,
    /// On what it rests.
    pub legal_basis: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Who may know of it.
    pub visibility: NetworkVisibility,
}

impl ProfileInput {
    pub(super) fn check(&self) -> Result<Profile, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let name = refusals.take("name", Name::new(&self.name));
        let short_name = refusals.take("shortName", Name::optional(self.short_name.as_deref()));
        let local_label = refusals.take("localLabel", Name::optional(self.local_label.as_deref()));
        let purpose = refusals.take("purpose", LongText::optional(self.purpose.as_deref()));
        let keys = refusals.take_all("territoryKeys", territory_keys(&self.territory_keys));
        let legal_basis = refusals.take("legalBasis", Name::optional(self.legal_basis.as_deref()));
        let website = self.website.as_deref().filter(|address| !address.trim().is_empty());
        let website = refusals.take("website", website.map(WebAddress::new).transpose());
        let profile = || {
            Some(Profile {
                name: name?,
                short_name: short_name?,
                local_label: local_label?,
                kind: self.kind,
                purpose: purpose?,
                fields: self.fields.iter().copied().collect(),
                territories: keys?,
                legal_basis: legal_basis?,
                website: website?,
                visibility: self.visibility,
            })
        };
        let profile = refusals.into_result(profile())?;
        profile.check().map_err(|refusal| vec![refusal])?;
        Ok(profile)
    }
}

fn territory_keys(keys: &[String]) -> Result<BTreeSet<TerritoryKey>, Vec<Refusal>> {
    let mut refusals = Refusals::new();
    let numbered = keys.iter().enumerate();
    let read: Vec<_> =
        numbered.filter_map(|(place, key)| refusals.take(&place.to_string(), TerritoryKey::new(key))).collect();
    refusals.into_result(Some(read.into_iter().collect()))
}

/// Checks that the territories of a network exist today.
///
/// # Errors
/// `NOT_FOUND` for those that do not.
pub(super) async fn check_territories(call: &Call, unit: &UnitOfWork, profile: &Profile) -> Result<(), Error> {
    let (seen, today) = (call.visibility(Action::TerritoryRead), call.today());
    let found = Territories::of(unit).with_keys(&seen, profile.territories.clone()).await?;
    let exists = |key: &&TerritoryKey| found.iter().any(|it| it.facts.key == **key && it.period.contains(today));
    let unknown = profile.territories.iter().filter(|key| !exists(key));
    let refusals: Vec<_> =
        unknown.map(|key| Refusal::new(RefusalCode::NotFound).at(key.as_str()).at("territoryKeys")).collect();
    if refusals.is_empty() { Ok(()) } else { Err(refusals.into()) }
}
