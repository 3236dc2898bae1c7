//! A stream of bytes, from the network or from a file, read piece by piece so that progress shows and size is bounded.

use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStream, ReadableStreamDefaultReader};

use crate::app::port::RemoteError;

/// Reads a stream to its end; about `room` bytes are expected, so that a long file is not in memory twice. `progress` hears how many bytes have come; reading stops at `limit` bytes.
pub(super) async fn read(
    stream: &ReadableStream,
    room: usize,
    limit: usize,
    progress: &dyn Fn(usize),
) -> Result<Vec<u8>, RemoteError> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(room.min(limit));
    loop {
        let piece = JsFuture::from(reader.read()).await.map_err(|error| broken(&error))?;
        let value = Reflect::get(&piece, &JsValue::from_str("value")).map_err(|error| broken(&error))?;
        let Some(chunk) = value.dyn_ref::<Uint8Array>() else { return Ok(bytes) };
        bytes.extend(chunk.to_vec());
        if bytes.len() > limit {
            // The rest is not wanted; whether the cancelling succeeds changes nothing.
            let _ = JsFuture::from(reader.cancel()).await;
            return Err(RemoteError::TooLarge { limit });
        }
        progress(bytes.len());
    }
}

/// What JavaScript threw, as plain data.
pub(super) fn broken(error: &JsValue) -> RemoteError {
    let message = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message()));
    RemoteError::Broken(message.unwrap_or_else(|| "lecture interrompue".into()))
}
