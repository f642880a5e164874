//! One territory on a day, and lists.

use super::{day, find, keys, listed, load, on_level, search};
use acceptance::{World, on_both_engines};
use application::Error;
use application::territories::{
    ListTerritories, TerritoryOrder, count_territories, find_territories, find_territories_by_key, find_territory,
    list_territories, load_reference_territories,
};
use domain::access::Actor;
use domain::shared::{PageRequest, RefusalCode, sort_key};
use domain::territories::{TerritoryKey, TerritoryKind, TerritoryLevel};
use persistence::counted;

on_both_engines! {
    async fn the_reference_is_loaded_once(world: World) {
        load(&world).await;
        assert_eq!(load_reference_territories(&world.call(Actor::System)).await.unwrap(), 0);
        let count = count_territories(&world.call(Actor::Anonymous), ListTerritories::default()).await.unwrap();
        assert_eq!(count, 1 + 5 + 53 + 374);
    }

    async fn two_processes_may_load_it_at_once(world: World) {
        let (one, other) = (world.call(Actor::System), world.call(Actor::System));
        let (one, other) = tokio::join!(load_reference_territories(&one), load_reference_territories(&other));
        assert_eq!(one.unwrap() + other.unwrap(), 444);
    }

    async fn strangers_do_not_load_it(world: World) {
        let refused = load_reference_territories(&world.call(Actor::Anonymous)).await;
        assert!(matches!(refused, Err(Error::Denied(_))));
        let count = count_territories(&world.call(Actor::Anonymous), ListTerritories::default()).await.unwrap();
        assert_eq!(count, 0);
    }

    async fn every_level_has_its_number_on_every_day(world: World) {
        load(&world).await;
        for (level, on, expected, inhabitants) in [
            (TerritoryLevel::State, "2023-11-30", 1, Some(18_139_116)),
            (TerritoryLevel::AdministrativeRegion, "2023-11-30", 5, Some(18_139_116)),
            (TerritoryLevel::District, "2023-11-30", 53, Some(18_139_116)),
            (TerritoryLevel::Municipality, "2023-11-30", 396, Some(18_139_116)),
            (TerritoryLevel::District, "2009-10-20", 54, None),
            (TerritoryLevel::Municipality, "2009-10-20", 396, None),
            (TerritoryLevel::Municipality, "1976-06-30", 0, None),
        ] {
            let found = listed(&world, on_level(level, on), TerritoryOrder::default(), 100).await;
            assert_eq!(found.len(), expected, "{level} on {on}");
            if let Some(inhabitants) = inhabitants {
                let counted = found.iter().map(|territory| territory.facts.population.unwrap().inhabitants);
                assert_eq!(counted.sum::<u32>(), inhabitants, "{level}");
            }
        }
        let cities = ListTerritories {
            kinds: Some(vec![TerritoryKind::IndependentCity, TerritoryKind::District]),
            ..on_level(TerritoryLevel::Municipality, "2023-11-30")
        };
        assert_eq!(count_territories(&world.call(Actor::Anonymous), cities).await.unwrap(), 22);
    }

    async fn a_key_is_asked_for_on_a_day(world: World) {
        load(&world).await;
        let name = async |key: &str, on: &str| find(&world, key, on).await.map(|found| found.facts.display_name());
        assert_eq!(name("05313", "2009-10-20").await.as_deref(), Some("Stadt Aachen"));
        assert_eq!(name("05313", "2009-10-21").await, None);
        assert_eq!(name("05354", "2009-10-20").await.as_deref(), Some("Kreis Aachen"));
        assert_eq!(name("05334", "2009-10-20").await, None);
        assert_eq!(name("05334", "2009-10-21").await.as_deref(), Some("Städteregion Aachen"));
        assert_eq!(name("05120000", "2023-11-30").await.as_deref(), Some("Stadt Remscheid"));
        assert_eq!(name("05999", "2023-11-30").await, None);
        // The world stands in the year 2020.
        let today = find_territory(&world.call(Actor::Anonymous), "05334", None).await.unwrap().unwrap();
        assert_eq!(today.facts.nuts3.unwrap().as_str(), "DEA2D");
        assert_eq!(today.period.from, day("2009-10-21"));
    }

    async fn what_is_no_key_is_refused(world: World) {
        load(&world).await;
        for key in ["", "5120", "06", "05120'--", "\0"] {
            let refused = find_territory(&world.call(Actor::Anonymous), key, None).await;
            let Err(Error::Refused(refusals)) = refused else { panic!("{key:?} is a key") };
            assert_eq!(refusals[0].code, RefusalCode::InvalidTerritoryKey);
            assert_eq!(refusals[0].path, ["key"]);
        }
        let filter = ListTerritories { within: Some("x".into()), parent: Some("y".into()), ..Default::default() };
        let refused = count_territories(&world.call(Actor::Anonymous), filter).await;
        let Err(Error::Refused(refusals)) = refused else { panic!("these are keys") };
        assert_eq!(refusals.iter().map(|refusal| refusal.path[0].as_str()).collect::<Vec<_>>(), ["parent", "within"]);
    }

    async fn records_are_found_by_their_ids(world: World) {
        load(&world).await;
        let ended = find(&world, "05354", "2000-01-01").await.unwrap();
        let lasting = find(&world, "05334", "2020-01-01").await.unwrap();
        let nobody = uuid::Uuid::nil().into();
        let mut found =
            find_territories(&world.call(Actor::Anonymous), &[lasting.id, nobody, ended.id]).await.unwrap();
        found.sort_by(|one, other| one.facts.key.cmp(&other.facts.key));
        assert_eq!(found, [lasting, ended]);
    }

    async fn many_keys_are_asked_for_at_once(world: World) {
        load(&world).await;
        let asked = || ["05313", "05120", "05999"].map(|key| TerritoryKey::new(key).unwrap()).into();
        let call = world.call(Actor::Anonymous);
        // A key that has ended is still shown where something refers to it.
        for on in ["2009-10-20", "2009-10-21"] {
            let (found, statements) = counted(find_territories_by_key(&call, asked(), day(on))).await;
            let mut names: Vec<_> = found.unwrap().values().map(|found| found.facts.display_name()).collect();
            names.sort_unstable();
            assert_eq!((names, statements), (vec!["Stadt Aachen".to_owned(), "Stadt Remscheid".to_owned()], 1));
        }
        let (found, statements) = counted(find_territories_by_key(&call, [].into(), day("2020-01-01"))).await;
        assert_eq!((found.unwrap().len(), statements), (0, 0));
    }

    async fn text_is_found_however_umlauts_are_written(world: World) {
        load(&world).await;
        for text in ["köln stadt", "KOELN stadt", "Koln Stadt", "05315", "05315000", "köln 05315"] {
            assert_eq!(search(&world, text).await, ["Stadt Köln"], "{text}");
        }
        assert_eq!(search(&world, "Muelheim Ruhr").await, ["Stadt Mülheim an der Ruhr"]);
        assert_eq!(search(&world, "klev").await, ["Kreis Kleve", "Stadt Kleve"]);
        assert_eq!(search(&world, "kreis kleve").await, ["Kreis Kleve"]);
        assert_eq!(search(&world, "Fundort des Neanderthalers").await, ["Stadt Erkrath"]);
        // Only beginnings of words: `Remscheid` has `emscheid` inside.
        for text in ["emscheid", "%", "_", "'", "köln düsseldorf", "\u{301}"] {
            assert_eq!(search(&world, text).await, [""; 0], "{text}");
        }
        assert_eq!(search(&world, "  ").await.len(), 433);
    }

    async fn a_text_that_cannot_be_meant_is_refused(world: World) {
        for (text, code) in [("x".repeat(101), RefusalCode::TooLong), ("a\0b".into(), RefusalCode::ControlCharacters)] {
            let filter = ListTerritories { text: Some(text), ..Default::default() };
            let refused = count_territories(&world.call(Actor::Anonymous), filter).await;
            let Err(Error::Refused(refusals)) = refused else { panic!("it was meant") };
            assert_eq!((refusals[0].code, refusals[0].path[0].as_str()), (code, "text"));
        }
    }

    async fn lists_narrow_to_a_branch_of_the_tree(world: World) {
        load(&world).await;
        let count = async |parent: Option<&str>, within: Option<&str>, on: &str| {
            let filter = ListTerritories {
                on: Some(day(on)),
                parent: parent.map(str::to_owned),
                within: within.map(str::to_owned),
                ..Default::default()
            };
            count_territories(&world.call(Actor::Anonymous), filter).await.unwrap()
        };
        assert_eq!(count(Some("05"), None, "2020-01-01").await, 5);
        assert_eq!(count(Some("053"), None, "2020-01-01").await, 11);
        assert_eq!(count(None, Some("053"), "2020-01-01").await, 11 + 99 - 3);
        assert_eq!(count(None, Some("05"), "2020-01-01").await, 432);
        assert_eq!(count(None, Some("05334"), "2020-01-01").await, 10);
        assert_eq!(count(None, Some("05334"), "2000-01-01").await, 0);
        assert_eq!(count(None, Some("05354"), "2000-01-01").await, 9);
        assert_eq!(count(Some("05120"), None, "2020-01-01").await, 0);
        assert_eq!(count(Some("053"), Some("051"), "2020-01-01").await, 0);
    }

    async fn pages_add_up_to_the_list_in_german_order(world: World) {
        load(&world).await;
        let filter = on_level(TerritoryLevel::Municipality, "2020-01-01");
        let by_name = listed(&world, filter.clone(), TerritoryOrder::default(), 37).await;
        assert_eq!(by_name.len(), 396);
        let names: Vec<_> = by_name.iter().map(|found| sort_key(found.facts.name.as_str())).collect();
        assert!(names.is_sorted());
        let place = |name: &str| by_name.iter().position(|found| found.facts.name.as_str() == name).unwrap();
        assert!(place("Dülmen") < place("Düren") && place("Düren") < place("Düsseldorf"));
        assert!(place("Ochtrup") < place("Oelde") && place("Moers") < place("Möhnesee"));
        let backwards = TerritoryOrder { by_key: false, descending: true };
        let mut reversed = listed(&world, filter.clone(), backwards, 50).await;
        reversed.reverse();
        assert_eq!(keys(&reversed), keys(&by_name));
        let by_key = listed(&world, filter, TerritoryOrder { by_key: true, descending: false }, 100).await;
        assert!(keys(&by_key).is_sorted());
    }

    async fn a_page_reads_backward_from_a_cursor(world: World) {
        load(&world).await;
        let call = world.call(Actor::Anonymous);
        let filter = || on_level(TerritoryLevel::District, "2020-01-01");
        let order = TerritoryOrder { by_key: true, descending: false };
        let last = PageRequest { size: 2, backward: true, cursor: None };
        let page = list_territories(&call, filter(), order, &last).await.unwrap();
        assert!(page.has_previous && !page.has_next);
        let shown: Vec<_> = page.rows.iter().map(|(_, found)| found.facts.key.as_str()).collect();
        assert_eq!(shown, ["05974", "05978"]);
        let before = PageRequest { size: 1, backward: true, cursor: Some(page.rows[0].0.clone()) };
        let page = list_territories(&call, filter(), order, &before).await.unwrap();
        assert_eq!(page.rows[0].1.facts.key.as_str(), "05970");
        // A cursor of another order is none of this list.
        let foreign = PageRequest { size: 1, backward: false, cursor: Some(page.rows[0].0.clone()) };
        let refused = list_territories(&call, filter(), TerritoryOrder::default(), &foreign).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    }
}
