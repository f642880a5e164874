//! What is asked: a form, and the proof of the client.

use super::answer::Answer;
use application::services::ClientProof;
use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use mime::Mime;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use url::form_urlencoded;

/// The one type of assertions (RFC 7523, 2.2).
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// What is asked.
pub(super) struct Asked {
    parameters: HashMap<String, Vec<String>>,
    basic: Option<(String, String)>,
}

impl Asked {
    /// Reads a form and the header `Authorization`.
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Answer> {
        let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()?.parse::<Mime>().ok());
        if given.is_none_or(|given| given.essence_str() != "application/x-www-form-urlencoded") {
            return Err(Answer::invalid("The body is a form: application/x-www-form-urlencoded."));
        }
        let mut parameters: HashMap<String, Vec<String>> = HashMap::new();
        for (name, value) in form_urlencoded::parse(body) {
            parameters.entry(name.into_owned()).or_default().push(value.into_owned());
        }
        let basic = headers.get(header::AUTHORIZATION).map(|value| {
            let value = value.to_str().ok();
            value.and_then(basic).ok_or_else(Answer::unknown_client)
        });
        Ok(Self { parameters, basic: basic.transpose()? })
    }

    /// A parameter, which may be there once (RFC 6749, 3.2); an empty one counts as left out.
    pub(super) fn one(&self, name: &str) -> Result<Option<&str>, Answer> {
        match self.parameters.get(name).map(Vec::as_slice) {
            None => Ok(None),
            Some([value]) => Ok(Some(value.as_str()).filter(|value| !value.is_empty())),
            Some(_) => Err(Answer::invalid("A parameter is there more than once.")),
        }
    }

    /// How the client proves who it is: in exactly one way.
    pub(super) fn proof(&self) -> Result<ClientProof, Answer> {
        let (client, assertion) = (self.one("client_id")?, self.one("client_assertion")?);
        if self.one("client_secret")?.is_some() {
            return Err(Answer::invalid("The secret goes into the header Authorization: Basic."));
        }
        match (&self.basic, assertion) {
            (Some(_), Some(_)) => Err(Answer::invalid("A client proves who it is in one way, not in two.")),
            (Some((named, _)), None) if client.is_some_and(|client| client != named) => {
                Err(Answer::invalid("The parameter client_id names another client."))
            }
            (Some((client, secret)), None) => {
                Ok(ClientProof::Secret { client: client.clone(), secret: secret.clone() })
            }
            (None, Some(assertion)) if self.one("client_assertion_type")? == Some(JWT_BEARER) => {
                Ok(ClientProof::Assertion { client: client.map(ToOwned::to_owned), assertion: assertion.to_owned() })
            }
            (None, Some(_)) => Err(Answer::invalid("The client_assertion_type is not the one of RFC 7523.")),
            (None, None) => Err(Answer::unknown_client()),
        }
    }
}

/// Id and secret of `Authorization: Basic`, each encoded as in a form (RFC 6749, 2.3.1).
fn basic(value: &str) -> Option<(String, String)> {
    let (scheme, code) = value.split_once(' ')?;
    let text = String::from_utf8(STANDARD.decode(code.trim()).ok()?).ok()?;
    let (client, secret) = text.split_once(':').filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    let plain = |text: &str| percent_decode_str(text).decode_utf8().ok().map(|text| text.replace('+', " "));
    Some((plain(client)?, plain(secret)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_two_halves_are_encoded_as_in_a_form() {
        let header = format!("basic {}", STANDARD.encode("a%3Ab:c%20d+e"));
        assert_eq!(basic(&header), Some(("a:b".to_owned(), "c d e".to_owned())));
        for nonsense in ["Basic", "Basic !", "Bearer YTpi", "Basic YQ=="] {
            assert_eq!(basic(nonsense), None, "{nonsense}");
        }
    }
}
