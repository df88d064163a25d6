//! jaq: the job as a jq program, compiled once. It does not check UTF-8.

use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Ctx, Vars, data, unwrap_valr};
use jaq_json::write::Pp;
use jaq_json::{Val, read, write};

type Filter = jaq_core::compile::Filter<jaq_core::Native<data::JustLut<Val>>>;

const PROGRAM: &str = r#"
    del(.application_info, .device_info, .source_info)
    | .events |= map(
        select(.event_type | . != "user_attribute_change" and . != "user_identity_change" and . != "network_performance")
        | del(.data.location)
    )
"#;

thread_local! {
    static FILTER: Filter = compile();
}

pub(super) fn filter(batch: &[u8]) -> Vec<u8> {
    let input = read::parse_single(batch).expect("a batch");
    let mut out = Vec::with_capacity(batch.len());
    FILTER.with(|filter| {
        let context = Ctx::<data::JustLut<Val>>::new(&filter.lut, Vars::new([]));
        for value in filter.id.run((context, input)).map(unwrap_valr) {
            write::write(&mut out, &Pp::default(), 0, &value.expect("a value")).expect("a value can be written");
        }
    });
    out
}

fn compile() -> Filter {
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let loaded = Loader::new(definitions).load(&arena, File { code: PROGRAM, path: () }).expect("the program is read");
    jaq_core::Compiler::default().with_funs(functions).compile(loaded).expect("the program is compiled")
}
