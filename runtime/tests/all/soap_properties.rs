//! Whatever a value holds, it is written as XML that says the same when it is read, or it is
//! refused.

use std::sync::OnceLock;

use crate::fixtures::*;
use crate::support::{Reply, Server};
use bindery_runtime::ErrorKind;
use proptest::prelude::*;

/// A server that sends the tree back that it got.
fn echoing() -> &'static (Server, Client) {
    static ECHOING: OnceLock<(Server, Client)> = OnceLock::new();
    ECHOING.get_or_init(|| {
        let server = Server::answering(|_, request| {
            let body = request.body_text();
            let document = roxmltree::Document::parse(body).unwrap();
            let echo = document
                .descendants()
                .find(|node| node.has_tag_name((NAMESPACE, "Tree")))
                .unwrap();
            let inner = &body[echo.range()];
            let inner = inner
                .strip_prefix("<Tree>")
                .unwrap()
                .strip_suffix("</Tree>")
                .unwrap();
            Reply::new(200, answer("Echo", inner))
        });
        let client = Client::of(&server);
        (server, client)
    })
}

fn tree() -> impl Strategy<Value = Tree> {
    let leaf = (
        any::<String>(),
        any::<Option<f64>>(),
        any::<Option<bool>>(),
        prop::collection::vec(any::<String>(), 0..4),
    );
    let leaf = leaf.prop_map(|(name, weight, leaf, tags)| {
        let weight = weight.filter(|weight| !weight.is_nan());
        Tree {
            name,
            weight,
            leaf,
            tags,
            ..Tree::default()
        }
    });
    leaf.prop_recursive(4, 16, 4, |inner| {
        (
            inner.clone(),
            prop::option::of(prop::collection::vec(inner.clone(), 0..4)),
            prop::option::of(inner),
        )
            .prop_map(|(tree, branches, shadow)| Tree {
                branches,
                shadow: shadow.map(Box::new),
                ..tree
            })
    })
}

fn xml_can_hold(text: &str) -> bool {
    text.chars()
        .all(|c| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..))
}

fn holdable(tree: &Tree) -> bool {
    xml_can_hold(&tree.name)
        && tree.tags.iter().all(|tag| xml_can_hold(tag))
        && tree.branches.iter().flatten().all(holdable)
        && tree.shadow.iter().all(|shadow| holdable(shadow))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn records_survive_the_way_there_and_back(tree in tree()) {
        let outcome = echoing().1.echo(tree.clone(), "p").wait();
        if holdable(&tree) {
            prop_assert_eq!(outcome.unwrap(), tree);
        } else {
            prop_assert_eq!(outcome.unwrap_err().kind(), ErrorKind::Configuration);
        }
    }

    #[test]
    fn no_answer_makes_the_reader_panic(
        at in 0..1_000_usize, cut in 0..50_usize, put in prop_oneof![any::<String>(), "[<>&;/='\"!? a-z:\\[\\]-]{0,20}"],
    ) {
        let mut body = answer("KeyGet", KEY_ID_INFO).into_bytes();
        let at = at.min(body.len());
        let end = (at + cut).min(body.len());
        body.splice(at..end, put.bytes());
        let server = Server::replying([Reply::new(200, body)]);
        if let Err(error) = Client::of(&server).key_get(1).wait() {
            let shown = crate::support::everything(&error);
            prop_assert!(!shown.contains("abc123def456") && !shown.contains(SESSION), "{}", shown);
        }
    }

    #[test]
    fn any_bytes_end_in_an_error(body in prop::collection::vec(any::<u8>(), 0..300), status in prop_oneof![Just(200_u16), Just(500)]) {
        let server = Server::replying([Reply::new(status, body)]);
        let client = Client::builder().endpoint(server.url()).max_attempts(1).build().unwrap();
        let kind = client.key_get(1).wait().unwrap_err().kind();
        prop_assert_eq!(kind, if status == 200 { ErrorKind::Decode } else { ErrorKind::Status });
    }
}
