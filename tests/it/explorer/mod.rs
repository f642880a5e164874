//! The GraphiQL page, in Chromium.

use acceptance::{Browser, Cast, Member, PASSWORD, Site, World, on_both_engines};
use application::accounts::{authenticate, begin_second_factor, confirm_second_factor};
use domain::access::Role;
use domain::shared::Clock;
use totp_rs::Totp;

/// Longer than a code is taken for.
const NEXT_CODE: i64 = 120;

on_both_engines! {
    async fn a_stranger_reads_the_schema_and_the_examples(world: World) {
        let Some(browser) = Browser::found().await else { return };
        let site = Site::of(world).await;
        browser.run("explorer.mjs", &[&site.url("")]).await;
    }

    async fn an_office_signs_in_and_runs_an_example(world: World) {
        let Some(browser) = Browser::found().await else { return };
        let email = Cast::enter(&world).await.member(Role::OfficeLead, "remscheid").email.clone();
        let site = Site::of(world).await;
        browser.run("explorer.mjs", &[&site.url(""), &email, PASSWORD, "--example", "Territories"]).await;
    }

    async fn an_administrator_signs_in_with_a_second_factor(world: World) {
        let Some(browser) = Browser::found().await else { return };
        let cast = Cast::enter(&world).await;
        let admin = cast.member(Role::TransferagenturAdmin, "transferagentur");
        let code = second_factor(&world, admin).await;
        let site = Site::of(world).await;
        let arguments = [&site.url(""), &admin.email, PASSWORD, "--code", &code, "--example", "Territories"];
        browser.run("explorer.mjs", &arguments).await;
    }
}

/// Sets up a second factor and gives a code that can be used now.
async fn second_factor(world: &World, member: &Member) -> String {
    let token = world.token(member, false).await;
    let call = world.call(authenticate(world.platform(), &token).await.unwrap());
    let totp = Totp::from_url(begin_second_factor(&call, PASSWORD).await.unwrap().uri).unwrap();
    let code = || totp.generate(u64::try_from(world.clock().now().as_seconds()).unwrap()).to_string();
    confirm_second_factor(&call, &code()).await.unwrap();
    world.clock().advance(NEXT_CODE);
    code()
}
