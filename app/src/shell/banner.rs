//! The banner that says the line is down, once it has been down for more than a blink.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::room::Line;
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

/// A break shorter than this is nobody's business.
const PATIENCE_MS: u32 = 1_500;

#[component]
pub(crate) fn Banner() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let down = Memo::new(move |_| room.line.get().is_down());
    let shown = RwSignal::new(false);
    Effect::new(move |_| {
        if !down.get() {
            shown.set(false);
            return;
        }
        spawn_local(async move {
            TimeoutFuture::new(PATIENCE_MS).await;
            if down.try_get_untracked() == Some(true) {
                shown.try_set(true);
            }
        });
    });
    let title = move || match room.line.get() {
        Line::SignedOut => ui.t(w::SIGN_IN_TITLE),
        Line::SomeoneElse => ui.t(w::SOMEONE_ELSE_TITLE),
        Line::Outdated => ui.t(w::OUTDATED_TITLE),
        _ => ui.t(w::OFFLINE),
    };
    let text = move || {
        let rest = match room.line.get() {
            Line::SignedOut => format!("{} guatu link", ui.t(w::SIGN_IN_TEXT)),
            Line::SomeoneElse => ui.t(w::SOMEONE_ELSE_TEXT).to_owned(),
            Line::Outdated => ui.t(w::OUTDATED_TEXT).to_owned(),
            _ => ui.t(w::OFFLINE_TEXT).to_owned(),
        };
        match room.pending.get() {
            0 => rest,
            count => ui.pick(
                format!("{count} 条未上传。{rest}"),
                format!("{count} not sent yet. {rest}"),
            ),
        }
    };
    view! {
        <Show when=move || shown.get()>
            <div class="banner" data-kind="offline" role="status">
                <b class="banner-title">{title}</b>
                <span class="banner-text">{text}</span>
                <button type="button" class="button" on:click=move |_| room.wake()>
                    {move || ui.t(w::RETRY_NOW)}
                </button>
            </div>
        </Show>
    }
}
