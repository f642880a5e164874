//! The page as HTML: facts, a form and a result, without scripts, for every screen reader.

use super::labels::Labels;
use application::meetings::LinkedInvitation;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::meetings::InvitationAnswer;
use domain::shared::{LongText, Name};
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The longest remark of the form, in characters.
const NOTE: usize = 2_000;

const STYLE: &str = "body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;\
                     color:#1a1a1a;background:#fff}label.block,legend,dt{font-weight:600}label.block{display:block}\
                     input,textarea,button{font:inherit;padding:.5rem;border:2px solid #1a1a1a}\
                     textarea,input[type=text]{width:100%;box-sizing:border-box}fieldset{border:2px solid #1a1a1a;\
                     margin:0 0 1rem}fieldset p{margin:.5rem 0}button{background:#1a1a1a;color:#fff}\
                     :focus-visible{outline:3px solid #0b57d0;outline-offset:2px}dd{margin:0 0 .5rem 0}\
                     section[role]{border-left:.5rem solid #1a1a1a;padding-left:1rem}";

/// Nothing may run, load or frame the page; the only style is the one in it, known by its digest.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let digest = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// What the page tells.
pub(super) enum Told<'t> {
    /// The invitation, and what came of an answer to it.
    Invitation(&'t str, &'t LinkedInvitation, Came<'t>),
    /// There is no link yet.
    Nothing,
    /// The link is none, or is too old.
    Invalid,
    /// It was refused: with this status, and in so many seconds it may be tried again.
    Refused(StatusCode, Option<HeaderValue>),
}

/// What came of an answer.
pub(super) enum Came<'t> {
    /// None was given.
    Unasked,
    /// It is stored.
    Stored,
    /// It is not, because of this.
    Refused(&'t [String]),
}

/// The page.
pub(super) fn page(labels: &Labels, told: Told<'_>) -> Response {
    let (status, retry, inner) = match told {
        Told::Invitation(token, linked, came) => {
            let status = match came {
                Came::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
                Came::Unasked | Came::Stored => StatusCode::OK,
            };
            (status, None, invitation(labels, token, linked, &came))
        }
        Told::Nothing => (StatusCode::OK, None, paste(labels)),
        Told::Invalid => {
            let why = section("alert", labels.not_stored, &format!("<p>{}</p>\n", labels.invalid));
            (StatusCode::NOT_FOUND, None, format!("{why}{}", paste(labels)))
        }
        Told::Refused(status, retry) => {
            let why = if status == StatusCode::TOO_MANY_REQUESTS { labels.busy } else { labels.failed };
            (status, retry, section("alert", labels.not_stored, &format!("<p>{why}</p>\n")))
        }
    };
    let Labels { language, title, .. } = labels;
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – BildungsNetz</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n{inner}</main>\n</body>\n</html>\n"
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("Accept-Language")),
        (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
    ];
    let mut response = (status, headers, Html(html)).into_response();
    if let Some(seconds) = retry {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

fn section(role: &str, title: &str, inner: &str) -> String {
    format!("<section role=\"{role}\" aria-labelledby=\"result\">\n<h2 id=\"result\">{title}</h2>\n{inner}</section>\n")
}

/// A form for the link of the mail, for those whose mail program has cut it.
fn paste(labels: &Labels) -> String {
    let Labels { ask, link, link_hint, open, .. } = labels;
    format!(
        "<p>{ask}</p>\n<form action=\"/meeting-answer\" method=\"get\">\n<label class=\"block\" for=\"token\">{link}</label>\n\
         <input id=\"token\" name=\"token\" type=\"text\" required maxlength=\"1000\" autocomplete=\"off\" \
         spellcheck=\"false\" aria-describedby=\"hint\">\n<p id=\"hint\">{link_hint}</p>\n\
         <button type=\"submit\">{open}</button>\n</form>\n"
    )
}

fn invitation(labels: &Labels, token: &str, linked: &LinkedInvitation, came: &Came<'_>) -> String {
    let result = match came {
        Came::Unasked => String::new(),
        Came::Stored => {
            let answer = answered(labels, linked).unwrap_or_default();
            let hint = labels.stored_hint;
            section("status", labels.stored, &format!("<p><strong>{}</strong></p>\n<p>{hint}</p>\n", escape(&*answer)))
        }
        Came::Refused(reasons) => {
            let reasons = reasons.iter().map(|reason| format!("<p>{}</p>\n", escape(reason.as_str())));
            section("alert", labels.not_stored, &reasons.collect::<String>())
        }
    };
    let form = if linked.is_open { form(labels, token, linked) } else { format!("<p>{}</p>\n", labels.closed) };
    format!("{result}{}{form}", facts(labels, linked))
}

fn facts(labels: &Labels, linked: &LinkedInvitation) -> String {
    let plan = &linked.meeting.plan;
    let place = plan.place.as_ref().filter(|_| plan.format.has_place()).map(Name::to_string);
    let facts = [
        (labels.committee, Some(linked.committee.profile.name.to_string())),
        (labels.meeting, Some(format!("{}. {}", linked.meeting.number, plan.title))),
        (labels.date, Some(linked.date.clone())),
        (labels.place, place),
        ("Online", plan.online.as_ref().map(ToString::to_string)),
    ];
    let lines = facts.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(format!("<dt>{name}</dt><dd>{}</dd>\n", escape(value.as_str())))
    });
    format!("<dl>\n{}</dl>\n", lines.collect::<String>())
}

/// What was answered, in a sentence.
fn answered(labels: &Labels, linked: &LinkedInvitation) -> Option<String> {
    let substitute = linked.participant.substitute;
    Some(match (linked.participant.answer?, substitute) {
        (InvitationAnswer::Accepted, _) => labels.accepted.to_owned(),
        (InvitationAnswer::Tentative, _) => labels.tentative.to_owned(),
        (InvitationAnswer::Declined, Some(person)) => {
            let name = linked.substitutes.iter().find(|it| it.person == person).map(|it| it.name.as_str());
            format!("{} {}", labels.represented, name.unwrap_or_default())
        }
        (InvitationAnswer::Declined, None) => labels.declined.to_owned(),
    })
}

fn form(labels: &Labels, token: &str, linked: &LinkedInvitation) -> String {
    let (answer, substitute) = (linked.participant.answer, linked.participant.substitute);
    let mut choices = vec![
        choice("ACCEPTED", labels.accepted, answer == Some(InvitationAnswer::Accepted)),
        choice("TENTATIVE", labels.tentative, answer == Some(InvitationAnswer::Tentative)),
        choice("DECLINED", labels.declined, answer == Some(InvitationAnswer::Declined) && substitute.is_none()),
    ];
    for it in &linked.substitutes {
        let chosen = answer == Some(InvitationAnswer::Declined) && substitute == Some(it.person);
        choices.push(choice(&it.person.to_string(), &format!("{} {}", labels.represented, it.name), chosen));
    }
    let note = linked.participant.note.as_ref().map(LongText::as_str).unwrap_or_default();
    let Labels { answer, note: note_label, send, .. } = labels;
    format!(
        "<form action=\"/meeting-answer\" method=\"post\">\n<input type=\"hidden\" name=\"token\" value=\"{}\">\n\
         <fieldset>\n<legend>{answer}</legend>\n{}</fieldset>\n\
         <p><label class=\"block\" for=\"note\">{note_label}</label>\n\
         <textarea id=\"note\" name=\"note\" rows=\"3\" maxlength=\"{NOTE}\">\n{}</textarea></p>\n\
         <button type=\"submit\">{send}</button>\n</form>\n",
        escape(token),
        choices.concat(),
        escape(note)
    )
}

fn choice(value: &str, text: &str, chosen: bool) -> String {
    let checked = if chosen { " checked" } else { "" };
    format!(
        "<p><label><input type=\"radio\" name=\"answer\" value=\"{value}\" required{checked}> {}</label></p>\n",
        escape(text)
    )
}
