//! What the page may load.

/// Value of the `Content-Security-Policy` header of the page and its files: this host alone.
///
/// Monaco writes style elements of its own and has its icon font as a `data:` address; GraphiQL's fonts are embedded the
/// same way. Workers, scripts and connections are files and addresses of this host.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
     font-src 'self' data:; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";

#[cfg(test)]
mod tests {
    use super::CONTENT_SECURITY_POLICY;

    #[test]
    fn the_policy_names_no_other_host() {
        let allowed = ["'none'", "'self'", "'unsafe-inline'", "data:"];
        for directive in CONTENT_SECURITY_POLICY.split("; ") {
            for source in directive.split(' ').skip(1) {
                assert!(allowed.contains(&source), "{directive}");
            }
        }
    }

    #[test]
    fn scripts_come_from_files_only() {
        assert!(CONTENT_SECURITY_POLICY.contains("script-src 'self';"));
    }
}
