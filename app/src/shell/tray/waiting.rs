//! What waits to be sent, since when, and whether this device keeps it.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::schema::{Label, Sentence, Timestamp};

use super::file;
use super::parts::press;
use crate::room::Unkept;
use crate::ui::{ToastKind, clock, ui};
use crate::view::page;
use crate::words as w;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

#[component]
pub(super) fn Waiting() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let count = move || match room.pending.get() {
        0 => ui.t(w::NOTHING_WAITS).to_owned(),
        count => {
            let since = room.oldest.get().map(|at| since(at, Timestamp(clock())));
            let since = since.unwrap_or_else(|| Sentence::new("刚刚", "just now"));
            ui.pick(
                format!("{count} 条操作等待上传(最早 {})。", since.zh),
                format!("{count} changes wait to be sent (oldest {}).", since.en),
            )
        }
    };
    let kept = move || match room.unkept.get() {
        None if room.pending.get() > 0 => ui.t(w::KEPT_HERE),
        None => "",
        Some(why) => ui.t(reason(why)),
    };
    let save = move || {
        // The way out where nothing is kept; elsewhere a way that is there.
        let is_quiet = room.unkept.get().is_none();
        let waits = room.pending.get() > 0;
        waits.then(|| {
            press(w::SAVE_QUEUE, is_quiet, move || {
                file::save(&room.queue_file());
            })
        })
    };
    view! {
        <div class="tray-text" data-kept=move || room.unkept.get().is_none().to_string()>
            <p>{count}</p>
            <p>{kept}</p>
        </div>
        <div class="tray-actions">
            {save}
            <Load />
        </div>
    }
}

/// Loads a saved queue.
#[component]
fn Load() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let input = NodeRef::<html::Input>::new();
    let load = move |_| {
        let chosen = input.get_untracked().and_then(|input| {
            let file = input.files()?.get(0)?;
            // The same file can be chosen again.
            input.set_value("");
            Some(file)
        });
        let Some(chosen) = chosen else {
            return;
        };
        spawn_local(async move {
            let loaded = match file::read(&chosen).await {
                Some(text) => room.load_queue(&text).await,
                None => Err(Sentence::new("文件读不出来", "the file cannot be read")),
            };
            match loaded {
                Ok(done) => ui.toast(ToastKind::Done, done, None),
                Err(why) => ui.toast(ToastKind::Reject, why, None),
            }
        });
    };
    view! {
        <label class="button" data-kind="quiet">
            {move || ui.t(w::LOAD_QUEUE)}
            <input
                node_ref=input
                class="sr-only"
                type="file"
                accept=".json,application/json"
                on:change=load
            />
        </label>
    }
}

fn reason(why: Unkept) -> Label {
    match why {
        Unkept::NoStore => w::UNKEPT_NO_STORE,
        Unkept::Full => w::UNKEPT_FULL,
        Unkept::Failed => w::UNKEPT_FAILED,
    }
}

/// How long ago, in words. A clock that was set back says it just happened.
pub(super) fn since(at: Timestamp, now: Timestamp) -> Sentence {
    let age = now.0.saturating_sub(at.0);
    let ago = |count: i64, zh: &str, one: &str, many: &str| {
        let unit = if count == 1 { one } else { many };
        Sentence::new(format!("{count} {zh}前"), format!("{count} {unit} ago"))
    };
    match age {
        age if age < MINUTE => Sentence::new("刚刚", "just now"),
        age if age < HOUR => ago(age / MINUTE, "分钟", "minute", "minutes"),
        age if age < DAY => ago(age / HOUR, "小时", "hour", "hours"),
        age => ago(age / DAY, "天", "day", "days"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_ago_in_words() {
        let zh = |age| since(Timestamp(0), Timestamp(age)).zh;
        assert_eq!(zh(-5 * DAY), "刚刚");
        assert_eq!(zh(MINUTE - 1), "刚刚");
        assert_eq!(zh(HOUR - 1), "59 分钟前");
        assert_eq!(zh(2 * HOUR), "2 小时前");
        assert_eq!(zh(15 * DAY), "15 天前");
        assert_eq!(since(Timestamp(0), Timestamp(DAY)).en, "1 day ago");
    }
}
