//! Finds QR codes in the pictures of a camera. The decoder is `rqrr`; this crate prepares the picture for it.

/// A picture in shades of gray, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    gray: Vec<u8>,
}

/// The most pixels of a side: a camera has fewer, and anything larger takes too long.
const LARGEST: usize = 4096;

impl Picture {
    /// A picture of shades; `None` if they don't fill its rows, or it is too large.
    #[must_use]
    pub fn of_gray(width: usize, height: usize, gray: Vec<u8>) -> Option<Self> {
        let fits = (1..=LARGEST).contains(&width) && (1..=LARGEST).contains(&height);
        (fits && gray.len() == width * height).then_some(Self {
            width,
            height,
            gray,
        })
    }

    /// A picture of pixels with red, green, blue and a fourth byte each, as a canvas has them; `None` as above.
    #[must_use]
    pub fn of_rgba(width: usize, height: usize, rgba: &[u8]) -> Option<Self> {
        let pixels = rgba.chunks_exact(4);
        let gray = pixels.map(|it| {
            let [red, green, blue] = [it[0], it[1], it[2]].map(u32::from);
            // The weights of BT.601, in 256ths.
            ((red * 77 + green * 150 + blue * 29) >> 8) as u8
        });
        Self::of_gray(width, height, gray.collect())
    }

    /// The texts of the QR codes in it.
    #[must_use]
    pub fn read(&self) -> Vec<String> {
        let found = self.decoded();
        if !found.is_empty() || self.width.max(self.height) * 2 > LARGEST {
            return found;
        }
        // A code of few pixels per module is found more often in a picture of twice the size.
        self.doubled().decoded()
    }

    fn decoded(&self) -> Vec<String> {
        let shade = |x: usize, y: usize| self.gray[y * self.width + x];
        let mut prepared =
            rqrr::PreparedImage::prepare_from_greyscale(self.width, self.height, shade);
        let grids = prepared.detect_grids();
        let texts = grids.iter().filter_map(|it| it.decode().ok());
        texts.map(|(_, text)| text).collect()
    }

    /// The picture in twice the size, with shades between those of neighbors.
    fn doubled(&self) -> Self {
        let (width, height) = (self.width * 2, self.height * 2);
        let shade = |x: usize, y: usize| {
            let at = |x: usize, y: usize| {
                let (x, y) = (x.min(self.width - 1), y.min(self.height - 1));
                u32::from(self.gray[y * self.width + x])
            };
            let (left, top) = (x / 2, y / 2);
            let (right, below) = (left + x % 2, top + y % 2);
            let sum = at(left, top) + at(right, top) + at(left, below) + at(right, below);
            (sum / 4) as u8
        };
        let rows = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        Self {
            width,
            height,
            gray: rows.map(|(x, y)| shade(x, y)).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_that_make_no_sense_are_refused() {
        assert_eq!(Picture::of_gray(2, 2, vec![0; 3]), None);
        assert_eq!(Picture::of_gray(0, 0, Vec::new()), None);
        assert_eq!(Picture::of_gray(LARGEST + 1, 1, vec![0; LARGEST + 1]), None);
        assert_eq!(Picture::of_rgba(1, 1, &[1, 2, 3]), None);
        let white = Picture::of_rgba(1, 1, &[255; 4]).unwrap();
        assert_eq!(white.gray, [255]);
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        for shade in [0, 128, 255] {
            let picture = Picture::of_gray(64, 64, vec![shade; 64 * 64]).unwrap();
            assert_eq!(picture.read(), Vec::<String>::new());
        }
    }
}
