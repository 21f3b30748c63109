//! Starts the app in the page. A panic is a trap, of which `public/boot.js` tells the user.

#[cfg(all(target_arch = "wasm32", feature = "app"))]
fn main() {
    demarc::ui::start();
}

#[cfg(not(all(target_arch = "wasm32", feature = "app")))]
fn main() {
    println!("Demarc runs in a browser: try `cargo xtask serve`.");
}
