//! What a token says beside who it is about.

use serde_json::{Map, Value};

/// Whether a value stands in a claim: as its text, or as one of a list of texts. Between the names of a path are points;
/// a name may have points too, as those of clients do (`resource_access.my.client.roles`).
pub(super) fn has(claims: &Map<String, Value>, path: &str, value: &str) -> bool {
    let here = claims.get(path).is_some_and(|found| match found {
        Value::String(text) => text == value,
        Value::Array(texts) => texts.iter().any(|text| text.as_str() == Some(value)),
        _ => false,
    });
    let below = path.match_indices('.').any(|(point, _)| {
        let inner = claims.get(&path[..point]).and_then(Value::as_object);
        inner.is_some_and(|inner| has(inner, &path[point + 1..], value))
    });
    here || below
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_is_found_along_its_path_and_nowhere_else() {
        let claims = json!({
            "department": "office",
            "groups": ["/bildung/leitung", 7],
            "realm_access": {"roles": ["lead", "staff"]},
            "resource_access": {["my", "client"].join("."): {"roles": ["viewer"]}},
            "urn.example.role": "partner",
        });
        let claims = claims.as_object().unwrap();
        for (path, value, found) in [
            (&["department"][..], "office", true),
            (&["department"], "off", false),
            (&["groups"], "/bildung/leitung", true),
            (&["groups"], "7", false),
            (&["realm_access", "roles"], "lead", true),
            (&["realm_access"], "lead", false),
            (&["realm_access", "roles", "lead"], "lead", false),
            (&["roles"], "lead", false),
            (&["resource_access", "my", "client", "roles"], "viewer", true),
            (&["urn.example.role"], "partner", true),
            (&[""], "", false),
            (&["", "", ""], "lead", false),
        ] {
            let path = path.join(".");
            assert_eq!(has(claims, &path, value), found, "{path} {value}");
        }
    }
}
