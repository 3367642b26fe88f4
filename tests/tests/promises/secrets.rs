//! Secrets and credentials as values: compared, converted, checked when they are made.

use ecgrid::soap::Session;
use ecgrid::{ApiKey, BearerToken, ErrorKind, SecretString};

#[test]
fn secrets_are_compared_by_their_text() {
    let secret = |text: &str| SecretString::from(text);
    for (left, right, equal) in [
        ("", "", true),
        ("a", "a", true),
        ("a", "b", false),
        ("a", "A", false),
        ("ab", "a", false),
        ("a", "ab", false),
        ("xa", "ya", false),
        ("a\0", "a", false),
        ("e\u{301}", "\u{e9}", false),
    ] {
        assert_eq!(secret(left) == secret(right), equal, "{left:?} {right:?}");
        assert_eq!(secret(left) == SecretString::from(right.to_owned()), equal);
    }
    let mut roomy = String::with_capacity(100);
    roomy.push_str("roomy");
    assert_eq!(SecretString::from(roomy).expose_secret(), "roomy");
    assert_eq!(secret("a").clone().expose_secret(), "a");
}

#[test]
fn credentials_are_checked_when_they_are_made() {
    for bad in [
        "",
        " ",
        "key\n",
        "\nkey",
        "key ",
        " key",
        "a\0b",
        "a\tb",
        "k\u{e9}y",
        "k\u{7f}",
        "a\r\nb",
        "\u{feff}key",
    ] {
        let errors = [
            ApiKey::new(bad).map(|_| ()).unwrap_err(),
            BearerToken::new(bad).map(|_| ()).unwrap_err(),
            Session::new(bad).map(|_| ()).unwrap_err(),
            ApiKey::try_from(SecretString::from(bad))
                .map(|_| ())
                .unwrap_err(),
        ];
        for error in errors {
            assert_eq!(error.kind(), ErrorKind::Configuration, "{bad:?}: {error}");
            assert_eq!(error.operation(), None);
        }
    }
    for good in ["k", "a b", "~!@#$%^&*()_+{}|:\"<>?`-=[]\\;',./"] {
        assert_eq!(ApiKey::new(good).unwrap().expose_secret(), good);
        assert_eq!(BearerToken::new(good).unwrap().expose_secret(), good);
        assert_eq!(Session::new(good).unwrap().expose_secret(), good);
    }
}

#[test]
fn an_answered_key_becomes_a_credential() {
    let answered = SecretString::from("a1b2");
    let key = ApiKey::try_from(answered.clone()).unwrap();
    assert_eq!(key.expose_secret(), "a1b2");
    let session: Session = key.clone().into();
    assert_eq!(session.expose_secret(), "a1b2");
    assert_eq!(Session::try_from(answered.clone()).unwrap(), session);
    assert_eq!(
        BearerToken::try_from(answered).unwrap().expose_secret(),
        "a1b2"
    );
    assert_eq!(key, ApiKey::new("a1b2").unwrap());
    assert_ne!(key, ApiKey::new("a1b3").unwrap());
}

#[cfg(unix)]
#[test]
fn credentials_from_the_environment() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt as _;

    // A process of its own: changing the environment of this one is not safe.
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "secrets::child", "--ignored"])
        .env("TESTS_GOOD", "a1b2")
        .env("TESTS_EMPTY", "")
        .env("TESTS_LINE", "zq7-line\n")
        .env("TESTS_BYTES", OsString::from_vec(b"zq7-\xFF".to_vec()))
        .env_remove("TESTS_NONE")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
}

#[test]
#[ignore = "run by `credentials_from_the_environment`, in an environment of its own"]
fn child() {
    assert_eq!(
        ApiKey::from_env("TESTS_GOOD").unwrap().expose_secret(),
        "a1b2"
    );
    assert_eq!(
        BearerToken::from_env("TESTS_GOOD").unwrap().expose_secret(),
        "a1b2"
    );
    assert_eq!(
        Session::from_env("TESTS_GOOD").unwrap().expose_secret(),
        "a1b2"
    );
    for name in [
        "TESTS_NONE",
        "TESTS_EMPTY",
        "TESTS_LINE",
        "TESTS_BYTES",
        "A=B",
        "",
    ] {
        for error in [
            ApiKey::from_env(name).map(|_| ()).unwrap_err(),
            BearerToken::from_env(name).map(|_| ()).unwrap_err(),
            Session::from_env(name).map(|_| ()).unwrap_err(),
        ] {
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let shown = format!("{error} {error:?}");
            assert!(shown.contains(name), "names the variable: {shown}");
            assert!(!shown.contains("zq7"), "{shown}");
        }
    }
}
