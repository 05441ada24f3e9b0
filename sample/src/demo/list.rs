//! The lists a project is on.

use shared::model::{Channel, ListKind, ListMembership, Sector};
use shared::schema::{Choices as _, Day, Value};

use super::chance::Chance;
use super::life::Life;
use super::people::People;
use super::project::{entered, project_id};
use super::script::{Script, first_entry};
use crate::build::{create, text};

pub(super) fn write(script: &mut Script, people: &People, life: &Life, chance: &mut Chance) {
    let is_public = matches!(life.sector, Sector::Infrastructure | Sector::Ecology);
    let day = |month, day| Day::new(2020, month, day).unwrap_or(Day::FIRST);
    // Near the two deadlines, some of those with public money are on the lists of the hundred days.
    // Only what had not started when the notice was signed is on them.
    let near = |deadline: Day| {
        life.start > day(6, 8) && life.start > deadline.plus(-40) && life.start < deadline.plus(60)
    };
    let mut lists = Vec::new();
    if is_public && near(day(6, 30)) && chance.percent(60) {
        lists.push((ListKind::HardStart2019, Some(Channel::CentralBudget)));
    } else if is_public && near(day(8, 15)) && chance.percent(70) {
        let channels = [
            Channel::CentralBudget,
            Channel::TreasuryBond,
            Channel::SpecialBond,
        ];
        lists.push((ListKind::HardStart2020, Some(chance.pick(&channels))));
    }
    if !is_public && life.total >= 100_000_000 && chance.percent(4) {
        lists.push((ListKind::WhiteList, None));
    }
    if !is_public && chance.percent(2) {
        lists.push((ListKind::FundPool, None));
    }
    for (list, channel) in lists {
        let from = life.reserved.max(first_entry());
        let mut fields = vec![
            (ListMembership::PROJECT, Value::Ref(project_id(life))),
            (ListMembership::LIST, Value::Choice(list.no())),
            (ListMembership::FROM, Value::Day(from)),
            (ListMembership::REASON, text("按通知要求列入(示例)")),
        ];
        if let Some(channel) = channel {
            fields.push((ListMembership::CHANNEL, Value::Choice(channel.no())));
            // The first list is of money of 2019, the second of money of 2020.
            let granted_on = match list {
                ListKind::HardStart2019 => Day::new(2019, 9, 30).unwrap_or(Day::FIRST),
                _ => day(4, 15),
            };
            fields.push((ListMembership::GRANTED_ON, Value::Day(granted_on)));
        }
        let mut moment = entered(from, life);
        moment.minute += 60;
        script.at(moment, &people.office, create::<ListMembership>("", fields));
    }
}
