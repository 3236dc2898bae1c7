//! Reading a contract: the tree with its search over everything that the contract names.

use std::sync::{Arc, OnceLock};

use crate::contrat::{Acteur, Arbre, Dispositif, NatureDispositif, Niveau, Noeud, Pack, Vocabulaire};
use crate::search::{Builder, Field, Index};

/// An open contract: its tree and its search.
#[derive(Debug)]
pub struct Contrat {
    arbre: Arbre,
    vocabulaire: Arc<Vocabulaire>,
    searchable: OnceLock<Searchable>,
}

/// The search index, with the page that each of its documents stands for.
#[derive(Debug)]
struct Searchable {
    index: Index,
    targets: Vec<Target>,
}

/// A page of the contract.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Target {
    /// A node of the tree, by id.
    Noeud(String),
    /// A dispositif, by id.
    Dispositif(String),
    /// An acteur, by id.
    Acteur(String),
    /// A quartier, by id.
    Quartier(String),
    /// An acronym, as printed.
    Sigle(String),
    /// A life need, by its id in the vocabulary.
    Besoin(String),
}

/// Something that a search found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouvaille {
    /// Where it leads.
    pub target: Target,
    /// What kind of thing it is, for a person ("Action", "Dispositif").
    pub genre: String,
    /// Its title.
    pub titre: String,
    /// One more line: a summary, or where it stands.
    pub texte: String,
}

/// The results of a search.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trouvailles {
    /// Best first.
    pub items: Vec<Trouvaille>,
    /// No single thing has all the words: these have some of them.
    pub partial: bool,
}

/// How much a kind of thing is preferred when the words fit equally: what a person can go to comes first.
mod prior {
    pub const BESOIN: f32 = 1.3;
    pub const DISPOSITIF: f32 = 1.25;
    pub const SIGLE: f32 = 1.1;
    pub const ACTEUR: f32 = 1.15;
    pub const QUARTIER: f32 = 1.1;
    pub const NOEUD: f32 = 1.0;
}

impl Contrat {
    /// Opens a pack with the shared vocabulary. The search is made when it is first needed.
    pub fn new(pack: Pack, vocabulaire: Arc<Vocabulaire>) -> Self {
        Self { arbre: Arbre::new(pack), vocabulaire, searchable: OnceLock::new() }
    }

    /// Makes the search ready, so that the first key pressed need not wait for it: to be called when nobody waits.
    pub fn prepare_search(&self) {
        self.searchable();
    }

    fn searchable(&self) -> &Searchable {
        self.searchable.get_or_init(|| {
            let vocabulaire = &*self.vocabulaire;
            let mut building = Building { builder: Builder::default(), targets: Vec::new(), vocabulaire };
            building.all(&self.arbre);
            Searchable { index: building.builder.build(), targets: building.targets }
        })
    }

    /// The tree.
    pub fn arbre(&self) -> &Arbre {
        &self.arbre
    }

    /// The shared vocabulary.
    pub fn vocabulaire(&self) -> &Vocabulaire {
        &self.vocabulaire
    }

    /// Id of the contract.
    pub fn id(&self) -> &str {
        &self.arbre.pack().id
    }

    /// Searches everything that the contract names. Accents, capitals and endings do not matter.
    pub fn search(&self, query: &str, limit: usize) -> Trouvailles {
        let Searchable { index, targets } = self.searchable();
        let results = index.search(query, limit);
        let found = |document: u32| targets.get(document as usize).and_then(|target| self.describe(target));
        Trouvailles {
            items: results.hits.iter().filter_map(|hit| found(hit.document)).collect(),
            partial: results.partial,
        }
    }

    /// The dispositifs that answer a need: those for residents first, then in printed order.
    pub fn dispositifs_pour(&self, besoin: &str) -> Vec<&Dispositif> {
        let (mut found, others): (Vec<_>, Vec<_>) = self
            .arbre
            .pack()
            .dispositifs
            .iter()
            .filter(|dispositif| dispositif.nature != NatureDispositif::Cadre)
            .filter(|dispositif| dispositif.besoins.iter().any(|id| id == besoin))
            .partition(|dispositif| dispositif.pour_habitants);
        found.extend(others);
        found
    }

    /// The actions and objectives that answer a need, in printed order.
    pub fn noeuds_pour(&self, besoin: &str) -> Vec<&Noeud> {
        self.arbre.pack().noeuds.iter().filter(|noeud| noeud.besoins.iter().any(|id| id == besoin)).collect()
    }

    /// Title and kind of a page, or nothing when the contract has no such thing.
    pub fn describe(&self, target: &Target) -> Option<Trouvaille> {
        let (genre, titre, texte) = match target {
            Target::Noeud(id) => {
                let noeud = self.arbre.noeud(id)?;
                (titled(noeud.niveau), noeud.intitule.clone(), self.line_of_noeud(noeud))
            }
            Target::Dispositif(id) => {
                let dispositif = self.arbre.dispositif(id)?;
                let genre = match dispositif.nature {
                    NatureDispositif::Dispositif => "Dispositif",
                    NatureDispositif::Soutien => "Soutien",
                    NatureDispositif::Cadre => "Cadre",
                };
                (genre.to_owned(), dispositif.nom.clone(), dispositif.resume.clone().unwrap_or_default())
            }
            Target::Acteur(id) => {
                let acteur = self.arbre.acteur(id)?;
                ("Acteur".to_owned(), name_of(acteur), self.line_of_acteur(acteur))
            }
            Target::Quartier(id) => ("Quartier".to_owned(), self.arbre.quartier(id)?.nom.clone(), String::new()),
            Target::Sigle(sigle) => {
                let entry = self.arbre.sigle(sigle)?;
                let spelt = entry.developpe.clone().unwrap_or_else(|| entry.explication.clone());
                ("Sigle".to_owned(), entry.sigle.clone(), spelt)
            }
            Target::Besoin(id) => {
                let besoin = self.vocabulaire.besoins.iter().find(|besoin| besoin.id == *id)?;
                ("Besoin".to_owned(), besoin.libelle.clone(), String::new())
            }
        };
        Some(Trouvaille { target: target.clone(), genre, titre, texte })
    }

    fn line_of_noeud(&self, noeud: &Noeud) -> String {
        noeud.resume.clone().unwrap_or_else(|| {
            self.arbre.chemin(&noeud.id).last().map(|parent| parent.intitule.clone()).unwrap_or_default()
        })
    }

    fn line_of_acteur(&self, acteur: &Acteur) -> String {
        let commun = acteur.commun.as_deref();
        let known = commun.and_then(|id| self.vocabulaire.acteurs.iter().find(|known| known.id == id));
        known.map(|known| known.explication.clone()).unwrap_or_default()
    }
}

/// An acteur's name with its acronym, unless the name says it.
pub fn name_of(acteur: &Acteur) -> String {
    match &acteur.sigle {
        Some(sigle) if !acteur.nom.contains(sigle.as_str()) => format!("{} ({sigle})", acteur.nom),
        _ => acteur.nom.clone(),
    }
}

fn titled(niveau: Niveau) -> String {
    niveau.label().to_owned()
}

/// The search index in the making.
struct Building<'a> {
    builder: Builder,
    targets: Vec<Target>,
    vocabulaire: &'a Vocabulaire,
}

impl Building<'_> {
    fn add(&mut self, target: Target, fields: &[(Field, &str)], prior: f32) {
        self.builder.add(fields, prior);
        self.targets.push(target);
    }

    fn all(&mut self, arbre: &Arbre) {
        let pack = arbre.pack();
        pack.noeuds.iter().for_each(|noeud| self.noeud(arbre, noeud));
        pack.dispositifs.iter().for_each(|dispositif| self.dispositif(arbre, dispositif));
        pack.acteurs.iter().for_each(|acteur| self.acteur(acteur));
        for quartier in &pack.quartiers {
            self.add(Target::Quartier(quartier.id.clone()), &[(Field::Title, &quartier.nom)], prior::QUARTIER);
        }
        for entry in &pack.sigles {
            let mut fields = vec![(Field::Acronym, entry.sigle.as_str()), (Field::Summary, &entry.explication)];
            fields.extend(entry.developpe.as_deref().map(|spelt| (Field::OtherName, spelt)));
            self.add(Target::Sigle(entry.sigle.clone()), &fields, prior::SIGLE);
        }
        for besoin in &self.vocabulaire.besoins {
            let words = besoin.mots.join(" ");
            let fields = [(Field::Title, besoin.libelle.as_str()), (Field::Keywords, &words)];
            self.add(Target::Besoin(besoin.id.clone()), &fields, prior::BESOIN);
        }
    }

    fn noeud(&mut self, arbre: &Arbre, noeud: &Noeud) {
        let mut fields = vec![(Field::Title, noeud.intitule.as_str())];
        fields.extend(noeud.autres_intitules.iter().map(|other| (Field::OtherName, other.as_str())));
        fields.extend(noeud.numero.as_deref().map(|numero| (Field::Keywords, numero)));
        fields.extend(noeud.resume.as_deref().map(|resume| (Field::Summary, resume)));
        let publics = self.labels(&noeud.publics);
        fields.push((Field::Keywords, &publics));
        let named = |id: &String| arbre.dispositif(id).map(|dispositif| dispositif.nom.as_str());
        fields
            .extend(noeud.dispositifs.iter().filter_map(|cite| named(&cite.dispositif)).map(|nom| (Field::Body, nom)));
        let refs = noeud.financeurs.iter().chain(&noeud.operateurs).chain(&noeud.acteurs);
        let levers = noeud.leviers.iter().flat_map(|levier| levier.pilotes.iter().chain(&levier.partenaires));
        let people: Vec<String> =
            refs.chain(levers).filter_map(|reference| arbre.acteur(&reference.acteur)).map(name_of).collect();
        let people = people.join(" ");
        fields.push((Field::Body, &people));
        for levier in &noeud.leviers {
            fields.extend(levier.moyens.iter().map(|moyen| (Field::Body, moyen.as_str())));
            let indicateurs = levier.indicateurs.iter().filter_map(|id| arbre.indicateur(id));
            fields.extend(indicateurs.map(|indicateur| (Field::Body, indicateur.intitule.as_str())));
        }
        fields.extend(noeud.notes.iter().map(|note| (Field::Body, note.texte.as_str())));
        fields.extend(noeud.adulte_relais.iter().map(|mission| (Field::Body, mission.texte.as_str())));
        if let Some(diagnostic) = arbre.diagnostic(&noeud.id) {
            let lines = diagnostic.atouts.iter().chain(&diagnostic.faiblesses);
            fields.extend(lines.map(|line| (Field::Body, line.texte.as_str())));
        }
        self.add(Target::Noeud(noeud.id.clone()), &fields, prior::NOEUD);
    }

    fn dispositif(&mut self, arbre: &Arbre, dispositif: &Dispositif) {
        let mut fields = vec![(Field::Title, dispositif.nom.as_str())];
        fields.extend(dispositif.sigle.as_deref().map(|sigle| (Field::Acronym, sigle)));
        fields.extend(dispositif.autres_noms.iter().map(|other| (Field::OtherName, other.as_str())));
        fields.extend(dispositif.resume.as_deref().map(|resume| (Field::Summary, resume)));
        if let Some(simple) = &dispositif.simple {
            fields.push((Field::Keywords, &simple.titre));
            for part in [&simple.cest_quoi, &simple.pour_qui, &simple.comment_faire] {
                fields.push((Field::Body, part));
            }
        }
        let publics = self.labels(&dispositif.publics);
        fields.push((Field::Keywords, &publics));
        let porteurs: Vec<String> =
            dispositif.porteurs.iter().filter_map(|porteur| arbre.acteur(&porteur.acteur)).map(name_of).collect();
        let porteurs = porteurs.join(" ");
        fields.push((Field::Body, &porteurs));
        self.add(Target::Dispositif(dispositif.id.clone()), &fields, prior::DISPOSITIF);
    }

    fn acteur(&mut self, acteur: &Acteur) {
        let mut fields = vec![(Field::Title, acteur.nom.as_str())];
        fields.extend(acteur.sigle.as_deref().map(|sigle| (Field::Acronym, sigle)));
        fields.extend(acteur.autres_noms.iter().map(|other| (Field::OtherName, other.as_str())));
        let vocabulaire = self.vocabulaire;
        let known = acteur.commun.as_deref().and_then(|id| vocabulaire.acteurs.iter().find(|known| known.id == id));
        if let Some(known) = known {
            fields.push((Field::OtherName, &known.nom));
            fields.extend(known.autres_noms.iter().map(|other| (Field::OtherName, other.as_str())));
            fields.push((Field::Summary, &known.explication));
        }
        self.add(Target::Acteur(acteur.id.clone()), &fields, prior::ACTEUR);
    }

    /// Labels of publics, as one text.
    fn labels(&self, publics: &[String]) -> String {
        let label = |id: &String| self.vocabulaire.publics.iter().find(|public| public.id == *id);
        let labels: Vec<&str> = publics.iter().filter_map(label).map(|public| public.libelle.as_str()).collect();
        labels.join(" ")
    }
}
