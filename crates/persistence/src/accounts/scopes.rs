//! How far a role for an organisation reaches: the territories that it serves, and the districts in them.

use crate::connect::Source;
use crate::entities::{organisation, organisation_territory, person};
use crate::error::StoreError;
use crate::outbox::chunks;
use crate::scope::{OwnerColumns, visible};
use domain::access::{Assignment, Owner, Role, Service, Visibility};
use domain::accounts::RoleAssignment;
use domain::organisations::OrganisationState;
use domain::people::PersonState;
use domain::services::ServiceAccount;
use domain::shared::{OrganisationId, PersonId, RoleAssignmentId};
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// What is to be known of a person who has, or is to get, an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonScope {
    /// To whom the record belongs.
    pub owner: Owner,
    /// The name.
    pub name: String,
    /// Whether the person takes part.
    pub is_active: bool,
}

/// How far roles reach.
#[derive(Debug)]
pub struct RoleScopes<'c>(DatabaseExecutor<'c>);

impl<'c> RoleScopes<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// To whom an organisation belongs, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn organisation(&self, seen: &Visibility, id: OrganisationId) -> Result<Option<Owner>, StoreError> {
        Ok(self.organisations(seen, [id]).await?.remove(&id))
    }

    /// To whom those of these organisations belong that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn organisations(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = OrganisationId>,
    ) -> Result<HashMap<OrganisationId, Owner>, StoreError> {
        use organisation::Column;
        let columns =
            OwnerColumns { organisation: Some(Column::Id), district: Some(Column::DistrictKey), person: None };
        let mut owners = HashMap::new();
        for chunk in chunks(ids.into_iter().map(OrganisationId::uuid), 1_000) {
            let found: Vec<(Uuid, Option<String>)> = organisation::Entity::find()
                .select_only()
                .columns([Column::Id, Column::DistrictKey])
                .filter(visible(seen, &columns))
                .filter(Column::Id.is_in(chunk))
                .into_tuple()
                .all(&self.0)
                .await?;
            owners
                .extend(found.into_iter().map(|(id, district)| (id.into(), Owner::organisation(id.into(), district))));
        }
        Ok(owners)
    }

    /// What is to be known of a person who has, or is to get, an account, if they are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn person(&self, seen: &Visibility, id: PersonId) -> Result<Option<PersonScope>, StoreError> {
        Ok(self.people(seen, [id]).await?.remove(&id))
    }

    /// The same of those of these people who are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn people(
        &self,
        seen: &Visibility,
        ids: impl IntoIterator<Item = PersonId>,
    ) -> Result<HashMap<PersonId, PersonScope>, StoreError> {
        use person::Column;
        let columns = OwnerColumns {
            organisation: Some(Column::OrganisationId),
            district: Some(Column::DistrictKey),
            person: Some(Column::Id),
        };
        let mut people = HashMap::new();
        for chunk in chunks(ids.into_iter().map(PersonId::uuid), 1_000) {
            let found = person::Entity::find().filter(visible(seen, &columns)).filter(Column::Id.is_in(chunk));
            for row in found.all(&self.0).await? {
                let id = PersonId::from(row.id);
                let name = [row.given_name.unwrap_or_default(), row.family_name].join(" ").trim().to_owned();
                let owner = Owner::organisation(row.organisation_id.into(), row.district_key).about(id);
                let is_active = row.state == PersonState::Active.code();
                people.insert(id, PersonScope { owner, name, is_active });
            }
        }
        Ok(people)
    }

    /// A role for an organisation, as far as it would reach today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reach(
        &self,
        id: RoleAssignmentId,
        role: Role,
        organisation: OrganisationId,
    ) -> Result<Assignment, StoreError> {
        let mut served = self.territories([organisation.uuid()]).await?;
        let territories = served.remove(&organisation.uuid()).unwrap_or_default();
        let districts = Districts::of(&self.0, &territories).await?;
        Ok(Assignment { id: Some(id), role, organisation, districts: districts.within(&territories), territories })
    }

    /// A service account, as far as it would reach today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn service(&self, account: &ServiceAccount) -> Result<Service, StoreError> {
        let organisation = account.organisation;
        let mut served = self.territories([organisation.uuid()]).await?;
        let territories = served.remove(&organisation.uuid()).unwrap_or_default();
        let districts = Districts::of(&self.0, &territories).await?.within(&territories);
        let (reach, scopes) = (account.reach.into(), account.scopes.clone());
        Ok(Service { id: account.id, organisation, territories, districts, reach, scopes })
    }

    /// Assignments, as far as they reach today.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reaches(&self, held: &[RoleAssignment]) -> Result<Vec<Assignment>, StoreError> {
        let served = self.territories(held.iter().map(|held| held.organisation.uuid())).await?;
        let all = served.values().flatten().cloned().collect();
        let districts = Districts::of(&self.0, &all).await?;
        let assignment = |held: &RoleAssignment| {
            let territories = served.get(&held.organisation.uuid()).cloned().unwrap_or_default();
            Assignment {
                id: Some(held.id),
                role: held.role,
                organisation: held.organisation,
                districts: districts.within(&territories),
                territories,
            }
        };
        Ok(held.iter().map(assignment).collect())
    }

    /// Roles for which an identity provider vouches, as far as they reach today. One for an organisation that does not
    /// exist, or not any more, gives nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn vouched(&self, roles: &[(Role, OrganisationId)]) -> Result<Vec<Assignment>, StoreError> {
        use organisation::Column;
        if roles.is_empty() {
            return Ok(Vec::new());
        }
        let active: Vec<Uuid> = organisation::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Id.is_in(roles.iter().map(|(_, organisation)| organisation.uuid())))
            .filter(Column::State.eq(OrganisationState::Active.code()))
            .into_tuple()
            .all(&self.0)
            .await?;
        let served = self.territories(active.iter().copied()).await?;
        let all = served.values().flatten().cloned().collect();
        let districts = Districts::of(&self.0, &all).await?;
        let there = roles.iter().filter(|(_, organisation)| active.contains(&organisation.uuid()));
        let assignment = |&(role, organisation): &(Role, OrganisationId)| {
            let territories = served.get(&organisation.uuid()).cloned().unwrap_or_default();
            Assignment { id: None, role, organisation, districts: districts.within(&territories), territories }
        };
        Ok(there.map(assignment).collect())
    }

    async fn territories(
        &self,
        organisations: impl IntoIterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, BTreeSet<String>>, StoreError> {
        use organisation_territory::Column;
        let found = organisation_territory::Entity::find().filter(Column::OrganisationId.is_in(organisations));
        let mut served: HashMap<Uuid, BTreeSet<String>> = HashMap::new();
        for row in found.all(&self.0).await? {
            served.entry(row.organisation_id).or_default().insert(row.territory_key);
        }
        Ok(served)
    }
}

/// Which districts lie in administrative regions.
pub(crate) struct Districts(BTreeSet<String>);

impl Districts {
    /// The length of the key of a district.
    const LENGTH: usize = 5;
    /// The length of the key of an administrative region; each key begins with the key of the territory above it.
    const REGION: usize = 3;

    /// Those in which organisations lie, as far as these territories are administrative regions: nothing is filed
    /// under a district without an organisation.
    pub(crate) async fn of(
        executor: &DatabaseExecutor<'_>,
        territories: &BTreeSet<String>,
    ) -> Result<Self, StoreError> {
        use organisation::Column;
        let regions: Vec<_> = territories.iter().filter(|key| key.len() == Self::REGION).collect();
        if regions.is_empty() {
            return Ok(Self(BTreeSet::new()));
        }
        let inside = regions
            .into_iter()
            .fold(Condition::any(), |inside, region| inside.add(Column::DistrictKey.starts_with(region.as_str())));
        let found: Vec<Option<String>> = organisation::Entity::find()
            .select_only()
            .column(Column::DistrictKey)
            .distinct()
            .filter(inside)
            .into_tuple()
            .all(executor)
            .await?;
        Ok(Self(found.into_iter().flatten().collect()))
    }

    /// The districts in these territories. A municipality is a part of one and does not open the whole.
    pub(crate) fn within(&self, territories: &BTreeSet<String>) -> BTreeSet<String> {
        let own = territories.iter().filter(|key| key.len() == Self::LENGTH);
        let regions = || territories.iter().filter(|key| key.len() == Self::REGION);
        let inside = self.0.iter().filter(|district| regions().any(|region| district.starts_with(region.as_str())));
        own.chain(inside).cloned().collect()
    }
}
