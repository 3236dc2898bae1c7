//! Plain JavaScript objects, for the calls of the browser that take or give them.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// An object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        set(&object, name, value);
    }
    object
}

/// Sets a property.
pub fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object does not fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A property; `undefined` when there is none, or no object.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// A property that is a text; empty when it is none.
pub fn word(object: &JsValue, name: &str) -> String {
    get(object, name).as_string().unwrap_or_default()
}
