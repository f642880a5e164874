//! `/meeting-answer`: the page behind the link in an invitation to a meeting, without an account. It is the fields
//! `meetingInvitationByLink` and `answerMeetingInvitationByLink` as a page: what the link opens there it opens here. The
//! token in the form is the whole right, and no cookie is read, so no other site can answer for somebody.

mod labels;
mod page;

use super::address::caller;
use super::api::Api;
use super::graphql::read_body;
use super::language;
use super::request_id::RequestId;
use application::meetings::{AnswerInvitation, answer_by_link, open_link};
use application::{Call, Error};
use axum::Extension;
use axum::extract::{Query, Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use domain::access::Actor;
use domain::meetings::InvitationAnswer;
use domain::shared::PersonId;
use labels::{Labels, labels};
use page::{Came, Told, page};
use serde::Deserialize;
use std::sync::Arc;
use url::form_urlencoded;
use uuid::Uuid;

/// The longest form, in bytes: a token and a remark.
const LONGEST: usize = 32 << 10;

/// The link that was followed.
#[derive(Debug, Deserialize)]
pub(super) struct Followed {
    token: Option<String>,
}

/// Shows the invitation.
pub(super) async fn show(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    Query(followed): Query<Followed>,
    request: Request,
) -> Response {
    let (call, labels) = match begin(&api, &id, &request) {
        Ok(begun) => begun,
        Err(refused) => return *refused,
    };
    let Some(token) = followed.token.as_deref().map(token_of).filter(|token| !token.is_empty()) else {
        return page(labels, Told::Nothing);
    };
    shown(&call, labels, token, Came::Unasked).await
}

/// Takes an answer. It runs in a task of its own: who hangs up in the middle leaves nothing behind half-done.
pub(super) async fn take(
    State(api): State<Arc<Api>>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    let (call, labels) = match begin(&api, &id, &request) {
        Ok(begun) => begun,
        Err(refused) => return *refused,
    };
    let Ok(body) = read_body(request.into_body(), LONGEST).await else {
        return page(labels, Told::Refused(StatusCode::PAYLOAD_TOO_LARGE, None));
    };
    let work = async move {
        let form = Form::read(&body);
        match form.input() {
            None => shown(&call, labels, &form.token, Came::Refused(&[labels.missing.to_owned()])).await,
            Some(input) => match answer_by_link(&call, &form.token, input).await {
                Ok(_) => shown(&call, labels, &form.token, Came::Stored).await,
                Err(Error::Refused(refusals)) => {
                    let reasons: Vec<_> = refusals.iter().map(|refusal| refusal.message(call.language())).collect();
                    shown(&call, labels, &form.token, Came::Refused(&reasons)).await
                }
                Err(error) => failed(labels, error, call.request()),
            },
        }
    };
    api.running.spawn(work).await.unwrap_or_else(|stopped| {
        tracing::error!(error = %stopped, "an answer to an invitation panicked");
        page(labels, Told::Refused(StatusCode::INTERNAL_SERVER_ERROR, None))
    })
}

/// Counts the request like one that is refused: tokens are not to be guessed.
fn begin(
    api: &Api,
    RequestId(reference): &RequestId,
    request: &Request,
) -> Result<(Call, &'static Labels), Box<Response>> {
    let language = language::preferred(request.headers());
    let address = caller(request.extensions(), request.headers(), api.settings.proxies);
    let labels = labels(language);
    if let Err(refused) = api.rates.count_refused(&Actor::Anonymous, address) {
        let seconds = refused.details.iter().find(|(name, _)| *name == "retryAfter");
        let seconds = seconds.and_then(|(_, seconds)| HeaderValue::try_from(seconds.to_string()).ok());
        return Err(Box::new(page(labels, Told::Refused(StatusCode::TOO_MANY_REQUESTS, seconds))));
    }
    let call = Call::new(Arc::clone(&api.platform), Actor::Anonymous, reference.clone(), language);
    Ok((call, labels))
}

async fn shown(call: &Call, labels: &Labels, token: &str, came: Came<'_>) -> Response {
    match open_link(call, token).await {
        Ok(Some(linked)) => page(labels, Told::Invitation(token, &linked, came)),
        Ok(None) => page(labels, Told::Invalid),
        Err(error) => failed(labels, error, call.request()),
    }
}

fn failed(labels: &Labels, error: Error, reference: &str) -> Response {
    let refused = super::authenticate::failed(error, reference);
    page(labels, Told::Refused(refused.code.status(), None))
}

/// The token, also out of a whole link that was pasted.
fn token_of(pasted: &str) -> &str {
    pasted.rsplit_once("token=").map_or(pasted, |(_, token)| token).trim()
}

/// What was sent.
#[derive(Debug, Default)]
struct Form {
    token: String,
    answer: String,
    note: String,
}

impl Form {
    fn read(body: &[u8]) -> Self {
        let mut form = Self::default();
        for (name, value) in form_urlencoded::parse(body) {
            match &*name {
                "token" => value.trim().clone_into(&mut form.token),
                "answer" => form.answer = value.into_owned(),
                "note" => form.note = value.replace("\r\n", "\n"),
                _ => {}
            }
        }
        form
    }

    /// The answer: one of the three, or the person who stands in.
    fn input(&self) -> Option<AnswerInvitation> {
        let note = Some(self.note.clone()).filter(|note| !note.trim().is_empty());
        if let Ok(answer) = self.answer.parse::<InvitationAnswer>() {
            return Some(AnswerInvitation { answer, note, substitute: None });
        }
        let substitute = Uuid::parse_str(&self.answer).ok().map(PersonId::from);
        substitute.map(|_| AnswerInvitation { answer: InvitationAnswer::Declined, note, substitute })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_in_what_was_pasted() {
        assert_eq!(token_of("https://a.example/meeting-answer?token=ab-_1 "), "ab-_1");
        assert_eq!(token_of("https://a.example/meeting-answer#token=ab"), "ab");
        assert_eq!((token_of(" ab "), token_of("")), ("ab", ""));
    }

    #[test]
    fn an_answer_is_one_of_three_or_a_substitute() {
        let input = |answer: &str| Form { answer: answer.to_owned(), ..Form::default() }.input();
        assert_eq!(input("ACCEPTED").unwrap().answer, InvitationAnswer::Accepted);
        let id = Uuid::from_u128(7);
        let represented = input(&id.to_string()).unwrap();
        assert_eq!((represented.answer, represented.substitute), (InvitationAnswer::Declined, Some(id.into())));
        assert!(input("").is_none() && input("YES").is_none());
        let form = Form::read(b"token=t&answer=ACCEPTED&note=a%0D%0Ab&more=1");
        assert_eq!((form.token.as_str(), form.note.as_str()), ("t", "a\nb"));
    }
}
