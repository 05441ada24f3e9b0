//! Taking the times in wasm, for the script of `cargo xtask bench`.

use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use web_sys::Performance;

use crate::MEASUREMENTS;

/// The names of all measurements, in the order of the list.
#[wasm_bindgen]
pub fn names() -> Vec<String> {
    MEASUREMENTS.iter().map(|each| each.name.into()).collect()
}

/// Sets a measurement up and takes its step `times` times; how long each took, in milliseconds.
/// The first runs code that nothing has run before, as in a page that was just opened.
#[wasm_bindgen]
pub fn measure(name: &str, times: usize) -> Result<Vec<f64>, JsError> {
    let measurement = MEASUREMENTS
        .iter()
        .find(|each| each.name == name)
        .ok_or_else(|| JsError::new(&format!("there is no measurement `{name}`")))?;
    let clock = clock()?;
    let mut step = (measurement.setup)().map_err(|error| JsError::new(&format!("{error:#}")))?;
    let durations = (0..times).map(|_| {
        let start = clock.now();
        step();
        clock.now() - start
    });
    Ok(durations.collect())
}

/// The clock that browsers and node have in common: `globalThis.performance`.
fn clock() -> Result<Performance, JsError> {
    Reflect::get(&js_sys::global(), &"performance".into())
        .ok()
        .filter(JsValue::is_object)
        // Not asked whether it is of the browser's class, which node has under another name.
        .map(JsCast::unchecked_into)
        .ok_or_else(|| JsError::new("there is no `performance` to take the time from"))
}
