//! What happened to the task, from the room's log.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::protocol::Entry;
use shared::schema::{RecordId, Timestamp};
use shared::view::{Line, lines};

use crate::net::history;
use crate::room::Room;
use crate::ui::{Ui, ui};
use crate::view::page;
use crate::words as w;

/// What is known of the log.
#[derive(Clone, PartialEq)]
enum Known {
    Nothing,
    Entries(Vec<Entry>),
    Failed,
}

#[component]
pub(super) fn History(id: RecordId) -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let known = RwSignal::new(Known::Nothing);
    let record = room.record(id);
    let changed = Memo::new(move |_| record.with(|record| record.as_ref().map(|r| r.changed)));
    // Read again when the server has a change, and when the line comes back.
    let line = room.line;
    Effect::new(move |_| {
        let pending = changed.get().is_none_or(shared::schema::Seq::is_pending);
        let _line = line.get();
        if pending {
            return;
        }
        spawn_local(async move {
            let read = history(&room.key(), id).await;
            let now = match (read, known.try_get_untracked()) {
                // What was read before is still true when it cannot be read again.
                (Ok(entries), _) | (Err(_), Some(Known::Entries(entries))) => {
                    Known::Entries(entries)
                }
                (Err(_), _) => Known::Failed,
            };
            known.try_set(now);
        });
    });
    let is_pending = move || changed.get().is_some_and(shared::schema::Seq::is_pending);
    let rows = move || match known.get() {
        Known::Nothing => view! { <p class="panel-quiet">{ui.t(w::LOADING)}</p> }.into_any(),
        Known::Failed => view! { <p class="panel-quiet">{ui.t(w::HISTORY_FAILED)}</p> }.into_any(),
        Known::Entries(entries) => {
            let rows = entries
                .into_iter()
                .map(|e| row(ui, room, id, e))
                .collect_view();
            view! { <ol class="history">{rows}</ol> }.into_any()
        }
    };
    view! {
        <section class="panel-section">
            <h3>{move || ui.t(w::HISTORY)}</h3>
            <Show when=is_pending>
                <p class="panel-quiet">{move || ui.t(w::NOT_UPLOADED)}</p>
            </Show>
            {rows}
        </section>
    }
}

fn row(ui: Ui, room: Room, id: RecordId, entry: Entry) -> impl IntoView {
    let lang = ui.lang.get();
    let sentences: Vec<Line> = room.read(|state| {
        let effects = entry.effects.iter().filter(|effect| effect.id == id);
        effects
            .flat_map(|effect| lines(state, effect, lang))
            .collect()
    });
    let sentences = sentences
        .into_iter()
        .map(|line| sentence(ui, line))
        .collect_view();
    view! {
        <li class="history-entry" data-seq=entry.seq.to_string()>
            <time class="history-when">{moment(entry.at)} " · " {entry.by}</time>
            {sentences}
        </li>
    }
}

fn sentence(ui: Ui, line: Line) -> AnyView {
    let unseen = line
        .unseen
        .then(|| view! { <p class="history-note">{ui.t(w::UNSEEN)}</p> });
    let words = match (line.before.is_empty(), line.after.is_empty()) {
        (true, true) => view! { {line.what} }.into_any(),
        (true, false) => view! {
            {line.what} ": " <span class="now">{line.after}</span>
        }
        .into_any(),
        (false, true) => view! {
            {line.what} ": " <span class="was">{line.before}</span>
        }
        .into_any(),
        (false, false) => view! {
            {line.what} ": " <span class="was">{line.before}</span> " → " <span class="now">{line.after}</span>
        }
        .into_any(),
    };
    view! {
        <p class="history-what">{words}</p>
        {unseen}
    }
    .into_any()
}

/// A moment as people read it: day and clock in China.
pub(super) fn moment(at: Timestamp) -> String {
    let (hours, minutes) = at.clock();
    let day = at.day().map_or_else(String::new, |day| day.to_string());
    format!("{day} {hours:02}:{minutes:02}")
}
