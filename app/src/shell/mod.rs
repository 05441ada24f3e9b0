//! What surrounds the board.

mod banner;
mod bar;
mod card_menu;
mod day;
mod drop_sheet;
mod icon;
mod keys;
mod outside;
mod rail;
mod sync_pill;
mod toasts;
mod tray;
mod unit_menu;

pub(crate) use banner::Banner;
pub(crate) use bar::Bar;
pub(crate) use card_menu::{CardMenu, viewport};
pub(crate) use drop_sheet::{DropSheet, act_at_once, move_card};
pub(crate) use icon::{Icon, icon};
pub(crate) use keys::keyboard;
pub(crate) use rail::Rail;
pub(crate) use toasts::Toasts;
pub(crate) use unit_menu::is_place;
