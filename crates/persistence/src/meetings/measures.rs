//! Measures and their history.

use super::sight::{CommitteeSight, of_reached};
use crate::connect::Source;
use crate::entities::measure::{self, Column};
use crate::entities::{measure_step, network_goal};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::{grouped, replace};
use crate::stored::{checked, code, date, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::meetings::{Measure, MeasureDraft, MeasureState, MeasureStep};
use domain::networks::MeasureProgress;
use domain::shared::{
    AccountId, CommitteeId, Date, GoalId, LongText, MeasureId, Name, OrganisationId, Page, PageRequest, PersonId,
    ResolutionId,
};
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, Select,
};
use std::collections::HashMap;
use uuid::Uuid;

const WHAT: &str = "measure";

/// Which measures; what is left out does not narrow the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MeasureFilter {
    /// Of this committee.
    pub committee: Option<CommitteeId>,
    /// Ordered by this resolution.
    pub resolution: Option<ResolutionId>,
    /// That serve this goal.
    pub goal: Option<GoalId>,
    /// For which this organisation answers.
    pub organisation: Option<OrganisationId>,
    /// For which this person answers.
    pub person: Option<PersonId>,
    /// In one of these states.
    pub states: Vec<MeasureState>,
    /// Not done although they were due before this day.
    pub overdue_on: Option<Date>,
}

/// The measures.
#[derive(Debug)]
pub struct Measures<'c>(DatabaseExecutor<'c>);

impl<'c> Measures<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One measure, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CommitteeSight, id: MeasureId) -> Result<Option<Measure>, StoreError> {
        let found = measure::Entity::find_by_id(id.uuid()).filter(seen(sight));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One measure, if it is seen, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, sight: &CommitteeSight, id: MeasureId) -> Result<Option<Measure>, StoreError> {
        let found = measure::Entity::find_by_id(id.uuid()).filter(seen(sight));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One page, those due first in front.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CommitteeSight,
        filter: &MeasureFilter,
        request: &PageRequest,
    ) -> Result<Page<Measure>, StoreError> {
        let order = Ordering {
            columns: vec![Column::Due, Column::Id],
            descending: false,
            keys: |row: &measure::Model| vec![Key::Text(row.due.clone()), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(|row| read(&row))
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CommitteeSight, filter: &MeasureFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The measures that many resolutions ordered, as far as they are seen, those due first in front.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_resolutions(
        &self,
        sight: &CommitteeSight,
        resolutions: &[ResolutionId],
    ) -> Result<HashMap<ResolutionId, Vec<Measure>>, StoreError> {
        let ids = resolutions.iter().map(|id| id.uuid());
        let found = by_due(sight).filter(Column::ResolutionId.is_in(ids));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.resolution_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((ResolutionId::from(id), read(&row)?)))
    }

    /// The measures that serve many goals, as far as they are seen, those due first in front.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_goals(
        &self,
        sight: &CommitteeSight,
        goals: &[GoalId],
    ) -> Result<HashMap<GoalId, Vec<Measure>>, StoreError> {
        let found = by_due(sight).filter(Column::GoalId.is_in(goals.iter().map(|id| id.uuid())));
        let of_one = found.all(&self.0).await?.into_iter().filter_map(|row| row.goal_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((GoalId::from(id), read(&row)?)))
    }

    /// How far the measures are that serve many goals of networks that are reached: whoever sees a goal sees how far it
    /// is, also where the measures themselves are not theirs to see.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn toward_goals(
        &self,
        networks_seen: &Visibility,
        goals: &[GoalId],
    ) -> Result<HashMap<GoalId, Vec<MeasureProgress>>, StoreError> {
        if goals.is_empty() {
            return Ok(HashMap::new());
        }
        let reached = network_goal::Entity::find()
            .filter(crate::networks::of_reached(networks_seen, network_goal::Column::NetworkId))
            .filter(network_goal::Column::Id.is_in(goals.iter().map(|id| id.uuid())))
            .select_only()
            .column(network_goal::Column::Id);
        let found = measure::Entity::find().filter(Column::GoalId.in_subquery(reached.into_query()));
        let rows = found.all(&self.0).await?;
        let of_one = rows.into_iter().filter_map(|row| row.goal_id.map(|id| (id, row)));
        grouped(of_one, |(id, row)| Ok((GoalId::from(id), read(&row)?.toward_goal())))
    }

    /// The histories of many measures that are seen, the oldest step first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn steps(
        &self,
        sight: &CommitteeSight,
        measures: &[MeasureId],
    ) -> Result<HashMap<MeasureId, Vec<MeasureStep>>, StoreError> {
        use measure_step::Column as Step;
        let seen = measure::Entity::find()
            .filter(seen(sight))
            .filter(Column::Id.is_in(measures.iter().map(|id| id.uuid())))
            .select_only()
            .column(Column::Id);
        let found = measure_step::Entity::find()
            .filter(Step::MeasureId.in_subquery(seen.into_query()))
            .order_by_asc(Step::Number);
        grouped(found.all(&self.0).await?, |row| Ok((row.measure_id.into(), read_step(&row)?)))
    }

    /// Adds a measure.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, measure: &Measure) -> Result<(), StoreError> {
        measure::Entity::insert(write(measure)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a measure of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Measure, expected: i64) -> Result<(), StoreError> {
        replace::<measure::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Adds a step to the history of a measure, which is held meanwhile.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert_step(unit: &UnitOfWork, step: &MeasureStep) -> Result<(), StoreError> {
        let row = measure_step::ActiveModel {
            id: Set(unit.ids().uuid()),
            measure_id: Set(step.measure.uuid()),
            number: Set(step.number),
            state: Set(step.state.code().to_owned()),
            progress: Set(step.progress),
            note: Set(step.note.as_ref().map(LongText::to_string)),
            account_id: Set(step.by.map(Uuid::from)),
            at: Set(step.at.as_micros()),
        };
        measure_step::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}

/// The measures of committees that are reached, and the own ones of the person who sees.
fn seen(sight: &CommitteeSight) -> Condition {
    let reached = of_reached(sight, Column::CommitteeId);
    match sight.by_right.person() {
        Some(person) if !sight.by_right.is_everything() => {
            Condition::any().add(reached).add(Column::PersonId.eq(person.uuid()))
        }
        _ => reached,
    }
}

fn by_due(sight: &CommitteeSight) -> Select<measure::Entity> {
    measure::Entity::find().filter(seen(sight)).order_by_asc(Column::Due).order_by_asc(Column::Id)
}

fn select(sight: &CommitteeSight, filter: &MeasureFilter) -> Select<measure::Entity> {
    measure::Entity::find()
        .filter(seen(sight))
        .apply_if(filter.committee, |found, committee| found.filter(Column::CommitteeId.eq(committee.uuid())))
        .apply_if(filter.resolution, |found, resolution| found.filter(Column::ResolutionId.eq(resolution.uuid())))
        .apply_if(filter.goal, |found, goal| found.filter(Column::GoalId.eq(goal.uuid())))
        .apply_if(filter.organisation, |found, it| found.filter(Column::OrganisationId.eq(it.uuid())))
        .apply_if(filter.person, |found, person| found.filter(Column::PersonId.eq(person.uuid())))
        .apply_if((!filter.states.is_empty()).then_some(&filter.states), |found, states| {
            found.filter(Column::State.is_in(states.iter().map(|state| state.code())))
        })
        .apply_if(filter.overdue_on, |found, day| {
            found
                .filter(Column::Due.lt(day.to_string()))
                .filter(Column::State.is_in(MeasureState::OPEN.map(MeasureState::code)))
        })
}

fn read(row: &measure::Model) -> Result<Measure, StoreError> {
    let draft = MeasureDraft {
        title: checked(WHAT, Name::new(&row.title))?,
        description: checked(WHAT, LongText::optional(row.description.as_deref()))?,
        organisation: row.organisation_id.into(),
        person: row.person_id.map(PersonId::from),
        start: date(WHAT, &row.start)?,
        due: date(WHAT, &row.due)?,
        cost_cents: row.cost_cents,
        indicator: checked(WHAT, Name::optional(row.indicator.as_deref()))?,
    };
    Ok(Measure {
        id: row.id.into(),
        committee: row.committee_id.into(),
        resolution: row.resolution_id.map(ResolutionId::from),
        goal: row.goal_id.map(GoalId::from),
        draft,
        state: code(WHAT, &row.state)?,
        progress: row.progress,
        note: checked(WHAT, LongText::optional(row.note.as_deref()))?,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(measure: &Measure) -> measure::ActiveModel {
    let draft = &measure.draft;
    measure::ActiveModel {
        id: Set(measure.id.uuid()),
        committee_id: Set(measure.committee.uuid()),
        resolution_id: Set(measure.resolution.map(Uuid::from)),
        goal_id: Set(measure.goal.map(Uuid::from)),
        title: Set(draft.title.to_string()),
        description: Set(draft.description.as_ref().map(LongText::to_string)),
        organisation_id: Set(draft.organisation.uuid()),
        person_id: Set(draft.person.map(Uuid::from)),
        start: Set(draft.start.to_string()),
        due: Set(draft.due.to_string()),
        cost_cents: Set(draft.cost_cents),
        indicator: Set(draft.indicator.as_ref().map(Name::to_string)),
        state: Set(measure.state.code().to_owned()),
        progress: Set(measure.progress),
        note: Set(measure.note.as_ref().map(LongText::to_string)),
        version: Set(measure.version),
        created_at: Set(measure.created_at.as_micros()),
        updated_at: Set(measure.updated_at.as_micros()),
    }
}

fn read_step(row: &measure_step::Model) -> Result<MeasureStep, StoreError> {
    Ok(MeasureStep {
        measure: row.measure_id.into(),
        number: row.number,
        state: code(WHAT, &row.state)?,
        progress: row.progress,
        note: checked(WHAT, LongText::optional(row.note.as_deref()))?,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.at)?,
    })
}
