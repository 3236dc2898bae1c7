//! Installing a contract, opening it, bringing it up to date.

use sha2::{Digest, Sha256};

use super::explain::Explanation;
use super::port::{Origine, PackHeader, PackStore, Remote, RemoteError, StoreError, StoredPack};
use crate::contrat::shape::Shape;
use crate::contrat::validate::MAX_BYTES;
use crate::contrat::{self, EntreeIndex, Finding, Findings, Index, Pack};

/// Largest list of contracts that is read, in bytes: some thousand entries.
const MAX_INDEX_BYTES: usize = 1024 * 1024;

/// Fetches the list of contracts that the site offers.
pub async fn available(remote: &impl Remote) -> Result<Index, RemoteError> {
    let bytes = remote.fetch("contrats/index.json", MAX_INDEX_BYTES, &|_| {}).await?;
    let value = serde_json::from_slice(&bytes).map_err(|error| {
        if looks_like_a_page(&bytes) { RemoteError::WebPage } else { RemoteError::Broken(error.to_string()) }
    })?;
    Index::read(value).ok_or_else(|| RemoteError::Broken("liste des contrats".into()))
}

/// Where an installation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InstallStep {
    /// Bytes fetched so far.
    Downloading(usize),
    /// The digest and the rules are being checked.
    Checking,
    /// The pack is being written.
    Keeping,
}

/// Why a contract was not installed. Whatever was on the device stays as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InstallError {
    /// Nothing usable came from the site.
    Remote(RemoteError),
    /// The bytes are not those that the list announces.
    Digest,
    /// The file breaks the rules of the format; every finding is there.
    Refused(Findings),
}

/// A contract that is in order and not yet kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What would be kept.
    pub stored: StoredPack,
    /// The contract.
    pub pack: Pack,
    /// Remarks for whoever writes the file.
    pub remarks: Findings,
}

impl Candidate {
    /// A contract that was read from `text`.
    pub(super) fn new(pack: Pack, text: String, remarks: Findings, origine: Origine) -> Self {
        let sha256 = hexadecimal(&Sha256::digest(text.as_bytes()));
        let entry = EntreeIndex::new(&pack, text.len() as u64, sha256);
        let header = PackHeader {
            id: entry.id,
            intitule: entry.intitule,
            territoire: entry.territoire,
            version: entry.version,
            sha256: entry.sha256,
            octets: entry.octets,
            origine,
            comptes: Some(entry.comptes),
        };
        Self { stored: StoredPack { header, text }, pack, remarks }
    }
}

/// A contract that was fetched and is in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Installed {
    /// The contract, which can be read at once.
    pub pack: Pack,
    /// Whether it will still be there without network.
    pub kept: Result<(), StoreError>,
}

/// Fetches a contract and checks its digest and its rules. Nothing is kept yet.
pub async fn fetch(
    remote: &impl Remote,
    entry: &EntreeIndex,
    progress: &dyn Fn(InstallStep),
) -> Result<Candidate, InstallError> {
    let path = format!("contrats/{}.json", entry.id);
    let bytes = remote
        .fetch(&path, MAX_BYTES, &|received| progress(InstallStep::Downloading(received)))
        .await
        .map_err(InstallError::Remote)?;
    progress(InstallStep::Checking);
    if looks_like_a_page(&bytes) {
        return Err(InstallError::Remote(RemoteError::WebPage));
    }
    if hexadecimal(&Sha256::digest(&bytes)) != entry.sha256 {
        return Err(InstallError::Digest);
    }
    let text = String::from_utf8(bytes)
        .map_err(|error| InstallError::Remote(RemoteError::Broken(error.utf8_error().to_string())))?;
    let (pack, remarks) = contrat::read(&text).map_err(InstallError::Refused)?;
    Ok(Candidate::new(pack, text, remarks, Origine::Site))
}

/// Fetches a contract, checks it, and keeps it: whole or not at all.
///
/// A phone that cannot keep it can still read it now, so that is told beside the contract, not instead of it.
pub async fn install(
    store: &impl PackStore,
    remote: &impl Remote,
    entry: &EntreeIndex,
    progress: &dyn Fn(InstallStep),
) -> Result<Installed, InstallError> {
    let candidate = fetch(remote, entry, progress).await?;
    progress(InstallStep::Keeping);
    let kept = store.put(&candidate.stored).await;
    Ok(Installed { pack: candidate.pack, kept })
}

/// Why an installed contract could not be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenError {
    /// The store did not answer.
    Store(StoreError),
    /// What is kept can no longer be read; it must be fetched again.
    Unreadable,
}

/// Opens a contract from the device. It was validated when it was installed, so it is only read here.
pub async fn open(store: &impl PackStore, id: &str) -> Result<Option<Pack>, OpenError> {
    match store.text(id).await.map_err(OpenError::Store)? {
        Some(text) => contrat::reopen(&text).map(Some).ok_or(OpenError::Unreadable),
        None => Ok(None),
    }
}

/// The installed contracts of which the site offers other content, to be brought up to date.
///
/// A file of the person's own is left alone: only they decide to give it up for the site's.
pub fn outdated<'i>(installed: &[PackHeader], index: &'i Index) -> Vec<&'i EntreeIndex> {
    let of_site = |header: &&PackHeader| header.origine == Origine::Site;
    let differs = |header: &PackHeader, entry: &EntreeIndex| header.id == entry.id && header.sha256 != entry.sha256;
    let is_old = |entry: &&EntreeIndex| installed.iter().filter(of_site).any(|header| differs(header, entry));
    index.contrats.iter().filter(is_old).collect()
}

/// The sign-in page of a public network answers 200 with HTML to everything.
fn looks_like_a_page(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"<")
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |value: u8| char::from(DIGITS[usize::from(value & 15)]);
    bytes.iter().flat_map(|&byte| [digit(byte >> 4), digit(byte)]).collect()
}

impl InstallError {
    /// What is wrong with the file, if it came to be read.
    pub fn findings(&self) -> Vec<Finding> {
        match self {
            InstallError::Refused(found) => found.iter().cloned().collect(),
            InstallError::Remote(_) | InstallError::Digest => Vec::new(),
        }
    }

    /// Tells why the contract is not there.
    pub fn explain(&self) -> Explanation {
        match self {
            InstallError::Remote(error) => error.explain(),
            InstallError::Digest => Explanation::new(
                "Le fichier reçu n'est pas celui que le site annonce : il est abîmé, ou le site est en cours de mise à jour.",
                "Ce qui est déjà sur ce téléphone reste en place.",
                "Touchez « Réessayer » dans une minute.",
            ),
            InstallError::Refused(found) => Explanation::new(
                format!("Le contrat reçu contient des erreurs ({}). Il n'a pas été installé.", found.iter().count()),
                "Ce qui est déjà sur ce téléphone reste en place.",
                "Montrez la liste ci-dessous à la personne qui publie ce contrat.",
            ),
        }
    }
}

impl OpenError {
    /// Tells why the contract cannot be shown.
    pub fn explain(&self) -> Explanation {
        match self {
            OpenError::Store(error) => error.explain(),
            OpenError::Unreadable => Explanation::new(
                "Le contrat gardé sur ce téléphone ne se lit plus.",
                "Le journal et les réglages ne sont pas touchés.",
                "Avec du réseau, touchez « Réessayer ».",
            ),
        }
    }
}
