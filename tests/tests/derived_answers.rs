//! What the API answers about a room with projects: the figures of the notice's acceptance examples,
//! asked of a server whose records were made through the API.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value as Json;
use shared::model::{
    AgendaItem, AgendaRule, AnnualPlan, ApprovalType, Channel, DispatchEntry, FourCan, Funding,
    GroupRole, ListKind, ListMembership, LocalDispatch, Meeting, MeetingKind, MonthLock, PlanField,
    Post, Project, ProjectLevel, ProjectMonth,
};
use shared::rules::{Command, Edit, Verb};
use shared::schema::{
    ActionNo, Choices, Day, FieldNo, Kind, Month, Period, RecordId, Value, Week, coordinates,
};
use tempfile::TempDir;
use tests::{Client, ROOM, Server, everything};
use uuid::Uuid;

/// Yuan in one 万元.
const WAN: i64 = 10_000;

type Given = Vec<(FieldNo, Value)>;

/// A room of the notice to which projects are added.
struct Chart {
    client: Client,
    /// The room's own record and the 14 places in their order, by their codes.
    room: RecordId,
    places: Vec<(String, RecordId)>,
    _server: (Server, TempDir),
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn choice(choice: impl Choices) -> Value {
    Value::Choice(choice.no())
}

fn choices<C: Choices>(all: &[C]) -> Value {
    Value::Choices(all.iter().map(|one| one.no()).collect())
}

fn day(text: &str) -> Result<Value> {
    Ok(Value::Day(Day::parse(text).context("a day")?))
}

fn month(text: &str) -> Result<Value> {
    Ok(Value::Month(Month::parse(text).context("a month")?))
}

fn week(text: &str) -> Result<Value> {
    let week = Week::parse(text).context("a week")?;
    Ok(Value::Period(Period::Week(week)))
}

fn command<K: Kind>(id: RecordId, verb: Verb) -> Command {
    Command {
        kind: K::ID,
        id,
        base: everything(),
        verb,
    }
}

/// A new record, under the id its coordinates make or a random one.
fn create<K: Kind>(fields: Given) -> (RecordId, Command) {
    let value_of = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let id = coordinates::id_of(K::SPEC, value_of).unwrap_or(RecordId(Uuid::new_v4()));
    (id, command::<K>(id, Verb::Create { fields }))
}

fn act<K: Kind>(id: RecordId, action: ActionNo, given: Given) -> Command {
    let edits = given.into_iter().map(|(no, value)| (no, Edit::Put(value)));
    let verb = Verb::Act {
        action,
        edits: edits.collect(),
        place: None,
    };
    command::<K>(id, verb)
}

fn set<K: Kind>(id: RecordId, field: FieldNo, value: Value) -> Command {
    let edits = vec![(field, Edit::Put(value))];
    command::<K>(id, Verb::Set { edits })
}

/// The way of a project to the start of its construction.
fn start(project: RecordId, on: &str) -> Result<Vec<Command>> {
    let started = vec![
        (Project::STARTED_ON, day(on)?),
        (Project::STANDARD_START, Value::Flag(true)),
        (Project::EVIDENCE, text("施工许可证 420581202006200101")),
    ];
    Ok(vec![
        act::<Project>(project, Project::RESERVE, vec![]),
        act::<Project>(project, Project::PREPARE, vec![]),
        act::<Project>(project, Project::START, started),
    ])
}

/// What a project invested in a month, handed in.
fn invested(project: RecordId, of: &str, wan: i64) -> Result<[Command; 2]> {
    let (id, create) = create::<ProjectMonth>(vec![
        (ProjectMonth::PROJECT, Value::Ref(project)),
        (ProjectMonth::MONTH, month(of)?),
        (ProjectMonth::INVESTED, Value::Money(wan * WAN)),
    ]);
    let submit = act::<ProjectMonth>(id, ProjectMonth::SUBMIT, vec![]);
    Ok([create, submit])
}

fn plan(project: RecordId, wan: i64) -> Command {
    let fields = vec![
        (AnnualPlan::PROJECT, Value::Ref(project)),
        (AnnualPlan::YEAR, Value::Int(2020)),
        (AnnualPlan::PLANNED, Value::Money(wan * WAN)),
    ];
    create::<AnnualPlan>(fields).1
}

/// The member of the list that holds this under the key.
fn find<'a>(list: &'a Json, key: &str, value: &str) -> Result<&'a Json> {
    let mut all = list.as_array().context("a list")?.iter();
    let found = all.find(|one| one[key] == value);
    found.with_context(|| format!("{key} {value} in {list}"))
}

/// What the members of the list hold under the key.
fn all<'a>(list: &'a Json, key: &str) -> Vec<&'a str> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|one| one[key].as_str()).collect()
}

/// A share as people read it: `9/12 = 75.0%`.
fn share(rate: &Json) -> String {
    let percent = rate["percent"].as_str().unwrap_or("–");
    format!("{}/{} = {percent}", rate["numerator"], rate["denominator"])
}

impl Chart {
    async fn on(war_day: &str) -> Result<Self> {
        let server = Server::start().await?;
        let client = server.0.sign_in().await?;
        let records = client.get(&format!("/api/rooms/{ROOM}/records")).await?;
        let records = records["records"].as_array().context("records")?;
        let id = |record: &Json| record["id"].as_str().and_then(RecordId::parse);
        let room = records.iter().find(|record| record["kind"] == "room");
        let room = room.and_then(id).context("the room's record")?;
        let mut places = Vec::new();
        for record in records.iter().filter(|record| record["kind"] == "unit") {
            let fields = &record["fields"];
            let code = fields["code"].as_str().unwrap_or_default();
            if fields["kind"] == "county" || code == "gxq" {
                let no = fields["no"].as_i64();
                places.push((no, code.to_owned(), id(record).context("an id")?));
            }
        }
        places.sort();
        ensure!(places.len() == 14, "{places:?}");
        let places = places.into_iter().map(|(_, code, id)| (code, id)).collect();
        let chart = Self {
            client,
            room,
            places,
            _server: server,
        };
        chart.go_to(war_day).await?;
        Ok(chart)
    }

    fn place(&self, code: &str) -> Result<RecordId> {
        let mut places = self.places.iter();
        let place = places.find(|(other, _)| other == code);
        Ok(place.with_context(|| code.to_owned())?.1)
    }

    /// Sets the day on which things are done.
    async fn go_to(&self, war_day: &str) -> Result<()> {
        let field = shared::model::Room::WAR_DAY;
        let command = set::<shared::model::Room>(self.room, field, day(war_day)?);
        self.carry_out(vec![command]).await
    }

    /// Carries out commands that must all be applied.
    async fn carry_out(&self, commands: Vec<Command>) -> Result<()> {
        for commands in commands.chunks(1_000) {
            let json = commands.iter().map(serde_json::to_value);
            let json = json.collect::<Result<Vec<_>, _>>()?;
            for (command, result) in json.iter().zip(self.client.carry_out(&json).await?) {
                let applied = !result["outcome"]["applied"].is_null();
                ensure!(applied, "{command}: {result}");
            }
        }
        Ok(())
    }

    /// A project in the ledger of the place, ready to be taken through its stages.
    fn project(
        &self,
        code: &str,
        name: &str,
        wan: i64,
        more: Given,
    ) -> Result<(RecordId, Command)> {
        let mut fields = vec![
            (Project::NAME, text(name)),
            (Project::COUNTY, Value::Ref(self.place(code)?)),
            (Project::TOTAL_INVESTMENT, Value::Money(wan * WAN)),
            (Project::PLAN_FIELD, choice(PlanField::Infrastructure)),
            (Project::FOUR_CAN, choices(FourCan::ALL)),
            (Project::OWNER, text("宜昌市建设投资公司")),
            (Project::APPROVAL_TYPE, choice(ApprovalType::Approval)),
        ];
        fields.extend(more);
        Ok(create::<Project>(fields))
    }

    async fn derived(&self, what: &str, date: &str) -> Result<Json> {
        let path = format!("/api/rooms/{ROOM}/derived/{what}?date={date}");
        let answer = self.client.get(&path).await?;
        ensure!(answer["date"] == date && answer["room"] == ROOM, "{answer}");
        Ok(answer[what].clone())
    }
}

/// A week of dispatch: twelve projects of the first tier, nine of them dispatched on Monday; four
/// below it whose light is red, and one whose total is revised on Wednesday.
async fn a_week_of_dispatch() -> Result<Chart> {
    let chart = Chart::on("2020-06-15").await?;
    let mut commands = Vec::new();
    let mut large = Vec::new();
    for no in 0..12 {
        let (id, create) = chart.project("420581", &format!("十亿项目{no}"), 100_000, vec![])?;
        large.push(id);
        commands.push(create);
    }
    for no in 0..4 {
        let late = vec![(Project::PLANNED_START, day("2020-03-10")?)];
        commands.push(
            chart
                .project("420506", &format!("红灯项目{no}"), 20_000, late)?
                .1,
        );
    }
    let (revised, create_revised) = chart.project("420525", "调概项目", 98_000, vec![])?;
    let (deputy, post) = create::<Post>(vec![
        (Post::TITLE, text("常务副市长")),
        (Post::ROLE, choice(GroupRole::Deputy)),
        (Post::NO, Value::Int(90)),
    ]);
    let (meeting, convene) = create::<Meeting>(vec![
        (Meeting::TITLE, text("第25周调度会")),
        (Meeting::KIND, choice(MeetingKind::WeeklyDispatch)),
        (Meeting::ON, day("2020-06-15")?),
        (Meeting::CHAIR, Value::Ref(deputy)),
    ]);
    let (item, put) = create::<AgendaItem>(vec![
        (AgendaItem::MEETING, Value::Ref(meeting)),
        (AgendaItem::TITLE, text("砂石供应")),
        (AgendaItem::RULE, choice(AgendaRule::Topic)),
    ]);
    let begin = act::<Meeting>(meeting, Meeting::BEGIN, vec![]);
    commands.extend([create_revised, post, convene, put, begin]);
    for project in &large[..9] {
        let fields = vec![
            (DispatchEntry::MEETING, Value::Ref(meeting)),
            (DispatchEntry::PROJECT, Value::Ref(*project)),
            (DispatchEntry::SITUATION, text("主体施工")),
        ];
        commands.push(create::<DispatchEntry>(fields).1);
    }
    commands.push(act::<AgendaItem>(item, AgendaItem::DROP, vec![]));
    chart.carry_out(commands).await?;

    chart.go_to("2020-06-17").await?;
    let total = Value::Money(102_000 * WAN);
    let revise = set::<Project>(revised, Project::TOTAL_INVESTMENT, total);
    chart.carry_out(vec![revise]).await?;

    chart.go_to("2020-06-30").await?;
    let mut commands = Vec::new();
    for (of, on) in [
        ("2020-W23", "2020-06-05"),
        ("2020-W24", "2020-06-12"),
        ("2020-W26", "2020-06-26"),
    ] {
        let fields = vec![
            (LocalDispatch::UNIT, Value::Ref(chart.place("420504")?)),
            (LocalDispatch::WEEK, week(of)?),
            (LocalDispatch::ON, day(on)?),
            (LocalDispatch::CHAIR, text("区长")),
            (LocalDispatch::RESULT, text("加快征地")),
        ];
        commands.push(create::<LocalDispatch>(fields).1);
    }
    chart.carry_out(commands).await?;
    Ok(chart)
}

#[tokio::test]
async fn b10_b12_b14_dispatch_and_agenda() -> Result<()> {
    let chart = a_week_of_dispatch().await?;

    let dispatch = chart.derived("dispatch", "2020-06-17").await?;
    assert_eq!(dispatch["week"], "2020-W25");
    let tier_a = &dispatch["tiers"][0];
    assert_eq!(tier_a["tier"]["key"], "a");
    assert_eq!(share(&tier_a["rate"]), "9/12 = 75.0%");
    let mut missing = all(&tier_a["missing"], "name");
    missing.sort_unstable();
    assert_eq!(missing, ["十亿项目10", "十亿项目11", "十亿项目9"]);
    assert_eq!(tier_a["missing"][0]["county"], "420581");
    assert_eq!(
        tier_a["why"]["zh"],
        "2020年第25周应由组长或副组长调度 12 个,已调度 9 个,未调度 3 个"
    );
    assert_eq!(share(&dispatch["tiers"][1]["rate"]), "0/5 = 0.0%");
    // Revised on Wednesday: of the first tier from the week after on.
    let next = chart.derived("dispatch", "2020-06-22").await?;
    assert_eq!(share(&next["tiers"][0]["rate"]), "0/13 = 0.0%");

    let june = chart.derived("dispatch", "2020-06-30").await?;
    let dianjun = find(&june["places"], "county", "420504")?;
    assert_eq!(share(&dianjun["rate"]), "3/4 = 75.0%");
    let missed = find(&dianjun["weeks"], "week", "2020-W25")?;
    assert_eq!(missed["light"], "red");
    assert_eq!(
        missed["why"]["zh"],
        "2020年第25周至2020年6月21日24时没有填报"
    );
    assert_eq!(
        all(&dianjun["weeks"], "light"),
        ["green", "green", "red", "green"]
    );

    let agenda = chart.derived("agenda", "2020-06-15").await?;
    let items = agenda["items"].as_array().context("items")?;
    let rules: Vec<_> = items.iter().map(|item| &item["rule"]["key"]).collect();
    assert_eq!(rules.len(), 16);
    assert!(
        rules[..12].iter().all(|rule| *rule == "tier_a"),
        "{rules:?}"
    );
    assert!(rules[12..].iter().all(|rule| *rule == "red"), "{rules:?}");
    assert_eq!(items[12]["why"]["zh"], "项目亮红灯,总投资 2.00 亿元");
    assert_eq!(items[12]["project"]["light"]["colour"], "red");
    // What the meeting dropped stays on the next agenda.
    let agenda = chart.derived("agenda", "2020-06-22").await?;
    assert_eq!(agenda["before"]["on"], "2020-06-15");
    let left_over = find(&agenda["items"], "title", "砂石供应")?;
    assert_eq!(left_over["rule"]["key"], "carried_over");
    assert_eq!(left_over["why"]["zh"], "2020-06-15 的会议撤下");
    assert!(left_over["topic"].is_string(), "{left_over}");
    Ok(())
}

#[tokio::test]
async fn t23_fifteen_of_eighteen_started_and_three_are_candidates() -> Result<()> {
    let chart = Chart::on("2020-06-30").await?;
    let mut commands = Vec::new();
    for no in 0..18 {
        let (project, create_project) =
            chart.project("420525", &format!("中央项目{no:02}"), 5_000, vec![])?;
        let (_, list) = create::<ListMembership>(vec![
            (ListMembership::PROJECT, Value::Ref(project)),
            (ListMembership::LIST, choice(ListKind::HardStart2019)),
            (ListMembership::FROM, day("2020-06-08")?),
            (ListMembership::CHANNEL, choice(Channel::CentralBudget)),
        ]);
        commands.extend([create_project, list]);
        if no < 15 {
            commands.extend(start(project, "2020-06-30")?);
        }
    }
    chart.carry_out(commands).await?;

    let last = chart.derived("hard-starts", "2020-06-30").await?;
    assert_eq!(share(&last[0]["rate"]), "15/18 = 83.3%");
    assert_eq!(last[0]["list"]["key"], "hard_start_2019");
    assert_eq!(last[0]["countdown"]["zh"], "未开工 3,剩 0 天");
    assert_eq!(last[0]["not_started"][0]["light"]["colour"], "yellow");
    let place = &last[0]["places"][0];
    assert_eq!(
        (&place["county"], share(&place["rate"])),
        (&"420525".into(), "15/18 = 83.3%".to_owned())
    );
    assert_eq!(last[1]["list"]["key"], "hard_start_2020");
    assert_eq!(
        (&last[1]["deadline"], &last[1]["days_left"]),
        (&"2020-08-15".into(), &46.into())
    );

    let over = chart.derived("hard-starts", "2020-07-01").await?;
    assert_eq!(over[0]["overdue"], 3);
    assert_eq!(over[0]["countdown"]["zh"], "未开工 3,已逾期 1 天");
    let mut open = all(&over[0]["not_started"], "name");
    open.sort_unstable();
    assert_eq!(open, ["中央项目15", "中央项目16", "中央项目17"]);
    let light = &over[0]["not_started"][0]["light"];
    assert_eq!(light["colour"], "red");
    assert_eq!(light["why"]["zh"], "应于2020年6月30日前开工,已逾期 1 天");

    assert_eq!(
        chart.derived("candidates", "2020-06-30").await?,
        Json::Array(vec![])
    );
    let candidates = chart.derived("candidates", "2020-07-01").await?;
    let mut names = all(&candidates, "name");
    names.sort_unstable();
    assert_eq!(names, open);
    let condition = &candidates[0]["conditions"][0];
    assert_eq!(condition["ground"]["key"], "late_start");
    assert_eq!(
        condition["why"]["zh"],
        "须于2020年6月30日前开工,已逾期 1 天"
    );

    let rates = chart.derived("rates", "2020-07-01").await?;
    let rate = find(&rates, "key", "hard_start_2019")?;
    assert_eq!(share(rate), "15/18 = 83.3%");
    assert_eq!(rate["why"]["zh"], "纳入清单 18 个,已开工 15 个");
    assert_eq!(share(find(&rates, "key", "conversion")?), "0/0 = –");
    Ok(())
}

/// The rank each place is to have in June, July and August by what it has completed; 点军 reports
/// nothing in July.
const WANTED: [(&str, [Option<i64>; 3]); 14] = [
    ("420526", [Some(12), Some(13), Some(12)]),
    ("420527", [Some(14), Some(11), Some(14)]),
    ("420504", [Some(13), None, Some(13)]),
    ("420506", [Some(1), Some(1), Some(1)]),
    ("420581", [Some(2), Some(2), Some(2)]),
    ("420583", [Some(3), Some(3), Some(3)]),
    ("420582", [Some(4), Some(4), Some(4)]),
    ("420525", [Some(5), Some(5), Some(5)]),
    ("420528", [Some(6), Some(6), Some(6)]),
    ("420529", [Some(7), Some(7), Some(7)]),
    ("420502", [Some(8), Some(8), Some(8)]),
    ("420503", [Some(9), Some(9), Some(9)]),
    ("420505", [Some(10), Some(10), Some(10)]),
    ("gxq", [Some(11), Some(12), Some(11)]),
];

const MONTHS: [&str; 3] = ["2020-06", "2020-07", "2020-08"];

/// What a place with this rank has completed by the end of each of the months, in 万元.
fn completed(rank: i64, at: usize) -> i64 {
    (15 - rank) * [100, 1_000, 10_000][at]
}

#[tokio::test]
async fn b21_three_months_among_the_last_make_a_candidate() -> Result<()> {
    let chart = Chart::on("2020-09-08").await?;
    let mut commands = Vec::new();
    for (code, wanted) in WANTED {
        let (project, create) = chart.project(code, "续建项目", 200_000, vec![])?;
        commands.extend([create, plan(project, 200_000)]);
        let mut so_far = 0;
        for (at, rank) in wanted.into_iter().enumerate() {
            let Some(rank) = rank else { continue };
            let sum = completed(rank, at);
            commands.extend(invested(project, MONTHS[at], sum - so_far)?);
            so_far = sum;
        }
    }
    for of in MONTHS {
        let (lock, create) = create::<MonthLock>(vec![(MonthLock::MONTH, month(of)?)]);
        let steps = [
            MonthLock::REVIEW_COUNTIES,
            MonthLock::REVIEW_CITY,
            MonthLock::LOCK,
        ];
        commands.push(create);
        commands.extend(steps.map(|step| act::<MonthLock>(lock, step, vec![])));
    }
    chart.carry_out(commands).await?;

    let before = chart.derived("lagging", "2020-09-07").await?;
    assert!(before["month"].is_null(), "{before}");
    let lagging = chart.derived("lagging", "2020-09-08").await?;
    assert_eq!(lagging["month"], "2020-08");
    let mut candidates = all(&lagging["candidates"], "county");
    candidates.sort_unstable();
    assert_eq!(candidates, ["420504", "420526"]);
    let xingshan = find(&lagging["candidates"], "county", "420526")?;
    assert_eq!(
        xingshan["why"]["zh"],
        "兴山县投资运行连续 3 个月排名落后:6月第 12、7月第 13、8月第 12"
    );
    let dianjun = find(&lagging["candidates"], "county", "420504")?;
    assert!(dianjun["months"][1]["rank"].is_null(), "{dianjun}");
    let zigui = find(&lagging["places"], "county", "420527")?;
    assert_eq!((&zigui["rank"], &zigui["streak"]), (&14.into(), &1.into()));
    assert_eq!(share(&zigui["completion"]), "100000000/2000000000 = 5.0%");
    assert_eq!(
        zigui["why"]["zh"],
        "至2020年8月累计完成 1.00亿元,为年度计划 20.00亿元 的 5.0%,第 14 名,连续 1 个月落后"
    );
    Ok(())
}

#[tokio::test]
async fn t28_three_columns_with_ties_one_two_two_four() -> Result<()> {
    let chart = Chart::on("2020-07-31").await?;
    let mut commands = Vec::new();
    for (code, count) in [("420506", 3), ("420581", 2), ("420583", 2), ("420582", 1)] {
        for no in 0..count {
            let key = vec![(Project::LEVELS, choices(&[ProjectLevel::City]))];
            let (project, create) = chart.project(code, "市重点项目", 10_000, key)?;
            commands.push(create);
            if code == "420506" && no == 0 {
                commands.extend(invested(project, "2020-06", 1_000)?);
                commands.extend(invested(project, "2020-07", 1_500)?);
            }
        }
    }
    chart.carry_out(commands).await?;

    let ranking = chart.derived("ranking", "2020-07-31").await?;
    assert_eq!(ranking["month"], "2020-07");
    let lines = &ranking["both"]["lines"];
    let of = |code, rank: &str| {
        Ok::<_, anyhow::Error>(find(lines, "county", code)?["ranks"][rank].clone())
    };
    let codes = ["420506", "420581", "420583", "420582", "gxq"];
    for (rank, expected) in [
        ("share_of_projects", [1, 2, 2, 4, 5]),
        ("share_of_total", [1, 2, 2, 4, 5]),
        ("change", [1, 2, 2, 2, 2]),
        ("overall", [1, 2, 2, 4, 5]),
    ] {
        for (code, expected) in codes.into_iter().zip(expected) {
            assert_eq!(of(code, rank)?, expected, "{rank} of {code}");
        }
    }
    let first = &lines[0];
    assert_eq!(first["county"], "420506");
    assert_eq!(first["share_of_projects"], "37.5%");
    assert_eq!(first["change"], "50.0%");
    assert_eq!(
        first["why"]["zh"],
        "重点项目 3 个,占全市 8 个的 37.5%;总投资 3.00亿元,占 8.00亿元 的 37.5%;\
         本月完成 0.15亿元,上月 0.10亿元,环比 50.0%;三项名次 1、1、1,总排名第 1"
    );
    // Nothing to compare with is no change of nothing.
    assert_eq!(find(lines, "county", "420582")?["change"], "–");
    assert_eq!(ranking["province"]["all"]["projects"], "0");
    assert_eq!(ranking["city"]["all"]["total"], 80_000 * WAN);
    Ok(())
}

#[tokio::test]
async fn t31_t32_t33_t25_the_supervision_lists() -> Result<()> {
    let chart = Chart::on("2020-07-31").await?;
    let mut commands = Vec::new();
    for no in 0..40 {
        let planned = vec![(Project::PLANNED_START, day("2020-05-01")?)];
        let name = format!("转化项目{no:02}");
        let (project, create) = chart.project("420583", &name, 10_000, planned)?;
        commands.push(create);
        if no < 29 {
            commands.extend(start(project, "2020-05-20")?);
        } else {
            commands.push(act::<Project>(project, Project::RESERVE, vec![]));
        }
    }
    for (name, done) in [("快", 15_000), ("慢", 12_000), ("更慢", 8_000)] {
        let (project, create_project) = chart.project("420582", name, 60_000, vec![])?;
        let (_, money) = create::<Funding>(vec![
            (Funding::PROJECT, Value::Ref(project)),
            (Funding::CHANNEL, choice(Channel::SpecialBond)),
            (Funding::PLANNED, Value::Money(5_000 * WAN)),
            (Funding::GRANTED, Value::Money(5_000 * WAN)),
            (Funding::GRANTED_ON, day("2020-03-02")?),
        ]);
        commands.extend([create_project, money, plan(project, 30_000)]);
        commands.extend(start(project, "2019-10-08")?);
        commands.extend(invested(project, "2020-07", done)?);
    }
    let output = vec![
        (Project::DESIGNED_OUTPUT, Value::Money(60_000 * WAN)),
        (Project::ACTUAL_OUTPUT, Value::Money(42_000 * WAN)),
    ];
    let (complete, create_complete) = chart.project("420582", "达产不足项目", 20_000, output)?;
    commands.push(create_complete);
    commands.extend(start(complete, "2018-03-01")?);
    let completed = vec![
        (Project::COMPLETED_ON, day("2019-12-20")?),
        (Project::EVIDENCE, text("竣工验收备案表 2019-112 号")),
    ];
    commands.push(act::<Project>(complete, Project::COMPLETE, completed));
    chart.carry_out(commands).await?;

    let june = chart.derived("lists", "2020-06-30").await?;
    assert_eq!(share(&june["conversion"]["rate"]), "29/40 = 72.5%");
    let waiting = june["conversion"]["projects"]
        .as_array()
        .context("a list")?;
    assert_eq!(waiting.len(), 11);
    assert_eq!(waiting[0]["why"]["zh"], "计划2020年5月1日开工,已过 60 天");
    assert_eq!(
        (&waiting[0]["stage"], &waiting[0]["level"]),
        (&"reserved".into(), &"county".into())
    );
    assert!(june["elements"].is_null(), "no round of the second quarter");

    let july = chart.derived("lists", "2020-07-31").await?;
    let continuation = &july["continuation"];
    assert_eq!(share(&continuation["rate"]), "1/3 = 33.3%");
    assert_eq!(all(&continuation["projects"], "name"), ["更慢", "慢"]);
    assert_eq!(all(&continuation["projects"], "lag"), ["31.7", "18.3"]);
    assert_eq!(all(&continuation["projects"], "light"), ["red", "yellow"]);
    let why = &continuation["projects"][0]["why"]["zh"];
    assert_eq!(why, "建设进度滞后 31.7 个百分点,没有实物工作量");
    let low = find(&july["completion"]["projects"], "name", "达产不足项目")?;
    assert_eq!(low["why"]["zh"], "达产不足,达产率 70.0%");
    assert_eq!(share(&july["completion"]["full_capacity"]), "0/1 = 0.0%");

    // 31.7 points behind is beyond what its money may be left for (DOMAIN T25).
    let candidates = chart.derived("candidates", "2020-07-31").await?;
    assert_eq!(all(&candidates, "name"), ["更慢"]);
    assert_eq!(candidates[0]["granted"], 5_000 * WAN);
    assert_eq!(candidates[0]["conditions"][0]["ground"]["key"], "behind");
    assert_eq!(candidates[0]["why"]["zh"], "建设进度滞后 31.7 个百分点");
    Ok(())
}

/// The copy that answers are computed on follows what is changed, and what is put away.
#[tokio::test]
async fn answers_follow_every_change() -> Result<()> {
    let chart = Chart::on("2020-06-15").await?;
    let names = async || {
        let lights = chart.derived("lights", "2020-06-15").await?;
        Ok::<_, anyhow::Error>(all(&lights["projects"], "name").join(" "))
    };
    assert_eq!(names().await?, "");
    let (project, create) = chart.project("420581", "甲", 20_000, vec![])?;
    chart.carry_out(vec![create]).await?;
    assert_eq!(names().await?, "甲");
    chart
        .carry_out(vec![set::<Project>(project, Project::NAME, text("乙"))])
        .await?;
    assert_eq!(names().await?, "乙");
    chart
        .carry_out(vec![command::<Project>(project, Verb::Archive)])
        .await?;
    assert_eq!(names().await?, "");
    Ok(())
}
