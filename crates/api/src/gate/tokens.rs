//! A look at the bare text before it is parsed: the parser descends as deep as the text nests, and reads it all.

use super::code::ErrorCode;
use super::refused::Refused;

/// How deep braces, brackets and parentheses may nest. The parser itself stops at 64 selection sets, but only after
/// its grammar has gone down all the way, and values have no bound at all.
const NESTING: u32 = 60;

/// Checks the text.
///
/// # Errors
/// `QUERY_TOO_LARGE` above the number of tokens, `QUERY_TOO_DEEP` when brackets nest too deep.
pub(super) fn check(source: &str, limit: u32) -> Result<(), Refused> {
    let bytes = source.as_bytes();
    let (mut at, mut tokens, mut nesting) = (0, 0_u32, 0_u32);
    while let Some(byte) = bytes.get(at) {
        let length = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at += line(&bytes[at..]);
                continue;
            }
            b'{' | b'[' | b'(' => {
                nesting += 1;
                1
            }
            b'}' | b']' | b')' => {
                nesting = nesting.saturating_sub(1);
                1
            }
            b'"' => string(&bytes[at..]),
            b'.' => 3,
            b'_' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => word(&bytes[at..]),
            _ => 1,
        };
        at += length;
        tokens += 1;
        if tokens > limit {
            return Err(Refused::above(ErrorCode::QueryTooLarge, "many tokens", limit));
        }
        if nesting > NESTING {
            return Err(Refused::above(ErrorCode::QueryTooDeep, "deeply nested brackets", NESTING));
        }
    }
    Ok(())
}

/// The length of the rest of the line.
fn line(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(bytes.len())
}

/// The length of a name or number.
fn word(bytes: &[u8]) -> usize {
    let inside = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+' | b'.');
    bytes.iter().position(|byte| !inside(byte)).unwrap_or(bytes.len())
}

/// The length of a string or block string with its quotes. One that does not end takes the rest of the line or text,
/// in which the parser will find its error.
fn string(bytes: &[u8]) -> usize {
    const BLOCK: &[u8] = b"\"\"\"";
    let block = bytes.starts_with(BLOCK);
    let mut at = if block { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if !block => return at + 1,
            b'"' if bytes[at..].starts_with(BLOCK) => return at + 3,
            b'\\' if block && bytes[at + 1..].starts_with(BLOCK) => at += 4,
            b'\\' if !block => at += 2,
            b'\n' | b'\r' if !block => return at,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str, limit: u32) -> Option<ErrorCode> {
        check(source, limit).err().map(|refused| refused.code)
    }

    #[test]
    fn tokens_are_counted_and_commas_comments_and_strings_are_not() {
        let source = "query($a:Int){ me(name: \"{ { {\", b: -1.5e3) # { { {\n { id } }";
        assert_eq!(code(source, 22), None);
        assert_eq!(code(source, 15), Some(ErrorCode::QueryTooLarge));
    }

    #[test]
    fn brackets_may_not_nest_without_end() {
        for bracket in ["{a", "[", "("] {
            assert_eq!(code(&bracket.repeat(60), 1_000_000), None);
            assert_eq!(code(&bracket.repeat(1_000_000), 10_000_000), Some(ErrorCode::QueryTooDeep));
        }
        assert_eq!(code(&"{a}".repeat(1_000), 10_000), None);
    }

    #[test]
    fn a_string_hides_brackets_only_until_it_ends() {
        let open = "[".repeat(100);
        assert_eq!(code(&format!("\"{open}\""), 10_000), None);
        assert_eq!(code(&format!("\"\"\"{open}\n \\\"\"\" {open} \"\"\""), 10_000), None);
        assert_eq!(code(&format!("\"\"{open}"), 10_000), Some(ErrorCode::QueryTooDeep));
        assert_eq!(code(&format!("\"\\\"\" {open}"), 10_000), Some(ErrorCode::QueryTooDeep));
        assert_eq!(code(&format!("\"\n{open}"), 10_000), Some(ErrorCode::QueryTooDeep));
        assert_eq!(code(&format!("#\r{open}"), 10_000), Some(ErrorCode::QueryTooDeep));
    }

    #[test]
    fn broken_text_ends() {
        for source in ["\"", "\"\\", "\"\"\"", "\"\"\"\\", "\"\"\"\\\"\"", "#", "\0", "ä", "\u{feff}"] {
            assert_eq!(code(source, 10), None, "{source:?}");
        }
    }
}
