//! Pictograms of the Lucide set, compiled in. Always beside words, so they are hidden from screen readers.

use icondata_lu as lu;
use maud::{Markup, PreEscaped, html};

/// The outline of a pictogram, as SVG elements within a square of 24.
#[derive(Debug, Clone, Copy)]
pub struct Pictogram(
    /// Trusted text: it is compiled in, and goes into the page as it is.
    pub &'static str,
);

/// A pictogram, as large as the text beside it unless the style says otherwise.
pub fn icon(pictogram: Pictogram) -> Markup {
    html! {
        svg.icone aria-hidden="true" focusable="false" viewBox="0 0 24 24" fill="none" stroke="currentColor"
            stroke-width="2" stroke-linecap="round" stroke-linejoin="round" { (PreEscaped(pictogram.0)) }
    }
}

/// The pictograms of the interface, by what they mean here.
#[expect(missing_docs, reason = "each name says what it means here")]
pub mod icons {
    use icondata_lu as lu;

    use super::Pictogram;

    pub static AIDES: Pictogram = Pictogram(lu::LuHandHelping.data);
    pub static CONTRAT: Pictogram = Pictogram(lu::LuListTree.data);
    pub static TERRAIN: Pictogram = Pictogram(lu::LuDoorOpen.data);
    pub static BILAN: Pictogram = Pictogram(lu::LuChartColumn.data);
    pub static PLUS: Pictogram = Pictogram(lu::LuEllipsis.data);
    pub static SEARCH: Pictogram = Pictogram(lu::LuSearch.data);
    pub static BACK: Pictogram = Pictogram(lu::LuArrowLeft.data);
    pub static NEXT: Pictogram = Pictogram(lu::LuChevronRight.data);
    pub static OPEN: Pictogram = Pictogram(lu::LuChevronDown.data);
    pub static CLOSE: Pictogram = Pictogram(lu::LuX.data);
    pub static ADD: Pictogram = Pictogram(lu::LuPlus.data);
    pub static DELETE: Pictogram = Pictogram(lu::LuTrash2.data);
    pub static CHECK: Pictogram = Pictogram(lu::LuCheck.data);
    pub static WARNING: Pictogram = Pictogram(lu::LuTriangleAlert.data);
    pub static INFO: Pictogram = Pictogram(lu::LuInfo.data);
    pub static SOURCE: Pictogram = Pictogram(lu::LuBookOpenText.data);
    pub static DOUBT: Pictogram = Pictogram(lu::LuCircleHelp.data);
    pub static PEOPLE: Pictogram = Pictogram(lu::LuUsers.data);
    pub static PERSON: Pictogram = Pictogram(lu::LuUser.data);
    pub static DISPOSITIF: Pictogram = Pictogram(lu::LuLifeBuoy.data);
    pub static SIGLES: Pictogram = Pictogram(lu::LuWholeWord.data);
    pub static QUARTIER: Pictogram = Pictogram(lu::LuMapPin.data);
    pub static IMAGE: Pictogram = Pictogram(lu::LuChartBarStacked.data);
    pub static GOUVERNANCE: Pictogram = Pictogram(lu::LuLandmark.data);
    pub static STRENGTH: Pictogram = Pictogram(lu::LuThumbsUp.data);
    pub static WEAKNESS: Pictogram = Pictogram(lu::LuThumbsDown.data);
    pub static CALENDAR: Pictogram = Pictogram(lu::LuCalendar.data);
    pub static STORAGE: Pictogram = Pictogram(lu::LuHardDrive.data);
    pub static HELP: Pictogram = Pictogram(lu::LuLifeBuoy.data);
    pub static ABOUT: Pictogram = Pictogram(lu::LuInfo.data);
    pub static DOWNLOAD: Pictogram = Pictogram(lu::LuDownload.data);
    pub static EXCHANGE: Pictogram = Pictogram(lu::LuMessagesSquare.data);
    pub static ORIENTATION: Pictogram = Pictogram(lu::LuSignpost.data);
    pub static ABSENT: Pictogram = Pictogram(lu::LuDoorClosed.data);
    pub static LATER: Pictogram = Pictogram(lu::LuRotateCcw.data);
    pub static LEAFLET: Pictogram = Pictogram(lu::LuMailOpen.data);
    pub static REFUSAL: Pictogram = Pictogram(lu::LuHand.data);
    pub static NO_MORE: Pictogram = Pictogram(lu::LuBan.data);
    pub static NO_ACCESS: Pictogram = Pictogram(lu::LuLock.data);
    pub static CALL: Pictogram = Pictogram(lu::LuPhone.data);
    pub static LEAVE: Pictogram = Pictogram(lu::LuLogOut.data);
    pub static HIDE: Pictogram = Pictogram(lu::LuEyeOff.data);
    pub static KEY: Pictogram = Pictogram(lu::LuKeyRound.data);
    pub static SAVE: Pictogram = Pictogram(lu::LuArchive.data);
    pub static PAUSE: Pictogram = Pictogram(lu::LuPause.data);
    pub static EDIT: Pictogram = Pictogram(lu::LuPencil.data);
    pub static QR: Pictogram = Pictogram(lu::LuQrCode.data);
    pub static MESSAGE: Pictogram = Pictogram(lu::LuMessageSquareText.data);
    pub static SHARE: Pictogram = Pictogram(lu::LuShare2.data);
    pub static COPY: Pictogram = Pictogram(lu::LuCopy.data);
    pub static PRINT: Pictogram = Pictogram(lu::LuPrinter.data);
    pub static FILTER: Pictogram = Pictogram(lu::LuListFilter.data);
    pub static EMPTY: Pictogram = Pictogram(lu::LuHouse.data);
}

/// The pictogram of a besoin, by the name that the vocabulary gives it.
pub fn besoin_icon(name: &str) -> Pictogram {
    let icon = match name {
        "briefcase" => lu::LuBriefcase,
        "graduation-cap" => lu::LuGraduationCap,
        "languages" => lu::LuLanguages,
        "book-open" => lu::LuBookOpen,
        "smartphone" => lu::LuSmartphone,
        "bus" => lu::LuBus,
        "baby" => lu::LuBaby,
        "backpack" => lu::LuBackpack,
        "heart" => lu::LuHeart,
        "compass" => lu::LuCompass,
        "house" => lu::LuHouse,
        "lightbulb" => lu::LuLightbulb,
        "stethoscope" => lu::LuStethoscope,
        "heart-pulse" => lu::LuHeartPulse,
        "file-text" => lu::LuFileText,
        "wallet" => lu::LuWallet,
        "shield" => lu::LuShield,
        "scale" => lu::LuScale,
        "ticket" => lu::LuTicket,
        "store" => lu::LuStore,
        "users" => lu::LuUsers,
        "trees" => lu::LuTrees,
        _ => lu::LuCircleHelp,
    };
    Pictogram(icon.data)
}
