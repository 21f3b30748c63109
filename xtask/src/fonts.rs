//! Sets of fonts that the end-to-end tests can be run with, so that a layout that fits one font only is found.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::failure::Failure;
use crate::project;

/// Where a system keeps its fonts.
const FOLDER: &str = "/usr/share/fonts";

/// The fonts that the browser finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FontSet {
    /// The DejaVu fonts alone.
    DejaVu,
    /// The Noto fonts alone.
    Noto,
    /// The Liberation fonts alone, which are as wide as Arial and Times.
    Liberation,
}

impl FontSet {
    /// All sets.
    const ALL: [Self; 3] = [Self::DejaVu, Self::Noto, Self::Liberation];

    /// Its name: on the command line, and in the names of its folders.
    fn name(self) -> &'static str {
        match self {
            Self::DejaVu => "dejavu",
            Self::Noto => "noto",
            Self::Liberation => "liberation",
        }
    }

    /// Its family without serifs.
    fn family(self) -> &'static str {
        match self {
            Self::DejaVu => "DejaVu Sans",
            Self::Noto => "Noto Sans",
            Self::Liberation => "Liberation Sans",
        }
    }

    /// Writes the settings for fontconfig with these fonts alone. `FONTCONFIG_FILE` names that file to a program.
    ///
    /// # Errors
    /// When the system has no such fonts, or the file can't be written.
    pub fn write_settings(self) -> Result<PathBuf, Failure> {
        let name = self.name();
        let has_any = project::files(Path::new(FOLDER))
            .is_ok_and(|files| files.iter().any(|it| self.has(it)));
        if !has_any {
            return Err(Failure::new(format!(
                "{FOLDER} has no {} fonts: install them (on Debian: fonts-{name}, or fonts-{name}-core)",
                self.family()
            )));
        }
        let folder = project::target().join("fonts");
        let file = folder.join(format!("{name}.conf"));
        let cache = folder.join(name);
        project::write(&file, self.settings(&cache).as_bytes())?;
        Ok(file)
    }

    /// Whether a file below the folder of fonts is of this set.
    fn has(self, file: &str) -> bool {
        file.to_ascii_lowercase().contains(self.name())
    }

    fn settings(self, cache: &Path) -> String {
        let (family, cache) = (self.family(), cache.display());
        // A pattern can't say that the case of letters does not matter.
        let accepted = [self.name(), family.split(' ').next().unwrap_or(family)];
        let accepted = accepted.map(|it| format!("<glob>{FOLDER}/*{it}*</glob>"));
        let aliases = ["sans-serif", "system-ui", "Arial", "Helvetica"].map(|of| {
            format!("  <alias binding=\"same\"><family>{of}</family><prefer><family>{family}</family></prefer></alias>\n")
        });
        format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE fontconfig SYSTEM \"fonts.dtd\">\n<fontconfig>\n  \
             <dir>{FOLDER}</dir>\n  <cachedir>{cache}</cachedir>\n  <selectfont>\n    \
             <rejectfont><glob>{FOLDER}/*.*</glob></rejectfont>\n    \
             <acceptfont>{}</acceptfont>\n  </selectfont>\n{}\
             </fontconfig>\n",
            accepted.concat(),
            aliases.concat(),
        )
    }
}

impl FromStr for FontSet {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|it| it.name() == text);
        found.ok_or_else(|| {
            format!(
                "the sets of fonts are {}",
                Self::ALL.map(Self::name).join(", ")
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_has_a_name_and_settings_that_leave_the_others_out() {
        for set in FontSet::ALL {
            assert_eq!(set.name().parse(), Ok(set));
            let settings = set.settings(Path::new("/cache"));
            assert!(settings.contains("<rejectfont>") && settings.contains(set.family()));
            let others = FontSet::ALL.into_iter().filter(|it| *it != set);
            for other in others {
                assert!(!settings.contains(other.family()), "{settings}");
                assert!(!set.has(&format!("truetype/{}/A.ttf", other.name())));
            }
            assert!(set.has(&format!("truetype/{}/A.ttf", set.family().replace(' ', ""))));
        }
        assert!("comic".parse::<FontSet>().is_err());
    }
}
