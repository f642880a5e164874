//! Qualifications and exchange formats (German: Qualifizierungen und Austauschformate).

mod module;
mod parts;
mod queries;
mod question;
mod question_mutations;
mod registration;
mod registration_inputs;
mod registration_mutations;
mod registration_queries;
mod series;
mod series_inputs;
mod series_mutations;
mod session;
mod session_inputs;
mod session_mutations;
mod trainer;
mod trainer_mutations;
mod waiting_change;

pub(crate) use module::CourseModule;
pub(crate) use queries::CourseQueries;
pub(crate) use question_mutations::QuestionMutations;
pub(crate) use registration::Registration;
pub(crate) use registration_mutations::RegistrationMutations;
pub(crate) use registration_queries::RegistrationQueries;
pub(crate) use series::CourseSeries;
pub(crate) use series_mutations::CourseSeriesMutations;
pub(crate) use session::CourseSession;
pub(crate) use session_mutations::CourseSessionMutations;
pub(crate) use trainer::TrainerAssignment;
pub(crate) use trainer_mutations::TrainerMutations;
