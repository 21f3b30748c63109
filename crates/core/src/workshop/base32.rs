//! Crockford's base 32: digits and upper-case letters without I, L, O and U. Chats take none of them for formatting, a
//! QR code has a compact form for them, and they can be read out.

const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The bytes as text, without padding.
pub(super) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(length(bytes.len()));
    let (mut buffer, mut bits) = (0_u32, 0);
    for byte in bytes {
        buffer = (buffer << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(digit(buffer >> bits));
        }
    }
    if bits > 0 {
        text.push(digit(buffer << (5 - bits)));
    }
    text
}

fn digit(value: u32) -> char {
    char::from(DIGITS[(value & 31) as usize])
}

/// The number of digits for so many bytes.
pub(super) const fn length(bytes: usize) -> usize {
    (bytes * 8).div_ceil(5)
}

/// The value of a character, 0 to 31. Lower case counts as upper case, O as 0, I and L as 1.
pub(super) fn value(character: char) -> Option<u8> {
    let upper = character.to_ascii_uppercase();
    let meant = match upper {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = DIGITS.iter().position(|it| char::from(*it) == meant)?;
    u8::try_from(place).ok()
}

/// The bytes of digits, given by their values. What is left of the last digit is zero; `None` if it is not.
pub(super) fn decode(values: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(values.len() * 5 / 8);
    let (mut buffer, mut bits) = (0_u32, 0);
    for value in values {
        buffer = (buffer << 5) | u32::from(*value & 31);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((buffer >> bits & 0xff) as u8);
        }
    }
    (bits < 5 && buffer & ((1 << bits) - 1) == 0).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(text: &str) -> Vec<u8> {
        text.chars().map(|it| value(it).unwrap()).collect()
    }

    #[test]
    fn what_is_mistaken_for_another_character_is_read_as_that() {
        assert_eq!(encode(b"\xff\x00\x01"), "ZW002");
        assert_eq!(values("oOiIlLzZ"), [0, 0, 1, 1, 1, 1, 31, 31]);
        assert_eq!((value('u'), value('-'), value('é')), (None, None, None));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(bytes: Vec<u8>) {
            let text = encode(&bytes);
            prop_assert_eq!(text.len(), length(bytes.len()));
            prop_assert_eq!(decode(&values(&text)), Some(bytes.clone()));
            prop_assert_eq!(decode(&values(&text.to_lowercase())), Some(bytes));
        }
    }
}
