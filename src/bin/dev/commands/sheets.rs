//! The style sheets as one file: the page waits for all of them before it paints, and each costs a way to the service
//! worker and back.

use std::fs;
use std::path::Path;

use super::failure::{Failure, OrFail};
use super::precache::sha256;

/// How Trunk writes the link of a sheet, up to its address.
const LINK: &str = "<link rel=\"stylesheet\" href=\"";

/// Joins the sheets that `dir/index.html` links, in their order, into one that stands where the first stood.
/// Joining twice is the same as once.
pub fn join(dir: &Path) -> Result<(), Failure> {
    let index = dir.join("index.html");
    let doing = "joining the style sheets";
    let mend = "the built site must be readable and writable, with the sheets that index.html links.";
    let page = fs::read_to_string(&index).or_fail(doing, mend)?;
    let Some((page, names)) = with_one_link(&page) else { return Ok(()) };
    let mut joined = String::new();
    for name in &names {
        joined += &fs::read_to_string(dir.join(name)).or_fail(doing, mend)?;
        fs::remove_file(dir.join(name)).or_fail(doing, mend)?;
    }
    let name = format!("style-{}.css", &sha256(joined.as_bytes())[..16]);
    fs::write(dir.join(&name), joined).or_fail(doing, mend)?;
    fs::write(&index, page.replace(ONE, &name)).or_fail(doing, mend)
}

/// Stands in the page for the name of the joined sheet, until its content gives one.
const ONE: &str = "{one-sheet}";

/// The page with one link in the place of several, and the addresses of these; nothing when there are less than two.
fn with_one_link(page: &str) -> Option<(String, Vec<&str>)> {
    let mut parts = page.split(LINK);
    let mut joined = parts.next()?.to_owned();
    let mut names = Vec::new();
    for part in parts {
        let (name, rest) = part.split_once('"')?;
        let (end, rest) = rest.split_once('>')?;
        if names.is_empty() {
            joined += &format!("{LINK}{ONE}\"{end}>{rest}");
        } else {
            joined += rest.trim_start();
        }
        names.push(name);
    }
    (names.len() > 1).then_some((joined, names))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_sheets_become_one_in_their_order() {
        let page = "<head>\n  <link rel=\"stylesheet\" href=\"./a.css\"/>\n  <link rel=\"stylesheet\" href=\"./b.css\"/>\n  <title>";
        let (joined, names) = with_one_link(page).unwrap();
        assert_eq!(names, ["./a.css", "./b.css"]);
        assert_eq!(joined, format!("<head>\n  {LINK}{ONE}\"/>\n  <title>"));
        assert_eq!(with_one_link(&joined), None, "joining twice is the same as once");
        assert_eq!(with_one_link("<head>"), None);
    }
}
