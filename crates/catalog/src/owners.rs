//! The owners of all services as bytes, for the first load: names of layers by the thousand are most of the catalog there.

use super::{Catalog, Layer, LayerId, Owner};

impl Catalog {
    /// Takes out the owners of all services and variants. For a service an owner of each layer, for a variant the number of
    /// its own owners and for each the layer and the owner, all as indices.
    ///
    /// The owners have to be in the order of the layers, as the reader of the catalog leaves them.
    pub fn take_owners(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let layers = &self.layers;
        for service in &mut self.services {
            let owners = std::mem::take(&mut service.owners);
            bytes.extend(owners.iter().map(|(_, owner)| index_of(*owner)));
            for variant in &mut service.variants {
                let owners = std::mem::take(&mut variant.owners);
                bytes.push(small(owners.len()));
                for (layer, owner) in owners {
                    let layer = layers.iter().position(|it| it.id == layer);
                    bytes.extend([small(layer.unwrap_or_default()), index_of(owner)]);
                }
            }
        }
        bytes
    }

    /// Puts owners back where [`Catalog::take_owners`] took them out of an equal catalog.
    pub fn put_owners(&mut self, bytes: &[u8]) {
        let layers = &self.layers;
        let mut bytes = bytes.iter().map(|byte| usize::from(*byte));
        for service in &mut self.services {
            let owners = layers.iter().zip(&mut bytes);
            service.owners = owners.filter_map(|(layer, of)| owner(layer, of)).collect();
            for variant in &mut service.variants {
                let count = bytes.next().unwrap_or_default();
                let own = (0..count).filter_map(|_| {
                    let layer = layers.get(bytes.next()?);
                    owner(layer?, bytes.next()?)
                });
                variant.owners = own.collect();
            }
        }
    }
}

fn owner(layer: &Layer, index: usize) -> Option<(LayerId, Owner)> {
    Some((layer.id.clone(), *Owner::ALL.get(index)?))
}

fn index_of(owner: Owner) -> u8 {
    let index = Owner::ALL.iter().position(|it| *it == owner);
    small(index.unwrap_or_default())
}

/// A number of layers or owners, of which there are few.
fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
