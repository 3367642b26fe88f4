//! What callers give: whatever has one obvious form converts, and the rest is given as it is.

use bindery_goldens::arguments::types::{
    AssistantMessage, ContentPart, Filter, Message, MessageContent, NamedToolChoice, Near, PointId,
    Query, Recommendation, SparseVector, Stop, SystemMessage, Tier, Tool, ToolChoice, Vector,
};
use bindery_goldens::arguments::{ApiKey, Client};
use serde_json::{Value, json};

use crate::support::answering;

fn client(url: &str) -> Client {
    let key = ApiKey::new("key").expect("a key");
    Client::builder(key)
        .base_url(url)
        .build()
        .expect("a client")
}

/// The body of a completion that is asked for.
async fn sent(
    ask: impl AsyncFnOnce(Client) -> Result<(), bindery_goldens::arguments::Error>,
) -> Value {
    let answer = json!({ "id": "c1", "tier": "shared", "answer": "Hi." });
    let (url, server) = answering(200, "application/json", &answer.to_string());
    ask(client(&url)).await.expect("it was answered");
    server.join().expect("a request came").json()
}

#[tokio::test]
async fn a_call_reads_as_the_design_has_it() {
    let body = sent(async |client| {
        let completion = client
            .chat()
            .create_completion(
                [Message::system("You are helpful."), Message::user("Hello!")],
                "gpt-5.4",
            )
            .temperature(0.2)
            .tools([Tool::new("weather")])
            .tool_choice("auto")
            .stop(["\n", "END"])
            .tier(Tier::Private)
            .tiers([Tier::Private, Tier::Shared])
            .metadata([("plan", "pro")])
            .bias([("a", 1), ("b", -1)])
            .seeds([1, 2])
            .hint("anything")
            .password("hunter2")
            .filter(5)
            .await?;
        assert_eq!(completion.tier, Tier::Shared);
        assert!(completion.tier == "shared");
        Ok(())
    })
    .await;
    assert_eq!(
        body,
        json!({
            "messages": [
                { "role": "system", "content": "You are helpful." },
                { "role": "user", "content": "Hello!" },
            ],
            "model": "gpt-5.4",
            "temperature": 0.2,
            "tools": [{ "name": "weather" }],
            "tool_choice": "auto",
            "stop": ["\n", "END"],
            "tier": "private",
            "tiers": ["private", "shared"],
            "metadata": { "plan": "pro" },
            "bias": { "a": 1, "b": -1 },
            "seeds": [1, 2],
            "hint": "anything",
            "password": "hunter2",
            "filter": 5,
        })
    );
}

#[tokio::test]
async fn what_is_held_already_is_given_as_it_is() {
    let body = sent(async |client| {
        let messages = vec![Message::from(SystemMessage::new("s")), Message::assistant()];
        let call = client
            .chat()
            .create_completion(messages, String::from("small-1"));
        call.stop("END".to_owned())
            .tools(vec![Tool::new("a")])
            .tool_choice(NamedToolChoice::new("a"))
            .metadata(std::collections::BTreeMap::from([(
                "a".to_owned(),
                "b".to_owned(),
            )]))
            .seeds(vec![3])
            .hint(json!({ "a": [null] }))
            .filter([("colour", "red")])
            .await?;
        Ok(())
    })
    .await;
    assert_eq!(
        body,
        json!({
            "messages": [{ "role": "system", "content": "s" }, { "role": "assistant" }],
            "model": "small-1",
            "stop": "END",
            "tools": [{ "name": "a" }],
            "tool_choice": { "tool": "a" },
            "metadata": { "a": "b" },
            "seeds": [3],
            "hint": { "a": [null] },
            "filter": { "colour": "red" },
        })
    );
}

#[tokio::test]
async fn an_empty_list_is_spelled_with_its_type_and_null_is_a_method() {
    let body = sent(async |client| {
        let call = client
            .chat()
            .create_completion(Vec::<Message>::new(), "small-1");
        call.stop(Vec::<String>::new())
            .tools(Vec::<Tool>::new())
            .seeds(Vec::<i64>::new())
            .metadata(std::collections::BTreeMap::<String, String>::new())
            .temperature_null()
            .hint_null()
            .await?;
        Ok(())
    })
    .await;
    assert_eq!(
        body,
        json!({
            "messages": [],
            "model": "small-1",
            "stop": [],
            "tools": [],
            "seeds": [],
            "metadata": {},
            "temperature": null,
            "hint": null,
        })
    );
    let body = sent(async |client| {
        let call = client
            .chat()
            .create_completion(Vec::<Message>::new(), "small-1");
        call.stop("END").stop_null().await?;
        Ok(())
    });
    assert_eq!(body.await["stop"], Value::Null);
}

#[test]
fn what_converts_into_an_alternative_converts_into_the_union_around_it() {
    let vector = |vector: Vector| Near::vector(vector);
    assert_eq!(
        Near::from([0.2, 0.1]),
        vector(Vector::number_list([0.2, 0.1]))
    );
    assert_eq!(
        Near::from([vec![0.5]]),
        vector(Vector::number_list_list([vec![0.5]]))
    );
    let sparse = SparseVector::new([1], [0.5]);
    assert_eq!(Near::from(sparse.clone()), vector(sparse.into()));
    assert_eq!(Near::from(7), vector(PointId::integer(7).into()));
    assert_eq!(Near::from("7e"), vector(PointId::text("7e").into()));
    let query = |query: Query| Near::query(query);
    let recommendation = Recommendation::new([7]);
    assert_eq!(
        Near::from(recommendation.clone()),
        query(recommendation.into())
    );
    assert_eq!(
        Near::from([("colour", "red")]),
        query(Query::text_map([("colour", "red")]))
    );
    assert_eq!(Near::from(["red"]), query(Query::text_list(["red"])));
}

#[test]
fn a_record_takes_what_a_call_takes() {
    let parts = MessageContent::from([ContentPart::new("a"), ContentPart::new("b")]);
    let message = Message::user(parts.clone());
    let Message::User(user) = &message else {
        panic!("{message:?} is not of the user");
    };
    assert_eq!(user.content, parts);
    assert_eq!(
        Message::from(AssistantMessage::default()),
        Message::assistant()
    );
    assert_eq!(ToolChoice::named("a"), NamedToolChoice::new("a").into());
    assert_eq!(Stop::text_list(["a"]), ["a"].into());
    assert_eq!(Filter::from(true), Filter::boolean(true));
}
