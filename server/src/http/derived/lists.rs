//! `lists`: 四督四促, the four supervision lists in the month of the date (DOMAIN T31–T34).

use serde_json::{Value, json};
use shared::model::{ElementCheck, ElementVerdict, RoundState, Sector};
use shared::rules::listing::rate;
use shared::rules::listing::supervised::Supervised;
use shared::rules::listing::supervised::completion::completion;
use shared::rules::listing::supervised::continuation::continuation;
use shared::rules::listing::supervised::conversion::conversion;
use shared::rules::supervision::element;
use shared::schema::{Choices as _, Quarter, View};

use super::{Asked, words};

pub(super) fn lists(asked: &Asked<'_>) -> Value {
    json!({
        "month": asked.basis.day.month(),
        "conversion": of_conversion(asked),
        "continuation": of_continuation(asked),
        "completion": of_completion(asked),
        "elements": of_elements(asked),
    })
}

/// 督转化 (DOMAIN T31).
fn of_conversion(asked: &Asked<'_>) -> Value {
    let conversion = conversion(asked.state, &asked.basis, asked.basis.day.month());
    let listed = conversion.list.iter().map(|one| {
        let said = json!({
            "stage": one.stage.key(),
            "planned": one.planned,
            "days": one.days,
            "why": one.why(),
        });
        of_project(asked, one.of, said)
    });
    json!({
        "rate": rate::of_conversion(&conversion),
        "projects": listed.collect::<Value>(),
    })
}

/// 督续建 (DOMAIN T32).
fn of_continuation(asked: &Asked<'_>) -> Value {
    let month = asked.basis.day.month();
    let lag = |project| asked.derived().lag(project);
    let continuation = continuation(asked.state, &asked.basis, month, lag);
    let listed = continuation.list.iter().map(|one| {
        let said = json!({
            "lag": one.lag,
            "light": one.colour.key(),
            "report": one.report,
            "photos": one.photos,
            "why": one.why(),
        });
        of_project(asked, one.of, said)
    });
    json!({
        "rate": rate::of_continuation(&continuation),
        "continued": continuation.continued,
        "projects": listed.collect::<Value>(),
    })
}

/// 督竣工 (DOMAIN T33).
fn of_completion(asked: &Asked<'_>) -> Value {
    let completion = completion(asked.state, &asked.basis, asked.basis.day.month());
    let listed = completion.list.iter().map(|one| {
        let said = json!({ "why": one.because.sentence() });
        of_project(asked, one.of, said)
    });
    json!({
        "rate": rate::of_completion(&completion),
        "full_capacity": rate::of_capacity(&completion),
        "projects": listed.collect::<Value>(),
    })
}

/// 督要素保障: the questions of the quarter's round (DOMAIN T34). Null before the round is made.
fn of_elements(asked: &Asked<'_>) -> Value {
    let quarter = Quarter::of(asked.basis.day);
    let Some(round) = element::round_in(asked.state, quarter) else {
        return Value::Null;
    };
    let id = round.record.id;
    let mut sheets: Vec<View<'_, ElementCheck>> = element::sheets(asked.state, id).collect();
    sheets.sort_by_key(|sheet| sheet.unit().map(|unit| words::number(asked.state, unit)));
    json!({
        "round": id,
        "quarter": quarter,
        "state": round.state().map(RoundState::key),
        "rate": element::rate(asked.state, id),
        "places": sheets.into_iter().map(|sheet| of_sheet(asked, sheet)).collect::<Value>(),
    })
}

fn of_sheet(asked: &Asked<'_>, sheet: View<'_, ElementCheck>) -> Value {
    let [approval, land, money, environment] =
        element::answers(sheet).map(|answer| answer.map(ElementVerdict::key));
    let said = json!({
        "approval": approval,
        "land": land,
        "money": money,
        "environment": environment,
        "remark": sheet.remark(),
    });
    words::place(asked.state, sheet.unit(), said)
}

/// A project of a list: whose it is by level and class (分级分类).
fn of_project(asked: &Asked<'_>, of: Supervised, said: Value) -> Value {
    let bureau = of.bureau.and_then(|unit| words::code(asked.state, unit));
    let whose = json!({
        "level": of.level.key(),
        "class": of.class.map(Sector::key),
        "bureau": bureau,
    });
    words::project(asked.state, of.project, words::joined(whose, said))
}
