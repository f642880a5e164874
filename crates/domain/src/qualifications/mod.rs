//! Qualifications and exchange formats (domain.md 2b): series, modules that build on each other, sessions, seats and the
//! waiting list, attendance, certificates.
//!
//! A [`CourseSeries`] has [`CourseModule`]s; a [`CourseSession`] is one date, of a module or on its own. Its
//! [`CourseKind`] brings the real rules of the format. People are registered in [`Party`]s that are not split. Every
//! decision on seats is made here, over what was loaded: [`admit`] for those who come, [`promote`] for those who wait.

mod admission;
mod answer;
mod attendance;
mod capacity;
mod certificate;
mod certificate_content;
mod check_in;
mod consent;
mod dates;
mod evaluation;
mod format;
mod hosting;
mod human_code;
mod kind;
mod lot;
mod material;
mod module;
mod promotion;
mod qualifying;
mod question;
mod reach;
mod recognition;
mod recurrence;
mod registration;
mod reminder;
mod retention;
mod series;
mod session;
mod session_change;
mod session_plan;
mod session_state;
mod target_group;
mod trainer;
mod waiting;
mod waiting_change;

pub use admission::{Admission, Applicant, Standing, admit, entitle};
pub use answer::{Answer, check_answers};
pub use attendance::{Attendance, AttendanceStatus, Mark};
pub use capacity::{Claim, SeatPlan, Seats, Taken};
pub use certificate::{Certificate, CertificateKind, CertificateState, CertificateSubject, NameDisplay};
pub use certificate_content::{AttendedSession, CertificateContent, CertificateNumber, CertificatePart};
pub use check_in::{CheckIn, CheckInOutcome};
pub use consent::{Consent, EventDetail};
pub use dates::{DateLimit, DateSpan};
pub use evaluation::{
    Ballot, Counts, Evaluation, EvaluationAnswer, EvaluationBreakdown, EvaluationFigures, EvaluationQuestion,
    EvaluationQuestionDraft, EvaluationQuestionKind, EvaluationState, EvaluationVerb, FEWEST_SHOWN, Latecomers,
    PART_OF_ALL, PART_OF_OTHERS, Tally, Urn, Wording, WordingDraft, assign_latecomers, assign_parts, shown_parts,
};
pub use format::{AttendanceMode, CourseFormat};
pub use hosting::Hosted;
pub use human_code::{CheckInCode, VerificationCode};
pub use kind::{CourseKind, Entitlement, KindRules};
pub use lot::draw_lots;
pub use material::{Material, MaterialDraft};
pub use module::{CourseModule, ModuleDraft, ModulePlan, check_prerequisites, missing_prerequisite};
pub use promotion::promote;
pub use qualifying::{IssueOutcome, qualify};
pub use question::{Condition, Question, QuestionDraft, QuestionKind};
pub use reach::{ReachFigures, ReachPeriod, ReachRow, protect as protect_reach};
pub use recognition::Recognition;
pub use recurrence::Recurrence;
pub use registration::{Party, PriorityClass, Registration, RegistrationSource, RegistrationState, RegistrationVerb};
pub use reminder::{Reminder, ReminderAnchor};
pub use retention::{Retention, year_of};
pub use series::{CourseSeries, SeriesDraft, SeriesPlan, SeriesState, SeriesVerb};
pub use session::{Audience, CourseSession, OnlineAccess};
pub use session_change::FormatChange;
pub use session_plan::{Allocation, SessionDraft, SessionPlan};
pub use session_state::{SessionState, SessionVerb};
pub use target_group::{EducationStage, TargetGroup};
pub use trainer::{Engagement, TrainerAssignment, TrainerState, TrainerVerb};
pub use waiting::{ranks, reorder, waiting_order};
pub use waiting_change::{Hand, WaitingChange, WaitingChangeKind};
