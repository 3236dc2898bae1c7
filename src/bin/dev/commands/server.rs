//! The site over HTTP, on this machine only, with its real headers.

use std::fs;
use std::future::Future;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, ALLOW, CONTENT_ENCODING, CONTENT_TYPE, ETAG, HeaderMap, IF_NONE_MATCH, LOCATION, VARY,
};
use axum::http::{Method, Response, StatusCode, Uri};
use tokio::net::TcpListener;

use super::failure::{Failure, OrFail};
use super::headers::{HEADERS, content_type};
use super::precache::sha256;
use super::site::Base;

/// The files of a site and the address they have.
pub struct Site {
    /// The folder of the files.
    pub dir: PathBuf,
    /// The base of their addresses.
    pub base: Base,
}

/// Serves the site on a port of this machine (0: any that is free) until `stop` ends.
/// Calls `ready` with the address once it answers.
pub fn serve(site: Site, port: u16, ready: impl FnOnce(&str), stop: impl Future<Output = ()>) -> Result<(), Failure> {
    let mend = "another program may hold the port: choose one with --port, or 0 for any.";
    let doing = format!("listening on port {port}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().or_fail(&doing, mend)?;
    runtime.block_on(async {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.or_fail(&doing, mend)?;
        let address = listener.local_addr().or_fail(&doing, mend)?;
        let url = format!("http://{address}{}", site.base.as_str());
        let site = Arc::new(site);
        let answers = Router::new().fallback(move |method: Method, uri: Uri, headers: HeaderMap| {
            let site = Arc::clone(&site);
            async move { answer(&site, &method, uri.path(), &headers) }
        });
        ready(&url);
        tokio::select! {
            // Stopped at once, with whatever connections browsers keep open: a server that is gone is gone.
            () = stop => Ok(()),
            served = axum::serve(listener, answers) => served.or_fail("serving", mend),
        }
    })
}

/// What is to be answered to a path.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(String),
    Redirect,
    Missing,
}

/// A file of the site; the page, for an address that names no file; nothing for a file that is missing.
fn locate(site: &Site, path: &str) -> Found {
    let page = "index.html".to_owned();
    let Some(rest) = site.base.strip(path) else {
        return if site.base.strip(&format!("{path}/")) == Some("") { Found::Redirect } else { Found::Missing };
    };
    let Some(rest) = decoded(rest) else { return Found::Missing };
    // Nothing above the folder, nothing hidden, nothing that means something else to the file system.
    if rest.split('/').any(|part| part.starts_with('.')) || rest.contains(['\\', '\0', ':']) {
        return Found::Missing;
    }
    if !rest.is_empty() && site.dir.join(&rest).is_file() {
        return Found::File(rest);
    }
    // As in sw.js: an acronym with dots ("A.C.T.P.") is a page, not a file.
    let extension = rest.rsplit('/').next().and_then(|last| last.rsplit_once('.')).map_or("", |(_, end)| end);
    let is_file = (2..=11).contains(&extension.len())
        && extension.bytes().all(|sign| sign.is_ascii_lowercase() || sign.is_ascii_digit());
    if is_file { Found::Missing } else { Found::File(page) }
}

fn answer(site: &Site, method: &Method, path: &str, asked: &HeaderMap) -> Response<Body> {
    let plain = |status: StatusCode| {
        with_headers(status).header(CONTENT_TYPE, "text/plain; charset=utf-8").body(Body::from(status.to_string()))
    };
    let response = if !matches!(*method, Method::GET | Method::HEAD) {
        with_headers(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD").body(Body::empty())
    } else {
        match locate(site, path) {
            Found::File(file) => answer_file(site, &file, asked),
            Found::Redirect => {
                with_headers(StatusCode::PERMANENT_REDIRECT).header(LOCATION, site.base.as_str()).body(Body::empty())
            }
            Found::Missing => plain(StatusCode::NOT_FOUND),
        }
    };
    response.unwrap_or_else(|_| Response::new(Body::empty()))
}

fn answer_file(site: &Site, file: &str, asked: &HeaderMap) -> Result<Response<Body>, axum::http::Error> {
    let accepted = asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |name| accepted.split(',').any(|part| part.split(';').next().is_some_and(|part| part.trim() == name));
    let twin = |name, end| {
        let twin = accepts(name).then(|| fs::read(site.dir.join(format!("{file}.{end}"))).ok())?;
        Some((Some(name), twin?))
    };
    let plain = || Some((None, fs::read(site.dir.join(file)).ok()?));
    let Some((encoding, bytes)) = twin("br", "br").or_else(|| twin("gzip", "gz")).or_else(plain) else {
        return with_headers(StatusCode::NOT_FOUND).body(Body::empty());
    };
    // By content, not by time: two builds within a second, or an older copy put back, are noticed too.
    let tag = format!("\"{}\"", &sha256(&bytes)[..32]);
    let known = asked.get(IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let response = with_headers(if known { StatusCode::NOT_MODIFIED } else { StatusCode::OK });
    let response = response.header(ETAG, tag).header(VARY, "Accept-Encoding");
    if known {
        return response.body(Body::empty());
    }
    let response = match encoding {
        Some(encoding) => response.header(CONTENT_ENCODING, encoding),
        None => response,
    };
    response.header(CONTENT_TYPE, content_type(file)).body(Body::from(bytes))
}

fn with_headers(status: StatusCode) -> axum::http::response::Builder {
    HEADERS.iter().fold(Response::builder().status(status), |answer, (name, value)| answer.header(*name, *value))
}

/// A path with its `%XX` read, unless that is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let digit = |byte: Option<u8>| (byte? as char).to_digit(16);
            u8::try_from(digit(rest.next())? * 16 + digit(rest.next())?).ok()?
        } else {
            byte
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    /// A site of a few files in a folder of its own, below `/x/`.
    fn site(name: &str) -> Site {
        let dir = std::env::temp_dir().join(format!("relais-server-{}-{name}", std::process::id()));
        fs::create_dir_all(dir.join("contrats")).unwrap();
        fs::write(dir.join("index.html"), "page").unwrap();
        fs::write(dir.join("app.js"), "script").unwrap();
        fs::write(dir.join("app.js.br"), "small").unwrap();
        fs::write(dir.join("contrats/é.json"), "{}").unwrap();
        Site { dir, base: "/x/".parse().unwrap() }
    }

    fn get(site: &Site, path: &str, headers: &[(axum::http::HeaderName, &str)]) -> Response<Body> {
        let headers = headers.iter().map(|(name, value)| (name.clone(), HeaderValue::from_str(value).unwrap()));
        answer(site, &Method::GET, path, &headers.collect())
    }

    #[test]
    fn addresses_of_the_app_are_answered_by_its_page_and_missing_files_are_not() {
        let site = site("paths");
        let page = Found::File("index.html".into());
        for (path, found) in [
            ("/x/", &page),
            ("/x/contrat/lola", &page),
            ("/x/contrats/", &page),
            ("/x/app.js", &Found::File("app.js".into())),
            ("/x/contrats/%C3%A9.json", &Found::File("contrats/é.json".into())),
            ("/x", &Found::Redirect),
            ("/", &Found::Missing),
            ("/y/", &Found::Missing),
            ("/x/none.js", &Found::Missing),
            ("/x/../Cargo.toml", &Found::Missing),
            ("/x/%2e%2e/%2e%2e/etc/hosts", &Found::Missing),
            ("/x//etc/hosts.txt", &Found::Missing),
            ("/x/%ff", &Found::Missing),
            ("/x/%4", &Found::Missing),
        ] {
            assert_eq!(&locate(&site, path), found, "{path}");
        }
        fs::remove_dir_all(site.dir).unwrap();
    }

    #[test]
    fn every_answer_has_the_headers_even_an_error() {
        let site = site("headers");
        for path in ["/x/", "/x/app.js", "/x/none.js", "/x"] {
            let response = get(&site, path, &[]);
            for (name, value) in HEADERS {
                assert_eq!(response.headers()[name], value, "{path}");
            }
        }
        let refused = answer(&site, &Method::POST, "/x/", &HeaderMap::new());
        assert_eq!(refused.status(), StatusCode::METHOD_NOT_ALLOWED);
        fs::remove_dir_all(site.dir).unwrap();
    }

    #[test]
    fn the_compressed_twin_is_sent_to_those_who_read_it_and_a_known_file_is_not_sent_again() {
        let site = site("twins");
        assert_eq!(get(&site, "/x/app.js", &[(ACCEPT_ENCODING, "gzip, br;q=1")]).headers()[CONTENT_ENCODING], "br");
        let plain = get(&site, "/x/app.js", &[(ACCEPT_ENCODING, "gzip")]);
        assert!(!plain.headers().contains_key(CONTENT_ENCODING));
        assert_eq!(plain.headers()[CONTENT_TYPE], "text/javascript; charset=utf-8");
        let tag = plain.headers()[ETAG].to_str().unwrap().to_owned();
        assert_eq!(get(&site, "/x/app.js", &[(IF_NONE_MATCH, &tag)]).status(), StatusCode::NOT_MODIFIED);
        fs::write(site.dir.join("app.js"), "another").unwrap();
        assert_eq!(get(&site, "/x/app.js", &[(IF_NONE_MATCH, &tag)]).status(), StatusCode::OK);
        fs::remove_dir_all(site.dir).unwrap();
    }
}
