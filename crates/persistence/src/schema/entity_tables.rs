//! The tables as the entities expect them.

use crate::connect::Database;
use crate::entities;
use crate::error::StoreError;
use sea_orm::sea_query::{Table, TableCreateStatement};
use sea_orm::{ConnectionTrait, DatabaseBackend, Schema};

macro_rules! tables {
    ($schema:ident: $($entity:ident)+) => {
        vec![$($schema.create_table_from_entity(entities::$entity::Entity),)+]
    };
}

#[expect(clippy::too_many_lines, reason = "a list with a line for each table")]
fn tables(backend: DatabaseBackend) -> Vec<TableCreateStatement> {
    let schema = Schema::new(backend);
    tables![schema:
        account
        agenda_item
        agreement
        attendance
        audit_entry
        audit_head
        audit_value
        calendar_feed
        certificate
        certificate_register
        check_in
        committee
        committee_membership
        contact_point
        course_invitee
        course_module
        course_question
        course_reminder
        course_series
        course_series_co_host
        course_session
        course_session_co_host
        evaluation
        evaluation_asked
        evaluation_question
        evaluation_urn
        feed_item
        feed_progress
        external_identity
        event_relay
        export
        file
        format_change
        idempotency_key
        import_file
        import_job
        import_mapping
        import_row
        invitation
        measure
        measure_step
        meeting
        meeting_invitation
        meeting_participant
        minutes
        minutes_amendment
        minutes_remark
        network
        network_analysis
        network_contact
        network_goal
        network_goal_review
        network_membership
        network_membership_step
        network_phase_change
        network_reflection
        network_seat
        network_survey
        network_survey_invitee
        network_survey_tie
        network_survey_trust
        oparl_object
        oparl_progress
        organisation
        organisation_stage
        organisation_territory
        outbox_event
        outbox_message
        paper
        password_reset
        past_registration
        person
        person_function
        personal_token
        recognition
        recovery_code
        refresh_token
        registration
        registration_answer
        resolution
        role_assignment
        search_document
        search_state
        service_account
        service_secret
        session
        sign_in_attempts
        spent_token
        territory
        territory_succession
        trainer_assignment
        waiting_change
        webhook_delivery
        webhook_subscription
    ]
}

/// Makes a table for every entity, with its columns and without its references and indexes: only to compare it with
/// what the migrations make, never to be used.
///
/// # Errors
/// When the database refuses, for instance because the tables are there already.
pub async fn create_entity_tables(database: &Database) -> Result<(), StoreError> {
    let transaction = database.begin().await?;
    for expected in tables(transaction.get_database_backend()) {
        let mut table = Table::create();
        if let Some(name) = expected.get_table_name() {
            table.table(name.clone());
        }
        for column in expected.get_columns() {
            table.col(column.clone());
        }
        transaction.execute(&table).await?;
    }
    transaction.commit().await?;
    Ok(())
}
