//! What goes wrong between a client and its server, and what a caller may set: addresses, times,
//! sizes, headers, proxies, certificates.

mod addresses;
mod blocking;
mod broken;
mod connections;
mod headers;
mod redirects;
mod sizes;
mod times;
