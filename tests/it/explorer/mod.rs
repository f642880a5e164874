//! The GraphiQL page, in Chromium.

use acceptance::{Browser, Site, World, on_both_engines};

on_both_engines! {
    async fn a_stranger_reads_the_schema_and_the_examples(world: World) {
        let site = Site::of(world).await;
        let Some(browser) = Browser::found().await else { return };
        browser.run("explorer.mjs", &[&site.url("")]).await;
    }
}
