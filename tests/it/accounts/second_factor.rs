//! The second factor: set up, shown, lost, taken away; and the roles that need it.

use super::{TOKENS, change, code, opens, sign_in, text};
use acceptance::{Cast, PASSWORD, Site, TestDatabase, World, on_both_engines};
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

const ADMIN: &str = "transferagentur-admin@transferagentur.example";
const CODES: &str = "recoveryCodes errors { code path }";

fn totp(site: &Site, secret: &str) -> String {
    let now = site.world().platform().clock.now().as_seconds();
    let factor = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    factor.generate(u64::try_from(now).unwrap()).to_string()
}

struct Enrolled {
    token: String,
    secret: String,
    recovery: Vec<String>,
}

/// The administrator signs in and sets up a second factor.
async fn enrol(site: &Site) -> Enrolled {
    Cast::enter(site.world()).await;
    let token = site.sign_in(ADMIN).await;
    let begun =
        change(site, Some(&token), "beginSecondFactor", json!({"password": PASSWORD}), "secret uri errors { code }")
            .await;
    let secret = text(&begun["secret"]).to_owned();
    assert!(text(&begun["uri"]).starts_with("otpauth://totp/Bildungsnetz:"), "{begun}");
    let input = json!({"code": totp(site, &secret)});
    let confirmed = change(site, Some(&token), "confirmSecondFactor", input, CODES).await;
    let recovery = confirmed["recoveryCodes"].as_array().unwrap().iter().map(|code| text(code).to_owned()).collect();
    Enrolled { token, secret, recovery }
}

async fn challenge(site: &Site) -> Value {
    let payload = sign_in(site, ADMIN).await;
    assert_eq!((&payload["accessToken"], &payload["errors"]), (&Value::Null, &json!([])));
    payload["secondFactorChallenge"].clone()
}

async fn complete(site: &Site, challenge: &Value, code: &str) -> Value {
    change(site, None, "completeSignIn", json!({"challenge": challenge, "code": code}), TOKENS).await
}

/// Whether the session has the rights of an administrator.
async fn administers(site: &Site, token: &str) -> bool {
    let answer = site.ask_as(token, "{ viewer { suspendedRoles { role } rights { action } } }", Value::Null).await;
    let viewer = &answer["data"]["viewer"];
    let rights = viewer["rights"].as_array().unwrap();
    let merges = rights.iter().any(|right| right["action"] == "organisation:merge");
    let suspended = viewer["suspendedRoles"].as_array().unwrap().len();
    assert_eq!(suspended, usize::from(!merges), "{answer}");
    merges
}

on_both_engines! {
    async fn an_administrator_without_a_second_factor_has_no_rights_until_it_is_set_up(site: Site) {
        Cast::enter(site.world()).await;
        let bare = site.sign_in(ADMIN).await;
        assert!(!administers(&site, &bare).await);
        let query = "{ organisations(first: 1) { nodes { id } } }";
        let id = site.ask(query).await["data"]["organisations"]["nodes"][0]["id"].clone();
        let query = r#"query($id: ID!) { explainAccess(action: "organisation:merge", id: $id) { allowed reason roles { role reach } } }"#;
        let answer = site.ask_as(&bare, query, json!({"id": id})).await;
        assert_eq!(answer["data"]["explainAccess"], json!({
            "allowed": false,
            "reason": "SECOND_FACTOR_MISSING",
            "roles": [{"role": "TRANSFERAGENTUR_ADMIN", "reach": "EVERYWHERE"}],
        }));
    }

    async fn once_set_up_it_counts_at_once_and_ends_the_other_sessions(site: Site) {
        Cast::enter(site.world()).await;
        let other = site.sign_in(ADMIN).await;
        let enrolled = {
            let token = site.sign_in(ADMIN).await;
            let begun = change(&site, Some(&token), "beginSecondFactor", json!({"password": PASSWORD}), "secret").await;
            let input = json!({"code": totp(&site, text(&begun["secret"]))});
            let confirmed = change(&site, Some(&token), "confirmSecondFactor", input, CODES).await;
            assert_eq!(confirmed["recoveryCodes"].as_array().unwrap().len(), 10, "{confirmed}");
            token
        };
        assert!(administers(&site, &enrolled).await);
        assert!(!opens(&site, &other).await);
    }

    async fn a_sign_in_needs_the_code_and_each_code_is_good_once(site: Site) {
        let enrolled = enrol(&site).await;
        let first = challenge(&site).await;
        let replayed = complete(&site, &first, &totp(&site, &enrolled.secret)).await;
        assert_eq!(code(&replayed), "INVALID_CODE", "it was used to set the factor up");
        site.world().clock().advance(30);
        let signed_in = complete(&site, &first, &totp(&site, &enrolled.secret)).await;
        assert!(administers(&site, text(&signed_in["accessToken"])).await);
        site.world().clock().advance(30);
        let again = complete(&site, &first, &totp(&site, &enrolled.secret)).await;
        assert_eq!(again["errors"], json!([{"code": "INVALID_TOKEN", "path": ["challenge"]}]), "a challenge is good once");
    }

    async fn a_challenge_ends_after_five_minutes(site: Site) {
        let enrolled = enrol(&site).await;
        let challenge = challenge(&site).await;
        site.world().clock().advance(300);
        assert_eq!(code(&complete(&site, &challenge, &totp(&site, &enrolled.secret)).await), "INVALID_TOKEN");
        for forged in ["", "x", &"A".repeat(75)] {
            assert_eq!(code(&complete(&site, &json!(forged), "000000").await), "INVALID_TOKEN");
        }
    }

    async fn a_recovery_code_stands_in_once(site: Site) {
        let enrolled = enrol(&site).await;
        let signed_in = complete(&site, &challenge(&site).await, &enrolled.recovery[0].to_uppercase()).await;
        let token = text(&signed_in["accessToken"]);
        assert!(administers(&site, token).await);
        let left = site.ask_as(token, "{ myRecoveryCodeCount }", Value::Null).await;
        assert_eq!(left["data"]["myRecoveryCodeCount"], json!(9));
        assert_eq!(code(&complete(&site, &challenge(&site).await, &enrolled.recovery[0]).await), "INVALID_CODE");
        let renewed = change(&site, Some(token), "regenerateRecoveryCodes", json!({"password": PASSWORD}), CODES).await;
        assert_eq!(code(&complete(&site, &challenge(&site).await, &enrolled.recovery[1]).await), "INVALID_CODE", "replaced");
        let new = text(&renewed["recoveryCodes"][0]).to_owned();
        assert_eq!(complete(&site, &challenge(&site).await, &new).await["errors"], json!([]));
    }

    async fn codes_cannot_be_guessed_even_with_the_password(site: Site) {
        enrol(&site).await;
        let mut codes = Vec::new();
        for _ in 0..6 {
            let payload = sign_in(&site, ADMIN).await;
            codes.push(match &payload["secondFactorChallenge"] {
                Value::Null => code(&payload).to_owned(),
                challenge => code(&complete(&site, challenge, "000000").await).to_owned(),
            });
        }
        // The right password in between does not set the count back.
        assert_eq!(codes, ["INVALID_CODE", "INVALID_CODE", "INVALID_CODE", "INVALID_CODE", "INVALID_CODE", "LOCKED"]);
    }

    async fn taking_it_away_needs_the_password_and_takes_the_rights_too(site: Site) {
        let enrolled = enrol(&site).await;
        let disable = |password: &str| {
            let (site, token, input) = (&site, &enrolled.token, json!({"password": password}));
            async move { change(site, Some(token), "disableSecondFactor", input, "errors { code path }").await }
        };
        let refused = disable("a wrong password").await;
        assert_eq!(refused["errors"], json!([{"code": "INVALID_CREDENTIALS", "path": ["password"]}]));
        assert!(administers(&site, &enrolled.token).await);
        assert_eq!(disable(PASSWORD).await["errors"], json!([]));
        assert!(!administers(&site, &enrolled.token).await);
        assert_eq!(code(&disable(PASSWORD).await), "WRONG_STATE");
        assert_eq!(sign_in(&site, ADMIN).await["secondFactorChallenge"], Value::Null);
    }

    async fn an_operator_may_do_without_it(database: TestDatabase) {
        let site = Site::of(World::without_second_factors(database)).await;
        Cast::enter(site.world()).await;
        let bare = site.sign_in(ADMIN).await;
        assert!(administers(&site, &bare).await);
    }

    async fn it_is_set_up_in_order(site: Site) {
        let enrolled = enrol(&site).await;
        let begin = change(&site, Some(&enrolled.token), "beginSecondFactor", json!({"password": PASSWORD}), "errors { code }");
        assert_eq!(code(&begin.await), "WRONG_STATE", "there is one already");
        let staff = site.sign_in("office-staff@remscheid.example").await;
        let confirm = async |code: &str| change(&site, Some(&staff), "confirmSecondFactor", json!({"code": code}), CODES).await;
        assert_eq!(code(&confirm("000000").await), "WRONG_STATE", "none was begun");
        change(&site, Some(&staff), "beginSecondFactor", json!({"password": PASSWORD}), "secret").await;
        assert_eq!(confirm("000000").await["errors"], json!([{"code": "INVALID_CODE", "path": ["code"]}]));
        let answer = site.ask_as(&staff, "{ me { secondFactor } }", Value::Null).await;
        assert_eq!(answer["data"]["me"]["secondFactor"], json!(false));
    }
}
