//! The command line, run in the test's own process.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use backend::cli::{self, Io};

/// What a command printed.
#[derive(Debug, PartialEq, Eq)]
pub struct Printed {
    /// The exit code.
    pub code: u8,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A stream that can be looked at afterwards.
#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// Runs `headgate` with these arguments and this standard input.
#[must_use]
pub fn headgate(args: &[&str], stdin: &[u8]) -> Printed {
    headgate_with(args, stdin, |_| {})
}

/// Runs the command with streams that are changed before.
pub fn headgate_with(args: &[&str], stdin: &[u8], change: impl FnOnce(&mut Io)) -> Printed {
    let (out, err) = (Stream::default(), Stream::default());
    let mut io = Io {
        stdin: Box::new(io::Cursor::new(stdin.to_vec())),
        stdin_is_terminal: false,
        stdout: Box::new(out.clone()),
        stderr: Box::new(err.clone()),
        colour: false,
        watched: false,
        window: 8 * 1024 * 1024,
    };
    change(&mut io);
    let args = std::iter::once("headgate").chain(args.iter().copied()).map(Into::into);
    let code = cli::run(args, &mut io);
    Printed { code, out: out.text(), err: err.text() }
}
