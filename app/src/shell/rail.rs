//! The rail: the faces of the room.

use leptos::prelude::*;

use super::icon::{Icon, icon};
use crate::ui::ui;
use crate::words as w;

#[component]
pub(crate) fn Rail() -> impl IntoView {
    let ui = ui();
    view! {
        <nav class="rail" aria-label=move || ui.t(w::FACES)>
            <a class="rail-item" href="" aria-current="page">
                {icon(Icon::Kanban)}
                <span>{move || ui.t(w::BOARD)}</span>
            </a>
        </nav>
    }
}
