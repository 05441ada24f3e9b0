//! The day for which lights are computed: looked at by this person, or set for everyone.

use leptos::html;
use leptos::prelude::*;
use shared::model::Room as RoomKind;
use shared::rules::{Edit, Verb};
use shared::schema::{Day, Kind, Sentence, Value};

use super::icon::{Icon, icon};
use crate::ui::{ToastKind, ui};
use crate::view::{Page, page};
use crate::words as w;

#[component]
pub(crate) fn DayPicker() -> impl IntoView {
    let ui = ui();
    let page = page();
    let input = NodeRef::<html::Input>::new();
    let elsewhere = move || page.day.get() != page.room.war_day();
    let step = move |days| look_at(page, page.day.get_untracked().plus(days));
    let picked = move |event| {
        if let Some(day) = Day::parse(&event_target_value(&event)) {
            look_at(page, day);
        }
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            // Where the browser has no picker to show, the field itself is there.
            let _shown = input.show_picker();
        }
    };
    view! {
        <div class="day" data-past=move || elsewhere().then_some("")>
            <span class="day-label">{move || ui.t(w::WAR_DAY)}</span>
            <span class="day-control">
                <button type="button" class="icon-button" aria-label=move || ui.t(w::PREVIOUS_DAY) on:click=move |_| step(-1)>
                    {icon(Icon::Previous)}
                </button>
                <label class="day-field">
                    <span class="day-value">
                        {move || page.day.get().to_string()}
                        " "
                        <small>{move || ui.t(w::weekday(page.day.get().weekday()))}</small>
                    </span>
                    <input
                        node_ref=input
                        class="day-date"
                        type="date"
                        aria-label=move || ui.t(w::WAR_DAY)
                        prop:value=move || page.day.get().to_string()
                        on:change=picked
                        on:click=open
                    />
                </label>
                <button type="button" class="icon-button" aria-label=move || ui.t(w::NEXT_DAY) on:click=move |_| step(1)>
                    {icon(Icon::Next)}
                </button>
            </span>
            <Show when=elsewhere>
                <button type="button" class="button" data-kind="quiet" on:click=move |_| page.change(|query| query.day = None)>
                    {move || ui.t(w::BACK_TO_WAR_DAY)}
                </button>
                <button type="button" class="button" data-kind="quiet" on:click=move |_| set_for_all(page)>
                    {move || ui.t(w::SET_WAR_DAY)}
                </button>
            </Show>
        </div>
    }
}

fn look_at(page: Page, day: Day) {
    let usual = untrack(|| page.room.war_day()) == day;
    page.change(|query| query.day = (!usual).then_some(day));
}

/// The day becomes the room's, for everyone.
fn set_for_all(page: Page) {
    let Some(settings) = page.room.settings() else {
        return;
    };
    let day = page.day.get_untracked();
    let edits = vec![(RoomKind::WAR_DAY, Edit::Put(Value::Day(day)))];
    let ui = ui();
    let say = move |number| {
        let text = Sentence::new(
            format!("作战日已设为 {day},所有人同时生效"),
            format!("Lights are now as of {day} for everyone"),
        );
        ui.toast(ToastKind::Done, text, Some((settings, number)));
    };
    let verb = Verb::Set { edits };
    if page.room.act_or_say(RoomKind::ID, settings, verb, say) {
        page.change(|query| query.day = None);
    }
}
