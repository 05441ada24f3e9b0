//! The card's menu: every move there is, for those who do not drag.

use leptos::html;
use leptos::prelude::*;
use shared::model::{Task, TaskState};
use shared::rules::{Position, transition};
use shared::schema::{Choices, Kind, RecordId, Sentence};

use super::drop_sheet::{Ask, move_card};
use super::outside::on_press_outside;
use crate::ui::ui;
use crate::view::{Page, page};

/// The menu's size, roughly, to keep it on the screen.
const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 300.0;

#[component]
pub(crate) fn CardMenu() -> impl IntoView {
    let page = page();
    move || {
        let (card, x, y) = page.menu.get()?;
        Some(view! { <Menu card x y /> })
    }
}

#[component]
fn Menu(card: RecordId, x: f64, y: f64) -> impl IntoView {
    let ui = ui();
    let page = page();
    let list = NodeRef::<html::Div>::new();
    let close = move || {
        page.menu.set(None);
        crate::kanban::focus_card(card);
    };
    let title = move || {
        let no = page.task(card).map_or(0, |(no, _)| no);
        ui.pick(
            format!("任务 {no} · 移动到…"),
            format!("Task {no} · Move to…"),
        )
    };
    let choose = move |to: TaskState| {
        page.menu.set(None);
        move_card(page, ui, card, to, Position::default(), || (x, y));
    };
    let items = columns(page, card)
        .into_iter()
        .map(|(to, refusal)| {
            let disabled = refusal.is_some().to_string();
            let is_open = refusal.is_none();
            let note = move || match &refusal {
                Some(reason) => Some(ui.s(reason)),
                None => page
                    .task(card)
                    .and_then(|_| Ask::words(page, card, to))
                    .map(|ask| ui.s(&ask)),
            };
            view! {
                <button
                    type="button"
                    class="menu-item"
                    role="menuitem"
                    aria-disabled=disabled
                    on:click=move |_| if is_open { choose(to) }
                >
                    <span class="menu-item-word">{move || ui.t(to.label())}</span>
                    <span class="menu-item-note">{note}</span>
                </button>
            }
        })
        .collect_view();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            focus_step(&list, 0);
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "Escape" | "Tab" => {
                event.prevent_default();
                event.stop_propagation();
                return close();
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = list.get_untracked() {
            focus_step(&list, step);
        }
    };
    let menu = NodeRef::<html::Div>::new();
    on_press_outside(menu, move || page.menu.set(None));
    let (width, height) = viewport();
    let left = x.min(width - WIDTH).max(8.0);
    let top = y.min(height - HEIGHT).max(8.0);
    view! {
        <div
            class="menu"
            data-at="point"
            role="menu"
            tabindex="-1"
            aria-label=title
            style=("--x", format!("{left}px"))
            style=("--y", format!("{top}px"))
            on:keydown=on_key
            node_ref=menu
        >
            <p class="menu-title" role="presentation">{title}</p>
            <div class="menu-list" role="presentation" node_ref=list>{items}</div>
        </div>
    }
}

/// The other columns, those the card may go to first, with the reason why not.
fn columns(page: Page, card: RecordId) -> Vec<(TaskState, Option<Sentence>)> {
    let actor = page.room.actor();
    let mut columns: Vec<(TaskState, Option<Sentence>)> = page.room.read(|state| {
        let Some(record) = state.get(card) else {
            return Vec::new();
        };
        let now = transition::state_of(record, Task::STATE);
        let others = TaskState::ALL.iter().filter(|to| Some(to.no()) != now);
        others
            .map(|to| {
                let wanted = (Task::STATE, to.no());
                let way = transition::action_to(state, Task::SPEC, record, wanted, &actor);
                (*to, way.err())
            })
            .collect()
    });
    columns.sort_by_key(|(_, refusal)| refusal.is_some());
    columns
}

/// Moves the focus among the buttons of the list; 0 is the first one.
fn focus_step(list: &web_sys::HtmlDivElement, step: i32) {
    use web_sys::wasm_bindgen::JsCast;

    let Ok(items) = list.query_selector_all("button") else {
        return;
    };
    let active = document().active_element();
    let end = items.length().saturating_sub(1);
    let at = (0..=end).find(|at| {
        let node = items.get(*at);
        active
            .as_ref()
            .is_some_and(|active| node.as_deref() == Some(active))
    });
    let next = at.map_or(0, |at| at.saturating_add_signed(step).min(end));
    if let Some(item) = items.get(next)
        && let Ok(item) = item.dyn_into::<web_sys::HtmlElement>()
    {
        let _focused = item.focus();
    }
}

/// Width and height of what is visible, in CSS pixels.
pub(crate) fn viewport() -> (f64, f64) {
    let size = |value: Result<web_sys::wasm_bindgen::JsValue, _>| {
        value
            .ok()
            .and_then(|value| value.as_f64())
            .unwrap_or(1024.0)
    };
    (size(window().inner_width()), size(window().inner_height()))
}
