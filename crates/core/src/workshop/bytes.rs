//! Reading and writing of compact bytes: numbers, texts, sets as bits, digits of any base, and a checksum.

/// The CRC-16 of bytes (polynomial 0x1021): it notices every change within 16 bits, so every changed character.
pub(super) fn checksum(version: u8, bytes: &[u8]) -> [u8; 2] {
    let mut crc = 0xffff_u16;
    for byte in [version].iter().chain(bytes) {
        crc ^= u16::from(*byte) << 8;
        for _ in 0..8 {
            crc = if crc & 0x8000 == 0 {
                crc << 1
            } else {
                (crc << 1) ^ 0x1021
            };
        }
    }
    crc.to_be_bytes()
}

/// Bytes that are read from the beginning.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.array().map(|[byte]: [u8; 1]| byte)
    }

    /// A text after its length.
    pub(super) fn text(&mut self) -> Option<String> {
        let length = self.byte()?;
        let bytes = self.take(usize::from(length))?;
        String::from_utf8(bytes.to_vec()).ok()
    }

    /// The places of the bits that are set.
    pub(super) fn set(&mut self) -> Option<Vec<usize>> {
        let length = self.byte()?;
        let bytes = self.take(usize::from(length))?;
        let is_set = |at: &usize| bytes[at / 8] & (0x80 >> (at % 8)) != 0;
        Some((0..bytes.len() * 8).filter(is_set).collect())
    }
}

/// Writes a text after its length: of a long text, what fits into `most` bytes.
pub(super) fn put_text(out: &mut Vec<u8>, text: &str, most: u8) {
    let text = shortened(text, usize::from(most));
    out.push(u8::try_from(text.len()).unwrap_or(most));
    out.extend_from_slice(text.as_bytes());
}

/// The beginning of a text with at most so many bytes.
pub(super) fn shortened(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Writes places as bits, after the number of bytes.
pub(super) fn put_set(out: &mut Vec<u8>, places: impl Iterator<Item = usize>) {
    let mut bytes: Vec<u8> = Vec::new();
    for place in places.filter(|it| *it < 255 * 8) {
        if bytes.len() <= place / 8 {
            bytes.resize(place / 8 + 1, 0);
        }
        bytes[place / 8] |= 0x80 >> (place % 8);
    }
    out.push(u8::try_from(bytes.len()).unwrap_or(u8::MAX));
    out.extend(bytes);
}

/// Digits of several bases as one number, in as few bytes as the bases need. The digits are added from the last to the
/// first, so that the first is read first.
pub(super) fn pack(digits: &[(u8, u8)]) -> Vec<u8> {
    // With the largest digits, the number is as long as it can be.
    let length = number(digits.iter().map(|(_, base)| (base - 1, *base)), 0).len();
    number(digits.iter().copied(), length)
}

/// The number, the lowest byte first, in at least so many bytes.
fn number(digits: impl DoubleEndedIterator<Item = (u8, u8)>, length: usize) -> Vec<u8> {
    let mut bytes = vec![0; length];
    for (digit, base) in digits.rev() {
        let mut carry = u16::from(digit);
        for byte in &mut bytes {
            carry += u16::from(*byte) * u16::from(base);
            *byte = (carry & 0xff) as u8;
            carry >>= 8;
        }
        if carry > 0 {
            bytes.push((carry & 0xff) as u8);
        }
    }
    bytes
}

/// A number whose digits are read, the first first.
pub(super) struct Digits(Vec<u8>);

impl Digits {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    pub(super) fn next(&mut self, base: u8) -> u8 {
        let base = u16::from(base);
        let mut rest = 0;
        for byte in self.0.iter_mut().rev() {
            let part = (rest << 8) | u16::from(*byte);
            *byte = (part / base) as u8;
            rest = part % base;
        }
        rest as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        // The check value of CRC-16/IBM-3740 is that of "123456789".
        assert_eq!(checksum(b'1', b"23456789"), [0x29, 0xb1]);
    }

    #[test]
    fn a_text_is_shortened_between_characters() {
        let mut out = Vec::new();
        put_text(&mut out, "aé", 2);
        assert_eq!(out, [1, b'a']);
        assert_eq!(Reader(&out).text().as_deref(), Some("a"));
        assert_eq!(Reader(&[3, b'a']).text(), None);
    }

    proptest! {
        #[test]
        fn digits_are_read_back(digits in prop::collection::vec((0_u8..200, 2_u8..=200), 0..80)) {
            let digits: Vec<(u8, u8)> =
                digits.into_iter().map(|(digit, base)| (digit % base, base)).collect();
            let bytes = pack(&digits);
            let mut read = Digits::of(&bytes);
            for (digit, base) in &digits {
                prop_assert_eq!(read.next(*base), *digit);
            }
            prop_assert_eq!(read.next(255), 0);
            let zeros: Vec<_> = digits.iter().map(|(_, base)| (0, *base)).collect();
            prop_assert_eq!(pack(&zeros).len(), bytes.len());
        }

        #[test]
        fn sets_are_read_back(places: std::collections::BTreeSet<u16>) {
            let places: Vec<usize> =
                places.into_iter().map(|it| usize::from(it % 2040)).collect::<std::collections::BTreeSet<_>>().into_iter().collect();
            let mut out = Vec::new();
            put_set(&mut out, places.iter().copied());
            prop_assert_eq!(Reader(&out).set(), Some(places));
        }
    }
}
