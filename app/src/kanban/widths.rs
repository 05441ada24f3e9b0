//! How many cards stand abreast in each column, so that the board is as short as it can be.

use leptos::html::Div;
use leptos::prelude::*;
use shared::model::TaskState;
use shared::view::Board;
use web_sys::ResizeObserver;
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;

const COLUMNS: usize = TaskState::ALL.len();
/// A column without a card is a strip this wide, in CSS pixels; English names are longer.
const STRIP: f64 = 116.0;
const STRIP_ENGLISH: f64 = 148.0;
/// A column with at most two cards in any lane takes this much of a card's width.
const SLIM: f64 = 0.7;

/// What the widths depend on beside the cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measures {
    pub(super) width: f64,
    pub(super) compact: bool,
    pub(super) wall: bool,
    pub(super) english: bool,
}

impl Measures {
    /// The least width of a card that still reads well.
    fn card(self) -> f64 {
        match (self.compact, self.wall) {
            (true, _) => 300.0,
            (false, true) => 275.0,
            (false, false) => 222.0,
        }
    }

    fn strip(self) -> f64 {
        if self.english { STRIP_ENGLISH } else { STRIP }
    }
}

/// The width of the board, kept up to date.
pub(super) fn observe(root: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(1280.0);
    let observing = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    root.on_load(move |element| {
        let measured = element.clone();
        let measure = move || {
            width.try_set(f64::from(measured.client_width()));
        };
        measure();
        let closure = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&element);
            observing.try_set_value(Some((observer, closure)));
        }
    });
    on_cleanup(move || {
        observing.try_update_value(|observing| {
            if let Some((observer, _)) = observing.take() {
                observer.disconnect();
            }
        });
    });
    width
}

/// How many cards stand abreast in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abreast {
    /// No card: a strip.
    Strip,
    /// Never more than two cards in a lane: less than a card's width.
    Slim,
    /// So many whole cards.
    Whole(u16),
}

impl Abreast {
    /// The number the style sheet computes the tracks with.
    pub(super) fn cards(self) -> f64 {
        match self {
            Self::Strip => 0.0,
            Self::Slim => SLIM,
            Self::Whole(count) => f64::from(count),
        }
    }

    /// How many cards fill a row.
    fn in_a_row(self) -> usize {
        match self {
            Self::Strip | Self::Slim => 1,
            Self::Whole(count) => usize::from(count),
        }
    }
}

/// A strip for an empty column, a slim card where no lane has more than two, whole cards
/// otherwise. What room is left goes, card by card, to the column that saves the most rows.
pub(super) fn widths(board: &Board, measures: Measures) -> [Abreast; COLUMNS] {
    let counts: Vec<[usize; COLUMNS]> = board
        .lanes
        .iter()
        .map(|lane| lane.cells.each_ref().map(Vec::len))
        .collect();
    let most = |column: usize| counts.iter().map(|lane| lane[column]).max().unwrap_or(0);
    let mut abreast: [Abreast; COLUMNS] = std::array::from_fn(|column| match most(column) {
        0 => Abreast::Strip,
        1 | 2 => Abreast::Slim,
        _ => Abreast::Whole(1),
    });
    let strips: f64 = abreast
        .iter()
        .filter(|abreast| **abreast == Abreast::Strip)
        .map(|_| measures.strip())
        .sum();
    let room = (measures.width - strips) / measures.card();
    while abreast.iter().map(|abreast| abreast.cards()).sum::<f64>() + 1.0 <= room {
        let wider = |column: usize| match abreast[column] {
            Abreast::Whole(count) => Some((column, Abreast::Whole(count + 1))),
            Abreast::Strip | Abreast::Slim => None,
        };
        let best = (0..COLUMNS)
            .filter_map(wider)
            .min_by_key(|(column, wider)| {
                let mut tried = abreast;
                tried[*column] = *wider;
                // With equal rows the fuller column first.
                let fullness = board.columns[*column] / abreast[*column].in_a_row();
                (rows(&counts, &tried), std::cmp::Reverse(fullness))
            });
        match best {
            Some((column, wider)) => abreast[column] = wider,
            None => break,
        }
    }
    abreast
}

/// How many rows of cards the board has: each lane is as tall as its fullest column.
fn rows(counts: &[[usize; COLUMNS]], abreast: &[Abreast; COLUMNS]) -> usize {
    let of_lane = |lane: &[usize; COLUMNS]| {
        let rows = lane
            .iter()
            .zip(abreast)
            .map(|(cards, n)| cards.div_ceil(n.in_a_row()));
        rows.max().unwrap_or(0)
    };
    counts.iter().map(of_lane).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::schema::RecordId;
    use shared::view::Lane;

    fn board(cells: &[[usize; COLUMNS]]) -> Board {
        let mut board = Board::default();
        for (no, counts) in cells.iter().enumerate() {
            let id = RecordId(uuid::Uuid::from_u128(no as u128));
            board.lanes.push(Lane {
                part: id,
                no: i64::try_from(no).unwrap(),
                lights: shared::view::LightCounts::default(),
                cells: counts.map(|count| vec![id; count]),
            });
            for (column, count) in counts.iter().enumerate() {
                board.columns[column] += count;
            }
        }
        board
    }

    fn measures(width: f64) -> Measures {
        Measures {
            width,
            compact: false,
            wall: false,
            english: false,
        }
    }

    #[test]
    fn a_full_first_column_takes_the_room_of_empty_ones() {
        let board = board(&[[12, 0, 0, 0, 0], [10, 0, 0, 0, 0]]);
        let first = |width| widths(&board, measures(width))[0];
        assert_eq!(first(1856.0), Abreast::Whole(6));
        assert_eq!(first(300.0), Abreast::Whole(1));
        let rest = widths(&board, measures(1856.0))[1..].to_vec();
        assert_eq!(rest, [Abreast::Strip; COLUMNS - 1]);
    }

    #[test]
    fn a_column_with_few_cards_stays_slim() {
        let board = board(&[[8, 6, 1, 0, 2], [4, 6, 0, 0, 0]]);
        let abreast = widths(&board, measures(1856.0));
        assert_eq!(abreast[2..], [Abreast::Slim, Abreast::Strip, Abreast::Slim]);
        assert!(
            abreast[0].cards() + abreast[1].cards() >= 5.0,
            "{abreast:?}"
        );
    }
}
