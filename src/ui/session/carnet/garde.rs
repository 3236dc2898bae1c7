//! When the journal locks by itself, and what windows say to each other.

use std::rc::Rc;
use std::time::Duration;

use leptos::ev;
use leptos::prelude::*;

use super::{Carnet, Etat, NAME};
use crate::app::port::{Clock, Prefs};
use crate::browser::tabs::Line;
use crate::browser::{BrowserClock, BrowserPrefs};
use crate::ui::navigation::Navigation;
use crate::ui::route::Route;

/// Since when nobody has touched the screen, and since when it is hidden; in milliseconds since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct Veille {
    touche: i64,
    cache: Option<i64>,
}

/// How often the clock is looked at.
const TICK: Duration = Duration::from_secs(5);
/// How long after the last key a form is kept as a draft.
const REST: Duration = Duration::from_millis(800);
const MINUTE_MS: i64 = 60 * 1000;
/// After so many minutes out of sight it locks; a round is walked with the phone in the pocket from door to door.
const HIDDEN_MIN: i64 = 1;
const HIDDEN_IN_A_ROUND_MIN: i64 = 5;

const DELAY: &str = "coffre-delai";
/// The delays that a person can choose, in minutes without a touch.
pub const DELAYS: [u8; 4] = [1, 5, 10, 15];
const USUAL: u8 = 5;

impl Veille {
    /// Before anything is watched over.
    pub const fn new() -> Self {
        Self { touche: 0, cache: None }
    }
}

impl Carnet {
    /// After how many minutes without a touch the journal locks.
    pub fn delay() -> u8 {
        let kept = BrowserPrefs.get(DELAY).and_then(|text| text.parse().ok());
        kept.filter(|delay| DELAYS.contains(delay)).unwrap_or(USUAL)
    }

    /// Chooses that delay.
    pub fn choose_delay(delay: u8) {
        BrowserPrefs.set(DELAY, &delay.to_string());
    }

    /// The delay counts from now on.
    pub(super) fn watch_from_now(self) {
        self.garde.update_value(|veille| veille.touche = now());
    }

    pub(super) fn keep_watch(self) {
        self.watch_from_now();
        let line = Line::open(NAME, move |word| match word.as_str() {
            "verrou" | "rends" => self.lock_by_itself(),
            _ => {}
        });
        self.ligne.set_value(Rc::new(Some(line)));
        window_event_listener(ev::pointerdown, move |_| self.watch_from_now());
        window_event_listener(ev::keydown, move |_| self.watch_from_now());
        // Every key begins the pause anew.
        let turn = StoredValue::new(0_u32);
        window_event_listener(ev::input, move |_| {
            self.watch_from_now();
            turn.update_value(|turn| *turn += 1);
            let mine = turn.get_value();
            let rest = move || {
                if turn.get_value() == mine {
                    self.rest();
                }
            };
            set_timeout(rest, REST);
        });
        window_event_listener(ev::click, move |_| set_timeout(move || self.rest(), REST));
        window_event_listener(ev::visibilitychange, move |_| {
            // Timers freeze out of sight: what they missed is done on coming back.
            self.look_at_clock();
            let cache = document().hidden().then(now);
            self.garde.update_value(|veille| veille.cache = cache);
            if cache.is_some() {
                self.rest();
            }
        });
        // The handle is not needed: the watch lasts as long as the page.
        drop(set_interval_with_handle(move || self.look_at_clock(), TICK));
    }

    /// Says a word to the other windows.
    pub(super) fn say(self, word: &str) {
        if let Some(line) = self.ligne.get_value().as_ref() {
            line.say(word);
        }
    }

    fn look_at_clock(self) {
        let Veille { touche, cache } = self.garde.get_value();
        let is_over = |since: i64, minutes: i64| !(0..minutes * MINUTE_MS).contains(&(now() - since));
        let hidden = match Navigation::here() {
            Route::Tournee(_) => HIDDEN_IN_A_ROUND_MIN,
            _ => HIDDEN_MIN,
        };
        // A clock set back is as good a reason as one that ran out.
        if is_over(touche, i64::from(Self::delay())) || cache.is_some_and(|cache| is_over(cache, hidden)) {
            self.lock_by_itself();
        }
    }

    fn lock_by_itself(self) {
        if self.etat.get_untracked() != Etat::Ouvert {
            return;
        }
        let here = Navigation::here();
        self.lock();
        // The pages that show what was just locked.
        if matches!(here.place(), "terrain" | "bilan") || here == Route::Coffre || here == Route::Sauvegarde {
            self.navigation.replace(&Route::Terrain);
        }
    }
}

fn now() -> i64 {
    BrowserClock.now().instant_ms
}
