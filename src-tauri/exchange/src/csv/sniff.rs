//! Finds out in which encoding, with which delimiter and below which header a table stands.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the bytes spell text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8 with or without a byte order mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, the Western Windows code page.
    Windows1252,
}

/// Text and the encoding it was in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without a byte order mark.
    pub text: String,
    /// Its encoding.
    pub encoding: Encoding,
}

/// Decodes the bytes in the given encoding, or in the one they look like.
///
/// # Errors
/// A sentence when the bytes are empty, no text, or not in the given encoding.
pub fn decode(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, String> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("The file is empty.".into());
    }
    let encoding = match encoding {
        Some(encoding) => encoding,
        None => guess(bytes)?,
    };
    let decoder = match encoding {
        Encoding::Utf8 => encoding_rs::UTF_8,
        Encoding::Utf16Le => encoding_rs::UTF_16LE,
        Encoding::Utf16Be => encoding_rs::UTF_16BE,
        Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
    };
    let (text, faulty) = decoder.decode_with_bom_removal(bytes);
    if faulty {
        return Err(format!("The file is not {} text.", decoder.name()));
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding,
    })
}

fn guess(bytes: &[u8]) -> Result<Encoding, String> {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if start.starts_with(&[0xff, 0xfe]) {
        return Ok(Encoding::Utf16Le);
    }
    if start.starts_with(&[0xfe, 0xff]) {
        return Ok(Encoding::Utf16Be);
    }
    let zeros = |odd: usize| {
        start
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let half = start.len() / 2;
    if half >= 4 && zeros(1) * 10 > half * 7 && zeros(0) == 0 {
        return Ok(Encoding::Utf16Le);
    }
    if half >= 4 && zeros(0) * 10 > half * 7 && zeros(1) == 0 {
        return Ok(Encoding::Utf16Be);
    }
    let strange = start
        .iter()
        .filter(|byte| **byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b))
        .count();
    if strange > 0 {
        return Err("The file is not a table: it holds binary data.".into());
    }
    // A cut in the middle of a character at the end of the sample is no fault.
    match std::str::from_utf8(bytes) {
        Ok(_) => Ok(Encoding::Utf8),
        Err(error) if error.error_len().is_none() && bytes.len() >= 64 << 10 => Ok(Encoding::Utf8),
        Err(_) => Ok(Encoding::Windows1252),
    }
}

/// The delimiter that splits the first lines most evenly into more than one cell.
#[must_use]
pub fn sniff_delimiter(text: &str) -> Option<u8> {
    // Excel writes `sep=;` as its first line when told to.
    let first = text.lines().next().unwrap_or_default().trim();
    if let Some(named) = first.strip_prefix("sep=").and_then(|rest| rest.bytes().next()) {
        return Some(named);
    }
    let sample: String = text.chars().take(32 << 10).collect();
    let score = |delimiter: &u8| {
        let mut reader = reader(&sample, *delimiter);
        let widths: Vec<usize> = reader
            .records()
            .take(20)
            .filter_map(Result::ok)
            .map(|record| record.len())
            .collect();
        let first = widths.first().copied().unwrap_or(1);
        if first < 2 {
            return 0;
        }
        let even = widths.iter().filter(|width| **width == first).count();
        even * 1000 / widths.len() * 100 + first.min(99)
    };
    [b',', b';', b'\t', b'|']
        .into_iter()
        .map(|delimiter| (score(&delimiter), delimiter))
        .filter(|(score, _)| *score > 0)
        .max_by_key(|(score, delimiter)| (*score, *delimiter == b','))
        .map(|(_, delimiter)| delimiter)
}

/// A reader of rows of any width, without a header of its own.
pub(super) fn reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_is_recognised() {
        let plain = "name;größe\nledger;5\n";
        let utf16: Vec<u8> = plain.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let (windows, _, _) = encoding_rs::WINDOWS_1252.encode(plain);
        for (bytes, encoding) in [
            (plain.as_bytes().to_vec(), Encoding::Utf8),
            (
                [b"\xef\xbb\xbf".to_vec(), plain.as_bytes().to_vec()].concat(),
                Encoding::Utf8,
            ),
            ([vec![0xff, 0xfe], utf16.clone()].concat(), Encoding::Utf16Le),
            (utf16, Encoding::Utf16Le),
            (windows.into_owned(), Encoding::Windows1252),
        ] {
            let decoded = decode(&bytes, None).expect("text");
            assert_eq!((decoded.text.as_str(), decoded.encoding), (plain, encoding));
        }
    }

    #[test]
    fn the_delimiter_is_the_one_that_splits_evenly() {
        assert_eq!(sniff_delimiter("a;b\n\"x,y,z\";2\n"), Some(b';'));
        assert_eq!(sniff_delimiter("a\tb\n1,5\t2\n"), Some(b'\t'));
        assert_eq!(sniff_delimiter("a,b\n1,2\n"), Some(b','));
        assert_eq!(sniff_delimiter("just words\nand more\n"), None);
    }

    #[test]
    fn binary_and_empty_files_are_refused() {
        assert!(decode(b"\x7fELF\x02\x01\x01\x00\x00\x00\x00", None).is_err());
        assert_eq!(decode(b" \n", None), Err("The file is empty.".into()));
    }
}
