//! Which dispositifs of a contract answer the needs that a person just told, best first, each with its reasons.
//!
//! The order is a list of questions, asked one after the other, so that it can be told in words: is it for this person at
//! all; how many of the needs does it answer; is it made for people like this one; can a resident go there; was it
//! already running when the contract was written. Where all answers are equal, a named scheme comes before a help
//! without a name, and the printed order decides.

use crate::app::consult::Contrat;
use crate::contrat::vocabulaire::Public;
use crate::contrat::{AuDocument, Dispositif, NatureDispositif, Niveau, Noeud, ValeurEtat};
use crate::journal::{Age, Foyer, Langue, Sexe, Vers};
use crate::order::in_order;
use crate::search::fold;

/// What was noted of the people met. What was not given is absent, and then counts neither for nor against anything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profil {
    /// Their age bands.
    pub ages: Vec<Age>,
    /// Their sexes.
    pub sexes: Vec<Sexe>,
    /// Their household.
    pub foyer: Option<Foyer>,
    /// How French went.
    pub langue: Option<Langue>,
    /// Id of the quartier where they were met.
    pub quartier: Option<String>,
}

/// A dispositif that answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion<'c> {
    /// The dispositif.
    pub dispositif: &'c Dispositif,
    /// Why it stands here, in a few plain words each; what speaks against it comes last.
    pub raisons: Vec<String>,
}

/// The dispositifs that answer at least one of these needs, best first, `limit` at most.
pub fn suggestions<'c>(contrat: &'c Contrat, besoins: &[String], profil: &Profil, limit: usize) -> Vec<Suggestion<'c>> {
    let dispositifs = contrat.arbre().pack().dispositifs.iter();
    let found = dispositifs
        .filter(|dispositif| dispositif.nature != NatureDispositif::Cadre && state(dispositif) != Some(ENDED))
        .filter(|dispositif| !is_oneself(dispositif))
        .filter_map(|dispositif| {
            let met = dispositif.besoins.iter().filter(|besoin| besoins.contains(besoin)).count();
            (met > 0).then(|| Candidat::new(contrat, dispositif, profil, met))
        });
    let mut found = in_order(found.collect(), &|one: &Candidat<'_>, other| one.rank.cmp(&other.rank));
    found.truncate(limit);
    found.into_iter().map(|candidat| candidat.explained(contrat, besoins.len())).collect()
}

/// Whether it is the work of who asks: contracts list the adultes-relais among their schemes.
fn is_oneself(dispositif: &Dispositif) -> bool {
    let name = fold(&dispositif.nom);
    name.starts_with("adulte") && name.contains("relais")
}

/// A dispositif with its answers.
struct Candidat<'c> {
    dispositif: &'c Dispositif,
    met: usize,
    fit: Fit,
    /// The answers to the questions, in their order: the smaller comes first.
    rank: [u8; 6],
}

/// Whether it is made for the people met.
enum Fit {
    /// It names people like them: in these words.
    Made(String),
    /// It names nobody, everybody, or people of whom nothing is known here.
    Open,
    /// It is for other people: in these words.
    Others(String),
}

const ENDED: ValeurEtat = ValeurEtat::Termine;

fn state(dispositif: &Dispositif) -> Option<ValeurEtat> {
    dispositif.etat.as_ref().map(|etat| etat.valeur)
}

impl<'c> Candidat<'c> {
    fn new(contrat: &Contrat, dispositif: &'c Dispositif, profil: &Profil, met: usize) -> Self {
        let fit = elsewhere(contrat, dispositif, profil).unwrap_or_else(|| fit(contrat, dispositif, profil));
        let running = match (state(dispositif), dispositif.au_document) {
            (Some(ValeurEtat::EnVigueur), _) => 0,
            (Some(ValeurEtat::Suspendu), _) => 4,
            (_, AuDocument::Existant) => 1,
            (_, AuDocument::Prevu) => 2,
            (_, AuDocument::ALEtude) => 3,
        };
        let rank = [
            u8::from(matches!(fit, Fit::Others(_))),
            u8::MAX - u8::try_from(met).unwrap_or(u8::MAX),
            u8::from(!matches!(fit, Fit::Made(_))),
            u8::from(!dispositif.pour_habitants),
            running,
            u8::from(dispositif.nature != NatureDispositif::Dispositif),
        ];
        Self { dispositif, met, fit, rank }
    }

    fn explained(self, contrat: &Contrat, asked: usize) -> Suggestion<'c> {
        let Self { dispositif, met, fit, .. } = self;
        let mut raisons = vec![match (asked, met) {
            (1, _) => "pour ce besoin".to_owned(),
            (_, 1) => "pour un de ces besoins".to_owned(),
            (_, met) => format!("pour {met} de ces besoins"),
        }];
        let mut against = None;
        match fit {
            Fit::Made(words) => raisons.push(words),
            Fit::Open => {}
            Fit::Others(words) => against = Some(words),
        }
        if !dispositif.pour_habitants {
            raisons.push("par un professionnel".to_owned());
        }
        let year = contrat.arbre().pack().contrat.debut.map(|year| format!(" en {year}")).unwrap_or_default();
        match (state(dispositif), dispositif.au_document) {
            (Some(ValeurEtat::EnVigueur), _) => raisons.push("vérifié".to_owned()),
            (Some(ValeurEtat::Suspendu), _) => raisons.push("suspendu".to_owned()),
            (_, AuDocument::Existant) => {}
            (_, AuDocument::Prevu) => raisons.push(format!("prévu{year}, à vérifier")),
            (_, AuDocument::ALEtude) => raisons.push(format!("à l'étude{year}, à vérifier")),
        }
        raisons.extend(against);
        Suggestion { dispositif, raisons }
    }
}

/// Says so when it stands in other communes only.
fn elsewhere(contrat: &Contrat, dispositif: &Dispositif, profil: &Profil) -> Option<Fit> {
    let arbre = contrat.arbre();
    let commune = arbre.quartier(profil.quartier.as_deref()?)?.commune.as_ref()?;
    let here = dispositif.communes.is_empty() || dispositif.communes.contains(commune);
    let names = dispositif.communes.iter().filter_map(|id| arbre.commune(id)).map(|commune| commune.nom.as_str());
    (!here).then(|| Fit::Others(format!("à {} seulement", names.collect::<Vec<_>>().join(", "))))
}

fn fit(contrat: &Contrat, dispositif: &Dispositif, profil: &Profil) -> Fit {
    let publics: Vec<&Public> = dispositif
        .publics
        .iter()
        .filter_map(|id| contrat.vocabulaire().publics.iter().find(|public| public.id == *id))
        .collect();
    if let Some(public) = publics.iter().find(|public| is_one_of(public, profil)) {
        return Fit::Made(pour(public));
    }
    match publics.split_first() {
        Some((first, _)) if publics.iter().all(|public| is_other(public, profil)) => Fit::Others(pour(first)),
        _ => Fit::Open,
    }
}

/// Whether somebody who was met is certainly one of them.
fn is_one_of(public: &Public, profil: &Profil) -> bool {
    match public.id.as_str() {
        "parents" => matches!(profil.foyer, Some(Foyer::Famille | Foyer::Monoparentale)),
        "familles-monoparentales" => profil.foyer == Some(Foyer::Monoparentale),
        "femmes" => profil.sexes.contains(&Sexe::Femme),
        "allophones" => matches!(profil.langue, Some(Langue::FrancaisDifficile | Langue::Autre)),
        _ => bounds(public).is_some_and(|bounds| profil.ages.iter().any(|age| overlap(years(*age), bounds))),
    }
}

/// Whether nobody who was met can be one of them, or ask for one of them: who is grown up also asks for children.
fn is_other(public: &Public, profil: &Profil) -> bool {
    match public.id.as_str() {
        "femmes" => !profil.sexes.is_empty() && !profil.sexes.contains(&Sexe::Femme),
        "familles-monoparentales" => matches!(profil.foyer, Some(Foyer::Seul | Foyer::Couple)),
        "professionnels" | "entreprises" | "associations" => true,
        _ => bounds(public).is_some_and(|(min, max)| {
            let child = max <= 17 && profil.ages.iter().any(|age| years(*age).0 >= 18);
            !profil.ages.is_empty() && !child && !profil.ages.iter().any(|age| overlap(years(*age), (min, max)))
        }),
    }
}

/// Its first and last year of age, where it has any.
fn bounds(public: &Public) -> Option<(i32, i32)> {
    let bounded = public.age_min.is_some() || public.age_max.is_some();
    bounded.then(|| (public.age_min.unwrap_or(0), public.age_max.unwrap_or(i32::MAX)))
}

/// The first and last year of an age band.
fn years(age: Age) -> (i32, i32) {
    match age {
        Age::MoinsDe12 => (0, 11),
        Age::De12A17 => (12, 17),
        Age::De18A25 => (18, 25),
        Age::De26A39 => (26, 39),
        Age::De40A59 => (40, 59),
        Age::De60A74 => (60, 74),
        Age::Plus75 => (75, i32::MAX),
    }
}

fn overlap((first, last): (i32, i32), (min, max): (i32, i32)) -> bool {
    first <= max && min <= last
}

/// "pour les 16-25 ans"; "pour : habitants des quartiers prioritaires".
fn pour(public: &Public) -> String {
    match bounds(public) {
        Some((0, max)) => format!("pour les moins de {max} ans"),
        Some((min, i32::MAX)) => format!("pour les {min} ans et plus"),
        Some((min, max)) => format!("pour les {min}-{max} ans"),
        None => {
            let mut label = public.libelle.chars();
            let first = label.next().map(char::to_lowercase).into_iter().flatten();
            format!("pour : {}{}", first.collect::<String>(), label.as_str())
        }
    }
}

/// The nodes of the contract that an orientation serves, best first, each once: those that share a need with the
/// contact, then the others. An action stands for the objective above it, which is what is counted.
pub fn objectifs<'c>(contrat: &'c Contrat, vers: &Vers, besoins: &[String]) -> Vec<&'c Noeud> {
    let arbre = contrat.arbre();
    let cited: Vec<&Noeud> = match vers {
        Vers::Dispositif(id) => arbre.noeuds_du_dispositif(id).collect(),
        // An acteur is named all over a contract: only a shared need says which place is meant.
        Vers::Acteur(id) => {
            let roles = arbre.roles_de(id).into_iter().map(|(_, noeud)| noeud);
            roles.filter(|noeud| shares(noeud, besoins)).collect()
        }
        Vers::Libre(_) => Vec::new(),
    };
    let (sharing, others): (Vec<&Noeud>, Vec<&Noeud>) = cited.into_iter().partition(|noeud| shares(noeud, besoins));
    let mut found: Vec<&Noeud> = Vec::new();
    for noeud in sharing.into_iter().chain(others) {
        let objectif = above_actions(contrat, noeud);
        if found.iter().all(|known| known.id != objectif.id) {
            found.push(objectif);
        }
    }
    found
}

fn shares(noeud: &Noeud, besoins: &[String]) -> bool {
    noeud.besoins.iter().any(|besoin| besoins.contains(besoin))
}

/// The node itself, or what stands above the actions that it is one of.
fn above_actions<'c>(contrat: &'c Contrat, noeud: &'c Noeud) -> &'c Noeud {
    let is_action = |noeud: &&Noeud| matches!(noeud.niveau, Niveau::Action | Niveau::SousAction | Niveau::Mesure);
    if !is_action(&noeud) {
        return noeud;
    }
    contrat.arbre().chemin(&noeud.id).into_iter().rev().find(|above| !is_action(above)).unwrap_or(noeud)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::fixture;

    fn needs(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn of_age(age: Age) -> Profil {
        Profil { ages: vec![age], ..Profil::default() }
    }

    #[test]
    fn every_dispositif_of_the_five_contracts_is_suggested_for_each_of_its_needs_and_says_why() {
        for contrat in fixture::five() {
            let arbre = contrat.arbre();
            for besoin in &contrat.vocabulaire().besoins {
                let besoin = std::slice::from_ref(&besoin.id);
                let found = suggestions(&contrat, besoin, &Profil::default(), usize::MAX);
                let owed = arbre.pack().dispositifs.iter().filter(|dispositif| {
                    dispositif.nature != NatureDispositif::Cadre
                        && dispositif.besoins.contains(&besoin[0])
                        && !is_oneself(dispositif)
                });
                assert_eq!(found.len(), owed.count(), "{} {besoin:?}", contrat.id());
                assert!(found.iter().all(|suggestion| suggestion.raisons[0] == "pour ce besoin"));
            }
        }
    }

    #[test]
    fn two_needs_at_once_come_before_one_and_residents_before_professionals_in_all_contracts() {
        for contrat in fixture::five() {
            let besoins = needs(&["travail", "formation"]);
            let found = suggestions(&contrat, &besoins, &Profil::default(), usize::MAX);
            assert!(found.len() >= 4, "{}", contrat.id());
            let met = |suggestion: &Suggestion<'_>| {
                suggestion.dispositif.besoins.iter().filter(|besoin| besoins.contains(besoin)).count()
            };
            // Without anything known of the person, a public is against it when it is no person at all.
            let order: Vec<_> = found
                .iter()
                .filter(|one| !one.dispositif.publics.iter().any(|id| id == "entreprises" || id == "professionnels"))
                .filter(|one| !one.dispositif.publics.iter().any(|id| id == "associations"))
                .map(|one| {
                    (2 - met(one), !one.dispositif.pour_habitants, one.dispositif.au_document != AuDocument::Existant)
                })
                .collect();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(order, sorted, "{}", contrat.id());
        }
    }

    #[test]
    fn nobody_is_sent_to_the_one_who_asks() {
        let named = |contrat: &Contrat| contrat.arbre().pack().dispositifs.iter().filter(|one| is_oneself(one)).count();
        let contrats = fixture::five();
        assert!(contrats.iter().map(named).sum::<usize>() >= 1);
        for contrat in &contrats {
            let all: Vec<String> = contrat.vocabulaire().besoins.iter().map(|besoin| besoin.id.clone()).collect();
            let found = suggestions(contrat, &all, &Profil::default(), usize::MAX);
            assert!(found.iter().all(|suggestion| !is_oneself(suggestion.dispositif)));
        }
    }

    #[test]
    fn who_is_young_sees_what_is_made_for_the_young_first_and_is_told_so() {
        for contrat in fixture::five() {
            let found = suggestions(&contrat, &needs(&["travail"]), &of_age(Age::De18A25), 5);
            let first = &found[0];
            assert!(first.dispositif.publics.iter().any(|id| id == "jeunes-16-25"), "{} {first:?}", contrat.id());
            assert!(first.raisons.contains(&"pour les 16-25 ans".to_owned()), "{:?}", first.raisons);
        }
    }

    #[test]
    fn who_is_old_sees_what_is_only_for_the_young_last_and_is_told_so() {
        let mut seen = 0;
        for contrat in fixture::five() {
            let found = suggestions(&contrat, &needs(&["travail"]), &of_age(Age::De60A74), usize::MAX);
            let others = |suggestion: &Suggestion<'_>| suggestion.dispositif.publics == ["jeunes-16-25"];
            let rank = found.iter().position(others);
            let Some(rank) = rank else { continue };
            seen += 1;
            assert!(found[rank].raisons.last().unwrap().contains("16-25"));
            let open_to_all = |suggestion: &Suggestion<'_>| suggestion.dispositif.publics.is_empty();
            assert!(found[rank..].iter().all(|suggestion| !open_to_all(suggestion)), "{}", contrat.id());
        }
        assert!(seen >= 3);
    }

    #[test]
    fn a_grown_up_who_asks_for_a_child_is_not_sent_away() {
        for contrat in fixture::five() {
            for suggestion in suggestions(&contrat, &needs(&["garde-enfants"]), &of_age(Age::De26A39), usize::MAX) {
                let ours = suggestion.dispositif.publics.iter().any(|id| id == "enfants-0-3");
                assert!(!ours || suggestion.raisons.last().is_some_and(|raison| !raison.contains("ans")));
            }
        }
    }

    #[test]
    fn what_was_only_planned_says_so_with_the_year_of_the_document() {
        let contrat = fixture::ozoir();
        let all: Vec<String> = contrat.vocabulaire().besoins.iter().map(|besoin| besoin.id.clone()).collect();
        for suggestion in suggestions(&contrat, &all, &Profil::default(), usize::MAX) {
            let said = suggestion.raisons.iter().any(|raison| raison == "prévu en 2015, à vérifier");
            assert_eq!(said, suggestion.dispositif.au_document == AuDocument::Prevu, "{suggestion:?}");
        }
        let undated = fixture::brest();
        let found = suggestions(&undated, &all, &Profil::default(), usize::MAX);
        assert!(found.iter().any(|suggestion| suggestion.raisons.contains(&"prévu, à vérifier".to_owned())));
    }

    #[test]
    fn what_stands_in_another_town_comes_last_and_says_where() {
        let contrat = fixture::grand_paris_sud();
        let pack = contrat.arbre().pack();
        let all: Vec<String> = contrat.vocabulaire().besoins.iter().map(|besoin| besoin.id.clone()).collect();
        let quartier = pack.quartiers.iter().find(|quartier| quartier.commune.is_some()).unwrap();
        let profil = Profil { quartier: Some(quartier.id.clone()), ..Profil::default() };
        let found = suggestions(&contrat, &all, &profil, usize::MAX);
        let away = |one: &Suggestion<'_>| {
            let communes = &one.dispositif.communes;
            !communes.is_empty() && !communes.contains(quartier.commune.as_ref().unwrap())
        };
        let first = found.iter().position(away).unwrap();
        assert!(found[first].raisons.last().unwrap().ends_with("seulement"), "{:?}", found[first].raisons);
        let is_other = |one: &Suggestion<'_>| away(one) || one.raisons.last().unwrap().starts_with("pour");
        assert!(found[first..].iter().all(is_other));
    }

    #[test]
    fn nothing_that_was_not_given_counts() {
        let contrat = fixture::seine_amont();
        for suggestion in suggestions(&contrat, &needs(&["francais"]), &Profil::default(), usize::MAX) {
            let named = suggestion.raisons.iter().any(|raison| raison.contains("parlent peu"));
            assert!(!named, "{suggestion:?}");
        }
        let hard = Profil { langue: Some(Langue::FrancaisDifficile), ..Profil::default() };
        let first = &suggestions(&contrat, &needs(&["francais"]), &hard, 1)[0];
        assert_eq!(first.raisons[1], "pour : personnes qui parlent peu ou pas le français");
    }

    #[test]
    fn an_orientation_serves_an_objective_that_shares_the_need_and_no_bare_action() {
        let mut derived = 0;
        for contrat in fixture::five() {
            for dispositif in &contrat.arbre().pack().dispositifs {
                let vers = Vers::Dispositif(dispositif.id.clone());
                let found = objectifs(&contrat, &vers, &dispositif.besoins);
                derived += usize::from(!found.is_empty());
                let cited = contrat.arbre().noeuds_du_dispositif(&dispositif.id).next().is_some();
                assert_eq!(found.is_empty(), !cited);
                for noeud in &found {
                    let leaf = matches!(noeud.niveau, Niveau::Action | Niveau::SousAction | Niveau::Mesure);
                    assert!(!leaf || contrat.arbre().chemin(&noeud.id).is_empty(), "{}", noeud.id);
                }
            }
        }
        assert!(derived > 300, "{derived}");
        let contrat = fixture::ozoir();
        assert!(objectifs(&contrat, &Vers::Acteur("absent".into()), &needs(&["travail"])).is_empty());
    }
}
