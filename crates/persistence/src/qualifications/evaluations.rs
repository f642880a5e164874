//! Reading and writing evaluations: the forms and their states. The caller looks who may see them.

use super::evaluation_row::{read, read_question, write, write_question};
use crate::connect::Source;
use crate::entities::evaluation::{self, Column};
use crate::entities::evaluation_question;
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::Evaluation;
use domain::shared::{CourseSessionId, EvaluationId, Timestamp};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// The evaluations.
#[derive(Debug)]
pub struct Evaluations<'c>(DatabaseExecutor<'c>);

impl<'c> Evaluations<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The evaluation of each of these sessions; one that has none is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_sessions(
        &self,
        sessions: &[CourseSessionId],
    ) -> Result<HashMap<CourseSessionId, Evaluation>, StoreError> {
        let rows = evaluation::Entity::find().filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())));
        let found = self.with_questions(rows.all(&self.0).await?).await?;
        Ok(found.into_iter().map(|evaluation| (evaluation.session, evaluation)).collect())
    }

    /// These evaluations.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(&self, ids: &[EvaluationId]) -> Result<Vec<Evaluation>, StoreError> {
        let rows = evaluation::Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
        self.with_questions(rows.order_by_asc(Column::Id).all(&self.0).await?).await
    }

    /// The evaluation of a session that is held.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold_of(&self, session: CourseSessionId) -> Result<Option<Evaluation>, StoreError> {
        let row = evaluation::Entity::find().filter(Column::SessionId.eq(session.uuid())).lock_exclusive();
        Ok(self.with_questions(row.all(&self.0).await?).await?.pop())
    }

    /// One evaluation, kept from changing until the unit of work ends: nobody else answers it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, id: EvaluationId) -> Result<Option<Evaluation>, StoreError> {
        let row = evaluation::Entity::find_by_id(id.uuid()).lock_exclusive();
        Ok(self.with_questions(row.all(&self.0).await?).await?.pop())
    }

    async fn with_questions(&self, rows: Vec<evaluation::Model>) -> Result<Vec<Evaluation>, StoreError> {
        use evaluation_question::Column;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let ids = rows.iter().map(|row| row.id);
        let questions = evaluation_question::Entity::find().filter(Column::EvaluationId.is_in(ids));
        let questions = questions.order_by_asc(Column::Place).all(&self.0).await?;
        let mut questions = grouped(questions, |row| Ok((row.evaluation_id, read_question(row)?)))?;
        rows.iter().map(|row| read(row, questions.remove(&row.id).unwrap_or_default())).collect()
    }

    /// Adds an evaluation.
    ///
    /// # Errors
    /// `DUPLICATE` when the session has one already; when the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, added: &Evaluation) -> Result<(), StoreError> {
        evaluation::Entity::insert(write(added)).exec_without_returning(unit.transaction()).await?;
        Self::ask(unit, added).await
    }

    /// Replaces an evaluation of version `expected` and its questions by newer ones.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Evaluation, expected: i64) -> Result<(), StoreError> {
        Self::advance(unit, changed, expected).await?;
        evaluation_question::Entity::delete_many()
            .filter(evaluation_question::Column::EvaluationId.eq(changed.id.uuid()))
            .exec(unit.transaction())
            .await?;
        Self::ask(unit, changed).await
    }

    /// Replaces an evaluation of version `expected`, whose questions stay.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn advance(unit: &UnitOfWork, changed: &Evaluation, expected: i64) -> Result<(), StoreError> {
        replace::<evaluation::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Says when those are reminded who have not answered an evaluation that is held; `None` when nobody is any more.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn schedule_reminder(
        unit: &UnitOfWork,
        id: EvaluationId,
        at: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        evaluation::Entity::update_many()
            .col_expr(Column::RemindAt, Expr::value(at.map(Timestamp::as_micros)))
            .filter(Column::Id.eq(id.uuid()))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// The sessions whose evaluations are to be reminded of by now, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reminders_due(&self, now: Timestamp, most: u64) -> Result<Vec<CourseSessionId>, StoreError> {
        let due = evaluation::Entity::find().filter(Column::RemindAt.lte(now.as_micros())).limit(most);
        let due = due.select_only().column(Column::SessionId).into_tuple::<Uuid>().all(&self.0).await?;
        Ok(due.into_iter().map(CourseSessionId::from).collect())
    }

    /// Takes the reminder of an evaluation, so that nobody else sends it; says whether there was one that is due.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn take_reminder(unit: &UnitOfWork, id: EvaluationId) -> Result<bool, StoreError> {
        let taken = evaluation::Entity::update_many()
            .col_expr(Column::RemindAt, Expr::value(Option::<i64>::None))
            .filter(Column::Id.eq(id.uuid()))
            .filter(Column::RemindAt.lte(unit.now().as_micros()))
            .exec(unit.transaction());
        Ok(taken.await?.rows_affected > 0)
    }

    async fn ask(unit: &UnitOfWork, evaluation: &Evaluation) -> Result<(), StoreError> {
        let rows = (1..)
            .zip(&evaluation.questions)
            .map(|(place, question)| write_question(unit.ids().uuid(), evaluation.id, place, question));
        evaluation_question::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}
