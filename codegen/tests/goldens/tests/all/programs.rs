//! What the first programs of integrators write, in small: `examples/programs` has them at length,
//! against crates of the descriptions that these constructs are from.

use bindery_goldens::programs::rest::checkout::{LineItem, LineItemPriceData, Mode};
use bindery_goldens::programs::rest::issues::{Label, LabelObject, State};
use bindery_goldens::programs::types::checkout::session::Customer;
use bindery_goldens::programs::types::filter::Must;
use bindery_goldens::programs::types::{
    ChatCompletionRequestMessage as Message, ChatCompletionTool, Condition, ContentPart,
    FieldCondition, Filter, FunctionObject, Match, PointInsertOperations, PointStruct,
    VectorStruct,
};
use bindery_goldens::programs::{Client, Error};
use serde_json::{Value, json};

use crate::support::{Received, answering, with};

/// What a call sends, and what it returns for this response.
async fn sent<T>(
    response: &Value,
    call: impl AsyncFnOnce(Client) -> Result<T, Error>,
) -> (Received, T) {
    let (url, server) = answering(200, "application/json", &response.to_string());
    let client = Client::builder().base_url(&url).build().expect("a client");
    let value = call(client).await.expect("it was answered");
    (server.join().expect("a request came"), value)
}

#[tokio::test]
async fn messages_know_their_roles_and_a_model_is_any_text() {
    let completion = json!({ "object": "chat.completion", "choices": ["Hello!"] });
    let (received, completion) = sent(&completion, async |client| {
        let mut weather = FunctionObject::new("get_weather");
        weather.parameters = Some([("type".to_owned(), "object".into())].into());
        weather.strict = true.into();
        let messages = [
            Message::system("You are helpful."),
            Message::user([ContentPart::new("How is the weather?")]),
            Message::function(None, "get_weather"),
        ];
        let call = client.chat().create_reply(messages, "gpt-6");
        call.temperature_null()
            .tools([ChatCompletionTool::new(weather)])
            .await
    })
    .await;
    assert_eq!(completion.choices, ["Hello!"]);
    assert_eq!(
        received.json(),
        json!({
            "messages": [
                { "role": "system", "content": "You are helpful." },
                { "role": "user", "content": [{ "type": "text", "text": "How is the weather?" }] },
                { "role": "function", "content": null, "name": "get_weather" },
            ],
            "model": "gpt-6",
            "temperature": null,
            "tools": [{
                "type": "function",
                "function": { "name": "get_weather", "parameters": { "type": "object" }, "strict": true },
            }],
        })
    );
}

#[tokio::test]
async fn a_stream_is_asked_for_by_a_property_that_may_be_null() {
    let chunk = |delta: &str| json!({ "object": "chat.completion.chunk", "delta": delta });
    let lines = format!(
        "data: {}\n\ndata: {}\n\ndata: [DONE]\n\n",
        chunk("1, "),
        chunk("2")
    );
    let (url, server) = answering(200, "text/event-stream", &lines);
    let client = Client::builder().base_url(&url).build().expect("a client");
    let call = client
        .chat()
        .create_reply([Message::user("Count to two")], "gpt-5.4");
    let mut events = call.events().await.expect("a stream");
    let mut text = String::new();
    while let Some(chunk) = events.next().await.expect("a chunk") {
        text.push_str(&chunk.delta);
    }
    assert_eq!(text, "1, 2");
    let received = server.join().expect("a request came");
    assert_eq!(received.json()["stream"], true);
}

#[tokio::test]
async fn points_have_ids_and_vectors_of_any_shape() {
    let (received, done) = sent(&json!({ "status": "ok" }), async |client| {
        let mut point = PointStruct::new(1, [0.5, 0.25]);
        let payload = [("city".to_owned(), "Berlin".into())];
        point.payload = std::collections::BTreeMap::from(payload).into();
        let named = VectorStruct::number_list_map([("image", vec![1.0])]);
        let points = [
            point,
            PointStruct::new("5c56c793-69f3-4fbf-87e6-c4bf54c28c26", named),
            PointStruct::new(3, [vec![1.5], vec![2.5]]),
        ];
        let points = PointInsertOperations::points_list(points);
        client
            .points()
            .upsert("test", points)
            .wait_param(true)
            .await
    })
    .await;
    assert_eq!(done.status.as_deref(), Some("ok"));
    assert_eq!(received.line, "PUT /collections/test/points?wait=true");
    assert_eq!(
        received.json(),
        json!({ "points": [
            { "id": 1, "vector": [0.5, 0.25], "payload": { "city": "Berlin" } },
            { "id": "5c56c793-69f3-4fbf-87e6-c4bf54c28c26", "vector": { "image": [1.0] } },
            { "id": 3, "vector": [[1.5], [2.5]] },
        ] })
    );
}

#[tokio::test]
async fn a_filter_is_typed_to_the_last_condition() {
    let (received, _) = sent(&json!({}), async |client| {
        let mut city = FieldCondition::new("city");
        city.match_ = Match::value("Berlin").into();
        let mut filter = Filter::default();
        filter.must = Must::condition_list([city.into(), Condition::has_id([7])]).into();
        let query = client.points().query("test").query([0.2, 0.1]);
        query.filter(filter).limit(3).await
    })
    .await;
    assert_eq!(
        received.json(),
        json!({
            "query": [0.2, 0.1],
            "filter": { "must": [
                { "key": "city", "match": { "value": "Berlin" } },
                { "has_id": [7] },
            ] },
            "limit": 3,
        })
    );
}

#[tokio::test]
async fn items_of_a_form_have_an_index_and_what_is_expanded_is_a_record() {
    let expanded = json!({ "id": "cs_1", "customer": { "id": "cus_1", "object": "customer" } });
    let (received, session) = sent(&expanded, async |client| {
        let shirts = with(LineItem::default(), |shirts| {
            shirts.price = Some("price_1".to_owned());
            shirts.quantity = Some(3);
        });
        let other = with(LineItem::default(), |other| {
            other.price_data = Some(LineItemPriceData::new("usd"));
        });
        let create = client.checkout().create_session("https://example.org/ok");
        create
            .mode(Mode::Payment)
            .expand(["customer"])
            .metadata([("plan", "pro")])
            .line_items([shirts, other])
            .await
    })
    .await;
    let Some(Customer::Customer(customer)) = session.customer else {
        panic!("{session:?} has no expanded customer");
    };
    assert_eq!(customer.id, "cus_1");
    assert_eq!(
        received.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    let mut fields: Vec<_> = received.body.split('&').collect();
    fields.sort_unstable();
    assert_eq!(
        fields,
        [
            "expand%5B%5D=customer",
            "line_items%5B0%5D%5Bprice%5D=price_1",
            "line_items%5B0%5D%5Bquantity%5D=3",
            "line_items%5B1%5D%5Bprice_data%5D%5Bcurrency%5D=usd",
            "metadata%5Bplan%5D=pro",
            "mode=payment",
            "success_url=https%3A%2F%2Fexample.org%2Fok",
        ]
    );
    let unexpanded = json!({ "id": "cs_1", "customer": "cus_1" });
    let (_, session) = sent(&unexpanded, async |client| {
        client
            .checkout()
            .create_session("https://example.org/ok")
            .await
    })
    .await;
    assert_eq!(session.customer, Some(Customer::Text("cus_1".to_owned())));
}

#[tokio::test]
async fn issues_are_filtered_and_made_of_texts_or_more() {
    let issues = json!([{ "number": 1347, "title": "Found a bug" }]);
    let (received, issue) = sent(&issues, async |client| {
        let issues = client.issues().list_for_repo("o", "r");
        let since = "2025-01-15T10:30:00Z".parse().expect("a date-time");
        let issues = issues.state(State::All).labels("bug,ui").since(since);
        issues.per_page(2).items().next().await
    })
    .await;
    assert_eq!(issue.map(|issue| issue.number), Some(1347));
    assert_eq!(
        received.line,
        "GET /repos/o/r/issues?state=all&labels=bug%2Cui&since=2025-01-15T10%3A30%3A00Z&per_page=2"
    );
    let (received, _) = sent(&issues[0], async |client| {
        let red = with(LabelObject::default(), |red| {
            red.name = Some("red".to_owned());
            red.color = bindery_goldens::programs::Maybe::Null;
        });
        let issue = client.issues().create("o", "r", "Found a bug");
        issue
            .assignee_null()
            .labels([Label::from("bug"), red.into()])
            .await
    })
    .await;
    assert_eq!(
        received.json(),
        json!({
            "title": "Found a bug",
            "assignee": null,
            "labels": ["bug", { "name": "red", "color": null }],
        })
    );
}

#[tokio::test]
async fn documents_are_any_json_and_a_required_default_is_not_asked_for() {
    let (received, _) = sent(&json!({}), async |client| {
        let documents = json!([{ "id": 1, "title": "Carol" }]);
        client.documents().replace("movies", documents).await
    })
    .await;
    assert_eq!(
        received.line,
        "POST /indexes/movies/documents?csvDelimiter=%2C"
    );
    assert_eq!(received.json(), json!([{ "id": 1, "title": "Carol" }]));
}
