//! Money: whole yuan, entered in 万元 (ten thousand yuan), shown in 亿元 (a hundred million yuan)
//! (DOMAIN §7).

use super::Fraction;
use crate::schema::{Decimal, Sentence};

/// Yuan in one 万元.
pub const WAN: i64 = 10_000;
/// Yuan in one 亿元.
pub const YI: i64 = 100_000_000;

/// The amount in 亿元 with two decimals, rounded half-up: `23.50`.
pub fn yi(yuan: i64) -> String {
    rounded(yuan, YI, 2)
}

/// The amount in 万元 with up to four decimals, exact: `650`, `0.0001`.
pub fn wan(yuan: i64) -> String {
    let text = Decimal {
        units: yuan,
        scale: 4,
    }
    .to_string();
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Reads an amount in 万元 with at most four decimals into yuan; `None` when it is no such number
/// or too large.
pub fn parse_wan(text: &str) -> Option<i64> {
    let decimal = Decimal::parse(text.trim())?;
    let missing = 4_u32.checked_sub(u32::from(decimal.scale))?;
    decimal.units.checked_mul(10_i64.pow(missing))
}

/// The amount in words: 「23.50亿元」, `2350 million yuan`.
pub fn sentence(yuan: i64) -> Sentence {
    Sentence::new(
        format!("{}亿元", yi(yuan)),
        format!("{} million yuan", rounded(yuan, 1_000_000, 0)),
    )
}

/// A small amount in words: 「650万元」, `6.5 million yuan`.
pub fn sentence_wan(yuan: i64) -> Sentence {
    let millions = Decimal {
        units: yuan,
        scale: 6,
    }
    .to_string();
    let millions = millions.trim_end_matches('0').trim_end_matches('.');
    Sentence::new(
        format!("{}万元", wan(yuan)),
        format!("{millions} million yuan"),
    )
}

fn rounded(yuan: i64, unit: i64, decimals: u8) -> String {
    // The unit is one of those above, never 0.
    Fraction::new(yuan, unit).map_or_else(String::new, |amount| amount.rounded(decimals))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn b10_ten_yi_and_a_little_less() {
        assert_eq!(parse_wan("100000"), Some(1_000_000_000));
        assert_eq!(yi(1_000_000_000), "10.00");
        let less = parse_wan("99999").unwrap();
        assert!(less < 10 * YI, "9.9999亿 is compared in yuan");
        assert_eq!(yi(less), "10.00", "shown rounded");
    }

    #[test]
    fn b19_amounts_of_the_evaluation() {
        assert_eq!(sentence(2_400_000_000).zh, "24.00亿元");
        assert_eq!(sentence(2_350_000_000).en, "2350 million yuan");
    }

    #[test]
    fn t21_balance_of_the_fund() {
        let [plan, used] = ["2000", "650"].map(|text| parse_wan(text).unwrap());
        assert_eq!(sentence_wan(plan - used).zh, "1350万元");
        assert_eq!(sentence_wan(plan - used).en, "13.5 million yuan");
    }

    #[test]
    fn t45_fifty_billion_fits() {
        assert_eq!(yi(50_000_000_000), "500.00");
        assert_eq!(wan(50_000_000_000), "5000000");
    }

    #[test]
    fn halves_of_the_second_decimal_are_rounded_up() {
        assert_eq!(yi(500_000), "0.01");
        assert_eq!(yi(499_999), "0.00");
        assert_eq!(yi(-500_000), "-0.01");
    }

    #[test]
    fn wan_has_four_decimals_at_most() {
        assert_eq!(parse_wan("0.0001"), Some(1));
        assert_eq!(parse_wan(" -3.25 "), Some(-32_500));
        for wrong in ["", "1.", ".5", "0.00001", "1e4", "1,200", "+1", "九", "--1"] {
            assert_eq!(parse_wan(wrong), None, "{wrong}");
        }
        assert_eq!(parse_wan("922337203685477.5807"), Some(i64::MAX));
        assert_eq!(parse_wan("922337203685477.5808"), None);
        assert_eq!(parse_wan("9223372036854775807"), None);
    }

    proptest! {
        #[test]
        fn an_amount_reads_what_it_writes(yuan: i64) {
            prop_assert_eq!(parse_wan(&wan(yuan)), Some(yuan));
        }
    }
}
