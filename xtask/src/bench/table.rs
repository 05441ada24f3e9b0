//! Both sides of every measurement, one line each.

use std::collections::BTreeMap;

use super::figures::Figures;

/// Of milliseconds, shown in microseconds, in the order of the list of measurements.
pub(super) fn table(native: &BTreeMap<String, f64>, wasm: &[(String, Figures)]) -> String {
    let widest = wasm.iter().map(|(name, _)| name.chars().count()).max();
    let width = widest.unwrap_or_default();
    let line = |name: &str, columns: [String; 5]| {
        let columns = columns.map(|column| format!(" {column:>10}")).concat();
        format!("{}\n", format!("{name:<width$}{columns}").trim_end())
    };
    let mut text = line("", ["native", "wasm", "", "", ""].map(str::to_owned));
    text += &line(
        "µs",
        ["median", "first", "median", "p95", "worst"].map(str::to_owned),
    );
    for (name, figures) in wasm {
        let native = native.get(name).copied().map(microseconds);
        text += &line(
            name,
            [
                native.unwrap_or_default(),
                microseconds(figures.first),
                microseconds(figures.median),
                microseconds(figures.p95),
                microseconds(figures.worst),
            ],
        );
    }
    text
}

fn microseconds(milliseconds: f64) -> String {
    format!("{:.2}", milliseconds * 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_holds_both_sides_of_one_measurement() {
        let native = [("board".to_owned(), 0.25), ("gone".to_owned(), 9.0)].into();
        let figures = Figures::of(&[4.0, 1.0, 2.0]).unwrap();
        let wasm = [("board".to_owned(), figures), ("new".to_owned(), figures)];
        let table = table(&native, &wasm);
        let words = |line: &str| {
            line.split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let lines: Vec<Vec<String>> = table.lines().map(words).collect();
        assert_eq!(
            lines[2],
            [
                "board", "250.00", "4000.00", "2000.00", "4000.00", "4000.00"
            ]
        );
        // One that criterion has not measured leaves its column empty.
        assert_eq!(lines[3].len(), 5);
        assert_eq!(lines.len(), 4);
    }
}
