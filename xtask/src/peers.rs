//! The peers that Demarc is measured against: two apps that ask the same questions, and its first screen without an app.
//! It knows how they are made and where they lie; what is measured on them is the benchmark's.

mod questionnaire;
mod still;

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::npm;

/// The peers that vite builds, each from the folder of this name in `benches/peers/`.
pub const APPS: [&str; 2] = ["surveyjs", "react"];
/// The peer that is a page alone.
pub const STILL: &str = "static";

/// The setting that tells vite where the questionnaires are.
const QUESTIONNAIRES: &str = "PEERS_QUESTIONNAIRES";

/// Where the peers' sources and packages are, and the programs that come with them, such as Lighthouse.
pub fn source() -> PathBuf {
    project::root().join("benches").join("peers")
}

/// Installs what is missing and builds every peer: [`APPS`] from the catalog, [`STILL`] from the site in `dist`. Gives
/// the folder that holds them, each in a folder of its name with an `index.html`; they run under any path.
///
/// # Errors
/// When a package can't be installed, a peer can't be built, or the site's page has no first screen.
pub fn build(dist: &Path) -> Result<PathBuf, Failure> {
    let programs = npm::install_in(&source())?;
    let peers = project::target().join("peers");
    let questionnaires = peers.join("questionnaires");
    let catalog = demarc_edition::catalog();
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    let plain = questionnaire::plain(catalog, texts);
    let surveyjs = questionnaire::surveyjs(catalog, texts);
    write(&questionnaires.join("plain.json"), &plain.to_string())?;
    write(&questionnaires.join("surveyjs.json"), &surveyjs.to_string())?;
    for app in APPS {
        println!("building the peer {app}...");
        let mut vite = process::program(npm::program(&programs, "vite"));
        vite.current_dir(source())
            .env(QUESTIONNAIRES, &questionnaires)
            .args(["build", app, "--config", "vite.config.js"])
            .args(["--logLevel", "warn", "--emptyOutDir", "--outDir"])
            .arg(peers.join(app));
        process::run(&mut vite)?;
    }
    still::write(dist, &peers.join(STILL))?;
    Ok(peers)
}

/// Writes a file, with the folders that it is in.
fn write(file: &Path, text: &str) -> Result<(), Failure> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(|error| {
            Failure::new(format!("{} can't be made: {error}", folder.display()))
        })?;
    }
    project::write(file, text.as_bytes())
}
