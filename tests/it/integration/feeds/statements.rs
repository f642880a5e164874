//! What a page costs: a fixed number of statements, however much stands on it.

use super::{department, published};
use acceptance::{Scene, on_both_engines};
use application::integration::feeds::{catch_up_feeds, read_cards, read_changes, read_feed};
use application::oparl::catch_up;
use domain::access::Actor;
use domain::integration::feeds::{FeedKind, FeedQuery};
use domain::qualifications::CourseFormat;
use persistence::counted;
use serde_json::json;

/// The statements of the events, the organisations, the networks, the cards and the news.
async fn costs(scene: &Scene) -> [u64; 5] {
    let (call, query) = (scene.world().call(Actor::Anonymous), FeedQuery::default());
    catch_up_feeds(scene.world().platform()).await.unwrap();
    catch_up(scene.world().platform()).await.unwrap();
    let mut costs = Vec::new();
    for kind in FeedKind::ALL {
        let (page, statements) = counted(read_feed(&call, *kind, &query)).await;
        page.unwrap();
        costs.push(statements);
    }
    let (cards, of_cards) = counted(read_cards(&call, &query)).await;
    let (news, of_news) = counted(read_changes(&call, &query)).await;
    cards.unwrap();
    news.unwrap();
    [costs[0], costs[1], costs[2], of_cards, of_news]
}

on_both_engines! {
    async fn pages_cost_the_same_whatever_is_on_them(scene: Scene) {
        published(&scene, "Fachtag", CourseFormat::InPerson).await;
        crate::oparl::rich(&scene, "Lenkungskreis").await;
        crate::networks::found(&scene, "Netz", json!({"visibility": "PUBLIC"})).await;
        let before = Box::pin(costs(&scene)).await;
        for number in 0..8 {
            published(&scene, &format!("Fachtag {number}"), CourseFormat::Hybrid).await;
            department(&scene, &format!("Fachbereich {number}"), Vec::new()).await;
            crate::networks::found(&scene, &format!("Netz {number}"), json!({"visibility": "PUBLIC"})).await;
        }
        crate::oparl::rich(&scene, "Zweiter Kreis").await;
        assert_eq!(Box::pin(costs(&scene)).await, before);
        // Two to see that nothing changed, the page, its date; the organisations that hold sessions; news of both mirrors.
        assert_eq!(before, [5, 4, 4, 4, 9]);
    }

    async fn to_catch_up_costs_the_same_whatever_changed(scene: Scene) {
        let platform = scene.world().platform();
        catch_up_feeds(platform).await.unwrap();
        let after = async |number: usize| {
            for place in 0..number {
                published(&scene, &format!("Fachtag {number} {place}"), CourseFormat::InPerson).await;
                department(&scene, &format!("Fachbereich {number} {place}"), Vec::new()).await;
            }
            let (done, statements) = counted(catch_up_feeds(platform)).await;
            done.unwrap();
            statements
        };
        let one = after(1).await;
        assert_eq!(after(10).await, one);
        assert!(one < 25, "{one}");
    }
}
