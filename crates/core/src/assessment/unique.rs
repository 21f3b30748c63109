//! Deserializes maps and rejects duplicate keys: otherwise the second value would silently replace the first.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// A collection that reports duplicate keys.
pub(super) trait Entries<K, V>: Default {
    /// Adds an entry; false when the key exists already.
    fn take(&mut self, key: K, value: V) -> bool;
}

impl<K: Ord, V> Entries<K, V> for BTreeMap<K, V> {
    fn take(&mut self, key: K, value: V) -> bool {
        self.insert(key, value).is_none()
    }
}

/// A map that is checked for duplicate keys while it is read.
pub(super) struct Unique<K, V, T>(pub(super) T, PhantomData<(K, V)>);

impl<'de, K, V, T> Deserialize<'de> for Unique<K, V, T>
where
    K: Deserialize<'de> + Clone + fmt::Display,
    V: Deserialize<'de>,
    T: Entries<K, V>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<K, V, T>(PhantomData<(K, V, T)>);

        impl<'de, K, V, T> Visitor<'de> for Reader<K, V, T>
        where
            K: Deserialize<'de> + Clone + fmt::Display,
            V: Deserialize<'de>,
            T: Entries<K, V>,
        {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
                let mut entries = T::default();
                while let Some((key, value)) = map.next_entry::<K, V>()? {
                    if !entries.take(key.clone(), value) {
                        return Err(A::Error::custom(format_args!("{key} stands there twice")));
                    }
                }
                Ok(entries)
            }
        }

        let entries = deserializer.deserialize_map(Reader(PhantomData))?;
        Ok(Self(entries, PhantomData))
    }
}

/// Deserializes a map without duplicate keys, for `deserialize_with`.
pub(super) fn map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(Unique::deserialize(deserializer)?.0)
}

/// Deserializes a map of maps without duplicate keys.
pub(super) fn maps<'de, D, K, L, V>(
    deserializer: D,
) -> Result<BTreeMap<K, BTreeMap<L, V>>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    L: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(
        Unique::<K, Unique<L, V, BTreeMap<L, V>>, Outer<K, L, V>>::deserialize(deserializer)?
            .0
            .0,
    )
}

/// A map of maps that is filled while the inner maps are read. Reading into a temporary map would add another map type
/// to what a browser loads first.
struct Outer<K, L, V>(BTreeMap<K, BTreeMap<L, V>>);

impl<K, L, V> Default for Outer<K, L, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, L, V> Entries<K, Unique<L, V, BTreeMap<L, V>>> for Outer<K, L, V> {
    fn take(&mut self, key: K, inner: Unique<L, V, BTreeMap<L, V>>) -> bool {
        self.0.insert(key, inner.0).is_none()
    }
}
