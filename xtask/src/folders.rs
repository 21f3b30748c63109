//! This machine's folders, which the app must not tell: a panic names the file that it is in, and so would the site name
//! the person who built it. It knows what they are, how the compiler is told other names, and whether it used them.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::failure::Failure;
use crate::project;
use crate::tools::target;

/// The setting by which cargo has the compiler give other names to this machine's folders, in every crate.
///
/// # Errors
/// When the folder of a crate can't be named.
pub fn setting() -> Result<String, Failure> {
    let flags: Vec<String> = renamed()
        .iter()
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
        .collect();
    // A list of JSON's is one of TOML's too.
    let flags = serde_json::to_string(&flags)
        .map_err(|error| Failure::new(format!("a folder can't be named: {error}")))?;
    Ok(format!("target.{}.rustflags={flags}", target::WASM))
}

/// The folders and their names. Of several that fit, the compiler takes the last.
fn renamed() -> Vec<(PathBuf, &'static str)> {
    let mut folders = Vec::new();
    folders.extend(std::env::home_dir().map(|home| (home, "home")));
    if let Some(cargo) = cargo_home() {
        let registries = cargo.join("registry").join("src");
        folders.push((cargo, "cargo"));
        let registries = std::fs::read_dir(registries).into_iter().flatten();
        folders.extend(registries.flatten().map(|it| (it.path(), "crates")));
    }
    folders.push((project::root(), "demarc"));
    folders.push((project::target(), "target"));
    // On a machine without a home it may be `/`, which is in every path and tells nothing.
    folders.retain(|(folder, _)| folder.file_name().is_some());
    folders
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Looks for this machine's folders in the files of a folder.
///
/// # Errors
/// When one is found, or a file can't be read.
pub fn check(built: &Path) -> Result<(), Failure> {
    let folders: Vec<_> = renamed().into_iter().map(|(folder, _)| folder).collect();
    for name in project::files(built)? {
        let bytes = std::fs::read(built.join(&name))
            .map_err(|error| Failure::new(format!("{name} can't be read: {error}")))?;
        if let Some(folder) = folders.iter().find(|folder| names(&bytes, folder)) {
            let folder = folder.display();
            return Err(Failure::new(format!(
                "{name} names {folder}, a folder of this machine"
            )));
        }
    }
    Ok(())
}

/// Whether the bytes name something in the folder.
fn names(bytes: &[u8], folder: &Path) -> bool {
    let sought = format!("{}{MAIN_SEPARATOR}", folder.display());
    bytes
        .windows(sought.len())
        .any(|window| window == sought.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_would_tell_has_another_name() {
        let setting = setting().expect("folders have names");
        assert!(setting.starts_with("target.wasm32-unknown-unknown.rustflags=[\""));
        let root = project::root();
        assert!(setting.contains(&format!("={}=demarc\"", root.display())));
        let last = |path: &Path| {
            let fitting = renamed()
                .into_iter()
                .rfind(|(folder, _)| path.starts_with(folder));
            fitting.map(|(_, name)| name)
        };
        assert_eq!(last(&root.join("src/main.rs")), Some("demarc"));
        assert_eq!(last(&project::target().join("a.rs")), Some("target"));
    }

    #[test]
    fn a_folder_is_found_in_bytes() {
        let folder = Path::new("home").join("ada");
        let inside = folder.join("demarc").display().to_string();
        let bytes = [b"\0\xff\0", inside.as_bytes(), b"\0"].concat();
        assert!(names(&bytes, &folder));
        assert!(!names(&bytes, &Path::new("home").join("ad")));
        assert!(!names(b"", &folder));
    }

    #[test]
    fn a_file_that_tells_is_named() {
        let built = std::env::temp_dir().join(format!("demarc-folders-{}", std::process::id()));
        std::fs::create_dir_all(&built).expect("a folder");
        let write = |text: &str| std::fs::write(built.join("a.wasm"), text).expect("a file");
        write("crates/leptos/src/lib.rs");
        let clean = check(&built);
        write(&project::root().join("src").display().to_string());
        let telling = check(&built);
        std::fs::remove_dir_all(&built).expect("removed");
        assert!(clean.is_ok());
        let line = telling.expect_err("it names the project").to_string();
        assert!(line.starts_with("a.wasm names "), "{line}");
    }
}
