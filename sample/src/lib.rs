//! Sample rooms as commands: the notice of 2020 and generated examples.
//!
//! What comes out are commands like anyone's, decided by the rules like anyone's: the server
//! imports them, tests and measurements make a room of them in memory. No input or output, no
//! clock and no randomness: a sample is the same wherever it is made.
//!
//! - [`notice`]: the room of the document 宜府办文〔2020〕6号, from the data in `sample/data`.
//! - [`demo`]: generated rooms of any size.
//! - [`build`]: what a sample is made of, and a room made of its commands.

pub mod build;
pub mod demo;
mod error;
pub mod notice;

pub use error::SampleError;
