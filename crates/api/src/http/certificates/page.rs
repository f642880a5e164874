//! The page as HTML: a form and a result, without scripts, for every screen reader.

use super::labels::Labels;
use async_graphql::Value;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use quick_xml::escape::escape;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

const STYLE: &str = "body{font:1.0625rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem;\
                     color:#1a1a1a;background:#fff}label{display:block;font-weight:600}\
                     input,button{font:inherit;padding:.5rem;margin:.25rem .25rem .25rem 0;border:2px solid #1a1a1a}\
                     input{width:16rem;max-width:100%}button{background:#1a1a1a;color:#fff}\
                     :focus-visible{outline:3px solid #0b57d0;outline-offset:2px}dt{font-weight:600}\
                     dd{margin:0 0 .5rem 0}";

/// Nothing may run, load or frame the page; the only style is the one in it, known by its digest.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let digest = STANDARD.encode(Sha256::digest(STYLE));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
});

/// What came of a try.
pub(super) enum Tried {
    /// Nothing was tried yet.
    Nothing,
    /// The certificate, as the schema tells of it.
    Found(Value),
    /// There is none.
    Unknown,
    /// It was refused: with this status, and in so many seconds it may be tried again.
    Refused(StatusCode, Option<HeaderValue>),
}

/// The page after a try.
pub(super) fn page(labels: &Labels, typed: &str, tried: Tried) -> Response {
    let (status, retry, result) = match tried {
        Tried::Nothing => (StatusCode::OK, None, String::new()),
        Tried::Found(certificate) => (StatusCode::OK, None, section(labels, &found(labels, &certificate))),
        Tried::Unknown => (StatusCode::NOT_FOUND, None, section(labels, &sentence(labels.unknown))),
        Tried::Refused(status, retry) => {
            let why = if status == StatusCode::TOO_MANY_REQUESTS { labels.busy } else { labels.failed };
            (status, retry, section(labels, &sentence(why)))
        }
    };
    let Labels { language, title, explanation, code, hint, check, .. } = labels;
    let html = format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – BildungsNetz</title>\n\
         <style>{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p>{explanation}</p>\n\
         <form action=\"/certificates/verify\" method=\"get\">\n<label for=\"code\">{code}</label>\n\
         <input id=\"code\" name=\"code\" value=\"{}\" required maxlength=\"40\" autocomplete=\"off\" spellcheck=\"false\" \
         aria-describedby=\"hint\">\n<button type=\"submit\">{check}</button>\n<p id=\"hint\">{hint}</p>\n</form>\n{result}\
         </main>\n</body>\n</html>\n",
        escape(typed)
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

fn section(labels: &Labels, inner: &str) -> String {
    format!(
        "<section aria-labelledby=\"result\" role=\"status\">\n<h2 id=\"result\">{}</h2>\n{inner}</section>\n",
        labels.result
    )
}

fn sentence(text: &str) -> String {
    format!("<p>{text}</p>\n")
}

fn found(labels: &Labels, certificate: &Value) -> String {
    let text = |field: &str| match certificate {
        Value::Object(fields) => match fields.get(field) {
            Some(Value::String(text)) => Some(text.clone()),
            Some(Value::Enum(name)) => Some(name.to_string()),
            Some(Value::Number(number)) => Some(number.to_string()),
            _ => None,
        },
        _ => None,
    };
    let day = |field: &str| {
        let day = text(field)?.parse::<Date>().ok()?;
        Some(day.strftime(labels.day).to_string())
    };
    let minutes = text("minutes").and_then(|minutes| minutes.parse::<i64>().ok());
    let facts = [
        (labels.number, text("number")),
        (labels.issuer, text("issuer")),
        (labels.event, text("title")),
        (labels.series, text("seriesTitle")),
        (labels.hours, minutes.map(|minutes| format!("{} h {:02} min", minutes / 60, minutes % 60))),
        (labels.issued_on, day("issuedOn")),
        (labels.revoked_on, day("revokedOn")),
        (labels.holder, text("holder").or_else(|| Some(labels.hidden.to_owned()))),
    ];
    let shown = facts.into_iter().filter_map(|(name, value)| {
        let value = value?;
        Some(format!("<dt>{name}</dt><dd>{}</dd>\n", escape(value.as_str())))
    });
    let holds = if text("state").as_deref() == Some("ISSUED") { labels.valid } else { labels.revoked };
    format!("<p><strong>{holds}</strong></p>\n<dl>\n{}</dl>\n", shown.collect::<String>())
}
