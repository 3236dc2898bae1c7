//! Browser entry: the panic screen, then the app.

#[cfg(target_arch = "wasm32")]
fn main() {
    relais::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This is the browser app. Run it with `cargo dev serve`.");
}
