//! The columns of the matrix: one for each layer, or one for a group of layers that are AWS's at every service.

use std::ops::Range;

use super::ServiceRow;
use demarc_catalog::{Catalog, Layer, Owner};

/// A column of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixColumn<'a> {
    /// The name.
    pub name: &'a str,
    /// The name where there is little room.
    pub short: &'a str,
    /// The indices of its layers in the catalog; at least one.
    pub layers: Range<usize>,
}

impl MatrixColumn<'_> {
    /// The layers of the column.
    #[must_use]
    pub fn layers<'a>(&self, catalog: &'a Catalog) -> &'a [Layer] {
        catalog.layers.get(self.layers.clone()).unwrap_or_default()
    }
}

/// The columns for these services. Neighboring layers of one group are one column unless somebody else than AWS has a part
/// of one of them.
#[must_use]
pub fn columns<'a>(catalog: &'a Catalog, rows: &[ServiceRow]) -> Vec<MatrixColumn<'a>> {
    let mut columns = Vec::new();
    let mut from = 0;
    let groups = catalog
        .layers
        .chunk_by(|one, next| !one.group.is_empty() && one.group == next.group);
    for group in groups {
        let layers = from..from + group.len();
        from = layers.end;
        let mut cells = rows
            .iter()
            .flat_map(|row| row.cells.get(layers.clone()).unwrap_or_default());
        match group {
            [first, _, ..] if cells.all(|cell| cell.owner == Owner::Aws) => {
                columns.push(MatrixColumn {
                    name: &first.group,
                    short: &first.group,
                    layers,
                })
            }
            _ => columns.extend(group.iter().zip(layers).map(|(layer, index)| MatrixColumn {
                name: &layer.name,
                short: if layer.short.is_empty() {
                    &layer.name
                } else {
                    &layer.short
                },
                layers: index..index + 1,
            })),
        }
    }
    columns
}
