//! Help, and what this app is.

use leptos::prelude::*;

use crate::ui::link::link;
use crate::ui::parts::PageHead;

/// Help in short questions.
#[component]
pub fn Aide() -> impl IntoView {
    let question = |title: &'static str, text: &'static str| {
        view! { <details class="question"><summary>{title}</summary><p>{text}</p></details> }
    };
    view! {
        <PageHead title="Aide" back=(link("/plus"), "Plus".into())/>
        {question(
            "Comment trouver une aide ?",
            "Dans « Aides », touchez un besoin. Ou touchez la loupe et tapez un début de mot, un sigle ou un ancien nom. Les accents ne comptent pas.",
        )}
        {question(
            "Est-ce que cela marche sans réseau ?",
            "Oui. Il faut du réseau une seule fois, pour la première ouverture. Ensuite tout s'ouvre en mode avion : l'application, le contrat, vos notes.",
        )}
        {question(
            "Comment l'avoir sur l'écran d'accueil ?",
            "Dans le menu du navigateur, touchez « Ajouter à l'écran d'accueil » ou « Installer ». Relais s'ouvre alors comme une application.",
        )}
        {question(
            "Une aide du contrat existe-t-elle encore ?",
            "Relais montre ce que dit le document, avec son année et sa page. Il ne vérifie pas à votre place : si rien n'est écrit, c'est « non vérifié ». Appelez avant d'envoyer quelqu'un.",
        )}
        {question(
            "Que veut dire « le document ne dit pas à quelle action » ?",
            "Certains documents mettent les actions d'un côté et les pilotes de l'autre, sans les relier. Relais ne devine pas : il montre les possibilités.",
        )}
        {question(
            "Qu'est-ce que le journal d'essai ?",
            "Un carnet pour s'entraîner à noter des contacts. Il n'est pas chiffré : n'y mettez aucune vraie personne. Il se supprime en une touche.",
        )}
        {question(
            "J'ai enregistré ou effacé par erreur.",
            "Touchez « Annuler » dans le message qui apparaît : il reste dix secondes. Un contact effacé ensuite ne revient pas.",
        )}
        {question(
            "« Nouvelle version prête » : que faire ?",
            "Touchez le bouton quand vous voulez. La page se recharge une fois. Vos notes et vos contrats ne bougent pas.",
        )}
        {question(
            "Quelqu'un peut-il voir ce que je note ?",
            "Rien ne part sur le réseau. Mais une personne qui tient ce téléphone déverrouillé peut ouvrir Relais et lire le journal d'essai.",
        )}
    }
}

/// Version, licences, accessibility.
#[component]
pub fn APropos() -> impl IntoView {
    view! {
        <PageHead title="À propos" back=(link("/plus"), "Plus".into())/>
        <p class="chapeau">"Relais met le contrat de ville dans la poche de celles et ceux qui vont vers les habitants."</p>
        <dl class="fiche-technique">
            <dt>"Version"</dt><dd>{env!("CARGO_PKG_VERSION")}</dd>
            <dt>"Licence"</dt><dd>"MIT ou Apache 2.0, au choix"</dd>
            <dt>"Pictogrammes"</dt><dd>"Lucide (licence ISC)"</dd>
            <dt>"Réseau"</dt><dd>"Aucune donnée ne quitte ce téléphone. Relais ne parle qu'au site d'où il vient."</dd>
            <dt>"Accessibilité : non conforme"</dt>
            <dd>"Aucun audit du RGAA (référentiel général d'amélioration de l'accessibilité) n'a encore été fait. L'application est construite pour le clavier, les lecteurs d'écran et le texte agrandi, et vérifiée par un outil automatique à chaque changement."</dd>
            <dt>"Indépendance"</dt><dd>"Relais n'est pas un site de l'État."</dd>
        </dl>
    }
}
