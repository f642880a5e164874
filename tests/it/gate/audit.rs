//! The audit of GraphQL over HTTP that the authors of the specification publish.

use acceptance::{NodePackage, Site, World, on_both_engines};
use serde_json::Value;

/// How many rules the audit has.
const RULES: usize = 61;

on_both_engines! {
    async fn the_audit_has_nothing_to_object(world: World) {
        let site = Site::of(world).await;
        let said = NodePackage::installed("node").await.run("audit.mjs", &[&site.url("/graphql")]).await.unwrap();
        let rules: Vec<Value> =
            said.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect();
        let objections: Vec<&Value> = rules.iter().filter(|rule| rule["status"] != "ok").collect();
        assert!(objections.is_empty(), "{objections:#?}");
        assert_eq!(rules.len(), RULES);
    }
}
