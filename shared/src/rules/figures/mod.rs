//! The arithmetic of the figures people compare: shares, lags, ranks, streaks, scores (DOMAIN §9).
//!
//! Nothing here knows of records: numbers come in, numbers and their words go out. Everything is
//! compared exactly and rounded, half-up, only to be shown (DOMAIN 9.9). A figure that does not
//! exist, such as a share of nothing, is `None` and shown as [`NONE`].
//!
//! - [`fraction`], [`ratio`], [`points`]: exact numbers, shares, differences of shares
//! - [`money`]: yuan, 万元, 亿元
//! - [`sequence`]: how far something should be by a day
//! - [`ranking`], [`streak`]: places among units, and being behind month after month
//! - [`dispersion`]: median and means
//! - [`merit`]: the score of an indicator between the worst and the best

pub mod dispersion;
pub mod fraction;
pub mod merit;
pub mod money;
pub mod points;
pub mod ranking;
pub mod ratio;
pub mod sequence;
pub mod streak;

pub use fraction::Fraction;
pub use points::Points;
pub use ratio::Ratio;

/// Shown where there is no figure.
pub const NONE: &str = "–";
