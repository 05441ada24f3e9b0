//! The promises of the module's contract, held against any sequence of events on any board.

use proptest::prelude::*;

use super::*;
use crate::drag::event::{PointerId, PointerKind, Target};
use crate::drag::keyboard::Key;

/// An event, or the one call that is not an event.
#[derive(Debug, Clone)]
enum Act {
    Does(Event<Id>),
    Relayout(Board),
}

fn point() -> impl Strategy<Value = Point> {
    (-100.0..900.0, -100.0..1000.0).prop_map(|(x, y)| Point::new(x, y))
}

fn pointer() -> impl Strategy<Value = PointerId> {
    prop_oneof![4 => Just(PointerId(1)), 1 => Just(PointerId(2))]
}

fn kind() -> impl Strategy<Value = PointerKind> {
    prop_oneof![
        Just(PointerKind::Mouse),
        Just(PointerKind::Pen),
        Just(PointerKind::Touch)
    ]
}

fn card() -> impl Strategy<Value = Id> {
    (0..2usize, 0..4usize, 0..5usize).prop_map(|(lane, column, at)| lane * 100 + column * 10 + at)
}

fn key() -> impl Strategy<Value = Key> {
    prop::sample::select(vec![
        Key::Space,
        Key::Space,
        Key::Enter,
        Key::Escape,
        Key::Tab,
        Key::Up,
        Key::Down,
        Key::Left,
        Key::Right,
        Key::Home,
        Key::End,
    ])
}

fn event() -> impl Strategy<Value = Event<Id>> {
    prop_oneof![
        3 => (pointer(), kind(), point(), 0.0..9000.0, card()).prop_map(|(pointer, kind, at, now_ms, card)| {
            Event::PointerDown { pointer, kind, at, now_ms, card }
        }),
        6 => (pointer(), point()).prop_map(|(pointer, at)| Event::PointerMove { pointer, at }),
        2 => (pointer(), point()).prop_map(|(pointer, at)| Event::PointerUp { pointer, at }),
        1 => pointer().prop_map(|pointer| Event::PointerCancel { pointer }),
        1 => pointer().prop_map(|pointer| Event::LostCapture { pointer }),
        1 => Just(Event::SecondPointer),
        1 => Just(Event::Blur),
        3 => (0.0..9999.0).prop_map(|now_ms| Event::Timer { now_ms }),
        6 => (key(), prop::option::of(card())).prop_map(|(key, card)| Event::Key { key, card }),
        2 => point().prop_map(|by| Event::Scroll { by }),
        6 => (0.0..9999.0).prop_map(|now_ms| Event::Frame { now_ms }),
    ]
}

fn board() -> impl Strategy<Value = Board> {
    let illegal = prop::collection::vec((0..4usize, 0..2usize), 0..5);
    let selection = prop::collection::vec(card(), 0..4);
    (
        1..5usize,
        0..5usize,
        1..3usize,
        1..4usize,
        illegal,
        any::<bool>(),
        selection,
    )
        .prop_map(
            |(columns, cards, lanes, per_row, illegal, free, selection)| Board {
                columns,
                cards,
                lanes,
                per_row,
                illegal,
                travel: if free {
                    LaneTravel::Free
                } else {
                    LaneTravel::Fixed
                },
                selection,
            },
        )
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![30 => event().prop_map(Act::Does), 1 => board().prop_map(Act::Relayout)];
    prop::collection::vec(act, 0..80)
}

/// Watches the effects go by and remembers what is outstanding.
#[derive(Debug, Default)]
struct Witness {
    lifted: bool,
    timer: bool,
    captured: Option<PointerId>,
    target: Option<Target>,
    scrolling: bool,
}

impl Witness {
    fn sees(&mut self, effect: &Effect<Id>, board: &Board) {
        match effect {
            Effect::StartTimer(ms) => {
                assert!(*ms > 0);
                self.timer = true;
            }
            Effect::CancelTimer => {
                assert!(self.timer, "cancelled a timer that does not run");
                self.timer = false;
            }
            Effect::Capture(pointer) => assert_eq!(self.captured.replace(*pointer), None),
            Effect::Release(pointer) => assert_eq!(self.captured.take(), Some(*pointer)),
            Effect::Lift { .. } => {
                assert!(!std::mem::replace(&mut self.lifted, true), "lifted twice");
            }
            Effect::FlyHome => assert!(std::mem::take(&mut self.lifted), "ended twice"),
            Effect::Drop { slot, cards, .. } => {
                assert!(std::mem::take(&mut self.lifted), "ended twice");
                let layout = board.layout();
                let cell = layout
                    .cell(slot.cell)
                    .expect("dropped on a cell of the board");
                assert!(cell.legal, "dropped on an illegal cell");
                assert!(slot.index <= cell.count(cards));
                assert!(!layout.is_home(*slot, cards), "dropped where it was");
            }
            Effect::Target(target) => {
                assert_ne!(self.target, *target, "told of a target that did not change");
                self.target = *target;
            }
            Effect::AutoScroll(velocity) => {
                self.scrolling = velocity.vx != 0.0 || velocity.vy != 0.0;
            }
            Effect::Follow { .. }
            | Effect::Haptic
            | Effect::Announce(_)
            | Effect::SuppressClick => {}
        }
    }

    fn is_quiet(&self) -> bool {
        !self.lifted
            && !self.timer
            && self.captured.is_none()
            && self.target.is_none()
            && !self.scrolling
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_sequence_keeps_the_contract(board in board(), acts in acts()) {
        let mut hand = Hand::on(board);
        let mut witness = Witness::default();
        for act in acts {
            let effects = match &act {
                Act::Does(event) => {
                    if matches!(event, Event::Timer { .. }) {
                        // One that rings after it was cancelled does not exist.
                        if !witness.timer {
                            continue;
                        }
                        witness.timer = false;
                    }
                    hand.does(*event)
                }
                Act::Relayout(board) => {
                    hand.board = board.clone();
                    hand.machine.relayout(board.layout())
                }
            };
            let follows = effects.iter().filter(|e| matches!(e, Effect::Follow { .. })).count();
            let is_frame = matches!(act, Act::Does(Event::Frame { .. }));
            prop_assert!(follows <= usize::from(is_frame));
            for effect in &effects {
                witness.sees(effect, &hand.board);
            }
            prop_assert_eq!(witness.lifted, hand.machine.is_dragging());
            if hand.machine.is_idle() {
                prop_assert!(witness.is_quiet(), "{:?} left {:?}", act, witness);
            }
        }
        // Whatever was going on, an interruption brings it to rest.
        for effect in hand.does(Event::SecondPointer) {
            witness.sees(&effect, &hand.board);
        }
        prop_assert!(hand.machine.is_idle() && witness.is_quiet());
    }

    #[test]
    fn a_drag_in_progress_always_comes_to_one_end(board in board(), acts in acts()) {
        let mut hand = Hand::on(board);
        hand.does(Event::Key { key: Key::Space, card: Some(0) });
        let begun = hand.machine.is_dragging();
        let ends = acts.into_iter().filter_map(|act| if let Act::Does(event) = act { Some(event) } else { None })
            // Only what may end this drag, nothing that begins another.
            .filter(|event| !matches!(event, Event::Key { key: Key::Space, .. } | Event::PointerDown { .. }))
            .chain([Event::Blur])
            .flat_map(|event| hand.does(event))
            .filter(|effect| matches!(effect, Effect::FlyHome | Effect::Drop { .. }))
            .count();
        prop_assert_eq!(ends, usize::from(begun));
    }

    #[test]
    fn a_slot_is_always_between_the_cards_it_names(board in board(), at in point(), dragged in card()) {
        let layout = board.layout();
        if let Some(slot) = layout.slot_at(at, Point::default(), &[dragged]) {
            let cell = layout.cell(slot.cell).expect("a cell of the board");
            prop_assert!(slot.index <= cell.count(&[dragged]));
            let (after, before) = layout.neighbours(slot, &[dragged]);
            prop_assert_eq!(after.is_some(), slot.index > 0);
            prop_assert_eq!(before.is_some(), slot.index < cell.count(&[dragged]));
            let rect = layout.gap(slot, &[dragged]).rect;
            prop_assert!(cell.rect.distance(rect.origin()) <= 8.0, "{:?} strays from {:?}", rect, cell.rect);
        }
    }

    #[test]
    fn over_its_own_card_a_drag_is_at_home(board in board(), id in card()) {
        let layout = board.layout();
        if let Some(rect) = layout.card(id) {
            let slot = layout.slot_at(rect.centre(), Point::default(), &[id]);
            prop_assert!(slot.is_none_or(|slot| layout.is_home(slot, &[id])), "{:?}", slot);
        }
    }
}
