//! Reading maps in which no key may stand twice: the second would silently take the first one's place.
//! It knows nothing of what the keys name.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// Something that takes in entries, and says when a key is there already.
pub(super) trait Entries<K, V>: Default {
    /// Takes in an entry; false when its key is there already.
    fn take(&mut self, key: K, value: V) -> bool;
}

impl<K: Ord, V> Entries<K, V> for BTreeMap<K, V> {
    fn take(&mut self, key: K, value: V) -> bool {
        self.insert(key, value).is_none()
    }
}

/// A map whose keys are looked at while it is read.
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

/// A map in which no key stands twice, for `deserialize_with`.
pub(super) fn map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(Unique::deserialize(deserializer)?.0)
}

/// A map of such maps.
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

/// A map of maps, filled from the inner maps as they are read: a second map, taken over afterwards, would be another
/// kind of map in what a browser loads first.
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
