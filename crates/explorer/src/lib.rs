//! The GraphiQL page of the platform, bundled at build time from pinned npm packages (`web/`) and embedded.
//!
//! The page lies at `/graphiql`, its files below that. Beside `/graphql` it reads two lists that are files as well:
//! `examples.json` holds the documents of `schema/operations` (`{name, kind, ready, document, variables?}`);
//! `demo-accounts.json` is empty, and a demo answers its address with `{email, password, role, place}` of its accounts.

mod policy;

pub use policy::CONTENT_SECURITY_POLICY;

/// A file of the page.
#[derive(Clone, Copy)]
pub struct Asset {
    /// The file as it is.
    pub bytes: &'static [u8],
    /// The file compressed by gzip, where that is shorter.
    pub gzip: Option<&'static [u8]>,
    /// Value of the `Content-Type` header.
    pub content_type: &'static str,
    /// Whether the name holds a hash of the content, so that the file may be kept for ever.
    pub immutable: bool,
}

impl Asset {
    /// Value of the `Cache-Control` header.
    pub const fn cache_control(&self) -> &'static str {
        if self.immutable { "public, max-age=31536000, immutable" } else { "no-cache" }
    }
}

/// All files by name, sorted.
static ASSETS: &[(&str, Asset)] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// The file at a path below `/graphiql`, with or without a leading slash; the empty path is the page itself.
pub fn asset(path: &str) -> Option<Asset> {
    let name = match path.strip_prefix('/').unwrap_or(path) {
        "" => "index.html",
        name => name,
    };
    let at = ASSETS.binary_search_by_key(&name, |(name, _)| name).ok()?;
    Some(ASSETS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> &'static str {
        std::str::from_utf8(asset("").unwrap().bytes).unwrap()
    }

    #[test]
    fn the_page_is_found_at_the_empty_path_and_must_be_asked_for_again() {
        let page = asset("/").unwrap();
        assert_eq!(page.content_type, "text/html; charset=utf-8");
        assert_eq!(page.cache_control(), "no-cache");
    }

    #[test]
    fn every_file_that_the_page_names_is_embedded_for_ever() {
        let names: Vec<_> = page().split('"').filter_map(|part| part.strip_prefix("/graphiql/")).collect();
        assert_eq!(names.len(), 3, "icon, style and script in {}", page());
        for name in names {
            assert!(asset(name).is_some_and(|file| file.immutable), "{name}");
        }
    }

    #[test]
    fn the_script_is_compressed_to_less_than_half() {
        let name = page().split('"').find_map(|part| part.strip_prefix("/graphiql/assets/main-")?.strip_suffix(".js"));
        let script = asset(&format!("assets/main-{}.js", name.unwrap())).unwrap();
        let gzip = script.gzip.unwrap();
        assert!(gzip.starts_with(&[0x1f, 0x8b]));
        assert!(gzip.len() < script.bytes.len() / 2);
    }

    #[test]
    fn every_named_operation_is_an_example() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/operations");
        let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = files.filter_map(|file| file.strip_suffix(".graphql").map(str::to_owned)).collect();
        names.sort();
        let examples: serde_json::Value = serde_json::from_slice(asset("examples.json").unwrap().bytes).unwrap();
        let shown: Vec<_> =
            examples.as_array().unwrap().iter().map(|example| example["name"].as_str().unwrap()).collect();
        assert_eq!(shown, names);
    }

    #[test]
    fn an_unknown_path_is_no_file() {
        for path in ["index", "assets", "assets/", "../Cargo.toml", "//", "index.html.gz"] {
            assert!(asset(path).is_none(), "{path}");
        }
    }
}
