//! Access tokens of identity providers, issued by a real one: the library oidc-provider, in a Node program.

mod accepted;
mod keys;
mod linking;
mod provider;
mod refused;
mod roles;

pub(super) use provider::Provider;

use acceptance::{Cast, PASSWORD, Scene, Site, Who, World};
use application::security::{ASSERTION_ALGORITHMS, IssuerRules, IssuerSettings};
use domain::accounts::Assurance;
use domain::services::Networks;
use serde_json::{Value, json};

/// For whom tokens must be.
pub(super) const AUDIENCE: &str = "https://bildungsnetz.example";
pub(super) const LINK: &str = "mutation($input: LinkIdentityInput!) { linkIdentity(input: $input) \
                               { identity { id issuer subject } errors { code path } } }";
const UNLINK: &str = "mutation($input: UnlinkIdentityInput!) { unlinkIdentity(input: $input) \
                      { identity { id } errors { code path } } }";
const ME: &str = "{ me { email identities { id issuer subject lastUsedAt } } }";

/// What is asked of the tokens of a provider, unless a test says something else.
pub(super) fn rules(provider: &Provider) -> IssuerRules {
    IssuerRules {
        issuer: provider.issuer(),
        audience: AUDIENCE.to_owned(),
        algorithms: ASSERTION_ALGORITHMS.to_vec(),
        leeway_seconds: 30,
        assurance: Assurance::default(),
        roles: Vec::new(),
    }
}

/// Providers on this machine may be asked.
fn settings(issuers: Vec<IssuerRules>) -> IssuerSettings {
    let allowed_networks = Networks::new(["127.0.0.0/8", "::1/128"]).unwrap();
    IssuerSettings { issuers, allowed_networks, allow_http: true }
}

/// The cast on a site that trusts these issuers.
async fn trusting(world: World, settings: impl FnOnce(&Cast) -> IssuerSettings) -> Scene {
    let cast = Cast::enter(&world).await;
    let settings = settings(&cast);
    Scene::of(Site::of(world.trusting(&settings)).await, cast)
}

/// A provider, and the cast on a site that trusts it.
pub(super) async fn scene(world: World) -> (Scene, Provider) {
    let provider = Provider::start(&world).await;
    let rules = rules(&provider);
    (trusting(world, |_| settings(vec![rules])).await, provider)
}

/// Links the identity of a token to somebody's account.
async fn link(scene: &Scene, who: Who, token: &str) -> Value {
    scene.change(who, LINK, json!({"token": token, "password": PASSWORD})).await
}

/// The answer to who one is, with this token.
async fn me(scene: &Scene, token: &str) -> Value {
    scene.site().ask_as(token, ME, Value::Null).await
}

/// Whether a token opens an account.
async fn opens(scene: &Scene, token: &str) -> bool {
    me(scene, token).await["data"]["me"]["email"].is_string()
}

/// `code reason` of the error with which a token is refused.
async fn refusal(scene: &Scene, token: &str) -> String {
    let answer = me(scene, token).await;
    let extensions = &answer["errors"][0]["extensions"];
    let text = |name: &str| extensions[name].as_str().unwrap_or_default().to_owned();
    assert!(answer["data"].is_null(), "{answer}");
    format!("{} {}", text("code"), text("reason")).trim().to_owned()
}
