//! The plain layer of a pack in figures: how much of it is written, and how plainly. Native builds only: it is read by
//! whoever writes a contract, on the terminal of `cargo dev check`.

use super::dispositif::{Dispositif, Simple};
use super::noeud::Niveau;
use super::pack::Pack;
use super::validate::plain::{sentences, unexplained, words};
use super::validate::{MAX_WORDS, owes_resume};

/// Most words of a sentence that counts as short: for a reader who left school early, one idea in one breath.
pub const SHORT: usize = 12;

/// Least share of short sentences, in percent: a few ideas need a longer one, and none may pass [`MAX_WORDS`].
pub const LEAST_SHORT: f64 = 85.0;

/// The plain layer of one pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Mesure {
    /// Nodes that owe a summary, and have it.
    pub resumes_noeuds: Part,
    /// Dispositifs that have a summary.
    pub resumes_dispositifs: Part,
    /// Dispositifs for residents whose sheet has every part that is owed: all but the place and the papers, which the
    /// document may not name.
    pub fiches: Part,
    /// Dispositifs for residents whose document names a kind of place to go to; the app says elsewhere to ask.
    pub lieux: Part,
    /// Sentences of the sheets.
    pub phrases_fiches: Phrases,
    /// Sentences of the summaries.
    pub phrases_resumes: Phrases,
    /// Acronyms that a sheet uses and does not explain; in a summary, those that the pack's own list does not know
    /// either, since there the app opens the meaning.
    pub sigles: usize,
    /// Nodes without a national theme: some speak of all themes at once.
    pub sans_theme: usize,
    /// Dispositifs for residents that answer no besoin.
    pub sans_besoin: usize,
    /// Dispositifs for residents without a public: the document does not always say.
    pub sans_public: usize,
}

/// How many of those that owe something have it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// Those that have it.
    pub faits: usize,
    /// All of them.
    pub dus: usize,
}

impl Part {
    fn of<T>(items: impl Iterator<Item = T>, has: impl Fn(&T) -> bool) -> Self {
        items
            .fold(Self::default(), |part, item| Self { faits: part.faits + usize::from(has(&item)), dus: part.dus + 1 })
    }

    /// The share in percent; where nothing is owed, all of it is there.
    pub fn percent(self) -> f64 {
        if self.dus == 0 { 100.0 } else { self.faits as f64 * 100.0 / self.dus as f64 }
    }
}

/// Sentences by their length.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Those of at most [`SHORT`] words, out of all.
    pub courtes: Part,
    /// Those of more than [`MAX_WORDS`] words.
    pub longues: usize,
}

impl Phrases {
    fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let lengths: Vec<usize> = texts.flat_map(sentences).map(words).filter(|count| *count > 0).collect();
        Self {
            courtes: Part::of(lengths.iter(), |count| **count <= SHORT),
            longues: lengths.iter().filter(|count| **count > MAX_WORDS).count(),
        }
    }
}

impl Mesure {
    /// Measures a pack.
    pub fn new(pack: &Pack) -> Self {
        let residents = || pack.dispositifs.iter().filter(|dispositif| dispositif.pour_habitants);
        let sheets = || pack.dispositifs.iter().filter_map(|dispositif| dispositif.simple.as_ref());
        let of_noeuds = pack.noeuds.iter().filter_map(|noeud| noeud.resume.as_deref());
        let resumes: Vec<&str> =
            of_noeuds.chain(pack.dispositifs.iter().filter_map(|dispositif| dispositif.resume.as_deref())).collect();
        let listed = |sigle: &str| pack.sigles.iter().any(|entry| entry.sigle == sigle);
        let unlisted = |resume: &&str| unexplained(&[resume]).iter().filter(|(_, sigle)| !listed(sigle)).count();
        Self {
            resumes_noeuds: Part::of(pack.noeuds.iter().filter(|noeud| owes(noeud.niveau)), |noeud| {
                is_written(noeud.resume.as_deref())
            }),
            resumes_dispositifs: Part::of(pack.dispositifs.iter(), |item| is_written(item.resume.as_deref())),
            fiches: Part::of(residents(), |item| is_whole(item)),
            lieux: Part::of(residents(), |item| item.simple.as_ref().is_some_and(|simple| !simple.ou_aller.is_empty())),
            phrases_fiches: Phrases::of(sheets().flat_map(parts)),
            phrases_resumes: Phrases::of(resumes.iter().copied()),
            sigles: sheets().map(|simple| unexplained(&parts(simple)).len()).sum::<usize>()
                + resumes.iter().map(unlisted).sum::<usize>(),
            sans_theme: pack.noeuds.iter().filter(|noeud| noeud.theme_anct.is_none()).count(),
            sans_besoin: residents().filter(|item| item.besoins.is_empty()).count(),
            sans_public: residents().filter(|item| item.publics.is_empty()).count(),
        }
    }
}

fn owes(niveau: Niveau) -> bool {
    owes_resume(niveau.word())
}

fn is_written(text: Option<&str>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

fn is_whole(dispositif: &Dispositif) -> bool {
    dispositif.simple.as_ref().is_some_and(|simple| parts(simple)[..4].iter().all(|part| is_written(Some(part))))
}

/// The parts of a sheet in the order in which they are read, the four that are owed first.
fn parts(simple: &Simple) -> [&str; 6] {
    let Simple { titre, cest_quoi, pour_qui, comment_faire, ou_aller, papiers } = simple;
    [titre, cest_quoi, pour_qui, comment_faire, ou_aller, papiers]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_counted_by_their_length() {
        let of = |count: usize| "mot ".repeat(count) + ".";
        let text = [of(1), of(12), of(13), of(20), of(21)].join(" ");
        let phrases = Phrases::of(["", &text].into_iter());
        assert_eq!(phrases, Phrases { courtes: Part { faits: 2, dus: 5 }, longues: 1 });
    }

    #[test]
    fn a_share_of_nothing_is_whole() {
        assert_eq!(Part::default().percent(), 100.0);
        assert_eq!(Part { faits: 1, dus: 4 }.percent(), 25.0);
    }
}
