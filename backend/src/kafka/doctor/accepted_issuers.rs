//! The issuers whose client certificates a broker accepts, as it says when it asks for one. OpenSSL keeps them; the crate
//! `openssl` has no function for it, so this calls OpenSSL.

#![allow(unsafe_code, reason = "the crate openssl has no safe function for SSL_get0_peer_CA_list")]

use std::ffi::c_void;

use foreign_types::ForeignTypeRef as _;
use openssl::ssl::SslRef;
use openssl::stack::StackRef;
use openssl::x509::X509Name;

unsafe extern "C" {
    /// Borrowed from the connection; null if the peer has sent none.
    fn SSL_get0_peer_CA_list(ssl: *const c_void) -> *mut c_void;
}

/// Their names; none if the broker asks for no certificate, or accepts those of anybody.
pub(super) fn of(ssl: &SslRef) -> Vec<X509Name> {
    // SAFETY: the pointer is that of a live connection, which the callee does not change.
    let names = unsafe { SSL_get0_peer_CA_list(ssl.as_ptr().cast()) };
    if names.is_null() {
        return Vec::new();
    }
    // SAFETY: it is a stack of names (STACK_OF(X509_NAME)) that lives as long as the connection.
    let names = unsafe { StackRef::<X509Name>::from_ptr(names.cast()) };
    names.iter().filter_map(|it| it.to_owned().ok()).collect()
}
