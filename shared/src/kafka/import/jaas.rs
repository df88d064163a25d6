//! A login module and its options: `…PlainLoginModule required username="alice" password="…";`.

use super::ImportProblem;

/// The name that it has in Java's properties.
pub(super) const NAME: &str = "sasl.jaas.config";

const FLAGS: &[&str] = &["required", "requisite", "sufficient", "optional"];

/// A login module as the text has it. It can hold a password, and has no `Debug`.
pub(super) struct Module {
    pub(super) class: String,
    pub(super) options: Vec<(String, String)>,
}

impl Module {
    /// The value of the option called `name`.
    pub(super) fn option(&self, name: &str) -> Option<&str> {
        self.options.iter().rev().find(|(it, _)| it == name).map(|(_, value)| &**value)
    }

    /// Whether its class has this name, in whichever package.
    pub(super) fn is(&self, class: &str) -> bool {
        self.class.rsplit('.').next() == Some(class)
    }
}

/// Whether `line` is the beginning of a JAAS text.
pub(super) fn begins(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is_module = first.ends_with("LoginModule") && !first.contains(['=', ':', '"', '\'']);
    let is_context = matches!(first.trim_end_matches('{'), "KafkaClient" | "KafkaServer");
    is_module || is_context && (second.starts_with('{') || first.ends_with('{') || second.is_empty())
}

/// The first login module of `text`.
///
/// # Errors
/// If it is no JAAS text, or is cut off.
pub(super) fn module(text: &str) -> Result<Module, ImportProblem> {
    let broken = |why| ImportProblem::Jaas { why };
    let mut tokens = tokens(text).map_err(broken)?.into_iter().peekable();
    let mut class = tokens.next().and_then(Token::word).ok_or(broken("it begins with no login module"))?;
    if tokens.next_if_eq(&Token::Sign('{')).is_some() {
        class = tokens.next().and_then(Token::word).ok_or(broken("there is no login module in the braces"))?;
    }
    let flag = tokens.next().and_then(Token::word).unwrap_or_default();
    if !FLAGS.contains(&&*flag.to_ascii_lowercase()) {
        return Err(broken("`required` does not stand after the login module"));
    }
    let mut options = Vec::new();
    loop {
        let name = match tokens.next() {
            Some(Token::Sign(';')) => return Ok(Module { class, options }),
            Some(Token::Word(name) | Token::Quoted(name)) => name,
            Some(_) => return Err(broken("an option has no name")),
            None => return Err(broken("there is no semicolon at its end")),
        };
        let value = match (tokens.next(), tokens.next()) {
            (Some(Token::Sign('=')), Some(Token::Word(value) | Token::Quoted(value))) => value,
            _ => return Err(broken("an option has no value")),
        };
        options.push((name, value));
    }
}

#[derive(PartialEq)]
enum Token {
    Word(String),
    Quoted(String),
    Sign(char),
}

impl Token {
    fn word(self) -> Option<String> {
        match self {
            Self::Word(word) => Some(word),
            Self::Quoted(_) | Self::Sign(_) => None,
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, &'static str> {
    let (mut tokens, mut rest) = (Vec::new(), text.trim_start());
    while let Some(first) = rest.chars().next() {
        let mut chars = rest.chars();
        if rest.starts_with("//") || first == '#' {
            rest = rest.split_once('\n').map_or("", |(_, rest)| rest);
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").ok_or("a comment does not end")?.1;
        } else if matches!(first, '"' | '\'') {
            chars.next();
            tokens.push(Token::Quoted(quoted(&mut chars, first)?));
            rest = chars.as_str();
        } else if matches!(first, '=' | ';' | '{' | '}') {
            tokens.push(Token::Sign(first));
            chars.next();
            rest = chars.as_str();
        } else {
            let ends = |it: char| it.is_whitespace() || matches!(it, '=' | ';' | '{' | '}' | '"' | '\'');
            let (word, after) = rest.split_at(rest.find(ends).unwrap_or(rest.len()));
            tokens.push(Token::Word(word.to_owned()));
            rest = after;
        }
        rest = rest.trim_start();
    }
    Ok(tokens)
}

/// Undoes the escapes of `java.io.StreamTokenizer`, which reads such texts in Java.
fn quoted(chars: &mut std::str::Chars<'_>, quote: char) -> Result<String, &'static str> {
    const CUT_OFF: &str = "a quoted text does not end";
    let mut text = String::new();
    loop {
        let it = chars.next().ok_or(CUT_OFF)?;
        text.push(match it {
            '\\' => match chars.next().ok_or(CUT_OFF)? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'b' => '\x08',
                'f' => '\x0c',
                'a' => '\x07',
                'v' => '\x0b',
                digit @ '0'..='7' => octal(chars, digit),
                other => other,
            },
            '\n' | '\r' => return Err(CUT_OFF),
            _ if it == quote => return Ok(text),
            _ => it,
        });
    }
}

/// One to three octal digits, up to `\377`.
fn octal(chars: &mut std::str::Chars<'_>, first: char) -> char {
    let longest = if first <= '3' { 2 } else { 1 };
    let mut code = first.to_digit(8).unwrap_or_default();
    for _ in 0..longest {
        let Some(digit) = chars.clone().next().and_then(|it| it.to_digit(8)) else { break };
        code = code * 8 + digit;
        chars.next();
    }
    char::from_u32(code).unwrap_or_default()
}
