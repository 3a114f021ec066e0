//! Faces of the machine for scripts the bundle cannot draw, as Chinese, Japanese and Korean: looked for when a text
//! first needs one, kept for the life of the program, embedded only when the face allows it.

use crate::faces::{BUNDLE, Face};
use fontdb::{Database, FaceInfo, ID, Style};
use skrifa::MetadataProvider;
use skrifa::raw::{FontRef, TableProvider};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Whose shapes a text wants: one character is drawn otherwise in Japan than in China.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tongue {
    Japanese,
    Korean,
    Chinese,
    Other,
}

impl Tongue {
    /// Kana say Japanese and Hangul Korean; Han alone is taken for Chinese.
    pub(crate) fn of(text: &str) -> Self {
        let has = |within: fn(u32) -> bool| text.chars().any(|character| within(u32::from(character)));
        if has(|code| matches!(code, 0x3040..=0x30FF | 0x31F0..=0x31FF | 0xFF66..=0xFF9D)) {
            Self::Japanese
        } else if has(|code| matches!(code, 0x1100..=0x11FF | 0x3130..=0x318F | 0xAC00..=0xD7AF)) {
            Self::Korean
        } else if has(|code| matches!(code, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x2_0000..=0x3_FFFF)) {
            Self::Chinese
        } else {
            Self::Other
        }
    }

    /// Families of sans faces that systems bring, the best first.
    fn families(self) -> &'static [&'static str] {
        match self {
            Self::Japanese => &[
                "Noto Sans CJK JP",
                "Noto Sans JP",
                "Source Han Sans",
                "Hiragino Sans",
                "Hiragino Kaku Gothic ProN",
                "Yu Gothic",
                "Meiryo",
                "IPAexGothic",
                "VL Gothic",
                "MS Gothic",
            ],
            Self::Korean => &[
                "Noto Sans CJK KR",
                "Noto Sans KR",
                "Source Han Sans K",
                "Apple SD Gothic Neo",
                "Malgun Gothic",
                "NanumGothic",
                "UnDotum",
            ],
            Self::Chinese => &[
                "Noto Sans CJK SC",
                "Noto Sans SC",
                "Source Han Sans SC",
                "PingFang SC",
                "Hiragino Sans GB",
                "Microsoft YaHei",
                "DengXian",
                "WenQuanYi Zen Hei",
                "WenQuanYi Micro Hei",
                "SimHei",
                "Noto Sans CJK TC",
                "PingFang TC",
                "Microsoft JhengHei",
            ],
            Self::Other => &[
                "Noto Sans",
                "DejaVu Sans",
                "Droid Sans Fallback",
                "Arial Unicode MS",
            ],
        }
    }

    const ALL: [Self; 4] = [Self::Japanese, Self::Korean, Self::Chinese, Self::Other];
}

/// What was looked for and found so far.
struct Machine {
    known: Database,
    /// Upright faces beyond the preferred families, in the order in which a search tries them.
    others: Vec<ID>,
    /// What a search for a text of a tongue tries, in order.
    tried: BTreeMap<Tongue, Arc<[ID]>>,
    taken: Vec<(ID, &'static Face)>,
    answers: BTreeMap<(Tongue, char), Option<u8>>,
}

static MACHINE: Mutex<Option<Machine>> = Mutex::new(None);

fn machine() -> MutexGuard<'static, Option<Machine>> {
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The face of a place after the bundle's.
pub(crate) fn face(place: usize) -> Option<&'static Face> {
    Some(machine().as_ref()?.taken.get(place)?.1)
}

/// The face that draws a character in a text of this tongue, none when the machine has none that may be embedded.
/// Whether there is one does not depend on the tongue.
pub(crate) fn draws(character: char, tongue: Tongue) -> Option<u8> {
    machine()
        .get_or_insert_with(Machine::look_around)
        .draws(character, tongue)
}

/// The bold face of the same family, if it has one.
pub(crate) fn strong(number: u8) -> Option<u8> {
    machine().as_mut()?.strong(number)
}

impl Machine {
    fn look_around() -> Self {
        let mut known = Database::new();
        known.load_system_fonts();
        let mut others: Vec<&FaceInfo> = known
            .faces()
            .filter(|face| is_regular(face) && !face.monospaced)
            .collect();
        others.sort_by(|left, right| {
            let key = |face: &FaceInfo| (!name(face).contains("Sans"), name(face).to_owned());
            key(left).cmp(&key(right))
        });
        let others = others.into_iter().map(|face| face.id).collect();
        Self {
            known,
            others,
            tried: BTreeMap::new(),
            taken: Vec::new(),
            answers: BTreeMap::new(),
        }
    }

    fn draws(&mut self, character: char, tongue: Tongue) -> Option<u8> {
        if let Some(answer) = self.answers.get(&(tongue, character)) {
            return *answer;
        }
        let tried = self.tried(tongue);
        let found = tried.iter().copied().find(|id| self.can_draw(*id, character));
        let answer = found.and_then(|id| self.take(id));
        self.answers.insert((tongue, character), answer);
        answer
    }

    /// The tongue's own families first, then those of the others, then whatever else is there.
    fn tried(&mut self, tongue: Tongue) -> Arc<[ID]> {
        if let Some(tried) = self.tried.get(&tongue) {
            return Arc::clone(tried);
        }
        let preferred = std::iter::once(tongue)
            .chain(Tongue::ALL)
            .flat_map(Tongue::families)
            .filter_map(|family| self.nearest(family, 400));
        let tried: Arc<[ID]> = preferred.chain(self.others.iter().copied()).collect();
        self.tried.insert(tongue, Arc::clone(&tried));
        tried
    }

    fn strong(&mut self, number: u8) -> Option<u8> {
        let (id, _) = *self.taken.get(usize::from(number).checked_sub(BUNDLE.len())?)?;
        let family = self.known.face(id)?.families.first()?.0.clone();
        let bold = self.nearest(&family, 600)?;
        (self.known.face(bold)?.weight.0 >= 600 && self.may_be_embedded(bold))
            .then(|| self.take(bold))
            .flatten()
    }

    /// The upright face of a family whose weight is nearest.
    fn nearest(&self, family: &str, weight: u16) -> Option<ID> {
        self.known
            .faces()
            .filter(|face| {
                face.style == Style::Normal && face.families.iter().any(|(name, _)| name == family)
            })
            .min_by_key(|face| (face.weight.0.abs_diff(weight), face.post_script_name.as_str()))
            .map(|face| face.id)
    }

    fn can_draw(&self, id: ID, character: char) -> bool {
        let has = self
            .known
            .with_face_data(id, |bytes, index| {
                let font = FontRef::from_index(bytes, index).ok()?;
                font.charmap().map(character)
            })
            .flatten();
        has.is_some_and(|glyph| glyph.to_u32() != 0) && self.may_be_embedded(id)
    }

    /// `fsType` of the OS/2 table: 0 installable, 4 preview and print, 8 editable; 2 forbids, 0x100 forbids subsets,
    /// 0x200 allows bitmaps alone. Only outlines of one shape can be embedded: no colours, no axes.
    fn may_be_embedded(&self, id: ID) -> bool {
        let allowed = self.known.with_face_data(id, |bytes, index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            let drawn = font.glyf().is_ok() || font.cff().is_ok();
            let moving =
                font.fvar().is_ok() || font.colr().is_ok() || font.cbdt().is_ok() || font.sbix().is_ok();
            let rights = font.os2().map_or(0, |table| table.fs_type());
            Some(drawn && !moving && rights & 0x0302 == 0)
        });
        allowed.flatten().unwrap_or(false)
    }

    /// Reads the face once and keeps it.
    fn take(&mut self, id: ID) -> Option<u8> {
        let place = match self.taken.iter().position(|(taken, _)| *taken == id) {
            Some(place) => place,
            None => {
                let name: &'static str = name(self.known.face(id)?).to_owned().leak();
                let (bytes, index) = self
                    .known
                    .with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
                let shared = self.taken.iter().find(|(_, face)| *face.bytes == *bytes);
                let bytes: &'static [u8] = shared.map_or_else(|| &*bytes.leak(), |(_, face)| face.bytes);
                self.taken
                    .push((id, Box::leak(Box::new(Face::new(name, bytes, index)))));
                self.taken.len() - 1
            }
        };
        u8::try_from(place + BUNDLE.len()).ok()
    }
}

fn name(face: &FaceInfo) -> &str {
    &face.post_script_name
}

fn is_regular(face: &FaceInfo) -> bool {
    face.style == Style::Normal && (350..=500).contains(&face.weight.0)
}

#[cfg(test)]
mod tests {
    use super::Tongue;

    #[test]
    fn a_text_is_japanese_by_its_kana_and_korean_by_its_hangul() {
        assert_eq!(Tongue::of("決済ゲートウェイ"), Tongue::Japanese);
        assert_eq!(Tongue::of("결제 서비스"), Tongue::Korean);
        assert_eq!(Tongue::of("支付网关"), Tongue::Chinese);
        assert_eq!(Tongue::of("Zürich, Ελλάδα, Київ"), Tongue::Other);
    }
}
