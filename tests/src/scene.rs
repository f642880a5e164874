//! The cast on a site: who asks what, over HTTP.

use crate::both::Given;
use crate::{Cast, Site, World};
use async_graphql::{Request, Variables};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Actor, Role};
use domain::shared::Id;
use persistence::{Engine, counted};
use serde_json::{Value, json};
use std::sync::Arc;

/// Who asks: somebody with this role in this place, or a stranger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Nobody we know.
    Stranger,
    /// A member of the [`Cast`].
    Member(Role, &'static str),
}

impl Who {
    /// The administration of the Transferagentur, who may do nearly everything.
    pub const ADMIN: Self = Self::Member(Role::TransferagenturAdmin, "transferagentur");
    /// The lead of the office in Remscheid, the city of most tests.
    pub const LEAD: Self = Self::Member(Role::OfficeLead, "remscheid");
    /// A member of this office's staff.
    pub const STAFF: Self = Self::Member(Role::OfficeStaff, "remscheid");
    /// The lead of the office in Hamm, the other city.
    pub const FOREIGN: Self = Self::Member(Role::OfficeLead, "hamm");
}

/// A site with its [`Cast`].
pub struct Scene {
    site: Site,
    cast: Cast,
}

impl Scene {
    /// A cast that entered the world behind this site.
    pub const fn of(site: Site, cast: Cast) -> Self {
        Self { site, cast }
    }

    /// The site.
    pub const fn site(&self) -> &Site {
        &self.site
    }

    /// The world behind it.
    pub const fn world(&self) -> &World {
        self.site.world()
    }

    /// The cast.
    pub const fn cast(&self) -> &Cast {
        &self.cast
    }

    /// Asks over HTTP, in English.
    pub async fn ask(&self, who: Who, document: &str, variables: Value) -> Value {
        let body = json!({"query": document, "variables": variables});
        let request = self.site.post(&body).header("accept-language", "en");
        match who {
            Who::Stranger => Site::answer(request).await,
            Who::Member(role, place) => {
                let token = self.cast.token(self.world(), role, place).await;
                Site::answer(request.bearer_auth(token)).await
            }
        }
    }

    /// The one field of the answer to a request that succeeds.
    ///
    /// # Panics
    /// When the answer has errors, or not one field.
    pub async fn get(&self, who: Who, document: &str, variables: Value) -> Value {
        let mut answer = self.ask(who, document, variables).await;
        assert!(answer["errors"].is_null(), "{answer:#}");
        let fields = answer["data"].as_object_mut().expect("an answer without errors has data");
        assert_eq!(fields.len(), 1, "{fields:?}");
        fields.values_mut().next().map(Value::take).unwrap_or_default()
    }

    /// Carries a mutation out that succeeds, and says what its payload has beside the errors.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn change(&self, who: Who, document: &str, input: Value) -> Value {
        let mut payload = self.get(who, document, json!({"input": input})).await;
        assert_eq!(payload["errors"], json!([]), "{payload:#}");
        let record = payload.as_object_mut().and_then(|fields| fields.values_mut().find(|value| value.is_object()));
        record.map(Value::take).unwrap_or_default()
    }

    /// Carries a mutation out that is refused: `code at.path` for each reason.
    ///
    /// # Panics
    /// When it succeeds, or fails in another way.
    pub async fn refusals(&self, who: Who, document: &str, input: Value) -> Vec<String> {
        let payload = self.get(who, document, json!({"input": input})).await;
        let errors = payload["errors"].as_array().expect("every payload has errors");
        assert!(!errors.is_empty(), "{payload:#}");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let path =
            |error: &Value| error["path"].as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(".");
        errors.iter().map(|error| format!("{} {}", text(&error["code"]), path(error)).trim().to_owned()).collect()
    }

    /// The code with which a request is denied as a whole, and the action that it names.
    pub async fn denial(&self, who: Who, document: &str, variables: Value) -> String {
        let answer = self.ask(who, document, variables).await;
        let extensions = &answer["errors"][0]["extensions"];
        let text = |name: &str| extensions[name].as_str().unwrap_or_default().to_owned();
        format!("{} {}", text("code"), text("action")).trim().to_owned()
    }

    /// Carries a document out in process, and says how many statements it took.
    ///
    /// # Panics
    /// When the answer has errors.
    pub async fn count(&self, who: Who, document: &str, variables: Value) -> (Value, u64) {
        let actor = match who {
            Who::Stranger => Actor::Anonymous,
            Who::Member(role, place) => self.cast.actor(self.world(), role, place).await,
        };
        let call = Arc::new(self.world().call(actor));
        let request = Request::new(document).variables(Variables::from_json(variables)).data(call);
        let (answer, statements) = counted(api::graphql::schema().execute(request)).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        (answer.data.into_json().expect("answers are JSON"), statements)
    }
}

/// The global id of a record, as the schema spells it.
pub fn global<I: Id>(id: I) -> String {
    let uuid: uuid::Uuid = id.into();
    URL_SAFE_NO_PAD.encode([uuid.as_bytes(), I::TYPE.as_bytes()].concat())
}

impl Given for Scene {
    async fn on(engine: Engine) -> Option<Self> {
        let site = Site::on(engine).await?;
        let cast = Cast::enter(site.world()).await;
        Some(Self::of(site, cast))
    }

    fn address(&self) -> &str {
        Given::address(&self.site)
    }
}
