//! Tokens that open nothing, whatever they say.

use super::{AUDIENCE, LINK, Provider, link, me, opens, refusal, rules, scene, settings, trusting};
use acceptance::{Scene, Who, World, on_both_engines};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::accounts::Assurance;
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::{EncodePrivateKey, KeypairBytes};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

fn part(token: &str, place: usize) -> Value {
    let part = token.split('.').nth(place).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn written(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

/// A key of nobody.
pub(super) fn foreign_key() -> EncodingKey {
    let key = KeypairBytes { secret_key: SigningKey::from_bytes(&[7; 32]).to_bytes(), public_key: None };
    EncodingKey::from_ed_der(key.to_pkcs8_der().unwrap().as_bytes())
}

/// The claims of a token, signed by that key under the name of one of the issuer's.
pub(super) fn forged(claims: &Value, key: &str, kind: &str) -> String {
    let header = Header { typ: Some(kind.to_owned()), kid: Some(key.to_owned()), ..Header::new(Algorithm::EdDSA) };
    encode(&header, claims, &foreign_key()).unwrap()
}

/// A linked identity, and a token of it.
async fn linked(scene: &Scene, provider: &Provider) -> String {
    let token = provider.token(json!({"subject": "s-1"})).await;
    link(scene, Who::LEAD, &token).await;
    assert!(opens(scene, &token).await);
    token
}

async fn refused(scene: &Scene, token: &str, why: &str) {
    assert_eq!(refusal(scene, token).await, "UNAUTHENTICATED", "{why}");
}

on_both_engines! {
    async fn a_token_for_somebody_else_or_of_somebody_else(world: World) {
        let other = Provider::start(&world).await;
        let (scene, provider) = scene(world).await;
        linked(&scene, &provider).await;
        let elsewhere = provider.token(json!({"subject": "s-1", "resource": "https://elsewhere.example"})).await;
        refused(&scene, &elsewhere, "another audience").await;
        refused(&scene, &other.token(json!({"subject": "s-1"})).await, "an issuer that is not configured").await;
        let signed_in = provider.sign_in(json!({"subject": "s-1"})).await;
        refused(&scene, signed_in["id_token"].as_str().unwrap(), "an ID token").await;
    }

    async fn a_token_is_over_after_its_time_and_the_leeway(world: World) {
        let (scene, provider) = scene(world).await;
        let token = linked(&scene, &provider).await;
        scene.world().clock().advance(629);
        assert!(opens(&scene, &token).await, "the clocks may be half a minute apart");
        scene.world().clock().advance(1);
        refused(&scene, &token, "expired").await;
        // The clock of the provider now runs 630 seconds behind; then it is brought ahead.
        let fresh = provider.token(json!({"subject": "s-1"})).await;
        refused(&scene, &fresh, "as old as the clock of its issuer").await;
        provider.follow(scene.world()).await;
        let fresh = provider.token(json!({"subject": "s-1"})).await;
        assert!(opens(&scene, &fresh).await);
        scene.world().clock().advance(-30);
        assert!(opens(&scene, &fresh).await, "issued half a minute ahead");
        scene.world().clock().advance(-1);
        refused(&scene, &fresh, "not yet").await;
    }

    async fn forged_tokens_open_nothing(world: World) {
        let (scene, provider) = scene(world).await;
        let token = linked(&scene, &provider).await;
        let (header, claims) = (part(&token, 0), part(&token, 1));
        let [head, body, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        let keys = provider.keys().await;
        let key = |alg: &str| keys["keys"].as_array().unwrap().iter().find(|key| key["alg"] == alg).unwrap().clone();
        let (rsa, edwards) = (key("RS256"), key("EdDSA"));
        let mut none = header.clone();
        none["alg"] = json!("none");
        let mut other = claims.clone();
        other["sub"] = json!("s-2");
        let hmac = |secret: &[u8], kid: &Value| {
            let kid = kid.as_str().map(str::to_owned);
            let header = Header { typ: Some("at+jwt".to_owned()), kid, ..Header::new(Algorithm::HS256) };
            encode(&header, &claims, &EncodingKey::from_secret(secret)).unwrap()
        };
        let modulus = URL_SAFE_NO_PAD.decode(rsa["n"].as_str().unwrap()).unwrap();
        let own_kid = edwards["kid"].as_str().unwrap();
        for (why, forged) in [
            ("a key of nobody", forged(&claims, "nobody", "at+jwt")),
            ("a key of nobody under a known name", forged(&claims, own_kid, "at+jwt")),
            ("without a signature", format!("{}.{body}.", written(&none))),
            ("alg none with a signature", format!("{}.{body}.{signature}", written(&none))),
            ("another subject", format!("{head}.{}.{signature}", written(&other))),
            ("an empty signature", format!("{head}.{body}.")),
            ("HS256 with the modulus", hmac(&modulus, &rsa["kid"])),
            ("HS256 with the text of the key", hmac(rsa.to_string().as_bytes(), &rsa["kid"])),
            ("HS256 with the other public key", hmac(&URL_SAFE_NO_PAD.decode(edwards["x"].as_str().unwrap()).unwrap(), &edwards["kid"])),
            ("another kind", forged(&claims, own_kid, "logout+jwt")),
            ("a critical header", {
                let mut critical = header.clone();
                critical["crit"] = json!(["exp"]);
                format!("{}.{body}.{signature}", written(&critical))
            }),
            ("too long", format!("{head}.{body}.{}", "A".repeat(20_000))),
        ] {
            refused(&scene, &forged, why).await;
        }
        assert!(opens(&scene, &token).await, "the true one still opens");
    }

    async fn an_algorithm_that_the_operator_does_not_take(world: World) {
        let provider = Provider::start(&world).await;
        let rules = application::security::IssuerRules { algorithms: vec![Algorithm::ES256], ..rules(&provider) };
        let scene = trusting(world, |_| settings(vec![rules])).await;
        let token = provider.token(json!({"subject": "s-1", "alg": "ES256"})).await;
        link(&scene, Who::LEAD, &token).await;
        assert!(opens(&scene, &token).await);
        for alg in ["RS256", "PS256", "EdDSA"] {
            refused(&scene, &provider.token(json!({"subject": "s-1", "alg": alg})).await, alg).await;
        }
    }

    async fn a_level_that_is_too_low(world: World) {
        let provider = Provider::start(&world).await;
        let levels = ["low", "substantial", "high"].map(ToOwned::to_owned).to_vec();
        let assurance = Assurance::new(levels, Some("substantial"), None).unwrap();
        let rules = application::security::IssuerRules { assurance, ..rules(&provider) };
        let scene = trusting(world, |_| settings(vec![rules])).await;
        let token = async |acr: Value| provider.token(json!({"subject": "s-1", "acr": acr})).await;
        link(&scene, Who::LEAD, &token(json!("high")).await).await;
        assert!(opens(&scene, &token(json!("substantial")).await).await);
        for acr in [json!("low"), json!("other")] {
            let answer = me(&scene, &token(acr.clone()).await).await;
            let extensions = &answer["errors"][0]["extensions"];
            assert_eq!((&extensions["code"], &extensions["reason"]), (&json!("UNAUTHENTICATED"), &json!("ACR_TOO_LOW")), "{acr}");
            assert_eq!(extensions["acrValues"], "substantial high");
        }
        let without = provider.token(json!({"subject": "s-1"})).await;
        assert_eq!(refusal(&scene, &without).await, "UNAUTHENTICATED ACR_TOO_LOW");
        let input = json!({"token": without, "password": acceptance::PASSWORD});
        assert_eq!(scene.refusals(Who::STAFF, LINK, input).await, ["ACR_TOO_LOW token"]);
    }

    async fn its_own_tokens_are_told_apart_by_their_issuer(world: World) {
        let (scene, provider) = scene(world).await;
        linked(&scene, &provider).await;
        let own = scene.cast().token(scene.world(), domain::access::Role::OfficeLead, "remscheid").await;
        assert!(opens(&scene, &own).await);
        let mut claims = part(&own, 1);
        claims["iss"] = json!(provider.issuer());
        let kid = part(&own, 0)["kid"].as_str().unwrap().to_owned();
        refused(&scene, &forged(&claims, &kid, "at+jwt"), "our claims in their name").await;
        claims["aud"] = json!(AUDIENCE);
        refused(&scene, &forged(&claims, &kid, "at+jwt"), "with their audience").await;
    }
}
