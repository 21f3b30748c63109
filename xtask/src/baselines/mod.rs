//! The baselines that Demarc is measured against: two apps that ask the same questions, and its first screen without an app.

mod questionnaire;
mod static_page;

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process;
use crate::project;
use crate::tools::npm;

/// The baselines that vite builds, each from the folder of this name in `benches/peers/`.
pub const APPS: [&str; 2] = ["surveyjs", "react"];
/// The baseline that is a page alone.
pub const STATIC_PAGE: &str = "static";

/// The setting that tells vite where the questionnaires are.
const QUESTIONNAIRES: &str = "PEERS_QUESTIONNAIRES";

/// Where the baselines' sources and packages are, and the programs that come with them, such as Lighthouse.
pub fn source() -> PathBuf {
    project::root().join("benches").join("peers")
}

/// Installs what is missing and builds every baseline: [`APPS`] from the catalog, [`STATIC_PAGE`] from the site in `dist`.
/// Returns the folder that contains them, each in a folder of its name with an `index.html`; they run under any path.
///
/// # Errors
/// When a package can't be installed, a baseline can't be built, or the site's page has no first screen.
pub fn build(dist: &Path) -> Result<PathBuf, Failure> {
    let programs = npm::install_in(&source())?;
    let baselines = project::target().join("peers");
    let questionnaires = baselines.join("questionnaires");
    let catalog = demarc_edition::catalog();
    let texts = demarc_edition::texts().ok_or_else(|| Failure::new("the catalog has no words"))?;
    let plain = questionnaire::plain(catalog, texts);
    let surveyjs = questionnaire::surveyjs(catalog, texts);
    for (file, questions) in [("plain.json", plain), ("surveyjs.json", surveyjs)] {
        project::write(&questionnaires.join(file), questions.to_string().as_bytes())?;
    }
    for app in APPS {
        println!("building the baseline {app}...");
        let mut vite = process::program(npm::program_in(&programs, "vite"));
        vite.current_dir(source())
            .env(QUESTIONNAIRES, &questionnaires)
            .args(["build", app, "--config", "vite.config.js"])
            .args(["--logLevel", "warn", "--emptyOutDir", "--outDir"])
            .arg(baselines.join(app));
        process::run(&mut vite)?;
    }
    static_page::write(dist, &baselines.join(STATIC_PAGE))?;
    Ok(baselines)
}
