//! Everything that an error shows.

use std::error::Error;
use std::fmt::Write as _;

/// Collects every text that an error gives away: itself in all forms, the chain under it, and what
/// its methods return.
#[must_use]
pub fn everything(error: &ecgrid::Error) -> String {
    let mut shown = String::new();
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = next {
        show(
            &mut shown,
            format_args!("{error}\n{error:#}\n{error:?}\n{error:#?}\n"),
        );
        next = error.source();
    }
    show(
        &mut shown,
        format_args!(
            "{:?}\n{:?}\n{:?}\n{:?}\n",
            error.message(),
            error.code_text(),
            error.operation(),
            error.kind()
        ),
    );
    if let Some(code) = error.code() {
        show(
            &mut shown,
            format_args!("{code} {code:?} {}\n", code.as_str()),
        );
    }
    if let Some(fault) = error.fault() {
        show(&mut shown, format_args!("{fault:?}\n{fault:#?}\n"));
        let texts = [
            Some(fault.code()),
            Some(fault.message()),
            fault.error_code(),
            fault.error_string(),
            fault.error_item(),
            fault.error_message(),
            fault.raw_detail(),
        ];
        for text in texts.into_iter().flatten() {
            show(&mut shown, format_args!("{text}\n"));
        }
    }
    shown
}

fn show(shown: &mut String, text: std::fmt::Arguments<'_>) {
    shown.write_fmt(text).expect("a text grows");
}
