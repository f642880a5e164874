//! Access tokens over HTTP: forged ones, and the keys behind them.

use super::opens;
use acceptance::{Cast, Site, on_both_engines};
use application::SystemIds;
use application::security::{AccessToken, Keyring};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Role;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

const LEAD: &str = "office-lead@remscheid.example";

fn part(token: &str, place: usize) -> Value {
    let part = token.split('.').nth(place).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

fn written(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

on_both_engines! {
    async fn a_token_says_who_and_for_whom_and_nothing_else(site: Site) {
        Cast::enter(site.world()).await;
        let token = site.sign_in(LEAD).await;
        let header = part(&token, 0);
        assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("at+jwt")));
        let claims = part(&token, 1);
        let names: Vec<_> = claims.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(names, ["aud", "exp", "iat", "iss", "sid", "sub"]);
        assert_eq!(claims["iss"], json!("https://bildungsnetz.example"));
        assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    }

    async fn forged_tokens_open_nothing(site: Site) {
        Cast::enter(site.world()).await;
        let token = site.sign_in(LEAD).await;
        let (header, claims) = (part(&token, 0), part(&token, 1));
        let [head, body, signature]: [&str; 3] = token.split('.').collect::<Vec<_>>().try_into().unwrap();
        let published = serde_json::to_value(site.world().platform().keyring.published()).unwrap();
        let public = URL_SAFE_NO_PAD.decode(published["keys"][0]["x"].as_str().unwrap()).unwrap();
        let mut none = header.clone();
        none["alg"] = json!("none");
        let mut other = claims.clone();
        other["sub"] = json!(uuid::Uuid::from_u128(7));
        let hmac_header = Header {
            typ: Some("at+jwt".to_owned()),
            kid: header["kid"].as_str().map(ToOwned::to_owned),
            ..Header::new(Algorithm::HS256)
        };
        let forged = [
            format!("{}.{body}.", written(&none)),
            format!("{}.{body}.{signature}", written(&none)),
            format!("{head}.{}.{signature}", written(&other)),
            format!("{head}.{body}."),
            format!("{head}.{body}.{}", "A".repeat(86)),
            encode(&hmac_header, &claims, &EncodingKey::from_secret(&public)).unwrap(),
            "x".to_owned(),
            "..".to_owned(),
        ];
        for forged in forged {
            assert!(!opens(&site, &forged).await, "{forged}");
        }
        assert!(opens(&site, &token).await);
    }

    async fn a_token_of_a_foreign_key_or_for_somebody_else_opens_nothing(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let (platform, world) = (site.world().platform(), site.world());
        let token = cast.token(world, Role::OfficeLead, "remscheid").await;
        let now = platform.clock.now();
        let issuer = &platform.settings.public_url;
        let real = AccessToken::read(&token, &platform.keyring, issuer, now).unwrap();
        let foreign = Keyring::of([Keyring::new_key(&SystemIds)]).unwrap();
        let hamm = cast.member(Role::OfficeLead, "hamm").account;
        let forged = [
            real.issue(&foreign, issuer, now).unwrap().0,
            real.issue(&platform.keyring, "https://elsewhere.example", now).unwrap().0,
            // Signed by us, but the session is somebody else's, or does not exist.
            AccessToken { account: hamm, ..real }.issue(&platform.keyring, issuer, now).unwrap().0,
            AccessToken { session: uuid::Uuid::from_u128(7).into(), ..real }.issue(&platform.keyring, issuer, now).unwrap().0,
        ];
        for forged in forged {
            assert!(!opens(&site, &forged).await);
        }
        assert!(opens(&site, &token).await);
    }
}
