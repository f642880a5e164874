//! What arrives: each event once, in order, as a `CloudEvent` that holds nothing of what the record says.

use super::{STREAM, begun, feed, feed_ids, ids, organisation, settings, stream};
use acceptance::{NatsServer, World, on_both_engines};
use application::people::{CreatePerson, create_person};
use async_nats::jetstream::consumer::pull;
use domain::access::{Action, Actor, Owner};
use domain::integration::EventType;
use domain::shared::{ContactId, OrganisationId};
use futures::StreamExt;
use persistence::Change;

on_both_engines! {
    async fn events_arrive_as_cloud_events_in_order(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        for number in 0..7 {
            organisation(&world, &format!("Stadt Beispiel {number}")).await;
        }
        assert_eq!(relay.hand_over().await.unwrap(), 7);
        let broker = server.neighbour().await;
        let (found, told) = (stream(&broker).await, feed(&world).await);
        assert_eq!(found.iter().map(|one| &one.event.id).collect::<Vec<_>>(),
            told.iter().map(|event| event.id.to_string()).collect::<Vec<_>>().iter().collect::<Vec<_>>());
        for (one, event) in found.iter().zip(&told) {
            assert_eq!(one.subject, "bildungsnetz.events.organisation.created");
            assert_eq!(one.headers.get("Nats-Msg-Id").unwrap().as_str(), one.event.id);
            assert_eq!(one.headers.get("Content-Type").unwrap().as_str(), "application/cloudevents+json");
            assert_eq!((one.event.specversion.as_str(), one.event.kind.as_str()), ("1.0", "organisation.created"));
            assert_eq!(one.event.source, "https://bildungsnetz.example");
            assert_eq!(one.event.time, event.at.to_string());
            assert_eq!((one.event.data.actor_kind.as_str(), one.event.data.version), ("SYSTEM", Some(1)));
            assert_eq!(one.event.data.organisation_id.as_ref(), Some(&one.event.subject));
            assert!(!one.body.contains("Beispiel"), "{}", one.body);
        }
        assert_eq!(relay.hand_over().await.unwrap(), 0);
        assert_eq!(stream(&broker).await.len(), 7, "nothing comes twice");
    }

    async fn a_neighbour_goes_on_where_it_was(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        let broker = server.neighbour().await;
        let mut heard = Vec::new();
        for round in 0..3 {
            for number in 0..4 {
                organisation(&world, &format!("Stadt Beispiel {round} {number}")).await;
            }
            relay.hand_over().await.unwrap();
            // Connects anew each time, as after a fault; what it has not confirmed comes again.
            let config = pull::Config {
                durable_name: Some("portal".to_owned()),
                filter_subject: "bildungsnetz.events.organisation.>".to_owned(),
                ..pull::Config::default()
            };
            let stream = broker.get_stream(STREAM).await.unwrap();
            let consumer = stream.get_or_create_consumer("portal", config).await.unwrap();
            let mut messages = consumer.messages().await.unwrap();
            for _ in 0..4 {
                let message = messages.next().await.unwrap().unwrap();
                heard.push(message.headers.as_ref().unwrap().get("Nats-Msg-Id").unwrap().as_str().to_owned());
                message.double_ack().await.unwrap();
            }
        }
        assert_eq!(heard, feed_ids(&world).await);
    }

    async fn what_is_rolled_back_or_confidential_never_leaves(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        let call = world.call(Actor::System);
        let confidential = EventType::find("contact.recorded").unwrap();
        assert_eq!(confidential.shown_by, None);
        let permit = || call.permit(Action::AccountOwn, &Owner::NOBODY).unwrap();
        let unit = call.begin().await.unwrap();
        let id = ContactId::new(unit.ids());
        unit.commit([Change::new(permit(), confidential.code, id, Owner::NOBODY)]).await.unwrap();
        drop(call.begin().await.unwrap());
        organisation(&world, "Stadt Beispiel").await;
        assert_eq!(relay.hand_over().await.unwrap(), 1);
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
        assert_eq!(world.platform().events.broker().unwrap().behind(), 0, "what never leaves does not wait");
    }

    async fn an_operator_says_which_types_leave(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let types = vec!["organisation.*".to_owned()];
        let settings = application::integration::broker::BrokerSettings { types, ..settings(&server) };
        let (world, mut relay) = begun(world, settings).await;
        organisation(&world, "Stadt Beispiel").await;
        let office = OrganisationId::from(feed(&world).await[0].subject);
        let person = CreatePerson {
            organisation: office,
            salutation: None,
            title: None,
            given_name: Some("Kim".to_owned()),
            family_name: "Muster".to_owned(),
            languages: Vec::new(),
            contact_points: Vec::new(),
            accept_duplicates: true,
        };
        create_person(&world.call(Actor::System), person).await.unwrap();
        organisation(&world, "Stadt Muster").await;
        relay.hand_over().await.unwrap();
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
    }

    async fn more_events_than_fit_into_one_step_arrive(world: World) {
        let Some(server) = NatsServer::start().await else { return };
        let (world, mut relay) = begun(world, settings(&server)).await;
        let call = world.call(Actor::System);
        let unit = call.begin().await.unwrap();
        let changes: Vec<Change> = (0..1_234).map(|_| {
            let permit = call.permit(Action::AccountOwn, &Owner::NOBODY).unwrap();
            Change::new(permit, "organisation.updated", OrganisationId::new(unit.ids()), Owner::NOBODY)
        }).collect();
        unit.commit(changes).await.unwrap();
        assert_eq!(relay.hand_over().await.unwrap(), 1_234);
        assert_eq!(ids(&server.neighbour().await).await, feed_ids(&world).await);
        assert_eq!(world.platform().events.broker().unwrap().published(), 1_234);
    }
}
