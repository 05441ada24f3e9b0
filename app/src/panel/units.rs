//! Who owes what for the task.

use leptos::prelude::*;
use shared::model::Duty;
use shared::schema::{Label, RecordId};
use shared::view::{UnitDuty, duties, members};

use crate::shell::is_place;
use crate::ui::{Ui, ui};
use crate::view::page;
use crate::words as w;

/// A longer list of leads is a group of units, whose people are not the point.
const NAMED: usize = 6;

#[component]
pub(super) fn Units(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let all = Memo::new(move |_| page.room.track(|state| duties(state, id)));
    let section = move |duty: Duty, title: Label| {
        let of_duty = move || {
            all.with(|all| {
                all.iter()
                    .filter(|unit| unit.duty == duty)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        };
        view! {
            <section class="panel-section">
                <h3>
                    {move || ui.t(title)}
                    " "
                    <span class="figure">{move || of_duty().len()}</span>
                </h3>
                {move || groups(ui, of_duty())}
                <Show when=move || of_duty().is_empty()>
                    <p class="panel-quiet">{move || ui.t(w::NO_RESPONSIBLE)}</p>
                </Show>
            </section>
        }
    };
    // The leads' people in the leading group, where the leads are few enough to be named.
    let people = move || {
        let leads: Vec<RecordId> = all.with(|all| {
            let leads = all.iter().filter(|unit| unit.duty == Duty::Lead);
            leads.map(|unit| unit.unit).collect()
        });
        let named = page.room.track(|state| {
            let of_each = leads
                .iter()
                .take(NAMED)
                .flat_map(|unit| members(state, *unit));
            of_each.collect::<Vec<_>>()
        });
        (leads.len() <= NAMED && !named.is_empty()).then(|| {
            let rows = named.into_iter().map(|(name, post)| {
                view! {
                    <div>
                        <dt>{name}</dt>
                        <dd>{post}</dd>
                    </div>
                }
            });
            view! {
                <section class="panel-section">
                    <h3>{ui.t(w::GROUP_MEMBERS)}</h3>
                    <dl class="facts" lang="zh-CN">{rows.collect_view()}</dl>
                </section>
            }
        })
    };
    view! {
        {section(Duty::Lead, w::LEADS)}
        {people}
        {section(Duty::Responsible, w::RESPONSIBLE)}
    }
}

/// City units and places stand apart: a task often names all of one sort.
fn groups(ui: Ui, units: Vec<UnitDuty>) -> impl IntoView {
    let (places, city): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| is_place(unit.kind));
    let group = move |title: Label, units: Vec<UnitDuty>| {
        (!units.is_empty()).then(|| {
            let count = units.len();
            let chips = units
                .into_iter()
                .map(|unit| {
                    let kind = unit.coordinator.then_some("lead");
                    let mark = unit
                        .coordinator
                        .then(|| format!(" · {}", ui.t(w::COORDINATOR)));
                    view! {
                        <li class="chip" data-kind=kind>
                            <span lang="zh-CN">{unit.name}</span>
                            {mark}
                        </li>
                    }
                })
                .collect_view();
            view! {
                <div class="unit-group">
                    <h4>{ui.t(title)} " " <span class="figure">{count}</span></h4>
                    <ul class="chip-list">{chips}</ul>
                </div>
            }
        })
    };
    view! {
        {group(w::CITY_UNITS, city)}
        {group(w::PLACES, places)}
    }
}
