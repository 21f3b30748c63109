//! The image on the cover of reports. It is the same for all assessments, and stays on this device. Its text begins with
//! the time of the change, so that the later of two copies is known.

use super::key_value::StoreError;
use super::record_store::RecordStore;
use crate::records::key::{Key, Note, written_at};

/// The maximum size of an image, in bytes.
pub const LARGEST_LOGO: usize = 200_000;

/// The accepted media types: formats that can't contain scripts.
const KINDS: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

/// Why the bytes of a file are no image for reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoImage {
    /// They begin like none of the accepted types.
    OtherType,
    /// They begin like one, but parts of it are missing: it is cut off, or damaged.
    Damaged,
}

/// The media type of an image. Its structure is checked from beginning to end, but its pixels are not decoded.
///
/// # Errors
/// [`NoImage`]
pub fn image_kind(bytes: &[u8]) -> Result<&'static str, NoImage> {
    let [png, jpeg, webp] = KINDS;
    let (kind, is_whole) = match bytes {
        [
            0x89,
            b'P',
            b'N',
            b'G',
            b'\r',
            b'\n',
            0x1a,
            b'\n',
            chunks @ ..,
        ] => (png, is_png(chunks)),
        [0xff, 0xd8, rest @ ..] if rest.first() == Some(&0xff) => (jpeg, is_jpeg(rest)),
        [b'R', b'I', b'F', b'F', rest @ ..] if rest.get(4..8) == Some(b"WEBP") => {
            (webp, is_webp(rest))
        }
        _ => return Err(NoImage::OtherType),
    };
    if is_whole {
        Ok(kind)
    } else {
        Err(NoImage::Damaged)
    }
}

/// Whether the chunks of a PNG begin with its size, have pixels, come to their end, and are as their checksums say.
/// Browsers show some images whose checksums are wrong.
fn is_png(mut chunks: &[u8]) -> bool {
    let (mut is_first, mut has_pixels) = (true, false);
    while let Some((head, rest)) = chunks.split_first_chunk::<8>() {
        let [a, b, c, d, name @ ..] = *head;
        let length = u32::from_be_bytes([a, b, c, d]) as usize;
        let Some((content, checked)) = rest.split_at_checked(length) else {
            return false;
        };
        let Some((checksum, after)) = checked.split_first_chunk::<4>() else {
            return false;
        };
        if crc_32(name.iter().chain(content)) != u32::from_be_bytes(*checksum) {
            return false;
        }
        let has_size = length == 13 && content[..4] != [0; 4] && content[4..8] != [0; 4];
        if is_first != (name == *b"IHDR") || is_first && !has_size {
            return false;
        }
        is_first = false;
        has_pixels |= name == *b"IDAT" && length > 0;
        if name == *b"IEND" {
            return has_pixels;
        }
        chunks = after;
    }
    false
}

/// The checksum of a PNG's chunk (CRC-32 of ISO 3309). An image of 200 kB takes milliseconds.
fn crc_32<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let crc = bytes.fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            (crc >> 1) ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 }
        })
    });
    !crc
}

/// Whether the segments of a JPEG lead to its pixels, and an end comes after them.
fn is_jpeg(mut rest: &[u8]) -> bool {
    loop {
        match rest {
            // Bytes that fill up.
            [0xff, 0xff, ..] => rest = &rest[1..],
            [0xff, 0xda, pixels @ ..] => {
                return pixels.windows(2).any(|it| it == [0xff, 0xd9]);
            }
            [0xff, _, high, low, ..] => {
                let length = usize::from(u16::from_be_bytes([*high, *low]));
                match rest.get(2 + length..) {
                    Some(after) if length >= 2 => rest = after,
                    _ => return false,
                }
            }
            _ => return false,
        }
    }
}

/// Whether a WebP has as many bytes as it says, and a chunk of pixels. `rest` begins with its length.
fn is_webp(rest: &[u8]) -> bool {
    let Some(([a, b, c, d], content)) = rest.split_first_chunk::<4>() else {
        return false;
    };
    let length = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
    let Some(content) = content.get(..length) else {
        return false;
    };
    matches!(content.get(4..8), Some(b"VP8 " | b"VP8L" | b"VP8X")) && content.len() > 20
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
        self.set_clock(now);
        // Later than what is there, also when the clock was set back. A time that is not credible is earlier than any.
        let before = self.text(&key).and_then(|it| written_at(&it));
        let credible = self.latest_credible().milliseconds();
        let before = before.filter(|it| *it <= credible);
        let now = now.max(before.map_or(0, |it| it.saturating_add(1)));
        let text = format!("{now} {}", image.unwrap_or_default());
        self.on_device(|device| device.set(&key, &text))?;
        self.memory.take_out(&key);
        self.note_change(&key, Some(&text), None);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::key_value::MemoryStore;
    use super::*;

    /// Images of one pixel.
    const IMAGES: [(&str, &[u8]); 3] = [
        ("image/png", b"\x89PNG\x0d\x0a\x1a\x0a\x00\x00\x00\x0dIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:\
          ~\x9bU\x00\x00\x00\x0aIDATx\x9cc\x08\x04\x00\x00S\x00R\xf4{\xa0,\x00\x00\x00\x00IEND\xaeB`\x82"),
        ("image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xdb\x00C\x00\xff\xff\
          \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\
          \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\
          \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\
          \x01\x11\x00\xff\xc4\x00\x14\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\
          \x01\xff\xc4\x00\x14\x10\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\xff\
          \xda\x00\x08\x01\x01\x00\x00?\x00\x1f\xff\xd9"),
        ("image/webp", b"RIFF\x1e\x00\x00\x00WEBPVP8L\x11\x00\x00\x00/\x00\x00\x00\x00\x07P\x8f\x22\xd7\xa3\xff\x81\x88\
          \xe8\x7f\x00\x00"),
    ];

    #[test]
    fn pictures_are_taken_and_nothing_else() {
        for (kind, whole) in IMAGES {
            assert_eq!(image_kind(whole), Ok(kind));
        }
        for other in [
            &b"<svg xmlns="[..],
            b"GIF89a",
            b"",
            b"\x89PN",
            b"RIFF1234AVI ",
        ] {
            assert_eq!(image_kind(other), Err(NoImage::OtherType));
        }
    }

    #[test]
    fn what_is_cut_off_is_told() {
        for (kind, whole) in IMAGES {
            // Shorter ones have nothing to tell their type by.
            for end in 12..whole.len() {
                let cut = image_kind(&whole[..end]);
                assert_eq!(cut, Err(NoImage::Damaged), "{kind}, {end} bytes");
            }
        }
        assert_eq!(
            image_kind(b"\x89PNG\r\n\x1a\n 16 bytes"),
            Err(NoImage::Damaged)
        );
        // Other pixels than the checksum says, a height of 0, and no pixels.
        let (_, png) = IMAGES[0];
        for at in 8..png.len() {
            let mut other = png.to_vec();
            other[at] ^= 0x10;
            assert_eq!(image_kind(&other), Err(NoImage::Damaged), "byte {at}");
        }
        let mut flat = png.to_vec();
        flat[20..24].fill(0);
        assert_eq!(image_kind(&flat), Err(NoImage::Damaged));
        let empty = [&png[..33], &png[png.len() - 12..]].concat();
        assert_eq!(image_kind(&empty), Err(NoImage::Damaged));
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
