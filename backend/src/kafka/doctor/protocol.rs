//! The few requests of Kafka's protocol that are made by hand, before anybody signs in.
//!
//! Formats: <https://kafka.apache.org/protocol.html>.

use std::io::{self, Read, Write};

const API_VERSIONS: i16 = 18;
const SASL_HANDSHAKE: i16 = 17;
const SASL_AUTHENTICATE: i16 = 36;
const CORRELATION: i32 = 0x4865_6164;
/// Bytes of an answer that are read at the most.
const LONGEST: usize = 64 * 1024;

/// Kafka's error codes that are told apart.
pub(super) const UNSUPPORTED_MECHANISM: i16 = 33;
pub(super) const ILLEGAL_SASL_STATE: i16 = 34;

/// Whether a broker answers: every one answers this request, signed in or not.
pub(super) fn api_versions(stream: &mut (impl Read + Write)) -> io::Result<()> {
    exchange(stream, API_VERSIONS, 0, &[]).map(drop)
}

/// The answer to the wish to sign in by `mechanism`: an error code, and what the broker offers.
pub(super) fn sasl_handshake(stream: &mut (impl Read + Write), mechanism: &str) -> io::Result<(i16, Vec<String>)> {
    let mut body = Vec::new();
    put_bytes::<2>(&mut body, mechanism.as_bytes());
    let answer = exchange(stream, SASL_HANDSHAKE, 1, &body)?;
    let mut rest = answer.as_slice();
    let code = i16::from_be_bytes(take(&mut rest)?);
    let count = i32::from_be_bytes(take(&mut rest)?);
    let mechanisms = (0..count.clamp(0, 64)).map(|_| string(&mut rest)).collect::<io::Result<_>>()?;
    Ok((code, mechanisms))
}

/// Whether the broker goes on after the first message of a SASL exchange.
pub(super) fn sasl_authenticate(stream: &mut (impl Read + Write), message: &[u8]) -> io::Result<bool> {
    let mut body = Vec::new();
    put_bytes::<4>(&mut body, message);
    let answer = exchange(stream, SASL_AUTHENTICATE, 0, &body)?;
    Ok(i16::from_be_bytes(take(&mut answer.as_slice())?) == 0)
}

/// A request's bytes.
fn request(api: i16, version: i16, body: &[u8]) -> Vec<u8> {
    let client = b"headgate-check";
    let mut out = Vec::with_capacity(64);
    out.extend(api.to_be_bytes());
    out.extend(version.to_be_bytes());
    out.extend(CORRELATION.to_be_bytes());
    put_bytes::<2>(&mut out, client);
    out.extend(body);
    let mut framed = Vec::with_capacity(out.len() + 4);
    put_bytes::<4>(&mut framed, &out);
    framed
}

fn exchange(stream: &mut (impl Read + Write), api: i16, version: i16, body: &[u8]) -> io::Result<Vec<u8>> {
    stream.write_all(&request(api, version, body))?;
    stream.flush()?;
    let mut size = [0; 4];
    stream.read_exact(&mut size)?;
    let size = usize::try_from(i32::from_be_bytes(size)).unwrap_or(usize::MAX);
    if !(4..=LONGEST).contains(&size) {
        return Err(foreign());
    }
    let mut answer = vec![0; size];
    stream.read_exact(&mut answer)?;
    let (correlation, rest) = answer.split_at(4);
    if correlation == CORRELATION.to_be_bytes() { Ok(rest.to_vec()) } else { Err(foreign()) }
}

/// Not what a Kafka broker says.
fn foreign() -> io::Error {
    io::Error::from(io::ErrorKind::InvalidData)
}

/// Bytes behind their length, which takes `PREFIX` bytes.
fn put_bytes<const PREFIX: usize>(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes();
    out.extend(length.iter().skip(4 - PREFIX));
    out.extend(bytes);
}

fn take<const BYTES: usize>(rest: &mut &[u8]) -> io::Result<[u8; BYTES]> {
    let (taken, after) = rest.split_first_chunk().ok_or_else(foreign)?;
    *rest = after;
    Ok(*taken)
}

fn string(rest: &mut &[u8]) -> io::Result<String> {
    let length = usize::try_from(i16::from_be_bytes(take(rest)?)).map_err(|_null| foreign())?;
    let (taken, after) = rest.split_at_checked(length).ok_or_else(foreign)?;
    *rest = after;
    Ok(String::from_utf8_lossy(taken).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers with fixed bytes, and keeps what it was sent.
    struct Peer {
        answer: io::Cursor<Vec<u8>>,
        sent: Vec<u8>,
    }

    impl Peer {
        fn answering(bytes: &[u8]) -> Self {
            Self { answer: io::Cursor::new(bytes.to_vec()), sent: Vec::new() }
        }
    }

    impl Read for Peer {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.answer.read(buffer)
        }
    }

    impl Write for Peer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.sent.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_handshake_is_written_and_read_as_kafka_does() {
        let mut peer = Peer::answering(b"\0\0\0\x19Head\0\x21\0\0\0\x02\0\x05PLAIN\0\x06SCRAM?");
        assert_eq!(
            sasl_handshake(&mut peer, "GSSAPI").unwrap(),
            (UNSUPPORTED_MECHANISM, vec!["PLAIN".to_owned(), "SCRAM?".to_owned()])
        );
        assert_eq!(peer.sent, b"\0\0\0\x20\0\x11\0\x01Head\0\x0eheadgate-check\0\x06GSSAPI");
    }

    #[test]
    fn what_is_no_answer_of_a_broker_is_refused() {
        for bytes in [&b"HTTP/1.1 400 Bad Request\r\n"[..], b"\0\0\0\x04abcd", b"\0\0\0\x04", b""] {
            assert!(api_versions(&mut Peer::answering(bytes)).is_err(), "{bytes:?}");
        }
    }
}
