//! The one schema: a room for each area, and what they share.

mod access;
mod accounts;
mod audit;
mod calendar;
mod consulting;
mod documents;
mod federation;
mod files;
mod integration;
mod keep_siblings;
pub(crate) mod meetings;
pub(crate) mod networks;
mod node;
mod node_groups;
mod organisations;
mod people;
mod qualifications;
mod search;
mod services;
mod shared;
pub(crate) mod table_format;
mod territories;

pub use documents::faults_in;
pub use integration::{Interest, Occasion, Subscription};
pub use keep_siblings::KeepSiblings;

use async_graphql::MergedObject;
use std::sync::LazyLock;

/// Everything that can be read (German: Abfragen).
#[derive(Debug, Default, MergedObject)]
pub struct Query(
    node::NodeQueries,
    federation::FederationQueries,
    audit::AuditQueries,
    territories::TerritoryQueries,
    organisations::OrganisationQueries,
    people::PersonQueries,
    accounts::AccountQueries,
    access::AccessQueries,
    consulting::AgreementQueries,
    qualifications::CourseQueries,
    qualifications::RegistrationQueries,
    qualifications::CertificateQueries,
    qualifications::EvaluationQueries,
    qualifications::ReachQueries,
    calendar::CalendarQueries,
    networks::NetworkQueries,
    networks::NetworkCareQueries,
    services::ServiceQueries,
    meetings::MeetingQueries,
    meetings::MeetingRecordQueries,
    meetings::ComparisonQueries,
    files::FileQueries,
    search::SearchQueries,
    integration::ChangeQueries,
    integration::WebhookQueries,
    integration::ExportQueries,
    integration::ImportQueries,
);

/// Everything that can be changed (German: Änderungen).
#[derive(Debug, Default, MergedObject)]
pub struct Mutation(
    territories::TerritoryMutations,
    organisations::OrganisationMutations,
    people::PersonMutations,
    people::FunctionMutations,
    accounts::SessionMutations,
    accounts::OwnAccountMutations,
    accounts::AccountMutations,
    accounts::IdentityMutations,
    consulting::AgreementMutations,
    qualifications::CourseSeriesMutations,
    qualifications::CourseSessionMutations,
    qualifications::RegistrationMutations,
    qualifications::CheckInMutations,
    qualifications::CertificateMutations,
    qualifications::TrainerMutations,
    qualifications::QuestionMutations,
    qualifications::EvaluationMutations,
    calendar::CalendarMutations,
    networks::NetworkMutations,
    networks::NetworkMemberMutations,
    networks::NetworkGoalMutations,
    networks::NetworkCareMutations,
    networks::NetworkSurveyMutations,
    networks::NetworkAnalysisMutations,
    services::ServiceMutations,
    services::PersonalTokenMutations,
    integration::WebhookMutations,
    integration::ExportMutations,
    integration::ImportMutations,
    meetings::CommitteeMutations,
    meetings::CommitteeMemberMutations,
    meetings::MeetingMutations,
    meetings::AgendaMutations,
    meetings::ResolutionMutations,
    meetings::MinutesMutations,
    meetings::MeasureMutations,
    files::FileMutations,
);

/// The schema as it is served.
pub type Schema = async_graphql::Schema<KeepSiblings<Query>, Mutation, Subscription>;

/// The schema, before the gate adds its limits. It is made once, and here: what it is made of would otherwise be compiled
/// again for each program that serves it.
pub fn schema() -> Schema {
    static MADE: LazyLock<Schema> = LazyLock::new(|| {
        async_graphql::Schema::build(KeepSiblings::default(), Mutation::default(), Subscription).finish()
    });
    MADE.clone()
}

/// The schema as it is printed.
pub fn sdl() -> &'static str {
    static PRINTED: LazyLock<String> = LazyLock::new(|| schema().sdl());
    &PRINTED
}
