//! A description of forty operations and eighty schemas, written by a program: always there, and
//! the same in every run.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::description::Description;

/// The groups, each with five operations and ten schemas.
const GROUPS: &[&str] = &[
    "Account", "Carrier", "Document", "Invoice", "Mailbox", "Order", "Partner", "Shipment",
];

/// Writes the description.
pub(crate) fn medium() -> Description {
    let mut paths = String::new();
    let mut schemas = String::new();
    let mut tags = String::new();
    for (index, group) in GROUPS.iter().enumerate() {
        let other = GROUPS[(index + 3) % GROUPS.len()];
        let tag = format!("{}s", group.to_lowercase());
        let _ = writeln!(
            tags,
            "  - {{ name: {tag}, description: 'Calls on {tag}. Each needs a bearer token.' }}"
        );
        operations(group, &tag, &mut paths);
        types(group, other, index, &mut schemas);
    }
    let text = format!(
        "openapi: 3.1.0
info: {{ title: Medium, version: '1', description: A description of medium size. }}
servers: [{{ url: 'https://api.example.org' }}]
security: [{{ token: [] }}]
tags:
{tags}paths:
{paths}components:
  securitySchemes:
    token: {{ type: http, scheme: bearer, description: Token of a session. }}
  responses:
    NotFound: {{ description: 'What the path names does not exist. Final.' }}
  schemas:
{schemas}"
    );
    let api = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    Description {
        name: "medium",
        settings: String::new(),
        files: BTreeMap::from([("api.yaml".to_owned(), api)]),
        inputs: vec!["api.yaml".to_owned()],
    }
}

fn operations(group: &str, tag: &str, out: &mut String) {
    let _ = write!(
        out,
        "  /v1/{tag}:
    get:
      operationId: list{group}s
      tags: [{tag}]
      summary: Lists the {tag}.
      description: The newest come first.
      parameters:
        - {{ name: status, in: query, description: Keeps only those in this state., schema: {{ $ref: '#/components/schemas/{group}Status' }} }}
        - {{ name: limit, in: query, description: How many to answer at most., schema: {{ type: integer, format: int32, maximum: 500 }}, example: 20 }}
        - {{ name: after, in: query, description: Where the last page ended., schema: {{ type: string }} }}
      responses:
        '200': {{ description: One page., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{group}Page' }} }} }} }}
        '400': {{ description: The filter is not acceptable. }}
    post:
      operationId: create{group}
      tags: [{tag}]
      summary: Creates one of the {tag}.
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [name, kind]
              properties:
                name: {{ type: string, description: What people call it. }}
                kind: {{ $ref: '#/components/schemas/{group}Kind' }}
                note: {{ $ref: '#/components/schemas/{group}Note' }}
                size: {{ type: integer, description: How large it is in bytes. }}
            example: {{ name: first, kind: plain, size: 10 }}
      responses:
        '201': {{ description: What was created., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{group}' }} }} }} }}
        '409': {{ description: The name is taken. }}
  /v1/{tag}/{{id}}:
    get:
      operationId: get{group}
      tags: [{tag}]
      summary: Gets one of the {tag} with its notes.
      parameters:
        - {{ name: id, in: path, required: true, description: Which one., schema: {{ type: integer }}, example: 17 }}
        - {{ name: fields, in: query, description: Names the fields to answer., schema: {{ type: string }} }}
      responses:
        '200': {{ description: The one of that number., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{group}Detail' }} }} }} }}
        '404': {{ $ref: '#/components/responses/NotFound' }}
    delete:
      operationId: remove{group}
      tags: [{tag}]
      summary: Removes one of the {tag}.
      parameters:
        - {{ name: id, in: path, required: true, description: Which one., schema: {{ type: integer }} }}
        - {{ name: X-Reason, in: header, description: Why it goes., schema: {{ type: string }} }}
      responses:
        '204': {{ description: Nothing is left. }}
        '404': {{ $ref: '#/components/responses/NotFound' }}
  /v1/{tag}/{{id}}/owners/{{owner}}:
    put:
      operationId: assign{group}
      tags: [{tag}]
      summary: Gives one of the {tag} another owner.
      parameters:
        - {{ name: id, in: path, required: true, description: Which one., schema: {{ type: integer }} }}
        - {{ name: owner, in: path, required: true, description: To whom., schema: {{ type: string }} }}
        - {{ name: notify, in: query, description: Whether to tell the owner., schema: {{ type: boolean }} }}
        - {{ name: reason, in: query, description: What to tell the owner., schema: {{ type: string }} }}
      responses:
        '200': {{ description: The owner as recorded., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{group}Owner' }} }} }} }}
"
    );
}

fn types(group: &str, other: &str, index: usize, out: &mut String) {
    let _ = write!(
        out,
        "    {group}:
      type: object
      description: One of its kind.
      required: [id, name, status]
      properties:
        id: {{ type: integer, description: Its number., minimum: 1 }}
        name: {{ type: string, description: What people call it., maxLength: {length} }}
        status: {{ $ref: '#/components/schemas/{group}Status', description: Where it stands. }}
        kind: {{ $ref: '#/components/schemas/{group}Kind', description: What it is. }}
        createdAt: {{ type: string, format: date-time, description: When it was created. }}
        owner: {{ $ref: '#/components/schemas/{group}Owner', description: Whose it is. }}
        related_to: {{ $ref: '#/components/schemas/{other}Owner', description: Who else is concerned. }}
    {group}Status:
      type: string
      description: Where something stands.
      oneOf:
        - {{ const: open, description: It can be changed. }}
        - {{ const: sent, description: It is on its way. }}
        - {{ const: closed, description: It is done. }}
    {group}Kind:
      type: string
      description: What something is.
      enum: [plain, signed, sealed]
    {group}Page:
      type: object
      description: A page of a list.
      required: [items]
      properties:
        items: {{ type: array, description: What is on the page., items: {{ $ref: '#/components/schemas/{group}Summary' }} }}
        next: {{ type: string, description: Where the next page starts. }}
        total: {{ type: integer, description: How many there are in all. }}
    {group}Detail:
      type: object
      description: All that is known of it.
      required: [{key}]
      properties:
        {key}: {{ $ref: '#/components/schemas/{group}', description: The thing itself. }}
        notes: {{ type: array, description: Remarks., items: {{ $ref: '#/components/schemas/{group}Note' }} }}
        address: {{ $ref: '#/components/schemas/{group}Address', description: Where it is. }}
        limit: {{ $ref: '#/components/schemas/{group}Limit', description: How far it may go. }}
    {group}Address:
      type: object
      description: A place.
      properties:
        street: {{ type: string, description: Street and number. }}
        city: {{ type: string, description: Town. }}
        country: {{ type: string, description: Two letters. }}
    {group}Note:
      type: object
      description: A remark.
      required: [text]
      properties:
        text: {{ type: string, description: What it says. }}
        author: {{ type: string, description: Who wrote it. }}
        pinned: {{ type: boolean, description: Whether it stays on top. }}
    {group}Summary:
      type: object
      description: The little that a list shows.
      required: [id]
      properties:
        id: {{ type: integer, description: Its number. }}
        name: {{ type: string, description: What people call it. }}
        status: {{ $ref: '#/components/schemas/{group}Status', description: Where it stands. }}
    {group}Limit:
      type: object
      description: A bound.
      properties:
        most: {{ type: number, description: The most. }}
        least: {{ type: number, description: The least. }}
        unit: {{ type: string, description: In what it is counted. }}
    {group}Owner:
      type: object
      description: Who something belongs to.
      required: [id]
      properties:
        id: {{ type: string, description: The login. }}
        displayName: {{ type: string, description: The name to show. }}
        since: {{ type: string, format: date-time, description: From when on. }}
",
        length = 40 + index,
        key = group.to_lowercase(),
    );
}
