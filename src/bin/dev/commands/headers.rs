//! What is said with every file: the one place of the site's headers, for our server and for the samples of others.

/// The headers of every answer, in the order in which they are sent.
pub const HEADERS: [(&str, &str); 6] = [
    ("Content-Security-Policy", CSP),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", PERMISSIONS),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    // Kept, but asked for again each time: names do not change with the content. Offline, the service worker answers.
    ("Cache-Control", "no-cache"),
];

/// Nothing from elsewhere, nothing inline. Wasm has to be compiled, and pictures may be made in the page.
const CSP: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
    form-action 'none'; base-uri 'self'; frame-ancestors 'none'";

/// What the pages may ask of the device: to listen when a note is dictated, and nothing else.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
    magnetometer=(), microphone=(self), midi=(), payment=(), serial=(), usb=()";

/// Media types by the end of the file's name. Texts are UTF-8.
pub const TYPES: [(&str, &str); 14] = [
    ("html", "text/html"),
    ("js", "text/javascript"),
    ("css", "text/css"),
    ("txt", "text/plain"),
    ("ftl", "text/plain"),
    ("md", "text/plain"),
    ("json", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("wasm", "application/wasm"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("ico", "image/x-icon"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
];

/// The `Content-Type` of a file.
pub fn content_type(path: &str) -> String {
    let kind = media_type(path);
    if kind.starts_with("text/") { format!("{kind}; charset=utf-8") } else { kind.into() }
}

/// Whether a file becomes much smaller when compressed; pictures and fonts are so already.
pub fn is_compressible(path: &str) -> bool {
    let kind = media_type(path);
    kind.starts_with("text/") || ["json", "wasm", "xml"].iter().any(|end| kind.ends_with(end))
}

fn media_type(path: &str) -> &'static str {
    let end = path.rsplit_once('.').map_or("", |(_, end)| end);
    TYPES.iter().find(|(name, _)| *name == end).map_or("application/octet-stream", |(_, kind)| kind)
}
