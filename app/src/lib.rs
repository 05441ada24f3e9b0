//! Guatu in the browser: the shell, the board, drag and drop, and the live connection.
//!
//! - `net`: what goes over the wire: requests and the WebSocket.
//! - `room`: the room as this page holds it: the replica, a signal for each record, undo.
//! - `ui`: language, theme, density; `words`: every string, in both languages.
//! - `shell`: the bar, the rail, menus, toasts; `kanban`: the board; `panel`: the record beside it.
//! - `drag`: the drag engine.
//!
//! Data goes down as signals, wishes come up as commands to the room. Signals that sockets and
//! timers touch live as long as the page.

#![expect(
    unreachable_pub,
    reason = "the component macro makes its props types public"
)]

mod app;
pub mod drag;
mod kanban;
mod net;
mod opening;
mod panel;
mod room;
mod shell;
mod store;
mod tabs;
mod ui;
mod view;
mod words;

use leptos::mount::mount_to_body;
use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the app on the page's body.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        ui::announce_panic(&panic.to_string());
    }));
    if let Some(skeleton) = ui::query(".boot-skeleton") {
        skeleton.remove();
    }
    mount_to_body(app::App);
}
