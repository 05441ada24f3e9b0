//! The stories of lists, by concept; here is what they share.

mod completion;
mod element;
mod fund_review;
mod hard_start;
mod lagging;
mod life_cycle;
mod membership;
mod new_starts;
mod nomination;
mod ranking;
mod supervised;

use crate::model::{
    AnnualPlan, ApprovalType, Attachment, Channel, FourCan, Funding, ListKind, ListMembership,
    MonthCorrection, MonthLock, PlanField, Project, ProjectLevel, ProjectMonth, Settings, UnitKind,
};
use crate::rules::figures::{Points, Ratio, sequence};
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::rules::{Basis, Refusal};
use crate::schema::{ActionNo, Choices, Day, FieldNo, FileRef, Kind, Month, RecordId, Value};

type Given = Vec<(FieldNo, Value)>;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn month(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn months(text: &str) -> Value {
    Value::Month(month(text))
}

fn choices<C: Choices, const N: usize>(options: [C; N]) -> Value {
    Value::Choices(options.map(C::no).into_iter().collect())
}

fn evidence() -> (FieldNo, Value) {
    (Project::EVIDENCE, text("施工许可证 420581202006200101"))
}

/// A room in which lists are kept.
struct Chart {
    story: Story,
    made: usize,
}

impl Chart {
    fn on(today: &str) -> Self {
        Self {
            story: Story::on(today),
            made: 0,
        }
    }

    fn basis(&self) -> Basis {
        Basis::new(&self.story.state, self.story.today())
    }

    /// What holds on another day.
    fn basis_of(&self, text: &str) -> Basis {
        Basis::new(&self.story.state, day(text))
    }

    fn decide_on(&mut self, given: Given) {
        self.story.make::<Settings>(given);
    }

    fn county(&mut self, name: &str) -> RecordId {
        self.made += 1;
        self.story.county(&format!("c{}", self.made), name)
    }

    /// The 13 counties, 高新区, and 自贸区, which is not ranked.
    fn places(&mut self) -> Vec<RecordId> {
        let mut places: Vec<RecordId> =
            (1..=13).map(|no| self.county(&format!("{no}县"))).collect();
        let zone = UnitKind::Zone;
        places.push(self.story.unit("gxq", "宜昌高新区管委会", zone));
        self.story.unit("zmq", "宜昌自贸区管委会", zone);
        places
    }

    /// A project with this total, in ten thousand yuan.
    fn project(&mut self, county: RecordId, total: i64) -> RecordId {
        self.made += 1;
        let name = format!("示例项目{}", self.made);
        self.story.project(county, &name, total)
    }

    fn write(&mut self, project: RecordId, field: FieldNo, value: Value) {
        self.story
            .set::<Project>(&office(), project, field, value)
            .unwrap();
    }

    fn act(&mut self, project: RecordId, action: ActionNo, given: Given) {
        self.story
            .act::<Project>(&office(), project, action, given)
            .unwrap();
    }

    fn reserve(&mut self, project: RecordId) {
        self.write(project, Project::FOUR_CAN, choices([FourCan::Admitted]));
        let given = vec![(Project::PLAN_FIELD, choice(PlanField::Ecology))];
        self.act(project, Project::RESERVE, given);
    }

    /// Taken into the reserve and into preparation, today.
    fn prepare(&mut self, project: RecordId) {
        self.reserve(project);
        let given = vec![
            (Project::OWNER, text("某公司")),
            (Project::APPROVAL_TYPE, choice(ApprovalType::Filing)),
        ];
        self.act(project, Project::PREPARE, given);
    }

    /// A project in preparation since today.
    fn prepared(&mut self, county: RecordId, total: i64) -> RecordId {
        let project = self.project(county, total);
        self.prepare(project);
        project
    }

    fn start(&mut self, project: RecordId, on: &str) {
        let promise = (Project::STANDARD_START, Value::Flag(true));
        let given = vec![(Project::STARTED_ON, date(on)), promise, evidence()];
        self.act(project, Project::START, given);
    }

    /// A project under construction since the day.
    fn building(&mut self, county: RecordId, total: i64, since: &str) -> RecordId {
        let project = self.prepared(county, total);
        self.start(project, since);
        project
    }

    fn complete(&mut self, project: RecordId, on: &str) {
        let given = vec![(Project::COMPLETED_ON, date(on)), evidence()];
        self.act(project, Project::COMPLETE, given);
    }

    fn produce(&mut self, project: RecordId, on: &str) {
        let given = vec![(Project::PRODUCED_ON, date(on)), evidence()];
        self.act(project, Project::PRODUCE, given);
    }

    fn level(&mut self, project: RecordId, level: ProjectLevel) {
        self.write(project, Project::LEVELS, choices([level]));
    }

    fn enlist(
        &mut self,
        project: RecordId,
        list: ListKind,
        given: Given,
    ) -> Result<RecordId, Refusal> {
        let mut fields = vec![
            (ListMembership::PROJECT, Value::Ref(project)),
            (ListMembership::LIST, choice(list)),
            (ListMembership::FROM, date("2020-06-09")),
        ];
        fields.extend(given);
        self.story.create::<ListMembership>(&office(), fields)
    }

    /// On the list, which must succeed.
    fn listed(&mut self, project: RecordId, list: ListKind) -> RecordId {
        self.enlist(project, list, vec![]).unwrap()
    }

    fn change(&mut self, entry: RecordId, field: FieldNo, value: Value) -> Result<(), Refusal> {
        self.story
            .set::<ListMembership>(&office(), entry, field, value)
    }

    /// Granted to the project, in ten thousand yuan.
    fn fund(&mut self, project: RecordId, channel: Channel, granted: i64, on: &str) -> RecordId {
        self.story.make::<Funding>(vec![
            (Funding::PROJECT, Value::Ref(project)),
            (Funding::CHANNEL, choice(channel)),
            (Funding::PLANNED, wan(granted)),
            (Funding::GRANTED, wan(granted)),
            (Funding::GRANTED_ON, date(on)),
        ])
    }

    fn plan(&mut self, project: RecordId, planned: i64) {
        self.story.make::<AnnualPlan>(vec![
            (AnnualPlan::PROJECT, Value::Ref(project)),
            (AnnualPlan::YEAR, Value::Int(2020)),
            (AnnualPlan::PLANNED, wan(planned)),
        ]);
    }

    /// Reports and submits what was invested in the month, in ten thousand yuan.
    fn invest(&mut self, project: RecordId, of: &str, invested: i64) {
        self.report(project, of, vec![(ProjectMonth::INVESTED, wan(invested))]);
    }

    fn report(&mut self, project: RecordId, of: &str, given: Given) {
        let mut fields = vec![
            (ProjectMonth::PROJECT, Value::Ref(project)),
            (ProjectMonth::MONTH, months(of)),
        ];
        fields.extend(given);
        let report = self.story.make::<ProjectMonth>(fields);
        self.story
            .act::<ProjectMonth>(&office(), report, ProjectMonth::SUBMIT, vec![])
            .unwrap();
    }

    /// Locks the month, today.
    fn lock(&mut self, of: &str) {
        let lock = self
            .story
            .make::<MonthLock>(vec![(MonthLock::MONTH, months(of))]);
        for action in [
            MonthLock::REVIEW_COUNTIES,
            MonthLock::REVIEW_CITY,
            MonthLock::LOCK,
        ] {
            self.story
                .act::<MonthLock>(&office(), lock, action, vec![])
                .unwrap();
        }
    }

    fn photo(&mut self) -> RecordId {
        let file = FileRef {
            sha256: "07".repeat(32),
            name: "0731.jpg".to_owned(),
            bytes: 1,
        };
        self.story.make::<Attachment>(vec![
            (Attachment::TITLE, text("现场照片")),
            (Attachment::FILE, Value::File(file)),
        ])
    }

    fn correct(&mut self, project: RecordId, of: &str, change: i64) {
        let today = Value::Day(self.story.today());
        self.story.make::<MonthCorrection>(vec![
            (MonthCorrection::PROJECT, Value::Ref(project)),
            (MonthCorrection::MONTH, months(of)),
            (MonthCorrection::CHANGE, wan(change)),
            (MonthCorrection::REASON, text("核对后发现多报")),
            (MonthCorrection::ENTERED_ON, today),
        ]);
    }

    /// How far the project is behind at the end of July, of a plan in ten thousand yuan: what the
    /// part of projects computes.
    fn lag_in_july(&self, project: RecordId, plan: i64) -> Option<Points> {
        let amounts = super::months::of_project(&self.story.state, project);
        let invested: i64 = amounts.map(|one| one.amount).sum();
        let actual = Ratio::new(invested, plan * 10_000);
        Points::behind(sequence::of_year(month("2020-07")), actual)
    }

    fn refuse<K: Kind>(&mut self, id: RecordId, action: ActionNo, given: Given) -> FieldNo {
        let refused = self.story.act::<K>(&office(), id, action, given);
        refused.unwrap_err().field.unwrap()
    }
}
