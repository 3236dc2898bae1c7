//! What a contract looks like: its tree as an icicle, and the same figures as a table.
//!
//! The columns go from wide to narrow, left to right; a block is as high as what it holds. Touching one looks into it:
//! each view has its address, so that "back" and a link that somebody sends work as everywhere.

use maud::{Markup, html};

use super::Document;
use crate::app::consult::Contrat;
use crate::contrat::Noeud;
use crate::report::icicle::{Block, Shown, Weights, beside};
use crate::ui::markup::{head_of_contrat, icons, lien, vide};
use crate::ui::route::{Route, Taille};

/// Columns at once: what is legible on 360 pixels.
const LEVELS: usize = 3;

/// The unit of heights: a hundredth of an em.
const EM: u32 = 100;

/// Lowest block that a thumb can touch, and that is therefore a link: 48 pixels where an em has 17.
const TOUCHED: u32 = 285;

/// Lowest block that holds a line of text.
const LEGIBLE: u32 = 125;

/// How high the picture is at least and at most, in em: between a small screen and two.
const HEIGHT: (u64, u64) = (26, 46);

/// Colours to tell the branches apart; neighbours never have the same.
const COLOURS: usize = 5;

/// The names of the two sizes, as [`Taille::ALL`] has them.
const HEADINGS: [&str; 2] = ["Lignes d'action", "Dispositifs cités"];

/// The picture of what stands below `focus`, or of the whole contract.
pub fn document(contrat: &Contrat, taille: Taille, focus: Option<&Noeud>) -> Document {
    let view = View::new(contrat, taille, focus);
    let title = focus.map_or("Le contrat en image", |noeud| noeud.intitule.as_str());
    let body = html! {
        (head_of_contrat(contrat, title))
        @if let Some(noeud) = focus { (view.path(noeud)) }
        @if view.parts().is_empty() {
            (vide(icons::IMAGE, html! { p { "Rien en dessous : le plan s'arrête ici." } }))
        } @else {
            (view.switch())
            (view.picture())
            (view.table())
        }
    };
    Document { title: title.into(), body }
}

/// What is looked at, weighed both ways.
struct View<'a> {
    contrat: &'a Contrat,
    taille: Taille,
    /// The node looked into, by rank.
    focus: Option<usize>,
    /// Lines of action, and dispositifs cited: as [`Taille::ALL`] has them.
    weights: [Weights; 2],
}

impl<'a> View<'a> {
    fn new(contrat: &'a Contrat, taille: Taille, focus: Option<&Noeud>) -> Self {
        let arbre = contrat.arbre();
        let (mut actions, mut dispositifs) = (Vec::new(), Vec::new());
        for noeud in &arbre.pack().noeuds {
            let parent = noeud.parent.as_deref().and_then(|id| arbre.rang(id));
            actions.push((parent, u32::from(arbre.enfants(&noeud.id).next().is_none())));
            dispositifs.push((parent, noeud.dispositifs.len() as u32));
        }
        let focus = focus.and_then(|noeud| arbre.rang(&noeud.id));
        Self { contrat, taille, focus, weights: [actions, dispositifs].map(|nodes| Weights::new(&nodes)) }
    }

    fn tree(&self) -> &Weights {
        &self.weights[self.taille as usize]
    }

    /// The nodes right below the one looked into.
    fn parts(&self) -> &[usize] {
        self.tree().children(self.focus)
    }

    fn noeud(&self, rank: usize) -> &'a Noeud {
        &self.contrat.arbre().pack().noeuds[rank]
    }

    /// The address of the picture of a node, or of the whole.
    fn image(&self, taille: Taille, id: Option<&str>) -> String {
        Route::Image(self.contrat.id().into(), taille, id.map(str::to_owned)).href()
    }

    /// Where a part leads: into it, or to its page when nothing stands below it.
    fn href(&self, rank: usize) -> String {
        let id = &self.noeud(rank).id;
        match self.tree().children(Some(rank)) {
            [] => Route::Noeud(self.contrat.id().into(), id.clone()).href(),
            _ => self.image(self.taille, Some(id)),
        }
    }

    /// The views above this one, and the page of what is looked at.
    fn path(&self, focus: &Noeud) -> Markup {
        html! {
            nav.chemin aria-label="Vous êtes ici" {
                ol {
                    li { a href=(self.image(self.taille, None)) { "En image" } }
                    @for noeud in self.contrat.arbre().chemin(&focus.id) {
                        li { a href=(self.image(self.taille, Some(&noeud.id))) { (noeud.intitule) } }
                    }
                    li { (lien(self.contrat, Route::Noeud, &focus.id, "Lire cette partie")) }
                }
            }
        }
    }

    /// The choice of what sizes say.
    fn switch(&self) -> Markup {
        let id = self.focus.map(|rank| self.noeud(rank).id.as_str());
        let about = match self.taille {
            Taille::Actions => "Une ligne d'action : une action, une mesure, un engagement ou un objectif sans suite.",
            Taille::Dispositifs => "Cité à deux endroits, un dispositif compte deux fois.",
        };
        html! {
            nav.bascule aria-label="Ce que dit la taille" {
                @for (taille, heading) in Taille::ALL.into_iter().zip(HEADINGS) {
                    a href=(self.image(taille, id)) aria-current=[(taille == self.taille).then_some("true")] { (heading) }
                }
            }
            p.discret { (about) " Touchez un bloc pour l'ouvrir." }
        }
    }

    fn picture(&self) -> Markup {
        let whole = self.tree().total(self.focus);
        if whole == 0 {
            return vide(icons::IMAGE, html! { p { "Aucun dispositif n'est cité ici : rien à dessiner." } });
        }
        // High enough for the smallest part to be touched, within reason.
        let parts = self.parts().iter().map(|&rank| self.tree().total(Some(rank)));
        let smallest = parts.filter(|&weight| weight > 0).min().unwrap_or(whole);
        let height = (whole * 3).div_ceil(smallest).clamp(HEIGHT.0, HEIGHT.1) as u32;
        let blocks = self.tree().blocks(self.focus, LEVELS, height * EM, LEGIBLE);
        let columns = blocks.last().map_or(1, |block| block.level + 1);
        let (links, others): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| self.is_link(block));
        html! {
            div.cadre-image {
                svg.icicle width="100%" height={ (height) "em" } role="group" aria-label="Image du contrat" {
                    @for block in &others { (self.block(block, columns, None)) }
                    @for (rank, block) in links.iter().enumerate() {
                        (self.block(block, columns, Some((rank, beside(&links, rank)))))
                    }
                }
            }
            (self.apart(&links))
        }
    }

    /// Whether a block leads somewhere: it is high enough, and it is not a heap of what is already looked at.
    fn is_link(&self, block: &Block) -> bool {
        block.size >= TOUCHED && (!block.is_heap() || block.inside != self.focus)
    }

    /// A block; as a link it has a rank, and the ranks of those that the arrow keys lead to. Without one, its words are
    /// for those who see it: the links and the table say them to all.
    fn block(&self, block: &Block, columns: usize, link: Option<(usize, [Option<usize>; 4])>) -> Markup {
        // A heap stands for its parent, which shows what is in it.
        let rank = match block.shown {
            Shown::One(rank) => Some(rank),
            Shown::Several(_) => block.inside,
        };
        let root = rank.map(|rank| self.tree().root(rank));
        let branch = self.tree().children(None).iter().position(|&other| Some(other) == root);
        let share = |column: usize| decimal((column * 10_000 / columns) as u32);
        let words = html! { @if block.size >= LEGIBLE { (self.words(block)) } };
        html! {
            foreignObject class={
                "n" (block.level) " b" (branch.map_or(COLOURS, |branch| branch % COLOURS))
                @if block.is_heap() { " tas" }
            } x={ (share(block.level)) "%" } width={ (share(1)) "%" }
                y={ (decimal(block.start)) "em" } height={ (decimal(block.size)) "em" } {
                @if let (Some((here, beside)), Some(rank)) = (link, rank) {
                    @let [up, down, left, right] = beside;
                    @let name = self.spoken(rank, block);
                    a.bloc-image id={ "bloc-" (here) } href=(self.href(rank)) aria-label=(name) title=(name)
                        data-arrowup=[up] data-arrowdown=[down] data-arrowleft=[left] data-arrowright=[right] { (words) }
                } @else {
                    span.bloc-image aria-hidden="true" { (words) }
                }
            }
        }
    }

    /// The words in a block, cut by the style to the lines that fit. The style writes what it weighs before them, so that
    /// the words alone are the beginning of the link's name.
    fn words(&self, block: &Block) -> Markup {
        let lines = (block.size.saturating_sub(30) / 92).clamp(1, 9);
        html! {
            span class={ "mots-bloc l" (lines) } data-poids=(block.weight) {
                @match block.shown {
                    Shown::One(rank) => (self.short(rank)),
                    Shown::Several(count) => { (count) " parties" },
                }
            }
        }
    }

    /// A title without the words that all its neighbours begin with.
    fn short(&self, rank: usize) -> String {
        let title = &self.noeud(rank).intitule;
        let parent = self.noeud(rank).parent.as_deref().and_then(|id| self.contrat.arbre().rang(id));
        let titles = self.tree().children(parent).iter().map(|&rank| self.noeud(rank).intitule.as_str());
        match shared_start(title, &titles.collect::<Vec<_>>()) {
            0 => title.clone(),
            shared => format!("… {}", &title[shared..]),
        }
    }

    /// "Cohésion sociale, 12 orientations, 43 lignes d'action, 76 dispositifs cités"
    fn spoken(&self, rank: usize, block: &Block) -> String {
        let mut name = match block.shown {
            Shown::One(_) => String::new(),
            Shown::Several(count) => format!("{count} parties de : "),
        };
        name.push_str(&self.noeud(rank).titre());
        let children = self.tree().children(Some(rank));
        if let Some(&first) = children.first() {
            let niveau = self.noeud(first).niveau;
            let alike = children.iter().all(|&child| self.noeud(child).niveau == niveau);
            add(&mut name, children.len() as u64, "partie", if alike { niveau.label_many() } else { "parties" });
        }
        let words = [("ligne d'action", "lignes d'action"), ("dispositif cité", "dispositifs cités")];
        for (weights, (one, many)) in self.weights.iter().zip(words) {
            add(&mut name, weights.total(Some(rank)), one, many);
        }
        name
    }

    /// The parts that nobody can touch in the picture.
    fn apart(&self, links: &[Block]) -> Markup {
        let touched = |rank| links.iter().any(|block| block.shown == Shown::One(rank));
        let apart: Vec<usize> = self.parts().iter().copied().filter(|&rank| !touched(rank)).collect();
        html! {
            @if !apart.is_empty() {
                div.rangee {
                    p.rangee-titre { "Trop petits pour être touchés" }
                    ul.puces {
                        @for rank in apart {
                            li {
                                a.puce href=(self.href(rank)) {
                                    span { (self.short(rank)) } span.precision { (self.tree().total(Some(rank))) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn table(&self) -> Markup {
        let total = |node: Option<usize>| [self.weights[0].total(node), self.weights[1].total(node)];
        let subject = self.focus.map_or("le contrat", |rank| &self.noeud(rank).intitule);
        let mut here = total(self.focus);
        let mut rows = html! {};
        for &rank in self.parts() {
            let weights = total(Some(rank));
            here = [here[0] - weights[0], here[1] - weights[1]];
            let title = html! { a href=(self.href(rank)) { (self.noeud(rank).titre()) } };
            rows.0.push_str(&row(&title, weights).0);
        }
        html! {
            div.tableau tabindex="0" role="region" aria-label="Les mêmes chiffres en tableau" {
                table {
                    caption { "Les mêmes chiffres : " (subject) }
                    thead { tr { th scope="col" { "Partie" } @for heading in HEADINGS { th scope="col" { (heading) } } } }
                    tbody {
                        (rows)
                        @if here[1] > 0 { (row(&html! { "Écrit ici même" }, here)) }
                    }
                    tfoot { (row(&html! { "Ensemble" }, total(self.focus))) }
                }
            }
        }
    }
}

fn row(title: &Markup, weights: [u64; 2]) -> Markup {
    html! { tr { th scope="row" { (title) } @for weight in weights { td { (weight) } } } }
}

/// Adds ", 12 orientations" to a name; nought and one are singular in French.
fn add(name: &mut String, count: u64, one: &str, many: &str) {
    name.push_str(&format!(", {count} {}", if count < 2 { one } else { many }));
}

/// Hundredths with two decimals; see [`crate::ui::markup::nombre()`] on what formatting real numbers would weigh.
fn decimal(hundredths: u32) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// How many bytes of a title all its neighbours begin with, up to the end of a word: 0 unless that saves a line.
fn shared_start(title: &str, neighbours: &[&str]) -> usize {
    const LINE: usize = 12;
    let alike = |other: &&str| title.bytes().zip(other.bytes()).take_while(|(one, other)| one == other).count();
    let shared = neighbours.iter().map(alike).min().unwrap_or(0);
    // A space is one byte, so what follows it is a whole character.
    let end = title.as_bytes()[..shared].iter().rposition(|&byte| byte == b' ').map_or(0, |space| space + 1);
    if end < LINE || neighbours.len() < 2 { 0 } else { end }
}

#[cfg(test)]
mod tests {
    use super::{decimal, shared_start};

    #[test]
    fn neighbours_are_told_apart_by_what_they_do_not_share() {
        let titles = ["Protocole d'engagements de Grigny", "Protocole d'engagements d'Évry"];
        assert_eq!(&titles[0][shared_start(titles[0], &titles)..], "de Grigny");
        for alone in [
            &["Protocole d'engagements de Grigny"][..],
            &["Le sport", "Le travail"],
            &["Santé à l'école", "Santé à l'été"],
        ] {
            assert_eq!(shared_start(alone[0], alone), 0, "{alone:?}");
        }
    }

    #[test]
    fn hundredths_are_written_whole() {
        assert_eq!([decimal(0), decimal(5), decimal(285), decimal(4600)], ["0.00", "0.05", "2.85", "46.00"]);
    }
}
