//! The macro that gives an enum its keys: the names by which files, addresses, attributes and sheets know its values.
//! A key never changes once something was written with it. What people read is a label, and labels are never keys.

/// Defines an enum of plain values, each with its key: `Mostly = "mostly"`. The enum gets `ALL`, `key` and `from_key`, and
/// its name in JSON and TOML is the key.
#[macro_export]
macro_rules! keyed {
    (
        $(#[$of_enum:meta])*
        $access:vis enum $name:ident {
            $($(#[$of_value:meta])* $value:ident = $key:literal),+ $(,)?
        }
    ) => {
        $(#[$of_enum])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize, ::serde::Deserialize,
        )]
        $access enum $name {
            $($(#[$of_value])* #[serde(rename = $key)] $value,)+
        }

        impl $name {
            /// Every value, in the order in which they are defined.
            $access const ALL: [Self; [$($key),+].len()] = [$(Self::$value),+];

            /// The key under which it is written.
            #[must_use]
            $access fn key(self) -> &'static str {
                match self {
                    $(Self::$value => $key,)+
                }
            }

            /// The value that a key stands for.
            #[must_use]
            $access fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.key() == key)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    crate::keyed! {
        /// Two values.
        enum Two {
            /// The one.
            OneOfThem = "one-of-them",
            /// The other.
            Other = "other",
        }
    }

    #[test]
    fn a_key_is_its_value_in_code_and_in_files() {
        for it in Two::ALL {
            assert_eq!(Two::from_key(it.key()), Some(it));
            let json = serde_json::to_value(it).unwrap();
            assert_eq!(json, it.key());
            assert_eq!(serde_json::from_value::<Two>(json).unwrap(), it);
        }
        assert_eq!(Two::from_key("One of them"), None);
    }
}
