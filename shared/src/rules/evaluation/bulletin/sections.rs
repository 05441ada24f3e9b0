//! The text of the bulletin from figures, as the draft the office begins with (DOMAIN B15).
//!
//! The figures are those of the locked month ([`super::drafting`]).

use crate::model::{Bulletin, Sector};
use crate::rules::figures::{Ratio, money};
use crate::schema::{FieldNo, Month, Period, Sentence, counted};

/// What the bulletin of a month is written from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The whole city.
    pub city: Progress,
    /// Places by name, in the order of the document.
    pub places: Vec<Place>,
    /// Sectors, in their order.
    pub sectors: Vec<(Option<Sector>, Progress)>,
    /// Projects started in the month.
    pub started: u32,
    /// Projects completed in the month.
    pub completed: u32,
    /// Started projects of all that had to start by the end of June (task 23).
    pub central_starts: Option<Ratio>,
    /// Started projects of all that had to start by 15 August (task 24).
    pub fund_starts: Option<Ratio>,
    /// New starts of 100 million and more: how many, and their total investment (task 30).
    pub new_starts: (u32, i64),
    /// Projects started of those planned to start this year (task 31).
    pub conversion: Option<Ratio>,
    /// Projects under way that lag (task 32).
    pub lagging: u32,
    /// Projects not at full output (task 33).
    pub below_capacity: u32,
    /// Problems open at the end of the month.
    pub problems_open: u32,
    /// Problems struck off in the month.
    pub problems_closed: u32,
}

/// How much was invested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Projects.
    pub projects: u32,
    /// Invested in the month, in yuan.
    pub month: i64,
    /// Invested since January.
    pub year: i64,
    /// Planned for the year.
    pub planned: i64,
}

impl Progress {
    /// The completion of the annual plan.
    pub fn completion(self) -> Ratio {
        Ratio::new(self.year, self.planned)
    }
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name.
    pub name: Sentence,
    /// Its figures.
    pub progress: Progress,
    /// Its total rank; `None` when it is not ranked.
    pub rank: Option<u32>,
    /// Weeks in which it dispatched, of all that end in the month (DOMAIN B12).
    pub dispatch: Option<Ratio>,
}

/// How many places are praised, and how many are named as lagging.
const NAMED: usize = 3;

/// The sections, each with its field, in the order of the document.
pub fn sections(month: Month, figures: &Figures) -> Vec<(FieldNo, Sentence)> {
    vec![
        (Bulletin::OVERVIEW, overview(month, figures)),
        (Bulletin::PLACES, places(figures)),
        (Bulletin::SECTORS, sectors(figures)),
        (Bulletin::STARTS, starts(figures)),
        (Bulletin::RANKING, ranking(figures)),
        (Bulletin::HUNDRED_DAYS, hundred_days(figures)),
        (Bulletin::NEW_STARTS, new_starts(figures)),
        (Bulletin::LIFE_CYCLE, life_cycle(figures)),
        (Bulletin::PROBLEMS, problems(figures)),
        (Bulletin::PRAISE, praise(figures)),
    ]
}

fn overview(month: Month, figures: &Figures) -> Sentence {
    let when = Period::Month(month).sentence();
    let progress = said(figures.city);
    Sentence::new(
        format!("{},全市{}。", when.zh, progress.zh),
        format!("{}: in the city {}.", when.en, progress.en),
    )
}

/// 项目 n 个,完成投资…亿元,年初以来…,完成年度计划…
fn said(progress: Progress) -> Sentence {
    let [month, year] = [progress.month, progress.year].map(money::sentence);
    let (projects, completion) = (progress.projects, progress.completion().percent_or_none());
    Sentence::new(
        format!(
            "重大项目 {projects} 个,当月完成投资{},年初以来完成{},占年度计划的 {completion}",
            month.zh, year.zh
        ),
        format!(
            "{projects} major projects, {} invested in the month, {} since January, \
             {completion} of the annual plan",
            month.en, year.en
        ),
    )
}

fn places(figures: &Figures) -> Sentence {
    let lines = figures.places.iter().map(|place| {
        let progress = said(place.progress);
        let dispatch = place.dispatch.map_or_else(no_words, |weeks| {
            let (held, all) = (weeks.numerator, weeks.denominator);
            Sentence::new(
                format!(",周调度 {held}/{all}"),
                format!(", weekly dispatch {held}/{all}"),
            )
        });
        Sentence::new(
            format!("{}:{}{}。", place.name.zh, progress.zh, dispatch.zh),
            format!("{}: {}{}.", place.name.en, progress.en, dispatch.en),
        )
    });
    joined(lines, "\n", "\n")
}

fn sectors(figures: &Figures) -> Sentence {
    let lines = figures.sectors.iter().map(|(sector, progress)| {
        use crate::schema::Choices;
        let name = sector.map_or_else(
            || Sentence::new("未分领域", "no sector"),
            |sector| sector.option().label.into(),
        );
        let progress = said(*progress);
        Sentence::new(
            format!("{}:{}。", name.zh, progress.zh),
            format!("{}: {}.", name.en, progress.en),
        )
    });
    joined(lines, "\n", "\n")
}

fn starts(figures: &Figures) -> Sentence {
    let (started, completed) = (figures.started, figures.completed);
    Sentence::new(
        format!("当月新开工项目 {started} 个,竣工项目 {completed} 个。"),
        format!(
            "{} started in the month, {completed} completed.",
            counted(started, "project")
        ),
    )
}

/// The ranked places, best first.
fn ranked(figures: &Figures) -> Vec<(u32, &Place)> {
    let places = figures.places.iter();
    let mut ranked: Vec<_> = places
        .filter_map(|place| Some((place.rank?, place)))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked
}

fn ranking(figures: &Figures) -> Sentence {
    let places = ranked(figures).into_iter().map(|(rank, place)| {
        Sentence::new(
            format!("第 {rank} 名{}", place.name.zh),
            format!("{rank} {}", place.name.en),
        )
    });
    ended(joined(places, "、", ", "))
}

fn hundred_days(figures: &Figures) -> Sentence {
    let line = |ratio: Option<Ratio>, zh: &str, en: &str| {
        ratio.map(|ratio| {
            let (started, all) = (ratio.numerator, ratio.denominator);
            let rate = ratio.percent_or_none();
            Sentence::new(
                format!("{zh}共 {all} 个,已开工 {started} 个,开工率 {rate}。"),
                format!("{en}: {started} of {all} started, {rate}."),
            )
        })
    };
    let central = line(
        figures.central_starts,
        "2019年以来未开工的中央预算内投资项目",
        "Central-budget projects of 2019 and later that had not started",
    );
    let funds = line(
        figures.fund_starts,
        "2020年中央预算内投资、特别国债和专项债券项目",
        "Projects of the three funds of 2020",
    );
    joined(central.into_iter().chain(funds), "\n", "\n")
}

fn new_starts(figures: &Figures) -> Sentence {
    let (count, total) = figures.new_starts;
    let total = money::sentence(total);
    Sentence::new(
        format!("当月亿元以上新开工项目 {count} 个,总投资{}。", total.zh),
        format!(
            "{} of 100 million yuan and more started, {} in all.",
            counted(count, "project"),
            total.en
        ),
    )
}

fn life_cycle(figures: &Figures) -> Sentence {
    let conversion = figures.conversion.unwrap_or(Ratio::new(0, 0));
    let (started, planned) = (conversion.numerator, conversion.denominator);
    let rate = conversion.percent_or_none();
    let (lagging, below) = (figures.lagging, figures.below_capacity);
    Sentence::new(
        format!(
            "督开工转化:计划开工 {planned} 个,已开工 {started} 个,转化率 {rate}。\n\
             督续建进度:滞后项目 {lagging} 个。\n督达产达效:未达产和达产不足项目 {below} 个。"
        ),
        format!(
            "Starts: {started} of {planned} planned, {rate}.\n\
             Progress: {} behind.\nOutput: {} below capacity.",
            counted(lagging, "project"),
            counted(below, "project")
        ),
    )
}

fn problems(figures: &Figures) -> Sentence {
    let (open, closed) = (figures.problems_open, figures.problems_closed);
    Sentence::new(
        format!("当月销号问题 {closed} 个,月末未销号问题 {open} 个。"),
        format!("{closed} problems were closed in the month, {open} remain open."),
    )
}

fn praise(figures: &Figures) -> Sentence {
    let ranked = ranked(figures);
    let names = |places: &[(u32, &Place)]| {
        joined(
            places.iter().map(|(_, place)| place.name.clone()),
            "、",
            ", ",
        )
    };
    let first = names(ranked.get(..NAMED.min(ranked.len())).unwrap_or_default());
    let last = names(
        ranked
            .get(
                ranked
                    .len()
                    .saturating_sub(NAMED)
                    .max(NAMED.min(ranked.len()))..,
            )
            .unwrap_or_default(),
    );
    Sentence::new(
        format!("排名靠前:{}。\n排名靠后:{}。", first.zh, last.zh),
        format!("First: {}.\nLast: {}.", first.en, last.en),
    )
}

fn joined(sentences: impl Iterator<Item = Sentence>, zh: &str, en: &str) -> Sentence {
    let (all_zh, all_en): (Vec<String>, Vec<String>) =
        sentences.map(|sentence| (sentence.zh, sentence.en)).unzip();
    Sentence::new(all_zh.join(zh), all_en.join(en))
}

/// With a full stop, unless there is nothing to end.
fn ended(sentence: Sentence) -> Sentence {
    if sentence.zh.is_empty() {
        return sentence;
    }
    Sentence::new(format!("{}。", sentence.zh), format!("{}.", sentence.en))
}

fn no_words() -> Sentence {
    Sentence::new("", "")
}
