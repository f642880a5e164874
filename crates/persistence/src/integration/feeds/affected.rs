//! Which records of the feeds may have changed since they were last brought up to date.

use super::mirror::FeedMirror;
use crate::entities::{audit_entry, course_session, feed_item, network, organisation, registration, territory};
use crate::error::StoreError;
use domain::integration::feeds::{FeedKind, FeedPath};
use domain::shared::{CourseSessionId, Id, NetworkId, OrganisationId, RegistrationId, TerritoryId};
use domain::territories::TerritoryFacts;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Above so many changes it is cheaper to look at everything.
const MANY: i64 = 5_000;

/// Records whose place in the feeds may have changed, by what they are.
pub type AffectedFeeds = BTreeMap<FeedKind, BTreeSet<Uuid>>;

impl FeedMirror {
    /// What has to be looked at.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn affected(&self) -> Result<AffectedFeeds, StoreError> {
        let (from, until) = self.step();
        if self.is_from_scratch() || until - from > MANY {
            return self.everything().await;
        }
        let mut subjects = self.subjects(from, until).await?;
        if subjects.contains_key(TerritoryId::TYPE) {
            // Names of territories stand everywhere, and change once a year.
            return self.everything().await;
        }
        let mut sessions = subjects.remove(CourseSessionId::TYPE).unwrap_or_default();
        if let Some(registrations) = subjects.remove(RegistrationId::TYPE) {
            let found = registration::Entity::find()
                .select_only()
                .distinct()
                .column(registration::Column::SessionId)
                .filter(registration::Column::Id.is_in(registrations));
            sessions.extend(found.into_tuple::<Uuid>().all(&self.database()).await?);
        }
        let organisations = subjects.remove(OrganisationId::TYPE).unwrap_or_default();
        let networks = subjects.remove(NetworkId::TYPE).unwrap_or_default();
        Ok(BTreeMap::from([
            (FeedKind::Session, sessions),
            (FeedKind::Organisation, organisations),
            (FeedKind::Network, networks),
        ]))
    }

    /// The records that were changed, by their type.
    async fn subjects(&self, from: i64, until: i64) -> Result<HashMap<String, BTreeSet<Uuid>>, StoreError> {
        let changed = audit_entry::Entity::find()
            .select_only()
            .distinct()
            .column(audit_entry::Column::SubjectType)
            .column(audit_entry::Column::SubjectId)
            .filter(audit_entry::Column::Seq.gt(from))
            .filter(audit_entry::Column::Seq.lte(until));
        let mut subjects: HashMap<String, BTreeSet<Uuid>> = HashMap::new();
        for (kind, id) in changed.into_tuple::<(String, Uuid)>().all(&self.database()).await? {
            subjects.entry(kind).or_default().insert(id);
        }
        Ok(subjects)
    }

    async fn everything(&self) -> Result<AffectedFeeds, StoreError> {
        let sessions = course_session::Entity::find().select_only().column(course_session::Column::Id);
        let organisations = organisation::Entity::find().select_only().column(organisation::Column::Id);
        let networks = network::Entity::find().select_only().column(network::Column::Id);
        let mut all = BTreeMap::from([
            (FeedKind::Session, sessions.into_tuple::<Uuid>().all(&self.database()).await?.into_iter().collect()),
            (
                FeedKind::Organisation,
                organisations.into_tuple::<Uuid>().all(&self.database()).await?.into_iter().collect(),
            ),
            (FeedKind::Network, networks.into_tuple::<Uuid>().all(&self.database()).await?.into_iter().collect()),
        ]);
        // Those too that are not there any more.
        let published = feed_item::Entity::find().select_only().column(feed_item::Column::Path);
        for path in published.into_tuple::<String>().all(&self.database()).await? {
            if let Ok(FeedPath { kind, id }) = path.parse() {
                all.entry(kind).or_insert_with(BTreeSet::new).insert(id);
            }
        }
        Ok(all)
    }

    /// The territories for which these keys stand, or last stood.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn territories(&self, keys: BTreeSet<String>) -> Result<HashMap<String, TerritoryFacts>, StoreError> {
        if keys.is_empty() {
            return Ok(HashMap::new());
        }
        let found = territory::Entity::find()
            .filter(territory::Column::Key.is_in(keys))
            .order_by_asc(territory::Column::ValidFrom)
            .all(&self.database())
            .await?;
        let mut facts = HashMap::new();
        for row in &found {
            facts.insert(row.key.clone(), crate::territories::read_territory(row)?.facts);
        }
        Ok(facts)
    }
}
