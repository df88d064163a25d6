//! From a sender's form to the form that is forwarded.
