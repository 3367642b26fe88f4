//! Groups and methods of REST calls: what a person would call them, and that no operation, tag or
//! path that is added calls another one otherwise.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use crate::support::{generate, put, read};
use bindery::{Files, Generator};

/// A folder in which one description after another is generated.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new(more: &str) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let config = "edition: 1\ncrate: example\ninputs: [api.yaml]\noutput: ../generated\n";
        put(
            folder.path(),
            "spec/bindery.yaml",
            format!("{config}{more}"),
        );
        Self(folder)
    }

    /// Writes what a description generates; every call as `group.method`, by its id.
    fn calls(&self, api: &str) -> BTreeMap<String, String> {
        put(self.0.path(), "spec/api.yaml", api);
        let config = self.0.path().join("spec/bindery.yaml");
        let generator =
            Generator::from_config(&config).unwrap_or_else(|findings| panic!("{findings}"));
        generator.write().unwrap_or_else(|error| panic!("{error}"));
        let files = generate(&config).unwrap_or_else(|findings| panic!("{findings}"));
        for (path, text) in &files {
            assert_eq!(
                read(&self.0.path().join("generated").join(path)),
                *text,
                "{path} is stable"
            );
        }
        calls(&files)
    }
}

/// The calls of a client as `group.method`, by their ids.
fn calls(files: &Files) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let groups = files.iter().filter_map(|(path, text)| {
        let group = path.strip_prefix("rest/")?.strip_suffix(".rs")?;
        Some((group, text)).filter(|(group, _)| *group != "mod" && !group.contains('/'))
    });
    for (group, text) in groups {
        let mut id = None;
        for line in text.lines().map(str::trim) {
            if line.starts_with("/// ") && line.contains('#') && line.contains('`') {
                // The line of the wire, or what was left of it.
                let place = line.rsplit('`').nth(1).unwrap_or_default();
                id = place.split_once('#').map(|(_, id)| id.to_owned()).or(id);
            } else if let Some(method) = line.strip_prefix("pub fn ")
                && let Some(id) = id.take()
            {
                let name = method.split('(').next().unwrap_or_default();
                found.insert(id, format!("{group}.{name}"));
            }
        }
    }
    found
}

/// What an operation of a test returns.
#[derive(Clone, Copy)]
enum Returns {
    One,
    List,
    /// An object that lists them under `data`.
    Page,
}

/// A document with operations: `METHOD path id tag`, where `-` stands for none.
fn document(title: &str, operations: &[(&str, Returns)]) -> String {
    let mut paths = BTreeMap::<&str, String>::new();
    for (operation, returns) in operations {
        let words: Vec<_> = operation.split(' ').collect();
        let [method, path, id, tag] = words[..] else {
            panic!("{operation}");
        };
        let mut text = format!("    {}:\n", method.to_lowercase());
        if id != "-" {
            let _ = writeln!(text, "      operationId: {id}");
        }
        if tag != "-" {
            let _ = writeln!(text, "      tags: ['{}']", tag.replace('_', " "));
        }
        let parameters: Vec<_> = path
            .split('{')
            .skip(1)
            .filter_map(|part| part.split('}').next())
            .map(|name| {
                format!("{{ name: {name}, in: path, required: true, schema: {{ type: string }} }}")
            })
            .collect();
        let schema = match returns {
            Returns::One => "{ $ref: '#/components/schemas/Thing' }",
            Returns::List => "{ type: array, items: { $ref: '#/components/schemas/Thing' } }",
            Returns::Page => "{ $ref: '#/components/schemas/Page' }",
        };
        let _ = writeln!(
            text,
            "      parameters: [{}]\n      responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {schema} }} }} }} }}",
            parameters.join(", ")
        );
        paths.entry(path).or_default().push_str(&text);
    }
    let paths: String = paths
        .into_iter()
        .map(|(path, text)| format!("  {path}:\n{text}"))
        .collect();
    format!(
        "openapi: 3.1.0\ninfo: {{ title: {title}, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{}}]\n\
         paths:\n{paths}components:\n  schemas:\n    Thing: {{ type: object, properties: {{ id: {{ type: string }} }} }}\n    \
         Page: {{ type: object, properties: {{ more: {{ type: boolean }}, data: {{ type: array, items: {{ $ref: '#/components/schemas/Thing' }} }} }} }}\n"
    )
}

/// The calls of a document of its own, in the order of its operations.
fn named(operations: &[(&str, Returns)]) -> Vec<String> {
    let found = Folder::new("").calls(&document("Example", operations));
    operations
        .iter()
        .map(|(operation, _)| {
            let id = operation.split(' ').nth(2).unwrap_or_default();
            found.get(id).cloned().unwrap_or_default()
        })
        .collect()
}

#[test]
fn a_call_is_named_by_its_method_and_path_where_its_id_says_no_more() {
    use Returns::{List, One, Page};
    for (operation, returns, expected) in [
        ("GET /v1/customers GetCustomers -", Page, "customers.list"),
        (
            "GET /v1/customers getCustomers Customers",
            List,
            "customers.list",
        ),
        (
            "POST /v1/customers PostCustomers -",
            One,
            "customers.create",
        ),
        (
            "GET /v1/customers/{customer} GetCustomersCustomer -",
            One,
            "customers.get",
        ),
        (
            "POST /v1/customers/{customer} PostCustomersCustomer -",
            One,
            "customers.update",
        ),
        (
            "PUT /v1/customers/{id} putCustomersById -",
            One,
            "customers.update",
        ),
        (
            "PATCH /v1/customers/{id} customersPatch -",
            One,
            "customers.update",
        ),
        (
            "DELETE /v1/customers/{id} deleteCustomer -",
            One,
            "customers.delete",
        ),
        (
            "HEAD /v1/customers/{id} headCustomer -",
            One,
            "customers.head",
        ),
        (
            "POST /v1/charges/{charge}/capture PostChargesChargeCapture -",
            One,
            "charges.capture",
        ),
        (
            "POST /v1/customers/{c}/bank_accounts/{id}/verify PostCustomersCBankAccountsIdVerify -",
            One,
            "customers.verify_bank_account",
        ),
        (
            "GET /v1/invoices/upcoming/lines GetInvoicesUpcomingLines -",
            Page,
            "invoices.list_upcoming_lines",
        ),
        (
            "POST /v1/billing/sessions PostBillingSessions -",
            One,
            "billing.create_session",
        ),
        ("GET /v1/balance GetBalance -", One, "balance.get"),
        (
            "GET /v1/3d_secure/{id} Get3dSecureId -",
            One,
            "three_d_secure.get",
        ),
        (
            "GET /v1/things/search GetThingsSearch -",
            List,
            "things.search",
        ),
        // A version at the end says nothing, and a parameter may be named by its last words.
        (
            "GET /archives get_archives_v2025.0 Archives",
            Page,
            "archives.list",
        ),
        (
            "PUT /archives/{archive_id} put_archives_id_v2025.0 Archives",
            One,
            "archives.update",
        ),
        (
            "POST /hubs/{hub_id}/copy post_hubs_id_copy_v2025.0 Box_Hubs",
            One,
            "box_hubs.copy",
        ),
        // What leads to the group need not be said.
        (
            "GET /indexes/{uid}/settings/chat getchat Settings",
            One,
            "settings.get_chat",
        ),
        (
            "PATCH /indexes/{uid}/settings/typo-tolerance patchtypoTolerance Settings",
            One,
            "settings.update_typo_tolerance",
        ),
        // What an action is done to stands behind its verb.
        (
            "POST /merchants/{id}/webhooks/{webhook}/generateHmac PostMerchantsIdWebhooksWebhookGenerateHmac Tools",
            One,
            "tools.generate_merchant_webhook_hmac",
        ),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
}

/// What is read where it is written is one thing, or a collection.
#[test]
fn a_post_is_named_by_what_is_read_there() {
    use Returns::{List, One};
    assert_eq!(
        named(&[
            ("GET /charges/{id}/dispute GetChargesIdDispute -", One),
            ("POST /charges/{id}/dispute PostChargesIdDispute -", One),
            ("GET /charges/{id}/history GetChargesIdHistory -", List),
            ("POST /charges/{id}/history PostChargesIdHistory -", One),
            ("PUT /charges/{id} PutChargesId -", One),
            ("PATCH /charges/{id} PatchChargesId -", One),
            ("PATCH /rules/{id} PatchRulesId -", One),
            ("POST /rules/{id} PostRulesId -", One),
        ]),
        [
            "charges.get_dispute",
            "charges.update_dispute",
            "charges.list_history",
            "charges.create_history",
            "charges.replace",
            "charges.update",
            "rules.update",
            "rules.post",
        ]
    );
}

/// A segment that begins with a verb is what is done, unless it is deleted, or read and changed.
#[test]
fn what_is_read_and_changed_is_a_thing() {
    use Returns::{List, One};
    assert_eq!(
        named(&[
            ("GET /settings/stop-words GetSettingsStopWords -", List),
            ("PUT /settings/stop-words PutSettingsStopWords -", One),
            ("DELETE /settings/stop-words DeleteSettingsStopWords -", One),
            ("PUT /jobs/{id}/stop PutJobsIdStop -", One),
        ]),
        [
            "settings.list_stop_words",
            "settings.update_stop_words",
            "settings.delete_stop_words",
            "jobs.stop",
        ]
    );
}

/// Words in front of the group that the path has there as well say nothing, unless another call
/// has the name without them.
#[test]
fn an_id_loses_what_leads_to_its_group() {
    use Returns::{List, One};
    for (operation, returns, expected) in [
        (
            "POST /SIP/Domains createSipDomain Domain",
            One,
            "domain.create",
        ),
        (
            "GET /Usage/Records/Daily listUsageRecordDaily Daily",
            List,
            "daily.list",
        ),
        (
            "GET /Recordings/{id}/Payloads/{sid}/Data fetchRecordingPayloadDataRedirect Payload",
            One,
            "payload.fetch_data_redirect",
        ),
        (
            "PUT /system/policy system_policy_update Policy",
            One,
            "policy.update",
        ),
        ("GET /keys list_api_keys Keys", List, "keys.list"),
        // Nothing on the path says these.
        (
            "GET /keys list_secret_keys Keys",
            List,
            "keys.list_secret_keys",
        ),
        (
            "POST /indexes/{uid}/delete-batch delete_documents_batch Documents",
            One,
            "documents.delete_batch",
        ),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
    assert_eq!(
        named(&[
            ("POST /roles createRole Roles", One),
            ("POST /projects/{id}/roles createProjectRole Roles", One),
            ("PUT /users/{id} updateUser Users", One),
            ("PATCH /users/{id} patchUser Users", One),
        ]),
        [
            "roles.create",
            "roles.create_project_role",
            "users.update_user",
            "users.patch_user",
        ]
    );
}

#[test]
fn an_id_loses_the_words_of_its_group() {
    use Returns::{List, One, Page};
    for (operation, returns, expected) in [
        (
            "POST /a createChatCompletion Chat",
            One,
            "chat.create_completion",
        ),
        (
            "GET /a issues/list-for-repo issues",
            List,
            "issues.list_for_repo",
        ),
        ("GET /a list_keys Keys", List, "keys.list"),
        ("GET /a keys.list Keys", List, "keys.list"),
        (
            "GET /a getPaymentMethods Payment_Methods",
            Page,
            "payment_methods.list",
        ),
        (
            "GET /a getPaymentMethod Payment_Methods",
            One,
            "payment_methods.get",
        ),
        (
            "GET /a get_hub_items_v2025_0 Hub_items",
            List,
            "hub_items.list",
        ),
        (
            "GET /a fetchIncomingPhoneNumberAssigned Incoming_Phone_Number",
            One,
            "incoming_phone_number.fetch_assigned",
        ),
        // What is left of these would be no name, or another one.
        (
            "POST /a identityMatch identity",
            One,
            "identity.identity_match",
        ),
        ("GET /a keys_for_user keys", List, "keys.keys_for_user"),
        ("GET /a list_from_keys keys", List, "keys.list_from_keys"),
        ("POST /a cloneRepo repo", One, "repo.clone_repo"),
        ("GET /a keys keys", List, "keys.keys"),
        (
            "GET /a update_bank_account account",
            One,
            "account.update_bank_account",
        ),
        // The group is called by what is done.
        (
            "POST /organization/invites inviteUser Invites",
            One,
            "invites.invite_user",
        ),
        ("POST /uploads/file uploadFile Uploads", One, "uploads.file"),
        // What says that an id is one goes, unless the path says it.
        (
            "GET /chatkit/threads getThreadMethod ChatKit",
            One,
            "chat_kit.get_thread",
        ),
        (
            "POST /a/payment_methods createPaymentMethod a",
            One,
            "a.create_payment_method",
        ),
        // What a framework puts behind the name of a function goes.
        (
            "GET /api/v1/users list_users_api_v1_users_get users",
            List,
            "users.list",
        ),
        (
            "GET /a UsersController_findAll users",
            List,
            "users.find_all",
        ),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
}

/// Of a group of several words the last ones are enough, and what says of which API and version an
/// id is says nothing.
#[test]
fn an_id_loses_the_last_words_of_its_group() {
    use Returns::{List, One};
    for (operation, returns, expected) in [
        (
            "POST /v1/agents agents_api_v1_agents_create beta.agents",
            One,
            "beta_agents.create",
        ),
        (
            "POST /v1/conversations agents_api_v1_conversations_append beta.conversations",
            One,
            "beta_conversations.append",
        ),
        (
            "POST /v1/libraries libraries_create_v1 beta.libraries",
            One,
            "beta_libraries.create",
        ),
        (
            "DELETE /v1/x connector_delete_credentials_v1 beta.connectors",
            One,
            "beta_connectors.delete_credentials",
        ),
        (
            "POST /v1/files files_api_routes_upload_file files",
            One,
            "files.upload",
        ),
        ("GET /a v1_list_keys things", List, "things.list_keys"),
        (
            "PATCH /keys/{hash} updateKeys API_Keys",
            One,
            "api_keys.update",
        ),
        (
            "DELETE /keys/{hash} deleteKeys API_Keys",
            One,
            "api_keys.delete",
        ),
        (
            "GET /a list_keys_for_user API_Keys",
            List,
            "api_keys.list_for_user",
        ),
        // Without these words it would be another name, or none.
        (
            "POST /a create_key_pair API_Keys",
            One,
            "api_keys.create_key_pair",
        ),
        (
            "GET /a primary_keys_check API_Keys",
            One,
            "api_keys.primary_keys_check",
        ),
        (
            "GET /a keys_pair_create API_Keys",
            One,
            "api_keys.keys_pair_create",
        ),
        (
            "POST /a judge_conversation beta.judges",
            One,
            "beta_judges.judge_conversation",
        ),
        (
            "GET /SIP/CredentialLists ListSipCredentialList Credential_List",
            List,
            "credential_list.list",
        ),
        ("GET /a api_keys tools", One, "tools.api_keys"),
        ("GET /a get_api_v1 tools", One, "tools.get_api"),
        (
            "POST /a invite_user Invite_User",
            One,
            "invite_user.invite_user",
        ),
        (
            "POST /a users_invite Invite_Users",
            One,
            "invite_users.invite",
        ),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
    assert_eq!(
        named(&[
            ("GET /a list_api_keys API_Keys", List),
            ("GET /b list_keys API_Keys", List),
            ("GET /c v1_list_owners API_Keys", List),
            ("GET /d v2_list_owners API_Keys", List),
        ]),
        [
            "api_keys.list",
            "api_keys.list_keys",
            "api_keys.v1_list_owners",
            "api_keys.v2_list_owners",
        ]
    );
}

/// The group in the plural is what the verb is about, unless its path says that the next word is.
#[test]
fn what_a_call_is_about_stays() {
    use Returns::{List, One};
    for (operation, returns, expected) in [
        (
            "DELETE /me/albums remove-albums-user Albums",
            One,
            "albums.remove_albums_user",
        ),
        (
            "GET /a get_users_posts users",
            List,
            "users.get_users_posts",
        ),
        (
            "GET /users/{id}/posts/all get_users_posts users",
            List,
            "users.list_posts",
        ),
        (
            "GET /a find_users_by_name users",
            List,
            "users.find_by_name",
        ),
        (
            "GET /a beta_users_retrieve users",
            One,
            "users.beta_retrieve",
        ),
        ("GET /a find_user_posts users", List, "users.find_posts"),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
}

/// One or many is what the id says, and only where it says nothing, what the path does.
#[test]
fn an_id_keeps_its_number() {
    use Returns::{List, One};
    for (operation, returns, expected) in [
        (
            "DELETE /points/custom_rewards delete-custom-reward Points",
            One,
            "points.delete_custom_reward",
        ),
        (
            "GET /audio-features/{id} get-audio-features Tracks",
            One,
            "tracks.get_audio_features",
        ),
        (
            "DELETE /keys/{hash} deleteKeys Tools",
            One,
            "tools.delete_keys",
        ),
        (
            "PATCH /keys/{hash} updateKeys Tools",
            One,
            "tools.update_keys",
        ),
        (
            "PATCH /keys/{hash} keys_patch Tools",
            One,
            "tools.update_keys",
        ),
        // It lists them, whatever its id says.
        ("GET /rewards getReward Tools", List, "tools.list_rewards"),
        (
            "DELETE /keys/{hash} deleteKeysHash Tools",
            One,
            "tools.delete_key",
        ),
    ] {
        assert_eq!(named(&[(operation, returns)]), [expected], "{operation}");
    }
}

#[test]
fn calls_that_would_have_one_name_have_all_words_of_their_ids() {
    use Returns::{List, One};
    for (operations, expected) in [
        (
            &[
                ("POST /accounts/{a}/people PostAccountsAPeople -", One),
                ("POST /accounts/{a}/persons PostAccountsAPersons -", One),
            ][..],
            &["accounts.create_people", "accounts.create_persons"][..],
        ),
        (
            &[
                ("GET /pens/{id} readPen pens", One),
                ("GET /pens readPens pens", One),
            ],
            &["pens.read", "pens.read_pens"],
        ),
        (
            &[
                ("DELETE /roles/{id} removeRole roles", One),
                ("DELETE /users/{u}/roles/{id} role_remove roles", One),
            ],
            &["roles.remove_role", "roles.role_remove"],
        ),
        (
            &[
                ("GET /x list_things_v1 things", List),
                ("GET /y list_things_v2 things", List),
                ("GET /z list_things things", List),
            ],
            &[
                "things.list_things_v1",
                "things.list_things_v2",
                "things.list",
            ],
        ),
    ] {
        assert_eq!(named(operations), expected);
    }
}

#[test]
fn calls_without_a_tag_are_grouped_by_their_paths() {
    use Returns::One;
    let operations = [
        ("GET /v1/keys/{id} readKey -", One),
        ("GET /other lookUp Keys", One),
        ("GET /v1/users/{id} readUser default", One),
        ("GET /v1/files/{id} readFile Example_API", One),
        ("GET / ping -", One),
    ];
    assert_eq!(
        named(&operations),
        [
            "keys.read",
            "keys.look_up",
            "users.read",
            "files.read",
            "root.ping"
        ]
    );
    let by_path = Folder::new("groups: path\n").calls(&document("Example", &operations));
    assert_eq!(by_path["lookUp"], "other.look_up");
}

#[test]
fn only_a_known_way_to_group_is_taken() {
    let folder = Folder::new("groups: segments\n");
    put(folder.0.path(), "spec/api.yaml", document("Example", &[]));
    let findings = generate(&folder.0.path().join("spec/bindery.yaml")).expect_err("it is none");
    let text = findings.to_string();
    assert!(text.contains("`groups` cannot be `segments`"), "{text}");
    assert!(text.contains("`tags` and `path`"), "{text}");
}

#[test]
fn deprecated_calls_are_the_last_of_their_group() {
    let document = document(
        "Example",
        &[
            ("GET /a askA things", Returns::One),
            ("GET /b askB things", Returns::One),
        ],
    )
    .replace(
        "operationId: askA",
        "operationId: askA\n      deprecated: true",
    );
    let folder = Folder::new("");
    folder.calls(&document);
    let text = read(&folder.0.path().join("generated/rest/things.rs"));
    let at = |text: &str, what: &str| text.find(what).expect("it is there");
    assert!(at(&text, "pub fn ask_b") < at(&text, "pub fn ask_a"));
    assert!(at(&text, "pub struct AskBCall") < at(&text, "pub struct AskACall"));
}

/// The description of a group is that of its tag, of which one with a description is taken.
#[test]
fn a_tag_documents_its_group() {
    let described = document(
        "Example",
        &[
            ("GET /a askA keys", Returns::One),
            ("GET /b askB Keys", Returns::One),
            ("GET /keys/{id} askC -", Returns::One),
        ],
    )
    .replace(
        "paths:\n",
        "tags: [{ name: keys }, { name: Keys, description: All about keys. }]\npaths:\n",
    );
    let folder = Folder::new("");
    let calls = folder.calls(&described);
    assert!(
        calls.values().all(|call| call.starts_with("keys.")),
        "{calls:?}"
    );
    let text = read(&folder.0.path().join("generated/rest/keys.rs"));
    assert!(text.contains("\n//! All about keys.\n"), "{text}");
}

#[test]
fn a_newcomer_takes_no_method_of_another() {
    use Returns::One;
    let old = ("DELETE /keys/{id} removeKey keys", One);
    for new in [
        ("DELETE /other/{id} key_remove keys", One),
        ("DELETE /other/{id} remove keys", One),
        ("DELETE /other/{id} REMOVE_keys keys", One),
    ] {
        let folder = Folder::new("");
        let before = folder.calls(&document("Example", &[old]));
        assert_eq!(before["removeKey"], "keys.remove");
        let after = folder.calls(&document("Example", &[old, new]));
        assert_eq!(after["removeKey"], "keys.remove", "{}", new.0);
        let id = new.0.split(' ').nth(2).expect("it has one");
        let given = after[id].clone();
        assert_ne!(given, "keys.remove");
        // It keeps what it was given when the other one goes.
        let alone = folder.calls(&document("Example", &[new]));
        assert_eq!(alone[id], given, "{}", new.0);
    }
    // Neither does a method that comes to a path.
    let folder = Folder::new("");
    let put = ("PUT /keys/{id} putKeysId -", One);
    let before = folder.calls(&document("Example", &[put]));
    let after = folder.calls(&document(
        "Example",
        &[put, ("PATCH /keys/{id} patchKeysId -", One)],
    ));
    assert_eq!(before["putKeysId"], "keys.update");
    assert_eq!(after["putKeysId"], "keys.update");
    assert_eq!(after["patchKeysId"], "keys.update_keys");
}

/// The descriptions of this repository that have paths.
fn ours() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let goldens = root.join("tests/goldens/specs");
    let mut found = vec![root.join("../spec/ecgrid.yaml")];
    for entry in std::fs::read_dir(goldens).expect("the folder is there") {
        let path = entry.expect("it can be listed").path().join("api.yaml");
        let is_alone = |path: &PathBuf| {
            path.is_file() && {
                let text = read(path);
                text.contains("\npaths:") && !text.contains(".yaml")
            }
        };
        found.extend(Some(path).filter(is_alone));
    }
    found
}

/// Takes each path away, and adds it again: no other call changes its group or its method.
#[test]
fn no_path_decides_what_the_calls_of_another_are_called() {
    let documents = ours();
    assert!(documents.len() > 5, "{documents:?}");
    for path in documents {
        let whole: serde_json::Value =
            serde_yaml::from_str(&read(&path)).unwrap_or_else(|error| panic!("{error}"));
        let paths = whole["paths"].as_object().expect("it has paths");
        if paths.len() < 2 || paths.len() > 40 {
            continue;
        }
        let folder = Folder::new("");
        let acknowledged = |api: &serde_json::Value| {
            put(folder.0.path(), "spec/api.yaml", api.to_string());
            let whole = bindery::package::Package::new(
                folder.0.path().join("spec/api.yaml"),
                folder.0.path().join("crate"),
            );
            whole
                .write()
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut files = Files::new();
            let emitted = folder.0.path().join("crate/src/rest");
            for entry in std::fs::read_dir(emitted).expect("it is written") {
                let file = entry.expect("it can be listed").path();
                // The types of a group are in a folder beside its calls.
                if file.is_dir() {
                    continue;
                }
                let name = file.file_name().expect("it has a name").to_string_lossy();
                files.insert(format!("rest/{name}"), read(&file));
            }
            calls(&files)
        };
        let before = acknowledged(&whole);
        for gone in paths.keys() {
            let mut without = whole.clone();
            let described = without["paths"].as_object_mut().expect("it has paths");
            described.remove(gone);
            let less = acknowledged(&without);
            for (id, call) in &less {
                // A call for another media type may have another id, and is another one then.
                let was = before.get(id).unwrap_or(call);
                assert_eq!(was, call, "{}: {gone}", path.display());
            }
            assert_eq!(acknowledged(&whole), before, "{}: {gone}", path.display());
        }
    }
}

/// The names that parameters and properties are given where requests have theirs.
#[test]
fn what_is_called_like_a_control_of_requests_says_what_it_is() {
    let reserved = [
        "timeout",
        "header",
        "with_response",
        "wait",
        "events",
        "items",
        "pages",
        "options",
    ];
    let parameters = |place: &str| {
        let parameters = reserved
            .map(|name| format!("{{ name: {name}, in: {place}, schema: {{ type: string }} }}"));
        format!("parameters: [{}]", parameters.join(", "))
    };
    let properties = reserved
        .map(|name| format!("{name}: {{ type: string }}"))
        .join(", ");
    let body = format!(
        "requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ type: object, properties: {{ {properties} }} }} }} }} }}"
    );
    let cases = [
        ("query", parameters("query"), "param"),
        ("header", parameters("header"), "param"),
        ("cookie", parameters("cookie"), "param"),
        ("body", body, "property"),
    ];
    for (place, described, word) in cases {
        let api = format!(
            "openapi: 3.1.0\ninfo: {{ title: Example, version: '1' }}\nservers: [{{ url: 'https://api.example.org' }}]\nsecurity: [{{}}]\n\
             paths:\n  /keys:\n    post:\n      operationId: ask\n      {described}\n      responses: {{ '204': {{ description: Done. }} }}\n"
        );
        let folder = Folder::new("");
        folder.calls(&api);
        let lock = read(&folder.0.path().join("generated/bindery.lock"));
        for name in reserved {
            let line = format!("#operations/ask/{place}/{name} {name}_{word}\n");
            assert!(lock.contains(&line), "{line}{lock}");
        }
    }
}
