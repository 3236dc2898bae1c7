//! The same need, acteur or dispositif in every contract of this phone, contract by contract.

use maud::{Markup, PreEscaped, html};

use super::Document;
use crate::app::compare::{Genre, Groupe, Ligne, Part, Position, Question, Taking};
use crate::app::consult::{Contrat, Target, Trouvaille, name_of};
use crate::contrat::{AuDocument, RoleActeur, ValeurEtat};
use crate::ui::markup::{head, icon, icons, quitter_si_sensible, sources_line, trouvaille_card, vide};
use crate::ui::route::Route;

/// The way to the comparison, for the page that `route` leads to.
pub fn compare_link(route: Route) -> Markup {
    html! {
        a.bouton.discret href=(Route::compared(route).href()) {
            (icon(icons::CONTRAT)) "Dans les autres contrats de ce téléphone"
        }
    }
}

/// The head of the comparison of what `of` shows.
pub fn tete(contrat: &Contrat, question: &Question, of: &Route) -> Document {
    let (genre, besoins) = match of {
        Route::Acteur(..) => ("Acteur", &[][..]),
        Route::Dispositif(_, id) => {
            ("Dispositif", contrat.arbre().dispositif(id).map_or(&[][..], |dispositif| &dispositif.besoins))
        }
        Route::Besoin(id) => ("Besoin", std::slice::from_ref(id)),
        _ => ("", &[][..]),
    };
    let title = format!("{} : contrat par contrat", question.titre);
    let body = html! {
        (head(&title, Some(genre), Some((of, &question.titre))))
        (quitter_si_sensible(besoins))
        @if question.is_by_name() {
            p.discret { "Rapprochés par leur nom. Vérifiez que c'est bien le même avant de conclure." }
        }
    };
    Document { title, body }
}

/// The answers of several contracts, as far as they have come.
pub struct Answers {
    of: usize,
    come: usize,
    speak: usize,
    html: String,
}

impl Answers {
    /// None yet, of so many contracts.
    pub fn of(contrats: usize) -> Self {
        Self { of: contrats, come: 0, speak: 0, html: String::new() }
    }

    /// Adds how a contract stands on the question.
    pub fn add(&mut self, contrat: &Contrat, question: &Question) {
        let found = question.ask(contrat);
        self.come += 1;
        self.speak += usize::from(!found.groupes.is_empty());
        self.html += &position(contrat, &found).into_string();
    }

    /// Adds a contract of which the text can no longer be read.
    pub fn add_unreadable(&mut self, territoire: &str) {
        self.come += 1;
        let told = html! {
            section.bloc.position {
                h2 { (territoire) }
                p.discret { "Ce contrat ne se lit plus sur ce téléphone. Avec du réseau, ouvrez-le pour le réparer." }
            }
        };
        self.html += &told.into_string();
    }

    /// How far the reading is, then how many contracts say something.
    pub fn words(&self) -> String {
        let words = html! {
            @match (self.of, self.speak) {
                (of, _) if self.come < of => { "Lecture des contrats : " (self.come + 1) " sur " (of) },
                (1, _) => {},
                (of, 0) => { "Aucun des " (of) " contrats n'en parle." },
                (of, 1) => { "1 contrat sur " (of) " en parle." },
                (of, speak) => { (speak) " contrats sur " (of) " en parlent." },
            }
        };
        words.into_string()
    }

    /// What they say.
    pub fn page(&self) -> String {
        let page = html! {
            (PreEscaped(&self.html))
            @if self.of == 1 {
                (vide(icons::CONTRAT, html! {
                    p { "Il n'y a qu'un contrat sur ce téléphone." }
                    a.bouton href=(Route::Contrats.href()) { "En installer d'autres" }
                }))
            }
        };
        page.into_string()
    }
}

/// How one contract stands on the question.
fn position(contrat: &Contrat, Position { acteurs, groupes }: &Position<'_>) -> Markup {
    let entete = &contrat.arbre().pack().contrat;
    html! {
        section.bloc.position {
            h2 {
                a href=(Route::Contrat(Some(contrat.id().into())).href()) { (entete.territoire) }
                @if let Some(year) = entete.debut.or(entete.fin) { span.nombre { (year) } }
            }
            @if groupes.is_empty() { p.discret { "Ce contrat n'en dit rien." } }
            @for taking in acteurs { (people(contrat, taking)) }
            @for groupe in groupes { (group(contrat, groupe)) }
        }
    }
}

/// "Finance : CAF (3 fois), État." with a link to each.
fn people(contrat: &Contrat, (part, acteurs): &Taking<'_>) -> Markup {
    html! {
        p {
            strong { (title_of(*part)) " : " }
            @for (rank, (acteur, count)) in acteurs.iter().enumerate() {
                @if rank > 0 { ", " }
                a href=(Route::Acteur(contrat.id().into(), acteur.id.clone()).href()) { (name_of(acteur)) }
                @if *count > 1 { " (" (count) " fois)" }
            }
            "."
        }
    }
}

fn title_of(part: Part) -> &'static str {
    match part {
        Part::Porte => "Porte",
        Part::Role(RoleActeur::Pilote) => "Pilote",
        Part::Role(RoleActeur::Appui) => "Appuie",
        Part::Role(RoleActeur::Financeur) => "Finance",
        Part::Role(RoleActeur::Operateur) => "Met en œuvre",
        Part::Role(RoleActeur::Partenaire) => "Est partenaire",
        Part::Role(RoleActeur::Concerne) => "Est concerné",
    }
}

fn group(contrat: &Contrat, Groupe { genre, total, lignes }: &Groupe<'_>) -> Markup {
    let title = match *genre {
        Genre::Lui => "Ici",
        Genre::Dispositifs => "Dispositifs",
        Genre::Noeuds => "Dans le plan",
        Genre::Fait(part) => title_of(part),
    };
    html! {
        // Who asks for all contracts at once reads the counts first.
        details open[*genre == Genre::Lui] {
            summary { (title) span.nombre { (total) } }
            ul.cartes { @for ligne in lignes { (line(contrat, ligne)) } }
            @if *total > lignes.len() { p.discret { "Et " (total - lignes.len()) " de plus dans ce contrat." } }
        }
    }
}

fn line(contrat: &Contrat, Ligne { target, acteurs, sources }: &Ligne<'_>) -> Markup {
    let Some(found) = contrat.describe(target) else { return html! {} };
    let texte = match target {
        Target::Dispositif(id) => dispositif_line(contrat, id, acteurs),
        _ if acteurs.is_empty() => found.texte,
        _ => people_line(acteurs),
    };
    html! {
        (trouvaille_card(contrat, &Trouvaille { texte, ..found }, ""))
        @if !sources.is_empty() { li { (sources_line(contrat, sources)) } }
    }
}

/// What is known of a dispositif, then and now, and who takes part.
fn dispositif_line(contrat: &Contrat, id: &str, acteurs: &[Taking<'_>]) -> String {
    let Some(dispositif) = contrat.arbre().dispositif(id) else { return String::new() };
    let then = match dispositif.au_document {
        AuDocument::Prevu => "Prévu au moment du document. ",
        AuDocument::ALEtude => "À l'étude au moment du document. ",
        AuDocument::Existant => "",
    };
    let now = match dispositif.etat.as_ref().map(|etat| etat.valeur) {
        Some(ValeurEtat::EnVigueur) => "En vigueur. ",
        Some(ValeurEtat::Termine) => "Terminé. ",
        Some(ValeurEtat::Renomme) => "A changé de nom. ",
        Some(ValeurEtat::Suspendu) => "Suspendu. ",
        Some(ValeurEtat::NonVerifie) | None => "",
    };
    String::from(then) + now + &people_line(acteurs)
}

/// "Finance : CAF, État. Porte : Ville."
fn people_line(acteurs: &[Taking<'_>]) -> String {
    let mut line = String::new();
    for (part, acteurs) in acteurs {
        let names: Vec<String> = acteurs.iter().map(|(acteur, _)| name_of(acteur)).collect();
        line = line + title_of(*part) + " : " + &names.join(", ") + ". ";
    }
    line
}
