//! Keys that work everywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use crate::room::{Line, Room};
use crate::view::Page;

/// Listens as long as the component that calls it is there.
pub(crate) fn keyboard(page: Page) {
    let listening = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() {
            return;
        }
        if let Some(field) = field(&event) {
            // In a field the keys belong to its text, but Escape leaves it.
            if event.key() == "Escape" {
                let _left = field.blur();
            }
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        match (
            command,
            event.shift_key(),
            event.key().to_lowercase().as_str(),
        ) {
            (true, false, "z") => {
                event.prevent_default();
                page.room.undo();
            }
            (true, true, "z") | (true, false, "y") => {
                event.prevent_default();
                page.room.redo();
            }
            (false, false, "escape") => {
                if page.menu.get_untracked().is_some() {
                    page.menu.set(None);
                } else {
                    page.open(None);
                }
            }
            _ => {}
        }
    });
    let coming_back = coming_back(page.room);
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        // What waits is kept; only where it could not be, it lives in this page alone.
        let waits = |pending: usize| pending > 0;
        if page.room.unkept.try_get_untracked().flatten().is_some()
            && page.room.pending.try_get_untracked().is_some_and(waits)
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        leaving.remove();
        listening.remove();
        for listening in coming_back {
            listening.remove();
        }
    });
}

/// The network, or the person, is back, perhaps from signing in elsewhere: a line that is down is
/// tried at once.
fn coming_back(room: Room) -> [WindowListenerHandle; 4] {
    let wake = move || {
        if room.line.try_get_untracked().is_some_and(Line::is_down) {
            room.wake();
        }
    };
    [
        window_event_listener(ev::online, move |_| room.wake()),
        window_event_listener(ev::focus, move |_| wake()),
        window_event_listener(ev::pageshow, move |_| wake()),
        // It bubbles up from the document.
        window_event_listener(ev::visibilitychange, move |_| {
            if !document().hidden() {
                wake();
            }
        }),
    ]
}

/// The field the event happened in.
fn field(event: &web_sys::KeyboardEvent) -> Option<web_sys::HtmlElement> {
    let element: web_sys::HtmlElement = event.target()?.dyn_into().ok()?;
    let is_field = element.matches("input, textarea, select").unwrap_or(false);
    is_field.then_some(element)
}
