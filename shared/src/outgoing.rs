//! From a sender's form to the form that is forwarded.
//!
//! What mParticle adds and rewrites is not published in full; the evidence for each rule is gathered in SPEC 3.1 and
//! its reference. Everything here is pure: time and ids come from the receipt and from the batch's own bytes.

mod digests;
mod ids;
mod members;
mod spelling;

pub use digests::Digests;
pub(crate) use digests::digest;
pub(crate) use ids::Ids;
pub(crate) use members::{BATCH_DEFAULTS, Default, INTEGERS};
pub(crate) use spelling::{Spelled, Values, enumerated, spell_identity, values};
