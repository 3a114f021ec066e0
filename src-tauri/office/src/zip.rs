//! A ZIP archive without dates and folders, in the order it is given: what office files are wrapped in.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::Write as _;

/// 1 January 1980, the first day a ZIP can name.
const NO_DATE: u16 = 0x0021;
const DEFLATE: u16 = 8;
/// Names are UTF-8.
const FLAGS: u16 = 0x0800;

/// The archive of these files.
pub(crate) fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    let mut count: u16 = 0;
    for (name, bytes) in files {
        let packed = deflated(bytes);
        let mut crc = Crc::new();
        crc.update(bytes);
        let offset = length(out.len());
        let mut common = Vec::new();
        for number in [20, FLAGS, DEFLATE, 0, NO_DATE] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc.sum(), length(packed.len()), length(bytes.len())] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        out.extend(0x0403_4B50_u32.to_le_bytes());
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&packed);
        directory.extend(0x0201_4B50_u32.to_le_bytes());
        directory.extend(20_u16.to_le_bytes());
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count = count.saturating_add(1);
    }
    let start = length(out.len());
    let size = length(directory.len());
    out.extend(&directory);
    out.extend(0x0605_4B50_u32.to_le_bytes());
    out.extend([0; 4]);
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
    out
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    // Writing to memory cannot fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
