//! `cargo dev dist`: the site as a town puts it on its server.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::headers::is_compressible;
use super::samples::samples;
use super::site::{self, Base, Profile};
use super::step::Steps;
use super::{Command, place, setup};

/// Writes the site and, beside it, sample configurations.
pub const COMMAND: Command = Command {
    name: "dist",
    summary: "Writes the static site, precompressed, and beside it sample configurations for web servers.",
    usage: "dist [--base /folder/] [--out DIR] [--from DIR]

  --base /folder/   folder of the address below which the app will stand; / if not given
  --out DIR         where to write it; target/site if not given. DIR-serveur gets the configurations
  --from DIR        takes this built site instead of building one",
    run,
};

fn run(mut args: Args) -> Result<(), Failure> {
    let base: Base = args.value("--base")?.map_or(Ok(Base::default()), |text| text.parse())?;
    let out = args.value("--out")?.map_or_else(|| Ok(place::target()?.join("site")), |out| Ok(PathBuf::from(out)))?;
    let from = args.value("--from")?.map(PathBuf::from);
    args.end()?;

    let mut steps = Steps::new(if from.is_some() { 2 } else { 3 });
    let from = match from {
        Some(from) => from,
        None => {
            setup::ensure(&setup::SITE)?;
            steps.begin("Building the site");
            site::build(&base, Profile::Release)?
        }
    };
    steps.begin(&format!("Copying it to {}", out.display()));
    copy(&from, &out)?;
    site::finish(&out, &base)?;
    steps.begin("Compressing its files");
    compress(&out)?;
    let beside = write_samples(&out, &base)?;
    println!("The site for {}: {}", base.as_str(), out.display());
    println!("Configurations:  {}", beside.display());
    Ok(())
}

/// Copies a site into an empty folder, or over an earlier copy.
fn copy(from: &Path, out: &Path) -> Result<(), Failure> {
    let doing = format!("writing {}", out.display());
    let is_empty = fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    if !is_empty {
        // Nothing of a person's is removed for a slip of the keyboard.
        if !(out.join("index.html").is_file() && out.join("sw.js").is_file()) {
            return Err(Failure::new(format!("{doing}: it holds other files"), "choose a new folder with --out."));
        }
        fs::remove_dir_all(out).or_fail(&doing, "make it writable, or choose another with --out.")?;
    }
    for (path, file) in site::files(from)? {
        if path.ends_with(".br") || path.ends_with(".gz") {
            continue;
        }
        let place = out.join(path);
        let folder = place.parent().map_or(Ok(()), fs::create_dir_all);
        folder.and_then(|()| fs::copy(&file, &place).map(drop)).or_fail(&doing, "make room on the disk.")?;
    }
    Ok(())
}

/// Puts a `.br` and a `.gz` beside each file that gains by it.
fn compress(dir: &Path) -> Result<(), Failure> {
    let beside = |path: &str, file: &Path| {
        if !is_compressible(path) {
            return Ok(());
        }
        let doing = format!("compressing {path}");
        let bytes = fs::read(file).or_fail(&doing, "the site must be readable.")?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        let gzip = gzip.write_all(&bytes).and_then(|()| gzip.finish()).or_fail(&doing, "report this.")?;
        for (end, small) in [("br", brotli(&bytes)?), ("gz", gzip)] {
            if small.len() < bytes.len() {
                fs::write(dir.join(format!("{path}.{end}")), small).or_fail(&doing, "make room on the disk.")?;
            }
        }
        Ok(())
    };
    site::each_file(dir, beside).map(drop)
}

/// Brotli at its best quality.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut small = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut small, &settings).or_fail("compressing with brotli", "report this.")?;
    Ok(small)
}

/// Writes the configurations beside the site, never in it: what is in it is served.
fn write_samples(out: &Path, base: &Base) -> Result<PathBuf, Failure> {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let beside = out.with_file_name(format!("{name}-serveur"));
    let doing = format!("writing {}", beside.display());
    fs::create_dir_all(&beside).or_fail(&doing, "choose another place with --out.")?;
    for sample in samples(base) {
        fs::write(beside.join(sample.name), sample.text).or_fail(&doing, "make room on the disk.")?;
    }
    Ok(beside)
}
