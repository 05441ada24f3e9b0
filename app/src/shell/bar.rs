//! The bar at the top: the room, what is looked at, how the connection is, tools.

use leptos::prelude::*;
use shared::model::Room as RoomKind;
use shared::schema::{Lang, View};

use super::day::DayPicker;
use super::icon::{Icon, icon};
use super::sync_pill::SyncPill;
use super::unit_menu::UnitMenu;
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

#[component]
pub(crate) fn Bar() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let name = Memo::new(move |_| {
        room.track(|state| {
            let record = state.all::<RoomKind>().next()?;
            record
                .view()
                .and_then(View::<RoomKind>::name)
                .map(str::to_owned)
        })
        .unwrap_or_default()
    });
    Effect::new(move |_| document().set_title(&format!("{} · {}", name.get(), ui.t(w::MARK))));
    let theme = move || {
        ui.t(if ui.wall.get() {
            w::DAY_THEME
        } else {
            w::WALL_THEME
        })
    };
    view! {
        <header class="bar">
            <a class="mark" href="/" rel="external">{move || ui.t(w::MARK)}</a>
            <h1 class="bar-room">{move || name.get()}</h1>
            <div class="bar-view">
                <DayPicker />
                <UnitMenu />
            </div>
            <div class="bar-state">
                <SyncPill />
                <People />
            </div>
            <div class="bar-tools">
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || ui.t(w::UNDO)
                    title=move || format!("{} Ctrl+Z", ui.t(w::UNDO))
                    aria-disabled=move || (!room.can_undo.get()).to_string()
                    on:click=move |_| room.undo()
                >
                    {icon(Icon::Undo)}
                </button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || ui.t(w::REDO)
                    title=move || format!("{} Ctrl+Y", ui.t(w::REDO))
                    aria-disabled=move || (!room.can_redo.get()).to_string()
                    on:click=move |_| room.redo()
                >
                    {icon(Icon::Redo)}
                </button>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=theme
                    title=theme
                    on:click=move |_| ui.wall.update(|wall| *wall = !*wall)
                >
                    {icon(Icon::Screen)}
                </button>
                <Language />
            </div>
        </header>
    }
}

#[component]
fn Language() -> impl IntoView {
    let ui = ui();
    let current = move |lang| (ui.lang.get() == lang).then_some("true");
    let switch = move |_| {
        ui.lang.update(|lang| {
            *lang = match lang {
                Lang::Zh => Lang::En,
                Lang::En => Lang::Zh,
            };
        });
    };
    view! {
        <button
            type="button"
            class="icon-button bar-lang"
            aria-label=move || ui.t(w::SWITCH_LANGUAGE)
            on:click=switch
        >
            <span aria-current=move || current(Lang::Zh)>"中"</span>
            <i>"/"</i>
            <span aria-current=move || current(Lang::En)>"EN"</span>
        </button>
    }
}

/// How many devices are connected.
#[component]
fn People() -> impl IntoView {
    let ui = ui();
    let room = page().room;
    let words = move || {
        let devices = room.devices.get();
        ui.pick(
            format!("在线 {devices} 台设备"),
            format!("{devices} devices online"),
        )
    };
    view! {
        <span class="pill" data-kind="people" role="img" aria-label=words title=words>
            {icon(Icon::People)}
            <span class="figure">{move || room.devices.get()}</span>
        </span>
    }
}
