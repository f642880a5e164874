use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::organisations::{Organisation, OrganisationFunction, OrganisationKind, OrganisationState};
use domain::shared::{Date, OrganisationId, Page, PageRequest, Refusal, RefusalCode, Refusals, Text};
use domain::territories::TerritoryKey;
use persistence::organisations::{OrganisationFilter, OrganisationOrder, Organisations};

/// Which organisations; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListOrganisations {
    /// Lying in, or serving, the territory with this key or one in it.
    pub territory: Option<String>,
    /// Of one of these kinds.
    pub kinds: Vec<OrganisationKind>,
    /// With one of these functions.
    pub functions: Vec<OrganisationFunction>,
    /// In one of these states.
    pub states: Vec<OrganisationState>,
    /// With these words in name, short name or local label.
    pub text: Option<String>,
    /// That are parts of this one.
    pub parent: Option<OrganisationId>,
    /// That this one brought in: for those who are signed in.
    pub sponsor: Option<OrganisationId>,
    /// As they were on this day: for those who are signed in.
    pub on: Option<Date>,
}

impl ListOrganisations {
    fn check(self, call: &Call) -> Result<(OrganisationFilter, Option<Date>, Visibility), Error> {
        let mut action = Action::OrganisationRead;
        if self.on.is_some() || self.sponsor.is_some() {
            action = Action::OrganisationReadCommunity;
            call.actor().may(action)?;
        }
        let mut refusals = Refusals::new();
        let key = self.territory.as_deref().map(TerritoryKey::new).transpose();
        let territory = refusals.take("territoryKey", key);
        let text = refusals.take("text", Text::<100, false>::optional(self.text.as_deref()));
        let filter = territory.zip(text).map(|(territory, text)| OrganisationFilter {
            territory,
            kinds: self.kinds,
            functions: self.functions,
            states: self.states,
            text: text.map(|text| text.to_string()),
            parent: self.parent,
            sponsor: self.sponsor,
        });
        Ok((refusals.into_result(filter)?, self.on, call.visibility(action)))
    }
}

/// One page of organisations, of now or of a day.
///
/// # Errors
/// What is wrong with the filter, `INVALID` for a cursor that is not one of this list or for an order that has no
/// history; a denial for a day or sponsor where nobody is signed in.
pub async fn list_organisations(
    call: &Call,
    filter: ListOrganisations,
    by: OrganisationOrder,
    descending: bool,
    page: &PageRequest,
) -> Result<Page<Organisation>, Error> {
    let organisations = Organisations::of(call.database());
    match filter.check(call)? {
        (filter, None, seen) => Ok(organisations.list(&seen, &filter, by, descending, page).await?),
        (filter, Some(day), seen) if by == OrganisationOrder::Name => {
            Ok(organisations.list_on(&seen, &filter, day, descending, page).await?)
        }
        (_, Some(_), _) => {
            let reason = "a list as of a day is sorted by name";
            Err(Refusal::new(RefusalCode::Invalid).at("orderBy").with("reason", reason).into())
        }
    }
}

/// How many there are.
///
/// # Errors
/// As for [`list_organisations`], without cursor and order.
pub async fn count_organisations(call: &Call, filter: ListOrganisations) -> Result<u64, Error> {
    let organisations = Organisations::of(call.database());
    match filter.check(call)? {
        (filter, None, seen) => Ok(organisations.count(&seen, &filter).await?),
        (filter, Some(day), seen) => Ok(organisations.count_on(&seen, &filter, day).await?),
    }
}
