//! Who owes what for the task, and how each stands with it.

use leptos::prelude::*;
use shared::model::Duty;
use shared::rules::obligation::Cell;
use shared::schema::{Choices as _, Label, RecordId};
use shared::view::{UnitDuty, duties, members};

use crate::shell::is_place;
use crate::ui::{Ui, ui};
use crate::view::page;
use crate::words as w;

/// A longer list of leads is a group of units, whose people are not the point.
const NAMED: usize = 6;

/// A duty, and how its unit stands with it; nothing when it owes nothing dated.
type Standing = (Option<Cell>, UnitDuty);

#[component]
pub(super) fn Units(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    // Each duty with how its unit stands with what it owes for the task.
    let all = Memo::new(move |_| {
        page.room.derive(page.day.get(), |state, derived| {
            let duties = duties(state, id).into_iter();
            duties
                .map(|duty| (derived.duties().unit_on_task(duty.unit, id), duty))
                .collect::<Vec<Standing>>()
        })
    });
    let section = move |duty: Duty, title: Label| {
        let of_duty = move || {
            all.with(|all| {
                all.iter()
                    .filter(|(_, unit)| unit.duty == duty)
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
            let leads = all.iter().filter(|(_, unit)| unit.duty == Duty::Lead);
            leads.map(|(_, unit)| unit.unit).collect()
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
fn groups(ui: Ui, units: Vec<Standing>) -> impl IntoView {
    let (places, city): (Vec<_>, Vec<_>) =
        units.into_iter().partition(|(_, unit)| is_place(unit.kind));
    let group = move |title: Label, units: Vec<Standing>| {
        (!units.is_empty()).then(|| {
            let count = units.len();
            let chips = units
                .into_iter()
                .map(|(cell, unit)| {
                    let lamp = cell.map(|cell| {
                        let light = cell.verdict.light(cell.due);
                        let why = ui.s(&light.why);
                        view! {
                            <span class="light" data-light=light.colour.key() title=why>
                                <i class="light-sign"></i>
                                <span class="sr-only">{ui.s(&light.word)}</span>
                            </span>
                        }
                    });
                    let kind = unit.coordinator.then_some("lead");
                    let mark = unit
                        .coordinator
                        .then(|| format!(" · {}", ui.t(w::COORDINATOR)));
                    view! {
                        <li class="chip" data-kind=kind>
                            {lamp}
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
