//! The seventeen marks of preparation of some projects: documents in their order, conditions beside
//! them (DOMAIN T13).

use shared::model::{PreWorkCell, PreWorkMark};
use shared::rules::preparation::pre_work::{CONDITIONS, DOCUMENTS};
use shared::schema::{Choices as _, Value};

use super::chance::Chance;
use super::life::Life;
use super::people::People;
use super::project::{entered, project_id};
use super::script::{Script, founding};
use crate::build::{act, create, text};

/// One in so many projects keeps the marks.
const ONE_IN: u32 = 4;

/// How many minutes after the record of a project its marks are written down.
const LATER: i64 = 260;

pub(super) fn write(script: &mut Script, people: &People, life: &Life, chance: &mut Chance) {
    if life.start <= founding().day || !life.number.is_multiple_of(ONE_IN) {
        return;
    }
    let cells = DOCUMENTS.concat().into_iter().chain(CONDITIONS);
    let span = life.start.days_since(life.prepared).max(0);
    let liaison = &people.places[life.place].liaison;
    // A mark is made once the one before it is done; what has not been begun has no record.
    let mut begun = life.prepared.max(life.reserved);
    for (at, cell) in (1_i32..).zip(cells) {
        let done = life.prepared.plus(span * at / 18).max(begun);
        let made = create::<PreWorkMark>(
            "",
            vec![
                (PreWorkMark::PROJECT, Value::Ref(project_id(life))),
                (PreWorkMark::CELL, Value::Choice(cell.no())),
            ],
        );
        let id = made.id;
        let later = |mut moment: super::script::Moment| {
            moment.minute += LATER + i64::from(at);
            moment
        };
        let from = later(entered(begun, life));
        script.at(from, liaison, made);
        script.at(
            from,
            liaison,
            act::<PreWorkMark>(id, PreWorkMark::BEGIN, vec![]),
        );
        let end = later(entered(done, life));
        let settled = if cell == PreWorkCell::Energy && chance.percent(25) {
            let reason = vec![(PreWorkMark::REASON, text("年综合能耗低于审查标准(示例)"))];
            act::<PreWorkMark>(id, PreWorkMark::WAIVE, reason)
        } else {
            let evidence = format!("{}已完成,成果已归档(示例)", cell.label().zh);
            let given = vec![
                (PreWorkMark::DONE_ON, Value::Day(done)),
                (PreWorkMark::EVIDENCE, text(&evidence)),
            ];
            act::<PreWorkMark>(id, PreWorkMark::FINISH, given)
        };
        script.at(end, liaison, settled);
        begun = done;
    }
}
