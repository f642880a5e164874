//! The fields of an object. Nothing is written without a value, as the standard recommends.

use super::object::ObjectPath;
use crate::shared::{BERLIN, Date, Timestamp};
use serde_json::{Map, Value, json};
use std::fmt::Display;

/// The mark of an address below that of the interface. No text of a record can look like it, since it is an object.
pub(super) const LINK: &str = "$";
/// The mark of an object that stands inside of another.
pub(super) const INNER: &str = "$in";

/// The fields of an object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Map<String, Value>);

impl Fields {
    /// A text.
    #[must_use]
    pub fn text(self, name: &str, value: Option<impl Display>) -> Self {
        self.put(name, value.map(|value| value.to_string().into()))
    }

    /// A list of texts.
    #[must_use]
    pub fn texts(self, name: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.list(name, values.into_iter().map(Value::String))
    }

    /// Yes or no.
    #[must_use]
    pub fn flag(self, name: &str, value: bool) -> Self {
        self.put(name, Some(value.into()))
    }

    /// A whole number.
    #[must_use]
    pub fn number(self, name: &str, value: Option<i64>) -> Self {
        self.put(name, value.map(Value::from))
    }

    /// A local date.
    #[must_use]
    pub fn date(self, name: &str, value: Option<Date>) -> Self {
        self.text(name, value)
    }

    /// An instant.
    #[must_use]
    pub fn instant(self, name: &str, value: Timestamp) -> Self {
        self.text(name, Some(date_time(value)))
    }

    /// The address of something of this interface.
    #[must_use]
    pub fn link(self, name: &str, to: Option<impl Display>) -> Self {
        self.put(name, to.map(link))
    }

    /// The addresses of objects.
    #[must_use]
    pub fn links(self, name: &str, to: impl IntoIterator<Item = ObjectPath>) -> Self {
        self.list(name, to.into_iter().map(link))
    }

    /// An object that stands inside of this one.
    #[must_use]
    pub fn inner(self, name: &str, object: Option<&ObjectPath>) -> Self {
        self.put(name, object.map(inner))
    }

    /// Objects that stand inside of this one.
    #[must_use]
    pub fn inners(self, name: &str, objects: impl IntoIterator<Item = ObjectPath>) -> Self {
        self.list(name, objects.into_iter().map(|object| inner(&object)))
    }

    /// Objects that stand inside of this one, in a field that is never missing.
    #[must_use]
    pub fn required_inners(self, name: &str, objects: impl IntoIterator<Item = ObjectPath>) -> Self {
        self.put(name, Some(objects.into_iter().map(|object| inner(&object)).collect()))
    }

    /// What was put in.
    pub fn into_map(self) -> Map<String, Value> {
        self.0
    }

    /// What was put in.
    pub const fn as_map(&self) -> &Map<String, Value> {
        &self.0
    }

    fn list(self, name: &str, values: impl Iterator<Item = Value>) -> Self {
        let values: Vec<Value> = values.collect();
        self.put(name, (!values.is_empty()).then_some(Value::Array(values)))
    }

    fn put(mut self, name: &str, value: Option<Value>) -> Self {
        if let Some(value) = value {
            self.0.insert(name.to_owned(), value);
        }
        self
    }
}

fn link(to: impl Display) -> Value {
    json!({LINK: to.to_string()})
}

fn inner(object: &ObjectPath) -> Value {
    json!({INNER: object.as_str()})
}

/// An instant as the standard wants it: to the second, with an offset in figures; here that of North Rhine-Westphalia.
pub(super) fn date_time(at: Timestamp) -> String {
    let at = jiff::Timestamp::from_second(at.as_seconds()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.to_zoned(BERLIN).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_have_seconds_and_an_offset() {
        let at = |text| date_time(Timestamp::parse(text).unwrap());
        assert_eq!(at("2020-07-01T08:00:00.999999Z"), "2020-07-01T10:00:00+02:00");
        assert_eq!(at("2020-12-31T23:30:00Z"), "2021-01-01T00:30:00+01:00");
    }

    #[test]
    fn nothing_is_written_without_a_value() {
        let fields = Fields::default().text("name", None::<&str>).links("meeting", []).required_inners("term", []);
        assert_eq!(Value::Object(fields.into_map()), json!({"term": []}));
    }
}
