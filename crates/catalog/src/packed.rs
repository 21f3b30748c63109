//! The owners of services, and the services of practices, as bytes for the first load. As ids by the thousand they are
//! most of the catalog there.

use super::{Catalog, Layer, LayerId, Owner, ServiceRef};

impl Catalog {
    /// Takes out the owners of all services and variants, and the services of all practices.
    ///
    /// For a service an owner of each layer; for a variant the number of its own owners, and for each the layer and the
    /// owner. For a practice the number of its services, and for each the distance to the one before it in
    /// [`Catalog::references`]; 255 stands for itself and what follows. All are in the order of the catalog, as its reader
    /// leaves them.
    pub fn pack(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let references = self.references();
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
        for practice in &mut self.practices {
            let services = std::mem::take(&mut practice.services);
            bytes.push(small(services.len()));
            let mut before = 0;
            for service in services {
                let index = references.iter().position(|it| *it == service);
                let index = index.unwrap_or_default();
                let mut distance = index.saturating_sub(before);
                before = index;
                while distance >= 255 {
                    bytes.push(255);
                    distance -= 255;
                }
                bytes.push(small(distance));
            }
        }
        bytes
    }

    /// Puts back what [`Catalog::pack`] took out of an equal catalog.
    pub fn unpack(&mut self, bytes: &[u8]) {
        let references = self.references();
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
        for practice in &mut self.practices {
            let count = bytes.next().unwrap_or_default();
            let mut index = 0;
            let services = (0..count).filter_map(|_| {
                loop {
                    let distance = bytes.next()?;
                    index += distance;
                    if distance < 255 {
                        return references.get(index).cloned();
                    }
                }
            });
            practice.services = services.collect();
        }
    }

    /// Every service without a variant and with each of its variants, in the order of the catalog.
    pub(crate) fn references(&self) -> Vec<ServiceRef> {
        let references = self.services.iter().flat_map(|service| {
            let variants = service.variants.iter().map(|it| Some(&it.id));
            let variants = std::iter::once(None).chain(variants);
            variants.map(|variant| ServiceRef::new(&service.id, variant))
        });
        references.collect()
    }
}

fn owner(layer: &Layer, index: usize) -> Option<(LayerId, Owner)> {
    Some((layer.id.clone(), *Owner::ALL.get(index)?))
}

fn index_of(owner: Owner) -> u8 {
    let index = Owner::ALL.iter().position(|it| *it == owner);
    small(index.unwrap_or_default())
}

/// A number of layers, owners or services of a practice, of which there are few.
fn small(number: usize) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}
