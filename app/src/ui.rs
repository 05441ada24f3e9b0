//! How the page looks and speaks to this person: language, theme, density, toasts, the live region.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::replica::Overwritten;
use shared::schema::{CommandNumber, Label, Lang, RecordId, Sentence};
use wasm_bindgen::JsValue;
use web_sys::Element;

/// How long a toast stays, in milliseconds: long enough to read it and press undo.
const TOAST_MS: u32 = 6_000;
/// The same for one that comes unasked and offers something.
const OFFER_MS: u32 = 8_000;
/// How many toasts are on the screen at once.
const TOASTS: usize = 3;

/// The page's state that is this person's own.
#[derive(Clone, Copy)]
pub(crate) struct Ui {
    pub(crate) lang: RwSignal<Lang>,
    pub(crate) wall: RwSignal<bool>,
    pub(crate) compact: RwSignal<bool>,
    pub(crate) toasts: RwSignal<Vec<Toast>>,
    /// Whether a new version of the app waits for the page to be loaded anew.
    pub(crate) update: RwSignal<bool>,
    /// What a screen reader says next.
    pub(crate) said: RwSignal<String>,
    last_toast: StoredValue<u32>,
}

/// A short message at the bottom, with a way back where there is one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Toast {
    pub(crate) id: u32,
    pub(crate) kind: ToastKind,
    pub(crate) text: Sentence,
    pub(crate) offer: Option<Offer>,
}

/// The way back that a toast offers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Offer {
    /// Takes back a command.
    Undo(RecordId, CommandNumber),
    /// Gives a field its former value back.
    Restore(Overwritten),
}

/// What a toast tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ToastKind {
    Done,
    Reject,
    Info,
}

impl ToastKind {
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Reject => "reject",
            Self::Info => "info",
        }
    }
}

impl Ui {
    /// Reads what the person chose last time, and keeps the page's root in step.
    pub(crate) fn new() -> Self {
        let ui = Self {
            lang: RwSignal::new(match remembered("lang").as_deref() {
                Some("en") => Lang::En,
                _ => Lang::Zh,
            }),
            wall: RwSignal::new(remembered("theme").as_deref() == Some("wall")),
            compact: RwSignal::new(remembered("density").as_deref() == Some("compact")),
            toasts: RwSignal::new(Vec::new()),
            update: RwSignal::new(false),
            said: RwSignal::new(String::new()),
            last_toast: StoredValue::new(0),
        };
        // Told by the plain script around the app (`boot-worker.js`), perhaps before this.
        let told = || query("html[data-update]").is_some();
        ui.update.set(told());
        let listening = window_event_listener_untyped("guatu-update", move |_| {
            ui.update.try_set(told());
        });
        on_cleanup(move || listening.remove());
        Effect::new(move |_| {
            let (code, key) = match ui.lang.get() {
                Lang::Zh => ("zh-CN", "zh"),
                Lang::En => ("en", "en"),
            };
            set_root("lang", code);
            remember("lang", key);
        });
        Effect::new(move |_| {
            let theme = if ui.wall.get() { "wall" } else { "day" };
            set_root("data-theme", theme);
            remember("theme", theme);
        });
        Effect::new(move |_| {
            let density = if ui.compact.get() {
                "compact"
            } else {
                "comfortable"
            };
            set_root("data-density", density);
            remember("density", density);
        });
        ui
    }

    /// The words in the person's language.
    pub(crate) fn t(self, label: Label) -> &'static str {
        label.text(self.lang.get())
    }

    /// The sentence in the person's language.
    pub(crate) fn s(self, sentence: &Sentence) -> String {
        sentence.text(self.lang.get()).to_owned()
    }

    /// One of two texts, by the person's language.
    pub(crate) fn pick(self, zh: String, en: String) -> String {
        match self.lang.get() {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Shows a toast for some seconds and has it said.
    pub(crate) fn toast(
        self,
        kind: ToastKind,
        text: Sentence,
        undo: Option<(RecordId, CommandNumber)>,
    ) {
        let offer = undo.map(|(record, number)| Offer::Undo(record, number));
        self.show_toast(kind, text, offer, TOAST_MS);
    }

    /// Shows a toast that offers something, a little longer.
    pub(crate) fn offer(self, text: Sentence, offer: Offer) {
        self.show_toast(ToastKind::Info, text, Some(offer), OFFER_MS);
    }

    fn show_toast(self, kind: ToastKind, text: Sentence, offer: Option<Offer>, stays: u32) {
        let id = self.last_toast.get_value() + 1;
        self.last_toast.set_value(id);
        self.say(text.text(self.lang.get_untracked()).to_owned());
        self.toasts.update(|toasts| {
            toasts.push(Toast {
                id,
                kind,
                text,
                offer,
            });
            let surplus = toasts.len().saturating_sub(TOASTS);
            toasts.drain(..surplus);
        });
        spawn_local(async move {
            TimeoutFuture::new(stays).await;
            self.dismiss(id);
        });
    }

    /// Takes a toast away.
    pub(crate) fn dismiss(self, id: u32) {
        self.toasts
            .try_update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// Has a screen reader say something. Saying the same again needs a change in between.
    pub(crate) fn say(self, text: String) {
        let again = self
            .said
            .try_get_untracked()
            .is_some_and(|said| said == text);
        self.said
            .try_set(if again { format!("{text}\u{a0}") } else { text });
    }
}

/// The page's own state.
pub(crate) fn ui() -> Ui {
    expect_context::<Ui>()
}

/// The first element that matches.
pub(crate) fn query(selector: &str) -> Option<Element> {
    document().query_selector(selector).ok().flatten()
}

/// Sets an attribute of the page's root element.
pub(crate) fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only an invalid name fails, and ours are constants.
        let _valid = root.set_attribute(name, value);
    }
}

/// Milliseconds since 1970 on this device's clock.
pub(crate) fn clock() -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "far below what an i64 holds"
    )]
    let millis = js_sys::Date::now() as i64;
    millis
}

/// Tells the plain script around the app that it cannot go on.
pub(crate) fn announce_panic(message: &str) {
    let init = web_sys::CustomEventInit::new();
    init.set_detail(&JsValue::from_str(message));
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        web_sys::CustomEvent::new_with_event_init_dict("guatu-panic", &init),
    ) {
        // Nobody else can be told when even this fails.
        let _told = window.dispatch_event(&event);
    }
}

/// Storage can be forbidden (private windows); then nothing is remembered, and that is all.
fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _stored = storage.set_item(key, value);
    }
}
