//! Reading maps in which no key may stand twice: the second would silently take the first one's place.
//! It knows nothing of what the keys name.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// The entries of a map as they stood, no key twice.
pub(super) struct Pairs<K, V>(pub(super) Vec<(K, V)>);

impl<'de, K, V> Deserialize<'de> for Pairs<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> Visitor<'de> for Entries<K, V>
        where
            K: Deserialize<'de> + Ord + fmt::Display,
            V: Deserialize<'de>,
        {
            type Value = Vec<(K, V)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(pairs)
            }
        }

        let mut pairs = deserializer.deserialize_map(Entries(PhantomData))?;
        pairs.sort_by(|(one, _), (other, _): &(K, V)| one.cmp(other));
        match pairs.windows(2).find(|two| two[0].0 == two[1].0) {
            Some(two) => Err(D::Error::custom(format_args!(
                "{} stands there twice",
                two[0].0
            ))),
            None => Ok(Self(pairs)),
        }
    }
}

/// A map in which no key stands twice, for `deserialize_with`.
pub(super) fn map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(Pairs::deserialize(deserializer)?.0.into_iter().collect())
}

/// A map of such maps.
pub(super) fn maps<'de, D, K, L, V>(
    deserializer: D,
) -> Result<BTreeMap<K, BTreeMap<L, V>>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + fmt::Display,
    L: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    let outer = Pairs::<K, Pairs<L, V>>::deserialize(deserializer)?.0;
    Ok(outer
        .into_iter()
        .map(|(key, inner)| (key, inner.0.into_iter().collect()))
        .collect())
}
