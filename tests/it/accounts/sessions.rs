//! Sessions: refreshing, reuse, lists, ends.

use super::{TOKENS, change, code, opens, sign_in, text};
use acceptance::{Cast, Site, on_both_engines};
use application::accounts::forget_ended;
use domain::access::Role;
use serde_json::{Value, json};

const LEAD: &str = "office-lead@remscheid.example";
const DAY: i64 = 86_400;

async fn refresh(site: &Site, token: &Value) -> Value {
    change(site, None, "refreshSession", json!({"refreshToken": token}), TOKENS).await
}

async fn sessions(site: &Site, token: &str) -> Vec<Value> {
    let query = "{ mySessions { id deviceName isCurrent secondFactor lastUsedAt expiresAt } }";
    let answer = site.ask_as(token, query, Value::Null).await;
    answer["data"]["mySessions"].as_array().unwrap_or_else(|| panic!("{answer}")).clone()
}

on_both_engines! {
    async fn a_refresh_token_is_good_once_and_its_reuse_ends_the_session(site: Site) {
        Cast::enter(site.world()).await;
        let first = sign_in(&site, LEAD).await;
        let second = refresh(&site, &first["refreshToken"]).await;
        assert_ne!(first["refreshToken"], second["refreshToken"]);
        assert!(opens(&site, text(&second["accessToken"])).await);
        assert_eq!(code(&refresh(&site, &first["refreshToken"]).await), "INVALID_TOKEN");
        assert!(!opens(&site, text(&second["accessToken"])).await, "the thief and the owner are both out");
        assert_eq!(code(&refresh(&site, &second["refreshToken"]).await), "INVALID_TOKEN");
    }

    async fn reuse_stands_in_the_audit(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let first = sign_in(&site, LEAD).await;
        refresh(&site, &first["refreshToken"]).await;
        refresh(&site, &first["refreshToken"]).await;
        let auditor = cast.token(site.world(), Role::Auditor, "transferagentur").await;
        let query = r#"{ auditEntries(filter: {event: "session.token_reused"}) { totalCount } }"#;
        let answer = site.ask_as(&auditor, query, Value::Null).await;
        assert_eq!(answer["data"]["auditEntries"]["totalCount"], json!(1), "{answer}");
    }

    async fn two_exchanges_at_the_same_time_cannot_both_succeed(site: Site) {
        Cast::enter(site.world()).await;
        let first = sign_in(&site, LEAD).await;
        let exchanges = (0..6).map(|_| refresh(&site, &first["refreshToken"]));
        let answers = futures::future::join_all(exchanges).await;
        assert_eq!(answers.iter().filter(|answer| answer["accessToken"].is_string()).count(), 1, "{answers:?}");
    }

    async fn a_session_ends_after_two_weeks_without_use_and_after_ninety_days_of_use(site: Site) {
        Cast::enter(site.world()).await;
        let clock = site.world().clock();
        let idle = sign_in(&site, LEAD).await;
        clock.advance(14 * DAY);
        assert_eq!(code(&refresh(&site, &idle["refreshToken"]).await), "INVALID_TOKEN");
        let mut used = sign_in(&site, LEAD).await;
        for _ in 0..8 {
            clock.advance(11 * DAY);
            used = refresh(&site, &used["refreshToken"]).await;
            assert_eq!(used["errors"], json!([]));
        }
        clock.advance(2 * DAY);
        assert_eq!(code(&refresh(&site, &used["refreshToken"]).await), "INVALID_TOKEN", "90 days are over");
    }

    async fn tokens_that_are_none_are_refused(site: Site) {
        Cast::enter(site.world()).await;
        for token in ["", "x", "öäü", &"a".repeat(5_000), "00000000-0000-0000-0000-000000000000"] {
            assert_eq!(code(&refresh(&site, &json!(token)).await), "INVALID_TOKEN");
        }
    }

    async fn who_signs_out_is_out_at_once(site: Site) {
        Cast::enter(site.world()).await;
        let (one, other) = (sign_in(&site, LEAD).await, sign_in(&site, LEAD).await);
        let answer = site.ask_as(text(&one["accessToken"]), "mutation { signOut { errors { code } } }", Value::Null).await;
        assert_eq!(answer["data"]["signOut"]["errors"], json!([]));
        assert!(!opens(&site, text(&one["accessToken"])).await);
        assert_eq!(code(&refresh(&site, &one["refreshToken"]).await), "INVALID_TOKEN");
        assert!(opens(&site, text(&other["accessToken"])).await);
    }

    async fn one_sees_and_ends_ones_own_sessions_and_no_others(site: Site) {
        Cast::enter(site.world()).await;
        let input = json!({"email": LEAD, "password": acceptance::PASSWORD, "deviceName": "Beispielgerät"});
        let named = change(&site, None, "signIn", input, TOKENS).await;
        let (named, plain) = (text(&named["accessToken"]).to_owned(), site.sign_in(LEAD).await);
        let stranger = site.sign_in("office-lead@hamm.example").await;
        let seen = sessions(&site, &plain).await;
        assert_eq!(seen.len(), 2);
        let device = seen.iter().find(|session| session["deviceName"] == "Beispielgerät").unwrap();
        assert_eq!(device["isCurrent"], json!(false));
        let end = |token: String| {
            let (site, id) = (&site, device["id"].clone());
            async move { change(site, Some(&token), "revokeSession", json!({"sessionId": id}), "errors { code path }").await }
        };
        let refused = end(stranger.clone()).await;
        assert_eq!(refused["errors"], json!([{"code": "NOT_FOUND", "path": ["sessionId"]}]), "a foreign id is unknown");
        assert!(opens(&site, &named).await);
        assert_eq!(end(plain.clone()).await["errors"], json!([]));
        assert!(!opens(&site, &named).await);
        assert_eq!(code(&end(plain.clone()).await), "NOT_FOUND", "it is over already");
        assert!(opens(&site, &stranger).await);
    }

    async fn all_other_sessions_end_at_a_word(site: Site) {
        Cast::enter(site.world()).await;
        let (one, kept) = (site.sign_in(LEAD).await, site.sign_in(LEAD).await);
        let query = "mutation { revokeOtherSessions { errors { code } } }";
        for _ in 0..2 {
            let answer = site.ask_as(&kept, query, Value::Null).await;
            assert_eq!(answer["data"]["revokeOtherSessions"]["errors"], json!([]));
        }
        assert!(opens(&site, &kept).await && !opens(&site, &one).await);
    }

    async fn what_has_ended_is_forgotten_and_nothing_else(site: Site) {
        Cast::enter(site.world()).await;
        let platform = site.world().platform();
        let first = sign_in(&site, LEAD).await;
        refresh(&site, &first["refreshToken"]).await;
        assert_eq!(forget_ended(platform).await.unwrap(), 0, "a used token is still recognised");
        site.world().clock().advance(14 * DAY);
        assert_eq!(forget_ended(platform).await.unwrap(), 2, "both tokens");
        site.world().clock().advance(75 * DAY);
        assert_eq!(forget_ended(platform).await.unwrap(), 0);
        site.world().clock().advance(DAY);
        assert_eq!(forget_ended(platform).await.unwrap(), 1, "the session");
    }

    async fn without_a_sign_in_there_is_no_account(site: Site) {
        Cast::enter(site.world()).await;
        for query in ["{ me { email } }", "{ mySessions { id } }", "{ myRecoveryCodeCount }", "mutation { signOut { errors { code } } }"] {
            let answer = site.ask(query).await;
            assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{query} {answer}");
        }
        assert_eq!(site.ask("{ viewer { name } }").await["data"]["viewer"], Value::Null);
    }
}
