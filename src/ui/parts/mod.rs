//! Parts that several pages share.

mod cards;
mod chips;
mod icon;
mod notices;
mod page_head;
mod sources;
mod texte;
mod with_contrat;

pub use cards::{card_list, trouvaille_card};
pub use chips::{acteur_chips, word_chips};
pub use icon::{Icon, besoin_icon, icons};
pub use notices::{Avis, Notices, explanation_view};
pub use page_head::PageHead;
pub use sources::{note_list, sources_line};
pub use texte::{marked, texte};
pub use with_contrat::{Wait, WithContrat};
