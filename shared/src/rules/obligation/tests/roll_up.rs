//! DOMAIN 9.5: task, unit and part.

use super::*;
use crate::rules::light::Colour;
use crate::rules::obligation::{Counts, RollUp, Source, part_distribution, task_light, unit_board};

/// Fourteen places that owe one thing for one task.
fn fourteen() -> (Story, RecordId, RecordId, Vec<RecordId>) {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 14);
    let scheme = task(&mut story, 49, vec![once("2020-06-15")]);
    for unit in &units {
        assign(&mut story, scheme, *unit, Duty::Lead);
    }
    let who = of_task(scheme, AssignedDuty::All);
    let id = obligation(
        &mut story,
        ObligationForm::Setup,
        vec![once("2020-06-15")],
        who,
    );
    (story, scheme, id, units)
}

fn roll(story: &Story) -> RollUp {
    RollUp::new(&story.state, &basis(story))
}

#[test]
fn l95_ten_green_three_yellow_one_red_make_red() {
    let (mut story, scheme, id, units) = fourteen();
    let known: Vec<_> = units
        .iter()
        .map(|unit| write_down(&mut story, id, *unit, Period::Once, "2020-06-15"))
        .collect();
    for at in 0..10 {
        submit(&mut story, known[at], units[at]);
    }
    story.go_to("2020-06-16");
    for at in 10..13 {
        submit(&mut story, known[at], units[at]);
    }
    let roll = roll(&story);
    let standing = roll.task(scheme).unwrap();
    assert_eq!(standing.colour, Colour::Red);
    assert_eq!(standing.counts.sentence().zh, "绿 10 黄 3 红 1");
    assert_eq!(standing.counts.all(), 14);
    assert!(matches!(standing.source, Source::Units(unit, _) if unit == units[13]));
    let light = task_light(
        &story.state,
        &super::basis(&story),
        &roll,
        story.get::<Task>(scheme),
    );
    assert_eq!(light.word.zh, "逾期 1 天");
    assert!(
        light.why.zh.starts_with("14 家单位:绿 10 黄 3 红 1;县13"),
        "{}",
        light.why.zh
    );
    assert_eq!(roll.counts_of_obligation(id), standing.counts);
}

#[test]
fn l95_all_done_is_blue_and_exempt_units_do_not_hold_it_up() {
    let (mut story, scheme, id, units) = fourteen();
    for unit in &units[..13] {
        let occurrence = write_down(&mut story, id, *unit, Period::Once, "2020-06-15");
        complete(&mut story, occurrence, *unit);
    }
    assert_eq!(roll(&story).task(scheme).unwrap().colour, Colour::Green);
    let last = write_down(&mut story, id, units[13], Period::Once, "2020-06-15");
    let given = vec![(Occurrence::REASON, text("该单位不需要单独组建"))];
    story
        .act::<Occurrence>(&office(), last, Occurrence::EXEMPT, given)
        .unwrap();
    let standing = roll(&story).task(scheme).unwrap();
    assert_eq!(standing.colour, Colour::Blue);
    assert_eq!(standing.counts.sentence().zh, "蓝 13 灰 1");
}

#[test]
fn l95_the_state_of_a_task_goes_before_what_its_units_owe() {
    let (mut story, scheme, _, _) = fourteen();
    story
        .act::<Task>(&office(), scheme, Task::START, vec![])
        .unwrap();
    story.go_to("2020-07-01");
    assert_eq!(roll(&story).task(scheme).unwrap().colour, Colour::Red);
    let given = vec![(Task::REASON, text("领导小组决定暂缓"))];
    story
        .act::<Task>(&office(), scheme, Task::SUSPEND, given)
        .unwrap();
    let standing = roll(&story).task(scheme).unwrap();
    assert_eq!(
        (standing.colour, standing.source),
        (Colour::Grey, Source::State)
    );
    let light = task_light(
        &story.state,
        &super::basis(&story),
        &roll(&story),
        story.get::<Task>(scheme),
    );
    assert_eq!(light.word.zh, "暂缓");
}

#[test]
fn l95_a_task_nothing_covers_has_the_light_of_its_own_schedule() {
    let mut story = Story::on("2020-07-01");
    let battle = task(&mut story, 23, vec![once("2020-06-30")]);
    let standing = roll(&story).task(battle).unwrap();
    assert_eq!(
        (standing.colour, standing.source),
        (Colour::Red, Source::Schedule)
    );
}

#[test]
fn l12_a_continuous_task_is_covered_by_the_monthly_reports_of_its_units() {
    let mut story = Story::on("2020-06-20");
    let units = places(&mut story, 3);
    let going_on = task(&mut story, 13, vec![Due::Continuous]);
    let dated = task(&mut story, 23, vec![once("2020-12-30")]);
    for unit in &units[..2] {
        assign(&mut story, going_on, *unit, Duty::Lead);
        assign(&mut story, dated, *unit, Duty::Lead);
    }
    let local = group(&mut story, "各地", &units);
    let form = ObligationForm::MonthlyReport;
    obligation(&mut story, form, vec![by_the_1st()], of_group(local));
    let standing = roll(&story).task(going_on).unwrap();
    assert!(standing.by_reports);
    assert_eq!((standing.colour, standing.counts.all()), (Colour::Green, 2));
    story.go_to("2020-07-02");
    assert_eq!(roll(&story).task(going_on).unwrap().colour, Colour::Red);
    let dated = roll(&story).task(dated).unwrap();
    assert_eq!(
        (dated.colour, dated.source),
        (Colour::Green, Source::Schedule)
    );
}

#[test]
fn l95_of_what_comes_again_the_worst_open_one_counts() {
    let mut story = Story::on("2020-06-20");
    let units = places(&mut story, 1);
    let monthly = task(&mut story, 29, vec![Due::EveryMonth]);
    assign(&mut story, monthly, units[0], Duty::Lead);
    let who = of_task(monthly, AssignedDuty::All);
    let id = obligation(
        &mut story,
        ObligationForm::Activity,
        vec![Due::EveryMonth],
        who,
    );
    let colour = |story: &Story| roll(story).task(monthly).unwrap().colour;
    assert_eq!(colour(&story), Colour::Green);
    story.go_to("2020-08-05");
    let cell = roll(&story).cell(id, units[0]).unwrap();
    assert_eq!((cell.overdue, cell.period), (2, Period::parse("2020-06")));
    // T29: no activity in July is red from 08-01, although August is still to come.
    let june = write_down(
        &mut story,
        id,
        units[0],
        Period::Month(month("2020-06")),
        "2020-06-30",
    );
    complete(&mut story, june, units[0]);
    assert_eq!(colour(&story), Colour::Red);
    let july = write_down(
        &mut story,
        id,
        units[0],
        Period::Month(month("2020-07")),
        "2020-07-31",
    );
    complete(&mut story, july, units[0]);
    assert_eq!(colour(&story), Colour::Green);
}

#[test]
fn t27_a_task_without_a_date_is_grey_until_one_is_entered() {
    let mut story = Story::on("2020-06-20");
    let units = places(&mut story, 2);
    let extra = task(&mut story, 27, vec![Due::External]);
    for unit in &units {
        assign(&mut story, extra, *unit, Duty::Lead);
    }
    let who = of_task(extra, AssignedDuty::All);
    let id = obligation(&mut story, ObligationForm::Report, vec![Due::External], who);
    story.go_to("2020-12-01");
    assert_eq!(
        roll(&story).task(extra).unwrap().colour,
        Colour::Grey,
        "never red"
    );
    let dated = Value::Schedule(vec![once("2020-07-20")]);
    story
        .set::<Obligation>(&office(), id, Obligation::SCHEDULE, dated)
        .unwrap();
    assert_eq!(roll(&story).task(extra).unwrap().colour, Colour::Red);
}

#[test]
fn l95_a_unit_has_a_light_for_each_of_its_tasks() {
    let (mut story, scheme, id, units) = fourteen();
    let second = task(&mut story, 7, vec![once("2020-12-30")]);
    assign(&mut story, second, units[0], Duty::Responsible);
    let occurrence = write_down(&mut story, id, units[0], Period::Once, "2020-06-15");
    complete(&mut story, occurrence, units[0]);
    story.go_to("2020-06-20");
    let roll = roll(&story);
    let board = unit_board(&roll, units[0]);
    let rows: Vec<_> = board.iter().map(|row| (row.task, row.colour)).collect();
    // In the order of the notice; the own light, though the task is red through others.
    assert_eq!(rows, [(second, Colour::Green), (scheme, Colour::Blue)]);
    assert_eq!(roll.task(scheme).unwrap().colour, Colour::Red);
}

#[test]
fn l95_a_part_is_a_distribution_and_not_the_worst() {
    let (mut story, _, _, _) = fourteen();
    task(&mut story, 50, vec![once("2020-12-30")]);
    task(&mut story, 51, vec![Due::Continuous]);
    story.go_to("2020-07-01");
    let (part, _) = chapter(&mut story);
    let counts = part_distribution(&story.state, &roll(&story), story.get::<Part>(part));
    let expected = Counts {
        red: 1,
        green: 1,
        grey: 1,
        ..Counts::default()
    };
    assert_eq!(counts, expected);
}

#[test]
fn t08_a_lead_of_one_field_does_not_count_for_another() {
    let mut story = Story::on("2020-06-20");
    let units = bureaus(&mut story, 2);
    let local = places(&mut story, 14);
    let local = group(&mut story, "各地", &local);
    let tasks = [3, 8].map(|no| task(&mut story, no, vec![]));
    assign(&mut story, tasks[0], units[0], Duty::Lead);
    assign(&mut story, tasks[1], units[1], Duty::Lead);
    let mut who = of_group(local);
    who.push((Obligation::TASKS, refs(tasks)));
    who.push((Obligation::ASSIGNED, choice(AssignedDuty::Lead)));
    obligation(
        &mut story,
        ObligationForm::ReserveUpdate,
        vec![once("2020-06-15")],
        who,
    );
    let roll = roll(&story);
    for (task, own, other) in [
        (tasks[0], units[0], units[1]),
        (tasks[1], units[1], units[0]),
    ] {
        assert_eq!(roll.task(task).unwrap().counts.all(), 15);
        assert!(roll.unit_on_task(own, task).is_some());
        assert!(roll.unit_on_task(other, task).is_none());
    }
}

/// What is computed anew for what was touched is what is computed for the whole room.
#[test]
fn l95_a_refresh_is_as_good_as_a_new_roll_up() {
    let (mut story, scheme, id, units) = fourteen();
    let going_on = task(&mut story, 13, vec![Due::Continuous]);
    assign(&mut story, going_on, units[3], Duty::Lead);
    let local = group(&mut story, "各地", &units);
    let reports = obligation(
        &mut story,
        ObligationForm::MonthlyReport,
        vec![by_the_1st()],
        of_group(local),
    );
    story.go_to("2020-06-20");
    let mut kept = roll(&story);
    let check = |kept: &mut RollUp, story: &Story, touched: &[RecordId]| {
        let before: Vec<_> = [scheme, going_on].map(|task| kept.task(task)).into();
        let changed = kept.refresh(&story.state, &basis(story), touched);
        assert!(*kept == roll(story), "after {touched:?}");
        for (task, before) in [scheme, going_on].into_iter().zip(before) {
            assert!(changed.contains(&task) || kept.task(task) == before);
        }
        changed
    };
    let occurrence = write_down(&mut story, id, units[3], Period::Once, "2020-06-15");
    check(&mut kept, &story, &[occurrence]);
    submit(&mut story, occurrence, units[3]);
    let changed = check(&mut kept, &story, &[occurrence]);
    assert_eq!(changed, [scheme].into(), "and no other task");
    let june = Period::Month(month("2020-06"));
    let report = write_down(&mut story, reports, units[3], june, "2020-07-01");
    submit(&mut story, report, units[3]);
    assert_eq!(check(&mut kept, &story, &[report]), [going_on].into());
    story
        .act::<Task>(&office(), scheme, Task::START, vec![])
        .unwrap();
    check(&mut kept, &story, &[scheme]);
    let assignment = assign(&mut story, going_on, units[4], Duty::Lead);
    check(&mut kept, &story, &[assignment]);
    // One that was shown at once and then refused by the server.
    let before = story.state.clone();
    let refused = write_down(&mut story, id, units[5], Period::Once, "2020-06-15");
    submit(&mut story, refused, units[5]);
    check(&mut kept, &story, &[refused]);
    story.state = before;
    assert_eq!(check(&mut kept, &story, &[refused]), [scheme].into());
    // One that is put away.
    let archive = crate::rules::Command {
        kind: Occurrence::ID,
        id: report,
        base: crate::schema::Seq(u64::MAX),
        verb: crate::rules::Verb::Archive,
    };
    story.carry_out(&office(), &archive).unwrap();
    check(&mut kept, &story, &[report]);
    story.go_to("2020-07-02");
    check(&mut kept, &story, &[]);
}
