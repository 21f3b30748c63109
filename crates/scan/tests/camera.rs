//! Codes as a camera sees them: small, tilted, out of focus, noisy.

use demarc_scan::Picture;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// A code of the full set, the longest that participants show: 210 characters.
const LONGEST: usize = 202;

/// Numbers that look random, and are the same every time.
struct Dice(u64);

impl Dice {
    /// From 0 up to 1.
    fn part(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.part()
    }
}

/// A code like a participant's, of so many characters after its name.
fn code(dice: &mut Dice, length: usize) -> String {
    let digits = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let rest = (0..length).map(|_| char::from(digits[(dice.part() * 32.0) as usize]));
    format!("DEMARC1-{}", rest.collect::<String>())
}

/// What the app draws of a code: the same segments, the same edge.
fn drawn(text: &str) -> Vec<Vec<bool>> {
    let (prefix, rest) = text.split_at(8);
    let mut segments = QrSegment::make_segments(prefix);
    segments.extend(QrSegment::make_segments(rest));
    let code = QrCode::encode_segments(&segments, QrCodeEcc::Medium).unwrap();
    let range = -4..code.size() + 4;
    let row = |y| range.clone().map(|x| code.get_module(x, y)).collect();
    range.clone().map(row).collect()
}

/// One frame: the code at about so many pixels a module, turned, in perspective, blurred, in uneven light, with noise.
fn frame(modules: &[Vec<bool>], pixels: f64, dice: &mut Dice) -> Picture {
    let size = modules.len() as f64;
    let (width, height) = (320_usize.max((size * pixels * 1.5) as usize), 0);
    let height = if height == 0 { width * 3 / 4 } else { height };
    let height = height.max((size * pixels * 1.35) as usize);
    let angle = dice.between(-0.2, 0.2);
    let (sin, cos) = angle.sin_cos();
    let (lean_x, lean_y) = (dice.between(-0.0012, 0.0012), dice.between(-0.0012, 0.0012));
    let (shift_x, shift_y) = (dice.between(-8.0, 8.0), dice.between(-8.0, 8.0));
    let scale = pixels * dice.between(0.95, 1.05);
    // A hand moves: in some frames the camera has no focus.
    let blur = dice.between(0.4, 1.2);
    let light = dice.between(-0.15, 0.15);
    let noise = dice.between(4.0, 14.0);
    let paper = |x: f64, y: f64| {
        let (x, y) = (
            x - width as f64 / 2.0 - shift_x,
            y - height as f64 / 2.0 - shift_y,
        );
        let depth = 1.0 + lean_x * x + lean_y * y;
        let (x, y) = (x / depth, y / depth);
        let (x, y) = ((cos * x + sin * y) / scale, (cos * y - sin * x) / scale);
        let (column, row) = ((x + size / 2.0).floor(), (y + size / 2.0).floor());
        if column < 0.0 || row < 0.0 {
            return 200.0;
        }
        let module = modules
            .get(row as usize)
            .and_then(|it| it.get(column as usize));
        match module {
            Some(true) => 35.0,
            Some(false) => 225.0,
            None => 200.0,
        }
    };
    // A pixel is the mean of points around it.
    const POINTS: [f64; 5] = [-1.0, -0.5, 0.0, 0.5, 1.0];
    let mut gray = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let (mut sum, mut weights) = (0.0, 0.0);
            for dx in POINTS {
                for dy in POINTS {
                    let weight = (-(dx * dx + dy * dy)).exp();
                    sum += weight
                        * paper(
                            x as f64 + 0.5 + dx * blur * 1.4,
                            y as f64 + 0.5 + dy * blur * 1.4,
                        );
                    weights += weight;
                }
            }
            let shade = sum / weights * (1.0 + light * (x as f64 / width as f64 - 0.5));
            let shade = shade + (dice.part() + dice.part() - 1.0) * noise * 2.0;
            gray.push(shade.clamp(0.0, 255.0) as u8);
        }
    }
    Picture::of_gray(width, height, gray).unwrap()
}

/// In how many of so many tries a code is read within 20 frames, and in how many frames of all.
fn tries(length: usize, pixels: f64, tries: u64) -> (u64, f64) {
    let (mut read, mut frames, mut hits) = (0, 0, 0);
    for number in 0..tries {
        let mut dice =
            Dice(0x9e37_79b9_7f4a_7c15 ^ (number + 1).wrapping_mul(0x1234_5678_9abc_def1));
        let text = code(&mut dice, length);
        let modules = drawn(&text);
        let found = (0..20).any(|_| {
            frames += 1;
            let texts = frame(&modules, pixels, &mut dice).read();
            assert!(texts.iter().all(|it| *it == text), "read as {texts:?}");
            hits += u64::from(!texts.is_empty());
            !texts.is_empty()
        });
        read += u64::from(found);
    }
    (read, hits as f64 / frames as f64)
}

#[test]
fn codes_at_three_pixels_a_module_are_read_within_twenty_frames() {
    for length in [128, LONGEST] {
        let (read, of_frames) = tries(length, 3.0, 20);
        println!("{length} characters: {read} of 20, {of_frames:.2} of the frames");
        assert!(read >= 18, "{length} characters: {read} of 20");
    }
}

#[test]
fn codes_in_focus_are_read_at_once() {
    let (read, of_frames) = tries(LONGEST, 6.0, 5);
    assert!(
        read == 5 && of_frames > 0.5,
        "{read} of 5, {of_frames:.2} of the frames"
    );
}
