//! Members of an object, and what is like them, that a reader in blocks of 64 bytes could get wrong.

/// What it is called, and the members.
pub(crate) const MEMBERS: &[(&str, &str)] = &[
    ("true", r#""a":true"#),
    ("false", r#""a":[false]"#),
    ("null", r#""a":null"#),
    ("literal-cut", r#""a":nul"#),
    ("literal-long", r#""a":truee"#),
    ("literal-quoted", r#""a":true"b""#),
    ("literals", r#""a":true false"#),
    ("nan", r#""a":NaN"#),
    ("infinity", r#""a":[-Infinity]"#),
    ("zero", r#""a":0"#),
    ("number", r#""a":-120.0450E-07"#),
    ("number-huge", r#""a":1E+400"#),
    ("integer-large", r#""a":[9007199254740993,-9223372036854775808,9007199254740992]"#),
    (
        "integer-long",
        r#""a":123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890"#,
    ),
    ("number-zeros", r#""a":0.000000000000000000000000000000000000000000000000000000000000000000000000000000000001"#),
    ("number-leading-zero", r#""a":01"#),
    ("number-minus-zero-one", r#""a":-01"#),
    ("number-minus", r#""a":-"#),
    ("number-minus-minus", r#""a":--1"#),
    ("number-plus", r#""a":+1"#),
    ("number-dot", r#""a":1."#),
    ("number-dot-first", r#""a":.5"#),
    ("number-dots", r#""a":1.2.3"#),
    ("number-exponent", r#""a":1e"#),
    ("number-exponent-sign", r#""a":1e+"#),
    ("number-exponents", r#""a":1e5e5"#),
    ("number-exponent-dot", r#""a":1e5.5"#),
    ("number-difference", r#""a":1-2"#),
    ("number-hexadecimal", r#""a":0x1F"#),
    ("numbers", r#""a":1 2"#),
    ("string", r#""a":"b{}[]:,c""#),
    ("string-empty", r#""a":"","b":"""#),
    ("string-escapes", r#""a":"\"\\\/\b\f\n\r\t""#),
    ("string-backslashes-even", r#""a":"\\\\\\\\\\\\","b":1"#),
    ("string-backslashes-odd", r#""a":"\\\\\\\\\\\"","b":1"#),
    (
        "string-backslashes-long",
        r#""a":"\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\\","b":1"#,
    ),
    ("string-unicode-escapes", r#""a":"\u00e9\ud83d\ude00\uD83D""#),
    ("string-unicode-escape-cut", r#""a":"\u00e""#),
    ("string-unicode-escape-wrong", r#""a":"\u00g9""#),
    ("string-escape-unknown", r#""a":"\x""#),
    ("string-control", "\"a\":\"b\u{1}c\""),
    ("string-line-break", "\"a\":\"b\nc\""),
    ("string-raw", "\"a\":\"é😀\u{2028}\u{7f}\u{fffd}\""),
    ("string-unclosed", r#""a":"b"#),
    ("strings", r#""a":"b""c""#),
    ("backslash-outside", r#""a":\"b""#),
    ("control-outside", "\"a\":\u{1}1"),
    ("raw-outside", "\"a\":é"),
    ("form-feed", "\"a\":\u{c}1"),
    ("no-break-space", "\"a\":\u{a0}1"),
    ("empty-containers", r#""a":{},"b":[],"c":[{},[]]"#),
    ("containers", r#""a":[{"b":[1,{"c":null}]},"d"]"#),
    ("comma-behind", r#""a":[1,]"#),
    ("comma-behind-member", r#""a":{"b":1,}"#),
    ("comma-before", r#""a":[,1]"#),
    ("commas", r#""a":1,,"b":2"#),
    ("comma-missing", r#""a":1"b":2"#),
    ("colon-missing", r#""a" 1"#),
    ("colons", r#""a"::1"#),
    ("colon-in-array", r#""a":["b":1]"#),
    ("colon-behind", r#""a":1:2"#),
    ("value-missing", r#""a":"#),
    ("name-alone", r#""a""#),
    ("name-bare", "a:1"),
    ("name-number", "1:2"),
    ("name-container", "{}:1"),
    ("brackets-crossed", r#""a":[{]}"#),
    ("bracket-wrong", r#""a":[1}"#),
    ("brace-wrong", r#""a":{"b":1]"#),
    ("bracket-more", r#""a":1]"#),
    ("name-escaped", r#""\u0061pi_key":"5ec2e7","\u006d\u0070_deviceid":{"a":1},"b":2"#),
    ("name-backslashes", r#""a\\\\":1,"\\\"":2,"ip\\":3"#),
    ("names-repeated", r#""ip":1,"a":2,"ip":{"ip":3},"mpid":4,"mpid":5"#),
    ("names-nearly", r#""IP":1,"Api_Key":2,"a":{"ip":3}"#),
    ("identities", r#""user_identities":{"email":"a","CustomerId":null,"x":"b"},"mpid":-7"#),
    ("outgoing", r#""message_id":"m","unique_id":1,"context":{"location":{"a":1}},"unique_id":2"#),
    ("event", r#""events":[{"data":{"location":{"a":1},"event_id":5},"event_type":"opt_out"}]"#),
    (
        "events",
        r#""events":[{"event_type":"opt_out","data":{}},7,{"event_type":"x"},{"event_type":"OPT_OUT","data":null}]"#,
    ),
    (
        "events-twice",
        r#""events":[{"event_type":"opt_out"}],"a":1,"events":[{"event_type":"first_run","event_type":"x"}]"#,
    ),
    ("number-exponent-sign-dot", r#""a":1E+1.5"#),
    ("number-exponent-sign-exponent", r#""a":1e-1e5"#),
    // The only white space is read before its block is looked at.
    ("event-white", r#""events":[123456 ,null,{"event_type":"first_run"} ,{"data":{},"event_type":"x"}]"#),
    ("member-white", r#""api_key":"5ec2e7" ,"b":2,"mp_deviceid":{"a":1} ,"c":3"#),
    ("value-white", r#""a":1,"api_key": "5ec2e7""#),
    ("values-white", r#""events":[{"data":{"event_id": 5,"location": null},"event_type": "opt_out"}],"mpid": 7"#),
];

/// An object with `members` behind a member that ends at `at`.
pub(crate) fn dense(members: &str, at: usize) -> String {
    format!("{{\"p\":\"{}\",{members}}}", "x".repeat(at.saturating_sub(8)))
}

/// The same behind white space, which also stands between the tokens around it.
pub(crate) fn white(members: &str, at: usize) -> String {
    let members = members.replace("\":", "\" :\t").replace(",\"", " ,\r\n\"");
    format!("{{{}{members} \n}} ", " \t".repeat(at / 2))
}

/// `depth` containers of several kinds, the root among them.
pub(crate) fn nested(depth: usize) -> [String; 4] {
    let inner = depth - 1;
    [
        format!("{{\"a\":{}{}}}", "[".repeat(inner), "]".repeat(inner)),
        format!("{{\"a\":{}1{}}}", "{\"a\":".repeat(inner), "}".repeat(inner)),
        format!("{{\"events\":{}{}}}", "[".repeat(inner), "]".repeat(inner)),
        format!("[{{}},{}1{}]", "{\"context\":".repeat(depth), "}".repeat(depth)),
    ]
}
