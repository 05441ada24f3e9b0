//! The stories of projects, by concept; here is what they share.

mod board;
mod figures;
mod guards;
mod lights;
mod months;
mod stay;
mod tier;

use crate::model::{
    AnnualPlan, ApprovalType, FourCan, MonthCorrection, MonthLock, PlanField, Project,
    ProjectMonth, Settings,
};
use crate::rules::project::{ProjectFigures, ProjectLights, ProjectRules};
use crate::rules::story::{Story, choice, date, office, text, wan};
use crate::rules::{Basis, Refusal};
use crate::schema::{Choices, Day, FieldNo, Month, RecordId, Value};

type Given = Vec<(FieldNo, Value)>;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn month_of(text: &str) -> Month {
    Month::parse(text).unwrap()
}

fn month(text: &str) -> Value {
    Value::Month(month_of(text))
}

fn choices<C: Choices, const N: usize>(options: [C; N]) -> Value {
    Value::Choices(options.map(C::no).into_iter().collect())
}

fn four_can() -> Given {
    vec![
        (Project::PLAN_FIELD, choice(PlanField::Ecology)),
        (Project::FOUR_CAN, choices([FourCan::Admitted])),
    ]
}

fn evidence() -> (FieldNo, Value) {
    (Project::EVIDENCE, text("施工许可证 420581202006200101"))
}

impl Story {
    fn basis(&self) -> Basis {
        Basis::new(&self.state, self.today())
    }

    fn rules(&self) -> ProjectRules {
        ProjectRules::new(&self.state, &self.basis())
    }

    fn figures(&self, project: RecordId) -> ProjectFigures {
        ProjectFigures::of(&self.state, &self.rules(), self.get(project))
    }

    fn lights(&self, project: RecordId) -> ProjectLights {
        ProjectLights::of(&self.figures(project), &self.rules())
    }

    /// Taken into the reserve and into preparation, today.
    fn prepared(&mut self, county: RecordId, total: i64) -> RecordId {
        let project = self.project(county, "示例项目", total);
        self.move_on(project, &[Project::RESERVE, Project::PREPARE])
            .unwrap();
        project
    }

    fn move_on(
        &mut self,
        project: RecordId,
        actions: &[crate::schema::ActionNo],
    ) -> Result<(), Refusal> {
        for action in actions {
            let given = match *action {
                Project::RESERVE => four_can(),
                Project::PREPARE => vec![
                    (Project::OWNER, text("某公司")),
                    (Project::APPROVAL_TYPE, choice(ApprovalType::Filing)),
                ],
                _ => Vec::new(),
            };
            self.act::<Project>(&office(), project, *action, given)?;
        }
        Ok(())
    }

    fn start(&mut self, project: RecordId, on: &str) -> Result<(), Refusal> {
        let promise = (Project::STANDARD_START, Value::Flag(true));
        let given = vec![(Project::STARTED_ON, date(on)), promise, evidence()];
        self.act::<Project>(&office(), project, Project::START, given)
    }

    fn complete(&mut self, project: RecordId, on: &str) -> Result<(), Refusal> {
        let given = vec![(Project::COMPLETED_ON, date(on)), evidence()];
        self.act::<Project>(&office(), project, Project::COMPLETE, given)
    }

    fn produce(&mut self, project: RecordId, on: &str) -> Result<(), Refusal> {
        let given = vec![(Project::PRODUCED_ON, date(on)), evidence()];
        self.act::<Project>(&office(), project, Project::PRODUCE, given)
    }

    /// A project under construction since the day, in ten thousand yuan.
    fn building(&mut self, county: RecordId, total: i64, since: &str) -> RecordId {
        let project = self.prepared(county, total);
        self.start(project, since).unwrap();
        project
    }

    fn plan(&mut self, project: RecordId, planned: i64) -> RecordId {
        self.make::<AnnualPlan>(vec![
            (AnnualPlan::PROJECT, Value::Ref(project)),
            (AnnualPlan::YEAR, Value::Int(2020)),
            (AnnualPlan::PLANNED, wan(planned)),
        ])
    }

    fn write(&mut self, project: RecordId, field: FieldNo, value: Value) {
        self.set::<Project>(&office(), project, field, value)
            .unwrap();
    }

    fn report(&mut self, project: RecordId, of: &str, given: Given) -> Result<RecordId, Refusal> {
        let mut fields = vec![
            (ProjectMonth::PROJECT, Value::Ref(project)),
            (ProjectMonth::MONTH, month(of)),
        ];
        fields.extend(given);
        self.create::<ProjectMonth>(&office(), fields)
    }

    /// Reports and submits what was invested in the month.
    fn invest(&mut self, project: RecordId, of: &str, invested: i64) -> RecordId {
        let report = self
            .report(project, of, vec![(ProjectMonth::INVESTED, wan(invested))])
            .unwrap();
        self.act::<ProjectMonth>(&office(), report, ProjectMonth::SUBMIT, vec![])
            .unwrap();
        report
    }

    fn lock(&mut self, of: &str) {
        let lock = self.make::<MonthLock>(vec![(MonthLock::MONTH, month(of))]);
        for action in [
            MonthLock::REVIEW_COUNTIES,
            MonthLock::REVIEW_CITY,
            MonthLock::LOCK,
        ] {
            self.act::<MonthLock>(&office(), lock, action, vec![])
                .unwrap();
        }
    }

    fn correct(&mut self, project: RecordId, of: &str, change: i64) -> Result<RecordId, Refusal> {
        let today = Value::Day(self.today());
        self.create::<MonthCorrection>(
            &office(),
            vec![
                (MonthCorrection::PROJECT, Value::Ref(project)),
                (MonthCorrection::MONTH, month(of)),
                (MonthCorrection::CHANGE, wan(change)),
                (MonthCorrection::REASON, text("核对后发现多报")),
                (MonthCorrection::ENTERED_ON, today),
            ],
        )
    }

    /// The settings of the room with these fields.
    fn decide_on(&mut self, given: Given) -> RecordId {
        self.make::<Settings>(given)
    }
}
