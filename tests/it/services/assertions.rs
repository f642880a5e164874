//! `private_key_jwt`: signed assertions, good ones and forged ones.

use super::{Known, create, post};
use acceptance::{Scene, Who, on_both_engines};
use application::SystemIds;
use application::security::Keyring;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// A key pair of a service: its PKCS#8 and the public half.
struct Pair {
    pem: String,
    public: Value,
}

fn pair() -> Pair {
    let (kid, pem) = Keyring::new_key(&SystemIds);
    let public = serde_json::to_value(Keyring::of([(kid, pem.clone())]).unwrap().published()).unwrap();
    Pair { pem, public }
}

impl Pair {
    fn kid(&self) -> String {
        self.public["keys"][0]["kid"].as_str().unwrap().to_owned()
    }

    fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.kid()), ..Header::new(Algorithm::EdDSA) };
        encode(&header, claims, &EncodingKey::from_ed_pem(self.pem.as_bytes()).unwrap()).unwrap()
    }
}

async fn service(scene: &Scene, pair: &Pair) -> Known {
    create(scene, Who::LEAD, json!({"publicKeys": pair.public.to_string()})).await
}

fn claims(scene: &Scene, client: &str, jti: &str) -> Value {
    let now = scene.world().platform().clock.now().as_seconds();
    let issuer = &scene.world().platform().settings.public_url;
    json!({"iss": client, "sub": client, "aud": format!("{issuer}/oauth/token"), "jti": jti, "iat": now, "exp": now + 60})
}

async fn ask(scene: &Scene, assertion: &str) -> (u16, Value) {
    let form = [("grant_type", "client_credentials"), ("client_assertion_type", TYPE), ("client_assertion", assertion)];
    post(scene, "/oauth/token", None, &form).await
}

on_both_engines! {
    async fn an_assertion_opens_once(scene: Scene) {
        let pair = pair();
        let service = service(&scene, &pair).await;
        let assertion = pair.sign(&claims(&scene, &service.client, "eins"));
        let (status, granted) = ask(&scene, &assertion).await;
        assert_eq!(status, 200, "{granted}");
        let token = granted["access_token"].as_str().unwrap();
        assert_eq!(crate::services::error(&scene, token, crate::services::PEOPLE).await, None);
        assert_eq!(ask(&scene, &assertion).await.0, 401, "it was presented before");
        assert_eq!(ask(&scene, &pair.sign(&claims(&scene, &service.client, "zwei"))).await.0, 200);
        let issuer = scene.world().platform().settings.public_url.clone();
        let mut to_the_issuer = claims(&scene, &service.client, "drei");
        to_the_issuer["aud"] = json!([issuer]);
        assert_eq!(ask(&scene, &pair.sign(&to_the_issuer)).await.0, 200);
    }

    async fn of_many_that_come_at_once_one_opens(scene: Scene) {
        let pair = pair();
        let service = service(&scene, &pair).await;
        let assertion = pair.sign(&claims(&scene, &service.client, "eins"));
        let all = futures::future::join_all((0..8).map(|_| ask(&scene, &assertion))).await;
        assert_eq!(all.iter().filter(|(status, _)| *status == 200).count(), 1, "{all:?}");
    }

    async fn forged_assertions_open_nothing(scene: Scene) {
        let (own, foreign) = (pair(), pair());
        let service = service(&scene, &own).await;
        let good = claims(&scene, &service.client, "gut");
        let with = |field: &str, value: Value| {
            let mut claims = good.clone();
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(field);
            } else {
                claims[field] = value;
            }
            own.sign(&claims)
        };
        let now = scene.world().platform().clock.now().as_seconds();
        let other = create(&scene, Who::LEAD, json!({"name": "Zweites"})).await;
        let foreign_kid = Header { kid: Some(own.kid()), ..Header::new(Algorithm::EdDSA) };
        let by_foreign = encode(&foreign_kid, &good, &EncodingKey::from_ed_pem(foreign.pem.as_bytes()).unwrap()).unwrap();
        let public = URL_SAFE_NO_PAD.decode(own.public["keys"][0]["x"].as_str().unwrap()).unwrap();
        let hmac = Header { kid: Some(own.kid()), ..Header::new(Algorithm::HS256) };
        let by_hmac = encode(&hmac, &good, &EncodingKey::from_secret(&public)).unwrap();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let body = URL_SAFE_NO_PAD.encode(good.to_string());
        let forged = [
            foreign.sign(&good),
            by_foreign,
            by_hmac,
            format!("{none}.{body}."),
            with("aud", json!("https://elsewhere.example/oauth/token")),
            with("aud", Value::Null),
            with("iss", json!(other.client)),
            with("iss", Value::Null),
            with("sub", json!(other.client)),
            with("sub", json!(uuid::Uuid::from_u128(7))),
            with("jti", Value::Null),
            with("jti", json!("")),
            with("jti", json!("x".repeat(201))),
            with("exp", Value::Null),
            with("exp", json!(now - 30)),
            with("exp", json!(now + 331)),
            with("exp", json!(i64::MAX)),
            with("iat", json!(now + 31)),
            with("nbf", json!(now + 31)),
            "x".to_owned(),
            "a.b.c".to_owned(),
            "x".repeat(10_000),
        ];
        for assertion in &forged {
            let (status, answer) = ask(&scene, assertion).await;
            assert_eq!((status, &answer["error"]), (401, &json!("invalid_client")), "{assertion}");
        }
        // The clocks may be half a minute apart.
        assert_eq!(ask(&scene, &with("iat", json!(now + 30))).await.0, 200);
        let mut late = claims(&scene, &service.client, "spät");
        late["exp"] = json!(now - 29);
        assert_eq!(ask(&scene, &own.sign(&late)).await.0, 200);
    }

    async fn keys_that_nobody_should_send_are_refused(scene: Scene) {
        let office = acceptance::global(scene.cast().remscheid.office);
        let with = |keys: String| json!({"organisationId": office, "name": "X", "scopes": ["person:read"], "publicKeys": keys});
        let good = pair().public;
        let mut private = good.clone();
        private["keys"][0]["d"] = json!("AAAA");
        let twice = json!({"keys": [good["keys"][0], good["keys"][0]]});
        let symmetric = json!({"keys": [{"kty": "oct", "k": "AAAA", "kid": "1"}]});
        for keys in [private, twice, symmetric, json!({"keys": []}), json!({}), json!([])] {
            let refused = scene.refusals(Who::LEAD, crate::services::CREATE, with(keys.to_string())).await;
            assert_eq!(refused, ["INVALID publicKeys"], "{keys}");
        }
        assert_eq!(scene.refusals(Who::LEAD, crate::services::CREATE, with("nonsense".to_owned())).await, ["INVALID publicKeys"]);
    }
}
