//! The platform shows who it is, in every way that brokers know, and makes sure whom it speaks to.

use super::{begun, feed_ids, organisation, settings};
use acceptance::{Authority, Engine, NatsServer, Proof, World, run};
use application::integration::broker::{Broker, BrokerLogin, BrokerSettings, BrokerTls, Relay};
use async_nats::ConnectOptions;
use async_nats::jetstream;
use nkeys::KeyPair as Nkey;
use std::fs;
use std::sync::Arc;

/// Hands an event to a server with these settings, after somebody with others has tried in vain.
async fn only(server: NatsServer, right: BrokerSettings, wrong: BrokerSettings, neighbour: ConnectOptions) {
    run(Engine::Sqlite, async move |world: World| {
        let stranger = world.beside().await.with_broker(Broker::new(wrong).unwrap());
        let mut refused = Relay::new(Arc::clone(stranger.platform())).unwrap();
        assert!(refused.hand_over().await.is_err());
        let (world, mut relay) = begun(world, right).await;
        organisation(&world, "Stadt Beispiel").await;
        assert_eq!(relay.hand_over().await.unwrap(), 1);
        assert!(refused.hand_over().await.is_err(), "there was time enough to connect");
        let client = neighbour.connect(server.url()).await.unwrap();
        // After what happened from the first try on, which was the other one's.
        let ids = super::ids(&jetstream::new(client)).await;
        assert!(ids.ends_with(&feed_ids(&world).await), "{ids:?}");
    })
    .await;
}

fn with(server: &NatsServer, login: BrokerLogin) -> BrokerSettings {
    BrokerSettings { login, ..settings(server) }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_opens() {
    let Some(server) = NatsServer::start_with(&["--auth", "geheim"]).await else { return };
    let token = |text: &str| with(&server, BrokerLogin::Token(text.to_owned()));
    let (right, wrong) = (token("geheim"), token("geraten"));
    only(server, right, wrong, ConnectOptions::with_token("geheim".to_owned())).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_and_a_password_open() {
    let Some(server) = NatsServer::start_with(&["--user", "netz", "--pass", "geheim"]).await else { return };
    let login = |password: &str| BrokerLogin::Password { user: "netz".to_owned(), password: password.to_owned() };
    let (right, wrong) = (with(&server, login("geheim")), with(&server, login("geraten")));
    let neighbour = ConnectOptions::with_user_and_password("netz".to_owned(), "geheim".to_owned());
    only(server, right, wrong, neighbour).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_nkey_opens() {
    let (known, other) = (Nkey::new_user(), Nkey::new_user());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nats.conf");
    // All that the platform needs, as docs/operations.md has it.
    let asks = ["INFO", "CREATE", "MSG.GET"].map(|verb| format!("\"$JS.API.STREAM.{verb}.BILDUNGSNETZ\"")).join(", ");
    let permissions =
        format!("{{ publish: [\"bildungsnetz.>\", {asks}], subscribe: [\"bildungsnetz.wake\", \"_INBOX.>\"] }}");
    let user = format!("{{ nkey: {}, permissions: {permissions} }}", known.public_key());
    fs::write(&file, format!("authorization {{ users = [ {user} ] }}\n")).unwrap();
    let Some(server) = NatsServer::start_with(&["-c", file.to_str().unwrap()]).await else { return };
    let seed = |key: &Nkey| key.seed().unwrap();
    let (right, wrong) = (seed(&known), seed(&other));
    let neighbour = ConnectOptions::with_nkey(right.clone());
    let (right, wrong) = (with(&server, BrokerLogin::Nkey(right)), with(&server, BrokerLogin::Nkey(wrong)));
    only(server, right, wrong, neighbour).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_sides_show_certificates() {
    let (known, stranger) = (Authority::new(), Authority::new());
    let (shown, own, foreign) = (known.vouch("server"), known.vouch("platform"), stranger.vouch("platform"));
    let ([certificate, key], ca_file) = (shown.texts(), known.file().to_str().unwrap());
    let arguments = ["--tlsverify", "--tlscert", certificate, "--tlskey", key, "--tlscacert", ca_file];
    let Some(server) = NatsServer::start_with(&arguments).await else { return };
    let showing = |client: &Proof| {
        let client = Some((client.certificate.clone(), client.key.clone()));
        let tls = BrokerTls { required: true, ca_file: Some(known.file().to_owned()), client };
        BrokerSettings { tls, ..settings(&server) }
    };
    let (right, wrong) = (showing(&own), showing(&foreign));
    application::tls::use_ring();
    let neighbour = ConnectOptions::new().require_tls(true).add_root_certificates(known.file().to_owned());
    only(server, right, wrong, neighbour.add_client_certificate(own.certificate, own.key)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_for_which_nobody_vouches_hears_nothing() {
    let (known, stranger) = (Authority::new(), Authority::new());
    let shown = known.vouch("server");
    let [certificate, key] = shown.texts();
    let arguments = ["--tls", "--tlscert", certificate, "--tlskey", key];
    let Some(server) = NatsServer::start_with(&arguments).await else { return };
    let trusting = |authority: &Authority| {
        let tls = BrokerTls { required: true, ca_file: Some(authority.file().to_owned()), client: None };
        BrokerSettings { tls, ..settings(&server) }
    };
    let (right, wrong) = (trusting(&known), trusting(&stranger));
    application::tls::use_ring();
    let neighbour = ConnectOptions::new().require_tls(true).add_root_certificates(known.file().to_owned());
    only(server, right, wrong, neighbour).await;
}
