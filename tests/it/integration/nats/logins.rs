//! The platform shows who it is, in every way that brokers know, and makes sure whom it speaks to.

use super::{begun, feed_ids, organisation, settings};
use acceptance::{Engine, NatsServer, World, run};
use application::integration::broker::{Broker, BrokerLogin, BrokerSettings, BrokerTls, Relay};
use async_nats::ConnectOptions;
use async_nats::jetstream;
use nkeys::KeyPair as Nkey;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use std::fs;
use std::path::{Path, PathBuf};
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
        assert_eq!(super::ids(&jetstream::new(client)).await, feed_ids(&world).await);
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

/// Writes a certificate for this machine and its key; says the files.
fn certificate(folder: &Path, name: &str, issuer: &Issuer<'_, KeyPair>) -> (PathBuf, PathBuf) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(["127.0.0.1".to_owned()]).unwrap();
    let (pem, secret) = (folder.join(format!("{name}.pem")), folder.join(format!("{name}.key")));
    fs::write(&pem, params.signed_by(&key, issuer).unwrap().pem()).unwrap();
    fs::write(&secret, key.serialize_pem()).unwrap();
    (pem, secret)
}

/// Somebody who vouches for others; says the file of their certificate.
fn authority(folder: &Path, name: &str) -> (PathBuf, Issuer<'static, KeyPair>) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let file = folder.join(format!("{name}.pem"));
    fs::write(&file, params.self_signed(&key).unwrap().pem()).unwrap();
    (file, Issuer::new(params, key))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_sides_show_certificates() {
    let folder = tempfile::tempdir().unwrap();
    let (ca, issuer) = authority(folder.path(), "ca");
    let (pem, key) = certificate(folder.path(), "server", &issuer);
    let own = certificate(folder.path(), "platform", &issuer);
    let (_, stranger) = authority(folder.path(), "stranger");
    let foreign = certificate(folder.path(), "foreign", &stranger);
    let text = |file: &PathBuf| file.to_str().unwrap().to_owned();
    let (ca_file, pem, key) = (text(&ca), text(&pem), text(&key));
    let arguments = ["--tlsverify", "--tlscert", &pem, "--tlskey", &key, "--tlscacert", &ca_file];
    let Some(server) = NatsServer::start_with(&arguments).await else { return };
    let showing = |client: &(PathBuf, PathBuf)| {
        let tls = BrokerTls { required: true, ca_file: Some(ca.clone()), client: Some(client.clone()) };
        BrokerSettings { tls, ..settings(&server) }
    };
    let (right, wrong) = (showing(&own), showing(&foreign));
    application::tls::use_ring();
    let neighbour = ConnectOptions::new().require_tls(true).add_root_certificates(ca.clone());
    only(server, right, wrong, neighbour.add_client_certificate(own.0, own.1)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_for_which_nobody_vouches_hears_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (ca, issuer) = authority(folder.path(), "ca");
    let (other, _) = authority(folder.path(), "other");
    let (pem, key) = certificate(folder.path(), "server", &issuer);
    let arguments = ["--tls", "--tlscert", pem.to_str().unwrap(), "--tlskey", key.to_str().unwrap()];
    let Some(server) = NatsServer::start_with(&arguments).await else { return };
    let trusting = |file: &PathBuf| {
        let tls = BrokerTls { required: true, ca_file: Some(file.clone()), client: None };
        BrokerSettings { tls, ..settings(&server) }
    };
    let (right, wrong) = (trusting(&ca), trusting(&other));
    application::tls::use_ring();
    let neighbour = ConnectOptions::new().require_tls(true).add_root_certificates(ca.clone());
    only(server, right, wrong, neighbour).await;
}
