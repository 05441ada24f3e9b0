//! A task's card.

use leptos::prelude::*;
use shared::model::Task;
use shared::rules::light::Colour;
use shared::schema::{Choices, RecordId};
use shared::view::{Card, card};
use web_sys::wasm_bindgen::JsCast;

use super::middle_of;
use crate::shell::{Icon, icon};
use crate::ui::ui;
use crate::view::{Page, page};
use crate::words as w;

#[component]
pub(super) fn CardView(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let record = page.room.record(id);
    let card = Memo::new(move |_| {
        // The record's own signal wakes this card alone; names of units hardly ever change and are
        // read again with it.
        let record = record.get()?;
        let task = record.view::<Task>()?;
        Some(page.room.read(|state| card(state, task)))
    });
    let lamp = Memo::new(move |_| page.room.light(id, page.day.get()));
    let say = move |what: fn(&Card) -> String| card.with(|card| card.as_ref().map(what));
    let no = move || card.with(|card| card.as_ref().map_or(0, |card| card.no));
    let light = move || {
        lamp.with(|light| light.as_ref().map_or(Colour::Grey, |light| light.colour))
            .key()
    };
    let coordinator = move || {
        let name = card.with(|card| card.as_ref()?.coordinator.clone());
        name.unwrap_or_else(|| ui.t(w::OFFICE_COORDINATES).to_owned())
    };
    let others = move || match card.with(|card| card.as_ref().map_or(0, |card| card.others)) {
        0 => String::new(),
        others => format!("+{others}"),
    };
    let due = move || {
        let rules = card.with(|card| card.as_ref().map(|card| card.due.clone()));
        let words: Vec<String> = rules
            .into_iter()
            .flatten()
            .map(|rule| ui.s(&rule))
            .collect();
        words.join("·")
    };
    let light_word = move || {
        let word = lamp.with(|light| light.as_ref().map(|light| light.word.clone()));
        word.map(|word| ui.s(&word)).unwrap_or_default()
    };
    let why = move || {
        let why = lamp.with(|light| light.as_ref().map(|light| light.why.clone()));
        why.map(|why| ui.s(&why)).unwrap_or_default()
    };
    let name = move || {
        let text = say(|card| card.text.clone()).unwrap_or_default();
        let light = light_word();
        ui.pick(
            format!("任务 {},{light}:{text}", no()),
            format!("Task {}, {light}: {text}", no()),
        )
    };
    let menu_name = move || {
        let no = no();
        ui.pick(format!("任务 {no}:移动到…"), format!("Task {no}: move to…"))
    };
    let selected = move || page.query.with(|query| query.record == Some(id));
    let flashing = move || {
        page.room
            .flashing
            .with(|flashing| flashing.contains_key(&id))
    };
    let pending = {
        let record = page.room.record(id);
        move || record.with(|record| record.as_ref().is_some_and(|r| r.changed.is_pending()))
    };
    view! {
        <li
            class="card"
            tabindex="0"
            data-record=id.to_string()
            data-light=light
            data-selected=move || selected().then_some("")
            data-flash=move || flashing().then_some("")
            data-pending=move || pending().then_some("")
            aria-label=name
            aria-describedby="drag-help"
        >
            <div class="card-head">
                <span class="card-no">{no}</span>
                <span class="light" data-light=light title=why>
                    <i class="light-sign"></i>
                    <span class="light-word">{light_word}</span>
                </span>
                <button type="button" class="card-menu" aria-haspopup="menu" aria-label=menu_name>
                    {icon(Icon::More)}
                </button>
            </div>
            <p class="card-text" lang="zh-CN">{move || say(|card| card.text.clone())}</p>
            <div class="card-foot">
                <span class="chip" lang="zh-CN">{coordinator}</span>
                <span class="card-more">{others}</span>
                <span class="card-due" title=due>{due}</span>
            </div>
        </li>
    }
}

/// The card an event happened in, and the element it happened on.
fn card_of(event: &web_sys::Event) -> Option<(RecordId, web_sys::Element)> {
    let element: web_sys::Element = event.target()?.dyn_into().ok()?;
    let card = element.closest("[data-record]").ok()??;
    let id = RecordId::parse(&card.get_attribute("data-record")?)?;
    Some((id, element))
}

/// A press on a card opens its record; one on its button opens the menu.
pub(super) fn act_on_press(page: Page, event: &web_sys::MouseEvent) {
    let Some((id, element)) = card_of(event) else {
        return;
    };
    match element.closest(".card-menu") {
        Ok(Some(button)) => {
            let (x, y) = middle_of(&button);
            page.menu.set(Some((id, x, y)));
        }
        _ => page.open(Some(id)),
    }
}

/// Enter on a card opens its record. Space and the arrows belong to the drag.
pub(super) fn act_on_key(page: Page, event: &web_sys::KeyboardEvent) {
    if event.key() != "Enter" || event.default_prevented() {
        return;
    }
    if let Some((id, element)) = card_of(event)
        && element.has_attribute("data-record")
    {
        event.prevent_default();
        page.open(Some(id));
    }
}
