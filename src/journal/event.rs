//! Events: what is written down once and never overwritten.
//!
//! As text, an event is one JSON object:
//!
//! | key | value |
//! |---|---|
//! | `format` | [`EVENT_FORMAT`] of the app that wrote it |
//! | `id`, `appareil` | UUIDs in their usual text |
//! | `branche` | number of the branch; left out for 0 |
//! | `seq`, `rang` | whole numbers; format 1 has no `rang`, which is then `seq` |
//! | `moment` | `{"instant_ms", "jour", "decalage_min"}` |
//! | `mois` | `"AAAA-MM"`, where it is filed elsewhere than under its day |
//! | `fait` | `{"<genre>": {…}}`, see [`Fait`] |
//!
//! Ids are texts, days `"AAAA-MM-JJ"`, closed lists their words; what is empty is left out. A key that this app does
//! not know is carried along wherever it stands. A new kind of fact, field or word does not raise the format; a
//! known field that changes its meaning does, and an older app then keeps the whole fact as unknown.

use std::fmt;

use serde_json::{Map, Value};

use super::jour::Mois;
use super::piece::{Autres, Piece, fields, set};
use super::{DeviceId, EventId, Fait, Moment, format1};

/// The format that this app writes.
pub const EVENT_FORMAT: u16 = 2;

/// One entry of the journal. A correction is another event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// [`EVENT_FORMAT`] of the app that wrote it.
    pub format: u16,
    /// Its own id, which is the id of the draft that it came from: a retry cannot double it.
    pub id: EventId,
    /// Where it stands in a store.
    pub key: EventKey,
    /// One more than the greatest rang that the phone had seen. See [`Ordre`].
    pub rang: u64,
    /// When, as the phone knew it.
    pub moment: Moment,
    /// The month under which it is filed, when that is not the month of its day: the clock was in doubt, or a round is
    /// closed late.
    pub mois: Option<Mois>,
    /// What happened.
    pub fait: Fait,
    /// What a newer app wrote besides.
    pub autres: Autres,
}

/// The event is not one that this app knows. It is kept as it is: a newer app may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableEvent;

/// Place of an event in a store: device, branch, number. Keys are added, never put over another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventKey {
    /// The phone.
    pub appareil: DeviceId,
    /// 0, or the number that a store gave to a clone of the phone: same id, other events.
    pub branche: u16,
    /// Number on that phone, from 1, without a gap.
    pub seq: u64,
}

impl fmt::Display for EventKey {
    /// Sorts as text like the key itself: the number is padded to the twenty digits of a `u64`. Branch 0 is not
    /// written, so that the keys of format 1 stay what they were.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.branche {
            0 => write!(out, "{}/{:020}", self.appareil, self.seq),
            branche => write!(out, "{}~{branche:05}/{:020}", self.appareil, self.seq),
        }
    }
}

/// The order of the journal, the same on every phone.
///
/// No clock is believed. Each event carries one more than the greatest rang that its phone had seen, so that what was
/// written in knowledge of something comes after it; a phone's own events keep their numbers' order; what two phones
/// wrote without knowing of each other is sorted by the phones' ids, arbitrarily but everywhere alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordre {
    rang: u64,
    appareil: DeviceId,
    seq: u64,
    id: EventId,
}

impl Event {
    /// An event written now. The moment is kept as finely as the fact may keep it.
    pub fn new(id: EventId, key: EventKey, rang: u64, now: Moment, fait: Fait) -> Self {
        let moment = fait.moment(now);
        // A round that was left open is filed under the month of its last door.
        let mois = match &fait {
            Fait::TourneeClose(fait) => fait.portes.iter().map(|vue| vue.le.mois()).max(),
            _ => None,
        };
        let mois = mois.filter(|mois| *mois != moment.jour.mois());
        Self { format: EVENT_FORMAT, id, key, rang, moment, mois, fait, autres: Autres::default() }
    }

    /// The month under which it is filed.
    pub fn mois(&self) -> Mois {
        self.mois.unwrap_or(self.moment.jour.mois())
    }

    /// Where it stands in the journal. The branch has no part in it: each store numbers branches as it meets them.
    pub fn ordre(&self) -> Ordre {
        Ordre { rang: self.rang, appareil: self.key.appareil, seq: self.key.seq, id: self.id }
    }

    /// Whether the other is the same event, whatever branch a store has put it in.
    pub fn is_same(&self, other: &Event) -> bool {
        // Rarely asked, so the texts serve: comparing every type field by field would be code for this alone.
        self.id == other.id && self.text(0) == other.text(0)
    }

    /// The text that a store keeps.
    pub fn to_text(&self) -> String {
        self.text(self.key.branche)
    }

    fn text(&self, branche: u16) -> String {
        let mut fields = self.autres.0.clone();
        self.format.put(&mut fields, "format");
        self.id.put(&mut fields, "id");
        self.key.appareil.put(&mut fields, "appareil");
        if branche > 0 {
            branche.put(&mut fields, "branche");
        }
        self.key.seq.put(&mut fields, "seq");
        self.rang.put(&mut fields, "rang");
        self.moment.put_over(&mut fields, "moment");
        self.mois.put(&mut fields, "mois");
        set(&mut fields, "fait", self.fait.write());
        Value::Object(fields).to_string()
    }

    /// Reads the text of a store.
    pub fn from_text(text: &str) -> Result<Self, UnreadableEvent> {
        Self::read(text).ok_or(UnreadableEvent)
    }

    fn read(text: &str) -> Option<Self> {
        let (mut fields, format, fait) = parts(text)?;
        // A fact of a newer format is not half understood. What is no fact that this app knows is kept as it came: it is
        // taken from the text again, since all others would have to be copied for it.
        let known = if format > EVENT_FORMAT { None } else { Fait::read(fait) };
        let fait = known.or_else(|| Fait::keep(parts(text)?.2))?;
        let seq = Piece::take(&mut fields, "seq")?;
        let rang: Option<u64> = Piece::take(&mut fields, "rang")?;
        let branche: Option<u16> = Piece::take(&mut fields, "branche")?;
        Some(Self {
            format,
            id: Piece::take(&mut fields, "id")?,
            key: EventKey { appareil: Piece::take(&mut fields, "appareil")?, branche: branche.unwrap_or(0), seq },
            rang: rang.unwrap_or(seq),
            moment: Moment::take_from(&mut fields, "moment")?,
            mois: Piece::take(&mut fields, "mois")?,
            fait,
            autres: Autres::rest(fields),
        })
    }
}

/// The fields of an event, with its format and its fact taken out.
fn parts(text: &str) -> Option<(Map<String, Value>, u16, Value)> {
    let mut fields = fields(serde_json::from_str(text).ok()?)?;
    let format = Piece::take(&mut fields, "format")?;
    let fait = fields.remove("fait")?;
    Some((fields, format, if format == 1 { format1::lift(fait) } else { fait }))
}
