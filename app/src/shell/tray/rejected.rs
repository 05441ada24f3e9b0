//! What came to nothing: the record, what was wanted, why not, what stands there now; and to do it
//! again, to look at the record, to let it go, or to save it.

use leptos::prelude::*;
use shared::schema::Timestamp;
use shared::view::words;

use super::file;
use super::waiting::since;
use crate::store::Rejected;
use crate::ui::{ToastKind, clock, ui};
use crate::view::{about, page, what};
use crate::words as w;

#[component]
pub(super) fn RejectedList() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    view! {
        <Show when=move || room.tray.with(|tray| !tray.is_empty())>
            <p class="menu-title">{move || ui.t(w::REJECTED_TITLE)}</p>
            <ul class="tray">
                <For
                    each=move || room.tray.get()
                    key=|rejected| (rejected.device, rejected.number)
                    let(rejected)
                >
                    <Row rejected />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn Row(rejected: Rejected) -> impl IntoView {
    let ui = ui();
    let page = page();
    let room = page.room;
    let record = rejected.command.id;
    let rejected = StoredValue::new(rejected);
    let name = move || {
        rejected.with_value(|one| room.track(|state| about(state, &one.command, ui.lang.get())))
    };
    let wish = move || {
        rejected.with_value(|one| room.track(|state| what(state, &one.command, ui.lang.get())))
    };
    let reason = move || rejected.with_value(|one| ui.s(&one.refusal.reason));
    // What stands there now, which may not be what stood there when it was rejected.
    let current = move || {
        let (kind, field) =
            rejected.with_value(|one| Some((one.refusal.kind, one.refusal.field?)))?;
        let value = room.track(|state| {
            let value = state.get(record)?.value(field)?;
            Some(words(state, kind, field, value, ui.lang.get()))
        })?;
        Some(ui.pick(format!("现为「{value}」"), format!("Now “{value}”")))
    };
    let ago = move || {
        let at = rejected.with_value(|one| one.at);
        ui.s(&since(at, Timestamp(clock())))
    };
    let hangs = rejected.with_value(|one| one.after.is_some().then_some(""));
    let retry = move |_| {
        let again = rejected.with_value(|one| room.retry(one));
        if let Err(refusal) = again {
            ui.toast(ToastKind::Reject, refusal.reason, None);
        }
    };
    view! {
        <li class="tray-row" data-after=hangs>
            <p class="tray-head">
                <b>{name}</b>
                <span class="tray-wish">{wish}</span>
                <time>{ago}</time>
            </p>
            <p class="tray-why">{reason}" "<span class="tray-now">{current}</span></p>
            <div class="tray-actions">
                <button type="button" class="button" on:click=retry>
                    {move || ui.t(w::RETRY)}
                </button>
                <button type="button" class="button" on:click=move |_| page.open(Some(record))>
                    {move || ui.t(w::LOOK)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    on:click=move |_| rejected.with_value(|one| file::save(&room.rejected_file(one)))
                >
                    {move || ui.t(w::SAVE_AS_FILE)}
                </button>
                <button
                    type="button"
                    class="button"
                    data-kind="quiet"
                    on:click=move |_| rejected.with_value(|one| room.discard(one))
                >
                    {move || ui.t(w::DISCARD)}
                </button>
            </div>
        </li>
    }
}
