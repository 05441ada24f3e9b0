//! Counting tests from what the test runners print.

use std::fmt;

/// How many tests passed and failed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// A line of `cargo test`: `test result: ok. 5 passed; 0 failed; 1 ignored; …`, one for each
    /// binary.
    pub(super) fn read_cargo(&mut self, line: &str) {
        let line = without_colours(line);
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|result| result.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            self.add(count.trim());
        }
    }

    /// A line of Playwright's summary: `  12 passed (5.3s)`, `  1 failed`, `  1 flaky`.
    pub(super) fn read_playwright(&mut self, line: &str) {
        let line = without_colours(line);
        // The time is all that may follow.
        let count = line
            .split_once(" (")
            .map_or(line.as_str(), |(count, _)| count);
        self.add(count.trim());
    }

    /// `5 passed`, and nothing else.
    fn add(&mut self, count: &str) {
        let Some((number, outcome)) = count.split_once(' ') else {
            return;
        };
        let Ok(number) = number.parse::<u64>() else {
            return;
        };
        match outcome {
            // A flaky test is one that passed when it was tried again.
            "passed" | "flaky" => self.passed += number,
            "failed" => self.failed += number,
            _ => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// Takes out the escape sequences that colour a terminal, each `ESC [ … letter`.
fn without_colours(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|character: char| character.is_ascii_alphabetic());
        text += end.map_or("", |end| &part[end + 1..]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_reports_once_for_each_binary() {
        let mut tally = Tally::default();
        for line in [
            "running 5 tests",
            "test board::tests::it_has_2 passed ... ok",
            "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 2 passed; 3 failed; 0 ignored; 0 measured",
        ] {
            tally.read_cargo(line);
        }
        assert_eq!(tally.to_string(), "7 passed, 3 failed");
    }

    #[test]
    fn playwright_reports_at_the_end() {
        let mut tally = Tally::default();
        for line in [
            "Running 15 tests using 2 workers",
            "  ✓  1 board.spec.ts:3:1 › 7 passed over (1.2s)",
            "  1 failed",
            "    board.spec.ts:9:1 › drag",
            "  1 flaky",
            "  2 skipped",
            "  \u{1b}[32m12 passed\u{1b}[39m\u{1b}[2m (5.3s)\u{1b}[22m",
        ] {
            tally.read_playwright(line);
        }
        assert_eq!(tally.to_string(), "13 passed, 1 failed");
    }
}
