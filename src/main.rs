//! Starts the app in the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // `public/boot.js` shows that the app can't go on.
        demarc::browser::page::tell("demarc:panic");
    }));
    demarc::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Demarc runs in a browser: try `cargo xtask serve`.");
}
