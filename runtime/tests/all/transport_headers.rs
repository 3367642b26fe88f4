//! Headers that would not arrive as they are, and content that is still coded.

use std::time::Duration;

use crate::support::{Reply, Server};
use bindery_runtime::v1::rest::{Call, Operation, Service, request};
use bindery_runtime::{
    ByteStream, Error as RuntimeError, ErrorKind, EventStream, JsonLines, JsonValue,
};

crate::support::declare_client!();

type Builder = bindery_runtime::rest::ClientBuilder<Client>;

static SERVICE: Service = Service::new("https://rest.example.com", "test-client/1.2.3");

macro_rules! calls {
    ($($method:ident $request:ident -> $value:ty = $operation:ident $operation_value:expr;)*) => {
        $(
            #[derive(Clone, Debug)]
            struct $request {
                call: Call,
                trace: Option<String>,
            }

            request! {
                $request -> $value, Error;
                header trace = "X-Trace",
            }

            static $operation: Operation = $operation_value;

            impl Client {
                fn $method(&self) -> $request {
                    $request { call: self.core.call(&$operation), trace: None }
                }
            }
        )*
    };
}

calls! {
    value Value -> JsonValue = VALUE Operation::get("value", "/value");
    text Text -> String = TEXT Operation::get("text", "/text").text();
    nothing Nothing -> () = NOTHING Operation::delete("nothing", "/nothing");
    file File -> ByteStream = FILE Operation::get("file", "/file");
    events Events -> EventStream<JsonValue> = EVENTS Operation::get("events", "/events");
    lines Lines -> JsonLines<JsonValue> = LINES Operation::get("lines", "/lines");
}

fn builder(server: &Server) -> Builder {
    Builder::new(&SERVICE, ())
        .base_url(server.url())
        .max_attempts(1)
        .timeout(Duration::from_secs(5))
}

fn of(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// What each kind of call fails with.
async fn errors(client: &Client) -> Vec<RuntimeError> {
    vec![
        client.value().await.expect_err("value").0,
        client.text().await.expect_err("text").0,
        client.nothing().await.expect_err("nothing").0,
        client.file().await.map(|_| ()).expect_err("file").0,
        client.events().await.map(|_| ()).expect_err("events").0,
        client.lines().await.map(|_| ()).expect_err("lines").0,
    ]
}

#[tokio::test]
async fn coded_content_is_an_error_that_names_the_coding() {
    for coding in ["br", "zstd", "deflate", "x-gzip", "gzip, br", "BR"] {
        let server = Server::replying([Reply::new(200, "{}").header("Content-Encoding", coding)]);
        for error in errors(&of(&server)).await {
            assert_eq!(error.kind(), ErrorKind::Decode, "{coding}: {error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
            let named = format!("`{}`", coding.to_ascii_lowercase());
            assert!(error.to_string().contains(&named), "{coding}: {error}");
        }
    }
}

#[tokio::test]
async fn a_coding_that_is_no_name_is_not_shown() {
    let server =
        Server::replying([Reply::new(200, "{}").header("Content-Encoding", "\u{202e}hunter2")]);
    for error in errors(&of(&server)).await {
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert!(!error.to_string().contains("hunter2"), "{error}");
    }
}

#[tokio::test]
async fn an_error_status_stays_one_and_its_coded_body_says_nothing() {
    let said = r#"{"message":"hunter2"}"#;
    let server = Server::replying([Reply::new(404, said).header("Content-Encoding", "br")]);
    for error in errors(&of(&server)).await {
        assert_eq!(error.kind(), ErrorKind::Status, "{error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
        assert_eq!(error.message(), None);
    }
}

#[tokio::test]
async fn content_that_is_not_coded_is_read() {
    for coding in ["identity", "Identity", "", "identity, identity"] {
        let server = Server::replying([Reply::new(200, "{}").header("Content-Encoding", coding)]);
        let client = of(&server);
        client.value().await.unwrap();
        assert_eq!(client.text().await.unwrap(), "{}");
        assert_eq!(client.file().await.unwrap().bytes().await.unwrap(), "{}");
    }
    let server = Server::replying([Reply::new(204, "").header("Content-Encoding", "br")]);
    of(&server).nothing().await.unwrap();
}

#[tokio::test]
async fn white_space_around_a_value_is_refused() {
    let server = Server::replying([Reply::new(204, "")]);
    for value in [" hunter2", "hunter2 ", "\thunter2", "hunter2\t", " "] {
        let client = of(&server);
        let mut parameter = client.nothing();
        parameter.trace = Some(value.to_owned());
        for (error, name) in [
            (client.nothing().header("X-Own", value).await, "`x-own`"),
            (parameter.await, "`X-Trace`"),
        ] {
            let error = error.expect_err(value).0;
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains(name), "{error}");
            assert!(error.to_string().contains("white space"), "{error}");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        let error = builder(&server).user_agent(value).build().unwrap_err().0;
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains("`User-Agent`"), "{error}");
    }
    assert!(server.received().is_empty());
    let client = of(&server);
    let mut parameter = client.nothing().header("X-Own", "");
    parameter.trace = Some("a b".to_owned());
    parameter.await.unwrap();
    assert_eq!(server.only().header("x-own"), Some(""));
    assert_eq!(server.only().header("x-trace"), Some("a b"));
}
