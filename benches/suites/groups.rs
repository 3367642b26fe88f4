//! The same subjects as groups of criterion, for people who look for what a change did: `cargo bench -p ecgrid-benches
//! --bench groups`. No bar is judged here, because criterion measures one side after the other.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ecgrid::types::KeyInfo;
use ecgrid::{SecretString, types};
use ecgrid_benches::key_list::soap::{Client, Session};
use ecgrid_benches::server::Server;
use ecgrid_benches::{API_KEY, bodies, by_hand};

fn decode(criterion: &mut Criterion) {
    let text = bodies::key_infos(1_000);
    let mut group = criterion.benchmark_group("decode 1,000 KeyInfo");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("emitted", |bencher| {
        bencher.iter(|| serde_json::from_str::<Vec<KeyInfo>>(black_box(&text)));
    });
    group.bench_function("derived", |bencher| {
        bencher.iter(|| serde_json::from_str::<Vec<by_hand::KeyInfo>>(black_box(&text)));
    });
    group.bench_function("derived, plain texts", |bencher| {
        bencher.iter(|| serde_json::from_str::<Vec<by_hand::PlainKeyInfo>>(black_box(&text)));
    });
    group.finish();
}

fn calls(criterion: &mut Criterion) {
    let url = Server::start().expect("a port on loopback").url();
    let runtime = ecgrid_benches::runtime().expect("a runtime");
    let emitted = ecgrid_benches::emitted(&url).expect("a client");
    let by_hand = by_hand::Client::new(&url, &SecretString::from(API_KEY)).expect("a client");
    let private = || Some(types::KeyVisibility::Private);

    let mut group = criterion.benchmark_group("call over loopback");
    group.bench_function("Get Key, emitted", |bencher| {
        bencher.iter(|| runtime.block_on(async { emitted.keys().get(12345).await }));
    });
    group.bench_function("Get Key, by hand", |bencher| {
        bencher.iter(|| runtime.block_on(by_hand.get_key(12345)));
    });
    group.bench_function("List Keys, emitted", |bencher| {
        bencher.iter(|| {
            let request = emitted.keys().list(12345);
            let request = request.visibility(types::KeyVisibility::Private);
            runtime.block_on(async { request.await })
        });
    });
    group.bench_function("List Keys, by hand", |bencher| {
        bencher.iter(|| runtime.block_on(by_hand.list_keys(12345, private())));
    });
    group.finish();
}

fn soap(criterion: &mut Criterion) {
    let server = Server::start().expect("a port on loopback");
    let runtime = ecgrid_benches::runtime().expect("a runtime");
    let session = Session::new(API_KEY).expect("a session");
    let endpoint = format!("{}/soap", server.url());
    let client = Client::builder(session)
        .endpoint(endpoint)
        .build()
        .expect("a client");

    let mut group = criterion.benchmark_group("SOAP call, 1,000 KeyValue");
    group.throughput(Throughput::Bytes(bodies::key_list(1_000).len() as u64));
    group.bench_function("emitted", |bencher| {
        bencher.iter(|| runtime.block_on(async { client.keys().key_list(142).await }));
    });
    group.finish();
}

fn generate(criterion: &mut Criterion) {
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/bindery.yaml");
    criterion.bench_function("generate the ECGrid crate", |bencher| {
        bencher.iter(|| {
            bindery::Generator::from_config(config)
                .expect("a configuration")
                .generate()
        });
    });
}

criterion_group!(benches, decode, calls, soap, generate);
criterion_main!(benches);
