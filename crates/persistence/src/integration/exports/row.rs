//! Between rows and exports.

use crate::entities::export;
use crate::error::StoreError;
use crate::stored::{code, corrupt, instant};
use domain::access::Action;
use domain::integration::{Export, Requester};
use domain::services::write_scopes;
use domain::shared::{SessionId, Timestamp};
use sea_orm::ActiveValue::Set;
use std::collections::BTreeSet;
use std::fmt::Display;
use uuid::Uuid;

const WHAT: &str = "export";

pub(super) fn read(row: export::Model) -> Result<Export, StoreError> {
    let optional = |at: Option<i64>| at.map(|at| instant(WHAT, at)).transpose();
    let requester = requester(&row)?;
    Ok(Export {
        id: row.id.into(),
        requester,
        document: row.document,
        operation: row.operation,
        variables: row.variables,
        document_hash: row.document_hash,
        connection: row.connection,
        format: code(WHAT, &row.format)?,
        language: code(WHAT, &row.language)?,
        file_name: row.file_name,
        state: code(WHAT, &row.state)?,
        rows: unsigned(row.rows)?,
        total: row.total.map(unsigned).transpose()?,
        bytes: unsigned(row.bytes)?,
        sha256: row.sha256,
        blob: row.blob_id,
        failure: row.failure.map(|failure| code(WHAT, &failure)).transpose()?,
        reason: row.reason,
        attempts: row.attempts,
        created_at: instant(WHAT, row.created_at)?,
        started_at: optional(row.started_at)?,
        ended_at: optional(row.ended_at)?,
        expires_at: optional(row.expires_at)?,
        version: row.version,
    })
}

fn requester(row: &export::Model) -> Result<Requester, StoreError> {
    // An action that the platform does not know any more gives nothing.
    let scopes = |stored: &str| -> BTreeSet<Action> { stored.split_whitespace().filter_map(Action::find).collect() };
    let scopes = row.scopes.as_deref().map(scopes);
    match (row.account_id, row.person_id, row.service_id, row.organisation_id) {
        (Some(account), Some(person), None, None) => Ok(Requester::Account {
            account: account.into(),
            person: person.into(),
            session: row.session_id.map(SessionId::from),
            token: row.token_id.map(Into::into),
            second_factor: row.second_factor != 0,
            scopes,
        }),
        (None, None, Some(service), Some(organisation)) => Ok(Requester::Service {
            service: service.into(),
            organisation: organisation.into(),
            scopes: scopes.unwrap_or_default(),
        }),
        _ => Err(corrupt(WHAT, "it belongs to nobody, or to two")),
    }
}

/// What a change can alter. Whose turn it is, is written by those who write it.
pub(super) fn write(export: &Export) -> Result<export::ActiveModel, StoreError> {
    Ok(export::ActiveModel {
        variables: Set(export.variables.clone()),
        state: Set(export.state.code().to_owned()),
        rows: Set(signed(export.rows)?),
        total: Set(export.total.map(signed).transpose()?),
        bytes: Set(signed(export.bytes)?),
        sha256: Set(export.sha256.clone()),
        blob_id: Set(export.blob),
        failure: Set(export.failure.map(|failure| failure.code().to_owned())),
        reason: Set(export.reason.clone()),
        claim_id: Set(None),
        claimed_until: Set(None),
        ended_at: Set(export.ended_at.map(Timestamp::as_micros)),
        expires_at: Set(export.expires_at.map(Timestamp::as_micros)),
        version: Set(export.version),
        ..Default::default()
    })
}

/// All of a new one.
pub(super) fn write_new(export: &Export) -> Result<export::ActiveModel, StoreError> {
    let row = export::ActiveModel {
        id: Set(export.id.uuid()),
        document: Set(export.document.clone()),
        operation: Set(export.operation.clone()),
        document_hash: Set(export.document_hash.clone()),
        connection: Set(export.connection.clone()),
        format: Set(export.format.code().to_owned()),
        language: Set(export.language.code().to_owned()),
        file_name: Set(export.file_name.clone()),
        attempts: Set(export.attempts),
        created_at: Set(export.created_at.as_micros()),
        started_at: Set(export.started_at.map(Timestamp::as_micros)),
        ..write(export)?
    };
    Ok(match &export.requester {
        Requester::Account { account, person, session, token, second_factor, scopes } => export::ActiveModel {
            account_id: Set(Some(account.uuid())),
            person_id: Set(Some(person.uuid())),
            session_id: Set(session.map(SessionId::uuid)),
            token_id: Set(token.map(Uuid::from)),
            service_id: Set(None),
            organisation_id: Set(None),
            requester_id: Set(account.uuid()),
            second_factor: Set(i64::from(*second_factor)),
            scopes: Set(scopes.as_ref().map(write_scopes)),
            ..row
        },
        Requester::Service { service, organisation, scopes } => export::ActiveModel {
            account_id: Set(None),
            person_id: Set(None),
            session_id: Set(None),
            token_id: Set(None),
            service_id: Set(Some(service.uuid())),
            organisation_id: Set(Some(organisation.uuid())),
            requester_id: Set(service.uuid()),
            second_factor: Set(0),
            scopes: Set(Some(write_scopes(scopes))),
            ..row
        },
    })
}

pub(super) fn signed(number: u64) -> Result<i64, StoreError> {
    number.try_into().map_err(fault)
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    number.try_into().map_err(fault)
}

fn fault(error: impl Display) -> StoreError {
    corrupt(WHAT, error)
}
