//! Qualifications and exchange formats (domain.md 2b).
//!
//! Every verb that gives, takes or frees seats holds the session first; see `seating` for what they have in common.

mod add_module;
mod advance_series;
mod advance_session;
mod answer_offer;
mod answer_trainer_request;
mod attendance_steps;
mod by_hand;
mod cancel_registration;
mod certificates;
mod change_details;
mod change_priority_class;
mod change_session_format;
mod check_people_in;
mod confirm_registration;
mod create_series;
mod create_session;
mod dates;
mod draw_lots;
mod end_session;
mod entries;
mod evaluations;
mod expire_offers;
mod foresee_registration;
mod forget_details;
mod forget_lists;
mod free_trainers;
mod host;
mod invite_to_session;
mod letters;
mod name_participants;
mod own_calendar;
mod public_calendar;
mod reach;
mod read_check_in_codes;
mod read_offers;
mod read_questions;
mod read_registrations;
mod read_waiting_changes;
mod recognise_prior_learning;
mod record;
mod record_attendance;
mod register;
mod remind;
mod reorder_waiting_list;
mod repeat_session;
mod request_trainer;
mod seating;
mod series_input;
mod set_questions;
mod sight;
mod table_format;
mod update_module;
mod update_series;
mod update_session;
mod watch;

pub use add_module::{AddModule, add_module};
pub use advance_series::{AdvanceSeries, advance_series};
pub use advance_session::{AdvanceSession, advance_session};
pub use answer_offer::{accept_offer, decline_offer};
pub use answer_trainer_request::{AnswerTrainer, cancel_trainer, confirm_trainer, decline_trainer};
pub use cancel_registration::{
    CancelRegistration, RefuseRegistration, cancel_registration, reject_registration, revoke_registration,
};
pub use certificates::{
    CertificateFilter, CertificatePaper, IssueCertificates, IssueResult, RevokeCertificate, ShowCertificateName,
    certificate_path, count_certificates, delete_old_certificates, find_certificate, find_certificate_paper,
    find_certificates, find_certificates_in_place_of, issue_certificates, list_certificates, own_certificates,
    reissue_certificate, revoke_certificate, show_certificate_name, verification_path, verify_certificate,
    viewer_of_certificate_ticket,
};
pub use change_details::{ChangeDetails, change_details};
pub use change_priority_class::{ChangePriorityClass, change_priority_class};
pub use change_session_format::{ChangeSessionFormat, change_session_format};
pub use check_people_in::{CheckInEntry, CheckInResult, CheckPeopleIn, check_people_in};
pub use confirm_registration::confirm_registration;
pub use create_series::{CreateSeries, create_series};
pub use create_session::{CreateSession, create_session};
pub use draw_lots::{DrawLots, draw_lots};
pub use end_session::{
    EndSession, RescheduleSession, cancel_session, postpone_session, replace_session, reschedule_session,
};
pub use evaluations::{
    AnswerEvaluation, CreateEvaluation, EvaluationResults, ShownEvaluation, UpdateEvaluation, answer_evaluation,
    create_evaluation, export_evaluation_results, find_evaluation, find_evaluation_results, list_evaluations,
    list_own_evaluations, remind_of_evaluations, update_evaluation,
};
pub use expire_offers::expire_offers;
pub use foresee_registration::{Prospect, foresee_registrations, list_open_to_me};
pub use forget_details::forget_details;
pub use forget_lists::forget_lists;
pub use host::allowed_on;
pub use invite_to_session::{InviteToSession, invite_to_session};
pub(crate) use letters::{date_in_english, date_in_german, in_english, in_german, span_in_english, span_in_german};
pub use name_participants::{list_participant_names, name_people};
pub use own_calendar::{OwnPart, OwnSession, list_own_sessions};
pub use persistence::qualifications::{
    RegistrationFilter, SeriesFilter, SessionFilter, WaitingChangeFilter, WaitingPlace,
};
pub use public_calendar::list_public_entries;
pub use reach::{ReachReport, ReachRequest, export_reach_report, report_reach};
pub use read_check_in_codes::{check_in_code_of, check_in_qr};
pub use read_offers::{
    count_series, count_sessions, find_many_modules, find_many_series, find_many_sessions, find_module,
    find_seen_modules, find_series, find_session, list_format_changes, list_modules, list_series, list_sessions,
    list_sessions_of_series,
};
pub use read_questions::{list_answers, list_questions};
pub use read_registrations::{
    count_registrations, count_seats, find_own_engagements, find_own_registrations, find_registration,
    find_registrations, find_sessions_registered, list_attendance, list_own_assignments, list_recognitions,
    list_registrations, list_trainers, own_registrations, rank_waiting,
};
pub use read_waiting_changes::{count_waiting_changes, list_waiting_changes};
pub use recognise_prior_learning::{RecognisePriorLearning, recognise_prior_learning};
pub(crate) use record::{series_handed_over, session_handed_over};
pub use record_attendance::{RecordAttendance, record_attendance};
pub use register::{Register, RegisterPerson, register};
pub use remind::send_reminders;
pub use reorder_waiting_list::{ReorderWaitingList, reorder_waiting_list};
pub use repeat_session::{RepeatSession, repeat_session};
pub use request_trainer::{RequestTrainer, request_trainer};
pub use series_input::SeriesInput;
pub use set_questions::{SetQuestions, set_module_questions, set_session_questions};
pub(crate) use sight::{offers, sees_sessions};
pub use table_format::TableFormat;
pub use update_module::{UpdateModule, update_module};
pub use update_series::{UpdateSeries, update_series};
pub use update_session::{UpdateSession, update_session};
pub use watch::watch_sessions;
