//! Questions of sessions and modules, and the answers to them.

use crate::connect::Source;
use crate::entities::{course_question, course_session, registration, registration_answer};
use crate::error::StoreError;
use crate::rows::grouped;
use crate::stored::{checked, code};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{self as records, Answer, CourseSession, Question, QuestionKind};
use domain::shared::{CourseModuleId, CourseSessionId, LongText, Name, RegistrationId};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Whose questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Asking {
    /// Those of a session.
    Session(CourseSessionId),
    /// Those of a module, which all of its sessions ask.
    Module(CourseModuleId),
}

/// The questions and answers.
#[derive(Debug)]
pub struct Questions<'c>(DatabaseExecutor<'c>);

impl<'c> Questions<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// What each of these sessions asks: the questions of its module, then its own. Who sees a session sees its questions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_sessions(
        &self,
        sessions: &[&CourseSession],
    ) -> Result<HashMap<CourseSessionId, Vec<Question>>, StoreError> {
        use course_question::Column;
        let ids = sessions.iter().map(|session| session.id.uuid());
        let modules: BTreeSet<Uuid> = sessions.iter().filter_map(|session| session.module).map(Uuid::from).collect();
        let asked = Condition::any().add(Column::SessionId.is_in(ids)).add(Column::ModuleId.is_in(modules));
        let found = course_question::Entity::find().filter(asked).order_by_asc(Column::Place).all(&self.0).await?;
        let by_parent = grouped(found, |row| Ok((row.session_id.or(row.module_id), read(row)?)))?;
        let own = |id: Uuid| by_parent.get(&Some(id)).cloned().unwrap_or_default();
        let forms = sessions.iter().map(|session| {
            let mut form = session.module.map(|module| own(module.uuid())).unwrap_or_default();
            let mine = own(session.id.uuid());
            form.retain(|question| mine.iter().all(|other| other.key != question.key));
            form.extend(mine);
            (session.id, form)
        });
        Ok(forms.collect())
    }

    /// How many registrations have answered these questions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answered(&self, asking: Asking) -> Result<u64, StoreError> {
        let of_module = |module: CourseModuleId| {
            course_session::Entity::find()
                .filter(course_session::Column::ModuleId.eq(module.uuid()))
                .select_only()
                .column(course_session::Column::Id)
                .into_query()
        };
        let session = registration::Column::SessionId;
        let registered = registration::Entity::find().filter(match asking {
            Asking::Session(id) => session.eq(id.uuid()),
            Asking::Module(module) => session.in_subquery(of_module(module)),
        });
        let registered = registered.select_only().column(registration::Column::Id).into_query();
        let answers = registration_answer::Entity::find()
            .filter(registration_answer::Column::RegistrationId.in_subquery(registered));
        Ok(answers.count(&self.0).await?)
    }

    /// The answers of many registrations, in the order of the form. The caller looks who may see them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answers(
        &self,
        registrations: &[RegistrationId],
    ) -> Result<HashMap<RegistrationId, Vec<Answer>>, StoreError> {
        use registration_answer::Column;
        let found = registration_answer::Entity::find()
            .filter(Column::RegistrationId.is_in(registrations.iter().map(|id| id.uuid())))
            .order_by_asc(Column::Place);
        grouped(found.all(&self.0).await?, |row| {
            let values = row.value.split(SEPARATOR).map(str::to_owned).collect();
            Ok((row.registration_id.into(), Answer { key: row.key, values }))
        })
    }

    /// Replaces the questions.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn replace(unit: &UnitOfWork, asking: Asking, questions: &[Question]) -> Result<(), StoreError> {
        use course_question::Column;
        let parent = match asking {
            Asking::Session(id) => Column::SessionId.eq(id.uuid()),
            Asking::Module(id) => Column::ModuleId.eq(id.uuid()),
        };
        course_question::Entity::delete_many().filter(parent).exec(unit.transaction()).await?;
        Self::insert(unit, &[asking], questions).await
    }

    /// Adds the same questions to many sessions or modules that have none.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, asking: &[Asking], questions: &[Question]) -> Result<(), StoreError> {
        let mut rows = Vec::with_capacity(asking.len() * questions.len());
        for parent in asking {
            for (place, question) in (1..).zip(questions) {
                rows.push(write(unit.ids().uuid(), *parent, place, question));
            }
        }
        for part in crate::outbox::chunks(rows, 500) {
            course_question::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Adds the answers of new registrations.
    ///
    /// # Errors
    /// When the database does not keep them.
    pub async fn answer(unit: &UnitOfWork, given: &[(RegistrationId, Vec<Answer>)]) -> Result<(), StoreError> {
        let rows: Vec<_> = given
            .iter()
            .flat_map(|(id, answers)| (1..).zip(answers).map(|(place, answer)| (*id, place, answer)))
            .map(|(id, place, answer)| registration_answer::ActiveModel {
                id: Set(unit.ids().uuid()),
                registration_id: Set(id.uuid()),
                place: Set(place),
                key: Set(answer.key.clone()),
                value: Set(answer.values.join(SEPARATOR)),
            })
            .collect();
        let answered: Vec<Uuid> =
            given.iter().filter(|(_, answers)| !answers.is_empty()).map(|(id, _)| id.uuid()).collect();
        if rows.is_empty() {
            return Ok(());
        }
        for part in crate::outbox::chunks(rows, 1_000) {
            registration_answer::Entity::insert_many(part).exec_without_returning(unit.transaction()).await?;
        }
        registration::Entity::update_many()
            .col_expr(registration::Column::HasNeeds, Expr::value(1_i64))
            .filter(registration::Column::Id.is_in(answered))
            .exec(unit.transaction())
            .await?;
        Ok(())
    }
}

/// Between the answers of a choice among several: no text that people type has it.
const SEPARATOR: &str = "\u{1f}";

fn read(row: course_question::Model) -> Result<Question, StoreError> {
    const WHAT: &str = "question";
    let show_if = row.show_if_key.zip(row.show_if_value).map(|(key, value)| records::Condition { key, value });
    Ok(Question {
        key: row.key,
        label: checked(WHAT, Name::new(&row.label))?,
        help: checked(WHAT, LongText::optional(row.help.as_deref()))?,
        kind: code::<QuestionKind>(WHAT, &row.kind)?,
        options: row.options.lines().map(|line| checked(WHAT, Name::new(line))).collect::<Result<_, _>>()?,
        required: row.required != 0,
        show_if,
        min: row.min,
        max: row.max,
    })
}

fn write(id: Uuid, asking: Asking, place: i64, question: &Question) -> course_question::ActiveModel {
    let (session, module) = match asking {
        Asking::Session(id) => (Some(id.uuid()), None),
        Asking::Module(id) => (None, Some(id.uuid())),
    };
    let options: Vec<&str> = question.options.iter().map(Name::as_str).collect();
    course_question::ActiveModel {
        id: Set(id),
        session_id: Set(session),
        module_id: Set(module),
        place: Set(place),
        key: Set(question.key.clone()),
        label: Set(question.label.to_string()),
        help: Set(question.help.as_ref().map(LongText::to_string)),
        kind: Set(question.kind.code().to_owned()),
        options: Set(options.join("\n")),
        required: Set(i64::from(question.required)),
        show_if_key: Set(question.show_if.as_ref().map(|condition| condition.key.clone())),
        show_if_value: Set(question.show_if.as_ref().map(|condition| condition.value.clone())),
        min: Set(question.min),
        max: Set(question.max),
    }
}
