//! How text is compared: both databases know too little German, so the keys are computed here and stored.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key for looking a word up: lower case, marks removed, runs of other signs one space, and the three ways to
/// write an umlaut (`Köln`, `Koeln`, `Koln`) the same.
pub fn search_key(text: &str) -> String {
    let plain = fold(text);
    let mut key = String::with_capacity(plain.len());
    for sign in plain.chars() {
        match (key.chars().last(), sign) {
            (Some('a' | 'o' | 'u'), 'e') => {}
            (None | Some(' '), sign) if !sign.is_alphanumeric() => {}
            (_, sign) if sign.is_alphanumeric() => key.push(sign),
            _ => key.push(' '),
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// The key for sorting: DIN 5007-1, where `ä` sorts like `a` and `ß` like `ss`. Ties are broken by the caller.
pub fn sort_key(text: &str) -> String {
    fold(text.trim())
}

fn fold(text: &str) -> String {
    text.nfkd().filter(|sign| !is_combining_mark(*sign) && *sign != '\0').flat_map(char::to_lowercase).fold(
        String::with_capacity(text.len()),
        |mut folded, sign| {
            match sign {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                other => folded.push(other),
            }
            folded
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_ways_to_write_an_umlaut_are_one() {
        assert_eq!(search_key("Köln"), search_key("koeln"));
        assert_eq!(search_key("KÖLN"), search_key("koln"));
        assert_eq!(search_key("Straße"), search_key("strasse"));
    }

    #[test]
    fn signs_separate_words() {
        assert_eq!(search_key("  Mönchengladbach, Stadt - "), "monchengladbach stadt");
    }

    #[test]
    fn german_order_puts_umlauts_with_their_vowel() {
        let mut names = ["Zoo", "Ähre", "apfel", "Bär"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Ähre", "apfel", "Bär", "Zoo"]);
    }
}
