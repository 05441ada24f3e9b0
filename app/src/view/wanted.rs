//! A command in words: what the person wanted.

use shared::model::{self, Task};
use shared::replica::Overwritten;
use shared::rules::{Command, Edit, Edits, Verb};
use shared::schema::{FieldNo, KindId, KindSpec, Lang, RecordId, Sentence, Value};
use shared::state::State;
use shared::view::{title, words};

/// Longer names are cut: a task is named by a whole sentence of the notice.
const NAME_LENGTH: usize = 24;

/// What the command is about, and what it wanted: 「任务 …:启动」.
pub(crate) fn wanted(state: &State, command: &Command, lang: Lang) -> String {
    let colon = match lang {
        Lang::Zh => ":",
        Lang::En => ": ",
    };
    format!(
        "{}{colon}{}",
        about(state, command, lang),
        what(state, command, lang)
    )
}

/// The record a command is about.
pub(crate) fn about(state: &State, command: &Command, lang: Lang) -> String {
    named(state, command.kind, command.id, lang)
}

fn named(state: &State, kind: KindId, id: RecordId, lang: Lang) -> String {
    let kind = model::kind(kind).map_or("", |spec| spec.label.text(lang));
    let record = state.get(id);
    if let Some(no) = record.and_then(|record| record.view::<Task>()?.no()) {
        return format!("{kind} {no}");
    }
    let name = record.map(|record| title(state, record, lang));
    let name = short(&name.unwrap_or_default());
    match lang {
        Lang::Zh => format!("{kind}「{name}」"),
        Lang::En => format!("{kind} “{name}”"),
    }
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(NAME_LENGTH).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What a command wanted.
pub(crate) fn what(state: &State, command: &Command, lang: Lang) -> String {
    let pick = |zh: &str, en: &str| match lang {
        Lang::Zh => zh.to_owned(),
        Lang::En => en.to_owned(),
    };
    let Some(spec) = model::kind(command.kind) else {
        return pick("更新的版本的操作", "an action of a newer version");
    };
    match &command.verb {
        Verb::Create { .. } => pick("建立", "create"),
        Verb::Archive => pick("归档", "archive"),
        Verb::Restore => pick("恢复", "restore"),
        Verb::Place { .. } => pick("调整顺序", "move within the order"),
        Verb::Undo { .. } => pick("撤销", "undo"),
        Verb::Set { edits } => said(state, spec, edits, lang),
        Verb::Act { action, edits, .. } => {
            let name = spec
                .action(*action)
                .map_or("…", |action| action.label.text(lang));
            match edits.as_slice() {
                [] => name.to_owned(),
                _ => format!("{name}({})", said(state, spec, edits, lang)),
            }
        }
    }
}

/// What became of a value that was replaced unseen: 「任务 …的「说明」…」.
pub(crate) fn overwritten_sentence(state: &State, overwritten: &Overwritten) -> Sentence {
    let Overwritten {
        id, kind, field, ..
    } = overwritten;
    let text = |lang| {
        let spec = model::kind(*kind);
        let label = spec.and_then(|spec| spec.field(*field));
        let label = label.map_or("…", |field| field.label.text(lang));
        let name = named(state, *kind, *id, lang);
        let was = overwritten.was.as_ref();
        let was = was.map(|value| short(&words(state, *kind, *field, value, lang)));
        (name, label, was.unwrap_or_else(|| "—".to_owned()))
    };
    let by = &overwritten.by;
    let ((zh, label_zh, was_zh), (en, label_en, was_en)) = (text(Lang::Zh), text(Lang::En));
    if overwritten.by_me {
        return Sentence::new(
            format!("{zh}的{label_zh}在您修改前已被他人改为「{was_zh}」,现按您的为准"),
            format!(
                "{label_en} of {en} had been changed to “{was_en}” before you; yours stands now"
            ),
        );
    }
    Sentence::new(
        format!("{by}未见您所填的「{was_zh}」,已改了{zh}的{label_zh}"),
        format!("{by} changed {label_en} of {en} without having seen your “{was_en}”"),
    )
}

fn said(state: &State, spec: &KindSpec, edits: &Edits, lang: Lang) -> String {
    let separator = match lang {
        Lang::Zh => ";",
        Lang::En => "; ",
    };
    let say = |field: FieldNo, value: &Value| words(state, spec.id, field, value, lang);
    let parts = edits.iter().map(|(field, edit)| {
        let name = spec
            .field(*field)
            .map_or("…", |field| field.label.text(lang));
        let value = match edit {
            Edit::Put(value) => say(*field, value),
            Edit::Clear => "—".to_owned(),
            Edit::Append(text) => text.clone(),
            Edit::Merge { add, remove } => {
                format!("+{} −{}", say(*field, add), say(*field, remove))
            }
        };
        format!("{name} {value}")
    });
    parts.collect::<Vec<_>>().join(separator)
}
