//! The words of a command line, taken one by one; what is left over is a mistake.

use super::failure::Failure;

/// The words after the command.
pub struct Args(Vec<String>);

impl Args {
    /// The words as typed.
    pub fn new(words: Vec<String>) -> Self {
        Self(words)
    }

    /// Whether the person asks what the command does.
    pub fn asks_help(&self) -> bool {
        self.0.iter().any(|word| word == "--help" || word == "-h")
    }

    /// Takes `--name`.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|word| word != name);
        self.0.len() < before
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>, Failure> {
        let is_it =
            |word: &String| word.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('='));
        let Some(rank) = self.0.iter().position(is_it) else { return Ok(None) };
        let word = self.0.remove(rank);
        if let Some((_, value)) = word.split_once('=') {
            return Ok(Some(value.to_owned()));
        }
        match self.0.get(rank) {
            Some(value) if !value.starts_with("--") => Ok(Some(self.0.remove(rank))),
            _ => Err(Failure::new(format!("{name} stands without its value"), format!("write {name} VALUE."))),
        }
    }

    /// The words that are not options; an option that nobody took is refused.
    pub fn rest(self) -> Result<Vec<String>, Failure> {
        match self.0.iter().find(|word| word.starts_with('-') && word.len() > 1) {
            Some(word) => Err(Failure::new(format!("unknown option {word}"), "see the options with --help.")),
            None => Ok(self.0),
        }
    }

    /// Refuses whatever is left, for commands that take options only.
    pub fn end(self) -> Result<(), Failure> {
        match self.rest()?.first() {
            Some(word) => Err(Failure::new(format!("unexpected \"{word}\""), "see the options with --help.")),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split(' ').map(str::to_owned).collect())
    }

    #[test]
    fn options_are_taken_wherever_they_stand() {
        let mut words = args("one --port 80 two --open --base=/x/");
        assert_eq!(words.value("--port").unwrap().as_deref(), Some("80"));
        assert_eq!(words.value("--base").unwrap().as_deref(), Some("/x/"));
        assert_eq!(words.value("--dir").unwrap(), None);
        assert!(words.flag("--open") && !words.flag("--debug"));
        assert_eq!(words.rest().unwrap(), ["one", "two"]);
    }

    #[test]
    fn an_option_without_its_value_or_unknown_is_refused() {
        assert!(args("--port --open").value("--port").is_err());
        assert!(args("--prot 80").rest().unwrap_err().to_string().contains("--prot"));
        assert!(args("stray").end().is_err());
    }
}
