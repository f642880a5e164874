//! Errors as clients see them: each with a code, none with more than the caller may know.

use crate::gate::{ErrorCode, Refused};
use async_graphql::ServerError;

/// The most errors in one answer.
const MOST: usize = 20;

/// A fault of the platform. The log has the rest under the same reference.
pub(in crate::http) fn internal(reference: &str) -> Refused {
    let message = format!("Something went wrong on our side. Please report the reference {reference}.");
    Refused::new(ErrorCode::Internal, message).with("reference", reference)
}

/// Gives every error a code. `shows_schema` says whether the caller may see the schema: to others the library's
/// "Did you mean" would tell its names one by one.
pub(in crate::http) fn polish(errors: &mut Vec<ServerError>, shows_schema: bool, reference: &str) {
    errors.truncate(MOST);
    for error in errors {
        if error.extensions.as_ref().is_some_and(|extensions| extensions.get("code").is_some()) {
            continue;
        }
        let code = match (&error.source, error.path.is_empty()) {
            // An error of some library that nobody translated: its words are not for clients.
            (Some(_), _) => {
                tracing::error!(request = reference, error = error.message, "untranslated fault");
                let (locations, path) = (std::mem::take(&mut error.locations), std::mem::take(&mut error.path));
                *error = ServerError { locations, path, ..internal(reference).into() };
                continue;
            }
            (None, true) => ErrorCode::ValidationFailed,
            (None, false) => ErrorCode::Invalid,
        };
        if !shows_schema && let Some((said, _)) = error.message.split_once(" Did you mean") {
            error.message = said.to_owned();
        }
        error.extensions.get_or_insert_default().set("code", code.code());
    }
}
