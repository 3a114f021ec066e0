//! Writing a picture that the window has drawn.

use crate::{Desk, WireFailure, file};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A picture, and where it goes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WritePicture {
    /// Where to.
    pub path: String,
    /// The text of an SVG file.
    #[serde(default)]
    pub svg: Option<String>,
    /// The bytes of a PNG file.
    #[serde(default)]
    pub png: Option<Vec<u8>>,
}

/// The picture that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WrittenPicture {
    /// Where it is.
    pub path: String,
    /// Its size.
    #[ts(type = "number")]
    pub bytes: u64,
    /// In words.
    pub sentence: String,
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Writes a picture: of the map, the calendar, or a chart.
///
/// # Errors
/// Malformed when it is neither; fault when the file cannot be written.
pub async fn write_picture(_desk: &Desk, question: WritePicture) -> Result<WrittenPicture, WireFailure> {
    let path = file::absolute(&question.path)?;
    let bytes = match (question.svg, question.png) {
        (Some(svg), None) if svg.contains("<svg") => svg.into_bytes(),
        (None, Some(png)) if png.starts_with(PNG) => png,
        _ => return Err(WireFailure::malformed("A picture is either an SVG or a PNG.")),
    };
    file::write_out(&path, &bytes)?;
    let path = path.to_string_lossy().into_owned();
    Ok(WrittenPicture {
        sentence: format!("Picture written to {path}"),
        bytes: bytes.len() as u64,
        path,
    })
}
