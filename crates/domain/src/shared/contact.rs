//! Addresses by which people and organisations are reached.

use super::refusal::{Refusal, RefusalCode};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! checked_text {
    ($name:ident) => {
        impl $name {
            /// The checked text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

/// An e-mail address (RFC 5321), as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EmailAddress(String);
checked_text!(EmailAddress);

impl EmailAddress {
    /// Checks an address.
    ///
    /// # Errors
    /// `INVALID_EMAIL`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let options =
            email_address::Options::default().with_required_tld().without_display_text().without_domain_literal();
        match email_address::EmailAddress::parse_with_options(text, options) {
            Ok(address) => Ok(Self(address.to_string())),
            Err(_) => Err(Refusal::new(RefusalCode::InvalidEmail)),
        }
    }

    /// The form by which two addresses are compared: lower case throughout.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

/// A telephone number in the form of E.164, for instance `+492191160`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneNumber(String);
checked_text!(PhoneNumber);

impl PhoneNumber {
    /// Checks a number; without a country code it is a German one.
    ///
    /// # Errors
    /// `INVALID_PHONE`.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        phonenumber::parse(Some(phonenumber::country::Id::DE), text.trim())
            .ok()
            .filter(phonenumber::is_valid)
            .map(|number| Self(number.format().mode(phonenumber::Mode::E164).to_string()))
            .ok_or(Refusal::new(RefusalCode::InvalidPhone))
    }
}

/// A web address with `http` or `https`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WebAddress(String);
checked_text!(WebAddress);

impl WebAddress {
    /// Checks an address.
    ///
    /// # Errors
    /// `INVALID_URL`, also for one with a user name or password inside; `TOO_LONG` above 2,000 characters.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        let url = url::Url::from_str(text.trim()).map_err(|_| Refusal::new(RefusalCode::InvalidUrl))?;
        let plain = matches!(url.scheme(), "http" | "https") && url.host().is_some() && url.username().is_empty();
        if !plain || url.password().is_some() {
            return Err(Refusal::new(RefusalCode::InvalidUrl));
        }
        if url.as_str().len() > 2_000 {
            return Err(Refusal::new(RefusalCode::TooLong).with("max", 2_000));
        }
        Ok(Self(url.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_checked() {
        assert_eq!(EmailAddress::new(" Leitung@Remscheid.example ").unwrap().key(), "leitung@remscheid.example");
        assert!(EmailAddress::new("nobody").is_err());
        assert!(EmailAddress::new("Name <a@b.example>").is_err());
        assert_eq!(PhoneNumber::new("02191 16-0").unwrap().as_str(), "+492191160");
        assert!(PhoneNumber::new("12").is_err());
        assert!(WebAddress::new("https://remscheid.example/bildung").is_ok());
        assert!(WebAddress::new("javascript:alert(1)").is_err());
        assert!(WebAddress::new("https://user:secret@remscheid.example").is_err());
    }
}
