//! The language of an answer.

use axum::http::{HeaderMap, header};
use domain::shared::Language;

/// The language that the caller likes best by `Accept-Language` (RFC 9110, 12.5.4); German when they do not say.
pub(super) fn preferred(headers: &HeaderMap) -> Language {
    let wishes = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0.0, Language::default());
    for wish in wishes.split(',') {
        let (tag, quality) = wish.split_once(";q=").unwrap_or((wish, "1"));
        let language = match tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "de" => Language::German,
            "en" => Language::English,
            _ => continue,
        };
        let quality = quality.trim().parse().unwrap_or(0.0);
        if quality > best.0 {
            best = (quality, language);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn german_unless_english_is_liked_better() {
        let preferred = |wishes: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wishes.parse().unwrap());
            preferred(&headers)
        };
        assert_eq!(preferred("en-GB,en;q=0.9,de;q=0.8"), Language::English);
        assert_eq!(preferred("de-DE,de;q=0.9,en;q=0.8"), Language::German);
        assert_eq!(preferred("fr, en;q=0.2"), Language::English);
        assert_eq!(preferred("fr"), Language::German);
        assert_eq!(preferred("*"), Language::German);
        assert_eq!(preferred("en;q=x"), Language::German);
    }
}
