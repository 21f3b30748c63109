//! How far saving is: what the screen says of the two copies of what was entered, on the device and in the mirror.

use super::key_value::StoreError;

/// What the screen says about what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveStatus {
    /// It is on its way.
    Saving,
    /// It is on this device, and a crash of the browser does not lose it.
    Saved,
    /// It is on this device, in one copy: a crash of the browser may lose the last seconds.
    SavedOnce,
    /// It is not saved, and closing the page loses it.
    Unsaved,
}

/// The state of the second copy, in the mirror.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MirrorCopy {
    /// It is being written, or the mirror is being read for the first time.
    #[default]
    Behind,
    /// It has everything.
    Complete,
    /// The browser has no mirror now, or it lacks something.
    Missing,
}

/// The two copies of what was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SaveProgress {
    /// Why the device lacks something, if it does.
    pub device_error: Option<StoreError>,
    /// The second copy.
    pub mirror: MirrorCopy,
}

impl SaveProgress {
    /// The status while no edit is pending.
    #[must_use]
    pub fn status(&self) -> SaveStatus {
        match (self.error(), self.mirror) {
            (Some(_), _) => SaveStatus::Unsaved,
            (None, MirrorCopy::Behind) => SaveStatus::Saving,
            (None, MirrorCopy::Complete) => SaveStatus::Saved,
            (None, MirrorCopy::Missing) => SaveStatus::SavedOnce,
        }
    }

    /// Why something is not saved, if so. The mirror alone is enough, unless the device has the record of a newer edition.
    #[must_use]
    pub fn error(&self) -> Option<StoreError> {
        let is_final =
            |error: &StoreError| self.mirror == MirrorCopy::Missing || *error == StoreError::Newer;
        self.device_error.filter(is_final)
    }

    /// Whether leaving the page now can lose something: it is not on the device, and the mirror does not have it yet.
    #[must_use]
    pub fn is_lost_on_leaving(&self) -> bool {
        self.device_error
            .is_some_and(|error| self.mirror != MirrorCopy::Complete || error == StoreError::Newer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(device_error: Option<StoreError>, mirror: MirrorCopy) -> SaveProgress {
        SaveProgress {
            device_error,
            mirror,
        }
    }

    #[test]
    fn saved_is_said_only_of_what_survives_a_crash_of_the_browser() {
        let status = |error, mirror| of(error, mirror).status();
        assert_eq!(status(None, MirrorCopy::Complete), SaveStatus::Saved);
        assert_eq!(status(None, MirrorCopy::Missing), SaveStatus::SavedOnce);
        assert_eq!(status(None, MirrorCopy::Behind), SaveStatus::Saving);
        let full = Some(StoreError::Full);
        assert_eq!(status(full, MirrorCopy::Complete), SaveStatus::Saved);
        assert_eq!(status(full, MirrorCopy::Missing), SaveStatus::Unsaved);
        assert_eq!(status(full, MirrorCopy::Behind), SaveStatus::Saving);
        let newer = Some(StoreError::Newer);
        assert_eq!(status(newer, MirrorCopy::Complete), SaveStatus::Unsaved);
    }

    #[test]
    fn leaving_is_asked_about_until_one_copy_is_written() {
        let is_lost = |error, mirror| of(error, mirror).is_lost_on_leaving();
        let full = Some(StoreError::Full);
        assert!(is_lost(full, MirrorCopy::Behind) && is_lost(full, MirrorCopy::Missing));
        assert!(!is_lost(full, MirrorCopy::Complete) && !is_lost(None, MirrorCopy::Behind));
    }
}
