//! Pictograms of the Lucide set, compiled in. Always beside words, so they are hidden from screen readers.

use icondata_core::Icon as IconData;
use icondata_lu as lu;
use leptos::prelude::*;

/// A pictogram, as large as the text beside it unless the style says otherwise.
#[component]
pub fn Icon(
    /// Which one; see [`icons`].
    icon: IconData,
) -> impl IntoView {
    view! {
        <svg
            class="icone"
            aria-hidden="true"
            focusable="false"
            viewBox=icon.view_box.unwrap_or("0 0 24 24")
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            inner_html=icon.data
        ></svg>
    }
}

/// The pictograms of the interface, by what they mean here.
pub mod icons {
    use icondata_core::Icon;
    use icondata_lu as lu;

    pub static AIDES: Icon = lu::LuHandHelping;
    pub static CONTRAT: Icon = lu::LuListTree;
    pub static TERRAIN: Icon = lu::LuDoorOpen;
    pub static BILAN: Icon = lu::LuChartColumn;
    pub static PLUS: Icon = lu::LuEllipsis;
    pub static SEARCH: Icon = lu::LuSearch;
    pub static BACK: Icon = lu::LuArrowLeft;
    pub static NEXT: Icon = lu::LuChevronRight;
    pub static OPEN: Icon = lu::LuChevronDown;
    pub static CLOSE: Icon = lu::LuX;
    pub static ADD: Icon = lu::LuPlus;
    pub static DELETE: Icon = lu::LuTrash2;
    pub static CHECK: Icon = lu::LuCheck;
    pub static WARNING: Icon = lu::LuTriangleAlert;
    pub static INFO: Icon = lu::LuInfo;
    pub static SOURCE: Icon = lu::LuBookOpenText;
    pub static DOUBT: Icon = lu::LuCircleHelp;
    pub static PEOPLE: Icon = lu::LuUsers;
    pub static PERSON: Icon = lu::LuUser;
    pub static DISPOSITIF: Icon = lu::LuLifeBuoy;
    pub static SIGLES: Icon = lu::LuWholeWord;
    pub static QUARTIER: Icon = lu::LuMapPin;
    pub static GOUVERNANCE: Icon = lu::LuLandmark;
    pub static STRENGTH: Icon = lu::LuThumbsUp;
    pub static WEAKNESS: Icon = lu::LuThumbsDown;
    pub static CALENDAR: Icon = lu::LuCalendar;
    pub static STORAGE: Icon = lu::LuHardDrive;
    pub static HELP: Icon = lu::LuLifeBuoy;
    pub static ABOUT: Icon = lu::LuInfo;
    pub static DOWNLOAD: Icon = lu::LuDownload;
    pub static EXCHANGE: Icon = lu::LuMessagesSquare;
    pub static ORIENTATION: Icon = lu::LuSignpost;
    pub static ABSENT: Icon = lu::LuDoorClosed;
    pub static LATER: Icon = lu::LuRotateCcw;
    pub static LEAFLET: Icon = lu::LuMailOpen;
    pub static REFUSAL: Icon = lu::LuHand;
    pub static NO_MORE: Icon = lu::LuBan;
    pub static NO_ACCESS: Icon = lu::LuLock;
    pub static EMPTY: Icon = lu::LuHouse;
}

/// The pictogram of a besoin, by the name that the vocabulary gives it.
pub fn besoin_icon(name: &str) -> IconData {
    match name {
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
    }
}
