//! OAuth 2 for service accounts: tokens by client credentials (RFC 6749, RFC 7523), their revocation (RFC 7009), and the
//! metadata (RFC 8414).

mod answer;
mod asked;
mod metadata;

pub(super) use metadata::answer as metadata;

use super::address::caller;
use super::api::Api;
use super::graphql::read_body;
use super::request_id::RequestId;
use answer::Answer;
use application::services::{GrantToken, RevokeToken, TokenRefusal, grant_token, revoke_token};
use asked::Asked;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response};
use serde_json::json;
use std::net::IpAddr;
use std::sync::Arc;

/// The longest body, in bytes: an assertion and some parameters.
const LONGEST: usize = 16 << 10;

/// `/oauth/token`.
pub(super) async fn token(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    request: Request<Body>,
) -> Response<Body> {
    answered(api, id, request, |api, asked, address| async move {
        match asked.one("grant_type")? {
            Some("client_credentials") => {}
            Some(_) => return Err(Answer::refused("unsupported_grant_type", "The grant is client_credentials.")),
            None => return Err(Answer::invalid("The parameter grant_type is missing.")),
        }
        let scope = asked.one("scope")?.map(ToOwned::to_owned);
        let granted = grant_token(&api.platform, &GrantToken { proof: asked.proof()?, scope, address }).await?;
        Ok(Answer::ok(&json!({
            "access_token": granted.access_token,
            "token_type": "Bearer",
            "expires_in": granted.expires_in,
            "scope": granted.scope,
        })))
    })
    .await
}

/// `/oauth/revoke`.
pub(super) async fn revoke(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    request: Request<Body>,
) -> Response<Body> {
    answered(api, id, request, |api, asked, address| async move {
        let token = asked.one("token")?.ok_or_else(|| Answer::invalid("The parameter token is missing."))?.to_owned();
        revoke_token(&api.platform, &RevokeToken { proof: asked.proof()?, token, address }).await?;
        Ok(Answer::ok(&json!({})))
    })
    .await
}

/// Reads what is asked and answers it in a task of its own: a caller who hangs up takes the connection along, but not a
/// transaction that is just beginning.
async fn answered<F: Future<Output = Result<Answer, Answer>> + Send + 'static>(
    api: Arc<Api>,
    RequestId(reference): RequestId,
    request: Request<Body>,
    work: impl FnOnce(Arc<Api>, Asked, IpAddr) -> F,
) -> Response<Body> {
    let address = caller(request.extensions(), request.headers(), api.settings.proxies);
    if let Err(refused) = api.rates.count_session_start(address) {
        return Answer::limited(&refused).into_response();
    }
    let asked = match read(request).await {
        Ok(asked) => asked,
        Err(answer) => return answer.into_response(),
    };
    let running = api.running.clone();
    let done = running.spawn(work(api, asked, address)).await;
    match done {
        Ok(Ok(answer) | Err(answer)) => answer.logged(&reference).into_response(),
        Err(stopped) => {
            tracing::error!(request = reference, error = %stopped, "a token request panicked");
            Answer::failed().into_response()
        }
    }
}

async fn read(request: Request<Body>) -> Result<Asked, Answer> {
    let (parts, body) = request.into_parts();
    let body = read_body(body, LONGEST).await.map_err(|()| Answer::invalid("The body is too large, or broke off."))?;
    Asked::read(&parts.headers, &body)
}

impl From<TokenRefusal> for Answer {
    fn from(refusal: TokenRefusal) -> Self {
        match refusal {
            TokenRefusal::Client => Self::unknown_client(),
            TokenRefusal::Scope => Self::refused("invalid_scope", "The client does not have one of these scopes."),
            TokenRefusal::Grant => Self::refused("invalid_grant", "The token is not one of this client's."),
            TokenRefusal::Failed(error) => Self::away(error),
        }
    }
}
