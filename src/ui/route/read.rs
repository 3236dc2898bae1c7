//! Addresses read: what `href` wrote, and whatever a person or another site typed.

use percent_encoding::percent_decode_str;

use super::{BASE, Etape, Liste, Route, Taille};
use crate::app::autre::Autre;
use crate::journal::EventId;

impl Route {
    /// Reads a path of the address bar, base and percent-encoding included.
    pub fn parse(path: &str) -> Route {
        below_base(path).map_or(Route::Inconnue, |below| Self::below(&below))
    }

    /// Whether a path of this site lies within the app, and not beside it.
    pub fn is_ours(path: &str) -> bool {
        below_base(path).is_some()
    }

    fn below(path: &str) -> Route {
        let decoded = |part: &str| percent_decode_str(part).decode_utf8_lossy().into_owned();
        let parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(decoded).collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        match *parts.as_slice() {
            [] | ["index.html"] => Route::Accueil,
            ["aides"] => Route::Aides,
            ["aides", besoin] => Route::Besoin(besoin.into()),
            ["aides", besoin, "comparer"] => Self::compared(Route::Besoin(besoin.into())),
            ["chercher"] => Route::Chercher,
            ["secours"] => Route::Secours(None),
            ["secours", besoin] => Route::Secours(Some(besoin.into())),
            ["contrat"] => Route::Contrat(None),
            ["contrat", contrat] => Route::Contrat(Some(contrat.into())),
            ["contrat", contrat, "gouvernance"] => Route::Gouvernance(contrat.into()),
            ["contrat", contrat, "doutes"] => Route::Doutes(contrat.into()),
            ["contrat", contrat, "missions"] => Route::Missions(contrat.into()),
            ["contrat", contrat, "image", taille, id] => Self::image(contrat, taille, Some(id)),
            ["contrat", contrat, kind, id] => Self::of_contrat(contrat, kind, id),
            ["contrat", contrat, "acteur", id, "comparer"] => Self::compared(Route::Acteur(contrat.into(), id.into())),
            ["contrat", contrat, "dispositif", id, "comparer"] => {
                Self::compared(Route::Dispositif(contrat.into(), id.into()))
            }
            ["contrat", contrat, "dispositif", id, "partager"] => Route::Partager(contrat.into(), id.into()),
            ["terrain"] => Route::Terrain,
            ["terrain", "contact"] => Route::NouveauContact,
            ["terrain", "preparer"] => Route::Preparer,
            ["terrain", "tournee", id] => EventId::parse(id).map_or(Route::Inconnue, Route::Tournee),
            ["terrain", "contact", id] => EventId::parse(id).map_or(Route::Inconnue, Route::Contact),
            ["terrain", "contact", id, "corriger"] => EventId::parse(id).map_or(Route::Inconnue, Route::Corriger),
            ["terrain", "noter"] => Route::Noter(None),
            ["terrain", "noter", autre] => Self::of_autre(autre),
            ["terrain", "qui-ecrit"] => Route::QuiEcrit,
            ["terrain", "remise", id] => EventId::parse(id).map_or(Route::Inconnue, Route::Remise),
            ["terrain", "personne", id] => EventId::parse(id).map_or(Route::Inconnue, Route::Personne),
            ["terrain", "relances"] => Route::Relances,
            ["terrain", "journal"] => Route::Journal,
            ["terrain", "clefs", etape] => Self::of_etape(etape),
            ["terrain", "oubli"] => Route::Oubliee,
            ["plus", "sauvegarde"] => Route::Sauvegarde,
            ["plus", "coffre"] => Route::Coffre,
            ["bilan"] => Route::Bilan,
            ["plus"] => Route::Plus,
            ["plus", "stockage"] => Route::Stockage,
            ["plus", "contrats"] => Route::Contrats,
            ["plus", "format"] => Route::Format,
            ["plus", "aide"] => Route::Aide,
            ["plus", "a-propos"] => Route::APropos,
            _ => Route::Inconnue,
        }
    }

    fn of_autre(word: &str) -> Route {
        let autre = Autre::ALL.into_iter().find(|autre| autre.word() == word);
        autre.map_or(Route::Inconnue, |autre| Route::Noter(Some(autre)))
    }

    fn of_etape(word: &str) -> Route {
        Etape::ALL.into_iter().find(|etape| etape.word() == word).map_or(Route::Inconnue, Route::Clefs)
    }

    fn of_contrat(contrat: &str, kind: &str, id: &str) -> Route {
        let page = match kind {
            "noeud" => Route::Noeud,
            "dispositif" => Route::Dispositif,
            "acteur" => Route::Acteur,
            "quartier" => Route::Quartier,
            "sigle" => Route::Sigle,
            "image" => return Self::image(contrat, id, None),
            "liste" => {
                let liste = Liste::ALL.into_iter().find(|liste| liste.word() == id);
                return liste.map_or(Route::Inconnue, |liste| Route::Liste(contrat.into(), liste));
            }
            _ => return Route::Inconnue,
        };
        page(contrat.into(), id.into())
    }

    fn image(contrat: &str, taille: &str, id: Option<&str>) -> Route {
        let taille = Taille::read(taille);
        taille.map_or(Route::Inconnue, |taille| Route::Image(contrat.into(), taille, id.map(str::to_owned)))
    }
}

fn below_base(path: &str) -> Option<String> {
    BASE.with_borrow(|base| path.strip_prefix(base.as_str()).filter(|below| below.starts_with('/')).map(str::to_owned))
}
