//! Writing XML in memory.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};
use std::io;

/// Writes a document. `write` writes everything below the declaration.
pub(crate) fn document(write: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written =
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| write(&mut writer));
    written.expect("a buffer in memory takes everything");
    String::from_utf8(writer.into_inner()).expect("all that was written was text")
}

/// A text without the signs that XML 1.0 cannot carry, not even escaped.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control() && !matches!(sign, '\u{fffe}' | '\u{ffff}')).collect()
}
