//! What a step made, kept until its input changes: a build for other styles, or for the next test, splits and binds nothing.

use std::path::Path;

use super::hash;
use crate::failure::Failure;
use crate::project;

/// Fills a folder with what `make` puts into it. When the input and xtask itself are the same as the last time under this
/// name, what was made then is copied.
///
/// # Errors
/// When `make` fails, or a file can't be read or written.
pub fn fill(
    folder: &Path,
    name: &str,
    input: &Path,
    make: impl FnOnce(&Path) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let kept = project::target().join("build").join(name);
    let key_file = kept.with_extension("key");
    let key = key(input)?;
    if project::read(&key_file).ok().as_ref() != Some(&key) {
        // A build that breaks off leaves no key.
        let _ = std::fs::remove_file(&key_file);
        project::empty(&kept)?;
        make(&kept)?;
        project::write(&key_file, key.as_bytes())?;
    }
    for file in project::files(&kept)? {
        project::write(
            &folder.join(&file),
            &project::read_bytes(&kept.join(&file))?,
        )?;
    }
    Ok(())
}

/// A hash of the input, of the npm packages that are used, and of this program.
fn key(input: &Path) -> Result<String, Failure> {
    let program = std::env::current_exe()
        .map_err(|error| Failure::new(format!("xtask does not find itself: {error}")))?;
    let packages = project::root().join("package-lock.json");
    let mut hasher = hash::Hasher::default();
    for file in [program.as_path(), &packages, input] {
        hasher.add(&project::read_bytes(file)?);
    }
    Ok(hasher.hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_runs_again_when_an_input_changes() {
        let scratch = std::env::temp_dir().join(format!("demarc-cache-{}", std::process::id()));
        let (input, folder) = (scratch.join("input"), scratch.join("folder"));
        let name = format!("test-{}", std::process::id());
        let mut runs = 0;
        let mut fill_from = |text: &str| {
            project::write(&input, text.as_bytes()).expect("a file");
            fill(&folder, &name, &input, |kept| {
                runs += 1;
                project::write(&kept.join("below/made"), text.as_bytes())
            })
            .expect("it can be made");
            (
                runs,
                project::read(&folder.join("below/made")).expect("it was made"),
            )
        };
        assert_eq!(fill_from("1"), (1, "1".to_owned()));
        assert_eq!(fill_from("1"), (1, "1".to_owned()));
        assert_eq!(fill_from("2"), (2, "2".to_owned()));
        let kept = project::target().join("build").join(&name);
        let _ = std::fs::remove_file(kept.with_extension("key"));
        let _ = std::fs::remove_dir_all(kept);
        std::fs::remove_dir_all(scratch).expect("removed");
    }
}
