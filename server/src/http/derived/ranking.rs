//! `ranking`: the places by their key projects in the month of the date (DOMAIN T28, 9.6).

use serde_json::{Value, json};
use shared::model::RankScope;
use shared::rules::listing::ranking::{Figures, Line, Ranking};

use super::{Asked, words};

pub(super) fn ranking(asked: &Asked<'_>) -> Value {
    json!({
        "month": asked.basis.day.month(),
        "both": of(asked, RankScope::Both),
        "province": of(asked, RankScope::Province),
        "city": of(asked, RankScope::City),
    })
}

fn of(asked: &Asked<'_>, scope: RankScope) -> Value {
    let month = asked.basis.day.month();
    let Ranking { city, lines, .. } = Ranking::of(asked.state, &asked.basis, month, scope);
    json!({
        "all": figures(city),
        "lines": lines.iter().map(|line| of_line(asked, *line, city)).collect::<Value>(),
    })
}

/// `projects` in words: a project that stands in several places counts by its shares.
fn figures(figures: Figures) -> Value {
    json!({
        "projects": figures.count(),
        "total": figures.total,
        "done": figures.done,
        "invested": figures.invested,
        "before": figures.before,
    })
}

fn of_line(asked: &Asked<'_>, line: Line, city: Figures) -> Value {
    let [count, total, change] = line.shown();
    let ranks = line.ranks.map(|ranks| {
        json!({
            "share_of_projects": ranks.count,
            "share_of_total": ranks.total,
            "change": ranks.change,
            "overall": ranks.overall,
        })
    });
    let said = json!({
        "figures": figures(line.figures),
        "share_of_projects": count,
        "share_of_total": total,
        "change": change,
        "ranks": ranks,
        "why": line.why(city),
    });
    words::place(asked.state, line.unit, said)
}
