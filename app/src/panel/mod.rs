//! The record beside the board: the words of the notice, what can be done, who owes what, what
//! happened.

mod actions;
mod history;
mod notes;
mod remark;
mod units;

use leptos::html;
use leptos::prelude::*;
use shared::model::{Item, Part, Task};
use shared::rules::due;
use shared::schema::{Choices, RecordId};

use crate::shell::{Icon, icon};
use crate::ui::ui;
use crate::view::page;
use crate::words as w;

use actions::Actions;
use history::History;
use notes::NotesSection;
use remark::RemarkSection;
use units::Units;

#[component]
pub(crate) fn Panel() -> impl IntoView {
    let page = page();
    let open = Memo::new(move |_| page.query.with(|query| query.record));
    move || open.get().map(|id| view! { <Record id /> })
}

#[component]
fn Record(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let panel = NodeRef::<html::Aside>::new();
    let record = page.room.record(id);
    let record = Memo::new(move |_| record.get());
    let read = move |what: fn(shared::schema::View<'_, Task>) -> Option<String>| {
        record.with(|record| what(record.as_ref()?.view::<Task>()?))
    };
    let no = move || {
        record
            .with(|record| record.as_ref()?.view::<Task>()?.no())
            .unwrap_or_default()
    };
    let state = move || {
        let state = record.with(|record| record.as_ref()?.view::<Task>()?.state());
        state.map(|state| ui.t(state.label()))
    };
    let path = move || {
        let record = record.get()?;
        let task = record.view::<Task>()?;
        page.room.read(|state| {
            let part = state.get(task.part()?)?.view::<Part>()?;
            let item = state.get(task.item()?)?.view::<Item>()?;
            Some(format!(
                "{} {} · {} {}",
                part.numeral()?,
                part.title()?,
                item.numeral()?,
                item.title()?
            ))
        })
    };
    let lamp = Memo::new(move |_| page.room.light(id, page.day.get()));
    let rules = move || {
        let record = record.get()?;
        let rules = record.view::<Task>()?.due()?.iter().map(|rule| {
            let text = ui.s(&due::sentence(rule));
            view! { <li>{text}</li> }
        });
        Some(rules.collect_view())
    };
    let exists = move || record.with(Option::is_some);
    let given = move |what: fn(shared::schema::View<'_, Task>) -> Option<String>, title| {
        move || {
            read(what).map(|text| {
                view! {
                    <section class="panel-section">
                        <h3>{move || ui.t(title)}</h3>
                        <p class="panel-text">{text}</p>
                    </section>
                }
            })
        }
    };
    let name = move || ui.pick(format!("任务 {}", no()), format!("Task {}", no()));
    view! {
        <aside node_ref=panel class="panel" aria-label=name>
            <Show when=exists fallback=move || view! { <p class="panel-missing">{move || ui.t(w::GONE)}</p> }>
                <header class="panel-head">
                    <div class="panel-title">
                        <span class="panel-no">{no}</span>
                        <span class="chip" data-kind="state">{state}</span>
                        <button
                            type="button"
                            class="icon-button"
                            aria-label=move || ui.t(w::CLOSE)
                            on:click=move |_| {
                                page.open(None);
                                crate::kanban::focus_card(id);
                            }
                        >
                            {icon(Icon::Close)}
                        </button>
                    </div>
                    <p class="panel-path" lang="zh-CN">{path}</p>
                    {move || lamp.get().map(|lamp| view! {
                        <p class="panel-light" data-light=lamp.colour.key()>
                            <i class="light-sign"></i>
                            <span><b>{ui.s(&lamp.word)}</b>" "{ui.s(&lamp.why)}</span>
                        </p>
                    })}
                </header>
                <div class="panel-body" tabindex="0" role="region" aria-label=name>
                    <p class="notice-text" lang="zh-CN">{move || read(|task| task.text().map(str::to_owned))}</p>
                    <Actions id />
                    {given(|task| task.evidence().map(str::to_owned), w::EVIDENCE)}
                    {given(|task| task.reason().map(str::to_owned), w::REASON)}
                    <section class="panel-section">
                        <h3>{move || ui.t(w::REQUIREMENT)}</h3>
                        <p lang="zh-CN">{move || read(|task| task.requirement().map(str::to_owned))}</p>
                    </section>
                    <section class="panel-section">
                        <h3>{move || ui.t(w::DUE)}</h3>
                        <ul class="plain-list">{rules}</ul>
                    </section>
                    <Units id />
                    <RemarkSection id />
                    <NotesSection id />
                    <History id />
                </div>
            </Show>
        </aside>
    }
}
