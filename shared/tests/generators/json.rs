//! JSON values as their tokens: white space can stand between any two.

use proptest::collection::vec;
use proptest::prelude::*;

/// Any value.
pub(crate) fn value() -> impl Strategy<Value = Vec<String>> {
    scalar().prop_map(|it| vec![it]).prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(|items| list("[", "]", items)),
            vec((name(), inner), 0..4).prop_map(object),
        ]
    })
}

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        Just("-0".to_owned()),
        Just("1.50".to_owned()),
        Just("1E+400".to_owned()),
        Just("123456789012345678901234567890".to_owned()),
        any::<i64>().prop_map(|it| it.to_string()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,4})?",
        string(),
    ]
}

/// Any string, in its quotes.
pub(crate) fn string() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z é😀{}\\[\\],:]{0,8}".prop_map(|it| format!("\"{it}\"")),
        "(\\\\\\\\){0,6}(\\\\[\"/bfnrt]|\\\\u[0-9a-fA-F]{4}|x){0,3}".prop_map(|it| format!("\"{it}\"")),
        Just(r#""\ud83d""#.to_owned()),
        Just(r#""\u0041\/\"\\""#.to_owned()),
    ]
}

/// A member's name, in its quotes.
pub(crate) fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{1,3}".prop_map(|it| format!("\"{it}\"")),
        1 => Just("\"location\"".to_owned()),
        1 => Just("\"api_key\"".to_owned()),
        1 => Just("\"ip\"".to_owned()),
    ]
}

/// An array, or anything like it.
pub(crate) fn list(open: &str, close: &str, items: Vec<Vec<String>>) -> Vec<String> {
    let mut tokens = vec![open.to_owned()];
    for (at, item) in items.into_iter().enumerate() {
        tokens.extend((at > 0).then(|| ",".to_owned()));
        tokens.extend(item);
    }
    tokens.push(close.to_owned());
    tokens
}

/// An object of these names, in their quotes, and values.
pub(crate) fn object(members: Vec<(String, Vec<String>)>) -> Vec<String> {
    let member = |(name, value): (String, Vec<String>)| [vec![name, ":".to_owned()], value].concat();
    list("{", "}", members.into_iter().map(member).collect())
}

/// The tokens with white space between them.
pub(crate) fn spaced(tokens: &[String], spaces: &[&str]) -> String {
    tokens.iter().enumerate().map(|(at, token)| format!("{token}{}", spaces[at % spaces.len()])).collect()
}
