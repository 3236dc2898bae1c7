//! The plain layer of a contract, as a table beside its goals.

use relais::contrat::Pack;
use relais::contrat::mesure::{LEAST_SHORT, Mesure, Part, Phrases, SHORT};
use relais::contrat::validate::MAX_WORDS;

/// Prints how much of the plain layer is written, and how plainly.
pub fn print(pack: &Pack) {
    let Mesure {
        resumes_noeuds,
        resumes_dispositifs,
        fiches,
        lieux,
        phrases_fiches,
        phrases_resumes,
        sigles,
        sans_theme,
        sans_besoin,
        sans_public,
    } = Mesure::new(pack);
    println!("  {:<42} {:>7}  goal", "plain layer", "");
    share("summaries of nodes", resumes_noeuds, "100 %");
    share("summaries of dispositifs", resumes_dispositifs, "100 %");
    share("sheets for residents, all parts owed", fiches, "100 %");
    share("  of which say where, or whom to call", lieux, "-");
    sentences("sheets", phrases_fiches);
    sentences("summaries", phrases_resumes);
    count("acronyms left unexplained", sigles, "0");
    count("for residents, without a besoin", sans_besoin, "0");
    count("for residents, public not said", sans_public, "-");
    count("nodes of no one national theme", sans_theme, "-");
}

fn sentences(of: &str, Phrases { courtes, longues }: Phrases) {
    share(&format!("sentences of {of}, {SHORT} words or fewer"), courtes, &format!(">= {LEAST_SHORT} %"));
    count(&format!("sentences of {of}, over {MAX_WORDS} words"), longues, "0");
}

fn share(name: &str, part: Part, goal: &str) {
    println!("    {name:<40} {:>5.1} %  {goal:<8} ({} of {})", part.percent(), part.faits, part.dus);
}

fn count(name: &str, count: usize, goal: &str) {
    println!("    {name:<40} {count:>5}    {goal}");
}
