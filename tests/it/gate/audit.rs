//! The audit of GraphQL over HTTP that the authors of the specification publish.

use acceptance::{Site, World, on_both_engines};
use serde_json::Value;
use std::path::{Path, PathBuf};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// How many rules the audit has.
const RULES: usize = 61;

static INSTALLED: OnceCell<()> = OnceCell::const_new();

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("node")
}

async fn install() {
    if folder().join("node_modules").exists() {
        return;
    }
    let installed = Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder()).status().await;
    assert!(installed.expect("npm is there").success(), "npm ci failed in tests/node");
}

on_both_engines! {
    async fn the_audit_has_nothing_to_object(world: World) {
        let site = Site::of(world).await;
        INSTALLED.get_or_init(install).await;
        let audit = Command::new("node").args(["audit.mjs", &site.url("/graphql")]).current_dir(folder()).output().await;
        let audit = audit.expect("node is there");
        let text = String::from_utf8(audit.stdout).unwrap();
        assert!(audit.status.success(), "{}", String::from_utf8_lossy(&audit.stderr));
        let rules: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let objections: Vec<&Value> = rules.iter().filter(|rule| rule["status"] != "ok").collect();
        assert!(objections.is_empty(), "{objections:#?}");
        assert_eq!(rules.len(), RULES);
    }
}
