//! What this page looks at: the address, the day, and the board that follows from them.
//!
//! - `wanted`: a command in words

mod wanted;

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use shared::model::{Task, TaskState};
use shared::rules::Position;
use shared::schema::{Day, RecordId};
use shared::view::{Board, Query, board};

use crate::room::Room;

pub(crate) use wanted::{about, overwritten_sentence, wanted, what};

/// A drop that is not a command yet, because something has to be asked first. The card already
/// stands where it was dropped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) card: RecordId,
    pub(crate) to: TaskState,
    pub(crate) at: Position,
    /// Where on the screen to ask.
    pub(crate) ask_at: (f64, f64),
}

/// What this page looks at. Copies are the same page.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    pub(crate) room: Room,
    pub(crate) query: Memo<Query>,
    pub(crate) day: Memo<Day>,
    pub(crate) board: Memo<Arc<Board>>,
    pub(crate) waiting: RwSignal<Option<Waiting>>,
    /// A card that was dropped just now, while its move is being kept: it stands where it was
    /// dropped.
    landing: RwSignal<Option<(RecordId, TaskState, Position)>>,
    /// The card whose menu is open, and where on the screen.
    pub(crate) menu: RwSignal<Option<(RecordId, f64, f64)>>,
    /// Notes that were begun, by their record: looking elsewhere does not lose them.
    pub(crate) drafts: StoredValue<HashMap<RecordId, String>>,
    go: StoredValue<Go, LocalStorage>,
}

type Go = Box<dyn Fn(&str, NavigateOptions)>;

impl Page {
    /// Follows the address. To be called inside the router.
    pub(crate) fn new(room: Room) -> Self {
        let location = use_location();
        let navigate = use_navigate();
        let path = location.pathname;
        let go: Go = Box::new(move |query, options| {
            let path = path.get_untracked();
            let address = match query {
                "" => path,
                query => format!("{path}?{query}"),
            };
            navigate(&address, options);
        });
        let search = location.search;
        let query = Memo::new(move |_| search.with(|search| Query::parse(search)));
        let day = Memo::new(move |_| {
            let asked = query.with(|query| query.day);
            asked.unwrap_or_else(|| room.war_day())
        });
        let waiting = RwSignal::<Option<Waiting>>::new(None);
        let landing = RwSignal::new(None);
        let board = Memo::new(move |_| {
            let mut board = room.derive(day.get(), |state, derived| {
                query.with(|query| board(state, query, derived))
            });
            if let Some(Waiting { card, to, at, .. }) = waiting.get() {
                place(&mut board, card, to, at);
            }
            if let Some((card, to, at)) = landing.get() {
                place(&mut board, card, to, at);
            }
            Arc::new(board)
        });
        Self {
            room,
            query,
            day,
            board,
            waiting,
            landing,
            menu: RwSignal::new(None),
            drafts: StoredValue::new(HashMap::new()),
            go: StoredValue::new_local(go),
        }
    }

    /// Changes the view where it stands: going back leaves the board, not each press of a filter.
    pub(crate) fn change(self, change: impl FnOnce(&mut Query)) {
        self.go_to(change, true);
    }

    /// Opens a record beside the board, or closes it; going back undoes this.
    pub(crate) fn open(self, record: Option<RecordId>) {
        if self.query.with_untracked(|query| query.record) != record {
            self.go_to(|query| query.record = record, false);
        }
    }

    fn go_to(self, change: impl FnOnce(&mut Query), replace: bool) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        let options = NavigateOptions {
            replace,
            scroll: false,
            ..NavigateOptions::default()
        };
        self.go.with_value(|go| go(&query.to_string(), options));
    }

    /// The card stands there from now on, until its move is on the records.
    pub(crate) fn land(self, card: RecordId, to: TaskState, at: Position) {
        self.landing.set(Some((card, to, at)));
    }

    /// The card's move is on the records, or came to nothing.
    pub(crate) fn landed(self, card: RecordId) {
        let is_it = |landing: &Option<(RecordId, TaskState, Position)>| {
            landing.is_some_and(|(landing, ..)| landing == card)
        };
        if self.landing.try_with_untracked(is_it) == Some(true) {
            self.landing.try_set(None);
        }
    }

    /// The number of a task and the state it is in.
    pub(crate) fn task(self, id: RecordId) -> Option<(i64, TaskState)> {
        self.room.read(|state| {
            let task = state.get(id)?.view::<Task>()?;
            Some((task.no()?, task.state()?))
        })
    }
}

/// The page's view.
pub(crate) fn page() -> Page {
    expect_context::<Page>()
}

/// Puts the waiting card where it was dropped.
fn place(board: &mut Board, card: RecordId, to: TaskState, at: Position) {
    for lane in &mut board.lanes {
        let Some((from, was)) = lane.cells.iter().enumerate().find_map(|(column, cards)| {
            let at = cards.iter().position(|other| *other == card)?;
            Some((column, at))
        }) else {
            continue;
        };
        lane.cells[from].remove(was);
        board.columns[from] -= 1;
        let to = to as usize;
        let cell = &mut lane.cells[to];
        let stands = |id: Option<RecordId>| id.and_then(|id| cell.iter().position(|c| *c == id));
        let at = stands(at.before)
            .or_else(|| stands(at.after).map(|at| at + 1))
            .unwrap_or(cell.len());
        cell.insert(at, card);
        board.columns[to] += 1;
        return;
    }
}
