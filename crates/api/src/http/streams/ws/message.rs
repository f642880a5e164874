//! The messages of graphql-transport-ws.

use crate::http::graphql::Sent;
use async_graphql::ServerError;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// What a client says.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Message {
    /// Begins; `payload.authorization` holds the token as the header of the same name does.
    ConnectionInit { payload: Option<Map<String, Value>> },
    /// Asks whether we are there.
    Ping { payload: Option<Map<String, Value>> },
    /// Says that it is there.
    Pong,
    /// Begins an operation.
    Subscribe { id: String, payload: Sent },
    /// Ends an operation.
    Complete { id: String },
}

/// What we say.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum Reply<'a> {
    ConnectionAck,
    Ping,
    Pong {
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<Map<String, Value>>,
    },
    Next {
        id: &'a str,
        payload: &'a RawValue,
    },
    Error {
        id: &'a str,
        payload: &'a [ServerError],
    },
    Complete {
        id: &'a str,
    },
}

impl Reply<'_> {
    /// The message as it is sent.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("messages are plain values, which JSON can always write")
    }
}

/// Reads a message.
///
/// # Errors
/// Why it is none, in a few words.
pub(super) fn read(text: &str) -> Result<Message, String> {
    let message: Message = serde_json::from_str(text).map_err(|error| format!("Invalid message: {error}"))?;
    match &message {
        Message::Subscribe { id, .. } | Message::Complete { id } if id.is_empty() => {
            Err("Invalid message: the id is empty".to_owned())
        }
        _ => Ok(message),
    }
}

/// The token in the payload of `connection_init`, under `authorization` in any case, or under `accessToken`.
///
/// # Errors
/// When it is there, but is no text.
pub(super) fn token(payload: Option<&Map<String, Value>>) -> Result<Option<String>, ()> {
    let found = payload
        .into_iter()
        .flatten()
        .find(|(name, _)| name.eq_ignore_ascii_case("authorization") || name.as_str() == "accessToken");
    match found {
        None | Some((_, Value::Null)) => Ok(None),
        Some((name, Value::String(text))) if name.as_str() == "accessToken" => Ok(Some(format!("Bearer {text}"))),
        Some((_, Value::String(text))) => Ok(Some(text.clone())),
        Some(_) => Err(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_refused() {
        for text in [
            "",
            "{}",
            "[]",
            "null",
            "{\"type\":\"start\"}",
            "{\"type\":\"subscribe\"}",
            "{\"type\":\"subscribe\",\"id\":\"\",\"payload\":{\"query\":\"{a}\"}}",
            "{\"type\":\"subscribe\",\"id\":1,\"payload\":{\"query\":\"{a}\"}}",
            "{\"type\":\"complete\"}",
            "{\"type\":\"connection_init\",\"payload\":7}",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read("{\"type\":\"ping\"}").is_ok());
        assert!(
            read("{\"type\":\"subscribe\",\"id\":\"1\",\"payload\":{\"query\":\"{a}\",\"variables\":null}}").is_ok()
        );
    }

    #[test]
    fn a_token_may_be_named_in_two_ways() {
        let token = |text: &str| token(serde_json::from_str::<Map<String, Value>>(text).ok().as_ref());
        assert_eq!(token("{}"), Ok(None));
        assert_eq!(token("{\"Authorization\":\"Bearer x\"}"), Ok(Some("Bearer x".to_owned())));
        assert_eq!(token("{\"accessToken\":\"x\"}"), Ok(Some("Bearer x".to_owned())));
        assert_eq!(token("{\"authorization\":7}"), Err(()));
    }
}
