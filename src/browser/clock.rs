//! The clock and calendar of this computer.

use demarc_catalog::Date;
use wasm_bindgen::JsValue;

/// Now, in milliseconds since 1970, as this computer's clock has it.
pub fn now() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time before 1970 is as good as 1970"
    )]
    let now = js_sys::Date::now() as u64;
    now
}

/// Does something after a time, in milliseconds.
pub fn after(milliseconds: u64, act: impl FnOnce() + 'static) {
    let act: Box<dyn FnOnce()> = Box::new(act);
    leptos::prelude::set_timeout(act, std::time::Duration::from_millis(milliseconds));
}

/// A day and time as Americans write them, as the screens do all else.
pub fn moment(milliseconds: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "moments are below 2^53")]
    let date = js_sys::Date::new(&JsValue::from_f64(milliseconds as f64));
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &"dateStyle".into(), &"medium".into());
    let _ = js_sys::Reflect::set(&options, &"timeStyle".into(), &"short".into());
    String::from(date.to_locale_string("en-US", &options))
}

/// The day on which due dates and the ends of acceptances are judged: today, or a day before all of them where this
/// computer's clock shows no day of the calendar.
pub fn day() -> Date {
    today().unwrap_or_else(Date::first)
}

/// Today, as this computer's clock and calendar have it.
pub fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    Date::try_from(format!("{year:04}-{month:02}-{day:02}")).ok()
}
