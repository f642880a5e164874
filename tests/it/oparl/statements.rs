//! What a page costs: a fixed number of statements, however many objects stand on it and inside of them.

use super::rich;
use acceptance::{Scene, on_both_engines};
use application::oparl::{catch_up, read_list, read_object};
use domain::access::Actor;
use domain::oparl::{ListQuery, ObjectKind, ObjectList};
use persistence::counted;

on_both_engines! {
    async fn pages_cost_the_same_whatever_is_on_them(scene: Scene) {
        rich(&scene, "Erster Kreis").await;
        let call = scene.world().call(Actor::Anonymous);
        catch_up(scene.world().platform()).await.unwrap();
        let costs = async || {
            let mut costs = Vec::new();
            for (kind, _) in ObjectList::OF_BODY {
                let list = ObjectList::OfBody("05120".to_owned(), kind);
                let (page, statements) = counted(read_list(&call, &list, &ListQuery::default())).await;
                assert!(page.unwrap().is_some());
                costs.push((kind.segment(), statements));
            }
            costs
        };
        let before = Box::pin(costs()).await;
        for name in ["Zweiter Kreis", "Dritter Kreis"] {
            rich(&scene, name).await;
        }
        catch_up(scene.world().platform()).await.unwrap();
        assert_eq!(Box::pin(costs()).await, before);
        // Two to see that nothing changed, the body, the count, the page; and what stands inside.
        let expected = |kind| match kind {
            ObjectKind::Meeting => 7,
            ObjectKind::Person | ObjectKind::Paper | ObjectKind::AgendaItem => 6,
            _ => 5,
        };
        for ((kind, _), (segment, statements)) in ObjectList::OF_BODY.iter().zip(before) {
            assert_eq!(statements, expected(*kind), "{segment}");
        }
        let meeting = ObjectList::OfBody("05120".to_owned(), ObjectKind::Meeting);
        let page = read_list(&call, &meeting, &ListQuery::default()).await.unwrap().unwrap();
        let id = page["data"][0]["id"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        let path = domain::oparl::ObjectPath::new(ObjectKind::Meeting, id);
        let (object, statements) = counted(read_object(&call, &path, false)).await;
        assert!(object.unwrap().is_some());
        assert_eq!(statements, 5);
    }

    async fn to_catch_up_costs_the_same_whatever_hangs_on_a_committee(scene: Scene) {
        let made = rich(&scene, "Erster Kreis").await;
        let platform = scene.world().platform();
        catch_up(platform).await.unwrap();
        let change = async |number: usize| {
            crate::oparl::change_committee(&scene, &made.committee, serde_json::json!({"shortName": format!("K{number}")})).await;
            let (done, statements) = counted(catch_up(platform)).await;
            done.unwrap();
            statements
        };
        let before = change(1).await;
        let meeting = crate::meetings::plan(&scene, &made.committee).await;
        for number in 0..20 {
            crate::meetings::item(&scene, &meeting, &format!("Punkt {number}"), true).await;
        }
        catch_up(platform).await.unwrap();
        assert_eq!(change(2).await, before);
        assert!(before < 40, "{before}");
    }
}
