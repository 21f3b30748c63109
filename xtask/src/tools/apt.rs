//! Debian's packages: installed where that is possible, named where it is not.

use crate::failure::Failure;
use crate::process;

/// Installs packages on Debian, as root.
///
/// # Errors
/// A line that says what to install, where they can't be installed from here, or that they could not be.
pub fn install(packages: &[&str], elsewhere: &str) -> Result<(), Failure> {
    let list = packages.join(" ");
    if !is_debian() {
        return Err(Failure::new(elsewhere.to_owned()));
    }
    if !is_root() {
        return Err(Failure::new(format!(
            "run: sudo apt-get update && sudo apt-get install -y {list}"
        )));
    }
    println!("installing {list} (about two minutes)...");
    process::run(process::program("apt-get").arg("update"))?;
    process::run(
        process::program("apt-get")
            .args(["install", "-y"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

/// Debian, or a system made from it that keeps its packages of browsers. Ubuntu's are snaps, without drivers.
fn is_debian() -> bool {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let names = |key: &str| {
        release
            .lines()
            .filter_map(|line| line.strip_prefix(key))
            .any(|value| value.contains("debian"))
    };
    let ubuntu = release.to_ascii_lowercase().contains("ubuntu");
    (names("ID=") || names("ID_LIKE=")) && !ubuntu
}

fn is_root() -> bool {
    process::output(process::program("id").arg("-u")).as_deref() == Some("0")
}
