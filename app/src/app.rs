//! The pages: signing in, the board, and what is said when neither can be shown.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{Route, Router, Routes};
use leptos_router::hooks::use_params_map;
use leptos_router::path;
use shared::schema::Label;

use crate::kanban::Kanban;
use crate::net::{FetchError, attend, rooms};
use crate::opening::{last_room, open};
use crate::panel::Panel;
use crate::room::{Line, Room};
use crate::shell::{Banner, Bar, CardMenu, DropSheet, Rail, Toasts, keyboard};
use crate::ui::{Ui, set_root, ui};
use crate::view::Page;
use crate::words as w;

/// How long until a page that could not be opened is tried again.
const RETRY_MS: u32 = 2_000;

#[component]
pub(crate) fn App() -> impl IntoView {
    provide_context(Ui::new());
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/") view=Home />
                <Route path=path!("/r/:room") view=RoomPage />
            </Routes>
        </Router>
    }
}

/// What a page came to.
#[derive(Clone)]
enum Outcome {
    Loading,
    SignedOut,
    NoRooms,
    NotFound,
    Failed,
    Open(Box<Room>),
}

impl From<FetchError> for Outcome {
    fn from(error: FetchError) -> Self {
        match error {
            FetchError::SignedOut => Self::SignedOut,
            FetchError::NotFound => Self::NotFound,
            FetchError::Failed(why) => {
                leptos::logging::warn!("{why}");
                Self::Failed
            }
        }
    }
}

/// `/` leads to the first room.
#[component]
fn Home() -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Loading);
    spawn_local(async move {
        loop {
            match rooms().await {
                Ok(rooms) => {
                    let Some(room) = rooms.first() else {
                        outcome.try_set(Outcome::NoRooms);
                        return;
                    };
                    // A fresh start of the page, so that the address bar shows where it is.
                    let address = format!("/r/{}", room.key);
                    if window().location().replace(&address).is_ok() {
                        return;
                    }
                }
                Err(error) => {
                    if matches!(error, FetchError::Failed(_))
                        && let Some(room) = last_room().await
                        && window().location().replace(&format!("/r/{room}")).is_ok()
                    {
                        return;
                    }
                    outcome.try_set(error.into());
                }
            }
            gloo_timers::future::TimeoutFuture::new(RETRY_MS).await;
        }
    });
    move || show(outcome.get())
}

/// `/r/yichang-2020` is the board of a room.
#[component]
fn RoomPage() -> impl IntoView {
    let outcome = RwSignal::new(Outcome::Loading);
    let ui = ui();
    let owner = Owner::current();
    let key = use_params_map().with_untracked(|params| params.get("room").unwrap_or_default());
    spawn_local(async move {
        loop {
            match open(&key).await {
                Ok(start) => {
                    // Its signals belong to the page, not to this task.
                    let make = || Room::new(start, ui);
                    let (room, wakes) = match &owner {
                        Some(owner) => owner.with(make),
                        None => make(),
                    };
                    outcome.try_set(Outcome::Open(Box::new(room)));
                    return attend(room, wakes).await;
                }
                Err(error) => {
                    outcome.try_set(error.into());
                }
            }
            gloo_timers::future::TimeoutFuture::new(RETRY_MS).await;
        }
    });
    move || show(outcome.get())
}

fn show(outcome: Outcome) -> AnyView {
    if !matches!(outcome, Outcome::Loading) {
        set_root("data-ready", "true");
    }
    match outcome {
        Outcome::Loading => view! { <Opening /> }.into_any(),
        Outcome::SignedOut => notice(w::SIGN_IN_TITLE, w::SIGN_IN_TEXT, "guatu link"),
        Outcome::NoRooms => notice(
            w::NO_ROOMS_TITLE,
            w::NO_ROOMS_TEXT,
            "guatu serve --sample notice",
        ),
        Outcome::NotFound => view! { <NotFound /> }.into_any(),
        Outcome::Failed => notice(w::FAILED_TITLE, w::FAILED_TEXT, ""),
        Outcome::Open(room) => view! { <Desk room=*room /> }.into_any(),
    }
}

#[component]
fn Opening() -> impl IntoView {
    let ui = ui();
    view! {
        <div class="boot-skeleton" role="status">
            <span class="mark">{move || ui.t(w::MARK)}</span>
            <p>{move || ui.t(w::LOADING)}</p>
            <div class="boot-line"></div>
        </div>
    }
}

/// A page that says one thing and what to do about it.
fn notice(title: Label, text: Label, command: &'static str) -> AnyView {
    let ui = ui();
    view! {
        <main class="notice-page">
            <div class="notice-card">
                <span class="mark">{move || ui.t(w::MARK)}</span>
                <h1>{move || ui.t(title)}</h1>
                <p>{move || ui.t(text)}</p>
                {(!command.is_empty()).then(|| view! { <code>{command}</code> })}
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn NotFound() -> impl IntoView {
    let ui = ui();
    view! {
        <main class="notice-page">
            <div class="notice-card">
                <span class="mark">{move || ui.t(w::MARK)}</span>
                <h1>{move || ui.t(w::NO_SUCH_PAGE)}</h1>
                <p><a href="/" rel="external">{move || ui.t(w::TO_THE_BOARD)}</a></p>
            </div>
        </main>
    }
}

/// The shell with the board in it.
#[component]
fn Desk(room: Room) -> impl IntoView {
    let page = Page::new(room);
    provide_context(page);
    keyboard(page);
    Effect::new(move |_| {
        if room.line.get() == Line::SignedOut {
            // What was done stays here and is sent after signing in on this page's next start.
            leptos::logging::warn!("the session has ended");
        }
    });
    let ui = ui();
    view! {
        <div class="shell">
            <Bar />
            <Banner />
            <Rail />
            <Kanban />
            <Panel />
            <CardMenu />
            <DropSheet />
            <Toasts />
            <p class="sr-only" role="status" aria-live="polite">{move || ui.said.get()}</p>
        </div>
    }
}
