//! Questions to the layout.

use super::*;
use crate::drag::autoscroll::{Velocity, ZONE, velocity};
use crate::drag::gap::GapShape;

fn at(board: &Board, x: f64, y: f64, dragged: &[Id]) -> Option<Slot> {
    board
        .layout()
        .slot_at(Point::new(x, y), Point::default(), dragged)
}

#[test]
fn a_list_is_split_at_the_middle_of_each_card() {
    let board = Board::default();
    // Cards of a column stand at 10..70, 80..140, 150..210.
    assert_eq!(at(&board, 100.0, 39.0, &[]), Some(slot(0, 0, 0)));
    assert_eq!(at(&board, 100.0, 41.0, &[]), Some(slot(0, 0, 1)));
    assert_eq!(at(&board, 100.0, 111.0, &[]), Some(slot(0, 0, 2)));
    assert_eq!(at(&board, 100.0, 399.0, &[]), Some(slot(0, 0, 3)));
}

#[test]
fn dragged_cards_are_not_counted() {
    let board = Board::default();
    assert_eq!(at(&board, 100.0, 399.0, &[1]), Some(slot(0, 0, 2)));
    assert_eq!(at(&board, 100.0, 399.0, &[1, 0, 2]), Some(slot(0, 0, 0)));
}

#[test]
fn a_gutter_belongs_to_the_nearest_cell_and_outside_is_nowhere() {
    let board = Board::default();
    assert_eq!(
        at(&board, 205.0, 41.0, &[]).map(|s| s.cell),
        Some(cell(0, 0))
    );
    assert_eq!(
        at(&board, 215.0, 41.0, &[]).map(|s| s.cell),
        Some(cell(1, 0))
    );
    assert_eq!(at(&board, -1.0, 41.0, &[]), None);
    assert_eq!(at(&board, 100.0, 401.0, &[]), None);
}

#[test]
fn what_is_scrolled_out_of_sight_is_no_target() {
    let mut layout = Board::default().layout();
    layout.viewport = Rect::new(0.0, 0.0, 300.0, 400.0);
    let slot_at = |x| layout.slot_at(Point::new(x, 41.0), Point::default(), &[]);
    assert_eq!(slot_at(250.0).map(|s| s.cell), Some(cell(1, 0)));
    assert_eq!(slot_at(310.0), None);
}

#[test]
fn scrolling_shifts_what_is_under_the_pointer_without_measuring_again() {
    let layout = Board::default().layout();
    let slot_at = |scrolled| layout.slot_at(Point::new(100.0, 41.0), scrolled, &[]);
    assert_eq!(slot_at(Point::new(220.0, 70.0)), Some(slot(1, 0, 2)));
    assert_eq!(slot_at(Point::new(5000.0, 0.0)), None);
}

#[test]
fn wrapped_rows_read_from_left_to_right() {
    // Two in a row: 0 1 / 2 3 / 4.
    let board = Board {
        cards: 5,
        per_row: 2,
        ..Board::default()
    };
    assert_eq!(at(&board, 20.0, 40.0, &[]), Some(slot(0, 0, 0)));
    assert_eq!(at(&board, 99.0, 40.0, &[]), Some(slot(0, 0, 1)));
    assert_eq!(at(&board, 190.0, 40.0, &[]), Some(slot(0, 0, 2)));
    assert_eq!(at(&board, 20.0, 110.0, &[]), Some(slot(0, 0, 2)));
    assert_eq!(at(&board, 20.0, 180.0, &[]), Some(slot(0, 0, 4)));
    assert_eq!(at(&board, 190.0, 399.0, &[]), Some(slot(0, 0, 5)));
}

#[test]
fn a_row_left_by_its_only_card_is_still_a_row() {
    let board = Board {
        cards: 3,
        per_row: 2,
        ..Board::default()
    };
    assert_eq!(at(&board, 50.0, 110.0, &[2]), Some(slot(0, 0, 2)));
}

#[test]
fn one_narrow_card_is_enough_to_know_that_a_cell_wraps() {
    let board = Board {
        cards: 1,
        per_row: 2,
        ..Board::default()
    };
    assert_eq!(at(&board, 190.0, 20.0, &[]), Some(slot(0, 0, 1)));
}

#[test]
fn a_block_is_at_home_where_it_stands_and_nowhere_else() {
    let layout = Board::default().layout();
    assert!(layout.is_home(slot(0, 0, 1), &[1]));
    assert!(!layout.is_home(slot(0, 0, 0), &[1]));
    assert!(!layout.is_home(slot(1, 0, 1), &[1]));
    // Cards 1 and 2 stand together, whichever was taken.
    assert!(layout.is_home(slot(0, 0, 1), &[2, 1]));
    // 0 and 2 do not: dropping them anywhere brings them together.
    assert!((0..=1).all(|index| !layout.is_home(slot(0, 0, index), &[0, 2])));
    // A card that the board does not show cannot be known to be in place.
    assert!(!layout.is_home(slot(0, 0, 1), &[1, 999]));
}

#[test]
fn neighbours_leave_out_the_dragged() {
    let layout = Board::default().layout();
    assert_eq!(layout.neighbours(slot(0, 0, 1), &[1]), (Some(0), Some(2)));
    assert_eq!(layout.neighbours(slot(1, 0, 0), &[1]), (None, Some(10)));
    assert_eq!(layout.neighbours(slot(1, 0, 3), &[1]), (Some(12), None));
}

#[test]
fn the_mark_is_a_line_between_cards_and_an_outline_in_an_empty_cell_or_at_home() {
    let layout = Board::default().layout();
    let line = layout.gap(slot(1, 0, 1), &[0]);
    assert_eq!((line.shape, line.rect.centre().y), (GapShape::Line, 75.0));
    let home = layout.gap(slot(0, 0, 1), &[1]);
    assert_eq!(
        (home.shape, Some(home.rect)),
        (GapShape::Place, layout.card(1))
    );

    let mut emptied = Board::default().layout();
    emptied.cells[2].cards.clear();
    let place = emptied.gap(slot(2, 0, 0), &[0]);
    assert_eq!(place.shape, GapShape::Place);
    assert_eq!(place.rect, Rect::new(448.0, 8.0, 184.0, CARD_H));
}

#[test]
fn the_mark_in_wrapped_rows_stands_upright_beside_the_card() {
    let layout = Board {
        cards: 5,
        per_row: 2,
        ..Board::default()
    }
    .layout();
    let between = layout.gap(slot(1, 0, 1), &[0]).rect;
    assert_eq!((between.centre().x, between.height), (320.0, CARD_H));
    let row_break = layout.gap(slot(1, 0, 2), &[0]).rect;
    assert!(row_break.y > 70.0 && row_break.x < 225.0);
    let end = layout.gap(slot(1, 0, 5), &[0]).rect;
    assert!(end.x > layout.card(14).unwrap().right());
}

#[test]
fn scrolling_is_faster_nearer_the_edge_and_still_outside_the_zone() {
    let viewport = Rect::new(0.0, 0.0, 1000.0, 800.0);
    let speed = |x, y| velocity(Point::new(x, y), viewport);
    assert_eq!(speed(500.0, 400.0), Velocity::ZERO);
    assert!(speed(10.0, 400.0).vx < speed(40.0, 400.0).vx && speed(40.0, 400.0).vx < 0.0);
    assert!(speed(500.0, 790.0).vy > speed(500.0, 760.0).vy && speed(500.0, 760.0).vy > 0.0);
    assert_eq!(speed(1000.0 - ZONE, 400.0), Velocity::ZERO);
    let corner = speed(999.0, 1.0);
    assert!(corner.vx > 0.0 && corner.vy < 0.0);
    // A little beyond the edge at full speed, far beyond not at all.
    assert_eq!(speed(1020.0, 400.0), speed(1000.0, 400.0));
    assert_eq!(speed(1100.0, 400.0), Velocity::ZERO);
}
