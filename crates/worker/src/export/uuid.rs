//! UUIDs that follow from names (version 5 of RFC 9562), so that the same input gives the same file.

/// The namespace of Demarc's names, drawn at random once and for all.
const DEMARC: [u8; 16] = [
    0x48, 0x78, 0xaa, 0xe2, 0x18, 0xce, 0x40, 0xef, 0xae, 0xc3, 0xc4, 0xf1, 0x8c, 0x76, 0x85, 0x64,
];

/// The UUID of a name within Demarc's names. Parts are told apart: `["a", "bc"]` is not `["ab", "c"]`.
pub fn named(parts: &[&str]) -> String {
    let mut name = DEMARC.to_vec();
    for part in parts {
        name.extend_from_slice(part.as_bytes());
        // No id and no word in a name has this.
        name.push(0);
    }
    of(&name)
}

fn of(name: &[u8]) -> String {
    let mut bytes = [0_u8; 16];
    for (byte, of_hash) in bytes.iter_mut().zip(sha1(name)) {
        *byte = of_hash;
    }
    bytes[6] = bytes[6] & 0x0f | 0x50;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let mut text = String::with_capacity(36);
    for (index, byte) in bytes.iter().enumerate() {
        if matches!(index, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// SHA-1, which version 5 is made with. It is no secret here and protects nothing.
fn sha1(message: &[u8]) -> impl Iterator<Item = u8> + use<> {
    let mut padded = message.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend_from_slice(&(message.len() as u64 * 8).to_be_bytes());
    let mut state: [u32; 5] = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];
    for block in padded.chunks_exact(64) {
        let mut words = [0_u32; 80];
        for (word, four) in words.iter_mut().zip(block.chunks_exact(4)) {
            *word = four
                .iter()
                .fold(0, |word, byte| word << 8 | u32::from(*byte));
        }
        for at in 16..80 {
            let word = words[at - 3] ^ words[at - 8] ^ words[at - 14] ^ words[at - 16];
            words[at] = word.rotate_left(1);
        }
        let [mut a, mut b, mut c, mut d, mut e] = state;
        for (at, word) in words.iter().enumerate() {
            let (mixed, constant) = match at / 20 {
                0 => (b & c | !b & d, 0x5a82_7999_u32),
                1 => (b ^ c ^ d, 0x6ed9_eba1),
                2 => (b & c | b & d | c & d, 0x8f1b_bcdc),
                _ => (b ^ c ^ d, 0xca62_c1d6),
            };
            let next = a
                .rotate_left(5)
                .wrapping_add(mixed)
                .wrapping_add(e)
                .wrapping_add(constant)
                .wrapping_add(*word);
            (a, b, c, d, e) = (next, a, b.rotate_left(30), c, d);
        }
        for (of_state, of_block) in state.iter_mut().zip([a, b, c, d, e]) {
            *of_state = of_state.wrapping_add(of_block);
        }
    }
    state.into_iter().flat_map(u32::to_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: impl Iterator<Item = u8>) -> String {
        bytes.map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn hashes_are_those_of_the_standard() {
        for (message, hash) in [
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
            ),
        ] {
            assert_eq!(hex(sha1(message.as_bytes())), hash);
        }
    }

    #[test]
    fn a_name_gives_its_uuid_of_version_5() {
        // The example of RFC 9562: www.example.com among domain names.
        let mut name = vec![
            0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4,
            0x30, 0xc8,
        ];
        name.extend_from_slice(b"www.example.com");
        assert_eq!(of(&name), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
        assert_eq!(named(&["a", "bc"]), named(&["a", "bc"]));
        assert_ne!(named(&["a", "bc"]), named(&["ab", "c"]));
    }
}
