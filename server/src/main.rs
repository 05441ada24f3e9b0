//! Guatu on the server.
//!
//! ```text
//! cli            what can be asked of the program; starting and stopping
//! http   live    requests and connections: who asks, what is wrong with it, how it is answered
//!   room         one total order of changes: decided, written, published
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
mod room;
mod store;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
