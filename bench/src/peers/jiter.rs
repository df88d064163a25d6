//! jiter: a pull parser; runs of what stays are copied as they are written.

use jiter::Jiter;

use crate::job;

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    // It does not check strings that are skipped.
    std::str::from_utf8(batch).expect("UTF-8");
    let mut pass = Pass { json: Jiter::new(batch), batch, out: Vec::with_capacity(batch.len()), from: 0 };
    pass.object(|pass, name| match name {
        Name::Removed => pass.skip(false),
        Name::Events => pass.events(),
        _ => pass.skip(true),
    });
    pass.json.finish().expect("nothing behind the batch");
    pass.keep_to(batch.len());
    pass.out
}

/// What a member's name says.
#[derive(Clone, Copy)]
enum Name {
    Events,
    Data,
    EventType,
    Location,
    Removed,
    Other,
}

impl Name {
    fn of(raw: &[u8]) -> Self {
        if raw.contains(&b'\\') {
            return Self::of(decoded(raw).as_bytes());
        }
        match raw {
            b"events" => Self::Events,
            b"data" => Self::Data,
            b"event_type" => Self::EventType,
            b"location" => Self::Location,
            b"application_info" | b"device_info" | b"source_info" => Self::Removed,
            _ => Self::Other,
        }
    }
}

struct Pass<'j> {
    json: Jiter<'j>,
    batch: &'j [u8],
    out: Vec<u8>,
    /// What stays and is not yet copied begins here.
    from: usize,
}

impl Pass<'_> {
    fn events(&mut self) -> bool {
        let mut more = self.json.next_array().expect("events are an array").is_some();
        let mut any = false;
        while more {
            let start = self.json.current_index();
            self.keep_to(start);
            let length = self.out.len();
            if any {
                self.out.push(b',');
            }
            if self.event() {
                self.keep_to(self.json.current_index());
                any = true;
            } else {
                self.out.truncate(length);
            }
            more = self.json.array_step().expect("an event").is_some();
            // The comma is written when the next event stays.
            self.from = if more { self.json.current_index() } else { self.json.current_index() - 1 };
        }
        true
    }

    /// Whether it stays.
    fn event(&mut self) -> bool {
        let mut stays = true;
        self.object(|pass, name| match name {
            Name::Data => pass.data(),
            Name::EventType => {
                stays &= !job::drops(pass.json.next_str().expect("a type"));
                true
            }
            _ => pass.skip(true),
        });
        stays
    }

    fn data(&mut self) -> bool {
        self.object(|pass, name| match name {
            Name::Location => pass.skip(false),
            _ => pass.skip(true),
        });
        true
    }

    /// Goes through an object. `member` reads the value and says whether the member stays.
    fn object(&mut self, mut member: impl FnMut(&mut Self, Name) -> bool) {
        self.json.peek().expect("an object");
        let mut start = self.json.current_index() + 1;
        let (mut first, mut any) = (true, false);
        let mut name = self.json.next_object_bytes().expect("an object").map(Name::of);
        while let Some(found) = name {
            if !first && !any {
                // All before it went: its comma goes.
                let comma = self.batch[start..].iter().position(|&it| it == b',').expect("a comma");
                self.keep_to(start);
                self.from = start + comma + 1;
            }
            if member(self, found) {
                any = true;
            } else {
                self.keep_to(start);
                self.from = self.json.current_index();
            }
            first = false;
            start = self.json.current_index();
            name = self.json.next_key_bytes().expect("a member").map(Name::of);
        }
    }

    fn skip(&mut self, stays: bool) -> bool {
        self.json.next_skip().expect("a value");
        stays
    }

    /// Copies up to `end`, unless that was cut away.
    fn keep_to(&mut self, end: usize) {
        if end > self.from {
            self.out.extend_from_slice(&self.batch[self.from..end]);
        }
        self.from = self.from.max(end);
    }
}

fn decoded(raw: &[u8]) -> String {
    let quoted = [b"\"", raw, b"\""].concat();
    serde_json::from_slice(&quoted).expect("a string")
}
