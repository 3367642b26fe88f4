//! Records that calls take and answer: how callers build them, and how their secrets travel.

use std::collections::BTreeMap;

use crate::support::{answering, with};
use bindery_goldens::records::types::{self, Account, Login, Pod, PodSpec};
use bindery_goldens::records::{BearerToken, Client};
use serde_json::json;

fn client(url: &str) -> Client {
    Client::builder(BearerToken::new("token-of-the-test").expect("a token"))
        .base_url(url)
        .build()
        .expect("a client")
}

#[tokio::test]
async fn what_calls_take_is_built_from_what_is_required() {
    let answer = json!([{ "name": "b", "replicas": null, "node": null, "parent": { "name": "a", "replicas": 2 } }]);
    let (url, server) = answering(200, "application/json", &answer.to_string());
    let pod = with(Pod::new("a", Some(1)), |it| {
        it.spec = Some(with(PodSpec::default(), |it| {
            it.image = Some("image:1".to_owned());
            let used: types::pod_spec::UsageValue = [(
                "app".to_owned(),
                BTreeMap::from([("seconds".to_owned(), 3)]),
            )]
            .into();
            it.usage = Some(BTreeMap::from([("node-1".to_owned(), used)]));
        }));
    });
    let pods = client(&url)
        .pods()
        .update(vec![pod])
        .await
        .expect("an answer");
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "PUT /pods");
    assert_eq!(
        received.json(),
        json!([{
            "name": "a",
            "replicas": 1,
            "spec": { "image": "image:1", "usage": { "node-1": { "app": { "seconds": 3 } } } },
        }])
    );
    // What is answered is built as well, and written again.
    assert!(
        pods[0].node.is_null()
            && pods[0]
                .parent
                .as_ref()
                .is_some_and(|pod| pod.node.is_absent())
    );
    let expected = with(Pod::new("b", None), |it| {
        it.node = None.into();
        it.parent = Some(Box::new(Pod::new("a", Some(2))));
    });
    assert_eq!(pods, [expected]);
    assert_eq!(serde_json::to_value(&pods).expect("JSON"), answer);
}

#[tokio::test]
async fn secrets_inside_of_records_leave_with_the_request_alone() {
    let login = with(Login::new("user"), |it| {
        it.password = Some("correct horse".into());
        it.recovery = Some(BTreeMap::from([(
            "phone".to_owned(),
            vec!["1234-5678".into()],
        )]));
    });
    let error = serde_json::to_string(&login).expect_err("nobody else writes a secret");
    assert_eq!(
        error.to_string(),
        "a secret is written into a request alone"
    );
    assert!(!format!("{login:?}").contains("horse"));

    let refusal =
        json!({ "message": "`correct horse`, 1234-5678, 99-00 or battery staple was used" });
    let (url, server) = answering(400, "application/json", &refusal.to_string());
    let error = client(&url)
        .pods()
        .open_account(login.clone())
        .nickname("nick")
        .pin("99-00")
        .age_null()
        .former(["battery staple"])
        .await
        .expect_err("the server refuses");
    assert_eq!(
        server.join().expect("a request came").json(),
        json!({
            "login": {
                "user": "user",
                "password": "correct horse",
                "recovery": { "phone": ["1234-5678"] },
            },
            "nickname": "nick",
            "pin": "99-00",
            "age": null,
            "former": ["battery staple"],
        })
    );
    for secret in ["horse", "1234", "staple", "99-00"] {
        assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
    }
    serde_json::to_string(&login).expect_err("the request is over");
}

#[test]
fn what_calls_answer_is_written_without_a_secret_or_not_at_all() {
    let account = json!({ "id": 1, "token": "t0k3n" });
    let account: Account = serde_json::from_value(account).expect("an account");
    let error = serde_json::to_value(&account).expect_err("it holds a secret");
    assert!(!error.to_string().contains("t0k3n"));
}
