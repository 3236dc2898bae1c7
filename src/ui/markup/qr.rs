//! A text as a QR: one path of an SVG, black on white in every theme, since a camera reads nothing else as well.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The white around a QR, in modules (ISO/IEC 18004 asks for four).
const MARGIN: i32 = 4;

/// The QR of a text: level M, version 15 at most, which holds 412 bytes. Nothing for a longer text.
///
/// ```
/// let svg = relais::ui::markup::qr("Mission locale").unwrap().into_string();
/// assert!(svg.starts_with("<svg class=\"qr\""));
/// assert!(relais::ui::markup::qr(&"é".repeat(207)).is_none());
/// ```
pub fn qr(text: &str) -> Option<Markup> {
    let bytes = [QrSegment::make_bytes(text.as_bytes())];
    let (level, largest) = (QrCodeEcc::Medium, Version::new(15));
    let code = QrCode::encode_segments_advanced(&bytes, level, Version::MIN, largest, None, false).ok()?;
    let side = code.size() + 2 * MARGIN;
    Some(html! {
        svg.qr role="img" aria-label="QR code" viewBox={ "0 0 " (side) " " (side) } shape-rendering="crispEdges" {
            path fill="#fff" d={ "M0 0h" (side) "v" (side) "h-" (side) "z" } {}
            path fill="#000" d=(outline(&code)) {}
        }
    })
}

/// The dark modules, as one path: a stroke of the pen for each run of them in a row.
fn outline(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let length = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if length > 0 {
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + MARGIN, y + MARGIN));
            }
            x += length.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::consult::Contrat;
    use crate::app::remise::Feuille;
    use crate::contrat::{self, vocabulaire};
    use crate::journal::Jour;

    /// What a scanner reads in the picture, drawn four times as large as its modules.
    fn read(svg: &str) -> String {
        let path = svg.rsplit_once("d=\"").unwrap().1.split('"').next().unwrap();
        let side: usize = svg.split("viewBox=\"0 0 ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
        let mut dark = vec![false; side * side];
        for run in path.split('M').skip(1) {
            let mut numbers =
                run.split(|sign: char| !sign.is_ascii_digit()).map(|number| number.parse().unwrap_or(0_usize));
            let (x, y, length) = (numbers.next().unwrap(), numbers.next().unwrap(), numbers.next().unwrap());
            dark[y * side + x..y * side + x + length].fill(true);
        }
        let pixel = |x: usize, y: usize| if dark[y / 4 * side + x / 4] { 0 } else { 255 };
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * 4, side * 4, pixel);
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        grids[0].decode().unwrap().1
    }

    #[test]
    fn a_scanner_reads_the_text_up_to_the_longest() {
        let longest = "Où aller ? À la Maison de l'emploi, « escalier B ».\n".repeat(8);
        for text in ["a", "Mission locale\nOù aller : à l'accueil.", &longest[..400]] {
            assert_eq!(read(&qr(text).unwrap().into_string()), text);
        }
    }

    #[test]
    fn sheets_of_a_contract_are_read_as_they_are_written() {
        let pack = contrat::reopen(include_str!("../../../public/contrats/chennevieres-cucs.json")).unwrap();
        let words = vocabulaire::reopen(include_str!("../../../public/vocabulaire.json")).unwrap();
        let contrat = Contrat::new(pack, words.into());
        // Some of them: unoptimised, a scanner takes a second for each.
        for dispositif in contrat.arbre().pack().dispositifs.iter().step_by(8) {
            let text = Feuille::dispositif(&contrat, dispositif, Jour::default()).texte_qr();
            assert_eq!(read(&qr(&text).unwrap().into_string()), text);
        }
    }

    #[test]
    fn what_is_too_long_has_no_qr() {
        assert!(qr(&"a".repeat(412)).is_some());
        assert!(qr(&"a".repeat(413)).is_none());
    }
}
