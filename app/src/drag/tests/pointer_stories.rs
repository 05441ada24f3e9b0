//! What mouse, pen and finger do, told from beginning to end.

use super::*;
use crate::drag::announce::Announcement;
use crate::drag::event::{PointerId, PointerKind};
use crate::drag::keyboard::Key;
use crate::drag::machine::LONG_PRESS_MS;

const P: PointerId = PointerId(1);
const OTHER: PointerId = PointerId(2);

fn down(hand: &mut Hand, kind: PointerKind, card: Id) -> Vec<Effect<Id>> {
    let at = hand.board.middle_of(card);
    hand.does(Event::PointerDown {
        pointer: P,
        kind,
        at,
        now_ms: 0.0,
        card,
    })
}

fn go(hand: &mut Hand, x: f64, y: f64) -> Vec<Effect<Id>> {
    hand.does(Event::PointerMove {
        pointer: P,
        at: Point::new(x, y),
    })
}

fn up(hand: &mut Hand, x: f64, y: f64) -> Vec<Effect<Id>> {
    hand.does(Event::PointerUp {
        pointer: P,
        at: Point::new(x, y),
    })
}

fn lifted(board: Board, card: Id) -> Hand {
    let mut hand = Hand::on(board);
    let at = hand.board.middle_of(card);
    down(&mut hand, PointerKind::Mouse, card);
    let effects = go(&mut hand, at.x + 4.0, at.y);
    assert!(
        effects.iter().any(|e| matches!(e, Effect::Lift { .. })),
        "{effects:?}"
    );
    hand
}

/// What was dropped and where, in one line to compare.
#[derive(Debug, PartialEq)]
struct Landed(Vec<Id>, Slot, Option<Id>, Option<Id>);

fn landing(effects: &[Effect<Id>]) -> Option<Landed> {
    effects.iter().find_map(|effect| match effect {
        Effect::Drop {
            cards,
            slot,
            after,
            before,
        } => Some(Landed(cards.clone(), *slot, *after, *before)),
        _ => None,
    })
}

#[test]
fn a_click_is_nothing() {
    let mut hand = Hand::default();
    assert_eq!(down(&mut hand, PointerKind::Mouse, 0), []);
    assert_eq!(go(&mut hand, 101.0, 42.0), []);
    assert_eq!(up(&mut hand, 101.0, 42.0), []);
    assert!(hand.machine.is_idle());
}

#[test]
fn a_mouse_carries_a_card_to_another_column() {
    let mut hand = lifted(Board::default(), 0);
    assert!(hand.machine.is_dragging());
    go(&mut hand, 320.0, 76.0);
    let effects = hand.does(Event::Frame { now_ms: 16.0 });
    assert!(
        matches!(
            effects[..],
            [Effect::Follow { .. }, Effect::Target(Some(_))]
        ),
        "{effects:?}"
    );
    assert_eq!(
        hand.does(Event::Frame { now_ms: 32.0 }),
        [],
        "a hand that rests costs nothing"
    );
    let effects = up(&mut hand, 320.0, 76.0);
    assert_eq!(
        landing(&effects),
        Some(Landed(vec![0], slot(1, 0, 1), Some(10), Some(11)))
    );
    assert!(effects.contains(&Effect::Target(None)));
    assert!(effects.contains(&Effect::Release(P)) && effects.contains(&Effect::SuppressClick));
    assert!(hand.machine.is_idle());
}

#[test]
fn the_last_move_counts_even_if_no_frame_came_after_it() {
    let mut hand = lifted(Board::default(), 0);
    let effects = up(&mut hand, 540.0, 390.0);
    assert_eq!(landing(&effects).map(|l| l.1), Some(slot(2, 0, 3)));
}

#[test]
fn a_card_put_back_says_nothing_to_the_server() {
    let mut hand = lifted(Board::default(), 1);
    let effects = up(&mut hand, 104.0, 110.0);
    assert_eq!(landing(&effects), None);
    assert!(effects.contains(&Effect::FlyHome));
    assert!(effects.contains(&Effect::Announce(Announcement::Cancelled)));
}

#[test]
fn an_illegal_column_is_a_target_but_never_a_landing() {
    let mut hand = lifted(
        Board {
            illegal: vec![(1, 0)],
            ..Board::default()
        },
        0,
    );
    go(&mut hand, 320.0, 76.0);
    let effects = hand.does(Event::Frame { now_ms: 16.0 });
    assert!(
        effects
            .iter()
            .any(|e| matches!(e, Effect::Target(Some(t)) if !t.legal))
    );
    let effects = up(&mut hand, 320.0, 76.0);
    assert_eq!(landing(&effects), None);
    assert!(effects.contains(&Effect::FlyHome));
    assert!(
        effects
            .iter()
            .any(|e| matches!(e, Effect::Announce(Announcement::Illegal { .. })))
    );
}

#[test]
fn staying_in_an_illegal_column_is_no_refusal() {
    let mut hand = Hand::on(Board {
        illegal: vec![(0, 0)],
        ..Board::default()
    });
    down(&mut hand, PointerKind::Mouse, 1);
    let effects = go(&mut hand, 104.0, 110.0);
    assert!(
        effects
            .iter()
            .any(|e| matches!(e, Effect::Target(Some(t)) if t.legal)),
        "{effects:?}"
    );
    assert!(up(&mut hand, 104.0, 110.0).contains(&Effect::Announce(Announcement::Cancelled)));
}

#[test]
fn outside_the_board_the_card_flies_home() {
    let mut hand = lifted(Board::default(), 0);
    let effects = up(&mut hand, -500.0, -500.0);
    assert!(effects.contains(&Effect::FlyHome) && effects.contains(&Effect::Target(None)));
}

#[test]
fn a_finger_that_moves_scrolls() {
    let mut hand = Hand::default();
    assert_eq!(
        down(&mut hand, PointerKind::Touch, 0),
        [Effect::StartTimer(LONG_PRESS_MS)]
    );
    assert_eq!(go(&mut hand, 106.0, 40.0), [], "a tremble is allowed");
    assert_eq!(go(&mut hand, 100.0, 49.0), [Effect::CancelTimer]);
    assert_eq!(hand.does(Event::Timer { now_ms: 250.0 }), []);
    assert!(hand.machine.is_idle());
}

#[test]
fn a_finger_that_rests_lifts() {
    let mut hand = Hand::default();
    down(&mut hand, PointerKind::Touch, 0);
    let effects = hand.does(Event::Timer { now_ms: 250.0 });
    assert!(effects.contains(&Effect::Capture(P)) && effects.contains(&Effect::Haptic));
    let effects = up(&mut hand, 320.0, 20.0);
    assert_eq!(landing(&effects).map(|l| l.1), Some(slot(1, 0, 0)));
}

#[test]
fn a_timer_that_rings_early_is_set_again() {
    let mut hand = Hand::default();
    down(&mut hand, PointerKind::Touch, 0);
    assert_eq!(
        hand.does(Event::Timer { now_ms: 249.5 }),
        [Effect::StartTimer(1)]
    );
    assert!(!hand.machine.is_dragging());
}

#[test]
fn a_tap_cancels_its_timer() {
    let mut hand = Hand::default();
    down(&mut hand, PointerKind::Touch, 0);
    assert_eq!(up(&mut hand, 100.0, 40.0), [Effect::CancelTimer]);
}

#[test]
fn everything_that_interrupts_sends_the_card_home_once() {
    let interruptions: [Event<Id>; 6] = [
        Event::SecondPointer,
        Event::Blur,
        Event::PointerCancel { pointer: P },
        Event::LostCapture { pointer: P },
        Event::Key {
            key: Key::Escape,
            card: None,
        },
        Event::PointerDown {
            pointer: OTHER,
            kind: PointerKind::Touch,
            at: Point::default(),
            now_ms: 9.0,
            card: 11,
        },
    ];
    for event in interruptions {
        let mut hand = lifted(Board::default(), 0);
        let effects = hand.does(event);
        assert_eq!(
            effects.iter().filter(|e| **e == Effect::FlyHome).count(),
            1,
            "{event:?}"
        );
        assert!(hand.machine.is_idle(), "{event:?}");
        assert_eq!(
            hand.does(Event::PointerCancel { pointer: P }),
            [],
            "{event:?}"
        );
        assert_eq!(
            hand.does(Event::LostCapture { pointer: P }),
            [],
            "{event:?}"
        );
        assert_eq!(up(&mut hand, 320.0, 20.0), [], "{event:?}");
    }
}

#[test]
fn another_pointer_neither_moves_nor_drops_the_card() {
    let mut hand = lifted(Board::default(), 2);
    hand.does(Event::Frame { now_ms: 0.0 });
    hand.does(Event::PointerMove {
        pointer: OTHER,
        at: Point::new(540.0, 20.0),
    });
    assert_eq!(hand.does(Event::Frame { now_ms: 16.0 }), []);
    assert_eq!(
        hand.does(Event::PointerUp {
            pointer: OTHER,
            at: Point::new(540.0, 20.0)
        }),
        []
    );
    assert!(hand.machine.is_dragging());
}

#[test]
fn a_stack_moves_with_the_card_under_the_hand_first() {
    let mut hand = lifted(
        Board {
            selection: vec![0, 11, 2],
            ..Board::default()
        },
        2,
    );
    let effects = up(&mut hand, 540.0, 20.0);
    assert_eq!(
        landing(&effects),
        Some(Landed(vec![2, 0, 11], slot(2, 0, 0), None, Some(20)))
    );
}

#[test]
fn scrolling_under_a_resting_pointer_changes_the_target() {
    let mut hand = lifted(Board::default(), 2);
    hand.does(Event::Frame { now_ms: 0.0 });
    hand.does(Event::Scroll {
        by: Point::new(220.0, 0.0),
    });
    let effects = hand.does(Event::Frame { now_ms: 16.0 });
    assert!(
        matches!(effects[..], [Effect::Target(Some(t))] if t.slot.cell == cell(1, 0)),
        "{effects:?}"
    );
}

#[test]
fn scrolling_at_the_edge_begins_gently_and_stops_with_the_drag() {
    let mut hand = lifted(Board::default(), 0);
    go(&mut hand, 635.0, 200.0);
    let speeds: Vec<f64> = (0..4)
        .flat_map(|n| {
            hand.does(Event::Frame {
                now_ms: 100.0 * f(n),
            })
        })
        .filter_map(|e| {
            if let Effect::AutoScroll(v) = e {
                Some(v.vx)
            } else {
                None
            }
        })
        .collect();
    assert!(
        speeds.len() == 4 && speeds.is_sorted() && speeds[0] > 0.0,
        "{speeds:?}"
    );
    let effects = hand.does(Event::Blur);
    assert!(
        effects
            .iter()
            .any(|e| matches!(e, Effect::AutoScroll(v) if v.vx == 0.0))
    );
}

#[test]
fn a_board_measured_afresh_is_aimed_at_afresh() {
    let mut hand = lifted(Board::default(), 2);
    hand.does(Event::Scroll {
        by: Point::new(220.0, 0.0),
    });
    hand.does(Event::Frame { now_ms: 0.0 });
    let layout = hand.board.layout();
    let effects = hand.machine.relayout(layout);
    assert!(
        matches!(effects[..], [Effect::Target(Some(t))] if t.slot.cell == cell(0, 0)),
        "{effects:?}"
    );
    assert_eq!(hand.machine.scrolled(), Point::default());
}
