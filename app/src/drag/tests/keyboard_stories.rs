//! What the keyboard does, told from beginning to end.

use super::*;
use crate::drag::announce::{Announcement, Spot};
use crate::drag::keyboard::Key;

fn press(hand: &mut Hand, key: Key) -> Vec<Effect<Id>> {
    hand.does(Event::Key { key, card: None })
}

fn picked(board: Board, card: Id) -> Hand {
    let mut hand = Hand::on(board);
    let effects = hand.does(Event::Key {
        key: Key::Space,
        card: Some(card),
    });
    assert!(
        effects.iter().any(|e| matches!(e, Effect::Lift { .. })),
        "{effects:?}"
    );
    hand
}

fn said(effects: &[Effect<Id>]) -> Option<Announcement<Spot>> {
    effects.iter().find_map(|e| {
        if let Effect::Announce(word) = e {
            Some(*word)
        } else {
            None
        }
    })
}

fn moved(column: usize, lane: usize, index: usize, positions: usize) -> Announcement<Spot> {
    Announcement::MovedTo {
        to: Spot {
            slot: slot(column, lane, index),
            positions,
        },
    }
}

#[test]
fn arrows_walk_and_space_drops() {
    let mut hand = picked(Board::default(), 1);
    assert_eq!(said(&press(&mut hand, Key::Right)), Some(moved(1, 0, 1, 4)));
    assert_eq!(said(&press(&mut hand, Key::Down)), Some(moved(1, 0, 2, 4)));
    assert_eq!(said(&press(&mut hand, Key::Home)), Some(moved(1, 0, 0, 4)));
    assert_eq!(said(&press(&mut hand, Key::End)), Some(moved(1, 0, 3, 4)));
    let effects = press(&mut hand, Key::Space);
    let expected = Effect::Drop {
        cards: vec![1],
        slot: slot(1, 0, 3),
        after: Some(12),
        before: None,
    };
    assert!(effects.contains(&expected), "{effects:?}");
    assert!(
        !effects.contains(&Effect::SuppressClick),
        "no pointer, no click"
    );
}

#[test]
fn other_keys_and_enter_do_not_pick_up() {
    let mut hand = Hand::default();
    for key in [Key::Enter, Key::Right, Key::Escape, Key::Tab] {
        assert_eq!(hand.does(Event::Key { key, card: Some(0) }), []);
    }
    assert_eq!(
        hand.does(Event::Key {
            key: Key::Space,
            card: None
        }),
        []
    );
}

#[test]
fn the_edges_are_told() {
    let mut hand = picked(Board::default(), 0);
    for key in [Key::Up, Key::Left, Key::Home] {
        assert!(
            matches!(
                said(&press(&mut hand, key)),
                Some(Announcement::AtEdge { .. })
            ),
            "{key:?}"
        );
    }
}

#[test]
fn an_illegal_column_is_visited_and_holds_the_card() {
    let mut hand = picked(
        Board {
            illegal: vec![(1, 0)],
            ..Board::default()
        },
        0,
    );
    assert!(matches!(
        said(&press(&mut hand, Key::Right)),
        Some(Announcement::Illegal { .. })
    ));
    for key in [Key::Space, Key::Enter] {
        assert!(matches!(
            said(&press(&mut hand, key)),
            Some(Announcement::Illegal { .. })
        ));
        assert!(hand.machine.is_dragging());
    }
    assert_eq!(said(&press(&mut hand, Key::Right)), Some(moved(2, 0, 0, 4)));
    assert!(
        press(&mut hand, Key::Enter)
            .iter()
            .any(|e| matches!(e, Effect::Drop { .. }))
    );
}

#[test]
fn a_short_column_does_not_lose_the_height() {
    let mut hand = picked(Board::default(), 2);
    let mut layout = hand.board.layout();
    layout.cells[1].cards.clear();
    hand.machine.relayout(layout);
    assert_eq!(said(&press(&mut hand, Key::Right)), Some(moved(1, 0, 0, 1)));
    assert_eq!(said(&press(&mut hand, Key::Right)), Some(moved(2, 0, 2, 4)));
}

#[test]
fn lanes_are_left_only_where_the_board_allows_it() {
    let fixed = Board {
        lanes: 2,
        ..Board::default()
    };
    let mut hand = picked(fixed.clone(), 2);
    assert!(matches!(
        said(&press(&mut hand, Key::Down)),
        Some(Announcement::AtEdge { .. })
    ));

    let mut hand = picked(
        Board {
            travel: LaneTravel::Free,
            ..fixed
        },
        2,
    );
    assert_eq!(said(&press(&mut hand, Key::Down)), Some(moved(0, 1, 0, 4)));
    assert_eq!(said(&press(&mut hand, Key::Up)), Some(moved(0, 0, 2, 3)));
}

#[test]
fn escape_tab_and_a_pointer_cancel() {
    for key in [Key::Escape, Key::Tab] {
        let mut hand = picked(Board::default(), 0);
        press(&mut hand, Key::Right);
        let effects = press(&mut hand, key);
        assert!(effects.contains(&Effect::FlyHome) && hand.machine.is_idle());
        assert_eq!(said(&effects), Some(Announcement::Cancelled));
    }
    let mut hand = picked(Board::default(), 0);
    assert!(hand.does(Event::SecondPointer).contains(&Effect::FlyHome));
}

#[test]
fn frames_do_not_move_what_the_keyboard_holds() {
    let mut hand = picked(Board::default(), 0);
    assert_eq!(hand.does(Event::Frame { now_ms: 16.0 }), []);
}

#[test]
fn a_cell_that_vanishes_sends_the_card_home() {
    let mut hand = picked(Board::default(), 0);
    press(&mut hand, Key::Right);
    let mut layout = hand.board.layout();
    layout.cells.remove(1);
    assert!(hand.machine.relayout(layout).contains(&Effect::FlyHome));
    assert!(hand.machine.is_idle());
}
