//! What is measured, natively and as the browser runs it.
//!
//! [`MEASUREMENTS`] is the one list: a new measurement is a function in the file of what it
//! measures and an entry here. `benches/native.rs` hands every entry to criterion; `wasm` runs
//! them for `cargo xtask bench`, compiled as the app is. No figure is judged here.

mod derived;
mod rules;
mod view;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

use anyhow::Result;

/// One thing whose time is taken.
#[derive(Clone, Copy, Debug)]
pub struct Measurement {
    /// Its name, in criterion's output and in the table.
    pub name: &'static str,
    /// Makes what is needed, whose time is not taken, and gives back the step.
    pub setup: fn() -> Result<Step>,
}

/// What is repeated and whose time is taken. It owns what it works on.
pub type Step = Box<dyn FnMut()>;

/// Everything that is measured.
pub const MEASUREMENTS: &[Measurement] = &[
    Measurement {
        name: "decide a remark, notice",
        setup: rules::decide_remark,
    },
    Measurement {
        name: "board, notice",
        setup: view::board_of_the_notice,
    },
    Measurement {
        name: "derived first, 5,000 projects",
        setup: derived::first,
    },
    Measurement {
        name: "derived after a month's figure",
        setup: derived::after_a_month,
    },
    Measurement {
        name: "derived after an occurrence",
        setup: derived::after_an_occurrence,
    },
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_measurement_can_be_taken() {
        for measurement in MEASUREMENTS {
            let mut step = (measurement.setup)().expect(measurement.name);
            // Twice: a step must leave things so that it can be repeated.
            step();
            step();
        }
    }

    /// The tables of both sides are put together by name.
    #[test]
    fn names_are_different() {
        let names: HashSet<_> = MEASUREMENTS.iter().map(|each| each.name).collect();
        assert_eq!(names.len(), MEASUREMENTS.len());
    }
}
