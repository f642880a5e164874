//! The way in, below HTTP.

use acceptance::{Cast, PASSWORD, World, on_both_engines};
use application::Error;
use application::accounts::{SignIn, SignedIn, authenticate, refresh_session, sign_in};
use domain::access::{Actor, Role};
use domain::shared::RefusalCode;
use persistence::counted;

fn with(email: &str, password: &str) -> SignIn {
    SignIn { email: email.to_owned(), password: password.to_owned(), device: None }
}

fn code<T: std::fmt::Debug>(result: Result<T, Error>) -> RefusalCode {
    match result {
        Err(Error::Refused(refusals)) => refusals[0].code,
        other => panic!("it was not refused: {other:?}"),
    }
}

on_both_engines! {
    async fn a_member_signs_in_and_acts_with_their_role(world: World) {
        let cast = Cast::enter(&world).await;
        let call = world.call(Actor::Anonymous);
        let member = cast.member(Role::OfficeLead, "remscheid");
        let signed_in = sign_in(&call, with(&member.email.to_uppercase(), PASSWORD)).await.unwrap();
        let SignedIn::Complete(tokens) = signed_in else { panic!("no second factor is set up") };
        let (actor, statements) = counted(authenticate(world.platform(), &tokens.access_token)).await;
        let actor = actor.unwrap();
        let account = actor.account().unwrap();
        assert_eq!((account.id, account.person), (member.account, member.person));
        assert_eq!(account.assignments.len(), 1);
        assert_eq!(account.assignments[0].role, Role::OfficeLead);
        assert_eq!(account.assignments[0].districts.iter().collect::<Vec<_>>(), ["05120"]);
        assert_eq!(statements, 1);
        let next = refresh_session(&call, &tokens.refresh_token).await.unwrap();
        assert!(authenticate(world.platform(), &next.access_token).await.is_ok());
        assert_eq!(code(refresh_session(&call, &tokens.refresh_token).await), RefusalCode::InvalidToken);
        assert_eq!(code(authenticate(world.platform(), &next.access_token).await), RefusalCode::InvalidToken);
    }
}
