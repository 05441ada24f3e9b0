//! How the light of something owed is said.

use super::DueVerdict;
use crate::rules::due::zh_day;
use crate::rules::light::{Light, days_left, days_overdue};
use crate::schema::{Day, Sentence, counted};

impl DueVerdict {
    /// The light with its words; `due` is the last day.
    pub fn light(self, due: Option<Day>) -> Light {
        Light::new(self.colour(), self.word(), self.why(due))
    }

    /// The words beside the shape.
    pub fn word(self) -> Sentence {
        let (zh, en) = match self {
            Self::Overdue { days } => {
                return days_overdue(days);
            }
            Self::DueSoon { left } if left > 0 => {
                return days_left(left);
            }
            Self::DueSoon { .. } => ("今日到期", "due today"),
            Self::LateInReview { .. } => ("迟报", "late, in review"),
            Self::Behind { .. } => ("进度滞后", "behind"),
            Self::InReview => ("待审", "in review"),
            Self::InTime { .. } => ("正常", "in time"),
            Self::Undated => ("待定", "no date yet"),
            Self::Done {
                entered_later: false,
            } => ("办结", "done"),
            Self::Done {
                entered_later: true,
            } => ("办结(补录)", "done, entered later"),
            Self::DoneLate { .. } => ("逾期办结", "done late"),
            Self::Exempt => ("豁免", "exempt"),
        };
        Sentence::new(zh, en)
    }

    /// Why, in a sentence; `due` is the last day.
    pub fn why(self, due: Option<Day>) -> Sentence {
        let zh_due = due.map_or_else(|| "–".to_owned(), zh_day);
        let en_due = due.map_or_else(|| "–".to_owned(), |due| due.to_string());
        let (zh, en) = match self {
            Self::Overdue { days } => (
                format!("应于{zh_due}前报送,已逾期 {days} 天"),
                format!("was due on {en_due}, {} ago", counted(days, "day")),
            ),
            Self::LateInReview { days } => (
                format!("期限为{zh_due},迟报 {days} 天,待审核"),
                format!(
                    "due on {en_due}, handed in {} late; to be reviewed",
                    counted(days, "day")
                ),
            ),
            Self::DueSoon { left } | Self::InTime { left } => (
                format!("期限为{zh_due},还有 {left} 天"),
                format!("due on {en_due}, {} ahead", counted(left, "day")),
            ),
            Self::Behind { by, .. } => (
                format!("按日历进度{},期限为{zh_due}", by.sentence().zh),
                format!("{} of the days passed; due on {en_due}", by.sentence().en),
            ),
            Self::InReview => (
                format!("已按时报送(期限为{zh_due}),待审核"),
                format!("handed in in time (due on {en_due}); to be reviewed"),
            ),
            Self::Undated => (
                "期限尚未确定".to_owned(),
                "no day has been set yet".to_owned(),
            ),
            Self::Done {
                entered_later: false,
            } => (
                format!("已按时通过(期限为{zh_due})"),
                format!("passed, in time (due on {en_due})"),
            ),
            Self::Done {
                entered_later: true,
            } => (
                format!("按时完成、事后补录(期限为{zh_due})"),
                format!("done in time (due on {en_due}), entered later"),
            ),
            Self::DoneLate { days } => (
                format!("已通过,比期限{zh_due}晚 {days} 天"),
                format!("passed, handed in {} after {en_due}", counted(days, "day")),
            ),
            Self::Exempt => (
                "办公室已豁免".to_owned(),
                "exempted by the office".to_owned(),
            ),
        };
        Sentence::new(zh, en)
    }
}
