//! The real replica and the real room under a seeded scheduler, network, disk and clocks.
//!
//! A world has one disk, one or two server processes on it, and a few devices. The scheduler takes
//! one small step at a time, chosen by the seed: a future goes on to its next wait, a frame arrives,
//! a write reaches a device's store, a person does something, time passes, or something breaks. So
//! whatever can happen between two steps of the real system does happen for some seed, and the same
//! seed is the same story.
//!
//! What must hold is checked after every step (`check`); in the end everything breaks no more, and
//! all must agree.

mod check;
mod clock;
mod device;
mod disk;
mod server;
mod tasks;
mod wire;
mod wishes;
mod world;

pub use world::{Report, Violation, run};

/// A bug to plant, to show that the simulation catches it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Bug {
    /// None: what is simulated is what is shipped.
    #[default]
    None,
    /// A group is acknowledged before it is written.
    AckBeforeCommit,
    /// What became of a command is forgotten when it is sent again.
    ResultsForgotten,
    /// A rewind takes back what no pending command touched.
    RewindOfUntouched,
}

#[cfg(test)]
mod tests;
