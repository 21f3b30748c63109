//! The browser's source of randomness.

use leptos::prelude::*;

/// 64 bits from the browser's source of randomness.
pub fn bits() -> u64 {
    let mut bytes = [0_u8; 8];
    let filled = window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    if filled.is_err() {
        return js_sys::Date::now().to_bits();
    }
    u64::from_le_bytes(bytes)
}
