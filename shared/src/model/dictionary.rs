//! Lists of names the notice counts but does not print (DOMAIN §12, 28 and 29): to be imported.

use crate::schema::{Flag, Int, Pick, Text};
use crate::{declare_choice, declare_kind};

declare_choice! {
    /// A list of names.
    Dictionary {
        BondClass = 1 "bond_class" ("专项债券投向类别", "classes of special bonds"),
        CentralBudgetField = 2 "central_budget_field" ("中央预算内投资领域", "fields of the central budget"),
        CentralBudgetItem = 3 "central_budget_item" ("中央预算内投资专项", "items of the central budget"),
        TreasuryBondField = 4 "treasury_bond_field" ("中央特别国债领域", "fields of the special treasury bond"),
        TreasuryBondItem = 5 "treasury_bond_item" ("中央特别国债专项", "items of the special treasury bond"),
        /// 三库; the names are not in the notice.
        Pool = 6 "pool" ("三库", "pools"),
        Sector = 7 "sector" ("行业", "sector"),
    }
}

declare_kind! {
    /// A name in one of the lists.
    DictionaryEntry = 16 "dictionary_entry" ("字典项", "dictionary entry"), titled by NAME,
        written by [Office, Administrator] {
        DICTIONARY dictionary = 1: Pick<Dictionary>, ("字典", "dictionary"), required, once;
        NO no = 2: Int, ("序号", "number"), required;
        NAME name = 3: Text, ("名称", "name"), required;
        SOURCE source = 4: Text, ("来源", "source");
        /// Whether a public text confirms the name.
        VERIFIED verified = 5: Flag, ("已核实", "verified");
    }
}
