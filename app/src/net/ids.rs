//! Randomness from the browser.

use shared::schema::DeviceId;
use uuid::Builder;

/// A new device: one page is one queue of commands.
pub(crate) fn new_device() -> DeviceId {
    let mut bytes = [0_u8; 16];
    let filled = web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok());
    if filled.is_none() {
        // Without the browser's generator, two pages must still differ.
        for half in bytes.chunks_mut(8) {
            half.copy_from_slice(&random_fraction().to_bits().to_le_bytes());
        }
    }
    DeviceId(Builder::from_random_bytes(bytes).into_uuid())
}

/// A number from 0 up to 1, for what need not be secret.
pub(crate) fn random_fraction() -> f64 {
    js_sys::Math::random()
}
