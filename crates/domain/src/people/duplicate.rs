//! How the same person is noticed under another spelling.

use crate::shared::search_key;

/// The form by which two people of the same name are noticed: folded, and with the words in alphabetical order, so that
/// `Kim Müller-Beispiel` and `Beispiel-Mueller, Kim` are the same.
pub fn name_key(given: Option<&str>, family: &str) -> String {
    let folded = search_key(&format!("{} {family}", given.unwrap_or_default()));
    let mut words: Vec<&str> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_are_one() {
        let key = name_key(Some("Kim"), "Müller-Beispiel");
        assert_eq!(key, name_key(Some("KIM"), "Mueller Beispiel"));
        assert_eq!(key, name_key(Some("kim"), "Beispiel-Muller"));
        assert_ne!(key, name_key(Some("Alex"), "Müller-Beispiel"));
        assert_eq!(name_key(None, "Beispiel"), "beispiel");
    }
}
