//! Median and means, exact.

use super::Ratio;

/// The middle value, or the mean of the two in the middle (DOMAIN 9.12); `None` when there is no
/// value.
pub fn median(values: &[i32]) -> Option<Ratio> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let upper = i64::from(*sorted.get(sorted.len() / 2)?);
    if sorted.len() % 2 == 1 {
        return Some(Ratio::new(upper, 1));
    }
    let lower = i64::from(*sorted.get(sorted.len() / 2 - 1)?);
    Some(Ratio::new(lower + upper, 2))
}

/// The mean; `None` when there is no value.
pub fn mean(values: &[i32]) -> Option<Ratio> {
    let count = i64::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    let sum = values.iter().map(|value| i64::from(*value)).sum();
    Some(Ratio::new(sum, count))
}

/// The mean without the highest and the lowest value (DOMAIN T29); with fewer than three values the
/// plain mean, as nothing would be left.
pub fn trimmed_mean(values: &[i32]) -> Option<Ratio> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    match sorted.as_slice() {
        [_, inner @ .., _] if !inner.is_empty() => mean(inner),
        few => mean(few),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(ratio: Option<Ratio>) -> String {
        ratio.and_then(|ratio| ratio.decimal(1)).unwrap_or_default()
    }

    #[test]
    fn t29_seven_raters_without_the_highest_and_the_lowest() {
        let scores = [88, 90, 92, 79, 95, 91, 89];
        assert_eq!(trimmed_mean(&scores), Some(Ratio::new(450, 5)));
        assert_eq!(shown(trimmed_mean(&scores)), "90.0");
    }

    #[test]
    fn t29_few_raters() {
        assert_eq!(shown(trimmed_mean(&[80, 95, 91])), "91.0");
        assert_eq!(shown(trimmed_mean(&[80, 95])), "87.5");
        assert_eq!(trimmed_mean(&[]), None);
        assert_eq!(shown(trimmed_mean(&[90, 90, 90, 80])), "90.0", "one only");
    }

    #[test]
    fn t51_average_days_of_eleven_cases() {
        let days = [3, 4, 5, 5, 4, 6, 5, 4, 5, 5, 5];
        assert_eq!(shown(mean(&days)), "4.6");
    }

    #[test]
    fn l912_median_of_days_in_a_stage() {
        assert_eq!(shown(median(&[40, 3, 12])), "12.0");
        assert_eq!(shown(median(&[40, 3, 12, 15])), "13.5");
        assert_eq!(shown(median(&[i32::MAX, i32::MAX])), "2147483647.0");
        assert_eq!(median(&[]), None);
    }
}
