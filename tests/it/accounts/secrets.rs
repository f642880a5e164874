//! No secret ever stands in the database: not in the tables, not in the audit, not in the outbox.

use super::{TOKENS, change, mailed_token, newcomer, sign_in, text};
use acceptance::{Cast, Engine, Given, PASSWORD, Site, on_both_engines};
use domain::access::Role;
use serde_json::json;
use sqlx::Row;
use std::fmt::Write;

const STAFF: &str = "office-staff@remscheid.example";
const EMAIL: &str = "neu@remscheid.example";
const CHOSEN: &str = "Kaffee ohne Henkel, 7 Krähen";

/// Everything that stands in the database, as text.
async fn everything(site: &Site) -> String {
    let address = Given::address(site);
    match site.world().engine() {
        Engine::Sqlite => {
            let file = address.trim_start_matches("sqlite:");
            let mut bytes = std::fs::read(file).unwrap();
            bytes.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
            String::from_utf8_lossy(&bytes).into_owned()
        }
        Engine::Postgres => {
            let pool = sqlx::PgPool::connect(address).await.unwrap();
            let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
            let mut all = String::new();
            for table in sqlx::query(tables).fetch_all(&pool).await.unwrap() {
                let table: String = table.get(0);
                let rows = sqlx::AssertSqlSafe(format!("SELECT t::text FROM \"{table}\" t"));
                for row in sqlx::query(rows).fetch_all(&pool).await.unwrap() {
                    writeln!(all, "{}", row.get::<String, _>(0)).unwrap();
                }
            }
            pool.close().await;
            all
        }
    }
}

on_both_engines! {
    async fn no_secret_stands_in_the_database(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let mut secrets = vec![PASSWORD.to_owned(), CHOSEN.to_owned()];
        let signed_in = sign_in(&site, STAFF).await;
        let token = text(&signed_in["accessToken"]).to_owned();
        let refreshed = change(&site, None, "refreshSession", json!({"refreshToken": signed_in["refreshToken"]}), TOKENS).await;
        for payload in [&signed_in, &refreshed] {
            secrets.extend(["accessToken", "refreshToken"].map(|field| text(&payload[field]).to_owned()));
        }
        let begun = change(&site, Some(&token), "beginSecondFactor", json!({"password": PASSWORD}), "secret").await;
        let secret = text(&begun["secret"]).to_owned();
        let plain = totp_rs::Secret::try_from_base32(&secret).unwrap();
        secrets.push(plain.as_ref().iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        }));
        let now = u64::try_from(site.world().platform().clock.now().as_seconds()).unwrap();
        let code = totp_rs::Builder::new().with_secret(plain).build().unwrap().generate(now).to_string();
        let confirmed = change(&site, Some(&token), "confirmSecondFactor", json!({"code": code}), "recoveryCodes").await;
        secrets.extend(confirmed["recoveryCodes"].as_array().unwrap().iter().map(|code| text(code).to_owned()));
        secrets.push(secret);
        let person = newcomer(&site, cast.remscheid.office).await;
        let invite = json!({"personId": person, "email": EMAIL});
        change(&site, Some(&lead), "inviteAccount", invite, "errors { code }").await;
        let waiting = everything(&site).await;
        let link = mailed_token(&site, EMAIL).await;
        assert!(!waiting.contains(&link), "the link of a mail that waits");
        let accepted = change(&site, None, "acceptInvitation", json!({"token": link, "password": CHOSEN}), TOKENS).await;
        secrets.extend(["accessToken", "refreshToken"].map(|field| text(&accepted[field]).to_owned()));
        secrets.push(link);
        let all = everything(&site).await;
        assert!(all.contains(EMAIL) && all.contains("$argon2id$"), "the search finds what is there");
        for secret in secrets {
            assert!(!all.contains(&secret), "{secret} stands in the database");
        }
        let key = site.world().platform().secret.reveal();
        assert!(!all.contains(&key));
    }
}
