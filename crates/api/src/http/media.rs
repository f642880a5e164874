//! Which media type an answer has: GraphQL over HTTP, the part on `Accept`.

use axum::http::{HeaderMap, HeaderValue, header};
use mime::Mime;

/// The two media types of GraphQL over HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/json`: a GraphQL error is an answer like any other, with status 200.
    Json,
    /// `application/graphql-response+json`: the status says how it went.
    GraphqlResponse,
}

impl Media {
    /// The one that the caller likes best; `application/json` when they do not say; none when they accept neither.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        let mut said = false;
        for value in headers.get_all(header::ACCEPT) {
            for range in value.to_str().unwrap_or_default().split(',').filter(|range| !range.trim().is_empty()) {
                said = true;
                let Some((quality, media)) = range.trim().parse().ok().and_then(|range: Mime| read(&range)) else {
                    continue;
                };
                if best.is_none_or(|(known, _)| quality > known) {
                    best = Some((quality, media));
                }
            }
        }
        if said { best.map(|(_, media)| media) } else { Some(Self::Json) }
    }

    /// The value of `Content-Type`.
    pub(super) const fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::Json => "application/json; charset=utf-8",
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
        })
    }
}

fn read(range: &Mime) -> Option<(f32, Media)> {
    let media = match range.essence_str() {
        "application/graphql-response+json" => Media::GraphqlResponse,
        "application/json" | "application/*" | "*/*" => Media::Json,
        _ => return None,
    };
    let quality = range.get_param("q").map_or(1.0, |quality| quality.as_str().parse().unwrap_or(0.0));
    (quality > 0.0 && is_utf8(range)).then_some((quality, media))
}

/// Whether the media type leaves the charset open or names UTF-8.
pub(super) fn is_utf8(media: &Mime) -> bool {
    media.get_param(mime::CHARSET).is_none_or(|charset| charset == mime::UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<Media> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, accept.parse().unwrap());
        Media::accepted(&headers)
    }

    #[test]
    fn the_caller_chooses() {
        assert_eq!(Media::accepted(&HeaderMap::new()), Some(Media::Json));
        assert_eq!(accepted("*/*"), Some(Media::Json));
        assert_eq!(accepted("application/graphql-response+json"), Some(Media::GraphqlResponse));
        assert_eq!(accepted("application/graphql-response+json, application/json"), Some(Media::GraphqlResponse));
        assert_eq!(accepted("application/json;q=0.5, application/graphql-response+json"), Some(Media::GraphqlResponse));
        assert_eq!(
            accepted("text/html, application/graphql-response+json;q=0.1, */*;q=0.8"),
            Some(Media::Json),
            "what is liked better wins"
        );
        assert_eq!(accepted("application/json; charset=UTF-8"), Some(Media::Json));
        assert_eq!(accepted("application/json; charset=iso-8859-1"), None);
        assert_eq!(accepted("application/json;q=0"), None);
        assert_eq!(accepted("text/html"), None);
    }
}
