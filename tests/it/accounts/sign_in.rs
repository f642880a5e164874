//! Signing in: who may, and what a stranger can learn from it.

use super::{change, code, opens, sign_in, sign_in_with, text};
use acceptance::{Cast, Site, World, on_both_engines};
use api::http::{HttpSettings, Rates};
use domain::access::Role;
use serde_json::{Value, json};
use std::time::Instant;

const LEAD: &str = "office-lead@remscheid.example";
const UNKNOWN: &str = "nobody@remscheid.example";
const WRONG: &str = "this is not the password";

on_both_engines! {
    async fn a_member_signs_in_and_sees_their_own_account(site: Site) {
        Cast::enter(site.world()).await;
        let signed_in = sign_in(&site, " Office-Lead@Remscheid.example ").await;
        assert_eq!(signed_in["errors"], json!([]));
        assert_eq!(signed_in["secondFactorChallenge"], Value::Null);
        let query = "{ me { email state secondFactor lastSignInAt person { displayName } roles { role organisation { name } } } }";
        let answer = site.ask_as(text(&signed_in["accessToken"]), query, Value::Null).await;
        assert_eq!(answer["data"]["me"], json!({
            "email": LEAD,
            "state": "ACTIVE",
            "secondFactor": false,
            "lastSignInAt": "2020-03-03T08:00:00.000000Z",
            "person": {"displayName": "Kim Beispiel office lead remscheid"},
            "roles": [{"role": "OFFICE_LEAD", "organisation": {"name": "Bildungsbüro Remscheid"}}],
        }));
    }

    async fn an_access_token_ends_after_ten_minutes(site: Site) {
        Cast::enter(site.world()).await;
        let token = site.sign_in(LEAD).await;
        site.world().clock().advance(599);
        assert!(opens(&site, &token).await);
        site.world().clock().advance(1);
        assert!(!opens(&site, &token).await);
    }

    async fn an_unknown_address_answers_like_a_wrong_password_and_locks_alike(world: World) {
        let rates = Rates { session_starts: 1_000, ..Rates::default() };
        let site = Site::with(world, HttpSettings { rates, ..HttpSettings::default() }).await;
        Cast::enter(site.world()).await;
        let mut answers = [Vec::new(), Vec::new(), Vec::new()];
        for (place, email) in [LEAD, UNKNOWN, "no address at all"].into_iter().enumerate() {
            for wait in [0, 0, 0, 0, 0, 0, 30, 0, 60, 59, 61] {
                site.world().clock().advance(wait);
                answers[place].push(sign_in_with(&site, email, WRONG).await);
            }
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
        let codes: Vec<_> = answers[0].iter().map(code).collect();
        let (wrong, locked) = ("INVALID_CREDENTIALS", "LOCKED");
        // Five failures, then a lock of 30 s, of 60 s, of 120 s.
        assert_eq!(codes, [wrong, wrong, wrong, wrong, wrong, locked, wrong, locked, wrong, locked, wrong]);
    }

    async fn a_lock_refuses_even_the_right_password_until_it_ends(site: Site) {
        Cast::enter(site.world()).await;
        for _ in 0..5 {
            sign_in_with(&site, LEAD, WRONG).await;
        }
        assert_eq!(code(&sign_in(&site, LEAD).await), "LOCKED");
        assert_eq!(sign_in(&site, "office-staff@remscheid.example").await["errors"], json!([]), "others are not locked");
        site.world().clock().advance(30);
        assert_eq!(sign_in(&site, LEAD).await["errors"], json!([]));
        assert_eq!(code(&sign_in_with(&site, LEAD, WRONG).await), "INVALID_CREDENTIALS", "a success forgets failures");
    }

    async fn tries_at_the_same_time_do_not_slip_through(site: Site) {
        Cast::enter(site.world()).await;
        let tries = (0..20).map(|_| sign_in_with(&site, LEAD, WRONG));
        let answers = futures::future::join_all(tries).await;
        let wrong = answers.iter().filter(|answer| code(answer) == "INVALID_CREDENTIALS").count();
        assert_eq!((wrong, answers.len()), (5, 20));
    }

    async fn an_unknown_address_takes_as_long_as_a_wrong_password(site: Site) {
        Cast::enter(site.world()).await;
        let mut beats = Vec::new();
        for email in [LEAD, UNKNOWN] {
            let started = Instant::now();
            sign_in_with(&site, email, WRONG).await;
            beats.push(started.elapsed().as_millis());
        }
        // Refusals leave at multiples of 100 ms after their start; a busy machine may miss a beat, but none is early.
        assert!(beats.iter().all(|beat| *beat >= 100), "{beats:?}");
    }

    async fn failures_and_locks_stand_in_the_audit(site: Site) {
        let cast = Cast::enter(site.world()).await;
        for _ in 0..5 {
            sign_in_with(&site, LEAD, WRONG).await;
        }
        sign_in_with(&site, UNKNOWN, WRONG).await;
        let auditor = cast.token(site.world(), Role::Auditor, "transferagentur").await;
        let events = |event: &str| format!(r#"{{ auditEntries(filter: {{event: "{event}"}}) {{ totalCount }} }}"#);
        for (event, count) in [("account.sign_in_refused", 5), ("account.locked", 1)] {
            let answer = site.ask_as(&auditor, &events(event), Value::Null).await;
            assert_eq!(answer["data"]["auditEntries"]["totalCount"], json!(count), "{event} {answer}");
        }
    }

    async fn a_name_for_the_session_is_checked(site: Site) {
        Cast::enter(site.world()).await;
        let input = |device: String| json!({"email": LEAD, "password": acceptance::PASSWORD, "deviceName": device});
        let long = change(&site, None, "signIn", input("x".repeat(201)), "errors { code path }").await;
        assert_eq!(long["errors"], json!([{"code": "TOO_LONG", "path": ["deviceName"]}]));
    }
}
