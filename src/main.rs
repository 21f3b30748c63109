//! Mounts the app in the page.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(demarc::ui::App);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Demarc runs in a browser: try `cargo xtask serve`.");
}
