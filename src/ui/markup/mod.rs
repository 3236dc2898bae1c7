//! Parts of the documents. What comes from a contract is escaped by `maud`; only the pictograms' outlines are not.

mod cards;
mod chips;
mod date;
mod details;
mod findings;
mod head;
pub mod icon;
mod lien;
mod morceau;
mod nombre;
mod notice;
mod qr;
mod quitter;
mod renaming;
mod sources;
mod texte;

pub use cards::{card_list, precise_card, trouvaille_card, trouvaille_cards};
pub use chips::{acteur_chips, target_chips};
pub use date::date;
pub use details::{append, detail, detail_lines, lines, publics_detail};
pub use findings::findings;
pub use head::head;
pub use icon::{Pictogram, icon, icons};
pub use lien::{head_of_contrat, lien};
pub use morceau::{PAREIL, morceau, morceaux_changes};
pub use nombre::nombre;
pub use notice::{avis, eventuel, explanation_notice, vide};
pub use qr::qr;
pub use quitter::{quitter, quitter_si_sensible};
pub use renaming::renaming;
pub use sources::{documents_line, note_list, short_sources, sources_line};
pub use texte::{marked, texte};
