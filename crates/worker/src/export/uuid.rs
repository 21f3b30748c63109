//! UUIDs derived from names (version 5 of RFC 9562): the same input gives the same file.

use uuid::{Uuid, uuid};

/// The namespace of Demarc's names, a random UUID that must not change.
const DEMARC: Uuid = uuid!("4878aae2-18ce-40ef-aec3-c4f18c768564");

/// The UUID of a name in Demarc's namespace. Parts are separated: `["a", "bc"]` differs from `["ab", "c"]`.
pub fn named(parts: &[&str]) -> String {
    let mut name = Vec::new();
    for part in parts {
        name.extend_from_slice(part.as_bytes());
        // No part contains this character.
        name.push(0);
    }
    Uuid::new_v5(&DEMARC, &name).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_the_same_uuid_forever() {
        assert_eq!(named(&["a", "bc"]), "7e500311-2498-5d28-9634-6e526c2b7260");
        assert_ne!(named(&["a", "bc"]), named(&["ab", "c"]));
    }
}
