//! What is measured: a name, and how to do the job.

use std::hint::black_box;

use crate::{headgate, peers};

type Run = dyn Fn(&[u8]) -> usize;
type Messages = dyn Fn(&[u8]) -> Vec<Vec<u8>>;

pub struct Candidate {
    pub name: String,
    /// Does the job, output included, and gives the bytes of the output. This is what is timed.
    pub run: Box<Run>,
    /// The messages, to be looked at.
    pub messages: Box<Messages>,
}

/// Everybody: limits, peers, Headgate.
pub fn all() -> Vec<Candidate> {
    let peers = peers::limits().into_iter().chain(peers::all()).map(|(name, peer)| of_peer(name, peer));
    peers.chain(headgate::candidates()).collect()
}

/// Those that do the job, to compare what they make of a batch.
pub fn doing_the_job() -> Vec<Candidate> {
    let peers = peers::all().into_iter().map(|(name, peer)| of_peer(name, peer));
    let engines = headgate::Engine::available();
    peers.chain(engines.into_iter().map(|it| headgate::candidate(it, headgate::Work::Whole))).collect()
}

/// The one called `name` among the peers and limits.
pub fn peer(name: &str) -> Candidate {
    let mut peers = peers::limits().into_iter().chain(peers::all());
    let (name, peer) = peers.find(|(it, _)| *it == name).expect("a peer of that name");
    of_peer(name, peer)
}

fn of_peer(name: &str, peer: peers::Peer) -> Candidate {
    Candidate {
        name: name.to_owned(),
        run: Box::new(move |batch| black_box(peer(batch)).len()),
        messages: Box::new(move |batch| vec![peer(batch)]),
    }
}
