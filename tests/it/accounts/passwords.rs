//! Passwords: changed, forgotten, chosen anew, hashed again.

use super::{change, code, mailed_token, opens, sign_in, sign_in_with, text};
use acceptance::{Cast, PASSWORD, Site, World, on_both_engines};
use application::SystemIds;
use application::accounts::{SignIn, sign_in as sign_in_verb};
use application::security::{HashCost, Passwords};
use domain::access::{Action, Actor, Role};
use domain::accounts::Password;
use persistence::Change;
use persistence::accounts::{Credentials, set_password};
use serde_json::{Value, json};

const LEAD: &str = "office-lead@remscheid.example";
const CHOSEN: &str = "Kaffee ohne Henkel, 7 Krähen";
const ERRORS: &str = "errors { code path }";

async fn request(site: &Site, email: &str) -> Value {
    change(site, None, "requestPasswordReset", json!({"email": email}), ERRORS).await
}

async fn reset(site: &Site, token: &str, password: &str) -> Value {
    change(site, None, "resetPassword", json!({"token": token, "password": password}), ERRORS).await
}

on_both_engines! {
    async fn a_changed_password_ends_the_other_sessions(site: Site) {
        Cast::enter(site.world()).await;
        let (other, own) = (site.sign_in(LEAD).await, site.sign_in(LEAD).await);
        let change_to = |current: &str, new: &str| {
            let (site, own, input) = (&site, &own, json!({"currentPassword": current, "newPassword": new}));
            async move { change(site, Some(own), "changePassword", input, ERRORS).await }
        };
        let refused = change_to("this is wrong", CHOSEN).await;
        assert_eq!(refused["errors"], json!([{"code": "INVALID_CREDENTIALS", "path": ["currentPassword"]}]));
        let refused = change_to(PASSWORD, LEAD).await;
        assert_eq!(refused["errors"], json!([{"code": "WEAK_PASSWORD", "path": ["newPassword"]}]), "one's own address");
        assert!(opens(&site, &other).await);
        assert_eq!(change_to(PASSWORD, CHOSEN).await["errors"], json!([]));
        assert!(opens(&site, &own).await && !opens(&site, &other).await);
        assert_eq!(code(&sign_in(&site, LEAD).await), "INVALID_CREDENTIALS");
        assert_eq!(sign_in_with(&site, LEAD, CHOSEN).await["errors"], json!([]));
        let mails = site.world().mails().await;
        assert!(mails.len() == 1 && mails[0].contains(&format!("To: {LEAD}")), "the owner is told: {mails:?}");
    }

    async fn a_stolen_session_cannot_guess_the_password(site: Site) {
        Cast::enter(site.world()).await;
        let token = site.sign_in(LEAD).await;
        let input = json!({"currentPassword": "a guess", "newPassword": CHOSEN});
        for _ in 0..5 {
            change(&site, Some(&token), "changePassword", input.clone(), ERRORS).await;
        }
        assert_eq!(code(&change(&site, Some(&token), "changePassword", input, ERRORS).await), "LOCKED");
    }

    async fn a_forgotten_password_is_chosen_anew_by_a_link(site: Site) {
        Cast::enter(site.world()).await;
        let before = site.sign_in(LEAD).await;
        assert_eq!(request(&site, LEAD).await["errors"], json!([]));
        let token = mailed_token(&site, LEAD).await;
        let refused = reset(&site, &token, "short").await;
        assert_eq!(refused["errors"], json!([{"code": "TOO_SHORT", "path": ["password"]}]));
        assert_eq!(reset(&site, &token, CHOSEN).await["errors"], json!([]));
        assert!(!opens(&site, &before).await, "all sessions end");
        assert_eq!(sign_in_with(&site, LEAD, CHOSEN).await["errors"], json!([]));
        let again = reset(&site, &token, "another Password, 8 Krähen").await;
        assert_eq!(again["errors"], json!([{"code": "INVALID_TOKEN", "path": ["token"]}]));
    }

    async fn a_link_ends_after_an_hour_and_opens_no_other_door(site: Site) {
        Cast::enter(site.world()).await;
        request(&site, LEAD).await;
        let token = mailed_token(&site, LEAD).await;
        let input = json!({"token": token, "password": CHOSEN});
        assert_eq!(code(&change(&site, None, "acceptInvitation", input, ERRORS).await), "INVALID_TOKEN");
        site.world().clock().advance(3_600);
        assert_eq!(code(&reset(&site, &token, CHOSEN).await), "INVALID_TOKEN");
    }

    async fn whoever_asks_for_a_link_learns_nothing_and_fills_no_mailbox(site: Site) {
        Cast::enter(site.world()).await;
        let known = request(&site, LEAD).await;
        assert_eq!(known, request(&site, "nobody@remscheid.example").await);
        assert_eq!(known, request(&site, LEAD).await);
        assert_eq!(site.world().mails().await.len(), 1, "the second comes too early");
        site.world().clock().advance(120);
        request(&site, LEAD).await;
        assert_eq!(site.world().mails().await.len(), 2);
        assert_eq!(code(&request(&site, "no address").await), "INVALID_EMAIL");
    }

    async fn a_reset_unlocks(site: Site) {
        Cast::enter(site.world()).await;
        for _ in 0..5 {
            sign_in_with(&site, LEAD, "a wrong password").await;
        }
        assert_eq!(code(&sign_in(&site, LEAD).await), "LOCKED");
        request(&site, LEAD).await;
        let token = mailed_token(&site, LEAD).await;
        reset(&site, &token, CHOSEN).await;
        let signed_in = sign_in_with(&site, LEAD, CHOSEN).await;
        assert!(opens(&site, text(&signed_in["accessToken"])).await);
    }

    async fn a_hash_at_an_old_cost_is_made_again_at_sign_in(world: World) {
        let cast = Cast::enter(&world).await;
        let member = cast.member(Role::OfficeLead, "remscheid");
        let hash = async || Credentials::find(&world.platform().database, member.account).await.unwrap().unwrap();
        let dearer = Passwords::new(HashCost { passes: 3, ..HashCost::LEAST }, 1, &SystemIds).unwrap();
        let old = dearer.hash(&SystemIds, Password::typed(PASSWORD)).await.unwrap();
        let call = world.call(Actor::System);
        let unit = call.begin().await.unwrap();
        set_password(&unit, member.account, &old).await.unwrap();
        let owner = hash().await.owner;
        let permit = call.permit(Action::AccountOwn, &owner).unwrap();
        unit.commit([Change::new(permit, "account.password_changed", member.account, owner)]).await.unwrap();
        let input = SignIn { email: member.email.clone(), password: PASSWORD.to_owned(), device: None };
        sign_in_verb(&world.call(Actor::Anonymous), input).await.unwrap();
        let new = hash().await.password_hash.unwrap();
        assert!(old.contains("t=3") && new.contains("t=1"), "{new}");
        assert_eq!(call.platform().passwords.verify(Password::typed(PASSWORD), Some(new)).await.unwrap(), application::security::Verdict::Right { outdated: false });
    }
}
