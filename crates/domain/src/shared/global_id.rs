//! Global ids as everybody outside sees them.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// The opaque global id of a record of this type.
pub fn global_id(type_name: &str, id: Uuid) -> String {
    URL_SAFE_NO_PAD.encode([id.as_bytes(), type_name.as_bytes()].concat())
}

/// The type and the record behind a global id; `None` for what is none.
pub fn read_global_id(text: &str) -> Option<(String, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let (id, type_name) = bytes.split_at_checked(16)?;
    Some((std::str::from_utf8(type_name).ok()?.to_owned(), Uuid::from_slice(id).ok()?))
}
