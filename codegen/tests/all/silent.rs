//! Whatever is wrong with an object that is not a schema is a finding at its line, whether or not something reads it.

use crate::support::{config, generate, scratch};
use bindery::Finding;

const API: &str = "\
openapi: 3.1.0
info:
  title: Pets
  version: '1'
  contact:
    email: pets@example.org
  license:
    name: MIT
servers:
  - url: https://api.example.org
tags:
  - name: pets
    externalDocs:
      url: https://example.org/pets
security:
  - oauth: [read]
externalDocs:
  url: https://example.org
paths:
  /pets:
    post:
      operationId: addPet
      tags: [pets]
      externalDocs:
        url: https://example.org/add
      parameters:
        - $ref: '#/components/parameters/Trace'
      requestBody:
        $ref: '#/components/requestBodies/Pet'
      responses:
        '201':
          description: Added.
          headers:
            X-Left:
              $ref: '#/components/headers/Left'
            X-Range:
              style: simple
              explode: false
              content:
                text/plain:
                  schema: { type: string }
          links:
            pet:
              operationId: addPet
              server:
                url: https://links.example.org
              parameters:
                id: $response.body#/id
        '404':
          $ref: '#/components/responses/Missing'
      callbacks:
        added:
          '{$request.body#/url}':
            post:
              parameters:
                - name: attempt
                  in: header
                  required: false
                  schema: { type: integer }
              responses:
                '200':
                  description: Received.
                  headers:
                    X-Seen:
                      required: true
                      schema: { type: string }
webhooks:
  gone:
    post:
      externalDocs:
        url: https://example.org/gone
      parameters:
        - name: signature
          in: header
          deprecated: false
          examples:
            one:
              summary: A signature.
              value: abc
          schema: { type: string }
      requestBody:
        content:
          application/json:
            schema: { type: object, properties: { id: { type: integer } } }
      responses:
        '200':
          description: Received.
components:
  parameters:
    Trace:
      name: trace
      in: header
      schema: { type: string }
    Unused:
      name: unused
      in: query
      style: form
      explode: true
      schema: { type: string }
  headers:
    Left:
      required: true
      schema: { type: integer }
  requestBodies:
    Pet:
      required: true
      content:
        multipart/form-data:
          schema:
            type: object
            required: [photo, name]
            properties:
              photo: { type: string, format: binary }
              name: { type: string }
          encoding:
            photo:
              contentType: image/png
              style: form
  responses:
    Missing:
      description: Not found.
      links:
        again:
          operationId: addPet
  links:
    Unused:
      operationId: addPet
  callbacks:
    Unused:
      '{$request.body#/url}':
        post:
          responses:
            '200':
              description: Received.
  securitySchemes:
    oauth:
      type: oauth2
      flows:
        implicit:
          authorizationUrl: https://example.org/authorize
          scopes:
            read: Reads.
    unused:
      type: openIdConnect
      openIdConnectUrl: https://example.org/.well-known/openid-configuration
";

/// A line of the document, and what it becomes.
const DAMAGES: &[(&str, &str)] = &[
    // Keys that their object does not have.
    ("    email: pets@example.org", "    mail: pets@example.org"),
    ("    name: MIT", "    name: MIT\n    nme: MIT"),
    (
        "      url: https://example.org/pets",
        "      url: https://example.org/pets\n      page: 5",
    ),
    (
        "              style: simple",
        "              styles: simple",
    ),
    (
        "                required: true\n",
        "                require: true\n",
    ),
    (
        "              style: form\n  r",
        "              stile: form\n  r",
    ),
    (
        "              summary: A signature.",
        "              sumary: A signature.",
    ),
    ("        implicit:", "        implicitly:"),
    (
        "          authorizationUrl: https",
        "          authorisationUrl: https",
    ),
    ("      openIdConnectUrl: https", "      openIdUrl: https"),
    // Values of another type.
    (
        "  contact:\n    email: pets@example.org",
        "  contact: nobody",
    ),
    (
        "externalDocs:\n  url: https://example.org\n",
        "externalDocs:\n",
    ),
    (
        "              explode: false",
        "              explode: perhaps",
    ),
    (
        "                url: https://links.example.org",
        "                url: [1]",
    ),
    (
        "              parameters:\n                id: $response.body#/id",
        "              parameters: none",
    ),
    (
        "                  required: false",
        "                  required: nonsense",
    ),
    (
        "                      required: true",
        "                      required: 7",
    ),
    (
        "          deprecated: false",
        "          deprecated: nonsense",
    ),
    (
        "              summary: A signature.",
        "              summary: [1]",
    ),
    ("      explode: true", "      explode: 7"),
    (
        "      required: true\n      schema: { type: integer }",
        "      required: 7\n      schema: { type: integer }",
    ),
    (
        "              contentType: image/png",
        "              contentType: [image/png]",
    ),
    (
        "          scopes:\n            read: Reads.",
        "          scopes: read",
    ),
    ("            read: Reads.", "            read: [Reads.]"),
    (
        "      openIdConnectUrl: https",
        "      openIdConnectUrl: 7 #",
    ),
    (
        "  links:\n    Unused:",
        "  links:\n    Unused: 7\n    More:",
    ),
    (
        "    Unused:\n      '{$request.body#/url}':",
        "    Unused:\n      '{$request.body#/more}': 7\n      '{$request.body#/url}':",
    ),
    (
        "  headers:\n    Left:",
        "  headers:\n    More: nonsense\n    Left:",
    ),
    // Words that mean nothing here.
    (
        "              style: simple",
        "              style: nonsense",
    ),
    (
        "              style: form\n  r",
        "              style: nonsense\n  r",
    ),
    ("      in: query", "      in: nonsense"),
    ("      type: openIdConnect", "      type: nonsense"),
    // What an object cannot do without.
    (
        "      url: https://example.org/pets",
        "      description: Pets.",
    ),
    (
        "          scopes:\n            read: Reads.",
        "          x-scopes: none",
    ),
    ("      openIdConnectUrl: https", "      x-url: https"),
    // What stands beside a reference.
    (
        "        - $ref: '#/components/parameters/Trace'",
        "        - $ref: '#/components/parameters/Trace'\n          required: true",
    ),
    (
        "        $ref: '#/components/requestBodies/Pet'",
        "        $ref: '#/components/requestBodies/Pet'\n        nonsense: nonsense",
    ),
    (
        "              $ref: '#/components/headers/Left'",
        "              $ref: '#/components/headers/Left'\n              schema: { type: string }",
    ),
    (
        "          $ref: '#/components/responses/Missing'",
        "          $ref: '#/components/responses/Missing'\n          content: {}",
    ),
    // What a failure leads to.
    (
        "        again:\n          operationId: addPet",
        "        again:\n          operationId: nonsense",
    ),
];

/// The lines that differ, from 1.
fn changed(before: &str, after: &str) -> std::ops::RangeInclusive<u32> {
    let same = |lines: &mut dyn Iterator<Item = (&str, &str)>| {
        lines.take_while(|(one, other)| one == other).count()
    };
    let first = same(&mut before.lines().zip(after.lines()));
    let last = same(&mut before.lines().rev().zip(after.lines().rev()));
    let last = after.lines().count() - last.min(after.lines().count() - first);
    let line = |at: usize| u32::try_from(at).expect("the document is short");
    line(first + 1)..=line(last.max(first + 1))
}

fn findings(api: &str) -> Vec<Finding> {
    let folder = scratch(&[
        ("bindery.yaml", config("api.yaml")),
        ("api.yaml", api.to_owned()),
    ]);
    match generate(&folder.path().join("spec/bindery.yaml")) {
        Ok(_) => Vec::new(),
        Err(findings) => findings.iter().cloned().collect(),
    }
}

#[test]
fn every_damage_is_a_finding_at_its_line() {
    let found = findings(API);
    assert!(found.is_empty(), "{found:#?}");
    let mut silent = Vec::new();
    for (from, to) in DAMAGES {
        assert_eq!(API.matches(from).count(), 1, "`{from}` stands there once");
        let api = API.replace(from, to);
        let lines = changed(API, &api);
        let found = findings(&api);
        // A key that is missing is reported where its object begins.
        let is_there = |finding: &Finding| {
            finding
                .line()
                .is_some_and(|line| line + 2 >= *lines.start() && line <= *lines.end())
        };
        if !found.iter().any(is_there) {
            silent.push(format!("`{to}` at {lines:?}: {found:#?}"));
        }
    }
    assert!(silent.is_empty(), "{}\n{}", silent.len(), silent.join("\n"));
}
