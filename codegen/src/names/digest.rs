//! Digests of texts: the last resort for a name, if no words distinguish two texts.

/// How much of a digest tells names apart, the least first.
pub(super) const DIGESTS: [usize; 3] = [4, 8, 16];

/// Whether a name ends with a digest of the text that it was made of.
pub(crate) fn has_digest(qualifier: &str, text: &str, name: &str) -> bool {
    let ends = DIGESTS.iter().filter_map(|length| {
        let (rest, end) = name.split_at_checked(name.len().checked_sub(*length)?)?;
        rest.ends_with(['x', 'X']).then_some(end)
    });
    let mut ends = ends.peekable();
    ends.peek().is_some() && {
        let digest = format!("{:016x}", digest(qualifier, text));
        ends.any(|end| digest.starts_with(end))
    }
}

/// FNV-1a with its bits mixed: stable for ever, and good enough to tell a handful of names apart.
pub(super) fn digest(qualifier: &str, text: &str) -> u64 {
    let mut hash = qualifier
        .bytes()
        .chain([0])
        .chain(text.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    // Short texts that differ in their last letter differ in few of the bits, and the first digits
    // must tell them apart.
    for factor in [0xff51_afd7_ed55_8ccd_u64, 0xc4ce_b9fe_1a85_ec53] {
        hash = (hash ^ (hash >> 33)).wrapping_mul(factor);
    }
    hash ^ (hash >> 33)
}
