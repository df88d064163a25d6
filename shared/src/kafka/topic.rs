//! What a topic may be called.

use super::KafkaProblem;

/// Characters of a topic's name at the most.
const LONGEST: usize = 249;

/// What is wrong with the topic's name.
pub(super) fn problem(name: &str) -> Option<KafkaProblem> {
    let is_allowed = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '_' | '-');
    let length = name.chars().count();
    match name {
        "" => Some(KafkaProblem::NoTopic),
        "." | ".." => Some(KafkaProblem::TopicDots { name: name.to_owned() }),
        _ if length > LONGEST => Some(KafkaProblem::TopicTooLong { length }),
        _ => match (1..).zip(name.chars()).find(|(_, it)| !is_allowed(*it)) {
            Some((place, found)) => Some(KafkaProblem::TopicCharacter { found, place }),
            None => name.starts_with("__").then_some(KafkaProblem::TopicInternal),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_good_name_has_no_problem() {
        for name in ["events", "app.events-1_b", "_events", "...", &"t".repeat(249)] {
            assert_eq!(problem(name), None, "{name}");
        }
    }

    #[test]
    fn each_fault_is_said_in_words() {
        let long = "é".repeat(250);
        for (name, words) in [
            ("", "No topic is named."),
            (".", "`.` cannot be the name of a topic."),
            ("..", "`..` cannot be the name of a topic."),
            (&long, "The topic's name has 250 characters; Kafka allows 249."),
            ("app events", "' ', character 4 of the topic's name, is not allowed."),
            ("naïve", "'ï', character 3 of the topic's name, is not allowed."),
            ("a\n", "'\\n', character 2 of the topic's name, is not allowed."),
            ("__e", "The topic's name begins with two underscores, as those of Kafka's internal topics do."),
        ] {
            assert_eq!(problem(name).map(|it| it.to_string()).as_deref(), Some(words), "{name}");
        }
    }
}
