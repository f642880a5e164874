//! Expected outcomes of mutations, which come back in the payload.

use super::coded::Enum;
use super::failure::{call, failure};
use application::Error;
use async_graphql::{Context, SimpleObject};
use domain::shared::{Language, Refusal, RefusalCode};

/// Why a mutation was refused, in a form for people and in one for programs (German: Fehlermeldung). Nothing was
/// changed.
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct UserError {
    /// Why, for programs.
    code: Enum<RefusalCode>,
    /// What is wrong and what to do, in German or English by the request's `Accept-Language`.
    message: String,
    /// Where in the input: names of fields and places in lists, from the outside in.
    path: Vec<String>,
    /// The values in the message, for front ends that write their own.
    parameters: Vec<ErrorParameter>,
}

/// A value in the message of an error (German: Parameter der Fehlermeldung).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct ErrorParameter {
    /// The name, for instance `max`.
    name: String,
    /// The value.
    value: String,
}

impl UserError {
    /// Whether somebody else changed the record in the meantime: then the payload shows it as it is now.
    pub(crate) fn is_conflict(&self) -> bool {
        self.code.0 == RefusalCode::VersionConflict
    }

    /// The sentence of a refusal in a language.
    pub(crate) fn new(refusal: &Refusal, language: Language) -> Self {
        Self {
            code: Enum(refusal.code),
            message: refusal.message(language),
            path: refusal.path.clone(),
            parameters: refusal
                .parameters
                .iter()
                .map(|(name, value)| ErrorParameter { name: (*name).to_owned(), value: value.clone() })
                .collect(),
        }
    }
}

/// Splits the result of a verb into the two halves of a payload: the value, or why not. What is not an expected
/// outcome ends the field instead.
pub(crate) fn outcome<T>(
    ctx: &Context<'_>,
    result: Result<T, Error>,
) -> async_graphql::Result<(Option<T>, Vec<UserError>)> {
    match result {
        Err(Error::Refused(refusals)) => {
            let language = call(ctx).language();
            Ok((None, refusals.iter().map(|refusal| UserError::new(refusal, language)).collect()))
        }
        other => failure(ctx, other).map(|value| (Some(value), Vec::new())),
    }
}
