//! `cargo dev index`: rewrites what is made from the contract files and from the types.

use std::fs;

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::{Command, packs};

/// Refuses to list a contract that the app would refuse.
pub const COMMAND: Command = Command {
    name: "index",
    summary: "Writes public/contrats/index.json, public/mots.txt and the schemas of public/schema/.",
    usage: "index",
    run,
};

fn run(args: Args) -> Result<(), Failure> {
    args.end()?;
    let mut read = Vec::new();
    for file in packs::files()? {
        match packs::read(&file)? {
            Some(pack) => read.push((file, pack)),
            None => return Err(Failure::new(format!("{} is refused", file.display()), "mend what is said above.")),
        }
    }
    for derived in packs::derived(&read)? {
        if derived.is_up_to_date() {
            continue;
        }
        let folder = derived.path.parent().map_or(Ok(()), fs::create_dir_all);
        let doing = format!("writing {}", derived.path.display());
        folder.and_then(|()| fs::write(&derived.path, &derived.text)).or_fail(doing, "make it writable.")?;
        println!("written: {}", derived.path.display());
    }
    println!("{} contracts listed.", read.len());
    Ok(())
}
