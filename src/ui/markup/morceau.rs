//! Pieces of a long document that is drawn anew: one that says what it said before is not even read again.

use maud::{Markup, PreEscaped};

/// Stands before and after each piece. No text can forge it, since `maud` escapes its first sign.
const BORD: &str = "<!--|-->";

/// Marks an element that stands in the text for one that is as it was.
pub const PAREIL: &str = "data-pareil";

/// Marks a piece: one whole element without an id, such as a row of a table.
pub fn morceau(element: Markup) -> Markup {
    PreEscaped([BORD, &element.0, BORD].concat())
}

/// The document as the browser reads it, given how it was drawn before: where a piece is as it was, an empty element of
/// its kind stands in its place, marked [`PAREIL`]. Where the pieces are not as many as before, all of them are there.
pub fn morceaux_changes(before: &str, now: &str) -> String {
    let known: Vec<&str> = before.split(BORD).collect();
    let comparable = known.len() == now.split(BORD).count();
    let mut text = String::with_capacity(now.len());
    for (rank, part) in now.split(BORD).enumerate() {
        let is_piece = rank % 2 == 1;
        if is_piece && comparable && known.get(rank) == Some(&part) {
            let name = part.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
            text.extend(["<", name, " ", PAREIL, "></", name, ">"]);
        } else {
            text.push_str(part);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use maud::html;

    use super::{morceau, morceaux_changes};

    fn table(rows: &[&str]) -> String {
        html! { table { @for row in rows { (morceau(html! { tr.rang { td { (row) } } })) } } "fin" }.into_string()
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let drawn = morceaux_changes(&table(&["un", "deux", "trois"]), &table(&["un", "2", "trois"]));
        assert_eq!(
            drawn,
            "<table><tr data-pareil></tr><tr class=\"rang\"><td>2</td></tr><tr data-pareil></tr></table>fin"
        );
    }

    #[test]
    fn the_first_drawing_and_another_number_of_pieces_are_read_whole() {
        let whole = "<table><tr class=\"rang\"><td>un</td></tr></table>fin";
        assert_eq!(morceaux_changes("", &table(&["un"])), whole);
        assert_eq!(morceaux_changes(&table(&["un", "deux"]), &table(&["un"])), whole);
    }

    #[test]
    fn a_text_that_looks_like_a_border_is_text() {
        let text = "<!--|-->";
        let drawn = morceaux_changes(&table(&[text]), &table(&[text]));
        assert_eq!(drawn, "<table><tr data-pareil></tr></table>fin");
    }
}
