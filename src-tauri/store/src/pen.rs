//! The pen of a computer: its Ed25519 key, which signs entries and checkpoints.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use planning::journal::{Entry, Signed, content_digest, content_digest_with};

/// A signing key. What it signed can be told from what somebody else wrote under the same name.
#[derive(Clone, Debug)]
pub struct Pen(SigningKey);

impl Pen {
    /// The pen with this secret of 32 random bytes.
    #[must_use]
    pub fn from_secret(secret: [u8; 32]) -> Self {
        Self(SigningKey::from_bytes(&secret))
    }

    /// The public key, 64 hexadecimal digits.
    #[must_use]
    pub fn key(&self) -> String {
        hex::encode(self.0.verifying_key().as_bytes())
    }

    /// Signs the content of an entry.
    #[must_use]
    pub fn sign(&self, entry: &Entry) -> Signed {
        self.sign_digest(&content_digest(entry))
    }

    /// Signs the content of an entry whose canonical changes are at hand; its own are not read.
    pub(crate) fn sign_with(&self, entry: &Entry, changes: &str) -> Signed {
        self.sign_digest(&content_digest_with(entry, changes))
    }

    fn sign_digest(&self, digest: &[u8; 32]) -> Signed {
        Signed {
            key: self.key(),
            signature: self.sign_bytes(digest),
        }
    }

    /// Signs bytes; 128 hexadecimal digits.
    #[must_use]
    pub fn sign_bytes(&self, bytes: &[u8]) -> String {
        hex::encode(self.0.sign(bytes).to_bytes())
    }
}

/// True when the signature of the bytes is that of the key. Both in hexadecimal.
#[must_use]
pub fn is_signed_by(key: &str, bytes: &[u8], signature: &str) -> bool {
    let (Some(key), Some(signature)) = (bytes_of::<32>(key), bytes_of::<64>(signature)) else {
        return false;
    };
    VerifyingKey::from_bytes(&key).is_ok_and(|key| {
        key.verify_strict(bytes, &Signature::from_bytes(&signature))
            .is_ok()
    })
}

/// True when the entry carries a signature that holds for its content.
#[must_use]
pub fn is_signed(entry: &Entry) -> bool {
    entry
        .signed
        .as_ref()
        .is_some_and(|signed| is_signed_by(&signed.key, &content_digest(entry), &signed.signature))
}

fn bytes_of<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    hex::decode_to_slice(text, &mut bytes).ok().map(|()| bytes)
}
