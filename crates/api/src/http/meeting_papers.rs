//! `/meetings/{id}/invitation.pdf` and `/meetings/{id}/minutes.pdf`: what the fields `Meeting.invitations`, `agenda` and
//! `minutes` say, on paper, in the language of the caller. What may be read there may be read here.

use super::address::caller;
use super::api::Api;
use super::authenticate::actor;
use super::entity_tag::EntityTag;
use super::files::disposition;
use super::language;
use super::problem::Problem;
use super::request_id::RequestId;
use super::tagged::tag_of;
use application::meetings::{print_invitation, print_minutes};
use application::printed::Printed;
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::{Id, Language, MeetingId, read_global_id};
use serde::Deserialize;
use std::sync::Arc;

/// Of which build the typesetter is: another one may set the same words in another way.
const BUILD: &str = env!("CARGO_PKG_VERSION");

/// Which paper.
#[derive(Clone, Copy, Debug)]
enum Sheet {
    Invitation,
    Minutes,
}

/// How a paper is asked for.
#[derive(Debug, Deserialize)]
pub(super) struct Wish {
    /// To be shown rather than saved.
    inline: Option<String>,
}

/// The invitation to a meeting.
pub(super) async fn invitation(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path(meeting): Path<String>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    answer(&api, &id, &meeting, &wish, &request.into_parts().0, Sheet::Invitation).await
}

/// The minutes of a meeting.
pub(super) async fn minutes(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Path(meeting): Path<String>,
    Query(wish): Query<Wish>,
    request: Request,
) -> Response {
    answer(&api, &id, &meeting, &wish, &request.into_parts().0, Sheet::Minutes).await
}

async fn answer(
    api: &Api,
    RequestId(reference): &RequestId,
    meeting: &str,
    wish: &Wish,
    request: &Parts,
    sheet: Sheet,
) -> Response {
    let (headers, language) = (&request.headers, language::preferred(&request.headers));
    let address = caller(&request.extensions, headers, api.settings.proxies);
    let reader = match actor(&api.platform, headers, address, reference).await {
        Ok(reader) => reader,
        Err(refused) => {
            let counted = api.rates.count_refused(&Actor::Anonymous, address);
            return Problem::from(counted.err().unwrap_or(refused)).into_response();
        }
    };
    // To set a paper costs as much as a request that has to be read in vain.
    if let Err(refused) = api.rates.count_refused(&reader, address) {
        return Problem::from(refused).into_response();
    }
    let call = Call::new(Arc::clone(&api.platform), reader, reference.clone(), language);
    let found = match meeting_of(meeting) {
        Some(id) => print(&call, id, sheet).await,
        None => Ok(None),
    };
    let sent = match found {
        Ok(Some(printed)) => send(printed, language, wish.inline.is_some(), headers).await,
        Ok(None) => return Problem::not_found(language).into_response(),
        Err(error) => Err(error),
    };
    sent.unwrap_or_else(|error| Problem::of(error, language, reference).into_response())
}

fn meeting_of(id: &str) -> Option<MeetingId> {
    let (type_name, uuid) = read_global_id(id)?;
    (type_name == MeetingId::TYPE).then(|| uuid.into())
}

async fn print(call: &Call, id: MeetingId, sheet: Sheet) -> Result<Option<Printed>, Error> {
    match sheet {
        Sheet::Invitation => print_invitation(call, id).await,
        Sheet::Minutes => print_minutes(call, id).await,
    }
}

/// The tag of a paper: that of what stands on it, and of who sets it.
///
/// # Errors
/// Never: texts and whole numbers can always be written.
pub(super) fn tag_of_paper(printed: &Printed) -> Result<EntityTag, Error> {
    Ok(tag_of(&format!("{BUILD}\n{}", printed.text()?)))
}

async fn send(printed: Printed, language: Language, inline: bool, headers: &HeaderMap) -> Result<Response, Error> {
    let tag = tag_of_paper(&printed)?;
    let spoken = match language {
        Language::German => "de",
        Language::English => "en",
    };
    let common = [
        (header::ETAG, tag.header()),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::VARY, HeaderValue::from_static("Authorization, Accept-Language")),
    ];
    if tag.is_known(headers) {
        return Ok((StatusCode::NOT_MODIFIED, common).into_response());
    }
    let kept_as = disposition(&printed.name, inline);
    let more = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
        (header::CONTENT_DISPOSITION, kept_as),
        (header::CONTENT_LANGUAGE, HeaderValue::from_static(spoken)),
    ];
    Ok((common, more, printed.pdf().await?).into_response())
}
