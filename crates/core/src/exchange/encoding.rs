//! The encoding of a file: UTF-8, or UTF-16, which Windows PowerShell writes with `>`.

use std::borrow::Cow;

use crate::records::envelope::ReadError;

/// The text of a file, without a byte order mark.
///
/// # Errors
/// [`ReadError::NotText`] when the bytes are neither UTF-8 nor UTF-16.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    let text = match bytes {
        [0xff, 0xfe, text @ ..] => wide(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => wide(text, u16::from_be_bytes),
        // Without a mark: a file of Demarc's begins with two characters of ASCII, which have one zero byte each.
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => wide(bytes, u16::from_be_bytes),
        _ => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    };
    match text.ok_or(ReadError::NotText)? {
        Cow::Borrowed(text) => Ok(Cow::Borrowed(text.trim_start_matches('\u{feff}'))),
        owned @ Cow::Owned(_) => Ok(owned),
    }
}

/// The text of UTF-16 in a byte order; `None` when it is not valid.
fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<Cow<'_, str>> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty()).map(Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\"name\":\"Läden 🏬\"}";

    #[test]
    fn utf_16_is_read_like_utf_8_with_and_without_a_mark() {
        let little = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16();
            units.flat_map(u16::to_le_bytes).collect()
        };
        let big = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16();
            units.flat_map(u16::to_be_bytes).collect()
        };
        let marked = format!("\u{feff}{TEXT}");
        let files = [
            TEXT.as_bytes().to_vec(),
            marked.as_bytes().to_vec(),
            little(TEXT),
            little(&marked),
            big(TEXT),
            big(&marked),
        ];
        for bytes in files {
            assert_eq!(decode(&bytes).unwrap(), TEXT, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_neither_is_no_text() {
        // A picture; half a character; half of a pair of surrogates.
        let files: [&[u8]; 4] = [
            &[0x89, b'P', b'N', b'G', 0xff, 0xfe],
            &[0xff, 0xfe, b'{', 0, b'}'],
            &[0xfe, 0xff, 0xd8, 0x3c],
            &[b'{', 0, b'}', 0, 0xff],
        ];
        for bytes in files {
            assert_eq!(decode(bytes), Err(ReadError::NotText), "{bytes:?}");
        }
    }
}
