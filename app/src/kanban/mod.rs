//! 看板: columns by state, lanes by part of the notice.

mod card;
mod drag;
mod lane;
mod summary;
mod widths;

use leptos::html;
use leptos::prelude::*;
use shared::model::TaskState;
use shared::schema::{Choices, RecordId};
use web_sys::wasm_bindgen::JsCast;

use crate::drag::{Guard, attach};
use crate::shell::viewport;
use crate::ui::{query, ui};
use crate::view::page;
use crate::words as w;

use card::act_on_press;
use drag::{Hand, HintBar};
use lane::LaneView;
use summary::Summary;
use widths::{Abreast, Measures, observe, widths};

#[component]
pub(crate) fn Kanban() -> impl IntoView {
    let ui = ui();
    let page = page();
    let root = NodeRef::<html::Div>::new();
    let guard = StoredValue::new_local(None::<Guard>);
    let hand = Hand::new(page, ui);
    let width = observe(root);
    let measures = move || Measures {
        width: width.get(),
        compact: ui.compact.get(),
        wall: ui.wall.get(),
        english: ui.lang.get() == shared::schema::Lang::En,
    };
    // While cards are in the hand the columns stay as they are: their rectangles are remembered.
    let abreast = Memo::new(move |before: Option<&[Abreast; TaskState::ALL.len()]>| {
        if let (true, Some(before)) = (hand.is_dragging.get(), before) {
            return *before;
        }
        page.board.with(|board| widths(board, measures()))
    });
    let cards_abreast = move |column: usize| abreast.get()[column].cards().to_string();
    root.on_load(move |element| {
        guard.try_set_value(Some(attach(&element, hand)));
    });
    on_cleanup(move || {
        guard.try_set_value(None);
    });
    // A change of what is on the board while it is dragged is measured anew.
    Effect::new(move |_| {
        page.board.track();
        guard.with_value(|guard| {
            if let Some(guard) = guard.as_ref().filter(|guard| guard.is_dragging()) {
                guard.refresh();
            }
        });
    });
    let heads = TaskState::ALL
        .iter()
        .enumerate()
        .map(|(at, state)| {
            view! {
                <div class="column-head" data-column=state.key()>
                    <span class="column-name">{move || ui.t(state.label())}</span>
                    <span class="column-count">{move || page.board.with(|board| board.columns[at])}</span>
                </div>
            }
        })
        .collect_view();
    let lanes = move || {
        page.board.with(|board| {
            board
                .lanes
                .iter()
                .map(|lane| (lane.part, lane.no))
                .collect::<Vec<_>>()
        })
    };
    let nothing = move || page.board.with(|board| board.shown == 0);
    view! {
        <main class="stage">
            <Summary />
            <div
                node_ref=root
                class="board"
                role="region"
                tabindex="0"
                data-scroll=""
                aria-label=move || ui.t(w::BOARD)
                style=("--w1", move || cards_abreast(0))
                style=("--w2", move || cards_abreast(1))
                style=("--w3", move || cards_abreast(2))
                style=("--w4", move || cards_abreast(3))
                style=("--w5", move || cards_abreast(4))
                on:click=move |event| act_on_press(page, &event)
                on:keydown=move |event| card::act_on_key(page, &event)
            >
                <Show when=nothing>
                    <Nothing />
                </Show>
                <div class="board-heads" hidden=nothing>{heads}</div>
                <For each=lanes key=|(part, _)| *part let((part, no))>
                    <LaneView part no hand />
                </For>
            </div>
            <HintBar hand />
            <p class="sr-only" id="drag-help">{move || ui.t(w::DRAG_HELP)}</p>
        </main>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    let ui = ui();
    let page = page();
    let filtered = move || page.query.with(shared::view::Query::filters);
    let clear = move |_| {
        page.change(|query| {
            query.unit = None;
            query.lights.clear();
        });
    };
    view! {
        <div class="empty">
            <Show
                when=filtered
                fallback=move || view! { <h2 class="empty-title">{move || ui.t(w::NO_ROOM_TASKS)}</h2> }
            >
                <h2 class="empty-title">{move || ui.t(w::NO_TASKS)}</h2>
                <p class="empty-text">{move || ui.t(w::NO_TASKS_TEXT)}</p>
                <div class="empty-actions">
                    <button type="button" class="button" on:click=clear>{move || ui.t(w::CLEAR_FILTERS)}</button>
                </div>
            </Show>
        </div>
    }
}

/// Puts the focus on a card once the next frame has drawn it where it is now.
pub(crate) fn focus_card(card: RecordId) {
    request_animation_frame(move || {
        let found = query(&format!("[data-record=\"{card}\"]"));
        if let Some(element) = found.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _focused = element.focus();
        }
    });
}

/// The middle of an element on the screen, for what opens beside it.
fn middle_of(element: &web_sys::Element) -> (f64, f64) {
    let rect = element.get_bounding_client_rect();
    let (width, height) = viewport();
    let x = rect.left() + rect.width() / 2.0;
    let y = rect.top() + rect.height() / 2.0;
    (x.clamp(0.0, width), y.clamp(0.0, height))
}
