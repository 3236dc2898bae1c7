//! `public/mots.txt`: the French words of BIP-39, of which secret phrases and recovery sheets are made.

use std::path::Path;

use relais::vault::WordList;

use super::failure::Failure;
use super::packs::Derived;

/// The file as it should be: one word a line, from the crate `bip39`, with accents as one types them.
pub fn derived(public: &Path) -> Result<Derived, Failure> {
    let mut text = String::new();
    for word in bip39::Language::French.word_list() {
        text.push_str(&composed(word));
        text.push('\n');
    }
    match WordList::parse(&text) {
        Ok(_) => Ok(Derived { path: public.join("mots.txt"), text }),
        Err(fault) => Err(Failure::new(format!("the word list is refused: {fault:?}"), "look at the crate `bip39`.")),
    }
}

/// The standard writes a letter and its accent apart; people, and keyboards, together.
fn composed(word: &str) -> String {
    word.replace("e\u{301}", "é").replace("e\u{300}", "è")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_accent_stands_alone() {
        let text = derived(Path::new("public")).unwrap().text;
        assert!(text.starts_with("abaisser\n") && text.ends_with("zoologie\n"));
        assert!(text.chars().all(|letter| matches!(letter, 'a'..='z' | 'é' | 'è' | '\n')));
    }
}
