//! Values that someone replaced without having seen them: to have them back, or to let it be.

use std::rc::Rc;

use leptos::prelude::*;
use shared::replica::Overwritten;

use super::parts::{list, press, row};
use crate::ui::Ui;
use crate::view::{Page, overwritten_sentence};
use crate::words as w;

/// The list as it is now.
pub(super) fn overwritten(page: Page, ui: Ui) -> AnyView {
    let rows = page.room.overwritten.get().into_iter();
    let rows = rows.map(|overwritten| one(page, ui, Rc::new(overwritten)));
    list(w::OVERWRITTEN_TITLE, rows.collect())
}

fn one(page: Page, ui: Ui, overwritten: Rc<Overwritten>) -> AnyView {
    let room = page.room;
    let record = overwritten.id;
    let text = ui.s(&room.read(|state| overwritten_sentence(state, &overwritten)));
    let left = Rc::clone(&overwritten);
    let buttons = vec![
        press(w::GIVE_BACK, false, move || room.give_back(&overwritten)),
        press(w::LOOK, false, move || page.open(Some(record))),
        press(w::DISMISS, true, move || room.let_be(&left)),
    ];
    row(
        view! { <p class="tray-why">{text}</p> }.into_any(),
        buttons,
        false,
    )
}
