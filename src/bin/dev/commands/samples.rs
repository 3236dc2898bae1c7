//! Sample configurations for the servers that towns have, with the very headers of ours.

use super::headers::{HEADERS, TYPES};
use super::site::Base;

/// A configuration for one web server.
pub struct Sample {
    /// Its file.
    pub name: &'static str,
    /// Its text.
    pub text: String,
}

const NOTE: &str = "# Relais: plain files under a folder of the site. Written by `cargo dev dist`.";

/// One for each server that we describe, serving the site below `base`.
pub fn samples(base: &Base) -> [Sample; 3] {
    [
        Sample { name: "nginx.conf", text: nginx(base.as_str()) },
        Sample { name: "apache.htaccess", text: apache(base.as_str()) },
        Sample { name: "Caddyfile", text: caddy(base.as_str()) },
    ]
}

fn nginx(base: &str) -> String {
    let types = lines(&TYPES, |end, kind| format!("        {kind} {end};"));
    let headers = lines(&HEADERS, |name, value| format!("    add_header {name} \"{value}\" always;"));
    format!(
        r"{NOTE}
# Goes into a `server` block. The files of the site are copied to /var/www/html{base}
location {base} {{
    root /var/www/html;
    types {{
{types}
    }}
    charset utf-8;
    charset_types text/css text/javascript text/plain;
    gzip_static on;
    gzip_vary on;
    # With the brotli module also: brotli_static on;
{headers}
    # An address of the app is answered by its page; a file that is missing is an error.
    try_files $uri {base}index.html;
    location ~ \.[A-Za-z0-9]+$ {{
        try_files $uri =404;
    }}
}}
"
    )
}

fn apache(base: &str) -> String {
    let types = lines(&TYPES, |end, kind| format!("AddType {kind} .{end}"));
    let headers = lines(&HEADERS, |name, value| format!("Header always set {name} \"{value}\""));
    format!(
        r"{NOTE}
# Goes among the files of the site, under the name .htaccess (modules: headers, mime, rewrite).
{headers}
{types}
AddDefaultCharset utf-8
AddCharset utf-8 .css .js .txt .ftl .md

# The compressed twins: .br is an encoding here, not the language of Brittany.
RemoveLanguage .br
RemoveType .gz
AddEncoding br .br
AddEncoding gzip .gz
Header append Vary Accept-Encoding

RewriteEngine On
RewriteBase {base}
DirectoryIndex index.html
RewriteCond %{{HTTP:Accept-Encoding}} \bbr\b
RewriteCond %{{REQUEST_FILENAME}}.br -f
RewriteRule ^(.+)$ $1.br [END]
RewriteCond %{{HTTP:Accept-Encoding}} \bgzip\b
RewriteCond %{{REQUEST_FILENAME}}.gz -f
RewriteRule ^(.+)$ $1.gz [END]
# An address of the app is answered by its page; a file that is missing is an error.
RewriteCond %{{REQUEST_FILENAME}} !-f
RewriteCond %{{REQUEST_URI}} !\.[A-Za-z0-9]+$
RewriteRule ^ index.html [END]
"
    )
}

fn caddy(base: &str) -> String {
    let headers = lines(&HEADERS, |name, value| format!("            {name} \"{value}\""));
    format!(
        r"{NOTE}
# The files of the site are copied to /srv/relais
relais.example.org {{
    handle_path {base}* {{
        root * /srv/relais
        header {{
{headers}
        }}
        # An address of the app is answered by its page; a file that is missing is an error.
        @page {{
            not file
            not path_regexp \.[A-Za-z0-9]+$
        }}
        rewrite @page /index.html
        file_server {{
            precompressed br gzip
        }}
    }}
}}
"
    )
}

fn lines(table: &[(&str, &str)], line: impl Fn(&str, &str) -> String) -> String {
    table.iter().map(|(name, value)| line(name, value)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_sends_every_header_and_knows_the_base() {
        for sample in samples(&"/ville/relais/".parse().unwrap()) {
            assert!(sample.text.contains("/ville/relais/"), "{}", sample.name);
            for (name, value) in HEADERS {
                assert!(sample.text.contains(name) && sample.text.contains(value), "{name} in {}", sample.name);
            }
        }
    }
}
