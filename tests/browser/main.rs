//! The same inputs give the same bytes natively and in WebAssembly.
