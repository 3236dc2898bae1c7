//! A dispositif: the resident's sheet first, then who carries it and where the contract calls on it.

use leptos::prelude::*;

use super::page_of;
use crate::app::consult::{Contrat, Target};
use crate::contrat::{self, AuDocument, NatureDispositif, Simple, ValeurEtat};
use crate::ui::link::link;
use crate::ui::parts::{
    Avis, PageHead, acteur_chips, card_list, icons, sources_line, texte, trouvaille_card, word_chips,
};

/// The page of a dispositif.
#[component]
pub fn Dispositif() -> impl IntoView {
    page_of(|contrat, id| contrat.arbre().dispositif(id).map(|dispositif| page(contrat, dispositif)))
}

fn page(contrat: &Contrat, dispositif: &contrat::Dispositif) -> AnyView {
    let genre = match dispositif.nature {
        NatureDispositif::Dispositif => "Dispositif",
        NatureDispositif::Soutien => "Soutien",
        NatureDispositif::Cadre => "Cadre",
    };
    let title = match &dispositif.sigle {
        Some(sigle) if !dispositif.nom.contains(sigle.as_str()) => format!("{} ({sigle})", dispositif.nom),
        _ => dispositif.nom.clone(),
    };
    let noeuds = contrat.arbre().noeuds_du_dispositif(&dispositif.id);
    let noeuds = noeuds.filter_map(|noeud| contrat.describe(&Target::Noeud(noeud.id.clone())));
    let noeuds: Vec<_> = noeuds.map(|found| trouvaille_card(contrat, &found, "")).collect();
    let publics = &contrat.vocabulaire().publics;
    let publics = dispositif.publics.iter().filter_map(|id| publics.iter().find(|public| public.id == *id));
    let communes = &contrat.arbre().pack().contrat.communes;
    let communes = dispositif.communes.iter().filter_map(|id| communes.iter().find(|commune| commune.id == *id));
    let back = (link(&format!("/contrat/{}/liste/dispositifs", contrat.id())), "Tous les dispositifs".to_owned());
    view! {
        <PageHead title=title genre=genre back=back/>
        {state(contrat, dispositif)}
        {dispositif.resume.as_deref().map(|resume| view! { <p class="chapeau">{texte(contrat, resume)}</p> })}
        {dispositif.simple.as_ref().map(|simple| sheet(contrat, simple))}
        <section class="bloc">
            {acteur_chips(contrat, "Qui le porte", &dispositif.porteurs)}
            {word_chips("Pour qui", publics.map(|public| public.libelle.clone()).collect())}
            {word_chips("Communes", communes.map(|commune| commune.nom.clone()).collect())}
            {word_chips("Début", dispositif.debut.iter().map(ToString::to_string).collect())}
            {word_chips("Conditions", dispositif.conditions.clone())}
            {word_chips("Aussi écrit", dispositif.autres_noms.clone())}
        </section>
        {card_list("Dans le contrat", noeuds)}
        {sources_line(contrat, &dispositif.sources)}
    }
    .into_any()
}

/// The six plain parts; a part that the document does not give is not shown.
fn sheet(contrat: &Contrat, simple: &Simple) -> AnyView {
    let part = |title: &str, text: &str| {
        (!text.is_empty())
            .then(|| view! { <div class="part"><h3>{title.to_owned()}</h3><p>{texte(contrat, text)}</p></div> })
    };
    view! {
        <section class="bloc fiche">
            <h2>{simple.titre.clone()}</h2>
            {part("C'est quoi ?", &simple.cest_quoi)}
            {part("Pour qui ?", &simple.pour_qui)}
            {part("Comment faire ?", &simple.comment_faire)}
            {part("Où aller ?", &simple.ou_aller)}
            {part("Quels papiers ?", &simple.papiers)}
        </section>
    }
    .into_any()
}

/// What is known of it: then, and now.
fn state(contrat: &Contrat, dispositif: &contrat::Dispositif) -> AnyView {
    let year = contrat.arbre().pack().contrat.debut;
    let of = year.map(|year| format!("document de {year}")).unwrap_or_else(|| "document".into());
    let then = match dispositif.au_document {
        AuDocument::Existant => None,
        AuDocument::Prevu => Some("Au moment du document, ce n'était que prévu."),
        AuDocument::ALEtude => Some("Au moment du document, ce n'était qu'à l'étude."),
    };
    let (valeur, devenu, note) = match &dispositif.etat {
        Some(etat) => (etat.valeur, etat.devenu.clone(), etat.note.clone()),
        None => (ValeurEtat::NonVerifie, Vec::new(), String::new()),
    };
    let now = match valeur {
        ValeurEtat::NonVerifie => format!("D'après un {of}, non vérifié depuis."),
        ValeurEtat::EnVigueur => "En vigueur.".into(),
        ValeurEtat::Termine => "Terminé : cette aide n'existe plus.".into(),
        ValeurEtat::Renomme => format!("S'appelle aujourd'hui : {}.", devenu.join(", ")),
        ValeurEtat::Suspendu => "Suspendu.".into(),
    };
    let names = [Some(dispositif.nom.as_str()), dispositif.sigle.as_deref()];
    let renamed: Vec<_> = names
        .into_iter()
        .flatten()
        .filter_map(|name| contrat.vocabulaire().aujourdhui(name))
        .next()
        .into_iter()
        .flatten()
        .filter_map(|row| row.note.clone())
        .map(|note| view! { <p>{note}</p> })
        .collect();
    view! {
        <Avis weight="doux" icon=icons::INFO>
            <p>{now}</p>
            {then.map(|then| view! { <p>{then}</p> })}
            {(!note.is_empty()).then(|| view! { <p>{note}</p> })}
            {renamed}
        </Avis>
    }
    .into_any()
}
