//! The two things in CSS that may hide a semicolon or a brace: comments and strings.

/// Takes the comments out.
pub(super) fn without_comments(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = comment_start(rest) {
        let (before, comment) = rest.split_at(start);
        let after = comment[2..].split_once("*/").map_or("", |(_, after)| after);
        text += before;
        // `a/**/b` is two words and `a b` would be another thing again: keep such a comment, empty.
        let glued = |edge: Option<char>| edge.is_some_and(|edge| !edge.is_whitespace());
        if glued(text.chars().next_back()) && glued(after.chars().next()) {
            text += "/**/";
        }
        rest = after;
    }
    text + rest
}

fn comment_start(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let slash = from + position_outside_strings(&text[from..], &['/'])?;
        if text[slash..].starts_with("/*") {
            return Some(slash);
        }
        from = slash + 1;
    }
}

/// Where the first of these characters stands outside of quotes.
pub(super) fn position_outside_strings(text: &str, wanted: &[char]) -> Option<usize> {
    let mut quote = None;
    let mut escaped = false;
    for (position, character) in text.char_indices() {
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if character == '\\' => escaped = true,
            Some(open) if character == open => quote = None,
            None if wanted.contains(&character) => return Some(position),
            None if matches!(character, '"' | '\'') => quote = Some(character),
            Some(_) | None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_words_stay_apart() {
        assert_eq!(without_comments("/* 一 */a { } /* b"), "a { } ");
        assert_eq!(
            without_comments("margin: 0/* 二 */auto"),
            "margin: 0/**/auto"
        );
        assert_eq!(without_comments("a: '\\'/* no */'"), "a: '\\'/* no */'");
        assert_eq!(without_comments("a: 1 / 2; /*c*/ b"), "a: 1 / 2;  b");
    }
}
