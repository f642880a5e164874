//! A platform that answers over HTTP.

use crate::World;
use crate::both::Given;
use api::http::{HttpSettings, Parts, serve, server};
use application::integration::exports::{Exporter, Reader};
use application::integration::webhooks::{Courier, Shape, WebhookSettings};
use async_graphql::Executor;
use persistence::Engine;
use reqwest::{Client, RequestBuilder, Response};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long a request may go on after the site was told to stop.
const GRACE: Duration = Duration::from_secs(20);

/// A [`World`] behind a port of this machine.
pub struct Site {
    world: World,
    address: SocketAddr,
    client: Client,
    stop: Option<oneshot::Sender<()>>,
    serving: JoinHandle<std::io::Result<()>>,
    shape: Shape,
    reader: Reader,
}

impl Site {
    /// The platform as it is delivered.
    pub async fn of(world: World) -> Self {
        Self::with(world, HttpSettings::default()).await
    }

    /// The platform with other settings.
    pub async fn with(world: World, settings: HttpSettings) -> Self {
        let schema = api::graphql::schema();
        let sdl = api::graphql::sdl().to_owned();
        Self::serving(world, schema, sdl, settings).await
    }

    /// Another schema in place of the platform's.
    ///
    /// # Panics
    /// When the settings or the schema are not valid.
    pub async fn serving(world: World, schema: impl Executor, sdl: String, settings: HttpSettings) -> Self {
        application::tls::use_ring();
        let platform = Arc::clone(world.platform());
        let parts = Parts { platform, schema, sdl, settings, demo_accounts: Vec::new() };
        let server = server(parts).expect("the settings are valid");
        let (shape, reader) = (server.shape(), server.reader());
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("this machine has a free port");
        let address = listener.local_addr().expect("the listener is bound");
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = tokio::spawn(serve(listener, server, GRACE, async {
            // A site that is dropped stops too.
            let _ = stopped.await;
        }));
        Self { world, address, client: Client::new(), stop: Some(stop), serving, shape, reader }
    }

    /// The world behind it.
    pub const fn world(&self) -> &World {
        &self.world
    }

    /// One who delivers to webhooks, when told to; with other settings than the platform's where they are given.
    ///
    /// # Panics
    /// When there can be none: a fault of the harness.
    pub fn courier(&self, settings: Option<WebhookSettings>) -> Arc<Courier> {
        let platform = Arc::clone(self.world.platform());
        let settings = settings.unwrap_or_else(|| platform.settings.webhooks.clone());
        Courier::with(platform, Arc::clone(&self.shape), settings).expect("connections can be made")
    }

    /// What exports are read with.
    pub fn reader(&self) -> Reader {
        self.reader.clone()
    }

    /// One who writes exports, when told to.
    pub fn exporter(&self) -> Arc<Exporter> {
        Exporter::new(Arc::clone(self.world.platform()), self.reader())
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The full address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A GET.
    pub fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(self.url(path))
    }

    /// A request of any kind to an address of the platform, as it is printed in answers or as a path.
    pub fn request(&self, method: reqwest::Method, address: &str) -> RequestBuilder {
        let path = address.strip_prefix(&self.world.platform().settings.public_url).unwrap_or(address);
        self.client.request(method, self.url(path))
    }

    /// A POST to `/graphql` with this body.
    pub fn post(&self, body: &Value) -> RequestBuilder {
        self.client.post(self.url("/graphql")).json(body).header("accept", "application/graphql-response+json")
    }

    /// A POST to `/graphql` with nothing said yet.
    pub fn bare_post(&self) -> RequestBuilder {
        self.client.post(self.url("/graphql"))
    }

    /// Asks without a sign-in.
    pub async fn ask(&self, query: &str) -> Value {
        Self::answer(self.post(&json!({"query": query}))).await
    }

    /// Asks with an access token.
    pub async fn ask_as(&self, token: &str, query: &str, variables: Value) -> Value {
        let body = json!({"query": query, "variables": variables});
        Self::answer(self.post(&body).bearer_auth(token)).await
    }

    /// Signs in with the password of the [`Cast`](crate::Cast) and says the access token.
    ///
    /// # Panics
    /// When the sign-in does not succeed.
    pub async fn sign_in(&self, email: &str) -> String {
        let query = "mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";
        let input = json!({"email": email, "password": crate::PASSWORD});
        let answer = Self::answer(self.post(&json!({"query": query, "variables": {"input": input}}))).await;
        let token = answer["data"]["signIn"]["accessToken"].as_str();
        token.unwrap_or_else(|| panic!("{email} cannot sign in: {answer}")).to_owned()
    }

    /// The answer to a request, as JSON.
    ///
    /// # Panics
    /// When there is none.
    pub async fn answer(request: RequestBuilder) -> Value {
        Self::send(request).await.json().await.expect("answers of GraphQL are JSON")
    }

    /// The response to a request.
    ///
    /// # Panics
    /// When there is none.
    pub async fn send(request: RequestBuilder) -> Response {
        request.send().await.expect("the site answers")
    }

    /// Tells it to stop, as SIGTERM does, and waits until it has.
    ///
    /// # Panics
    /// When it fails to stop.
    pub async fn stop(mut self) {
        drop(self.stop.take());
        self.serving.await.expect("serving does not panic").expect("the listener works");
    }
}

impl Given for Site {
    async fn on(engine: Engine) -> Option<Self> {
        Some(Self::of(World::on(engine).await?).await)
    }

    fn address(&self) -> &str {
        Given::address(&self.world)
    }
}
