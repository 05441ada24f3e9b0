//! For tests: what one line in a declaration reaches.
//!
//! [`Specimen`] stands for any kind. Its field `FLOOR_AREA` was added in one line, below; the tests
//! follow it through everything that is derived from it.

use crate::declare_kind;
use crate::schema::{Int, Kind, KindSpec, Text};

pub(super) const KINDS: &[&KindSpec] = &[Specimen::SPEC];

declare_kind! {
    /// A kind that only tests know.
    Specimen = 999 "specimen" ("样本", "specimen"), titled by NAME {
        NAME name = 1: Text, ("名称", "name"), required;
        FLOOR_AREA floor_area = 2: Int, ("建筑面积", "floor area"), measured("平方米", "square metres");
    }
}

mod tests {
    use super::*;
    use crate::rules::story::{Story, office, text};
    use crate::rules::{Command, RefusalCode, Verb};
    use crate::schema::{Lang, Seq, Value};
    use crate::state::{Change, Effect, FieldChange};
    use crate::view::{Align, columns, lines};

    #[test]
    fn one_line_gives_a_typed_accessor() {
        let mut story = Story::on("2020-06-08");
        let given = vec![
            (Specimen::NAME, text("厂房")),
            (Specimen::FLOOR_AREA, Value::Int(12_000)),
        ];
        let id = story.make::<Specimen>(given);
        let area: Option<i64> = story.get::<Specimen>(id).floor_area();
        assert_eq!(area, Some(12_000));
    }

    #[test]
    fn one_line_gives_validation() {
        let mut story = Story::on("2020-06-08");
        let id = story.make::<Specimen>(vec![(Specimen::NAME, text("厂房"))]);
        let mut put = |value| story.set::<Specimen>(&office(), id, Specimen::FLOOR_AREA, value);
        let wrong = put(text("很大")).unwrap_err();
        assert_eq!(wrong.code, RefusalCode::WrongType);
        assert_eq!(wrong.reason.zh, "字段「建筑面积」应为整数");
        let below = put(Value::Int(-1)).unwrap_err();
        assert_eq!(below.code, RefusalCode::Rule);
        assert_eq!(below.reason.en, "`floor_area` cannot be below zero; got -1");
        assert_eq!(put(Value::Int(0)), Ok(()));
    }

    #[test]
    fn one_line_gives_the_history_sentence() {
        let story = Story::on("2020-06-08");
        let change = FieldChange {
            field: Specimen::FLOOR_AREA,
            value: Some(Value::Int(12_000)),
            replaced: Some(Value::Int(9_000)),
            replaced_seq: Some(Seq(1)),
            unseen: false,
        };
        let effect = Effect {
            kind: Specimen::ID,
            id: crate::schema::RecordId(uuid::Uuid::nil()),
            change: Change::Set(vec![change]),
        };
        let said = |lang| {
            let line = lines(&story.state, &effect, lang).remove(0);
            format!("{}: {} → {}", line.what, line.before, line.after)
        };
        assert_eq!(said(Lang::Zh), "建筑面积: 9000 平方米 → 12000 平方米");
        assert_eq!(
            said(Lang::En),
            "floor area: 9000 square metres → 12000 square metres"
        );
    }

    #[test]
    fn one_line_gives_a_column() {
        let column = columns(Specimen::ID).remove(1);
        assert_eq!(column.key, "floor_area");
        assert_eq!(
            (column.label.zh, column.label.en),
            ("建筑面积", "floor area")
        );
        assert_eq!(column.measure.map(|measure| measure.zh), Some("平方米"));
        assert_eq!(column.align, Align::Right);
    }

    #[test]
    fn one_line_gives_the_json_form() {
        let json = r#"{"do":"create","kind":"specimen","id":"00000000-0000-0000-0000-000000000001",
            "base":0,"fields":{"name":"厂房","floor_area":12000}}"#;
        let command: Command = serde_json::from_str(json).unwrap();
        let Verb::Create { fields } = &command.verb else {
            panic!("{command:?}");
        };
        assert!(fields.contains(&(Specimen::FLOOR_AREA, Value::Int(12_000))));
        let mut story = Story::on("2020-06-08");
        story.carry_out(&office(), &command).unwrap();
        let record = story.state.get(command.id).unwrap();
        let json = serde_json::to_value(record.as_ref()).unwrap();
        assert_eq!(json["fields"]["floor_area"], 12_000);
        let wrong = r#"{"do":"create","kind":"specimen","id":"00000000-0000-0000-0000-000000000001",
            "fields":{"name":"厂房","floor_area":"大"}}"#;
        let error = serde_json::from_str::<Command>(wrong).unwrap_err();
        assert!(error.to_string().contains("floor_area"), "{error}");
    }
}
