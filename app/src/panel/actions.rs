//! What can be done with the task now, and why the rest cannot.

use leptos::prelude::*;
use shared::model::{Task, TaskState};
use shared::rules::Position;
use shared::rules::transition::{Offer, offers};
use shared::schema::{Choices, Kind, RecordId};

use crate::shell::{act_at_once, viewport};
use crate::ui::ui;
use crate::view::{Waiting, page};
use crate::words as w;

#[component]
pub(super) fn Actions(id: RecordId) -> impl IntoView {
    let ui = ui();
    let page = page();
    let record = page.room.record(id);
    let list = Memo::new(move |_| {
        let record = record.get();
        record.map(|record| {
            let actor = page.room.actor();
            page.room
                .read(|state| offers(state, Task::SPEC, &record, &actor))
        })
    });
    let take = move |offer: &Offer| {
        let action = offer.action;
        let (Some((no, _)), Some(to)) = (page.task(id), action.to.and_then(TaskState::from_no))
        else {
            return;
        };
        if action.asks().next().is_none() {
            act_at_once(page, ui, (id, no), action, None);
            return;
        }
        let (width, height) = viewport();
        let at = Position::default();
        page.waiting.set(Some(Waiting {
            card: id,
            to,
            at,
            ask_at: (width - 240.0, height / 3.0),
        }));
    };
    let one = move |offer: Offer, is_first: bool| {
        let kind = (is_first && offer.refusal.is_none()).then_some("primary");
        let reason = offer.refusal.clone();
        let disabled = reason.is_some().to_string();
        let label = offer.action.label;
        view! {
            <div class="action">
                <button
                    type="button"
                    class="button"
                    data-kind=kind
                    aria-disabled=disabled
                    on:click=move |_| if offer.refusal.is_none() { take(&offer) }
                >
                    {move || ui.t(label)}
                </button>
                {reason.map(|reason| view! { <span class="action-why">{move || ui.s(&reason)}</span> })}
            </div>
        }
    };
    let split = move || {
        let offers = list.get().unwrap_or_default();
        offers
            .into_iter()
            .partition::<Vec<_>, _>(|offer| offer.refusal.is_none())
    };
    let open = move || {
        let (open, _) = split();
        let buttons = open.into_iter().enumerate();
        buttons
            .map(|(at, offer)| one(offer, at == 0))
            .collect_view()
    };
    let closed = move || {
        let (_, closed) = split();
        let count = closed.len();
        let title = ui.pick(
            format!("现在不能办理的 {count} 项"),
            format!("{count} that cannot be done now"),
        );
        (count > 0).then(|| {
            let buttons = closed.into_iter().map(|offer| one(offer, false));
            view! {
                <details class="actions-closed">
                    <summary>{title}</summary>
                    <div class="actions">{buttons.collect_view()}</div>
                </details>
            }
        })
    };
    view! {
        <section class="panel-section">
            <h3>{move || ui.t(w::HANDLING)}</h3>
            <div class="actions">{open}</div>
            {closed}
        </section>
    }
}
