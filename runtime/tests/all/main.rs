//! One program, so that the crates it stands on are linked once.

mod fixtures;
mod rest_answers;
mod rest_blocking;
mod rest_bodies;
mod rest_credentials;
mod rest_envelope;
mod rest_errors;
mod rest_given_credentials;
mod rest_pages;
mod rest_parameters;
mod rest_requests;
mod rest_secrets;
mod rest_servers;
mod rest_streams;
mod retries;
mod soap_answers;
mod soap_exchanges;
mod soap_faults;
mod soap_properties;
mod soap_requests;
mod support;
mod transport_headers;
mod transport_limits;
mod transport_redirect;
mod transport_retry;
mod transport_settings;
#[cfg(feature = "rustls")]
mod transport_tls;
#[cfg(feature = "tracing")]
mod transport_trace;
mod values_base64;
mod values_constant;
mod values_conversion;
mod values_date;
mod values_date_time;
mod values_enum;
mod values_enum_scalar;
mod values_kept;
mod values_maybe;
mod values_number;
mod values_record;
mod values_secret;
mod values_tolerant;
mod values_union;
