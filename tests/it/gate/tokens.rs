//! Who asks: access tokens, forged ones among them.

use super::toy;
use acceptance::{Cast, Site, World, on_both_engines};
use api::gate::Introspection;
use api::http::{HttpSettings, Rates};
use application::security::{AccessToken, Keyring};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Role;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

const ISSUER: &str = "https://bildungsnetz.example";

/// Asks who asks.
async fn who(site: &Site, authorization: &str) -> (u16, Value) {
    let response = Site::send(site.post(&json!({"query": "{ who }"})).header("authorization", authorization)).await;
    let (status, challenge) = (response.status().as_u16(), response.headers().contains_key("www-authenticate"));
    assert_eq!(status == 401, challenge, "{authorization}");
    let body: Value = response.json().await.unwrap();
    let code = body["errors"][0]["extensions"]["code"].clone();
    (status, if status == 200 { body["data"]["who"].clone() } else { code })
}

/// The parts of a token: header, claims, signature.
fn parts(token: &str) -> [Value; 2] {
    let mut parts =
        token.split('.').map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap());
    [parts.next().unwrap(), parts.next().unwrap()]
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

on_both_engines! {
    async fn a_token_says_who_asks_until_it_ends(world: World) {
        let cast = Cast::enter(&world).await;
        let token = cast.token(&world, Role::OfficeLead, "remscheid").await;
        let account = cast.member(Role::OfficeLead, "remscheid").account.to_string();
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        assert_eq!(site.ask("{ who }").await["data"]["who"], "nobody");
        assert_eq!(who(&site, &format!("Bearer {token}")).await, (200, json!(account)));
        assert_eq!(who(&site, &format!("bearer  {token} ")).await, (200, json!(account)));
        site.world().clock().advance(599);
        assert_eq!(who(&site, &format!("Bearer {token}")).await, (200, json!(account)));
        site.world().clock().advance(1);
        assert_eq!(who(&site, &format!("Bearer {token}")).await, (401, json!("UNAUTHENTICATED")));
    }

    async fn what_is_no_token_is_no_stranger_either(world: World) {
        let (site, _) = toy::site(world, HttpSettings::default()).await;
        let long = format!("Bearer {}", "a".repeat(20_000));
        for authorization in ["", "Bearer", "Bearer ", "Bearer x", "Bearer a.b.c", "Basic YTpi", "Bearer ..", "\u{fc}", &long] {
            assert_eq!(who(&site, authorization).await, (401, json!("UNAUTHENTICATED")), "{authorization}");
        }
        let easy = site.bare_post().json(&json!({"query": "{ who }"})).bearer_auth("x");
        assert_eq!(Site::send(easy).await.status(), 401, "with application/json as well");
    }

    async fn forged_tokens_open_nothing(world: World) {
        let cast = Cast::enter(&world).await;
        let now = domain::shared::Clock::now(world.clock());
        let member = cast.member(Role::TransferagenturAdmin, "transferagentur");
        let token = world.token(member, true).await;
        let [header, claims] = parts(&token);
        let signature = token.rsplit_once('.').unwrap().1;
        let session = serde_json::from_value(claims["sid"].clone()).unwrap();
        let platform = world.platform();
        let public = serde_json::to_value(platform.keyring.published()).unwrap()["keys"][0]["x"].as_str().unwrap().to_owned();

        let mut forged = Vec::new();
        let mut none = header.clone();
        none["alg"] = json!("none");
        forged.push(("alg none", format!("{}.{}.", part(&none), part(&claims))));
        forged.push(("alg none with a signature", format!("{}.{}.{signature}", part(&none), part(&claims))));
        forged.push(("no signature", format!("{}.{}.", part(&header), part(&claims))));
        let mut symmetric = Header::new(Algorithm::HS256);
        symmetric.typ = header["typ"].as_str().map(str::to_owned);
        symmetric.kid = header["kid"].as_str().map(str::to_owned);
        let key = EncodingKey::from_secret(&URL_SAFE_NO_PAD.decode(public).unwrap());
        forged.push(("HS256 with the public key", encode(&symmetric, &claims, &key).unwrap()));
        let mut longer = claims.clone();
        longer["exp"] = json!(claims["exp"].as_i64().unwrap() + 1_000_000);
        forged.push(("changed claims", format!("{}.{}.{signature}", part(&header), part(&longer))));
        let foreign = Keyring::of([Keyring::new_key(&*platform.ids)]).unwrap();
        let named = AccessToken { account: member.account, session };
        forged.push(("another key", named.issue(&foreign, ISSUER, now).unwrap().0));
        forged.push(("another issuer", named.issue(&platform.keyring, "https://elsewhere.example", now).unwrap().0));
        let unknown = AccessToken { account: member.account, session: uuid::Uuid::nil().into() };
        forged.push(("no such session", unknown.issue(&platform.keyring, ISSUER, now).unwrap().0));
        let other = AccessToken { account: cast.member(Role::Partner, "stiftung").account, session };
        forged.push(("the session of another account", other.issue(&platform.keyring, ISSUER, now).unwrap().0));

        let (site, _) = toy::site(world, HttpSettings::default()).await;
        assert_eq!(who(&site, &format!("Bearer {token}")).await.0, 200, "what was not forged");
        for (what, token) in forged {
            assert_eq!(who(&site, &format!("Bearer {token}")).await, (401, json!("UNAUTHENTICATED")), "{what}");
        }
    }

    async fn a_refusal_names_the_action(world: World) {
        let cast = Cast::enter(&world).await;
        let token = cast.token(&world, Role::Partner, "stiftung").await;
        let site = Site::of(world).await;
        let body = json!({"query": "{ entries: auditEntries { nodes { id } } }"});
        let response = Site::send(site.post(&body).bearer_auth(token)).await;
        assert_eq!(response.status(), 403);
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"], json!({"code": "FORBIDDEN", "action": "audit:read"}));
        assert_eq!(answer["errors"][0]["path"], json!(["entries"]));
        let stranger = Site::send(site.post(&body)).await;
        assert_eq!(stranger.status(), 401);
        let answer: Value = stranger.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"], json!({"code": "UNAUTHENTICATED", "action": "audit:read"}));
    }

    async fn the_schema_is_shown_to_those_who_are_signed_in(world: World) {
        let cast = Cast::enter(&world).await;
        let token = cast.token(&world, Role::Partner, "stiftung").await;
        let settings = HttpSettings { introspection: Introspection::SignedIn, ..HttpSettings::default() };
        let (site, _) = toy::site(world, settings).await;
        let shown = site.ask_as(&token, "{ __schema { queryType { name } } }", json!({})).await;
        assert_eq!(shown["data"]["__schema"]["queryType"]["name"], "Query");
        assert!(site.ask_as(&token, "{ thin }", json!({})).await.to_string().contains("Did you mean"));
        assert_eq!(Site::send(site.get("/schema.graphql").bearer_auth(token)).await.status(), 200);
        assert_eq!(Site::send(site.get("/schema.graphql")).await.status(), 404);
    }

    async fn each_account_has_its_own_counter(world: World) {
        let cast = Cast::enter(&world).await;
        let one = cast.token(&world, Role::OfficeLead, "remscheid").await;
        let other = cast.token(&world, Role::OfficeLead, "hamm").await;
        let rates = Rates { account_cost: 150, ..Rates::default() };
        let (site, _) = toy::site(world, HttpSettings { rates, ..HttpSettings::default() }).await;
        let body = json!({"query": "{ things(first: 100) { name } }"});
        for (token, status) in [(&one, 200), (&one, 429), (&other, 200)] {
            assert_eq!(Site::send(site.post(&body).bearer_auth(token)).await.status(), status);
        }
    }

    async fn the_same_key_of_another_caller_is_another_key(world: World) {
        let cast = Cast::enter(&world).await;
        let one = cast.token(&world, Role::OfficeLead, "remscheid").await;
        let other = cast.token(&world, Role::OfficeLead, "hamm").await;
        let (site, count) = toy::site(world, HttpSettings::default()).await;
        let body = json!({"query": "mutation { count }"});
        for (token, expected) in [(&one, 1), (&other, 2), (&one, 1)] {
            let answer = Site::answer(site.post(&body).bearer_auth(token).header("idempotency-key", "key-1")).await;
            assert_eq!(answer["data"]["count"], expected);
        }
        assert_eq!(count.get(), 2);
    }
}
