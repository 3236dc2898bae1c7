//! Where the app lives: its base path, so that a town can host it in any folder.

/// The base path without its last slash: `""` at the root of a site, `"/relais"` in a folder.
///
/// It comes from the page's `<base href>`, which `cargo dev dist --base` sets.
pub fn base_path() -> String {
    let uri = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default();
    path_of(&uri).trim_end_matches('/').to_owned()
}

/// The name of something that all apps of an origin share (databases, channels), made ours by the base path.
pub fn scoped(name: &str) -> String {
    format!("relais{}:{name}", base_path())
}

fn path_of(uri: &str) -> &str {
    let after_scheme = uri.split_once("://").map_or("", |(_, rest)| rest);
    let path = after_scheme.find('/').map_or("/", |slash| &after_scheme[slash..]);
    let end = path.find(['?', '#']).unwrap_or(path.len());
    &path[..end]
}
