//! What came to nothing: the record, what was wanted, why not, what stands there now; and to do it
//! again, to look at the record, to let it go, or to save it.

use std::rc::Rc;

use leptos::prelude::*;
use shared::schema::Timestamp;
use shared::view::words;

use super::file;
use super::parts::{list, press, row};
use super::waiting::since;
use crate::store::Rejected;
use crate::ui::{ToastKind, Ui, clock};
use crate::view::{Page, about, what};
use crate::words as w;

/// The list as it is now.
pub(super) fn rejected(page: Page, ui: Ui) -> AnyView {
    let rows = page.room.tray.get().into_iter();
    let rows = rows.map(|rejected| one(page, ui, Rc::new(rejected)));
    list(w::REJECTED_TITLE, rows.collect())
}

fn one(page: Page, ui: Ui, rejected: Rc<Rejected>) -> AnyView {
    let room = page.room;
    let lang = ui.lang.get();
    let (record, field) = (rejected.command.id, rejected.refusal.field);
    let (name, wish, current) = room.track(|state| {
        let command = &rejected.command;
        // What stands there now, which may not be what stood there when it was rejected.
        let current = field.and_then(|field| {
            let value = state.get(record)?.value(field)?;
            Some(words(state, command.kind, field, value, lang))
        });
        (
            about(state, command, lang),
            what(state, command, lang),
            current,
        )
    });
    let current =
        current.map(|value| ui.pick(format!("现为「{value}」"), format!("Now “{value}”")));
    let reason = ui.s(&rejected.refusal.reason);
    let ago = ui.s(&since(rejected.at, Timestamp(clock())));
    let text = view! {
        <p class="tray-head">
            <b>{name}</b>
            <span class="tray-wish">{wish}</span>
            <time>{ago}</time>
        </p>
        <p class="tray-why">{reason}" "<span class="tray-now">{current}</span></p>
    };
    let [again, saved, dropped] = [(); 3].map(|()| Rc::clone(&rejected));
    let retry = move || {
        if let Err(refusal) = room.retry(&again) {
            ui.toast(ToastKind::Reject, refusal.reason, None);
        }
    };
    let buttons = vec![
        press(w::RETRY, false, retry),
        press(w::LOOK, false, move || page.open(Some(record))),
        press(w::SAVE_AS_FILE, true, move || {
            file::save(&room.rejected_file(&saved));
        }),
        press(w::DISCARD, true, move || room.discard(&dropped)),
    ];
    row(text.into_any(), buttons, rejected.after.is_some())
}
