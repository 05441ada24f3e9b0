//! What the drag engine asks the board, and what it is told.

use std::rc::Rc;

use leptos::prelude::*;
use shared::model::{Task, TaskState};
use shared::rules::{Position, transition};
use shared::schema::{Choices, Kind, RecordId};
use shared::view::Lane;

use web_sys::wasm_bindgen::JsCast;

use super::{focus_card, middle_of};
use crate::drag::{Announcement, CardId, Hooks, Landing, LaneRule, Legality, Place};
use crate::shell::move_card;
use crate::ui::{Ui, query, ui};
use crate::view::Page;
use crate::words as w;

/// The hand that moves cards.
#[derive(Clone, Copy)]
pub(super) struct Hand {
    page: Page,
    ui: Ui,
    pub(super) is_dragging: RwSignal<bool>,
    /// The part whose lane the lifted card comes from.
    pub(super) lane: RwSignal<Option<i64>>,
    /// The card that is moved by keyboard, and where it stands.
    held: RwSignal<Option<(i64, String)>>,
}

impl Hand {
    pub(super) fn new(page: Page, ui: Ui) -> Self {
        Self {
            page,
            ui,
            is_dragging: RwSignal::new(false),
            lane: RwSignal::new(None),
            held: RwSignal::new(None),
        }
    }

    fn first(cards: &[CardId]) -> Option<RecordId> {
        RecordId::parse(cards.first()?)
    }

    fn state(column: &str) -> Option<TaskState> {
        TaskState::from_no(TaskState::SPEC.by_key(column)?.no)
    }

    fn place(self, place: &Place) -> String {
        let column = Self::state(&place.column).map_or("", |state| self.ui.t(state.label()));
        let (at, of) = (place.position, place.positions);
        self.ui.pick(
            format!("{column} · 第 {at} 位,共 {of} 位"),
            format!("{column} · position {at} of {of}"),
        )
    }

    fn words(self, word: &Announcement<Place>) -> String {
        let pick = |zh: String, en: String| self.ui.pick(zh, en);
        match word {
            Announcement::PickedUp { from, .. } => {
                let place = self.place(from);
                let help = self.ui.t(w::DRAG_HELP);
                pick(
                    format!("已拿起。{place}。{help}"),
                    format!("Picked up. {place}. {help}"),
                )
            }
            Announcement::MovedTo { to } => self.place(to),
            Announcement::AtEdge { at } => {
                let place = self.place(at);
                pick(
                    format!("已到尽头。{place}"),
                    format!("At the edge. {place}"),
                )
            }
            Announcement::Illegal { at } => {
                let place = self.place(at);
                let reason = at.refusal.as_deref().unwrap_or_default();
                pick(
                    format!("不能放在这里:{reason}。{place}"),
                    format!("Not here: {reason}. {place}"),
                )
            }
            Announcement::Dropped { at } => {
                let place = self.place(at);
                pick(format!("已放下。{place}"), format!("Dropped. {place}"))
            }
            Announcement::Cancelled => self.ui.t(w::PUT_BACK).to_owned(),
        }
    }
}

impl Hooks for Hand {
    fn legality(&self, cards: &[CardId], column: &str) -> Legality {
        let (Some(card), Some(to)) = (Self::first(cards), Self::state(column)) else {
            return Legality::Illegal(self.ui.t(w::GONE).into());
        };
        let actor = self.page.room.actor();
        let refusal = self.page.room.read(|state| {
            let record = state.get(card)?;
            let now = transition::state_of(record, Task::STATE);
            if now == Some(to.no()) {
                return None;
            }
            let wanted = (Task::STATE, to.no());
            transition::action_to(state, Task::SPEC, record, wanted, &actor).err()
        });
        match refusal {
            None => Legality::Legal,
            Some(reason) => Legality::Illegal(self.ui.s(&reason).into()),
        }
    }

    fn lanes(&self, _: &[CardId]) -> LaneRule {
        LaneRule::Fixed(Rc::from(self.ui.t(w::STAY_IN_LANE)))
    }

    fn on_lift(&self, cards: &[CardId]) {
        let lane = Self::first(cards).and_then(|card| {
            self.page.board.with_untracked(|board| {
                let holds = |lane: &&Lane| lane.cells.iter().any(|cell| cell.contains(&card));
                board.lanes.iter().find(holds).map(|lane| lane.no)
            })
        });
        self.lane.try_set(lane);
        if !by_keyboard() {
            // The press gave the card the focus; losing it with the card would lay out the page
            // in the middle of the drop.
            blur();
        }
        self.is_dragging.try_set(true);
        self.page.menu.try_set(None);
        self.page.room.hold();
    }

    fn on_drop(&self, cards: Vec<CardId>, landing: Landing) {
        let (Some(card), Some(to)) = (Self::first(&cards), Self::state(&landing.column)) else {
            return;
        };
        let neighbour = |id: Option<CardId>| id.and_then(|id| RecordId::parse(&id));
        let at = Position {
            after: neighbour(landing.after),
            before: neighbour(landing.before),
        };
        // Asked where the clone is now.
        let ask_at = || {
            let clone = query(".drag-card");
            clone.map_or((0.0, 0.0), |clone| middle_of(&clone))
        };
        move_card(self.page, self.ui, card, to, at, ask_at);
    }

    fn on_end(&self, cards: &[CardId]) {
        self.is_dragging.try_set(false);
        self.lane.try_set(None);
        let by_keyboard = self.held.try_update(Option::take).flatten().is_some();
        self.page.room.release();
        let asks = self.page.waiting.try_get_untracked().flatten().is_some();
        if let Some(card) = Self::first(cards).filter(|_| by_keyboard && !asks) {
            focus_card(card);
        }
    }

    fn announce(&self, word: Announcement<Place>) {
        let place = match &word {
            Announcement::PickedUp { from: place, .. }
            | Announcement::MovedTo { to: place }
            | Announcement::AtEdge { at: place }
            | Announcement::Illegal { at: place } => Some(place),
            Announcement::Dropped { .. } | Announcement::Cancelled => None,
        };
        if let Some(place) = place.filter(|_| by_keyboard()) {
            let no = query("[data-drag=source] .card-no").and_then(|e| e.text_content());
            let no = no.and_then(|no| no.trim().parse().ok()).unwrap_or(0);
            let text = match &place.refusal {
                Some(reason) => reason.to_string(),
                None => self.place(place),
            };
            self.held.try_set(Some((no, text)));
        }
        self.ui.say(self.words(&word));
    }
}

fn blur() {
    let active = document().active_element();
    if let Some(element) = active.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _left = element.blur();
    }
}

fn by_keyboard() -> bool {
    query(".board[data-dragging=keyboard]").is_some()
}

/// The keys that help while a card is moved by keyboard.
#[component]
pub(super) fn HintBar(hand: Hand) -> impl IntoView {
    let ui = ui();
    let title = move || {
        hand.held
            .get()
            .map(|(no, _)| ui.pick(format!("正在移动 任务 {no}"), format!("Moving task {no}")))
    };
    view! {
        <Show when=move || hand.held.get().is_some()>
            <div class="hint-bar" aria-hidden="true">
                <b>{title}</b>
                <span class="hint-where">{move || hand.held.get().map(|(_, place)| place)}</span>
                <span class="hint-keys">
                    <span><kbd>"←"</kbd><kbd>"→"</kbd>" "{move || ui.t(w::KEY_HINT_COLUMN)}</span>
                    <span><kbd>"↑"</kbd><kbd>"↓"</kbd>" "{move || ui.t(w::KEY_HINT_PLACE)}</span>
                    <span><kbd>{move || ui.t(w::SPACE_KEY)}</kbd>" "{move || ui.t(w::KEY_HINT_DROP)}</span>
                    <span><kbd>"Esc"</kbd>" "{move || ui.t(w::KEY_HINT_CANCEL)}</span>
                </span>
            </div>
        </Show>
    }
}
