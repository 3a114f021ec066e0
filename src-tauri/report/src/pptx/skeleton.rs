//! What every presentation has besides its slides: theme, master, layout, master of notes.

use super::canvas::FACE;

const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const TREE: &str =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";
const MAP: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" \
    accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" \
    folHlink=\"folHlink\"/>";
const BACKGROUND: &str = "<p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>";

fn title(size: u32) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title 1\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"660400\" y=\"546100\"/>\
         <a:ext cx=\"10871200\" cy=\"685800\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"><a:normAutofit/></a:bodyPr>\
         <a:lstStyle><a:lvl1pPr algn=\"l\"><a:defRPr sz=\"{size}\" b=\"1\"><a:solidFill><a:schemeClr val=\"tx1\"/>\
         </a:solidFill><a:latin typeface=\"+mj-lt\"/></a:defRPr></a:lvl1pPr></a:lstStyle>\
         <a:p><a:r><a:rPr lang=\"en-GB\"/><a:t>Title</a:t></a:r></a:p></p:txBody></p:sp>"
    )
}

/// The one master.
pub(super) fn master() -> String {
    let level = "<a:lvl1pPr><a:defRPr sz=\"1400\"><a:solidFill><a:schemeClr val=\"tx1\"/></a:solidFill>\
                 <a:latin typeface=\"+mn-lt\"/></a:defRPr></a:lvl1pPr>";
    format!(
        "<p:sldMaster {SPACES}><p:cSld>{BACKGROUND}<p:spTree>{TREE}{}</p:spTree></p:cSld>{MAP}\
         <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
         <p:txStyles><p:titleStyle>{level}</p:titleStyle><p:bodyStyle>{level}</p:bodyStyle>\
         <p:otherStyle>{level}</p:otherStyle></p:txStyles></p:sldMaster>",
        title(2600)
    )
}

/// The one layout: a title and room.
pub(super) fn layout() -> String {
    format!(
        "<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title and room\"><p:spTree>{TREE}{}\
         </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        title(2600)
    )
}

/// The master of notes.
pub(super) fn notes_master() -> String {
    format!(
        "<p:notesMaster {SPACES}><p:cSld>{BACKGROUND}<p:spTree>{TREE}</p:spTree></p:cSld>{MAP}</p:notesMaster>"
    )
}

/// The notes of a slide.
pub(super) fn notes(text: &str) -> String {
    let paragraphs: String = text
        .lines()
        .map(|line| {
            format!(
                "<a:p><a:r><a:rPr lang=\"en-GB\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>",
                office::escape(line)
            )
        })
        .collect();
    format!(
        "<p:notes {SPACES}><p:cSld><p:spTree>{TREE}<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide 2\"/>\
         <p:cNvSpPr><a:spLocks noGrp=\"1\" noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"sldImg\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"685800\"/>\
         <a:ext cx=\"5486400\" cy=\"3086100\"/></a:xfrm></p:spPr></p:sp><p:sp><p:nvSpPr>\
         <p:cNvPr id=\"3\" name=\"Notes 3\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
         <p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x=\"685800\" y=\"4000500\"/>\
         <a:ext cx=\"5486400\" cy=\"4114800\"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}\
         </p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
}

/// The list of slides, their size, and the notes' master.
pub(super) fn presentation(slides: usize) -> String {
    let list: String = (0..slides)
        .map(|slide| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + slide, slide + 3))
        .collect();
    format!(
        "<p:presentation {SPACES} saveSubsetFonts=\"1\"><p:sldMasterIdLst>\
         <p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>\
         <p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst>\
         <p:sldIdLst>{list}</p:sldIdLst><p:sldSz cx=\"12192000\" cy=\"6858000\"/>\
         <p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

/// Colours and faces.
pub(super) fn theme() -> String {
    let colour = |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colours: String = [
        ("dk1", "17212B"),
        ("lt1", "FFFFFF"),
        ("dk2", "45525F"),
        ("lt2", "F3F5F7"),
        ("accent1", "17507F"),
        ("accent2", "0A6B67"),
        ("accent3", "8F4D00"),
        ("accent4", "7A4A86"),
        ("accent5", "4C6A1F"),
        ("accent6", "9B1C2E"),
        ("hlink", "17507F"),
        ("folHlink", "7A4A86"),
    ]
    .iter()
    .map(|(name, value)| colour(name, value))
    .collect();
    let face = format!("<a:latin typeface=\"{FACE}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Slipway\">\
         <a:themeElements><a:clrScheme name=\"Slipway\">{colours}</a:clrScheme>\
         <a:fontScheme name=\"Slipway\"><a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont></a:fontScheme>\
         <a:fmtScheme name=\"Slipway\"><a:fillStyleLst>{fill}{fill}{fill}</a:fillStyleLst>\
         <a:lnStyleLst>{line}{line}{line}</a:lnStyleLst><a:effectStyleLst>{effect}{effect}{effect}</a:effectStyleLst>\
         <a:bgFillStyleLst>{fill}{fill}{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}
