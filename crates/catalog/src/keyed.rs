//! The macro for enums with keys: the names of their values in files, addresses and attributes.
//! A key that was ever written to a file never changes. Texts for people are labels, and a label is never a key.

/// Defines an enum whose values each have a key: `Mostly = "mostly"`. The enum gets `ALL`, `key` and `from_key`; Serde
/// writes and reads the key.
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
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, ::serde::Serialize,
        )]
        $access enum $name {
            $($(#[$of_value])* #[serde(rename = $key)] $value,)+
        }

        impl $name {
            /// Every value, in the order in which they are defined.
            $access const ALL: [Self; [$($key),+].len()] = [$(Self::$value),+];

            /// The key of the value.
            #[must_use]
            $access fn key(self) -> &'static str {
                match self {
                    $(Self::$value => $key,)+
                }
            }

            /// The value with this key; `None` for any other text.
            #[must_use]
            $access fn from_key(key: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.key() == key)
            }
        }

        // Derived, the enums of the first load are 5.7 kB more of WebAssembly, 1 kB gzipped.
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use ::serde::de::Error as _;
                if deserializer.is_human_readable() {
                    let key = <::std::string::String as ::serde::Deserialize>::deserialize(deserializer)?;
                    Self::from_key(&key).ok_or_else(|| D::Error::unknown_variant(&key, &[$($key),+]))
                } else {
                    let index = <u32 as ::serde::Deserialize>::deserialize(deserializer)?;
                    let value = Self::ALL.get(index as usize).copied();
                    value.ok_or_else(|| D::Error::custom("no value with this index"))
                }
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
