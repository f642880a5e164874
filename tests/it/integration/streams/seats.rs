//! The seats of a session, live.

use super::socket::Socket;
use crate::qualifications::stage::{Stage, person, plan};
use acceptance::{Site, World, global, on_both_engines};
use application::qualifications::{Register, register};
use domain::access::Role;
use domain::qualifications::CourseKind;
use serde_json::json;

const SEATS: &str = "subscription($id: ID!) { sessionSeats(sessionId: $id) { seatsTaken seatsLeft { room } } }";

on_both_engines! {
    async fn seats_are_told_as_they_are_and_when_they_change(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let other = stage.open(CourseKind::Exchange, plan()).await;
        let people = stage.people(stage.cast.remscheid.office, 2).await;
        let organiser = stage.organiser().await;
        let token = stage.cast.token(&stage.world, Role::OfficeLead, "remscheid").await;
        let site = Site::of(stage.world).await;
        let mut socket = Socket::begun(&site, Some(&token)).await;
        socket.subscribe("1", SEATS, json!({"id": global(session.id)})).await;
        let seats = |taken: u32, left: u32| json!({"data": {"sessionSeats": {"seatsTaken": taken, "seatsLeft": {"room": left}}}});
        assert_eq!(socket.next("1").await, seats(0, 2));
        for (number, id) in people.into_iter().enumerate() {
            for session in [&other, &session] {
                register(&organiser, Register { session: session.id, people: vec![person(id)] }).await.unwrap();
            }
            let taken = u32::try_from(number).unwrap() + 1;
            assert_eq!(socket.next("1").await, seats(taken, 2 - taken), "what has not changed is not told");
        }
    }

    async fn a_session_that_is_not_seen_cannot_be_followed(world: World) {
        let site = Site::of(world).await;
        let mut socket = Socket::begun(&site, None).await;
        socket.subscribe("1", SEATS, json!({"id": "nonsense"})).await;
        assert_eq!(socket.error("1").await, "NOT_FOUND");
    }
}
