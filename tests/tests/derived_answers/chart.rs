//! A room with projects, made through the API, and how its records and answers are said.

use anyhow::{Context as _, Result, ensure};
use serde_json::Value as Json;
use shared::model::{AnnualPlan, ApprovalType, FourCan, PlanField, Project, ProjectMonth};
use shared::rules::{Command, Edit, Verb};
use shared::schema::{
    ActionNo, Choices, Day, FieldNo, Kind, Month, Period, RecordId, Value, Week, coordinates,
};
use tempfile::TempDir;
use tests::{Client, ROOM, Server, everything};
use uuid::Uuid;

/// Yuan in one 万元.
pub(crate) const WAN: i64 = 10_000;

pub(crate) type Given = Vec<(FieldNo, Value)>;

/// A room of the notice to which projects are added.
pub(crate) struct Chart {
    pub(crate) client: Client,
    /// The room's own record and the 14 places in their order, by their codes.
    pub(crate) room: RecordId,
    pub(crate) places: Vec<(String, RecordId)>,
    _server: (Server, TempDir),
}

pub(crate) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(crate) fn choice(choice: impl Choices) -> Value {
    Value::Choice(choice.no())
}

pub(crate) fn choices<C: Choices>(all: &[C]) -> Value {
    Value::Choices(all.iter().map(|one| one.no()).collect())
}

pub(crate) fn day(text: &str) -> Result<Value> {
    Ok(Value::Day(Day::parse(text).context("a day")?))
}

pub(crate) fn month(text: &str) -> Result<Value> {
    Ok(Value::Month(Month::parse(text).context("a month")?))
}

pub(crate) fn week(text: &str) -> Result<Value> {
    let week = Week::parse(text).context("a week")?;
    Ok(Value::Period(Period::Week(week)))
}

pub(crate) fn command<K: Kind>(id: RecordId, verb: Verb) -> Command {
    Command {
        kind: K::ID,
        id,
        base: everything(),
        verb,
    }
}

/// A new record, under the id its coordinates make or a random one.
pub(crate) fn create<K: Kind>(fields: Given) -> (RecordId, Command) {
    let value_of = |no| {
        fields
            .iter()
            .find(|(field, _)| *field == no)
            .map(|(_, v)| v)
    };
    let id = coordinates::id_of(K::SPEC, value_of).unwrap_or(RecordId(Uuid::new_v4()));
    (id, command::<K>(id, Verb::Create { fields }))
}

pub(crate) fn act<K: Kind>(id: RecordId, action: ActionNo, given: Given) -> Command {
    let edits = given.into_iter().map(|(no, value)| (no, Edit::Put(value)));
    let verb = Verb::Act {
        action,
        edits: edits.collect(),
        place: None,
    };
    command::<K>(id, verb)
}

pub(crate) fn set<K: Kind>(id: RecordId, field: FieldNo, value: Value) -> Command {
    let edits = vec![(field, Edit::Put(value))];
    command::<K>(id, Verb::Set { edits })
}

/// The way of a project to the start of its construction.
pub(crate) fn start(project: RecordId, on: &str) -> Result<Vec<Command>> {
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
pub(crate) fn invested(project: RecordId, of: &str, wan: i64) -> Result<[Command; 2]> {
    let (id, create) = create::<ProjectMonth>(vec![
        (ProjectMonth::PROJECT, Value::Ref(project)),
        (ProjectMonth::MONTH, month(of)?),
        (ProjectMonth::INVESTED, Value::Money(wan * WAN)),
    ]);
    let submit = act::<ProjectMonth>(id, ProjectMonth::SUBMIT, vec![]);
    Ok([create, submit])
}

pub(crate) fn plan(project: RecordId, wan: i64) -> Command {
    let fields = vec![
        (AnnualPlan::PROJECT, Value::Ref(project)),
        (AnnualPlan::YEAR, Value::Int(2020)),
        (AnnualPlan::PLANNED, Value::Money(wan * WAN)),
    ];
    create::<AnnualPlan>(fields).1
}

/// The member of the list that holds this under the key.
pub(crate) fn find<'a>(list: &'a Json, key: &str, value: &str) -> Result<&'a Json> {
    let mut all = list.as_array().context("a list")?.iter();
    let found = all.find(|one| one[key] == value);
    found.with_context(|| format!("{key} {value} in {list}"))
}

/// What the members of the list hold under the key.
pub(crate) fn all<'a>(list: &'a Json, key: &str) -> Vec<&'a str> {
    let list = list.as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(|one| one[key].as_str()).collect()
}

/// A share as people read it: `9/12 = 75.0%`.
pub(crate) fn share(rate: &Json) -> String {
    let percent = rate["percent"].as_str().unwrap_or("–");
    format!("{}/{} = {percent}", rate["numerator"], rate["denominator"])
}

impl Chart {
    pub(crate) async fn on(war_day: &str) -> Result<Self> {
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

    pub(crate) fn place(&self, code: &str) -> Result<RecordId> {
        let mut places = self.places.iter();
        let place = places.find(|(other, _)| other == code);
        Ok(place.with_context(|| code.to_owned())?.1)
    }

    /// Sets the day on which things are done.
    pub(crate) async fn go_to(&self, war_day: &str) -> Result<()> {
        let field = shared::model::Room::WAR_DAY;
        let command = set::<shared::model::Room>(self.room, field, day(war_day)?);
        self.carry_out(vec![command]).await
    }

    /// Carries out commands that must all be applied.
    pub(crate) async fn carry_out(&self, commands: Vec<Command>) -> Result<()> {
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
    pub(crate) fn project(
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

    pub(crate) async fn derived(&self, what: &str, date: &str) -> Result<Json> {
        let path = format!("/api/rooms/{ROOM}/derived/{what}?date={date}");
        let answer = self.client.get(&path).await?;
        ensure!(answer["date"] == date && answer["room"] == ROOM, "{answer}");
        Ok(answer[what].clone())
    }
}
