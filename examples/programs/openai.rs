//! OpenAI: chat, streamed chat, a tool, a file, embeddings, a failure.

use std::env;
use std::error::Error;

use openai_client::types::chat_completion_message_tool_calls::Item;
use openai_client::types::create_file_request::Purpose;
use openai_client::types::{
    ChatCompletionRequestAssistantMessage, ChatCompletionRequestMessage as Message,
    ChatCompletionTool, ErrorResponse, FunctionObject,
};
use openai_client::{BearerToken, Client, Credentials, Upload};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let credentials = Credentials::new().api_key_auth(BearerToken::new("sk-test")?);
    let client = Client::builder(credentials).base_url(env::var("SERVER")?).build()?;

    let messages = [Message::system("You are a helpful assistant."), Message::user("Hello!")];
    let completion = client
        .chat()
        .create_completion(messages, "gpt-5.4")
        .temperature(0.2)
        .max_completion_tokens(64)
        .await?;
    println!("chat: {:?}", completion.choices[0].message.content);
    println!("finish: {}", completion.choices[0].finish_reason);
    println!("usage: {:?}", completion.usage.map(|usage| usage.total_tokens));

    let count = [Message::user("Count to three")];
    let mut events = client.chat().create_completion(count, "gpt-5.4").events().await?;
    while let Some(chunk) = events.next().await? {
        for choice in chunk.choices {
            print!("{}", choice.delta.content.unwrap_or_default());
        }
    }
    println!();

    let mut weather = FunctionObject::new("get_weather");
    weather.description = Some("Weather of a city".into());
    weather.parameters = serde_json::from_value(json!({
        "type": "object",
        "properties": { "city": { "type": "string" } },
        "required": ["city"],
    }))?;
    let mut messages = vec![Message::user("How is the weather in Oslo?")];
    let completion = client
        .chat()
        .create_completion(messages.clone(), "gpt-5.4")
        .tools([ChatCompletionTool::new(weather)])
        .tool_choice("auto")
        .await?;
    let calls = completion.choices[0].message.tool_calls.clone();
    let mut assistant = ChatCompletionRequestAssistantMessage::default();
    assistant.tool_calls = calls.clone();
    messages.push(assistant.into());
    for call in calls.into_iter().flatten() {
        if let Item::Call(call) = call {
            println!("tool: {}({})", call.function.name, call.function.arguments);
            messages.push(Message::tool(json!({ "celsius": 4 }).to_string(), call.id));
        }
    }
    let completion = client.chat().create_completion(messages, "gpt-5.4").await?;
    println!("after the tool: {:?}", completion.choices[0].message.content);

    let lines = Upload::from("{\"a\":1}\n").file_name("train.jsonl");
    let file = client.files().create(lines, Purpose::FineTune).await?;
    println!("file: {} {} bytes", file.id, file.bytes);

    let texts = ["The food was delicious"];
    let response = client.embeddings().create(texts, "text-embedding-3-small").await?;
    println!("embedding: {} numbers", response.data[0].embedding.len());

    let failing = client.chat().create_completion([Message::user("fail")], "no-such-model");
    let failed = failing.await.expect_err("no such model");
    println!("failed: {failed}");
    println!("code: {:?}", failed.body::<ErrorResponse>().and_then(|body| body.error.code));
    Ok(())
}
