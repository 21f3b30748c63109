//! Starts the app in the page. A panic is a trap, of which `public/boot.js` tells the user.

#[cfg(target_arch = "wasm32")]
fn main() {
    demarc::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    println!("Demarc runs in a browser: try `cargo xtask serve`.");
}
