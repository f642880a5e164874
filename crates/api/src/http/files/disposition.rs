//! How a browser saves or shows a file: `Content-Disposition` (RFC 6266).

use axum::http::HeaderValue;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 8187 lets stand as it is.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// The header for a file of this name: once in ASCII for old clients, once as it is.
pub(in crate::http) fn disposition(name: &str, inline: bool) -> HeaderValue {
    let kind = if inline { "inline" } else { "attachment" };
    let plain = |sign: char| {
        if sign.is_ascii_graphic() && !matches!(sign, '"' | '\\' | '%') || sign == ' ' { sign } else { '_' }
    };
    let ascii: String = name.chars().map(plain).collect();
    let encoded = utf8_percent_encode(name, ENCODED);
    HeaderValue::try_from(format!("{kind}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or(HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_is_said_in_both_ways() {
        assert_eq!(
            disposition("Übersicht (1).pdf", false),
            "attachment; filename=\"_bersicht (1).pdf\"; filename*=UTF-8''%C3%9Cbersicht%20%281%29.pdf"
        );
        assert_eq!(
            disposition("a\"b\r\n%.txt", true),
            "inline; filename=\"a_b___.txt\"; filename*=UTF-8''a%22b%0D%0A%25.txt"
        );
    }
}
