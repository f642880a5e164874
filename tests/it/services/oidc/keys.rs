//! The keys of a provider: rotated, forged, and out of reach.

use super::refused::forged;
use super::{AUDIENCE, LINK, ME, Provider, link, opens, refusal, rules, scene, settings, trusting};
use acceptance::{Who, World, on_both_engines};
use application::security::{IssuerRules, IssuerSettings};
use domain::services::Networks;
use serde_json::json;

on_both_engines! {
    async fn keys_are_rotated_without_a_restart(world: World) {
        let (scene, mut provider) = scene(world).await;
        let old = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &old).await;
        assert!(opens(&scene, &old).await);
        scene.world().clock().advance(20);
        provider.restart(scene.world()).await;
        let new = provider.token(json!({"subject": "s-1"})).await;
        assert!(opens(&scene, &new).await, "an unknown key is asked for");
        assert_eq!(refusal(&scene, &old).await, "UNAUTHENTICATED", "the old key is gone");
        assert_eq!(provider.asked().await, (1, 1));
    }

    async fn forged_keys_do_not_have_the_provider_asked_each_time(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        link(&scene, Who::LEAD, &token).await;
        let now = scene.world().platform().clock.now().as_seconds();
        let claims = json!({"iss": provider.issuer(), "aud": AUDIENCE, "sub": "s-1", "exp": now + 600});
        let flood = async |seconds: i64| {
            scene.world().clock().advance(seconds);
            let forged: Vec<_> = (0..20).map(|number| forged(&claims, &format!("key-{number}"), "at+jwt")).collect();
            let all = forged.iter().map(|token| refusal(&scene, token));
            assert!(futures::future::join_all(all).await.iter().all(|refusal| refusal == "UNAUTHENTICATED"));
            provider.asked().await
        };
        assert_eq!(flood(0).await, (1, 1), "they were read a moment ago");
        assert_eq!(flood(11).await, (2, 2), "once in ten seconds");
        assert_eq!(flood(5).await, (2, 2));
        assert!(opens(&scene, &token).await);
        scene.world().clock().advance(301);
        assert!(opens(&scene, &token).await);
        assert_eq!(provider.asked().await, (3, 3), "known keys are read anew after five minutes");
    }

    async fn known_keys_are_used_for_an_hour_while_the_provider_is_away(world: World) {
        let (scene, mut provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1", "ttl": 100_000})).await;
        link(&scene, Who::LEAD, &token).await;
        let over = provider.token(json!({"subject": "s-1"})).await;
        provider.stop().await;
        for seconds in [0, 400, 3_100] {
            scene.world().clock().advance(seconds);
            assert!(opens(&scene, &token).await, "{seconds}");
        }
        scene.world().clock().advance(101);
        assert_eq!(refusal(&scene, &token).await, "UNAVAILABLE");
        assert_eq!(refusal(&scene, &over).await, "UNAUTHENTICATED", "what is over needs no key");
        let status = scene.site().post(&json!({"query": ME})).bearer_auth(&token).send().await.unwrap().status();
        assert_eq!(status, 503);
        provider.restart(scene.world()).await;
        scene.world().clock().advance(11);
        let token = provider.token(json!({"subject": "s-1"})).await;
        assert!(opens(&scene, &token).await);
    }

    async fn a_provider_that_never_answered_is_unavailable(world: World) {
        let (scene, mut provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        provider.stop().await;
        assert_eq!(refusal(&scene, &token).await, "UNAVAILABLE");
        let input = json!({"input": {"token": token, "password": acceptance::PASSWORD}});
        assert_eq!(scene.denial(Who::LEAD, LINK, input).await, "UNAVAILABLE");
        assert!(!scene.ask(Who::LEAD, ME, json!({})).await["data"]["me"].is_null(), "our own tokens are not concerned");
    }

    async fn metadata_of_another_issuer_are_not_believed(world: World) {
        let provider = Provider::start(&world).await;
        let issuer = provider.issuer().replace("127.0.0.1", "localhost");
        let rules = IssuerRules { issuer: issuer.clone(), ..rules(&provider) };
        let scene = trusting(world, |_| settings(vec![rules])).await;
        let now = scene.world().platform().clock.now().as_seconds();
        let claims = json!({"iss": issuer, "aud": AUDIENCE, "sub": "s-1", "exp": now + 600});
        assert_eq!(refusal(&scene, &forged(&claims, "a", "at+jwt")).await, "UNAVAILABLE");
        assert_eq!(provider.asked().await, (1, 0), "its keys were not even asked for");
    }

    async fn addresses_that_are_not_allowed_are_not_asked(world: World) {
        let provider = Provider::start(&world).await;
        let by_name = IssuerRules { issuer: provider.issuer().replace("127.0.0.1", "localhost"), ..rules(&provider) };
        let issuers = vec![rules(&provider), by_name.clone()];
        let closed = IssuerSettings { issuers, allowed_networks: Networks::default(), allow_http: true };
        let scene = trusting(world, |_| closed).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        assert_eq!(refusal(&scene, &token).await, "UNAVAILABLE");
        let now = scene.world().platform().clock.now().as_seconds();
        let claims = json!({"iss": by_name.issuer, "aud": AUDIENCE, "sub": "s-1", "exp": now + 600});
        assert_eq!(refusal(&scene, &forged(&claims, "a", "at+jwt")).await, "UNAVAILABLE");
        assert_eq!(provider.asked().await, (0, 0));
    }
}
