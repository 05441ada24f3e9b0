//! The pill that says how the connection is, and the tray behind it.

use leptos::html;
use leptos::prelude::*;

use super::outside::on_press_outside;
use crate::room::Sync;
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

#[component]
pub(crate) fn SyncPill() -> impl IntoView {
    let ui = ui();
    let page = page();
    let room = page.room;
    let open = RwSignal::new(false);
    let key = move || match room.sync() {
        Sync::Synced => "synced",
        Sync::Syncing(_) => "syncing",
        Sync::Offline(_) => "offline",
        Sync::Rejected(_) => "rejected",
    };
    let words = move || match room.sync() {
        Sync::Synced => ui.t(w::SYNCED).to_owned(),
        Sync::Syncing(_) => ui.t(w::SYNCING).to_owned(),
        Sync::Offline(0) => ui.t(w::OFFLINE).to_owned(),
        Sync::Offline(count) => ui.pick(
            format!("离线 · {count} 条未上传"),
            format!("Offline · {count} not sent"),
        ),
        Sync::Rejected(count) => ui.pick(format!("{count} 条被退回"), format!("{count} rejected")),
    };
    let anchor = NodeRef::<html::Div>::new();
    on_press_outside(anchor, move || open.set(false));
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
        }
    };
    let rejected = move || {
        let rows = room.rejected.get().into_iter().map(move |rejected| {
            let no = page.task(rejected.id).map(|(no, _)| no);
            let what = move || match no {
                Some(no) => ui.pick(format!("任务 {no}"), format!("Task {no}")),
                None => String::new(),
            };
            let refusal = rejected.refusal.clone();
            let reason = move || ui.s(&refusal.reason);
            let number = rejected.number;
            let dismiss = move |_| {
                room.rejected
                    .update(|list| list.retain(|rejected| rejected.number != number));
            };
            view! {
                <li class="tray-row">
                    <b>{what}</b>
                    <span>
                        {reason}
                        {(!rejected.written.is_empty()).then(|| view! {
                            <textarea class="input" readonly rows="2" aria-label=move || ui.t(w::WRITTEN)>
                                {rejected.written.clone()}
                            </textarea>
                        })}
                    </span>
                    <button type="button" class="button" data-kind="quiet" on:click=dismiss>
                        {move || ui.t(w::DISMISS)}
                    </button>
                </li>
            }
        });
        rows.collect_view()
    };
    let waiting = move || match room.pending.get() {
        0 => ui.t(w::NOTHING_WAITS).to_owned(),
        count => ui.pick(
            format!("{count} 条操作等待上传。"),
            format!("{count} changes wait to be sent."),
        ),
    };
    view! {
        <div class="menu-anchor" node_ref=anchor on:keydown=on_key>
            <button
                type="button"
                class="pill"
                data-sync=key
                data-pending=move || room.pending.get().to_string()
                aria-haspopup="dialog"
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <i class="pill-dot"></i>
                <span class="pill-word">{words}</span>
            </button>
            <Show when=move || open.get()>
                <div class="menu" data-side="end" role="dialog" tabindex="-1" aria-label=move || ui.t(w::SYNC_STATE)>
                    <p class="tray-text">{waiting}</p>
                    <Show when=move || room.rejected.with(|list| !list.is_empty())>
                        <p class="menu-title">{move || ui.t(w::REJECTED_TITLE)}</p>
                        <ul class="tray">{rejected}</ul>
                    </Show>
                </div>
            </Show>
        </div>
    }
}
