//! Starts the app in the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // `public/boot.js` shows that the app can't go on.
        if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new("demarc:panic"))
        {
            let _ = window.dispatch_event(&event);
        }
    }));
    demarc::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Demarc runs in a browser: try `cargo xtask serve`.");
}
