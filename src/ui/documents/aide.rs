//! Help, and what this app is.

use maud::html;

use super::Document;
use crate::ui::markup::head;
use crate::ui::route::Route;

/// Questions and their answers.
const QUESTIONS: [(&str, &str); 26] = [
    (
        "Comment trouver une aide ?",
        "Dans « Aides », touchez un besoin. Ou touchez la loupe et tapez un début de mot, un sigle ou un ancien nom. Les accents ne comptent pas.",
    ),
    (
        "Est-ce que cela marche sans réseau ?",
        "Oui. Il faut du réseau une seule fois, pour la première ouverture. Ensuite tout s'ouvre en mode avion : l'application, le contrat, vos notes.",
    ),
    (
        "Comment l'avoir sur l'écran d'accueil ?",
        "Dans le menu du navigateur, touchez « Ajouter à l'écran d'accueil » ou « Installer ». Relais s'ouvre alors comme une application.",
    ),
    (
        "Une aide du contrat existe-t-elle encore ?",
        "Relais montre ce que dit le document, avec son année et sa page. Il ne vérifie pas à votre place : si rien n'est écrit, c'est « non vérifié ». Appelez avant d'envoyer quelqu'un.",
    ),
    (
        "Que veut dire « le document ne dit pas à quelle action » ?",
        "Certains documents mettent les actions d'un côté et les pilotes de l'autre, sans les relier. Relais ne devine pas : il montre les possibilités.",
    ),
    (
        "Peut-on avoir plusieurs contrats ?",
        "Oui, dans « Plus », « Mes contrats ». Vous pouvez aussi y ouvrir votre propre fichier. Rien n'est gardé avant votre accord.",
    ),
    (
        "Comment comparer deux contrats ?",
        "Ouvrez un besoin, un acteur ou un dispositif. En bas, touchez « Dans les autres contrats de ce téléphone ».",
    ),
    (
        "Où sont les numéros d'urgence ?",
        "En haut de chaque page : touchez « Urgence ». « Quitter vite » montre aussitôt une liste de courses.",
    ),
    (
        "Comment savoir qui relancer ?",
        "Dans « Terrain », touchez « À relancer » : les personnes par date et par lieu, puis les orientations sans résultat. « Fait » ou une nouvelle date en deux touches ; « Annuler » reste dix secondes.",
    ),
    (
        "Comment retrouver un contact ?",
        "Dans « Terrain », touchez « Tout le journal ». Cherchez un mot, ou touchez « Filtrer ». Ce que vous cherchez n'est écrit nulle part.",
    ),
    (
        "Comment donner une fiche à quelqu'un ?",
        "Sur la fiche d'une aide, touchez « QR », « Partager » ou « Imprimer ». Le QR se lit sans réseau. Depuis un contact, Relais note ce que vous avez remis.",
    ),
    (
        "Comment protéger mes contacts ?",
        "Dans « Terrain », touchez « Créer mon journal ». Une phrase secrète le ferme à clé, une fiche de secours la remplace si vous l'oubliez. Sans l'une ni l'autre, personne n'entre : ni un voleur, ni nous.",
    ),
    (
        "J'ai oublié ma phrase.",
        "Dans « Terrain », touchez « Phrase oubliée ? » et tapez les douze mots de votre fiche. Vous choisirez une nouvelle phrase. Aucun contact n'est perdu.",
    ),
    (
        "J'ai perdu mon téléphone.",
        "Sur un autre téléphone, ouvrez Relais, puis « Plus », « Sauvegarde ». Choisissez votre dernier fichier et ouvrez-le avec la phrase ou la fiche. Ce qui a été noté après ce fichier est perdu : faites-en souvent.",
    ),
    (
        "Quelqu'un regarde mon écran.",
        "Touchez « Masquer » : le journal se ferme aussitôt, dans toutes les fenêtres. Il se ferme aussi tout seul. Le code du jour protège d'un regard, pas d'un voleur.",
    ),
    (
        "Que ne protège pas le journal ?",
        "Un téléphone piraté, ou laissé journal ouvert. Un clavier qui retient ce qu'il écrit, une dictée qui passe par le réseau : coupez-les. Une ancienne sauvegarde s'ouvre toujours avec son ancienne phrase.",
    ),
    (
        "Comment faire une tournée de porte en porte ?",
        "Dans « Terrain », touchez « Préparer une tournée ». Décrivez l'immeuble en quatre nombres, puis commencez. Une touche par porte : la suivante est prête. Deux touches trop rapides ne comptent que pour une porte. Une touche dans la grille ne fait que changer de porte.",
    ),
    (
        "Que garde une tournée close ?",
        "Pour chaque porte : le résultat, la date, le jour où revenir. Rien de ce qui s'est dit. Une porte qui ne veut plus de visite reste grisée dans toutes les tournées. Une tournée oubliée se clôt d'elle-même.",
    ),
    (
        "Qu'est-ce que le journal d'essai ?",
        "Un carnet pour s'entraîner à noter des contacts. Il n'est pas chiffré : n'y mettez aucune vraie personne. Il se supprime en une touche.",
    ),
    (
        "Comment noter une conversation ?",
        "Dans « Terrain », touchez « Noter un contact », puis « Échange » et le besoin. Le contrat propose aussitôt ses aides, avec la raison : une touche oriente. Le reste est facultatif, rangé dans les lignes à déplier.",
    ),
    (
        "Puis-je noter un nom ?",
        "Seulement si la personne est d'accord : cochez la case devant elle. Montrez-lui « Qui écrit, quoi, pourquoi ». Son nom s'efface seul, à part, quand elle le demande : ouvrez le contact.",
    ),
    (
        "Pourquoi Relais me fait-il remarquer un mot ?",
        "Il cherche dans la note ce qui désigne quelqu'un, ou que la loi interdit de garder. C'est un conseil : il se trompe parfois, ne bloque rien, et rien ne sort du téléphone.",
    ),
    (
        "Combien de temps mes contacts sont-ils gardés ?",
        "Deux ans après la fin de leur mois, ou la durée que vous choisissez dans « Plus », « Le coffre » : 12 à 36 mois. Vos sauvegardes emportent ce choix. « Le coffre » montre ensuite les mois à détruire. Rien n'est détruit sans vous.",
    ),
    (
        "J'ai enregistré ou effacé par erreur.",
        "Touchez « Annuler » dans le message qui apparaît : il reste dix secondes. Un contact effacé ensuite ne revient pas.",
    ),
    (
        "« Nouvelle version prête » : que faire ?",
        "Touchez le bouton quand vous voulez. La page se recharge une fois, et le journal se ferme à clé. Vos notes et vos contrats ne bougent pas.",
    ),
    (
        "Quelqu'un peut-il voir ce que je note ?",
        "Rien ne part sur le réseau. Votre journal est chiffré : fermé, il ne se lit pas. Le journal d'essai, lui, se lit par quiconque tient ce téléphone déverrouillé.",
    ),
];

/// Help in short questions.
pub fn aide() -> Document {
    let title = "Aide";
    let body = html! {
        (head(title, None, Some((&Route::Plus, "Plus"))))
        @for (question, answer) in QUESTIONS { details.question { summary { (question) } p { (answer) } } }
    };
    Document { title: title.into(), body }
}

/// Version, licences, accessibility.
pub fn a_propos() -> Document {
    let title = "À propos";
    let body = html! {
        (head(title, None, Some((&Route::Plus, "Plus"))))
        p.chapeau { "Relais met le contrat de ville dans la poche de celles et ceux qui vont vers les habitants." }
        dl.fiche-technique {
            dt { "Version" } dd { (env!("CARGO_PKG_VERSION")) }
            dt { "Licence" } dd { "MIT ou Apache 2.0, au choix" }
            dt { "Pictogrammes" } dd { "Lucide (licence ISC)" }
            dt { "Réseau" }
            dd { "Aucune donnée ne quitte ce téléphone. Relais ne parle qu'au site d'où il vient." }
            dt { "Accessibilité : non conforme" }
            dd { "Aucun audit du RGAA (référentiel général d'amélioration de l'accessibilité) n'a encore été fait. L'application est construite pour le clavier, les lecteurs d'écran et le texte agrandi, et vérifiée par un outil automatique à chaque changement." }
            dt { "Indépendance" } dd { "Relais n'est pas un site de l'État." }
        }
    };
    Document { title: title.into(), body }
}
