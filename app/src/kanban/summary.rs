//! The figures above the board; each is a filter one can press.

use leptos::prelude::*;
use shared::rules::light::Colour;
use shared::schema::Choices;

use crate::ui::ui;
use crate::view::page;
use crate::words as w;

#[component]
pub(super) fn Summary() -> impl IntoView {
    let ui = ui();
    let page = page();
    let pressed = move |colour: Colour| page.query.with(|query| query.lights.contains(&colour));
    let lights = Colour::ALL
        .iter()
        .map(|colour| {
            let colour = *colour;
            let count = move || page.board.with(|board| board.lights.of(colour));
            let toggle = move |_| {
                page.change(|query| {
                    if !query.lights.remove(&colour) {
                        query.lights.insert(colour);
                    }
                });
            };
            view! {
                <button
                    type="button"
                    class="summary-light"
                    data-light=colour.key()
                    data-zero=move || (count() == 0).then_some("")
                    aria-pressed=move || pressed(colour).to_string()
                    on:click=toggle
                >
                    <i class="light-sign"></i>
                    <span class="summary-word">{move || ui.t(colour.label())}</span>
                    <span class="summary-figure">{count}</span>
                </button>
            }
        })
        .collect_view();
    let filtered = move || page.query.with(|query| !query.lights.is_empty());
    let any_filter = move || page.query.with(shared::view::Query::filters);
    let clear = move |_| {
        page.change(|query| {
            query.unit = None;
            query.lights.clear();
        });
    };
    let density = move |compact: bool, label| {
        view! {
            <button
                type="button"
                aria-pressed=move || (ui.compact.get() == compact).to_string()
                on:click=move |_| ui.compact.set(compact)
            >
                {move || ui.t(label)}
            </button>
        }
    };
    let of_all = move || {
        let (shown, total) = page.board.with(|board| (board.shown, board.total));
        view! {
            <b class="figure">{shown}</b>
            {ui.pick(format!(" / {total} 项"), format!(" / {total} tasks"))}
        }
    };
    view! {
        <section class="summary" aria-label=move || ui.t(w::LIGHTS)>
            <div
                class="summary-lights"
                role="group"
                aria-label=move || ui.t(w::LIGHTS)
                data-filtered=move || filtered().then_some("")
            >
                {lights}
            </div>
            <p class="summary-count">{of_all}</p>
            <div class="summary-tools">
                <Show when=any_filter>
                    <button type="button" class="button" data-kind="quiet" on:click=clear>
                        {move || ui.t(w::CLEAR_FILTERS)}
                    </button>
                </Show>
                <FoldAll />
                <div class="segmented" role="group" aria-label=move || ui.t(w::DENSITY)>
                    {density(false, w::COMFORTABLE)}
                    {density(true, w::COMPACT)}
                </div>
            </div>
        </section>
    }
}

/// Folds every lane, or unfolds them when all are folded.
#[component]
fn FoldAll() -> impl IntoView {
    let ui = ui();
    let page = page();
    let all_folded = move || {
        page.board.with(|board| {
            page.query.with(|query| {
                board
                    .lanes
                    .iter()
                    .all(|lane| query.folded.contains(&lane.no))
            })
        })
    };
    let fold = move |_| {
        let nos: Vec<i64> = page
            .board
            .with_untracked(|board| board.lanes.iter().map(|lane| lane.no).collect());
        let unfold = untrack(all_folded);
        page.change(|query| {
            query.folded.clear();
            if !unfold {
                query.folded.extend(nos);
            }
        });
    };
    view! {
        <button type="button" class="button fold-all" data-kind="quiet" on:click=fold>
            {move || ui.t(if all_folded() { w::UNFOLD_ALL } else { w::FOLD_ALL })}
        </button>
    }
}
