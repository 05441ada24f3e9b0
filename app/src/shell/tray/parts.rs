//! What the lists of the tray are made of. Their types end here: each list as a type of its own
//! would cost more of the download than everything the tray does.

use leptos::prelude::*;
use shared::schema::Label;

use crate::ui::ui;

/// A button; a quiet one does what is not the next thing to do.
pub(super) fn press(label: Label, is_quiet: bool, act: impl Fn() + 'static) -> AnyView {
    made(label, is_quiet, Box::new(act))
}

fn made(label: Label, is_quiet: bool, act: Box<dyn Fn()>) -> AnyView {
    let ui = ui();
    view! {
        <button
            type="button"
            class="button"
            data-kind=is_quiet.then_some("quiet")
            on:click=move |_| act()
        >
            {move || ui.t(label)}
        </button>
    }
    .into_any()
}

/// One thing in a list, and what can be done about it.
pub(super) fn row(text: AnyView, buttons: Vec<AnyView>, hangs: bool) -> AnyView {
    view! {
        <li class="tray-row" data-after=hangs.then_some("")>
            {text}
            <div class="tray-actions">{buttons}</div>
        </li>
    }
    .into_any()
}

/// A list under its heading; nothing when there is nothing in it.
pub(super) fn list(title: Label, rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let ui = ui();
    view! {
        <p class="menu-title">{ui.t(title)}</p>
        <ul class="tray">{rows}</ul>
    }
    .into_any()
}
