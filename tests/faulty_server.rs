//! Servers with a fault that a real broker cannot show. All listen on a free port of the loopback interface.

mod full;
mod tls;

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

pub use full::FullServer;
pub use tls::Then;

use crate::certificates::Issued;

/// How long a server waits for a client that says nothing.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that answers each connection in one wrong way, until this is dropped.
#[derive(Debug)]
pub struct FaultyServer {
    address: SocketAddr,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl FaultyServer {
    /// Takes connections and never says a word.
    #[must_use]
    pub fn silent() -> Self {
        Self::start(|stream| drop(tls::until_closed(stream)))
    }

    /// Takes connections and closes them at once.
    #[must_use]
    pub fn closing() -> Self {
        Self::start(drop)
    }

    /// Not a TLS server: says `words` as soon as a client is there, as an SSH or SMTP server does, and closes.
    #[must_use]
    pub fn speaking(words: &'static str) -> Self {
        Self::start(move |mut stream| drop(stream.write_all(words.as_bytes())))
    }

    /// A TLS server (1.2 and 1.3) with this certificate, which does not speak Kafka.
    #[must_use]
    pub fn tls(issued: &Issued, then: Then) -> Self {
        let acceptor = tls::modern(issued);
        Self::start(move |stream| tls::serve(&acceptor, stream, then))
    }

    /// A TLS server of old: TLS 1.1 and nothing newer.
    #[must_use]
    pub fn tls_1_1(issued: &Issued) -> Self {
        let acceptor = tls::tls_1_1(issued);
        Self::start(move |stream| tls::serve(&acceptor, stream, Then::Silence))
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same with a name, as the settings take it: `localhost:port`.
    #[must_use]
    pub fn server(&self) -> String {
        format!("localhost:{}", self.address.port())
    }

    fn start(serve: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let stopping = Arc::new(AtomicBool::new(false));
        let stop = Arc::clone(&stopping);
        let serve = Arc::new(serve);
        let thread = thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let serve = Arc::clone(&serve);
                stream.set_read_timeout(Some(PATIENCE)).unwrap();
                thread::spawn(move || serve(stream));
            }
        });
        Self { address, stopping, thread: Some(thread) }
    }
}

impl Drop for FaultyServer {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread, which waits for the next connection.
        let woken = TcpStream::connect(self.address).is_ok();
        if let Some(thread) = self.thread.take().filter(|_| woken) {
            let _ = thread.join();
        }
    }
}
