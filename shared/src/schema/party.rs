//! The parties of the notice that may do something (DOMAIN §2): what declarations say of who may
//! write a kind, a field, or take an action. Who an actor is to a record is found out in
//! [`crate::rules::policy`].

use super::Label;

/// A party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The office of the leading group.
    Office,
    /// The leader and the deputy of the leading group.
    Leader,
    /// A city leader in charge of a field.
    InCharge,
    /// The supervision office (市政府督查室).
    Supervision,
    /// The body that keeps the evaluation (市目标办).
    Evaluation,
    /// A unit to which the record belongs.
    Unit,
    /// Any unit, whether the record belongs to it or not.
    AnyUnit,
    /// The owner of the project to which the record belongs (项目业主).
    Owner,
    /// A bank, for what concerns projects on the white list.
    Bank,
    /// Who keeps settings, accounts and dictionaries.
    Administrator,
}

impl Party {
    /// All parties.
    pub const ALL: &'static [Self] = &[
        Self::Office,
        Self::Leader,
        Self::InCharge,
        Self::Supervision,
        Self::Evaluation,
        Self::Unit,
        Self::AnyUnit,
        Self::Owner,
        Self::Bank,
        Self::Administrator,
    ];

    /// Its key, used in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Leader => "leader",
            Self::InCharge => "in_charge",
            Self::Supervision => "supervision",
            Self::Evaluation => "evaluation",
            Self::Unit => "unit",
            Self::AnyUnit => "any_unit",
            Self::Owner => "owner",
            Self::Bank => "bank",
            Self::Administrator => "administrator",
        }
    }

    /// Its name, as sentences say who may do something.
    pub const fn label(self) -> Label {
        match self {
            Self::Office => Label::new("领导小组办公室", "the office of the leading group"),
            Self::Leader => Label::new("组长、副组长", "the leader or deputy leader"),
            Self::InCharge => Label::new("市级分管领导", "the city leader in charge"),
            Self::Supervision => Label::new("市政府督查室", "the supervision office"),
            Self::Evaluation => Label::new("市目标办", "the evaluation body"),
            Self::Unit => Label::new("责任单位", "the unit it belongs to"),
            Self::AnyUnit => Label::new("各单位", "any unit"),
            Self::Owner => Label::new("项目业主", "the project's owner"),
            Self::Bank => Label::new("金融机构", "a bank"),
            Self::Administrator => Label::new("系统管理员", "an administrator"),
        }
    }
}

/// A set of parties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Parties(u16);

impl Parties {
    /// The set of these.
    pub const fn of(parties: &[Party]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < parties.len() {
            bits |= 1 << parties[at] as u16;
            at += 1;
        }
        Self(bits)
    }

    /// These and those.
    pub const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether the party is among them.
    pub const fn contains(self, party: Party) -> bool {
        self.0 & (1 << party as u16) != 0
    }

    /// The parties, in the order of [`Party::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Party> {
        Party::ALL
            .iter()
            .copied()
            .filter(move |party| self.contains(*party))
    }
}
