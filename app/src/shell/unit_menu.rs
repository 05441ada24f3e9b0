//! The choice of the unit whose tasks are shown.

use leptos::html;
use leptos::prelude::*;
use shared::model::{Assignment, Unit, UnitKind};
use shared::rules::organization::is_local;
use shared::schema::{Label, View};
use shared::state::State;
use shared::view::units;

use super::icon::{Icon, icon};
use super::outside::on_press_outside;
use crate::ui::{Ui, ui};
use crate::view::{Page, page};
use crate::words as w;

/// A place of the menu: a unit, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Choice {
    /// The unit's code; `None` stands for all units.
    code: Option<String>,
    /// The unit's name; empty for all units.
    name: String,
    /// What it can be found by, in small letters.
    words: String,
    group: Group,
    tasks: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    All,
    City,
    Places,
}

impl Group {
    fn label(self) -> Option<Label> {
        match self {
            Self::All => None,
            Self::City => Some(w::CITY_UNITS),
            Self::Places => Some(w::PLACES),
        }
    }
}

/// The menu while it is there.
#[derive(Clone, Copy)]
struct Menu {
    ui: Ui,
    page: Page,
    open: RwSignal<bool>,
    typed: RwSignal<String>,
    /// The place the arrow keys stand on.
    cursor: RwSignal<usize>,
    found: Memo<Vec<Choice>>,
    button: NodeRef<html::Button>,
}

impl Menu {
    fn new(ui: Ui, page: Page) -> Self {
        let typed = RwSignal::new(String::new());
        let choices = Memo::new(move |_| page.room.track(all_choices));
        let found = Memo::new(move |_| {
            let typed = typed.get().trim().to_lowercase();
            let mut choices = choices.get();
            choices.retain(|choice| typed.is_empty() || choice.words.contains(&typed));
            choices
        });
        Self {
            ui,
            page,
            open: RwSignal::new(false),
            typed,
            cursor: RwSignal::new(0),
            found,
            button: NodeRef::new(),
        }
    }

    fn toggle(self) {
        self.cursor.set(0);
        self.typed.set(String::new());
        self.open.update(|open| *open = !*open);
    }

    fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            let _focused = button.focus();
        }
    }

    fn choose(self, code: Option<String>) {
        self.page.change(|query| query.unit = code);
        self.close();
    }

    fn on_key(self, event: &web_sys::KeyboardEvent) {
        let last = self.found.with(Vec::len).saturating_sub(1);
        match event.key().as_str() {
            "Escape" => self.close(),
            "ArrowDown" => self.cursor.update(|at| *at = (*at + 1).min(last)),
            "ArrowUp" => self.cursor.update(|at| *at = at.saturating_sub(1)),
            "Enter" => {
                let at = self.cursor.get_untracked();
                if let Some(choice) = self.found.with(|found| found.get(at).cloned()) {
                    self.choose(choice.code);
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn items(self) -> AnyView {
        let found = self.found.get();
        if found.is_empty() {
            let text = self.ui.t(w::NO_SUCH_UNIT);
            return view! { <p class="menu-empty">{text}</p> }.into_any();
        }
        let mut group = Group::All;
        let items = found.into_iter().enumerate().map(|(at, choice)| {
            let heading = (choice.group != group)
                .then(|| choice.group.label())
                .flatten()
                .map(|label| view! { <div class="menu-group" role="presentation">{self.ui.t(label)}</div> });
            group = choice.group;
            view! {
                {heading}
                {self.item(at, choice)}
            }
        });
        items.collect_view().into_any()
    }

    fn item(self, at: usize, choice: Choice) -> impl IntoView {
        let code = choice.code.clone();
        let chosen = move || self.page.query.with(|query| query.unit == code).to_string();
        let name = match choice.group {
            Group::All => self.ui.t(w::ALL_UNITS).to_owned(),
            Group::City | Group::Places => choice.name,
        };
        let code = choice.code;
        view! {
            <button
                type="button"
                class="menu-item"
                role="option"
                tabindex="-1"
                aria-selected=chosen
                data-cursor=move || (self.cursor.get() == at).then_some("")
                on:click=move |_| self.choose(code.clone())
            >
                <span class="menu-item-word">{name}</span>
                <span class="menu-item-note figure">{choice.tasks}</span>
            </button>
        }
    }
}

#[component]
pub(crate) fn UnitMenu() -> impl IntoView {
    let ui = ui();
    let page = page();
    let menu = Menu::new(ui, page);
    let anchor = NodeRef::<html::Div>::new();
    on_press_outside(anchor, move || menu.open.set(false));
    let chosen = move || {
        let code = page.query.with(|query| query.unit.clone());
        let name = code.and_then(|code| page.room.track(|state| name_of(state, &code)));
        name.unwrap_or_else(|| ui.t(w::ALL).to_owned())
    };
    view! {
        <div class="menu-anchor" node_ref=anchor>
            <button
                node_ref=menu.button
                type="button"
                class="select"
                aria-haspopup="listbox"
                aria-expanded=move || menu.open.get().to_string()
                data-active=move || page.query.with(|query| query.unit.is_some()).then_some("")
                on:click=move |_| menu.toggle()
            >
                <span class="select-label">{move || ui.t(w::UNIT)}</span>
                <span class="select-value">{chosen}</span>
                {icon(Icon::Down)}
            </button>
            <Show when=move || menu.open.get()>
                <Choices menu />
            </Show>
        </div>
    }
}

#[component]
fn Choices(menu: Menu) -> impl IntoView {
    let ui = menu.ui;
    let field = NodeRef::<html::Input>::new();
    field.on_load(|field| {
        let _focused = field.focus();
    });
    let typed = move |event| {
        menu.typed.set(event_target_value(&event));
        menu.cursor.set(0);
    };
    view! {
        <div class="menu" on:keydown=move |event| menu.on_key(&event)>
            <div class="menu-search">
                <input
                    node_ref=field
                    class="input"
                    type="text"
                    autocomplete="off"
                    placeholder=move || ui.t(w::UNIT_SEARCH)
                    aria-label=move || ui.t(w::UNIT_SEARCH)
                    prop:value=move || menu.typed.get()
                    on:input=typed
                />
            </div>
            <div class="menu-list" role="listbox" tabindex="-1" aria-label=move || ui.t(w::UNIT)>
                {move || menu.items()}
            </div>
        </div>
    }
}

/// All units first, then bureaus, then places.
fn all_choices(state: &State) -> Vec<Choice> {
    let mut choices: Vec<Choice> = units(state)
        .into_iter()
        .filter_map(|record| {
            let unit: View<'_, Unit> = record.view()?;
            let aliases = unit.aliases().into_iter().flatten().map(String::as_str);
            let names = [unit.name(), unit.short(), unit.full_name(), unit.code()];
            let words: Vec<&str> = names.into_iter().flatten().chain(aliases).collect();
            Some(Choice {
                code: Some(unit.code()?.to_owned()),
                name: unit.name()?.to_owned(),
                words: words.join(" ").to_lowercase(),
                group: if is_place(unit.kind()) {
                    Group::Places
                } else {
                    Group::City
                },
                tasks: state
                    .referring::<Assignment>(record.id, Assignment::UNIT)
                    .count(),
            })
        })
        .collect();
    choices.sort_by_key(|choice| choice.group == Group::Places);
    let all = Choice {
        code: None,
        name: String::new(),
        words: String::new(),
        group: Group::All,
        tasks: state.all::<shared::model::Task>().count(),
    };
    choices.insert(0, all);
    choices
}

fn name_of(state: &State, code: &str) -> Option<String> {
    let mut units = state
        .all::<Unit>()
        .filter_map(|record| record.view::<Unit>());
    let unit = units.find(|unit| unit.code() == Some(code))?;
    unit.name().map(str::to_owned)
}

/// Whether a unit answers for a place rather than for a field of work.
pub(crate) fn is_place(kind: Option<UnitKind>) -> bool {
    kind.is_some_and(is_local)
}
