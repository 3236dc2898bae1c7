// Every screen of the app with real ids, made from the contract that the site serves.

import { readFileSync } from "node:fs";

import { DIST, OZOIR, readPack } from "./site.mjs";

/** An id that no journal has. */
const NOWHERE = "01900000-0000-7000-8000-000000000000";

/** The screens: the route of shell.rs, an address below the base, the title that the page must have. */
export function screens() {
  const pack = readPack();
  const { besoins } = JSON.parse(readFileSync(`${DIST}/vocabulaire.json`, "utf8"));
  const below = (route, path, title) => ({
    route: `/contrat/:contrat${route}`,
    path: `contrat/${OZOIR}${path}`,
    title,
  });
  const title = pack.contrat.intitule;
  const richest = [...pack.noeuds].sort((one, other) => size(other) - size(one))[0];
  const branch = pack.noeuds.find((noeud) => noeud.niveau === "pilier");
  const action = pack.noeuds.find((noeud) => noeud.niveau === "action");
  const noeud = ({ id, intitule }) => below("/noeud/:id", `/noeud/${id}`, intitule);
  const sheet = pack.dispositifs.find((item) => item.simple) ?? pack.dispositifs[0];
  const acteur = pack.acteurs.find((item) => !item.sigle) ?? pack.acteurs[0];
  const quartier = pack.quartiers[0];
  const { sigle } = pack.sigles.find((item) => /^[A-Z]+$/.test(item.sigle));
  const list = (id, name) => below("/liste/:liste", `/liste/${id}`, `${name} (${pack[id].length})`);
  return [
    { route: "/", path: "", title: null },
    { route: "/aides", path: "aides", title: "De quoi avez-vous besoin ?" },
    { route: "/aides/:besoin", path: `aides/${besoins[0].id}`, title: besoins[0].libelle },
    { route: "/secours", path: "secours", title: "Numéros d'urgence" },
    { route: "/secours/:besoin", path: "secours/violences", title: "Numéros d'urgence" },
    { route: "/aides/:besoin", path: "aides/violences", title: "Je subis des violences" },
    { route: "/aides/:besoin/comparer", path: `aides/${besoins[0].id}/comparer`, title: compared(besoins[0].libelle) },
    { route: "/contrat", path: "contrat", title },
    below("", "", title),
    noeud(richest),
    noeud(action),
    below("/dispositif/:id", `/dispositif/${sheet.id}`, startingWith(sheet.nom)),
    below("/acteur/:id", `/acteur/${acteur.id}`, acteur.nom),
    below("/acteur/:id/comparer", `/acteur/${acteur.id}/comparer`, compared(acteur.nom)),
    below("/dispositif/:id/partager", `/dispositif/${sheet.id}/partager`, "Donner cette fiche"),
    below("/dispositif/:id/comparer", `/dispositif/${sheet.id}/comparer`, compared(sheet.nom)),
    below("/quartier/:id", `/quartier/${quartier.id}`, quartier.nom),
    below("/sigle/:id", sigleBelow(sigle), sigle),
    list("dispositifs", "Dispositifs"),
    list("acteurs", "Acteurs"),
    list("quartiers", "Quartiers"),
    list("sigles", "Sigles"),
    below("/gouvernance", "/gouvernance", "Gouvernance et suivi"),
    below("/doutes", "/doutes", "Doutes du document"),
    below("/missions", "/missions", "Missions de l'adulte-relais"),
    below("/image/:id", "/image/actions", "Le contrat en image"),
    below("/image/:taille/:id", `/image/dispositifs/${branch.id}`, branch.intitule),
    { route: "/chercher", path: "chercher?q=emploi", title: "Chercher" },
    { route: "/terrain", path: "terrain", title: "Terrain" },
    { route: "/terrain/contact", path: "terrain/contact", title: "Noter un contact" },
    { route: "/terrain/preparer", path: "terrain/preparer", title: "Préparer une tournée" },
    { route: "/terrain/tournee/:id", path: `terrain/tournee/${NOWHERE}`, title: "Tournée" },
    { route: "/terrain/contact/:id", path: `terrain/contact/${NOWHERE}`, title: "Un contact" },
    { route: "/terrain/contact/:id/corriger", path: `terrain/contact/${NOWHERE}/corriger`, title: "Corriger un contact" },
    { route: "/terrain/noter", path: "terrain/noter", title: "Noter autre chose" },
    { route: "/terrain/noter/:autre", path: "terrain/noter/veille", title: "Noter une veille technique" },
    { route: "/terrain/qui-ecrit", path: "terrain/qui-ecrit", title: "Qui écrit, quoi, pourquoi" },
    { route: "/terrain/remise/:id", path: `terrain/remise/${NOWHERE}`, title: "Remettre une fiche" },
    { route: "/terrain/personne/:id", path: `terrain/personne/${NOWHERE}`, title: "Suivi d'une personne" },
    { route: "/terrain/relances", path: "terrain/relances", title: "À relancer" },
    { route: "/terrain/journal", path: "terrain/journal", title: "Journal" },
    { route: "/terrain/clefs/:etape", path: "terrain/clefs/phrase", title: "Votre phrase secrète" },
    { route: "/terrain/oubli", path: "terrain/oubli", title: /^(Phrase oubliée|Terrain)$/ },
    { route: "/plus/sauvegarde", path: "plus/sauvegarde", title: "Sauvegarde" },
    { route: "/plus/coffre", path: "plus/coffre", title: "Le coffre" },
    { route: "/bilan", path: "bilan", title: "Bilan" },
    { route: "/plus", path: "plus", title: "Plus" },
    { route: "/plus/stockage", path: "plus/stockage", title: "Ce qui est gardé ici" },
    { route: "/plus/contrats", path: "plus/contrats", title: "Mes contrats" },
    { route: "/plus/format", path: "plus/format", title: "Écrire un contrat" },
    { route: "/plus/aide", path: "plus/aide", title: "Aide" },
    { route: "/plus/a-propos", path: "plus/a-propos", title: "À propos" },
    { route: "fallback", path: "nulle-part", title: "Cette page n'existe pas" },
  ];
}

/** Acronyms whose signs mean something else in an address. */
export function oddSigles() {
  const odd = readPack().sigles.map((item) => item.sigle).filter((sigle) => /[^\p{L}\p{N}-]/u.test(sigle));
  return odd.map((sigle) => ({ path: `contrat/${OZOIR}${sigleBelow(sigle)}`, title: sigle }));
}

/** The routes that the app's own source reads: the arms of `Route::below`, with the kinds of `Route::of_contrat`. */
export function declaredRoutes() {
  const source = readFileSync(new URL("../../../src/ui/route/read.rs", import.meta.url), "utf8");
  const body = (name) => source.match(new RegExp(`fn ${name}\\(.*?\\n    }\\n`, "s"))[0];
  const kinds = [...body("of_contrat").matchAll(/^ +"(\w+)" =>/gm)].map(([, kind]) => kind);
  const arms = [...body("below").matchAll(/^ +\[([^\]]*)\].* => Route|^ +\[([^\]]*)\] => Self/gm)].map((arm) => arm[1] ?? arm[2]);
  return arms.flatMap((arm) => {
    const parts = arm.split(",").map((part) => part.trim()).filter(Boolean);
    const path = parts.map((part) => (part.startsWith('"') ? part.slice(1, -1) : `:${part}`));
    if (!path.includes(":kind")) return [`/${path.join("/")}`];
    return kinds.map((kind) => `/contrat/:contrat/${kind}/:${kind === "liste" ? "liste" : "id"}`);
  });
}

const compared = (name) => `${name} : contrat par contrat`;
const sigleBelow = (sigle) => `/sigle/${encodeURIComponent(sigle)}`;
const size = (noeud) => JSON.stringify([noeud.leviers, noeud.dispositifs, noeud.notes, noeud.chiffres]).length;
const startingWith = (text) => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);
