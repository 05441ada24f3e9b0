//! Keys that work everywhere on the page.

use leptos::ev;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

use crate::room::Line;
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
    // The network, or the person, is back: perhaps from signing in elsewhere.
    let again = window_event_listener(ev::online, move |_| page.room.wake());
    let back = window_event_listener(ev::focus, move |_| {
        if page
            .room
            .line
            .try_get_untracked()
            .is_some_and(Line::is_down)
        {
            page.room.wake();
        }
    });
    let leaving = window_event_listener(ev::beforeunload, move |event| {
        // What waits lives in this page alone.
        if page
            .room
            .pending
            .try_get_untracked()
            .is_some_and(|pending| pending > 0)
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        leaving.remove();
        listening.remove();
        again.remove();
        back.remove();
    });
}

/// The field the event happened in.
fn field(event: &web_sys::KeyboardEvent) -> Option<web_sys::HtmlElement> {
    let element: web_sys::HtmlElement = event.target()?.dyn_into().ok()?;
    let is_field = element.matches("input, textarea, select").unwrap_or(false);
    is_field.then_some(element)
}
