//! What DOMAIN §3 says is owed by whom when.

use super::*;
use crate::model::{GroupTerm, Settings};
use crate::rules::obligation::{due_of, owed, owed_by, owed_under, verdict_of};

fn all(story: &Story) -> Vec<crate::rules::obligation::Owed> {
    let (from, to) = year();
    owed(&story.state, &basis(story), from, to)
}

#[test]
fn b07_44_units_owe_their_names_once_by_12_june() {
    let mut story = Story::on("2020-06-08");
    let units = bureaus(&mut story, 44);
    let who = vec![(
        Obligation::UNITS,
        Value::Refs(units.iter().copied().collect()),
    )];
    obligation(
        &mut story,
        ObligationForm::Contacts,
        vec![once("2020-06-12")],
        who,
    );
    let all = all(&story);
    assert_eq!(all.len(), 44);
    assert!(all.iter().all(|owed| owed.due == day("2020-06-12")));
}

#[test]
fn b08_44_reports_a_month_make_308_from_june_to_december() {
    let mut story = Story::on("2020-06-08");
    let units = bureaus(&mut story, 44);
    let group = group(&mut story, "责任单位", &units);
    obligation(
        &mut story,
        ObligationForm::MonthlyReport,
        vec![by_the_1st()],
        of_group(group),
    );
    let all = all(&story);
    assert_eq!(all.len(), 308);
    let of_september = all
        .iter()
        .find(|owed| owed.period == Period::Month(month("2020-09")));
    assert_eq!(
        of_september.unwrap().due,
        day("2020-10-01"),
        "a holiday does not move it"
    );
    let (from, to) = year();
    let own = owed_by(&story.state, &basis(&story), units[7], from, to);
    assert_eq!(own.len(), 7);
    assert_eq!(own[0].due, day("2020-07-01"));
}

#[test]
fn l12_a_room_can_move_due_days_off_rest_days_and_leave_out_the_day_itself() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 1);
    let who = |units: &[RecordId]| {
        vec![(
            Obligation::UNITS,
            Value::Refs(units.iter().copied().collect()),
        )]
    };
    let form = ObligationForm::Report;
    let report = obligation(&mut story, form, vec![by_the_1st()], who(&units));
    let start = obligation(&mut story, form, vec![once("2020-08-15")], who(&units));
    let weekly = vec![Due::Weekly {
        from: day("2020-06-15"),
    }];
    let weekly = obligation(&mut story, ObligationForm::Dispatch, weekly, who(&units));
    let due = |story: &Story, id, period| {
        let due = due_of(story.get::<Obligation>(id), &basis(story), period);
        due.unwrap().to_string()
    };
    let october = Period::Month(month("2020-09"));
    let week = Period::parse("2020-W25").unwrap();
    assert_eq!(due(&story, report, october), "2020-10-01");
    set_flag(&mut story, Settings::MOVE_REST_DAYS, true);
    assert_eq!(due(&story, report, october), "2020-10-09");
    assert_eq!(due(&story, start, Period::Once), "2020-08-17");
    assert_eq!(
        due(&story, weekly, week),
        "2020-06-21",
        "a week keeps its Sunday"
    );
    set_flag(&mut story, Settings::MOVE_REST_DAYS, false);
    set_flag(&mut story, Settings::DAY_ITSELF_COUNTS, false);
    assert_eq!(due(&story, start, Period::Once), "2020-08-14");
    assert_eq!(due(&story, weekly, week), "2020-06-21");
}

#[test]
fn t03_ten_tasks_ask_for_14_confirmations_a_month() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 14);
    let local = group(&mut story, "各地", &units);
    let tasks: Vec<_> = (3..=12).map(|no| task(&mut story, no, vec![])).collect();
    let mut who = of_group(local);
    who.push((
        Obligation::TASKS,
        Value::Refs(tasks.iter().copied().collect()),
    ));
    let schedule = vec![
        once("2020-06-15"),
        Due::Monthly {
            day: 5,
            from: month("2020-07"),
        },
    ];
    let id = obligation(&mut story, ObligationForm::ReserveUpdate, schedule, who);
    let view = story.get::<Obligation>(id);
    let between = |from, to| owed_under(&story.state, &basis(&story), view, day(from), day(to));
    let july = between("2020-07-01", "2020-07-31");
    assert_eq!(july.len(), 14);
    assert!(
        july.iter().all(|owed| owed.due == day("2020-07-05")),
        "a Sunday"
    );
    assert_eq!(
        between("2020-06-08", "2020-06-30").len(),
        14,
        "the first batch"
    );
}

#[test]
fn t50_three_leads_owe_the_scheme_and_no_one_else() {
    let mut story = Story::on("2020-06-08");
    let units = bureaus(&mut story, 4);
    let scheme = task(&mut story, 50, vec![once("2020-06-15")]);
    for unit in &units[..3] {
        assign(&mut story, scheme, *unit, Duty::Lead);
    }
    assign(&mut story, scheme, units[3], Duty::Responsible);
    let who = of_task(scheme, AssignedDuty::Lead);
    obligation(
        &mut story,
        ObligationForm::Setup,
        vec![once("2020-06-15")],
        who,
    );
    story.go_to("2020-06-16");
    let all = all(&story);
    assert_eq!(all.len(), 3);
    for owed in all {
        let verdict = verdict_of(&story.state, &basis(&story), &owed);
        assert_eq!(verdict.colour(), crate::rules::light::Colour::Red);
    }
}

#[test]
fn t53_38_units_report_on_blockages_every_quarter() {
    let mut story = Story::on("2020-06-08");
    let members = bureaus(&mut story, 24);
    let local = places(&mut story, 14);
    let members = group(&mut story, "领导小组各成员单位", &members);
    let local = group(&mut story, "各地", &local);
    let who = vec![(Obligation::GROUPS, refs([members, local]))];
    let schedule = vec![Due::QuarterEnd {
        from: day("2020-06-30"),
    }];
    obligation(&mut story, ObligationForm::Blockages, schedule, who);
    let all = all(&story);
    assert_eq!(all.len(), 3 * 38);
    let third = Period::parse("2020Q3").unwrap();
    let third: Vec<_> = all.iter().filter(|owed| owed.period == third).collect();
    assert_eq!(third.len(), 38);
    assert!(third.iter().all(|owed| owed.due == day("2020-09-30")));
}

#[test]
fn b12_14_places_dispatch_every_week() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 14);
    let local = group(&mut story, "各地", &units);
    let schedule = vec![Due::Weekly {
        from: day("2020-06-15"),
    }];
    let id = obligation(
        &mut story,
        ObligationForm::Dispatch,
        schedule,
        of_group(local),
    );
    let view = story.get::<Obligation>(id);
    let june = owed_under(
        &story.state,
        &basis(&story),
        view,
        day("2020-06-08"),
        day("2020-06-28"),
    );
    assert_eq!(june.len(), 2 * 14);
    assert_eq!(shown(&june[..1]), ["2020-W25 2020-06-21"]);
}

#[test]
fn b09_a_group_is_expanded_at_the_day_something_is_due() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 3);
    let local = group(&mut story, "各地", &units[..2]);
    for (unit, field) in [(units[2], GroupTerm::FROM), (units[0], GroupTerm::TO)] {
        story.make::<GroupTerm>(vec![
            (GroupTerm::GROUP, Value::Ref(local)),
            (GroupTerm::UNIT, Value::Ref(unit)),
            (field, date("2020-08-01")),
        ]);
    }
    obligation(
        &mut story,
        ObligationForm::MonthlyReport,
        vec![by_the_1st()],
        of_group(local),
    );
    let of = |unit| {
        let (from, to) = year();
        owed_by(&story.state, &basis(&story), unit, from, to).len()
    };
    // Due days: 07-01, 08-01, … 2021-01-01.
    assert_eq!([units[0], units[1], units[2]].map(of), [1, 7, 6]);
}

#[test]
fn b07_a_unit_can_be_left_out() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 3);
    let local = group(&mut story, "各地", &units);
    let mut who = of_group(local);
    who.push((Obligation::EXCEPT, refs([units[1]])));
    obligation(
        &mut story,
        ObligationForm::Filing,
        vec![once("2020-06-15")],
        who,
    );
    let owing: Vec<_> = all(&story).iter().map(|owed| owed.unit).collect();
    assert!(owing.len() == 2 && !owing.contains(&units[1]));
}

#[test]
fn t27_without_a_date_nothing_is_owed_until_the_office_enters_one() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 1);
    let who = vec![(Obligation::UNITS, refs([units[0]]))];
    let id = obligation(&mut story, ObligationForm::Report, vec![Due::External], who);
    assert_eq!(all(&story), []);
    let dated = Value::Schedule(vec![once("2020-07-20")]);
    story
        .set::<Obligation>(&office(), id, Obligation::SCHEDULE, dated)
        .unwrap();
    assert_eq!(shown(&all(&story)), ["once 2020-07-20"]);
}

#[test]
fn l12_a_due_day_that_was_written_down_is_kept() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 2);
    let local = group(&mut story, "各地", &units);
    let schedule = vec![once("2020-06-30")];
    let id = obligation(
        &mut story,
        ObligationForm::Filing,
        schedule,
        of_group(local),
    );
    let kept = write_down(&mut story, id, units[0], Period::Once, "2020-06-30");
    let earlier = Value::Schedule(vec![once("2020-06-20")]);
    story
        .set::<Obligation>(&office(), id, Obligation::SCHEDULE, earlier)
        .unwrap();
    let due: std::collections::BTreeMap<_, _> = all(&story)
        .iter()
        .map(|owed| (owed.unit, owed.due))
        .collect();
    assert_eq!(due[&units[0]], day("2020-06-30"));
    assert_eq!(due[&units[1]], day("2020-06-20"));
    let extended = vec![
        (Occurrence::DUE, date("2020-07-15")),
        (Occurrence::REASON, text("汛期延期")),
    ];
    story
        .act::<Occurrence>(&office(), kept, Occurrence::EXTEND, extended)
        .unwrap();
    let found = owed_by(
        &story.state,
        &basis(&story),
        units[0],
        day("2020-07-01"),
        day("2020-07-31"),
    );
    assert_eq!(shown(&found), ["once 2020-07-15"]);
    assert_eq!(found[0].record, Some(kept));
}

#[test]
fn l12_one_period_has_one_deadline() {
    let mut story = Story::on("2020-06-08");
    let units = places(&mut story, 1);
    let create = |story: &mut Story, schedule, who: Vec<(FieldNo, Value)>| {
        let mut fields = vec![
            (Obligation::TITLE, text("应办事项")),
            (Obligation::SOURCE, text("二")),
            (Obligation::SCHEDULE, Value::Schedule(schedule)),
            (Obligation::FORM, choice(ObligationForm::Report)),
            (Obligation::FROM, date("2020-06-08")),
        ];
        fields.extend(who);
        story.create::<Obligation>(&office(), fields)
    };
    let who = vec![(Obligation::UNITS, refs([units[0]]))];
    let twice = vec![by_the_1st(), Due::EveryMonth];
    let refused = create(&mut story, twice, who.clone()).unwrap_err();
    assert_eq!(refused.field, Some(Obligation::SCHEDULE));
    let refused = create(&mut story, vec![by_the_1st()], vec![]).unwrap_err();
    assert_eq!(refused.field, Some(Obligation::UNITS));
    assert!(create(&mut story, vec![by_the_1st(), once("2020-06-15")], who).is_ok());
}
