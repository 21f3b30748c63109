//! The image on the cover of reports. It is the same for all assessments, and stays on this device. Its text begins with
//! the time of the change, so that the later of two copies is known.

use super::key_value::StoreError;
use super::record_store::RecordStore;
use crate::records::key::{Key, Note};

/// The maximum size of an image, in bytes.
pub const LARGEST_LOGO: usize = 200_000;

/// The accepted media types: formats that can't contain scripts.
const KINDS: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// The media type of an image by its first bytes; `None` for types that are not accepted.
#[must_use]
pub fn image_kind(bytes: &[u8]) -> Option<&'static str> {
    let [png, jpeg, webp] = KINDS;
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(png),
        [0xff, 0xd8, 0xff, ..] => Some(jpeg),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some(webp),
        _ => None,
    }
}

/// Whether a text is the `data:` address of an accepted image.
fn is_image(text: &str) -> bool {
    let data = text
        .strip_prefix("data:")
        .and_then(|it| it.split_once(";base64,"));
    let is_base64 = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/' | b'=');
    data.is_some_and(|(kind, data)| KINDS.contains(&kind) && data.bytes().all(is_base64))
}

impl RecordStore {
    /// The image, as a `data:` address.
    #[must_use]
    pub fn logo(&self) -> Option<String> {
        let text = self.text(&Key::Note(Note::Logo).to_string())?;
        // A text without a time is of an earlier edition.
        let image = text.split_once(' ').map_or(&*text, |(_, image)| image);
        is_image(image).then(|| image.to_owned())
    }

    /// Stores an image, a `data:` address, in place of the previous one; `None` removes it. An image that the device
    /// can't store is not kept in memory either, because no answers depend on it. `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// When the device can't be written.
    pub fn keep_logo(&self, image: Option<&str>, now: u64) -> Result<(), StoreError> {
        let key = Key::Note(Note::Logo).to_string();
        let there = self.text(&key).unwrap_or_default();
        // Later than what is there, also when the clock was set back.
        let before = there
            .split(' ')
            .next()
            .and_then(|it| it.parse::<u64>().ok());
        let now = now.max(before.map_or(0, |it| it.saturating_add(1)));
        let text = format!("{now} {}", image.unwrap_or_default());
        self.on_device(|device| device.set(&key, &text))?;
        self.note_change(&key, Some(&text), None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::key_value::MemoryStore;
    use super::*;

    #[test]
    fn pictures_are_taken_and_nothing_else() {
        assert_eq!(image_kind(b"\x89PNG\r\n\x1a\n rest"), Some("image/png"));
        assert_eq!(image_kind(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(
            image_kind(b"RIFF\x01\x02\x03\x04WEBPVP8 "),
            Some("image/webp")
        );
        for other in [
            &b"<svg xmlns="[..],
            b"GIF89a",
            b"",
            b"\x89PN",
            b"RIFF1234AVI ",
        ] {
            assert_eq!(image_kind(other), None);
        }
    }

    #[test]
    fn what_stands_there_is_an_image_or_none_is_shown() {
        let store = RecordStore::new(Some(Box::new(MemoryStore::default())));
        assert_eq!(store.logo(), None);
        let image = "data:image/png;base64,iVBORw0KGgo=";
        store.keep_logo(Some(image), 1).unwrap();
        assert_eq!(store.logo().as_deref(), Some(image));
        for other in [
            "https://example.com/x.png",
            "data:image/svg+xml;base64,PHN2Zz4=",
            "data:image/png,x",
            "data:image/png;base64,<script>",
            "data:text/html;base64,PHN2Zz4=",
        ] {
            store.keep_logo(Some(other), 2).unwrap();
            assert_eq!(store.logo(), None, "{other}");
        }
        store.keep_logo(None, 3).unwrap();
        assert_eq!(store.logo(), None);
        let (kept, error) = store.load();
        assert_eq!((kept.unreadable.len(), error), (0, None));
        // Without a device the image is not kept, and no save error is reported.
        let store = RecordStore::new(None);
        assert_eq!(store.keep_logo(Some(image), 1), Err(StoreError::Blocked));
        assert_eq!((store.logo(), store.save_error()), (None, None));
    }
}
