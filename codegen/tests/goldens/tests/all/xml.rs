//! Calls that send and answer XML, over the network.

use crate::support::{answering, with};
use bindery_goldens::xml::types::{Failure, Price, Product, Remark, Tag, Tagging};
use bindery_goldens::xml::{Client, rest};
use bindery_runtime::{Base64, ErrorKind, Maybe};

fn client(url: &str) -> Client {
    Client::builder().base_url(url).build().expect("a client")
}

/// What S3 answers, with what no description of ours knows.
const LISTING: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
    <Name>photos</Name>
    <Prefix></Prefix>
    <IsTruncated>true</IsTruncated>
    <Contents>
        <Key>a &amp; b.jpg</Key>
        <LastModified>2009-10-12T17:50:30.000Z</LastModified>
        <ETag>&quot;fba9dede&quot;</ETag>
        <Size>434234</Size>
        <ChecksumAlgorithm>CRC32</ChecksumAlgorithm>
        <StorageClass>STANDARD</StorageClass>
        <Owner><DisplayName>us</DisplayName><ID>7</ID></Owner>
    </Contents>
    <CommonPrefixes><Prefix>2009/</Prefix></CommonPrefixes>
    <Contents>
        <Size>1</Size>
        <Key><![CDATA[<c>.jpg]]></Key>
        <StorageClass>FROZEN</StorageClass>
    </Contents>
    <MaxKeys> 2 </MaxKeys>
</ListBucketResult>"#;

#[tokio::test]
async fn a_listing_of_s3_is_typed() {
    let (url, server) = answering(200, "application/xml", LISTING);
    let call = client(&url).buckets().list_objects("photos").marker("a");
    let listing = call.await.expect("a listing");
    assert_eq!(listing.name, "photos");
    assert_eq!(listing.prefix.as_deref(), Some(""));
    assert_eq!((listing.is_truncated, listing.max_keys), (true, Some(2)));
    assert_eq!(listing.next_marker, None);
    let [one, two] = &listing.contents[..] else {
        panic!("two objects: {listing:?}");
    };
    assert_eq!((one.key.as_str(), one.size), ("a & b.jpg", 434_234));
    assert_eq!(one.e_tag.as_deref(), Some("\"fba9dede\""));
    let owner = one.owner.as_ref().expect("an owner");
    assert_eq!(owner.id.as_deref(), Some("7"));
    assert_eq!(two.key, "<c>.jpg");
    let class = two.storage_class.as_ref().expect("a class");
    assert_eq!(class.as_str(), "FROZEN");
    let prefixes = listing.common_prefixes.expect("what they have in common");
    assert_eq!(prefixes[0].prefix.as_deref(), Some("2009/"));
    let received = server.join().expect("a request came");
    assert_eq!(received.line, "GET /photos?marker=a");
    assert_eq!(received.header("accept"), Some("application/xml"));
}

#[tokio::test]
async fn a_namespace_may_be_left_out_and_lists_may_be_empty() {
    let body = "<ListBucketResult><IsTruncated>0</IsTruncated><Name/></ListBucketResult>";
    let (url, _server) = answering(200, "application/xml", body);
    let listing = client(&url).buckets().list_objects("photos").await;
    let listing = listing.expect("a listing");
    assert_eq!((listing.name.as_str(), listing.contents.len()), ("", 0));
    assert_eq!(listing.common_prefixes, None);
}

#[tokio::test]
async fn what_does_not_fit_is_told_by_its_element() {
    let (start, end) = ("<ListBucketResult>", "</ListBucketResult>");
    for (body, expected) in [
        (
            format!("{start}<Name>a</Name><Contents><Key>b</Key><Size>x</Size></Contents>{end}"),
            "ListBucketResult/IsTruncated: is missing",
        ),
        (
            format!(
                "{start}<Name>a</Name><IsTruncated>true</IsTruncated><Contents/><Contents><Key>b</Key><Size>x</Size></Contents>{end}"
            ),
            "ListBucketResult/Contents[1]/Key: is missing",
        ),
        (
            format!("{start}<Name>a</Name><Name>b</Name>{end}"),
            "ListBucketResult/Name: comes more than once",
        ),
        (
            format!("{start}<Name><b>a</b></Name>{end}"),
            "ListBucketResult/Name: holds elements",
        ),
        (
            "<Error><Code>NoSuchBucket</Code></Error>".to_owned(),
            "Error: stands where `ListBucketResult` was expected",
        ),
        (
            "<ListBucketResult xmlns='http://example.org/other'/>".to_owned(),
            "ListBucketResult: was expected in the namespace `http://s3.amazonaws.com/doc/2006-03-01/`",
        ),
        (
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><ListBucketResult>&b;</ListBucketResult>"
                .to_owned(),
            "document type declaration, which is refused",
        ),
        ("<ListBucketResult>".to_owned(), "not well-formed XML"),
        (String::new(), "the response is empty"),
    ] {
        let (url, _server) = answering(200, "application/xml", &body);
        let listing = client(&url).buckets().list_objects("photos").await;
        let error = listing.expect_err("no listing");
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert!(error.to_string().contains(expected), "{error}: {body}");
    }
}

#[tokio::test]
async fn an_error_in_xml_is_read_by_its_type() {
    let body =
        "<?xml version='1.0'?><Error><Code>NoSuchBucket</Code><Resource>/photos</Resource></Error>";
    let (url, _server) = answering(404, "application/xml", body);
    let listing = client(&url).buckets().list_objects("photos").await;
    let error = listing.expect_err("no listing");
    let failure: Failure = error.xml_body().expect("a failure");
    assert_eq!(
        (failure.code.as_str(), failure.message),
        ("NoSuchBucket", None)
    );

    let (url, _server) = answering(404, "text/html", "<html><p>no</html>");
    let listing = client(&url).buckets().list_objects("photos").await;
    let error = listing.expect_err("no listing");
    assert_eq!(error.xml_body::<Failure>(), None);
}

#[tokio::test]
async fn records_of_records_are_bounded_in_depth() {
    let nested = |depth: usize| {
        let start = r#"<s:product xmlns:s="https://example.com/store" code="1"><price>1</price>"#;
        let body = format!("{}{}", start.repeat(depth), "</s:product>".repeat(depth));
        format!("<products>{body}</products>")
    };
    let (url, _server) = answering(200, "application/xml", &nested(50));
    let products = client(&url).catalog().list_products().await;
    assert_eq!(products.expect("a product").len(), 1);
    let (url, _server) = answering(200, "application/xml", &nested(5000));
    let products = client(&url).catalog().list_products().await;
    let error = products.expect_err("too deep").to_string();
    assert!(error.contains("is nested too deeply"), "{error}");
}

#[tokio::test]
async fn wrapped_lists_travel_both_ways() {
    let tagging = Tagging::new(vec![Tag::new("a<b", "1"), Tag::new("c", "")]);
    let (url, server) = answering(204, "application/xml", "");
    let call = client(&url)
        .buckets()
        .update_tags("photos", tagging.clone());
    call.await.expect("they were put");
    let received = server.join().expect("a request came");
    assert_eq!(received.header("content-type"), Some("application/xml"));
    assert_eq!(
        received.body,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Tagging xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><TagSet>\
         <Tag><Key>a&lt;b</Key><Value>1</Value></Tag><Tag><Key>c</Key><Value></Value></Tag>\
         </TagSet></Tagging>"
    );

    let (url, server) = answering(200, "text/xml", &received.body);
    let tags = client(&url).buckets().get_tags("photos").await;
    assert_eq!(tags.expect("the tags"), Some(tagging));
    let received = server.join().expect("a request came");
    let accepted = received.header("accept");
    assert_eq!(accepted, Some("application/xml, text/xml"));

    let (url, _server) = answering(204, "text/xml", "");
    let tags = client(&url).buckets().get_tags("photos").await;
    assert_eq!(tags.expect("an answer"), None);
}

/// A product with something of every kind.
fn product() -> Product {
    let mut price = Price::new(9.5);
    price.currency = Some("EUR".to_owned());
    with(Product::new("a-1", price), |it| {
        it.language = Some("en".to_owned());
        it.unit = Some("a \"piece\"\n".to_owned());
        it.title = Some("Lamp".to_owned());
        it.released = Some("2026-01-31".parse().expect("a date"));
        it.picture = Some(Base64::from(vec![1, 2, 3]));
        it.colours = Some(vec!["red".to_owned(), "blue".to_owned()]);
        it.related = Some(vec!["b-2".to_owned()]);
        it.parts = Some(vec![Product::new("c-3", Price::new(1.0))]);
        it.note = Maybe::Null;
        it.remark = Some(with(Remark::default(), |it| {
            it.html = Some("<b>bright]]></b>".to_owned());
        }));
    })
}

const WRITTEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <s:product xmlns:s=\"https://example.com/store\" code=\"a-1\" xml:lang=\"en\" \
    s:unit=\"a &quot;piece&quot;&#xA;\"><s:title>Lamp</s:title><price currency=\"EUR\">9.5</price>\
    <released>2026-01-31</released><picture>AQID</picture>\
    <palette><colour>red</colour><colour>blue</colour></palette><relatedCode>b-2</relatedCode>\
    <s:product code=\"c-3\"><price>1</price></s:product>\
    <note xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>\
    <remark><![CDATA[<b>bright]]]]><![CDATA[></b>]]></remark></s:product>";

#[tokio::test]
async fn attributes_text_and_namespaces_travel_both_ways() {
    let (url, server) = answering(201, "application/vnd.example.product+xml", WRITTEN);
    let call = client(&url).catalog().add_product().body(product());
    let answer = call.await.expect("it was added");
    let expected = rest::catalog::AddProductResponse::Created(Box::new(product()));
    assert_eq!(answer, expected);
    let received = server.join().expect("a request came");
    assert_eq!(received.body, WRITTEN);
    let kind = received.header("content-type");
    assert_eq!(kind, Some("text/xml; charset=utf-8"));

    let (url, server) = answering(202, "application/xml", "<wait>30</wait>");
    let answer = client(&url).catalog().add_product().await;
    let expected = rest::catalog::AddProductResponse::Accepted(30);
    assert_eq!(answer.expect("it takes a while"), expected);
    assert_eq!(server.join().expect("a request came").body, "");
}

#[tokio::test]
async fn prefixes_and_order_are_the_servers() {
    let body = "<products><p:product xmlns:p='https://example.com/store' code='1' p:unit='2' lang='en'>\
        <!-- what it costs --><relatedCode>3</relatedCode><price>\n</price><palette/></p:product>\
        <product code='2'><price xmlns='urn:other' currency='EUR'> 7 </price><x:y xmlns:x='urn:x'/>\
        <title>Lamp</title></product></products>";
    let (url, _server) = answering(200, "application/xml", body);
    let products = client(&url).catalog().list_products().await;
    let error = products.expect_err("no price").to_string();
    assert!(
        error.contains("products/product[1]/price: is empty"),
        "{error}"
    );

    let (url, _server) = answering(200, "application/xml", &body.replace('\n', "5"));
    let products = client(&url).catalog().list_products().await;
    let products = products.expect("a product");
    let [one] = &products[..] else {
        panic!("the namespace that is described: {products:?}");
    };
    assert_eq!(one.unit.as_deref(), Some("2"));
    assert_eq!(one.language.as_deref(), Some("en"));
    assert_eq!(one.colours.as_deref(), Some(&[][..]));
    assert_eq!(one.related.as_deref(), Some(&["3".to_owned()][..]));
}

#[tokio::test]
async fn one_record_is_json_in_one_call_and_xml_in_another() {
    let json = serde_json::to_string(&product()).expect("it has a form in JSON");
    let (url, _server) = answering(200, "application/json", &json);
    let read = client(&url).catalog().get_product("a-1").await;
    assert_eq!(read.expect("a product"), product());

    let declaration = WRITTEN.find("?>").expect("a declaration") + 2;
    let feed = format!("<Feed>{}</Feed>", &WRITTEN[declaration..]);
    let (url, server) = answering(200, "application/xml", &feed);
    let read = client(&url).catalog().get_product_as_xml("a-1").await;
    assert_eq!(read.expect("a product").product, product());
    let received = server.join().expect("a request came");
    assert_eq!(received.header("accept"), Some("application/xml"));
}

#[tokio::test]
async fn a_character_that_xml_cannot_hold_is_refused_by_its_place() {
    let mut product = product();
    product.colours = Some(vec!["\u{1}".to_owned()]);
    let call = client("http://127.0.0.1:9").catalog().add_product();
    let error = call.body(product).await.expect_err("no such text");
    let text = error.to_string();
    let path = "`product/palette/colour` holds a character that XML cannot";
    assert!(text.contains(path), "{text}");
    assert_eq!(error.attempts(), 0);
}
