//! Ways to reach organisations and people, and who may see them.

use crate::connect::Source;
use crate::entities::contact_point::{self, Column};
use crate::error::StoreError;
use crate::scope::{OwnerColumns, visible};
use crate::stored::{checked, code};
use crate::unit_of_work::UnitOfWork;
use domain::access::{Owner, Visibility};
use domain::shared::{ContactPoint, ContactVisibility, Name, OrganisationId, PersonId};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, Condition, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, Select};
use std::collections::HashMap;
use uuid::Uuid;

/// What an actor may see of contact points: one visibility for each kind of them.
#[derive(Clone, Debug)]
pub struct ContactSight {
    /// Of those for everybody.
    pub public: Visibility,
    /// Of those for the community.
    pub community: Visibility,
    /// Of those for the organisation.
    pub organisation: Visibility,
}

/// The contact points.
#[derive(Debug)]
pub struct ContactPoints<'c>(DatabaseExecutor<'c>);

impl<'c> ContactPoints<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// Those of many organisations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_organisations(
        &self,
        sight: &ContactSight,
        organisations: &[OrganisationId],
    ) -> Result<HashMap<OrganisationId, Vec<ContactPoint>>, StoreError> {
        let ids = organisations.iter().map(|id| id.uuid());
        let found = select(sight).filter(Column::PersonId.is_null()).filter(Column::OrganisationId.is_in(ids));
        self.grouped(found, |row| Some(row.organisation_id.into())).await
    }

    /// Those of many people.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_people(
        &self,
        sight: &ContactSight,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, Vec<ContactPoint>>, StoreError> {
        let found = select(sight).filter(Column::PersonId.is_in(people.iter().map(|id| id.uuid())));
        self.grouped(found, |row| row.person_id.map(PersonId::from)).await
    }

    /// The people whom one of these values reaches, as far as they are seen.
    pub(crate) fn people_reached_by(
        sight: &ContactSight,
        values: impl IntoIterator<Item = String>,
    ) -> Select<contact_point::Entity> {
        select(sight).filter(Column::PersonId.is_not_null()).filter(Column::ValueKey.is_in(values))
    }

    /// Replaces the contact points of a person or, without a person, of an organisation.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn replace(unit: &UnitOfWork, owner: &Owner, points: &[ContactPoint]) -> Result<(), StoreError> {
        let of = match (owner.person, owner.organisation) {
            (Some(person), _) => Condition::all().add(Column::PersonId.eq(person.uuid())),
            (None, Some(organisation)) => {
                Condition::all().add(Column::OrganisationId.eq(organisation.uuid())).add(Column::PersonId.is_null())
            }
            (None, None) => return Ok(()),
        };
        contact_point::Entity::delete_many().filter(of).exec(unit.transaction()).await?;
        Self::insert(unit, [(owner, points)]).await
    }

    /// Adds the contact points of many owners that have none.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert<'p>(
        unit: &UnitOfWork,
        of: impl IntoIterator<Item = (&'p Owner, &'p [ContactPoint])>,
    ) -> Result<(), StoreError> {
        let mut rows = Vec::new();
        for (owner, points) in of {
            rows.extend((0_i64..).zip(points).filter_map(|(place, point)| write(owner, place, point)));
        }
        for part in crate::outbox::chunks(rows, 1_000) {
            contact_point::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    async fn grouped<K: std::hash::Hash + Eq>(
        &self,
        found: Select<contact_point::Entity>,
        key: impl Fn(&contact_point::Model) -> Option<K>,
    ) -> Result<HashMap<K, Vec<ContactPoint>>, StoreError> {
        let mut groups: HashMap<K, Vec<_>> = HashMap::new();
        for row in found.order_by_asc(Column::Place).order_by_asc(Column::Id).all(&self.0).await? {
            if let Some(key) = key(&row) {
                groups.entry(key).or_default().push(read(row)?);
            }
        }
        Ok(groups)
    }
}

fn select(sight: &ContactSight) -> Select<contact_point::Entity> {
    let owner = OwnerColumns {
        organisation: Some(Column::OrganisationId),
        district: Some(Column::DistrictKey),
        person: Some(Column::PersonId),
    };
    let levels = [
        (ContactVisibility::Public, &sight.public),
        (ContactVisibility::Community, &sight.community),
        (ContactVisibility::Organisation, &sight.organisation),
    ];
    let shown = levels.into_iter().fold(Condition::any(), |any, (level, seen)| {
        any.add(Condition::all().add(Column::Visibility.eq(level.code())).add(visible(seen, &owner)))
    });
    contact_point::Entity::find().filter(shown)
}

fn read(row: contact_point::Model) -> Result<ContactPoint, StoreError> {
    const WHAT: &str = "contact point";
    Ok(ContactPoint {
        id: row.id.into(),
        kind: code(WHAT, &row.kind)?,
        value: row.value,
        label: checked(WHAT, Name::optional(row.label.as_deref()))?,
        visibility: code(WHAT, &row.visibility)?,
    })
}

/// A contact point that belongs to no organisation cannot be kept; owners of people and organisations have one.
fn write(owner: &Owner, place: i64, point: &ContactPoint) -> Option<contact_point::ActiveModel> {
    let organisation = owner.organisation?;
    Some(contact_point::ActiveModel {
        id: Set(point.id.uuid()),
        organisation_id: Set(organisation.uuid()),
        district_key: Set(owner.district.clone()),
        person_id: Set(owner.person.map(Uuid::from)),
        place: Set(place),
        kind: Set(point.kind.code().to_owned()),
        value: Set(point.value.clone()),
        value_key: Set(point.key()),
        label: Set(point.label.as_ref().map(Name::to_string)),
        visibility: Set(point.visibility.code().to_owned()),
    })
}
