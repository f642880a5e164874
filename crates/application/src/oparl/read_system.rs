use crate::Platform;
use serde_json::{Map, Value, json};

/// Where the interface lies below the public address.
const PLACE: &str = "/oparl/v1.1";

/// The address of the interface, with which the addresses of all its objects begin.
pub fn interface_url(platform: &Platform) -> String {
    format!("{}{PLACE}", platform.settings.public_url)
}

/// The entry: the one object that is not made from records.
pub fn read_system(platform: &Platform) -> Map<String, Value> {
    let base = interface_url(platform);
    let fields = [
        ("id", json!(format!("{base}/system"))),
        ("type", json!("https://schema.oparl.org/1.1/System")),
        ("oparlVersion", json!("https://schema.oparl.org/1.1/")),
        ("name", json!("BildungsNetz")),
        ("website", json!(platform.settings.public_url)),
        ("body", json!(format!("{base}/bodies"))),
    ];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
