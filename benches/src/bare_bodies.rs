//! The same answers about networks and meetings by bare SQL.

use crate::bare::{Bare, rows};
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::shared::Timestamp;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};
use uuid::Uuid;

impl Bare {
    /// A hundred meetings of the committees that everybody with an account may know of.
    pub(crate) async fn calendar(&self, from: i64) -> Result<Value> {
        let sql = "SELECT m.id, m.title, m.starts_at, c.name, n.name FROM meeting m \
                   JOIN committee c ON c.id = m.committee_id LEFT JOIN network n ON n.id = c.network_id \
                   WHERE m.starts_at >= $1 AND c.visibility IN ('PUBLIC', 'COMMUNITY') \
                   ORDER BY m.starts_at, m.id LIMIT 101";
        let mut nodes = rows!(self, sql, [from], |row| {
            let id: Uuid = row.try_get(0)?;
            json!({
                "id": URL_SAFE_NO_PAD.encode([&id.as_bytes()[..], b"Meeting"].concat()),
                "title": row.try_get::<String, _>(1)?,
                "start": Timestamp::from_micros(row.try_get(2)?).context("an instant")?.to_string(),
                "committee": {
                    "name": row.try_get::<String, _>(3)?,
                    "network": {"name": row.try_get::<Option<String>, _>(4)?},
                },
            })
        });
        nodes.truncate(100);
        Ok(json!({"meetings": {"nodes": nodes}}))
    }

    /// The map of the largest network as it is kept: what everybody's is drawn from.
    pub(crate) async fn map(&self) -> Result<Value> {
        let sql = "SELECT a.graph FROM network_analysis a JOIN network n ON n.id = a.network_id \
                   WHERE n.name = 'Landesnetzwerk Bildung' LIMIT 1";
        let kept = rows!(self, sql, [], |row| row.try_get::<String, _>(0)?);
        Ok(serde_json::from_str(kept.first().context("the map is kept")?)?)
    }
}
