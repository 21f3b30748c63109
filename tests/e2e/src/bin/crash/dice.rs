//! Pseudo-random numbers.

/// A generator of pseudo-random numbers. The same seed and run give the same numbers.
pub struct Dice(u64);

impl Dice {
    /// The generator of one run, whichever runs are before it.
    pub fn new(seed: u64, run: u64) -> Self {
        let mixed = seed
            .wrapping_add(run << 32)
            .wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mut dice = Self(mixed | 1);
        // The first numbers of similar states are similar.
        for _ in 0..8 {
            dice.below(2);
        }
        dice
    }

    /// A number from 0 to `bound - 1`.
    pub fn below(&mut self, bound: u64) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % bound
    }

    /// One of these.
    pub fn pick(&mut self, from: &[&'static str]) -> &'static str {
        from[usize::try_from(self.below(from.len() as u64)).unwrap_or(0)]
    }
}
