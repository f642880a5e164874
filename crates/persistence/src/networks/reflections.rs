//! Reflections. Every read finds only what the reader may read, also for those who reach everything else.

use super::sight::{spoken_for, team_of};
use crate::connect::Source;
use crate::entities::network_reflection::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::stored::{checked, code, corrupt, date, instant};
use crate::unit_of_work::UnitOfWork;
use domain::networks::{Reflection, ReflectionDraft, ReflectionVisibility};
use domain::shared::{LongText, Name, NetworkId, Page, PageRequest, PersonId, ReflectionId};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select,
};

const WHAT: &str = "network reflection";

/// The reflections.
#[derive(Debug)]
pub struct Reflections<'c>(DatabaseExecutor<'c>);

impl<'c> Reflections<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One reflection, if this person may read it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, reader: PersonId, id: ReflectionId) -> Result<Option<Reflection>, StoreError> {
        let found = select(reader, None).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One reflection of this author, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_own(&self, author: PersonId, id: ReflectionId) -> Result<Option<Reflection>, StoreError> {
        let found = network_reflection::Entity::find_by_id(id.uuid()).filter(Column::AuthorId.eq(author.uuid()));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One page of what this person may read about a network, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        reader: PersonId,
        network: NetworkId,
        request: &PageRequest,
    ) -> Result<Page<Reflection>, StoreError> {
        let order = Ordering {
            columns: vec![Column::ReflectedOn, Column::Id],
            descending: true,
            keys: |row: &network_reflection::Model| vec![Key::Text(row.reflected_on.clone()), Key::Id(row.id)],
        };
        page(select(reader, Some(network)), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many this person may read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, reader: PersonId, network: NetworkId) -> Result<u64, StoreError> {
        Ok(select(reader, Some(network)).count(&self.0).await?)
    }

    /// Adds a reflection.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, reflection: &Reflection) -> Result<(), StoreError> {
        network_reflection::Entity::insert(write(reflection)?).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a reflection of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Reflection, expected: i64) -> Result<(), StoreError> {
        replace::<network_reflection::Entity>(unit, changed.id.uuid(), expected, write(changed)?).await
    }

    /// Removes a reflection for good.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn remove(unit: &UnitOfWork, id: ReflectionId) -> Result<(), StoreError> {
        network_reflection::Entity::delete_by_id(id.uuid()).exec(unit.transaction()).await?;
        Ok(())
    }
}

/// What `domain::networks::Reflection::is_open_to` says of one, said of all.
fn select(reader: PersonId, network: Option<NetworkId>) -> Select<network_reflection::Entity> {
    let shared = |level: ReflectionVisibility| Column::Visibility.eq(level.code());
    let in_team = || Column::NetworkId.in_subquery(team_of(reader));
    let team = Condition::all().add(shared(ReflectionVisibility::Team)).add(in_team());
    let belongs = Condition::any().add(in_team()).add(Column::NetworkId.in_subquery(spoken_for(reader)));
    let all = Condition::all().add(shared(ReflectionVisibility::Network)).add(belongs);
    network_reflection::Entity::find()
        .filter(Condition::any().add(Column::AuthorId.eq(reader.uuid())).add(team).add(all))
        .apply_if(network, |found, network| found.filter(Column::NetworkId.eq(network.uuid())))
}

fn read(row: &network_reflection::Model) -> Result<Reflection, StoreError> {
    let tags: Vec<Name> = serde_json::from_str(&row.tags).map_err(|error| corrupt(WHAT, error))?;
    let optional = |text: &Option<String>| checked(WHAT, LongText::optional(text.as_deref()));
    let draft = ReflectionDraft {
        on: date(WHAT, &row.reflected_on)?,
        observation: checked(WHAT, LongText::new(&row.observation))?,
        interpretation: optional(&row.interpretation)?,
        effect: optional(&row.effect)?,
        next_step: optional(&row.next_step)?,
        tags,
        visibility: code(WHAT, &row.visibility)?,
    };
    Ok(Reflection {
        id: row.id.into(),
        network: row.network_id.into(),
        author: row.author_id.into(),
        phase: row.phase.as_deref().map(|phase| code(WHAT, phase)).transpose()?,
        draft,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(reflection: &Reflection) -> Result<network_reflection::ActiveModel, StoreError> {
    let draft = &reflection.draft;
    let text = |text: &Option<LongText>| Set(text.as_ref().map(LongText::to_string));
    Ok(network_reflection::ActiveModel {
        id: Set(reflection.id.uuid()),
        network_id: Set(reflection.network.uuid()),
        author_id: Set(reflection.author.uuid()),
        reflected_on: Set(draft.on.to_string()),
        phase: Set(reflection.phase.map(|phase| phase.code().to_owned())),
        observation: Set(draft.observation.to_string()),
        interpretation: text(&draft.interpretation),
        effect: text(&draft.effect),
        next_step: text(&draft.next_step),
        tags: Set(serde_json::to_string(&draft.tags).map_err(|error| corrupt(WHAT, error))?),
        visibility: Set(draft.visibility.code().to_owned()),
        version: Set(reflection.version),
        created_at: Set(reflection.created_at.as_micros()),
        updated_at: Set(reflection.updated_at.as_micros()),
    })
}
