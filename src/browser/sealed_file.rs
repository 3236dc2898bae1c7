//! The second copy of the sealed journal: files in the origin's private file system, through `public/coffre.js`.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::object::{object, set};
use super::place::{base_path, scoped};
use super::worker::Asker;
use crate::app::port::{SealedRow, SealedStore, StoreError};
use crate::vault::records;

/// A folder of files, and the worker that writes them.
#[derive(Debug)]
pub struct SealedFiles {
    asker: Asker,
    folder: String,
}

/// What the name of a series' file ends with; a thing's file has its name alone.
const SERIES: &str = ".rj1";

/// How many bytes of a series are read at once: few enough to open what they hold between two pictures of the screen.
const PIECE: u32 = 1024 * 1024;

impl SealedFiles {
    /// The folder under this name; the worker starts with the first question.
    pub fn named(name: &str) -> Self {
        Self::written_by(format!("{}/coffre.js", base_path()), name)
    }

    /// The same, with the worker's script at another address, for tests.
    pub fn written_by(script: String, name: &str) -> Self {
        Self { asker: Asker::new(script), folder: scoped(name) }
    }

    /// Lets go of the files, so that another window can write them.
    pub async fn release(&self) -> Result<(), StoreError> {
        self.ask("release", &[]).await.map(drop)
    }

    /// Whether so many bytes really find room: written, read back and removed.
    pub async fn has_room(&self, bytes: u32) -> Result<bool, StoreError> {
        Ok(self.ask("room", &[("bytes", bytes.into())]).await?.is_truthy())
    }

    async fn ask(&self, what: &str, with: &[(&str, JsValue)]) -> Result<JsValue, StoreError> {
        if !self.asker.is_started() {
            // The name may hold slashes: the base path is in it.
            let path: Array = self.folder.split('/').map(JsValue::from_str).collect();
            self.asker.ask(&object(&[("do", "enter".into()), ("path", path.into())])).await?;
        }
        let question = object(with);
        set(&question, "do", &what.into());
        self.asker.ask(&question).await
    }

    /// So many bytes of a file, from a place on; fewer at its end.
    async fn read(&self, name: &str, at: u64, bytes: u32) -> Result<Option<Vec<u8>>, StoreError> {
        #[expect(clippy::cast_precision_loss, reason = "no file is that long")]
        let at = JsValue::from_f64(at as f64);
        let found = self.ask("read", &[("name", name.into()), ("at", at), ("bytes", bytes.into())]).await?;
        Ok(found.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec))
    }
}

impl SealedStore for SealedFiles {
    async fn append(&self, series: &str, rows: &[SealedRow]) -> Result<(), StoreError> {
        let bytes: Vec<u8> = rows.iter().flat_map(|row| records::record(&row.bytes)).collect();
        let bytes = Uint8Array::from(bytes.as_slice());
        self.ask("append", &[("name", file_of(series).into()), ("bytes", bytes.into())]).await.map(drop)
    }

    async fn rows(&self, series: &str, from: u64, each: &mut dyn FnMut(u64, &[u8])) -> Result<(), StoreError> {
        let name = file_of(series);
        let (mut start, mut bytes) = (from, PIECE);
        loop {
            let piece = self.read(&name, start, bytes).await?.unwrap_or_default();
            let is_last = piece.len() < bytes as usize;
            let whole = if is_last { piece.len() } else { records::settled(&piece) };
            for (place, row) in records::placed_rows(&piece[..whole]) {
                each(start + place as u64, row);
            }
            if is_last {
                return Ok(());
            }
            start += whole as u64;
            // A record that is longer than a piece, or damage behind which the next one is looked for.
            bytes = if whole == 0 { bytes.saturating_mul(2) } else { PIECE };
        }
    }

    async fn drop_series(&self, series: &str) -> Result<(), StoreError> {
        self.remove(&file_of(series)).await
    }

    async fn put(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.ask("put", &[("name", name.into()), ("bytes", Uint8Array::from(bytes).into())]).await.map(drop)
    }

    async fn get(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(name, 0, u32::MAX).await
    }

    async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.ask("remove", &[("name", name.into())]).await.map(drop)
    }

    async fn names(&self) -> Result<Vec<String>, StoreError> {
        let names = self.ask("names", &[]).await?;
        let names = Array::from(&names);
        Ok(names.iter().filter_map(|name| name.as_string()).filter(|name| !name.ends_with(SERIES)).collect())
    }
}

fn file_of(series: &str) -> String {
    format!("{series}{SERIES}")
}
