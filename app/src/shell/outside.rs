//! What is open closes when the person presses elsewhere.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use web_sys::wasm_bindgen::JsCast;

/// Calls `close` when a press lands outside `inside`. By presses and not by focus: on some tablets
/// a pressed button does not take the focus.
pub(crate) fn on_press_outside(inside: NodeRef<Div>, close: impl Fn() + 'static) {
    let listening = window_event_listener(ev::pointerdown, move |event| {
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        let Some(inside) = inside.get_untracked() else {
            return;
        };
        if !inside.contains(target.as_ref()) {
            close();
        }
    });
    on_cleanup(move || listening.remove());
}
