//! Territories: on a day, in the tree, in lists, and imported from the official directory.

use acceptance::World;
use application::territories::{
    ListTerritories, TerritoryOrder, find_territory, list_territories, load_reference_territories,
};
use domain::access::Actor;
use domain::shared::{Date, PageRequest};
use domain::territories::{Territory, TerritoryLevel};

mod damage;
mod directory;
mod import;
mod over_http;
mod read;
mod schema;
mod tree;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Loads what comes with the binary.
async fn load(world: &World) {
    assert_eq!(load_reference_territories(&world.call(Actor::System)).await.unwrap(), 444);
}

/// The territory of a key on a day; anybody may ask.
async fn find(world: &World, key: &str, on: &str) -> Option<Territory> {
    find_territory(&world.call(Actor::Anonymous), key, Some(day(on))).await.unwrap()
}

/// All that a filter lists, page by page, in an order.
async fn listed(world: &World, filter: ListTerritories, order: TerritoryOrder, size: u32) -> Vec<Territory> {
    let call = world.call(Actor::Anonymous);
    let (mut all, mut request) = (Vec::new(), PageRequest::first(size));
    loop {
        let page = list_territories(&call, filter.clone(), order, &request).await.unwrap();
        request.cursor = page.rows.last().map(|(cursor, _)| cursor.clone());
        let more = page.has_next;
        all.extend(page.rows.into_iter().map(|(_, territory)| territory));
        if !more {
            return all;
        }
    }
}

/// What a search by text finds today.
async fn search(world: &World, text: &str) -> Vec<String> {
    let filter = ListTerritories { text: Some(text.to_owned()), ..ListTerritories::default() };
    let found = listed(world, filter, TerritoryOrder::default(), 100).await;
    found.iter().map(|territory| territory.facts.display_name()).collect()
}

/// All territories of a day, each after the one above it.
async fn present(world: &World, on: &str) -> Vec<Territory> {
    let filter = ListTerritories { on: Some(day(on)), ..Default::default() };
    listed(world, filter, TerritoryOrder { by_key: true, descending: false }, 100).await
}

fn keys(territories: &[Territory]) -> Vec<&str> {
    territories.iter().map(|territory| territory.facts.key.as_str()).collect()
}

fn on_level(level: TerritoryLevel, on: &str) -> ListTerritories {
    ListTerritories { on: Some(day(on)), level: Some(level), ..ListTerritories::default() }
}
