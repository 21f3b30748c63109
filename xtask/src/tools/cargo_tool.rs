//! Tools that are Rust crates: used from PATH in the wanted version, else installed to the user's cache.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::failure::Failure;
use crate::process;
use crate::project;

/// A crate that installs programs.
#[derive(Debug)]
pub struct CargoTool {
    /// The crate's name.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
    /// The programs that are needed from it; the first tells its version.
    pub programs: &'static [&'static str],
    /// What else `cargo install` is told.
    pub options: &'static [&'static str],
    /// About how long it takes to compile on two cores.
    pub minutes: u32,
}

impl CargoTool {
    /// The folder that holds the programs, installed first when there is none.
    ///
    /// # Errors
    /// When it can't be installed.
    pub fn install(&self) -> Result<PathBuf, Failure> {
        if let Some(folder) = self.on_path() {
            return Ok(folder);
        }
        let root = project::tool(self.name, self.version)?;
        let bin = root.join("bin");
        if self.is_in(&bin) {
            return Ok(bin);
        }
        let (name, version, minutes) = (self.name, self.version, self.minutes);
        println!("installing {name} {version} (about {minutes} minutes when compiled)...");
        let start = Instant::now();
        self.fetch_or_compile(&root)?;
        if !self.is_in(&bin) {
            let shown = bin.display();
            return Err(Failure::new(format!(
                "{name} {version} was installed, but is not in {shown}"
            )));
        }
        println!(
            "installed {name} {version} in {} s",
            start.elapsed().as_secs()
        );
        Ok(bin)
    }

    fn fetch_or_compile(&self, root: &Path) -> Result<(), Failure> {
        let wanted = format!("{}@{}", self.name, self.version);
        if process::output(process::program("cargo-binstall").arg("-V")).is_some() {
            let mut binstall = process::program("cargo-binstall");
            binstall
                .args(["--no-confirm", "--disable-strategies", "compile"])
                .arg("--root")
                .arg(root)
                .arg(&wanted);
            match process::run(&mut binstall) {
                Ok(()) => return Ok(()),
                Err(_) => println!("no prebuilt {wanted}; compiling it"),
            }
        }
        // Without optimization: compiling takes a third of the time, and what the tools do stays quick.
        let mut install = process::cargo(["install", "--debug", "--locked", "--force"]);
        install
            .args(self.options)
            .arg("--root")
            .arg(root)
            .arg(&wanted)
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        process::run(&mut install).map_err(|failure| {
            Failure::new(format!(
                "{wanted} could not be installed: {failure}; is there a network?"
            ))
        })
    }

    fn on_path(&self) -> Option<PathBuf> {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| self.is_in(folder))
    }

    /// Whether this folder holds all the programs, in the version wanted.
    fn is_in(&self, folder: &Path) -> bool {
        let file =
            |program: &str| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
        self.programs.iter().all(|program| file(program).is_file())
            && self.programs.first().is_some_and(|first| {
                process::output(process::program(file(first)).arg("--version"))
                    .is_some_and(|told| told.split_whitespace().nth(1) == Some(self.version))
            })
    }
}
