//! Other names for this machine's folders in compiled code: a published site must not name them.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::failure::Failure;
use crate::project;
use crate::tools::target;

/// The setting that makes cargo pass the other names to the compiler, for every crate.
///
/// # Errors
/// When a folder's name is no Unicode.
pub fn setting() -> Result<String, Failure> {
    let flags: Vec<String> = renamed()
        .iter()
        .map(|(folder, name)| format!("--remap-path-prefix={}={name}", folder.display()))
        .collect();
    // A JSON list of strings is a TOML list too.
    let flags = serde_json::to_string(&flags)
        .map_err(|error| Failure::new(format!("a folder can't be named: {error}")))?;
    Ok(format!("target.{}.rustflags={flags}", target::WASM))
}

/// The folders and their other names. Of several that match, the compiler takes the last.
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
    // Without a home directory it is `/`, which is part of every path.
    folders.retain(|(folder, _)| folder.file_name().is_some());
    folders
}

fn cargo_home() -> Option<PathBuf> {
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
}

/// Fails when a file of this folder contains the name of one of this machine's folders.
///
/// # Errors
/// When one does, or a file can't be read.
pub fn check(built: &Path) -> Result<(), Failure> {
    let folders: Vec<_> = renamed().into_iter().map(|(folder, _)| folder).collect();
    for name in project::files(built)? {
        let bytes = std::fs::read(built.join(&name))
            .map_err(|error| Failure::new(format!("{name} can't be read: {error}")))?;
        if let Some(folder) = folders.iter().find(|folder| contains(&bytes, folder)) {
            let folder = folder.display();
            return Err(Failure::new(format!(
                "{name} contains {folder}, a folder of this machine: add it to xtask/src/build/remap_paths.rs"
            )));
        }
    }
    Ok(())
}

/// Whether the bytes contain the path of something in the folder.
fn contains(bytes: &[u8], folder: &Path) -> bool {
    let sought = format!("{}{MAIN_SEPARATOR}", folder.display());
    bytes
        .windows(sought.len())
        .any(|window| window == sought.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_folder_has_another_name() {
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
        assert!(contains(&bytes, &folder));
        assert!(!contains(&bytes, &Path::new("home").join("ad")));
        assert!(!contains(b"", &folder));
    }

    #[test]
    fn a_file_with_a_folder_is_named() {
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
        assert!(line.starts_with("a.wasm contains "), "{line}");
    }
}
