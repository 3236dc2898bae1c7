//! Views that several pages share.

mod arrows;
mod document;
mod icon;
mod live;
mod living;
mod notices;
mod press;
mod with_contrat;

pub use arrows::follow_arrows;
pub use document::{show, show_head, show_part};
pub use icon::Icon;
pub use live::{effect, live, live_option, live_text, live_word};
pub use living::{Press, show_living};
pub use notices::{Notices, explanation_view};
pub use press::{Hands, field, fields, hear_click, secret_field, set_field, show_pressable};
pub use with_contrat::{Wait, page_of_contrat, progress, with_contrat};
