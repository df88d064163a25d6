//! A port that never answers a connection attempt, as behind a firewall that drops packets.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::SockRef;

/// Far longer than a connection on the loopback interface takes.
const UNANSWERED: Duration = Duration::from_millis(300);

/// A listener whose queue of waiting connections is full and stays so: Linux drops every further attempt.
#[derive(Debug)]
pub struct FullServer {
    listener: TcpListener,
    /// Those that wait in the queue.
    _waiting: Vec<TcpStream>,
}

impl FullServer {
    /// Listens, and fills its queue.
    #[must_use]
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        // The shortest queue that there is: of one.
        SockRef::from(&listener).listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let attempts = std::iter::repeat_with(|| TcpStream::connect_timeout(&address, UNANSWERED));
        Self { listener, _waiting: attempts.map_while(Result::ok).collect() }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.listener.local_addr().unwrap()
    }

    /// The same with a name, as the settings take it: `localhost:port`.
    #[must_use]
    pub fn server(&self) -> String {
        format!("localhost:{}", self.address().port())
    }
}
