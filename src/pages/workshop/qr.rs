//! A QR code as a drawing.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

/// The empty edge that readers need, in modules.
const EDGE: i32 = 4;

/// The QR code of a text; nothing if the text is too long for one. A text in capitals and digits after a prefix of any
/// characters takes the least room.
pub(super) fn drawing(prefix: &str, code: &str, label: &'static str) -> Option<AnyView> {
    let mut segments = QrSegment::make_segments(prefix);
    segments.extend(QrSegment::make_segments(code));
    let it = QrCode::encode_segments(&segments, QrCodeEcc::Medium).ok()?;
    let size = it.size();
    let mut path = String::new();
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while x < size && it.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let length = x - start;
                path += &format!("M{start} {y}h{length}v1h-{length}z");
            }
            x += 1;
        }
    }
    let side = size + 2 * EDGE;
    let view = view! {
        <svg
            class="qr"
            viewBox=format!("{} {} {side} {side}", -EDGE, -EDGE)
            role="img"
            aria-label=label
            shape-rendering="crispEdges"
        >
            <rect class="qr__ground" x=-EDGE y=-EDGE width=side height=side></rect>
            <path class="qr__modules" d=path></path>
        </svg>
    };
    Some(view.into_any())
}
