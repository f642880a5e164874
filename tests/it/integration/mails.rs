//! Mails leave by a real mail server.

use acceptance::{MailSink, World, on_both_engines};
use application::outbox::{Mail, deliver_due};
use domain::access::{Action, Actor, Owner};
use domain::shared::{EmailAddress, SessionId};
use persistence::Change;
use std::collections::BTreeSet;

/// Queues mails to as many people in one change.
async fn queue(world: &World, mails: usize) {
    let call = world.call(Actor::System);
    let mut unit = call.begin().await.unwrap();
    for number in 0..mails {
        let to = EmailAddress::new(&format!("kim-{number}@remscheid.example")).unwrap();
        let (subject, text) = ("Guten Tag".to_owned(), format!("Brief {number}"));
        Mail { to, subject, text, link: None, invitation: None, attachment: None }.queue(&mut unit);
    }
    let permit = call.permit(Action::AccountOwn, &Owner::NOBODY).unwrap();
    let id = SessionId::new(unit.ids());
    unit.commit([Change::new(permit, "session.ended", id, Owner::NOBODY)]).await.unwrap();
}

on_both_engines! {
    async fn two_nodes_send_no_mail_side_by_side_however_slow_the_server(world: World) {
        let clock = world.shared_clock();
        // Each mail takes twenty seconds; a claim holds for sixty.
        let sink = MailSink::start_with(move || clock.advance(20)).await;
        let world = world.with_mail_server(&sink.url());
        let other = world.beside().await.with_mail_server(&sink.url());
        queue(&world, 5).await;
        for (node, sent) in [(&world, 2), (&other, 2), (&world, 1), (&other, 0)] {
            assert_eq!(deliver_due(node.platform()).await.unwrap(), sent);
        }
        let taken = sink.taken();
        assert_eq!(taken.len(), 5);
        assert_eq!(taken.iter().map(|mail| &mail.id).collect::<BTreeSet<_>>().len(), 5);
        assert_eq!(taken.iter().map(|mail| &mail.to).collect::<BTreeSet<_>>().len(), 5);
        assert!(taken.iter().all(|mail| mail.subject == "Guten Tag" && mail.text.starts_with("Brief")));
    }
}
