//! Digests: by them it is noticed that an object changed, also when only something inside of it did.

use super::fields::INNER;
use super::object::{Object, ObjectPath};
use crate::shared::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// An object with the digest of all that it shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The object. It was touched when anything inside of it was.
    pub object: Object,
    /// SHA-256 over its fields and those of the objects inside of it, in hexadecimal form.
    pub digest: String,
}

/// Seals objects. All that stand inside of one of them are among them.
pub fn seal(objects: Vec<Object>) -> Vec<Sealed> {
    let known: HashMap<ObjectPath, &Object> = objects.iter().map(|object| (object.path.clone(), object)).collect();
    let digests: Vec<(String, Timestamp)> = objects.iter().map(|object| digest(object, &known)).collect();
    let sealed = objects.into_iter().zip(digests);
    sealed.map(|(object, (digest, touched))| Sealed { object: Object { touched, ..object }, digest }).collect()
}

fn digest(object: &Object, known: &HashMap<ObjectPath, &Object>) -> (String, Timestamp) {
    let mut hash = Sha256::new();
    let mut touched = object.touched;
    let text = serde_json::to_vec(object.fields.as_map()).expect("fields are plain values, which JSON can write");
    hash.update(&object.body);
    hash.update(text);
    for path in inside(object.fields.as_map().values()) {
        if let Some(inner) = known.get(&path) {
            let (digest, at) = digest(inner, known);
            hash.update(digest);
            touched = touched.max(at);
        }
    }
    (hex::encode(hash.finalize()), touched)
}

/// The addresses of the objects that stand directly inside of these values.
pub(super) fn inside<'v>(values: impl IntoIterator<Item = &'v Value>) -> Vec<ObjectPath> {
    let one = |value: &Value| value.get(INNER).and_then(Value::as_str).map(|path| ObjectPath::stored(path.to_owned()));
    let all = |value: &'v Value| match value {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect::<Vec<_>>(),
    };
    values.into_iter().flat_map(all).collect()
}
