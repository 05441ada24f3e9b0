//! The ranking of each month and the bulletin that carries it, to its readers (DOMAIN B15, B16,
//! T28).

use shared::model::{Bulletin, RankScope, RankingLine, RankingSnapshot, Readers, Receipt};
use shared::schema::{Choices as _, Day, Decimal, FieldNo, Month, RecordId, Value};

use super::books::{Books, Sums};
use super::chance::Chance;
use super::life::WAN;
use super::scene::Scene;
use super::script::{Moment, Script, months};
use crate::build::{act, create, text};

/// The days of the next month on which it is drafted, once the month is locked, and issued.
const DRAFTED_ON: i8 = 9;
const ISSUED_ON: i8 = 10;

pub(super) fn write(script: &mut Script, scene: &Scene<'_>, books: &Books, chance: &mut Chance) {
    for (number, month) in (1..).zip(months(scene.until)) {
        let drafted = month.plus(1).day(DRAFTED_ON);
        if drafted > scene.until {
            return;
        }
        let ranked = books.by_place(month, drafted, true);
        let snapshot = ranking(script, scene, month, drafted, &ranked);
        let all = books.by_place(month, drafted, false);
        let sums = Sums::of(all.values());
        let leading = all.iter().max_by_key(|(_, sums)| sums.month);
        let last = all.iter().min_by_key(|(_, sums)| sums.month);
        let name = |place: Option<(&RecordId, &Sums)>| {
            place.map_or("–", |(place, _)| scene.people.name(*place))
        };
        let draft = Draft {
            month,
            // Numbers run within the year.
            number: if month.plus(1).year() == 2020 {
                number
            } else {
                i64::from(month.plus(1).number())
            },
            snapshot,
            sums,
            leading: name(leading),
            last: name(last),
        };
        issue(script, scene, &draft, &mut chance.branch());
    }
}

/// The key projects by place, as they were entered by the day.
fn ranking(
    script: &mut Script,
    scene: &Scene<'_>,
    month: Month,
    on: Day,
    places: &std::collections::BTreeMap<RecordId, Sums>,
) -> RecordId {
    let city = Sums::of(places.values());
    let count = |units: i64| Value::Decimal(Decimal { units, scale: 4 });
    let made = create::<RankingSnapshot>(
        "",
        vec![
            (RankingSnapshot::MONTH, Value::Month(month)),
            (RankingSnapshot::SCOPE, Value::Choice(RankScope::Both.no())),
            (RankingSnapshot::COUNT_ALL, count(city.projects)),
            (RankingSnapshot::TOTAL_ALL, Value::Money(city.total)),
        ],
    );
    let id = made.id;
    let moment = Moment::new(on, 9 * 60);
    script.at(moment, &scene.people.office, made);
    for unit in scene.place_units() {
        let sums = places.get(&unit).copied().unwrap_or_default();
        let line = create::<RankingLine>(
            "",
            vec![
                (RankingLine::SNAPSHOT, Value::Ref(id)),
                (RankingLine::UNIT, Value::Ref(unit)),
                (RankingLine::COUNT, count(sums.projects)),
                (RankingLine::TOTAL, Value::Money(sums.total)),
                (RankingLine::DONE, Value::Money(sums.done)),
                (RankingLine::INVESTED, Value::Money(sums.month)),
                (RankingLine::INVESTED_BEFORE, Value::Money(sums.before)),
            ],
        );
        script.at(moment, &scene.people.office, line);
    }
    id
}

/// What a bulletin says.
struct Draft<'a> {
    month: Month,
    number: i64,
    snapshot: RecordId,
    sums: Sums,
    leading: &'a str,
    last: &'a str,
}

impl Draft<'_> {
    fn fields(&self, scene: &Scene<'_>) -> Vec<(FieldNo, Value)> {
        let Self { month, sums, .. } = self;
        let (year, no) = (month.year(), month.number());
        let lives = scene.lives.iter();
        let started = lives
            .clone()
            .filter(|life| life.start.month() == *month)
            .count();
        let completed = lives
            .filter(|life| life.completion.month() == *month)
            .count();
        let (done, all) = (yi(sums.month), sums.projects / 10_000);
        let post = |at: usize| {
            let chair = scene.people.chairs.get(at);
            Value::Refs(chair.map(|chair| chair.post).into_iter().collect())
        };
        vec![
            (Bulletin::MONTH, Value::Month(*month)),
            (
                Bulletin::TITLE,
                text(&format!(
                    "{year}年{no}月全市投资和重大项目建设情况通报(示例)"
                )),
            ),
            (Bulletin::SNAPSHOT, Value::Ref(self.snapshot)),
            (
                Bulletin::OVERVIEW,
                text(&format!(
                    "{no}月,全市在库项目{all}个,当月完成投资{done}亿元。各地各部门对照任务清单抓落实,项目建设总体平稳(示例)。"
                )),
            ),
            (
                Bulletin::PLACES,
                text(&format!(
                    "从各地完成投资看,{}居全市首位,{}完成较少(示例)。",
                    self.leading, self.last
                )),
            ),
            (
                Bulletin::STARTS,
                text(&format!(
                    "{no}月,全市新开工项目{started}个,竣工项目{completed}个(示例)。"
                )),
            ),
            (
                Bulletin::RANKING,
                text("省市重点项目个数占比、投资总量占比和月环比排名见附表(示例)。"),
            ),
            (
                Bulletin::PROBLEMS,
                text("部分项目前期手续办理缓慢,用地、资金等要素保障仍需加强(示例)。"),
            ),
            (
                Bulletin::PRAISE,
                text(&format!(
                    "对{}予以通报表扬;{}要分析原因,加快补欠(示例)。",
                    self.leading, self.last
                )),
            ),
            (Bulletin::CITY_LEADERS, post(0)),
            (Bulletin::LEADERS_IN_CHARGE, post(1)),
            (
                Bulletin::LOCAL_HEADS,
                Value::Refs(scene.place_units().collect()),
            ),
            (
                Bulletin::MEMBER_HEADS,
                Value::Refs(scene.people.members.iter().copied().collect()),
            ),
        ]
    }
}

/// Hundred millions of yuan, with two decimals.
fn yi(amount: i64) -> String {
    let hundredths = amount / WAN / 100;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Drafted, signed by another, issued with its number, and read.
fn issue(script: &mut Script, scene: &Scene<'_>, draft: &Draft<'_>, chance: &mut Chance) {
    let people = scene.people;
    let made = create::<Bulletin>("", draft.fields(scene));
    let id = made.id;
    let drafted = draft.month.plus(1).day(DRAFTED_ON);
    script.at(Moment::new(drafted, 10 * 60), &people.office, made);
    let submit = act::<Bulletin>(id, Bulletin::SUBMIT, vec![]);
    script.at(Moment::new(drafted, 16 * 60), &people.office, submit);
    // One in six is sent back first, and comes late.
    let late = chance.percent(16);
    if late {
        let reason = vec![(Bulletin::REASON, text("请核对分领域数据后再报(示例)"))];
        let back = act::<Bulletin>(id, Bulletin::RETURN, reason);
        script.at(Moment::new(drafted, 17 * 60), &people.reviewer, back);
        let again = act::<Bulletin>(id, Bulletin::SUBMIT, vec![]);
        script.at(Moment::new(drafted.plus(2), 9 * 60), &people.office, again);
    }
    let issued = draft.month.plus(1).day(ISSUED_ON).plus(2 * i32::from(late));
    let sign = act::<Bulletin>(id, Bulletin::SIGN, vec![]);
    script.at(Moment::new(issued, 10 * 60), &people.reviewer, sign);
    let number = format!("宜重投办文〔{}〕{}号", issued.year(), draft.number);
    let given = vec![
        (Bulletin::NUMBER, text(&number)),
        (Bulletin::PRINT_RUN, Value::Int(60)),
    ];
    let issue = act::<Bulletin>(id, Bulletin::ISSUE, given);
    script.at(Moment::new(issued, 15 * 60), &people.office, issue);
    let places = scene
        .place_units()
        .map(|unit| (Readers::LocalHeads, unit, "主要负责人"));
    let members = people.members.iter();
    let members = members.map(|unit| (Readers::MemberHeads, *unit, "负责人"));
    for (group, unit, head) in places.chain(members) {
        let recipient = format!("{}{head}", people.name(unit));
        let copy = create::<Receipt>(
            "",
            vec![
                (Receipt::BULLETIN, Value::Ref(id)),
                (Receipt::GROUP, Value::Choice(group.no())),
                (Receipt::RECIPIENT, text(&recipient)),
            ],
        );
        let read = issued.plus(chance.days(1, 6));
        if let (Some((at, liaison)), true) = (people.liaison(unit), chance.percent(93)) {
            let command = act::<Receipt>(copy.id, Receipt::READ, vec![]);
            script.at(Moment::new(read, 9 * 60 + at), liaison, command);
        }
    }
}
