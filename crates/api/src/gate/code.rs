//! The codes of top-level errors.

use axum::http::StatusCode;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $status:ident;)+) => {
        /// What a client can tell top-level errors apart by: `extensions.code`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $($(#[$doc])* $name,)+
        }

        impl ErrorCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as the API shows it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The status of an answer that consists of this error, for clients that accept
            /// `application/graphql-response+json`.
            pub const fn status(self) -> StatusCode {
                match self {
                    $(Self::$name => StatusCode::$status,)+
                }
            }
        }
    };
}

codes! {
    /// Nobody is signed in, or the token is not valid any more: sign in, or refresh.
    Unauthenticated = "UNAUTHENTICATED", UNAUTHORIZED;
    /// The caller's roles do not reach that far; `action` names what they lack.
    Forbidden = "FORBIDDEN", FORBIDDEN;
    /// The document is not GraphQL.
    ParseFailed = "GRAPHQL_PARSE_FAILED", BAD_REQUEST;
    /// The document does not fit the schema, or the variables do not fit the document.
    ValidationFailed = "GRAPHQL_VALIDATION_FAILED", BAD_REQUEST;
    /// A value in the request is not of the form that its type asks for.
    Invalid = "INVALID", BAD_REQUEST;
    /// The request names an operation that the document does not have, or none where it has several.
    UnknownOperation = "UNKNOWN_OPERATION", BAD_REQUEST;
    /// The document has too many tokens, definitions or selections.
    QueryTooLarge = "QUERY_TOO_LARGE", BAD_REQUEST;
    /// Fields inside of fields, too many.
    QueryTooDeep = "QUERY_TOO_DEEP", BAD_REQUEST;
    /// The cost is above the limit: ask for smaller pages or fewer fields.
    QueryTooExpensive = "QUERY_TOO_EXPENSIVE", BAD_REQUEST;
    /// Too many aliases.
    TooManyAliases = "TOO_MANY_ALIASES", BAD_REQUEST;
    /// Too many directives.
    TooManyDirectives = "TOO_MANY_DIRECTIVES", BAD_REQUEST;
    /// Too many mutations in one request.
    TooManyMutations = "TOO_MANY_MUTATIONS", BAD_REQUEST;
    /// The schema is not shown to this caller.
    IntrospectionDisabled = "INTROSPECTION_DISABLED", FORBIDDEN;
    /// The request is not GraphQL over HTTP.
    BadRequest = "BAD_REQUEST", BAD_REQUEST;
    /// The body is larger than allowed.
    BodyTooLarge = "BODY_TOO_LARGE", PAYLOAD_TOO_LARGE;
    /// The body is of another media type than `application/json`.
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE", UNSUPPORTED_MEDIA_TYPE;
    /// None of the media types in `Accept` is one that the platform answers with.
    NotAcceptable = "NOT_ACCEPTABLE", NOT_ACCEPTABLE;
    /// A mutation by GET, or another method than GET and POST.
    MethodNotAllowed = "METHOD_NOT_ALLOWED", METHOD_NOT_ALLOWED;
    /// The hash stands for no document that is remembered: send the document along.
    PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND", OK;
    /// The document is none of those that the operator trusts.
    UntrustedDocument = "UNTRUSTED_DOCUMENT", FORBIDDEN;
    /// The idempotency key was used with another input.
    IdempotencyMismatch = "IDEMPOTENCY_MISMATCH", UNPROCESSABLE_ENTITY;
    /// The change under this idempotency key is being carried out, or was, without its answer being kept.
    IdempotencyReplay = "IDEMPOTENCY_REPLAY", CONFLICT;
    /// Too much in too short a time; `Retry-After` says how many seconds to wait.
    RateLimited = "RATE_LIMITED", TOO_MANY_REQUESTS;
    /// The database is away, locked or full; the same request may succeed later.
    Unavailable = "UNAVAILABLE", SERVICE_UNAVAILABLE;
    /// A fault of the platform; `reference` finds it in the log.
    Internal = "INTERNAL", INTERNAL_SERVER_ERROR;
}

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = ErrorCode::ALL.iter().map(|code| code.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ErrorCode::ALL.len());
    }

    #[test]
    fn every_code_is_explained_to_clients_with_its_status() {
        let page = include_str!("../../../../docs/errors.md");
        for code in ErrorCode::ALL {
            let line = format!("\n| `{}` | {}", code.code(), code.status().as_u16());
            assert!(page.contains(&line), "docs/errors.md lacks {line:?}");
        }
    }
}
