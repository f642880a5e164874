//! The one TLS stack: rustls with ring.

/// Names ring as the cryptography of TLS for this process, unless somebody named one before. Whatever makes an HTTP
/// client calls it first.
pub fn use_ring() {
    // An error says that there is one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
