//! Which passages of a text answer a query.

use std::ops::Range;

use super::query::Query;
use super::stem::stem;
use super::words::{Token, groups};

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// The piece as written.
    pub text: &'a str,
    /// Whether it answers the query, and is to be marked.
    pub hit: bool,
}

/// The best passage of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet<'a> {
    /// The passage in pieces.
    pub parts: Vec<Part<'a>>,
    /// Whether something was left out before it, to be shown as "…".
    pub cut_start: bool,
    /// Whether something was left out after it.
    pub cut_end: bool,
}

/// `text` in pieces, with the words that answer `query` marked. The pieces put together are the text, exactly.
///
/// What [`Index::search`](super::Index::search) finds is what is marked, whole words at a time.
///
/// ```
/// use relais::search::highlight;
///
/// let parts = highlight("L’École des parents", "ecol parent");
/// let marked: Vec<&str> = parts.iter().filter(|part| part.hit).map(|part| part.text).collect();
/// assert_eq!(marked, ["École", "parents"]);
/// ```
pub fn highlight<'a>(text: &'a str, query: &str) -> Vec<Part<'a>> {
    parts(text, 0..text.len(), &marks(text, &Query::parse(query)))
}

/// The passage of `text`, of at most `max_chars` characters, that answers most words of `query`; its beginning if
/// none does. It is cut between words, within a word only if that word alone is too long.
///
/// ```
/// use relais::search::snippet;
///
/// let text = "La maison ouvre tous les jours. On y apprend le français avec des bénévoles, le soir.";
/// let snippet = snippet(text, "francais", 40);
/// let passage: String = snippet.parts.iter().map(|part| part.text).collect();
/// assert_eq!(passage, "On y apprend le français avec des");
/// assert!(snippet.cut_start && snippet.cut_end);
/// ```
pub fn snippet<'a>(text: &'a str, query: &str, max_chars: usize) -> Snippet<'a> {
    let marks = marks(text, &Query::parse(query));
    let window = window(text, &marks, max_chars);
    Snippet {
        cut_start: !text[..window.start].trim().is_empty(),
        cut_end: !text[window.end..].trim().is_empty(),
        parts: parts(text, window, &marks),
    }
}

/// A passage that answers the query.
struct Mark {
    range: Range<usize>,
    /// The words of the query that it answers, one bit each.
    words: u32,
}

/// The passages that answer the query, in order.
fn marks(text: &str, query: &Query) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    if query.words.is_empty() {
        return marks;
    }
    let answered = |token: &Token| {
        let stem = stem(&token.term);
        let answers = query.words.iter().map(|word| word.strength(&token.term, &stem).is_some());
        answers.enumerate().fold(0, |bits, (word, answers)| bits | u32::from(answers) << word)
    };
    for group in groups(text) {
        let first = marks.len();
        for token in group.tokens {
            let words = answered(&token);
            if words != 0 {
                marks.push(Mark { range: token.range, words });
            }
        }
        // In "13-1" neither part answers "13-1", the whole does.
        if let Some(joined) = group.joined.filter(|_| marks.len() == first) {
            let words = answered(&joined);
            if words != 0 {
                marks.push(Mark { range: joined.range, words });
            }
        }
    }
    marks
}

/// `text[window]` cut at the marks.
fn parts<'a>(text: &'a str, window: Range<usize>, marks: &[Mark]) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut at = window.start;
    let mut push = |range: Range<usize>, hit| {
        if !range.is_empty() {
            parts.push(Part { text: &text[range], hit });
        }
    };
    for mark in marks {
        let (start, end) = (mark.range.start.max(at), mark.range.end.min(window.end));
        if start < end {
            push(at..start, false);
            push(start..end, true);
            at = end;
        }
    }
    push(at..window.end, false);
    parts
}

/// A run of text between white space.
struct Run {
    range: Range<usize>,
    /// Its place in the text, in characters.
    start: usize,
    end: usize,
    /// The words of the query that it answers, one bit each.
    words: u32,
}

/// The place of the best passage: most words of the query, then most marks, then the first. Around what it marks,
/// it takes from the beginning of the sentence if it can, else a third of the spare room before and the rest after.
fn window(text: &str, marks: &[Mark], max_chars: usize) -> Range<usize> {
    let runs = runs(text, marks);
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return 0..0 };
    if last.end - first.start <= max_chars {
        return first.range.start..last.range.end;
    }
    let core = core(&runs, max_chars);
    let (mut from, mut to) = (core.start, core.end - 1);
    if runs[to].end - runs[from].start > max_chars {
        return cut_run(text, &runs[from].range, marks, max_chars);
    }
    let spare = max_chars - (runs[to].end - runs[from].start);
    let reaches = |start: usize| runs[from].start - runs[start].start <= spare;
    let sentence =
        (0..=from).rev().take_while(|&start| reaches(start)).find(|&start| begins_sentence(text, &runs, start));
    from = sentence.unwrap_or_else(|| {
        let after = last.end - runs[to].end;
        let before = (spare / 3).max(spare.saturating_sub(after));
        (0..=from).find(|&start| runs[from].start - runs[start].start <= before).unwrap_or(from)
    });
    while to + 1 < runs.len() && runs[to + 1].end - runs[from].start <= max_chars {
        to += 1;
    }
    runs[from].range.start..runs[to].range.end
}

fn runs(text: &str, marks: &[Mark]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut marks = marks.iter().peekable();
    let mut chars = 0;
    let mut at = 0;
    for word in text.split_whitespace() {
        // The pieces of one text, in order: the difference of addresses is the place in it.
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let end = start + word.len();
        chars += text[at..start].chars().count();
        let from = chars;
        chars += word.chars().count();
        at = end;
        let mut words = 0;
        while let Some(mark) = marks.next_if(|mark| mark.range.start < end) {
            words |= mark.words;
        }
        runs.push(Run { range: start..end, start: from, end: chars, words });
    }
    runs
}

/// The shortest series of runs that has all the marks of the best passage; the first run if nothing is marked.
fn core(runs: &[Run], max_chars: usize) -> Range<usize> {
    let marked: Vec<usize> = (0..runs.len()).filter(|&run| runs[run].words != 0).collect();
    let mut best = (0, 0);
    let mut core = 0..1;
    for (place, &from) in marked.iter().enumerate() {
        let mut words = 0u32;
        for (count, &to) in marked[place..].iter().enumerate() {
            if count > 0 && runs[to].end - runs[from].start > max_chars {
                break;
            }
            words |= runs[to].words;
            if (words.count_ones(), count + 1) > best {
                best = (words.count_ones(), count + 1);
                core = from..to + 1;
            }
        }
    }
    core
}

/// Whether a sentence begins with this run.
fn begins_sentence(text: &str, runs: &[Run], run: usize) -> bool {
    run == 0 || text[runs[run - 1].range.clone()].ends_with(['.', '!', '?', ';', '…', ':'])
}

/// A single run that is too long, cut to `max_chars` characters, from its first mark on.
fn cut_run(text: &str, run: &Range<usize>, marks: &[Mark], max_chars: usize) -> Range<usize> {
    let mark = marks.iter().map(|mark| mark.range.start).find(|start| run.contains(start));
    let start = mark.unwrap_or(run.start);
    let length = text[start..run.end].char_indices().nth(max_chars).map_or(run.end - start, |(place, _)| place);
    start..start + length
}
