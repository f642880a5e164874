//! From what was published to the JSON of the standard.

use super::fields::{INNER, LINK, date_time};
use super::object::{ObjectPath, Published};
use super::seal::inside;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The lists that a caller may leave out with `omit_internal`.
const INTERNAL_LISTS: [&str; 5] = ["auxiliaryFile", "location", "membership", "agendaItem", "legislativeTerm"];

/// The objects that stand directly inside of these.
pub fn inner_paths<'p>(objects: impl IntoIterator<Item = &'p Published>) -> Vec<ObjectPath> {
    objects.into_iter().flat_map(|object| inside(object.content.iter().flat_map(Map::values))).collect()
}

/// An object as JSON. `base` is the address of the interface, `inner` has what stands inside of it; with `omit_internal`
/// lists of such objects are left out.
pub fn render(
    object: &Published,
    base: &str,
    inner: &BTreeMap<ObjectPath, Published>,
    omit_internal: bool,
) -> Map<String, Value> {
    let mut written = Map::new();
    written.insert("id".to_owned(), format!("{base}/{}", object.path).into());
    let kind = format!("https://schema.oparl.org/1.1/{}", object.kind.schema_name());
    written.insert("type".to_owned(), kind.into());
    let fields = object.content.iter().flatten();
    for (name, value) in fields.filter(|(name, value)| !(omit_internal && is_internal_list(name, value))) {
        if let Some(value) = resolve(value, base, inner, omit_internal) {
            written.insert(name.clone(), value);
        }
    }
    written.insert("created".to_owned(), date_time(object.created).into());
    written.insert("modified".to_owned(), date_time(object.modified).into());
    if object.content.is_none() {
        written.insert("deleted".to_owned(), true.into());
    }
    written
}

fn is_internal_list(name: &str, value: &Value) -> bool {
    let is_inner = |value: &Value| value.get(INNER).is_some();
    INTERNAL_LISTS.contains(&name) && value.as_array().is_some_and(|values| values.iter().all(is_inner))
}

fn resolve(value: &Value, base: &str, inner: &BTreeMap<ObjectPath, Published>, omit_internal: bool) -> Option<Value> {
    if let Some(path) = value.get(LINK).and_then(Value::as_str) {
        return Some(json!(format!("{base}/{path}")));
    }
    if let Some(path) = value.get(INNER).and_then(Value::as_str) {
        // What was withdrawn meanwhile does not stand inside of others.
        let found = inner.get(&ObjectPath::stored(path.to_owned())).filter(|object| object.content.is_some())?;
        return Some(Value::Object(render(found, base, inner, omit_internal)));
    }
    match value {
        Value::Array(values) => {
            Some(values.iter().filter_map(|value| resolve(value, base, inner, omit_internal)).collect())
        }
        value => Some(value.clone()),
    }
}
