//! What is written directly is what the printer makes of the tokens.

mod descriptions;

use proc_macro2::TokenStream;
use proptest::prelude::*;

use super::super::{calls, print, types};
use super::{
    alias, handle_methods, handle_struct, inputs, open_enum, record, request_struct, setters, start,
};
use crate::rust::{
    Alias, Argument, Direction, EnumVariant, Handle, Inputs, Method, OpenEnum, RecordField,
    Request, RequestMacro, Setter, Start, Ty, TypeStruct,
};

/// Fails where the text differs, and answers whether there was one.
fn same(direct: Option<String>, tokens: TokenStream) -> bool {
    let printed = print(tokens);
    direct.is_some_and(|direct| {
        assert_eq!(direct, printed);
        true
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof!["x[a-z0-9_]{0,20}", "x[a-z0-9_]{20,75}", "x[a-zé_]{20,75}"]
}

fn type_name() -> impl Strategy<Value = String> {
    prop_oneof!["X[A-Za-z0-9]{0,20}", "X[A-Za-z0-9]{20,80}"]
}

fn docs() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop_oneof![
            8 => "[ -~]{0,110}",
            2 => "(pub fn a\\(|    pub struct X|impl X|X \\{ a, b \\}|/|\\*| +|)",
            2 => "[ -~é…😀\u{2028}\"\\\\]{0,60}",
            1 => "[a\n\r\t/*]{0,5}",
        ],
        0..4,
    )
}

fn ty() -> impl Strategy<Value = Ty> {
    let leaf = prop_oneof![
        prop::sample::select(vec![
            Ty::Bool,
            Ty::I32,
            Ty::I64,
            Ty::F32,
            Ty::F64,
            Ty::String,
            Ty::Secret,
            Ty::DateTime,
            Ty::Json,
            Ty::Unit,
        ]),
        type_name().prop_map(Ty::Named),
    ];
    leaf.prop_recursive(3, 8, 1, |inner| {
        prop_oneof![
            inner.clone().prop_map(|ty| Ty::Boxed(Box::new(ty))),
            inner.clone().prop_map(|ty| Ty::Option(Box::new(ty))),
            inner.clone().prop_map(|ty| Ty::Maybe(Box::new(ty))),
            inner.clone().prop_map(|ty| Ty::Vec(Box::new(ty))),
            inner.clone().prop_map(|ty| Ty::Map(Box::new(ty))),
            inner.prop_map(|ty| Ty::Tuple(vec![Ty::I32, ty, Ty::String])),
        ]
    })
}

/// Names that are different: an item has no name twice.
fn apart(index: usize, name: &str) -> String {
    format!("{name}{index}")
}

prop_compose! {
    fn any_record()(
        docs in docs(), deprecated: bool, name in type_name(), open: bool, start in 0..3_usize,
        fields in prop::collection::vec((self::docs(), any::<bool>(), self::name(), ty(), any::<bool>()), 0..5),
    ) -> TypeStruct {
        TypeStruct {
            docs,
            deprecated,
            name,
            direction: Direction::Both,
            open,
            start: [Start::Nothing, Start::Default, Start::New][start],
            fields: fields.into_iter().enumerate().map(|(index, (docs, deprecated, name, ty, required))| RecordField {
                docs,
                deprecated,
                name: apart(index, &name),
                ty,
                wire: String::new(),
                item: None,
                nullable: false,
                further: false,
                secret: false,
                initial: (!required).then_some("None"),
            }).collect(),
        }
    }
}

prop_compose! {
    fn any_method()(
        docs in docs(), deprecated: bool, name in name(), request in type_name(), operation in "X[A-Z_]{0,70}",
        arguments in prop::collection::vec((self::name(), ty()), 0..5),
        inputs in prop::option::weighted(0.2, type_name()),
        set in prop::collection::vec((self::name(), any::<bool>()), 0..2),
        optional in prop::collection::vec(self::name(), 0..4), maybe in prop::collection::vec(self::name(), 0..2),
        former in prop::option::weighted(0.1, self::name()),
    ) -> Method {
        Method {
            docs, deprecated, name, request, operation, inputs, set, optional, maybe, former,
            arguments: arguments.into_iter().enumerate().map(|(index, (name, ty))| Argument {
                name: apart(index, &name),
                ty,
            }).collect(),
        }
    }
}

prop_compose! {
    fn any_setter()(
        docs in docs(), deprecated: bool, name in name(), ty in ty(),
        former in prop::option::weighted(0.1, self::name()),
    ) -> Setter {
        Setter { docs, deprecated, name, ty, former }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn any_type_is_written_as_it_is_printed(
        any_record in any_record(),
        variants in prop::collection::vec((docs(), type_name()), 0..5),
        docs in docs(),
        ty in ty(),
    ) {
        same(record(&any_record), types::record_tokens(&any_record));
        same(start(&any_record), types::start_tokens(&any_record));
        let any_enum = OpenEnum {
            table: "open_enum",
            docs: docs.clone(),
            deprecated: any_record.deprecated,
            name: any_record.name.clone(),
            variants: variants.into_iter().enumerate().map(|(index, (docs, name))| EnumVariant {
                docs,
                name: apart(index, &name),
                wire: String::new(),
            }).collect(),
            former: Vec::new(),
        };
        same(open_enum(&any_enum), types::enum_tokens(&any_enum));
        let any_alias = Alias {
            docs: docs.clone(),
            deprecated: any_record.deprecated,
            name: any_record.name.clone(),
            ty,
        };
        same(alias(&any_alias), types::alias_tokens(&any_alias));
        let any_inputs = Inputs {
            docs,
            name: any_record.name,
            fields: any_record.fields.into_iter().map(|field| (field.docs, field.name, field.ty)).collect(),
        };
        same(inputs(&any_inputs), types::inputs_tokens(&any_inputs));
    }

    #[test]
    fn any_call_is_written_as_it_is_printed(
        docs in docs(),
        name in type_name(),
        methods in prop::collection::vec(any_method(), 0..4),
        fields in prop::collection::vec((self::name(), ty()), 0..4),
        setters in prop::collection::vec(any_setter(), 1..4),
    ) {
        let handle = Handle { docs: docs.clone(), name: name.clone(), methods };
        same(handle_struct(&handle), calls::handle_tokens(&handle));
        same(handle_methods(&handle), calls::methods_tokens(&handle));
        let request = Request {
            docs,
            name,
            fields: fields.into_iter().enumerate().map(|(index, (name, ty))| (apart(index, &name), ty)).collect(),
            setters,
            wire: RequestMacro { output: Ty::Unit, item: None, lines: Vec::new() },
        };
        same(request_struct(&request), calls::request_tokens(&request));
        same(super::setters(&request), calls::setters_tokens(&request));
    }
}

/// Every width from narrow to beyond any margin, for each line that may break.
#[test]
fn lines_of_every_width_are_written_as_they_are_printed() {
    let mut direct = 0;
    for length in 1..110 {
        let name = format!("x{}", "y".repeat(length));
        let wide = format!("X{}", "y".repeat(length));
        let constant = format!("X{}", "Y".repeat(length));
        for ty in [
            Ty::I64,
            Ty::String,
            Ty::Named(wide.clone()),
            Ty::Option(Box::new(Ty::Vec(Box::new(Ty::Named(wide.clone()))))),
            Ty::Map(Box::new(Ty::Option(Box::new(Ty::Json)))),
        ] {
            let field = |name: &str| RecordField {
                docs: Vec::new(),
                deprecated: false,
                name: name.to_owned(),
                ty: ty.clone(),
                wire: String::new(),
                item: None,
                nullable: false,
                further: false,
                secret: false,
                initial: None,
            };
            let any_record = TypeStruct {
                docs: Vec::new(),
                deprecated: false,
                name: wide.clone(),
                direction: Direction::Both,
                open: true,
                start: Start::Nothing,
                fields: vec![field("x"), field(&name)],
            };
            direct += usize::from(same(record(&any_record), types::record_tokens(&any_record)));
            direct += usize::from(same(start(&any_record), types::start_tokens(&any_record)));
            let any_alias = Alias {
                docs: Vec::new(),
                deprecated: false,
                name: wide.clone(),
                ty: ty.clone(),
            };
            direct += usize::from(same(alias(&any_alias), types::alias_tokens(&any_alias)));
            for (method, request, operation) in [
                (name.as_str(), "X", "X"),
                ("x", wide.as_str(), "X"),
                ("x", "X", constant.as_str()),
            ] {
                for argument in ["", "x", name.as_str()] {
                    let given = Some(argument.to_owned())
                        .into_iter()
                        .filter(|name| !name.is_empty());
                    let handle = Handle {
                        docs: Vec::new(),
                        name: wide.clone(),
                        methods: vec![Method {
                            docs: Vec::new(),
                            deprecated: false,
                            name: method.to_owned(),
                            request: request.to_owned(),
                            operation: operation.to_owned(),
                            arguments: given
                                .clone()
                                .map(|name| Argument {
                                    name,
                                    ty: ty.clone(),
                                })
                                .collect(),
                            inputs: None,
                            set: Vec::new(),
                            maybe: Vec::new(),
                            optional: given.map(|name| format!("{name}z")).collect(),
                            former: None,
                        }],
                    };
                    direct += usize::from(same(
                        handle_methods(&handle),
                        calls::methods_tokens(&handle),
                    ));
                }
            }
            let request = Request {
                docs: Vec::new(),
                name: wide.clone(),
                fields: vec![(name.clone(), ty.clone())],
                setters: vec![Setter {
                    docs: Vec::new(),
                    deprecated: false,
                    name: name.clone(),
                    ty: ty.clone(),
                    former: None,
                }],
                wire: RequestMacro {
                    output: Ty::Unit,
                    item: None,
                    lines: Vec::new(),
                },
            };
            direct += usize::from(same(
                request_struct(&request),
                calls::request_tokens(&request),
            ));
            direct += usize::from(same(setters(&request), calls::setters_tokens(&request)));
        }
    }
    assert!(direct > 3_000, "{direct}");
}
