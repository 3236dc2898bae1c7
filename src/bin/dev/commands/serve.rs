//! `cargo dev serve`: the app, built and served as it will be published.

use std::future::pending;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process;

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::server::{Site, serve};
use super::site::{self, Base, Profile};
use super::step::Steps;
use super::{Command, place, setup};

/// Builds and serves, or only serves a folder.
pub const COMMAND: Command = Command {
    name: "serve",
    summary: "Sets up what is missing, builds the app and serves it on this machine.",
    usage: "serve [--port N] [--base /folder/] [--debug] [--open]
cargo dev serve --dir DIR [--port N] [--base /folder/] [--stop-with-stdin]

  --port N           port on this machine; 8080 if not given, 0 for any that is free
  --base /folder/    folder of the address below which the app stands
  --debug            quick build, several times larger
  --open             opens the browser
  --dir DIR          serves this folder as it is, without a build
  --stop-with-stdin  stops when the standard input ends (for tests)",
    run,
};

const PORT: u16 = 8080;

fn run(mut args: Args) -> Result<(), Failure> {
    let port = match args.value("--port")? {
        Some(text) => text.parse().or_fail(format!("--port {text}"), "give a number from 0 to 65535.")?,
        None => PORT,
    };
    let base: Base = args.value("--base")?.map_or(Ok(Base::default()), |text| text.parse())?;
    let dir = args.value("--dir")?.map(PathBuf::from);
    let profile = if args.flag("--debug") { Profile::Debug } else { Profile::Release };
    let (open, stop_with_stdin) = (args.flag("--open"), args.flag("--stop-with-stdin"));
    args.end()?;

    let dir = match dir {
        Some(dir) if dir.is_dir() => dir,
        Some(dir) => return Err(Failure::new(format!("{} is no folder", dir.display()), "give a built site.")),
        None => {
            setup::ensure(&setup::SITE)?;
            Steps::new(1).begin("Building the site");
            site::build(&base, profile)?
        }
    };
    let (ended, stop) = tokio::sync::oneshot::channel();
    if stop_with_stdin {
        std::thread::spawn(move || {
            // Whatever is said is not listened to; an error is an end too.
            let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
            let _ = ended.send(());
        });
    }
    let ready = |url: &str| {
        println!("listening {url}");
        // Tests read this line through a pipe, which would keep it.
        let _ = io::stdout().flush();
        if open {
            open_browser(url);
        }
    };
    let stop = async move {
        if !stop_with_stdin || stop.await.is_err() {
            pending::<()>().await;
        }
    };
    serve(Site { dir, base }, port, ready, stop)
}

/// Opens the page in the person's browser; when that fails the address is on the screen all the same.
fn open_browser(url: &str) {
    if let Some(opener) = ["xdg-open", "open"].iter().find_map(|name| place::on_path(name)) {
        let _ = process::Command::new(opener).arg(url).spawn();
    }
}
