//! DOMAIN 9.4: the light of something owed, and the reminders of B31.

use super::*;
use crate::rules::light::Colour;
use crate::rules::obligation::{
    DueVerdict, Reminder, digest, lag, owed_by, reminder_on, reminders, verdict_of,
};

/// One unit that owes one thing once.
fn room(due: &str) -> (Story, RecordId, RecordId) {
    let mut story = Story::on("2020-06-08");
    let unit = story.county("yd", "宜都市");
    let who = vec![(Obligation::UNITS, refs([unit]))];
    let id = obligation(&mut story, ObligationForm::Setup, vec![once(due)], who);
    (story, id, unit)
}

fn verdict(story: &Story, unit: RecordId) -> DueVerdict {
    let basis = basis(story);
    let owed = owed_by(
        &story.state,
        &basis,
        unit,
        day("2020-01-01"),
        day("2022-01-01"),
    );
    assert_eq!(owed.len(), 1);
    verdict_of(&story.state, &basis, &owed[0])
}

#[test]
fn b07_23_59_is_in_time_and_midnight_is_a_day_late() {
    for (moment, late) in [
        ("2020-06-12T15:59:59Z", None),
        ("2020-06-12T16:00:00Z", Some(1)),
    ] {
        let (mut story, id, unit) = room("2020-06-12");
        let occurrence = write_down(&mut story, id, unit, Period::Once, "2020-06-12");
        story.go_to_moment(moment);
        submit(&mut story, occurrence, unit);
        let expected = late.map_or(DueVerdict::InReview, |days| DueVerdict::LateInReview {
            days,
        });
        assert_eq!(verdict(&story, unit), expected, "{moment}");
    }
}

#[test]
fn b07_notice_three_working_days_before_and_red_from_the_day_after() {
    let (mut story, _, unit) = room("2020-06-12");
    assert_eq!(verdict(&story, unit).colour(), Colour::Green);
    story.go_to("2020-06-09");
    assert_eq!(verdict(&story, unit), DueVerdict::DueSoon { left: 3 });
    story.go_to("2020-06-12");
    assert_eq!(verdict(&story, unit).colour(), Colour::Yellow);
    story.go_to("2020-06-13");
    assert_eq!(verdict(&story, unit), DueVerdict::Overdue { days: 1 });
    assert_eq!(verdict(&story, unit).colour(), Colour::Red);
}

#[test]
fn l94_every_light_of_something_owed() {
    // Handed in on, day looked at, passed, then colour and word.
    let cases = [
        ("2020-06-12", false, Colour::Green, "待审"),
        ("2020-06-14", false, Colour::Yellow, "迟报"),
        ("2020-06-12", true, Colour::Blue, "办结"),
        ("2020-06-14", true, Colour::Blue, "逾期办结"),
    ];
    for (on, is_passed, colour, word) in cases {
        let (mut story, id, unit) = room("2020-06-12");
        let occurrence = write_down(&mut story, id, unit, Period::Once, "2020-06-12");
        story.go_to(on);
        submit(&mut story, occurrence, unit);
        story.go_to("2020-07-01");
        if is_passed {
            story
                .act::<Occurrence>(&office(), occurrence, Occurrence::ACCEPT, vec![])
                .unwrap();
        }
        let light = verdict(&story, unit).light(Some(day("2020-06-12")));
        assert_eq!((light.colour, light.word.zh.as_str()), (colour, word));
    }
    let (mut story, _, unit) = room("2020-06-12");
    story.go_to("2020-06-20");
    let light = verdict(&story, unit).light(Some(day("2020-06-12")));
    assert_eq!(
        (light.colour, light.word.zh.as_str()),
        (Colour::Red, "逾期 8 天")
    );
}

#[test]
fn l12_what_is_entered_later_with_its_true_day_counts_as_in_time() {
    let (mut story, id, unit) = room("2020-06-12");
    let occurrence = write_down(&mut story, id, unit, Period::Once, "2020-06-12");
    story.go_to("2020-06-22");
    submit(&mut story, occurrence, unit);
    let too_late = vec![(Occurrence::DONE_ON, date("2020-06-23"))];
    let accept = |story: &mut Story, given| {
        story.act::<Occurrence>(&office(), occurrence, Occurrence::ACCEPT, given)
    };
    let refused = accept(&mut story, too_late).unwrap_err();
    assert_eq!(refused.field, Some(Occurrence::DONE_ON));
    accept(&mut story, vec![(Occurrence::DONE_ON, date("2020-06-11"))]).unwrap();
    assert_eq!(
        verdict(&story, unit),
        DueVerdict::Done {
            entered_later: true
        }
    );
}

#[test]
fn t49_filed_on_the_16th_is_a_day_late() {
    let (mut story, id, unit) = room("2020-06-15");
    let occurrence = write_down(&mut story, id, unit, Period::Once, "2020-06-15");
    story.go_to("2020-06-16");
    complete(&mut story, occurrence, unit);
    assert_eq!(verdict(&story, unit), DueVerdict::DoneLate { days: 1 });
}

#[test]
fn t40_a_place_without_the_mechanism_is_red_on_1_july() {
    let (mut story, _, unit) = room("2020-06-30");
    story.go_to("2020-06-30");
    assert_eq!(verdict(&story, unit).colour(), Colour::Yellow);
    story.go_to("2020-07-01");
    assert_eq!(verdict(&story, unit).colour(), Colour::Red);
}

#[test]
fn t37_206_of_387_days_and_what_was_reported() {
    let (mut story, id, unit) = room("2021-06-30");
    let occurrence = write_down(&mut story, id, unit, Period::Once, "2021-06-30");
    story.go_to("2020-12-31");
    let mut reported = |progress| {
        let set = story.set::<Occurrence>(
            &liaison(unit),
            occurrence,
            Occurrence::PROGRESS,
            Value::Int(progress),
        );
        set.unwrap();
        let (since, due) = (day("2020-06-08"), day("2021-06-30"));
        let behind = lag(since, due, story.today(), progress).unwrap();
        (behind.to_string(), verdict(&story, unit).colour())
    };
    assert_eq!(reported(45), ("8.2".to_owned(), Colour::Green));
    assert_eq!(reported(30), ("23.2".to_owned(), Colour::Yellow));
    assert_eq!(reported(20), ("33.2".to_owned(), Colour::Red));
    let refused = story.set::<Occurrence>(
        &liaison(unit),
        occurrence,
        Occurrence::PROGRESS,
        Value::Int(101),
    );
    assert_eq!(refused.unwrap_err().field, Some(Occurrence::PROGRESS));
}

#[test]
fn t36_steps_have_lights_of_their_own() {
    let mut story = Story::on("2020-12-01");
    let unit = story.county("gx", "宜昌高新区");
    let step = |on, target: &str| Due::Step {
        on: day(on),
        target: target.to_owned(),
    };
    let schedule = vec![step("2020-12-31", "10%"), step("2021-12-31", "100%")];
    let who = vec![(Obligation::UNITS, refs([unit]))];
    let id = obligation(&mut story, ObligationForm::Target, schedule, who);
    let first = write_down(&mut story, id, unit, Period::Step(1), "2020-12-31");
    complete(&mut story, first, unit);
    story.go_to("2021-01-10");
    let basis = basis(&story);
    let owed = owed_by(
        &story.state,
        &basis,
        unit,
        day("2020-06-08"),
        day("2021-12-31"),
    );
    let verdicts: Vec<_> = owed
        .iter()
        .map(|owed| verdict_of(&story.state, &basis, owed).colour())
        .collect();
    assert_eq!(verdicts, [Colour::Blue, Colour::Green]);
}

#[test]
fn b31_reminders_for_saturday_15_august() {
    let story = Story::on("2020-06-08");
    let all = reminders(&basis(&story), day("2020-08-15"), day("2020-08-31"));
    let shown: Vec<_> = all.iter().map(|(on, why)| (on.to_string(), *why)).collect();
    let expected = [
        ("2020-08-12", Reminder::Ahead),
        ("2020-08-15", Reminder::Today),
        ("2020-08-16", Reminder::Overdue),
        ("2020-08-23", Reminder::Overdue),
        ("2020-08-30", Reminder::Overdue),
    ];
    assert_eq!(shown, expected.map(|(on, why)| (on.to_owned(), why)));
}

#[test]
fn b31_the_reminder_of_a_day_is_one_of_those_of_the_due_day() {
    let mut story = Story::on("2020-09-20");
    let due = day("2020-10-01");
    let all = reminders(&basis(&story), due, day("2020-11-30"));
    for days in 0..60 {
        let today = day("2020-09-20").plus(days);
        story.go_to(&today.to_string());
        let expected = all.iter().find(|(on, _)| *on == today).map(|(_, why)| *why);
        assert_eq!(reminder_on(&basis(&story), due), expected, "{today}");
    }
    assert_eq!(all[0], (day("2020-09-28"), Reminder::Ahead));
}

#[test]
fn b31_one_message_a_day_says_everything() {
    let mut story = Story::on("2020-06-08");
    let unit = story.county("yd", "宜都市");
    let owe = |story: &mut Story, due| {
        let who = vec![(Obligation::UNITS, refs([unit]))];
        obligation(story, ObligationForm::Filing, vec![once(due)], who)
    };
    owe(&mut story, "2020-06-12");
    owe(&mut story, "2020-06-15");
    let done = owe(&mut story, "2020-06-12");
    let done = write_down(&mut story, done, unit, Period::Once, "2020-06-12");
    submit(&mut story, done, unit);
    assert_eq!(digest(&story.state, &basis(&story), unit).sentence(), None);
    story.go_to("2020-06-12");
    let sentence = digest(&story.state, &basis(&story), unit)
        .sentence()
        .unwrap();
    assert_eq!(
        sentence.zh,
        "今日提醒 1 项:临期 0 项,今日到期 1 项,逾期 0 项"
    );
    // Due on Monday the 15th, which is now today; due on the 12th, which was red on the 13th.
    story.go_to("2020-06-13");
    let message = digest(&story.state, &basis(&story), unit);
    assert_eq!(message.items.len(), 1);
    assert_eq!(message.items[0].1, Reminder::Overdue);
    story.go_to("2020-06-20");
    assert_eq!(digest(&story.state, &basis(&story), unit).items.len(), 1);
}
