//! Numbers as they are written in French.

/// A number with a comma, its thousands parted by a narrow no-break space, and at most three decimals.
///
/// ```
/// use relais::ui::markup::nombre;
///
/// assert_eq!(nombre(12345.6), "12\u{202f}345,6");
/// assert_eq!(nombre(-0.25), "-0,25");
/// ```
pub fn nombre(value: f64) -> String {
    // Whole thousandths: the formatting of floating-point numbers alone would weigh four kilobytes in the app.
    let thousandths = (value.abs() * 1000.0).round() as u64;
    let whole = (thousandths / 1000).to_string();
    let mut text = String::from(if value < 0.0 && thousandths > 0 { "-" } else { "" });
    for (rank, digit) in whole.chars().enumerate() {
        if rank > 0 && (whole.len() - rank).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    let decimals = thousandths % 1000;
    if decimals > 0 {
        text.push(',');
        text.push_str(format!("{decimals:03}").trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::nombre;

    #[test]
    fn numbers_are_written_as_in_french() {
        let written = [
            (0.0, "0"),
            (7.0, "7"),
            (999.0, "999"),
            (1000.0, "1\u{202f}000"),
            (1234567.0, "1\u{202f}234\u{202f}567"),
            (12.5, "12,5"),
            (0.05, "0,05"),
            (1.9996, "2"),
            (-3.0, "-3"),
            (-0.0001, "0"),
        ];
        for (value, text) in written {
            assert_eq!(nombre(value), text, "{value}");
        }
    }
}
