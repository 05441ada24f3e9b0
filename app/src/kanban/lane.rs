//! A lane: the tasks of one part of the notice, with figures of its own.

use leptos::prelude::*;
use shared::model::{Part, TaskState};
use shared::rules::light::Colour;
use shared::schema::{Choices, RecordId};
use shared::view::LightCounts;

use super::card::CardView;
use super::drag::Hand;
use crate::shell::{Icon, icon};
use crate::ui::ui;
use crate::view::page;

#[component]
pub(super) fn LaneView(part: RecordId, no: i64, hand: Hand) -> impl IntoView {
    let ui = ui();
    let page = page();
    let names = Memo::new(move |_| {
        let record = page.room.record(part).get()?;
        let part = record.view::<Part>()?;
        Some((part.numeral()?.to_owned(), part.title()?.to_owned()))
    });
    let lights = Memo::new(move |_| {
        page.board.with(|board| {
            let lane = board.lanes.iter().find(|lane| lane.part == part);
            lane.map_or_else(LightCounts::default, |lane| lane.lights)
        })
    });
    let folded = Memo::new(move |_| page.query.with(|query| query.folded.contains(&no)));
    let toggle = move |_| {
        page.change(|query| {
            if !query.folded.remove(&no) {
                query.folded.insert(no);
            }
        });
    };
    let cells = TaskState::ALL
        .iter()
        .map(|state| view! { <CellView part no state=*state /> })
        .collect_view();
    let count = move || {
        let count = lights.get().total();
        ui.pick(format!("{count} 项"), format!("{count} tasks"))
    };
    let numeral = move || {
        names
            .get()
            .map(|(numeral, _)| ui.pick(numeral, no.to_string()))
    };
    view! {
        <section class="lane" data-lane=no.to_string() data-collapsed=move || folded.get().then_some("")
            data-lifted=move || (hand.lane.get() == Some(no)).then_some("")>
            <h2 class="lane-head">
                <button
                    type="button"
                    class="lane-toggle"
                    aria-expanded=move || (!folded.get()).to_string()
                    on:click=toggle
                >
                    {icon(Icon::Down)}
                    <span class="lane-no">{numeral}</span>
                    <span class="lane-title" lang="zh-CN">{move || names.get().map(|(_, title)| title)}</span>
                </button>
                <span class="lane-count">{count}</span>
                <Tally lights />
            </h2>
            <div class="lane-cells">{cells}</div>
        </section>
    }
}

/// The distribution of lights as a bar with figures.
#[component]
fn Tally(lights: Memo<LightCounts>) -> impl IntoView {
    let ui = ui();
    let parts = move || {
        let lights = lights.get();
        Colour::ALL
            .iter()
            .filter(|colour| lights.of(**colour) > 0)
            .map(|colour| {
                let count = lights.of(*colour);
                view! {
                    <span class="tally-part" data-light=colour.key() style=("--n", count.to_string())>
                        <i class="light-sign"></i>
                        {count}
                    </span>
                }
            })
            .collect_view()
    };
    let words = move || {
        let lights = lights.get();
        let words: Vec<String> = Colour::ALL
            .iter()
            .filter(|colour| lights.of(**colour) > 0)
            .map(|colour| format!("{} {}", ui.t(colour.label()), lights.of(*colour)))
            .collect();
        words.join(ui.pick(",".into(), ", ".into()).as_str())
    };
    view! { <span class="tally" role="img" aria-label=words>{parts}</span> }
}

#[component]
fn CellView(part: RecordId, no: i64, state: TaskState) -> impl IntoView {
    let page = page();
    let cards = Memo::new(move |_| {
        page.board.with(|board| {
            let lane = board.lanes.iter().find(|lane| lane.part == part);
            lane.map(|lane| lane.cells[state as usize].clone())
                .unwrap_or_default()
        })
    });
    view! {
        <div class="cell" data-cell="" data-column=state.key() data-lane=no.to_string()>
            <p class="drop-reason"></p>
            <ul class="cards">
                <For each=move || cards.get() key=|id| *id let(id)>
                    <CardView id />
                </For>
            </ul>
        </div>
    }
}
