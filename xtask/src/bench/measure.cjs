// Takes every measurement as often as told and writes how long each time took, as JSON.
// `cargo xtask bench` puts this file beside the module that wasm-bindgen made.
const { measure, names } = require("./benches.js");

const times = Number(process.argv[2]);
const series = names().map((name) => ({
  name,
  durations: Array.from(measure(name, times)),
}));
process.stdout.write(JSON.stringify(series));
