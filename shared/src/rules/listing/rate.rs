//! Named rates, each with what it is made of (DOMAIN 9.9).

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use super::hard_start::{HardStarts, Starts};
use super::supervised::completion::{Completion, completion};
use super::supervised::continuation::{Continuation, continuation};
use super::supervised::conversion::{Conversion, conversion};
use crate::model::{ListKind, Project, Standing};
use crate::rules::Basis;
use crate::rules::figures::{Points, Ratio};
use crate::schema::{Label, Month, RecordId, Sentence, View};
use crate::state::State;

/// A rate. Other parts add theirs to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Its key, for programs.
    pub key: &'static str,
    /// Its name.
    pub label: Label,
    /// What it is made of.
    pub ratio: Ratio,
    /// The two numbers in a sentence.
    pub why: Sentence,
}

impl Serialize for Rate {
    /// Its key and name, the numbers of its [`Ratio`] and the sentence.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Rate", 6)?;
        object.serialize_field("key", self.key)?;
        object.serialize_field("label", &self.label)?;
        object.serialize_field("numerator", &self.ratio.numerator)?;
        object.serialize_field("denominator", &self.ratio.denominator)?;
        object.serialize_field("percent", &self.ratio.percent(1))?;
        object.serialize_field("why", &self.why)?;
        object.end()
    }
}

impl Rate {
    /// A rate explained by what is counted: 「纳入 60 个,已开工 51 个」.
    pub fn new(key: &'static str, label: Label, ratio: Ratio, of: Label, done: Label) -> Self {
        let (some, all) = (ratio.numerator, ratio.denominator);
        let why = Sentence::new(
            format!("{} {all} 个,{} {some} 个", of.zh, done.zh),
            format!("{some} {} of {all} {}", done.en, of.en),
        );
        Self {
            key,
            label,
            ratio,
            why,
        }
    }

    /// In per cent with one decimal, or «–» when there is nothing to be a share of.
    pub fn percent(&self) -> String {
        self.ratio.percent_or_none()
    }
}

/// The rates of the lists on the day of the basis. `lag` is how far a project is behind.
pub fn rates(state: &State, basis: &Basis, lag: impl Fn(RecordId) -> Option<Points>) -> Vec<Rate> {
    let month = basis.day.month();
    let completion = completion(state, basis, month);
    vec![
        hard_start(state, basis, ListKind::HardStart2019),
        hard_start(state, basis, ListKind::HardStart2020),
        of_conversion(&conversion(state, basis, month)),
        started_on_time(state, basis, month),
        of_continuation(&continuation(state, basis, month, lag)),
        of_completion(&completion),
        of_capacity(&completion),
    ]
}

/// 开工转化率 (DOMAIN T31).
pub fn of_conversion(conversion: &Conversion) -> Rate {
    Rate::new(
        "conversion",
        Label::new("开工转化率", "conversion rate"),
        conversion.rate,
        Label::new("今年至本月计划开工", "planned to start this year so far"),
        Label::new("已开工", "started"),
    )
}

/// 续建项目达序时率 (DOMAIN T32).
pub fn of_continuation(continuation: &Continuation) -> Rate {
    Rate::new(
        "continuation",
        Label::new("续建项目达序时率", "continued projects that keep up"),
        continuation.rate,
        Label::new("有年度计划的续建项目", "continued projects with a plan"),
        Label::new("达到时序进度", "keep up"),
    )
}

/// 竣工率 (DOMAIN T33).
pub fn of_completion(completion: &Completion) -> Rate {
    Rate::new(
        "completion",
        Label::new("竣工率", "completion rate"),
        completion.completed,
        Label::new(
            "今年至本月计划竣工",
            "planned to be completed this year so far",
        ),
        Label::new("已竣工", "completed"),
    )
}

/// 项目达产率 (DOMAIN T33).
pub fn of_capacity(completion: &Completion) -> Rate {
    Rate::new(
        "full_capacity",
        Label::new("项目达产率", "projects at full capacity"),
        completion.full,
        Label::new(
            "已竣工且有设计产值",
            "completed and designed for some output",
        ),
        Label::new("已达产", "at full capacity"),
    )
}

fn hard_start(state: &State, basis: &Basis, list: ListKind) -> Rate {
    let starts = HardStarts::of(state, basis, list);
    of_starts(
        list,
        starts.map_or(Starts::default(), |starts| starts.city()),
    )
}

/// 百日攻坚开工率 (DOMAIN T23, T24).
pub fn of_starts(list: ListKind, starts: Starts) -> Rate {
    let (key, label) = match list {
        ListKind::HardStart2019 => (
            "hard_start_2019",
            Label::new("百日攻坚2019开工率", "start rate, hundred days 2019"),
        ),
        _ => (
            "hard_start_2020",
            Label::new("百日攻坚2020开工率", "start rate, hundred days 2020"),
        ),
    };
    let of = Label::new("纳入清单", "on the list");
    let done = Label::new("已开工", "started");
    Rate::new(key, label, starts.rate(), of, done)
}

/// Started on or before the planned day, of what was planned to start this year by the day.
fn started_on_time(state: &State, basis: &Basis, month: Month) -> Rate {
    let projects = state.all::<Project>().filter_map(|record| record.view());
    let (mut in_time, mut due) = (0, 0);
    for project in projects {
        let project: View<'_, Project> = project;
        let planned = project
            .planned_start()
            .filter(|on| on.year() == month.year() && *on <= basis.day)
            .filter(|_| project.standing() != Some(Standing::Ended));
        if let Some(planned) = planned {
            due += 1;
            in_time += i64::from(project.started_on().is_some_and(|on| on <= planned));
        }
    }
    Rate::new(
        "started_on_time",
        Label::new("按期开工率", "started in time"),
        Ratio::new(in_time, due),
        Label::new("今年应开工", "due to start this year"),
        Label::new("按期开工", "started in time"),
    )
}
