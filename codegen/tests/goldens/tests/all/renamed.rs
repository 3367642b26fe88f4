//! Code that was written before things were renamed: it compiles, with a warning where it says a
//! former name, and does the same.

use crate::support::answering;
use bindery_goldens::renamed;
use serde_json::{from_value, json};

fn client(url: &str) -> renamed::Client {
    renamed::Client::builder(renamed::ApiKey::new("key-of-the-test").expect("a key"))
        .base_url(url)
        .build()
        .expect("a client")
}

#[test]
#[expect(deprecated, reason = "written before the types were renamed")]
fn former_types_and_values_are_those_of_today() {
    let parcel: renamed::types::PackageInfo =
        from_value(json!({ "id": 7, "state": "on-its-way" })).expect("a parcel");
    let parcel: renamed::types::Parcel = parcel;
    assert_eq!(parcel.state, renamed::types::ParcelState::InTransit);
    assert!(matches!(
        parcel.state,
        renamed::types::ParcelState::InTransit
    ));
    assert_eq!(
        renamed::types::ParcelState::InTransit.as_str(),
        "on-its-way"
    );
    let none: Option<renamed::types::PackageRecord> = None::<renamed::types::ParcelRecord>;
    assert!(none.is_none());
}

#[tokio::test]
#[expect(deprecated, reason = "written before the calls were renamed")]
async fn former_calls_and_settings_send_what_those_of_today_send() {
    let mut sent = Vec::new();
    for former in [true, false] {
        let (url, server) = answering(200, "application/json", "[]");
        let client = client(&url);
        let request: renamed::rest::parcels::ListPackagesCall = if former {
            let state = renamed::types::ParcelState::InTransit;
            client.parcels().list_packages().status(state).limit(3)
        } else {
            let state = renamed::types::ParcelState::OnItsWay;
            client.parcels().list().state(state).limit(3)
        };
        request.await.expect("no parcel is an answer");
        sent.push(server.join().expect("a request came").line);
    }
    assert_eq!(sent, ["GET /parcels?state=on-its-way&limit=3"; 2]);

    let mut sent = Vec::new();
    for former in [true, false] {
        let (url, server) = answering(201, "application/json", r#"{"id": 7, "state": "waiting"}"#);
        let client = client(&url);
        let request: renamed::rest::parcels::SendPackageCall = if former {
            client.parcels().send_package(250, "Rome").note("heavy")
        } else {
            client.parcels().send(250, "Rome").remark("heavy")
        };
        request.await.expect("a parcel");
        sent.push(server.join().expect("a request came").json());
    }
    assert_eq!(sent[0], sent[1]);
    assert_eq!(
        sent[0],
        json!({ "weight": 250, "to": "Rome", "remark": "heavy" })
    );
}

#[test]
#[expect(deprecated, reason = "written before the call was renamed")]
fn former_calls_over_soap_are_those_of_today() {
    let session = renamed::soap::Session::new("token-of-the-test").expect("a session");
    let client = renamed::soap::Client::builder(session)
        .endpoint("http://127.0.0.1:1/never")
        .build()
        .expect("a client");
    let former: renamed::soap::parcels::PackageGetCall = client.parcels().package_get(7);
    let now: renamed::soap::parcels::ParcelGetCall = client.parcels().parcel_get(7);
    assert_eq!(format!("{former:?}"), format!("{now:?}"));
}
