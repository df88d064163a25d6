//! VRL: the job as a program, compiled once. One batch is one event of VRL's.

use std::collections::BTreeMap;

use vrl::compiler::state::RuntimeState;
use vrl::compiler::{Context, Program, TargetValue, TimeZone, compile};
use vrl::value::{Secrets, Value};

const PROGRAM: &str = r#"
    del(.application_info)
    del(.device_info)
    del(.source_info)
    kept = filter(array!(.events)) -> |_index, event| {
        type = event.event_type
        type != "user_attribute_change" && type != "user_identity_change" && type != "network_performance"
    }
    .events = map_values(kept) -> |event| {
        del(event.data.location)
        event
    }
"#;

thread_local! {
    static COMPILED: Program = compile(PROGRAM, &vrl::stdlib::all()).expect("the program is compiled").program;
}

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    let mut target = TargetValue {
        value: serde_json::from_slice(batch).expect("a batch"),
        metadata: Value::Object(BTreeMap::new()),
        secrets: Secrets::default(),
    };
    let mut state = RuntimeState::default();
    let time_zone = TimeZone::default();
    COMPILED.with(|program| program.resolve(&mut Context::new(&mut target, &mut state, &time_zone)).expect("it runs"));
    serde_json::to_vec(&target.value).expect("a value can be written")
}
