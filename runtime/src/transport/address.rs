//! The base URL of a client, checked once when it is built.

use reqwest::Url;

use crate::error::Error;

/// A checked address: http or https, no userinfo, no query, no fragment.
#[derive(Clone, Debug)]
pub(crate) struct Address {
    url: Url,
}

impl Address {
    /// Checks an address. Plain http is for loopback only, unless `allow_plain_http`.
    pub(crate) fn parse(text: &str, allow_plain_http: bool) -> Result<Self, Error> {
        // The text is not quoted in any refusal: it may hold a password.
        let url = Url::parse(text)
            .map_err(|error| Error::configuration(format!("the address is not a URL: {error}")))?;
        if url.query().is_some() {
            return Err(Error::configuration("the address holds a query"));
        }
        check(&url, allow_plain_http)?;
        Ok(Self { url })
    }

    /// Checks another address, which may be relative to this one and may hold a query.
    pub(crate) fn join(&self, text: &str, allow_plain_http: bool) -> Result<Url, Error> {
        let url = self.url.join(text).map_err(|error| {
            Error::configuration(format!(
                "the address of the token endpoint is not a URL: {error}"
            ))
        })?;
        check(&url, allow_plain_http)?;
        Ok(url)
    }

    /// The address as a URL.
    pub(crate) fn url(&self) -> &Url {
        &self.url
    }

    /// The address without a slash at its end, for paths to be put behind it.
    pub(crate) fn prefix(&self) -> &str {
        self.url.as_str().trim_end_matches('/')
    }

    pub(super) fn is_plain_loopback(&self) -> bool {
        self.url.scheme() == "http" && is_loopback(&self.url)
    }

    pub(super) fn is_https(&self) -> bool {
        self.url.scheme() == "https"
    }
}

/// What holds for every address that a secret is sent to.
fn check(url: &Url, allow_plain_http: bool) -> Result<(), Error> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::configuration(
            "the address holds a user name or a password",
        ));
    }
    if url.fragment().is_some() {
        return Err(Error::configuration("the address holds a fragment"));
    }
    match url.scheme() {
        "https" => Ok(()),
        "http" if allow_plain_http || is_loopback(url) => Ok(()),
        "http" => Err(Error::configuration(
            "plain http would send the credential in the clear: use https, or `allow_plain_http()`",
        )),
        _ => Err(Error::configuration(
            "the address is neither https nor http",
        )),
    }
}

fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else {
        return false;
    };
    if host == "localhost" {
        return true;
    }
    let host = host.trim_start_matches('[').trim_end_matches(']');
    host.parse::<std::net::IpAddr>()
        .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::Address;

    #[test]
    fn plain_http_is_for_loopback_only() {
        for good in [
            "http://127.0.0.1:1",
            "http://127.9.8.7",
            "http://[::1]:80/x",
            "http://LOCALHOST/",
        ] {
            assert!(Address::parse(good, false).is_ok(), "{good}");
        }
        for bad in [
            "http://example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://[::2]/",
            "http://128.0.0.1",
        ] {
            assert!(Address::parse(bad, false).is_err(), "{bad}");
            assert!(Address::parse(bad, true).is_ok(), "{bad}");
        }
    }

    #[test]
    fn refusals_quote_nothing() {
        for bad in [
            "https://user:hunter2@example.com",
            "https://example.com/?key=hunter2",
            "https://example.com/#hunter2",
            "ftp://hunter2.example.com",
            "hunter2",
            "",
        ] {
            let error = Address::parse(bad, true).unwrap_err();
            assert!(
                !format!("{error} {error:?}").contains("hunter2"),
                "{bad}: {error}"
            );
        }
    }
}
