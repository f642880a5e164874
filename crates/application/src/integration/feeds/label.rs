//! What feeds say in the language of their reader.

use domain::integration::feeds::FeedNews;
use domain::shared::{BERLIN, Coded, Language, Timestamp};

/// The wording in a language.
pub(super) const fn pick(language: Language, german: &'static str, english: &'static str) -> &'static str {
    match language {
        Language::German => german,
        Language::English => english,
    }
}

/// The tag of a language (RFC 5646).
pub(super) const fn tag(language: Language) -> &'static str {
    pick(language, "de", "en")
}

/// A value: its German name, or what its code says in English.
pub(super) fn term<C: Coded>(language: Language, value: C, german: &'static str) -> String {
    match language {
        Language::German => german.to_owned(),
        Language::English => value.code().to_lowercase().replace('_', " "),
    }
}

/// What happened.
pub(super) const fn news(language: Language, news: FeedNews) -> &'static str {
    let english = match news {
        FeedNews::Published => "New",
        FeedNews::Changed => "Changed",
        FeedNews::Moved => "New date",
        FeedNews::FormatChanged => "Other format",
        FeedNews::Postponed => "Postponed",
        FeedNews::Cancelled => "Cancelled",
        FeedNews::Withdrawn => "Withdrawn",
    };
    pick(language, news.german(), english)
}

/// An instant with the offset of North Rhine-Westphalia (RFC 3339), to the second.
pub(super) fn instant(at: Timestamp) -> String {
    zoned(at).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// An instant as people write it.
pub(super) fn readable(language: Language, at: Timestamp) -> String {
    zoned(at).strftime(pick(language, "%d.%m.%Y, %H:%M Uhr", "%Y-%m-%d, %H:%M")).to_string()
}

fn zoned(at: Timestamp) -> jiff::Zoned {
    jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(BERLIN)
}
