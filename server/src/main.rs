//! Guatu on the server.
//!
//! ```text
//! cli            what can be asked of the program; starting and stopping
//! http   live    requests and connections: who asks, what is wrong with it, how it is answered
//!   rooms        the rooms of this server; what a room is and does is in the crate `room`
//!   auth         sessions, tokens, links
//!   store        what is kept
//! ```
//!
//! Modules use those below them. What may be done is decided in `shared::rules`, never here.

mod auth;
mod cli;
mod clock;
mod config;
mod error;
mod http;
mod live;
mod rooms;
mod store;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
