//! Who answered and what was said, kept apart (ADR 0016). Nothing here has an id, an instant or an order.

use crate::connect::Source;
use crate::entities::{evaluation, evaluation_asked, evaluation_urn};
use crate::error::StoreError;
use crate::stored::corrupt;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{Evaluation, EvaluationFigures, EvaluationState, Latecomers, Urn};
use domain::shared::{EvaluationId, PersonId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

const WHAT: &str = "urn";

/// The urns, and the lists of those who are asked.
#[derive(Debug)]
pub struct Urns<'c>(DatabaseExecutor<'c>);

impl<'c> Urns<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// Which of these evaluations ask a person, and whether they have answered.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asking(
        &self,
        person: PersonId,
        ids: &[EvaluationId],
    ) -> Result<HashMap<EvaluationId, bool>, StoreError> {
        use evaluation_asked::Column;
        let found = evaluation_asked::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::EvaluationId.is_in(ids.iter().map(|id| id.uuid())));
        let rows = found.all(&self.0).await?;
        Ok(rows.into_iter().map(|row| (row.evaluation_id.into(), row.answered != 0)).collect())
    }

    /// The open evaluations that wait for the answer of a person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_for(&self, person: PersonId) -> Result<Vec<EvaluationId>, StoreError> {
        use evaluation_asked::Column;
        let of = evaluation_asked::Entity::belongs_to(evaluation::Entity)
            .from(Column::EvaluationId)
            .to(evaluation::Column::Id);
        let found = evaluation_asked::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::Answered.eq(0))
            .filter(evaluation::Column::State.eq(EvaluationState::Open.code()))
            .join(JoinType::InnerJoin, of.into())
            .select_only()
            .column(Column::EvaluationId);
        Ok(found.into_tuple::<Uuid>().all(&self.0).await?.into_iter().map(EvaluationId::from).collect())
    }

    /// How many people have answered each of these open evaluations; one without any is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answered(&self, ids: &[EvaluationId]) -> Result<HashMap<EvaluationId, u32>, StoreError> {
        use evaluation_asked::Column;
        let found = evaluation_asked::Entity::find()
            .filter(Column::EvaluationId.is_in(ids.iter().map(|id| id.uuid())))
            .filter(Column::Answered.ne(0))
            .select_only()
            .column(Column::EvaluationId)
            .column_as(Column::PersonId.count(), "people")
            .group_by(Column::EvaluationId);
        let rows = found.into_tuple::<(Uuid, i64)>().all(&self.0).await?.into_iter();
        rows.map(|(id, people)| Ok((id.into(), u32::try_from(people).map_err(|error| corrupt(WHAT, error))?))).collect()
    }

    /// The results of a closed evaluation.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn figures(&self, id: EvaluationId) -> Result<Option<EvaluationFigures>, StoreError> {
        self.contents(id).await
    }

    async fn contents<T: DeserializeOwned>(&self, id: EvaluationId) -> Result<Option<T>, StoreError> {
        let row = evaluation_urn::Entity::find_by_id(id.uuid()).one(&self.0).await?;
        row.map(|row| serde_json::from_str(&row.contents).map_err(|error| corrupt(WHAT, error))).transpose()
    }

    /// Puts up an empty urn, and the list of those who are asked with the part that each belongs to, by their ids: in
    /// whatever order they registered.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn open(
        unit: &UnitOfWork,
        opened: &Evaluation,
        parts: &BTreeMap<PersonId, String>,
    ) -> Result<(), StoreError> {
        let names: BTreeSet<&String> = parts.values().collect();
        let contents = Set(written(&Urn::empty(&opened.questions, names)));
        let urn = evaluation_urn::ActiveModel { evaluation_id: Set(opened.id.uuid()), contents };
        evaluation_urn::Entity::insert(urn).exec_without_returning(unit.transaction()).await?;
        ask(unit, opened.id, parts).await
    }

    /// Who is asked by an evaluation that is held, with the part that each belongs to.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn asked(unit: &UnitOfWork, id: EvaluationId) -> Result<BTreeMap<PersonId, String>, StoreError> {
        let rows = evaluation_asked::Entity::find().filter(evaluation_asked::Column::EvaluationId.eq(id.uuid()));
        let rows = rows.all(unit.transaction()).await?;
        Ok(rows.into_iter().map(|row| (row.person_id.into(), row.part)).collect())
    }

    /// Who of those has not answered, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn silent(unit: &UnitOfWork, id: EvaluationId) -> Result<Vec<PersonId>, StoreError> {
        use evaluation_asked::Column;
        let found = evaluation_asked::Entity::find()
            .filter(Column::EvaluationId.eq(id.uuid()))
            .filter(Column::Answered.eq(0))
            .order_by_asc(Column::PersonId)
            .select_only()
            .column(Column::PersonId);
        let found = found.into_tuple::<Uuid>().all(unit.transaction()).await?;
        Ok(found.into_iter().map(PersonId::from).collect())
    }

    /// Asks people who came late by an evaluation that is held. Parts that become one do so in the urn and in the list.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn extend(unit: &UnitOfWork, id: EvaluationId, late: &Latecomers) -> Result<(), StoreError> {
        use evaluation_asked::Column;
        if !late.folded.is_empty() {
            let mut urn = Self::held(unit, id).await?;
            for (from, into) in &late.folded {
                urn.fold(from, into);
                evaluation_asked::Entity::update_many()
                    .col_expr(Column::Part, Expr::value(into.as_str()))
                    .filter(Column::EvaluationId.eq(id.uuid()))
                    .filter(Column::Part.eq(from))
                    .exec(unit.transaction())
                    .await?;
            }
            replace(unit, id, &urn).await?;
        }
        ask(unit, id, &late.parts).await
    }

    /// The part of a person in an evaluation that is held, and whether they have answered; `None` when they are not asked.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn place(
        unit: &UnitOfWork,
        id: EvaluationId,
        person: PersonId,
    ) -> Result<Option<(String, bool)>, StoreError> {
        let row = evaluation_asked::Entity::find_by_id((id.uuid(), person.uuid()));
        Ok(row.one(unit.transaction()).await?.map(|row| (row.part, row.answered != 0)))
    }

    /// Notes that a person has answered an evaluation that is held.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn tick(unit: &UnitOfWork, id: EvaluationId, person: PersonId) -> Result<(), StoreError> {
        use evaluation_asked::Column;
        evaluation_asked::Entity::update_many()
            .col_expr(Column::Answered, Expr::value(1))
            .filter(Column::EvaluationId.eq(id.uuid()))
            .filter(Column::PersonId.eq(person.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// The urn of an evaluation that is held and open.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn held(unit: &UnitOfWork, id: EvaluationId) -> Result<Urn, StoreError> {
        Ok(Urns::of(unit).contents(id).await?.unwrap_or_default())
    }

    /// Keeps the urn of an evaluation that is held, as a whole.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn keep(unit: &UnitOfWork, id: EvaluationId, urn: &Urn) -> Result<(), StoreError> {
        replace(unit, id, urn).await
    }

    /// Puts what may be shown in the place of an urn, and forgets who was asked and who answered.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn close(unit: &UnitOfWork, id: EvaluationId, figures: &EvaluationFigures) -> Result<(), StoreError> {
        replace(unit, id, figures).await?;
        evaluation_asked::Entity::delete_many()
            .filter(evaluation_asked::Column::EvaluationId.eq(id.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

async fn ask(unit: &UnitOfWork, id: EvaluationId, parts: &BTreeMap<PersonId, String>) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(parts.len());
    for (person, part) in parts {
        rows.push(evaluation_asked::ActiveModel {
            evaluation_id: Set(id.uuid()),
            person_id: Set(person.uuid()),
            part: Set(part.clone()),
            answered: Set(0),
        });
    }
    for part in crate::outbox::chunks(rows, 1_000) {
        evaluation_asked::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
    }
    Ok(())
}

async fn replace(unit: &UnitOfWork, id: EvaluationId, contents: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    use evaluation_urn::Column;
    evaluation_urn::Entity::update_many()
        .col_expr(Column::Contents, Expr::value(written(contents)))
        .filter(Column::EvaluationId.eq(id.uuid()))
        .exec(unit.transaction())
        .await?;
    Ok(())
}

fn written(contents: &impl Serialize) -> String {
    serde_json::to_string(contents).expect("urns and figures are plain values, which JSON can write")
}
