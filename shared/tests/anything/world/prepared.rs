//! A room in which months are locked, quotas given, decisions drafted, and bulletins, rankings and
//! sheets about to be issued: a few commands away from what the invariants are about.

use std::sync::LazyLock;

use shared::model::{
    AgendaItem, AgendaRule, Bulletin, CoalKind, CoalReserve, Decision, DecisionKind, Direction,
    EmissionSource, EnergyQuota, EnergyRight, Evaluation, EvaluationScheme, Indicator,
    IndicatorSource, LandQuota, LedgerFigure, ListKind, ListMembership, Meeting, MeetingKind,
    Method, MonthLock, Pollutant, PreFund, Problem, ProblemKind, ProblemSource, Project,
    ProjectLevel, RankScope, RankingLine, RankingSnapshot, Room, Score, Settings,
};
use shared::rules::{Actor, Command, Edit, Verb};
use shared::schema::{
    ActionNo, Choices, Day, Decimal, FieldNo, Kind, Month, Period, RecordId, Seq, Value,
    coordinates,
};

use super::{World, id, office, second_officer, text};

/// What every place is given of everything.
const QUOTA: i64 = 100;

static PREPARED: LazyLock<World> = LazyLock::new(World::prepare);

fn day(text: &str) -> Value {
    Value::Day(Day::parse(text).expect("a day"))
}

fn month(text: &str) -> Value {
    Value::Month(Month::parse(text).expect("a month"))
}

fn quarter(text: &str) -> Value {
    Value::Period(Period::parse(text).expect("a quarter"))
}

fn choice<C: Choices>(option: C) -> Value {
    Value::Choice(option.no())
}

fn amount(units: i64) -> Value {
    Value::Decimal(Decimal { units, scale: 0 })
}

impl World {
    /// The prepared room.
    pub(crate) fn prepared() -> Self {
        PREPARED.clone()
    }

    /// Whether the room is the prepared one: it has quotas from the beginning.
    pub(super) fn is_prepared(&self) -> bool {
        self.state.of_kind(LandQuota::ID).next().is_some()
    }

    fn prepare() -> Self {
        let mut world = Self::founded();
        world.give_quotas();
        world.put_on_lists();
        world.draft_decisions();
        for name in ["2020-01", "2020-05", "2020-06"] {
            world.lock(name);
            world.draft_bulletin(name);
        }
        world.evaluate();
        world.make::<Settings>(Vec::new());
        world
    }

    fn make<K: Kind>(&mut self, fields: Vec<(FieldNo, Value)>) -> RecordId {
        let value_of = |no| {
            let found = fields.iter().find(|(field, _)| *field == no);
            found.map(|(_, value)| value)
        };
        let next = id(10_000 + self.log.len() as u128);
        let id = coordinates::id_of(K::SPEC, value_of).unwrap_or(next);
        self.order::<K>(&office(), id, Verb::Create { fields });
        id
    }

    fn take<K: Kind>(&mut self, actor: &Actor, id: RecordId, action: ActionNo) {
        self.take_with::<K>(actor, id, action, Vec::new());
    }

    fn take_with<K: Kind>(
        &mut self,
        actor: &Actor,
        id: RecordId,
        action: ActionNo,
        given: Vec<(FieldNo, Value)>,
    ) {
        let edits = given
            .into_iter()
            .map(|(no, value)| (no, Edit::Put(value)))
            .collect();
        let verb = Verb::Act {
            action,
            edits,
            place: None,
        };
        self.order::<K>(actor, id, verb);
    }

    fn order<K: Kind>(&mut self, actor: &Actor, id: RecordId, verb: Verb) {
        let command = Command {
            kind: K::ID,
            id,
            base: Seq(u64::MAX),
            verb,
        };
        self.must(actor, &command);
    }

    fn go_to(&mut self, date: &str) {
        let edits = vec![(Room::WAR_DAY, Edit::Put(day(date)))];
        self.order::<Room>(&office(), id(10), Verb::Set { edits });
    }

    fn give_quotas(&mut self) {
        let year = Value::Int(2020);
        for unit in self.units.clone() {
            let place = Value::Ref(unit);
            self.make::<LandQuota>(vec![
                (LandQuota::PLACE, place.clone()),
                (LandQuota::YEAR, year.clone()),
                (LandQuota::GIVEN, amount(QUOTA)),
            ]);
            self.make::<EnergyQuota>(vec![
                (EnergyQuota::PLACE, place.clone()),
                (EnergyQuota::YEAR, year.clone()),
                (EnergyQuota::TOTAL, amount(QUOTA)),
            ]);
            self.make::<CoalReserve>(vec![
                (CoalReserve::ENTERPRISE, text("某化工厂")),
                (CoalReserve::PLACE, place.clone()),
                (CoalReserve::KIND, choice(CoalKind::Closed)),
                (CoalReserve::AMOUNT, amount(QUOTA)),
                (CoalReserve::RESERVED_ON, day("2020-06-01")),
            ]);
            self.make::<EmissionSource>(vec![
                (EmissionSource::ORIGIN, text("某化工厂")),
                (EmissionSource::PLACE, place.clone()),
                (EmissionSource::POLLUTANT, choice(Pollutant::Ammonia)),
                (EmissionSource::AMOUNT, amount(QUOTA)),
                (EmissionSource::SAVED_ON, day("2020-06-01")),
            ]);
            self.make::<PreFund>(vec![
                (PreFund::UNIT, place.clone()),
                (PreFund::YEAR, year.clone()),
                (PreFund::AMOUNT, Value::Money(QUOTA)),
            ]);
        }
        for holder in ["某钢厂", "某电厂"] {
            self.make::<EnergyRight>(vec![
                (EnergyRight::HOLDER, text(holder)),
                (EnergyRight::YEAR, year.clone()),
                (EnergyRight::PLACE, Value::Ref(self.units[0])),
                (EnergyRight::ALLOTTED, amount(QUOTA)),
            ]);
        }
    }

    fn put_on_lists(&mut self) {
        let levels = [ProjectLevel::Provincial.no(), ProjectLevel::City.no()];
        for project in self.projects.clone() {
            let levels = Value::Choices(levels.into());
            let edits = vec![(Project::LEVELS, Edit::Put(levels))];
            self.order::<Project>(&office(), project, Verb::Set { edits });
            for list in [ListKind::NationalLibrary, ListKind::RollingPlan] {
                self.make::<ListMembership>(vec![
                    (ListMembership::PROJECT, Value::Ref(project)),
                    (ListMembership::LIST, choice(list)),
                    (ListMembership::FROM, day("2020-06-15")),
                ]);
            }
        }
    }

    /// A meeting that has ended but for its minutes, with a decision for its item; a problem and a
    /// decision of which closure is asked for.
    fn draft_decisions(&mut self) {
        let meeting = self.make::<Meeting>(vec![
            (Meeting::TITLE, text("联席会议")),
            (Meeting::KIND, choice(MeetingKind::JointConference)),
            (Meeting::ON, day("2020-07-08")),
        ]);
        let items = ["用地指标", "能耗指标"].map(|title| {
            self.make::<AgendaItem>(vec![
                (AgendaItem::MEETING, Value::Ref(meeting)),
                (AgendaItem::TITLE, text(title)),
                (AgendaItem::RULE, choice(AgendaRule::Topic)),
            ])
        });
        let problem = self.make::<Problem>(vec![
            (Problem::TITLE, text("用地指标不足")),
            (Problem::SOURCE, choice(ProblemSource::Dispatch)),
            (Problem::KIND, choice(ProblemKind::Land)),
            (Problem::FOUND_ON, day("2020-07-01")),
            (Problem::DEADLINE, day("2020-07-31")),
            (Problem::OWNER, Value::Ref(self.units[1])),
        ]);
        let drafts = [
            (
                DecisionKind::LeadingGroup,
                Decision::ITEM,
                Value::Ref(items[0]),
            ),
            (
                DecisionKind::Dispatch,
                Decision::PROBLEM,
                Value::Ref(problem),
            ),
        ];
        let decisions = drafts.map(|(kind, field, about)| {
            self.make::<Decision>(vec![
                (Decision::KIND, choice(kind)),
                (Decision::TEXT, text("市自然资源和规划局落实用地指标")),
                (field, about),
                (Decision::UNITS, Value::Refs([self.units[3]].into())),
                (Decision::DEADLINE, day("2020-07-31")),
            ])
        });
        self.make::<Decision>(vec![
            (Decision::KIND, choice(DecisionKind::JointConference)),
            (Decision::TEXT, text("调剂能耗指标")),
        ]);
        self.take::<Meeting>(&office(), meeting, Meeting::BEGIN);
        let note = vec![(AgendaItem::NOTE, text("由市发改委统筹"))];
        self.take_with::<AgendaItem>(&office(), items[1], AgendaItem::RESOLVE, note);
        let minutes = vec![(Meeting::MINUTES, text("会议议定一项"))];
        self.take_with::<Meeting>(&office(), meeting, Meeting::END, minutes);

        let evidence = || text("已于当日完成,现场核对无误");
        self.take::<Problem>(&office(), problem, Problem::ASSIGN);
        self.take::<Problem>(&office(), problem, Problem::BEGIN);
        let given = vec![(Problem::EVIDENCE, evidence())];
        self.take_with::<Problem>(&office(), problem, Problem::ASK, given);
        self.take::<Decision>(&office(), decisions[1], Decision::ISSUE);
        self.take::<Decision>(&office(), decisions[1], Decision::BEGIN);
        let given = vec![(Decision::EVIDENCE, evidence())];
        self.take_with::<Decision>(&office(), decisions[1], Decision::ASK, given);
    }

    fn lock(&mut self, name: &str) {
        let lock = self.make::<MonthLock>(vec![(MonthLock::MONTH, month(name))]);
        for action in [
            MonthLock::REVIEW_COUNTIES,
            MonthLock::REVIEW_CITY,
            MonthLock::LOCK,
        ] {
            self.take::<MonthLock>(&office(), lock, action);
        }
    }

    /// A ranking with its lines, and a bulletin that carries it: that of January is signed, that of
    /// May issued already.
    fn draft_bulletin(&mut self, name: &str) {
        let snapshot = self.make::<RankingSnapshot>(vec![
            (RankingSnapshot::MONTH, month(name)),
            (RankingSnapshot::SCOPE, choice(RankScope::Both)),
            (RankingSnapshot::COUNT_ALL, amount(4)),
            (RankingSnapshot::TOTAL_ALL, Value::Money(2_000_000_000)),
        ]);
        for (at, unit) in (1_i64..).zip(self.units[..3].to_vec()) {
            self.make::<RankingLine>(vec![
                (RankingLine::SNAPSHOT, Value::Ref(snapshot)),
                (RankingLine::UNIT, Value::Ref(unit)),
                (RankingLine::COUNT, amount(1)),
                (RankingLine::TOTAL, Value::Money(at * 100)),
                (RankingLine::INVESTED, Value::Money(at * 10)),
                (RankingLine::INVESTED_BEFORE, Value::Money(10)),
            ]);
        }
        let number = format!("宜重投办文〔2020〕{}号", self.log.len());
        let bulletin = self.make::<Bulletin>(vec![
            (Bulletin::MONTH, month(name)),
            (Bulletin::TITLE, text("关于重大项目建设情况的通报")),
            (Bulletin::NUMBER, text(&number)),
            (Bulletin::OVERVIEW, text("全市完成投资120.00亿元。")),
            (Bulletin::SNAPSHOT, Value::Ref(snapshot)),
            (
                Bulletin::LOCAL_HEADS,
                Value::Refs(self.units[..3].iter().copied().collect()),
            ),
        ]);
        self.take::<Bulletin>(&office(), bulletin, Bulletin::SUBMIT);
        if name != "2020-06" {
            self.take::<Bulletin>(&second_officer(), bulletin, Bulletin::SIGN);
        }
        if name == "2020-05" {
            self.take::<Bulletin>(&office(), bulletin, Bulletin::ISSUE);
        }
    }

    /// The first quarter is approved, the second can be.
    fn evaluate(&mut self) {
        let scheme = self.make::<EvaluationScheme>(vec![
            (EvaluationScheme::VERSION, Value::Int(1)),
            (EvaluationScheme::TITLE, text("评价方案")),
            (EvaluationScheme::IN_FORCE_FROM, day("2020-01-01")),
        ]);
        let columns = [
            (IndicatorSource::Ledger, Some(LedgerFigure::Investment), 60),
            (IndicatorSource::Entered, None, 40),
        ];
        let indicators = columns.map(|(source, figure, weight)| {
            let mut fields = vec![
                (Indicator::SCHEME, Value::Ref(scheme)),
                (Indicator::NAME, text("完成投资")),
                (Indicator::WEIGHT, Value::Int(weight)),
                (Indicator::DIRECTION, choice(Direction::More)),
                (Indicator::SOURCE, choice(source)),
                (Indicator::METHOD, choice(Method::Merit)),
                (Indicator::BONUS_CAP, Value::Int(5)),
            ];
            fields.extend(figure.map(|figure| (Indicator::FIGURE, choice(figure))));
            self.make::<Indicator>(fields)
        });
        self.take::<EvaluationScheme>(&office(), scheme, EvaluationScheme::PUBLISH);
        let places: Vec<RecordId> = self.units[..3].to_vec();
        let evaluations = ["2020Q1", "2020Q2"].map(|name| {
            let evaluation = self.make::<Evaluation>(vec![
                (Evaluation::QUARTER, quarter(name)),
                (Evaluation::SCHEME, Value::Ref(scheme)),
                (
                    Evaluation::UNITS,
                    Value::Refs(places.iter().copied().collect()),
                ),
            ]);
            for (at, unit) in (1_i64..).zip(&places) {
                self.make::<Score>(vec![
                    (Score::EVALUATION, Value::Ref(evaluation)),
                    (Score::UNIT, Value::Ref(*unit)),
                    (Score::INDICATOR, Value::Ref(indicators[1])),
                    (Score::ENTERED, Value::Int(at * 10)),
                ]);
            }
            self.take::<Evaluation>(&office(), evaluation, Evaluation::TRY);
            self.take::<Evaluation>(&office(), evaluation, Evaluation::NOTIFY);
            evaluation
        });
        self.go_to("2020-07-20");
        self.take::<Evaluation>(&office(), evaluations[0], Evaluation::APPROVE);
    }
}
