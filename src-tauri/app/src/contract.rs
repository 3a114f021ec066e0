//! The contract: every call of the window and the command line is one line of one table.
//!
//! `read` lines answer views and say which tables they read; `write` lines must end in a [`Written`], which
//! only a committed transaction's receipt can make, so that an operation without a journal line does not
//! compile; `act` lines open files, start and stop work.

use serde::Serialize;
use std::pin::Pin;
use store::Receipt;
use ts_rs::TS;

/// The result of a write: the receipt and what the asker wants to know.
pub struct Written<A> {
    pub(crate) receipt: Receipt,
    pub(crate) answer: A,
}

impl<A> Written<A> {
    /// Only a receipt makes a written answer.
    pub fn new(receipt: Receipt, answer: A) -> Self {
        Self { receipt, answer }
    }
}

/// What a write answers on the wire.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WriteAnswer<A> {
    /// Journal position of the entry.
    #[ts(type = "number")]
    pub seq: i64,
    /// What was done, as the log says it.
    pub sentence: String,
    /// The operation's own answer.
    pub answer: A,
}

/// A question or an answer without content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// A line that is being answered.
pub(crate) type Answering<'a> =
    Pin<Box<dyn Future<Output = Result<serde_json::Value, crate::WireFailure>> + Send + 'a>>;

/// One line of the contract.
pub struct Line {
    /// Name of the call.
    pub name: &'static str,
    /// `read`, `write` or `act`.
    pub kind: &'static str,
    /// Tables it reads; empty means all.
    pub reads: &'static [&'static str],
}

/// Collects every named type below a root, each once, in order of name.
pub(crate) struct Declarations(pub std::collections::BTreeMap<String, String>);

impl Declarations {
    /// Adds the type and all it refers to.
    pub(crate) fn add<T: TS + 'static + ?Sized>(&mut self, config: &ts_rs::Config) {
        let name = T::ident(config);
        if T::output_path().is_some() {
            let declaration = format!("export {}", T::decl(config));
            if let Some(known) = self.0.get(&name) {
                assert!(*known == declaration, "two types of the wire are called {name}");
                return;
            }
            self.0.insert(name, declaration);
        }
        T::visit_dependencies(&mut Visitor {
            declarations: self,
            config,
        });
        T::visit_generics(&mut Visitor {
            declarations: self,
            config,
        });
    }
}

struct Visitor<'a> {
    declarations: &'a mut Declarations,
    config: &'a ts_rs::Config,
}

impl ts_rs::TypeVisitor for Visitor<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.declarations.add::<T>(self.config);
    }
}

macro_rules! contract {
    ($($(#[doc = $doc:literal])* $kind:ident $name:ident: $operation:path, $question:ty => $answer:ty $(, reads [$($table:literal),*])?;)*) => {
        /// Every line of the contract.
        pub const LINES: &[$crate::contract::Line] = &[
            $($crate::contract::Line {
                name: stringify!($name),
                kind: stringify!($kind),
                reads: &[$($($table),*)?],
            }),*
        ];

        /// Answers one call by name.
        pub(crate) async fn dispatch(
            desk: &$crate::Desk,
            name: &str,
            question: serde_json::Value,
        ) -> Result<serde_json::Value, $crate::WireFailure> {
            // Each line on the heap: a frame that holds what every line needs at once would not fit a thread.
            let answer: $crate::contract::Answering<'_> = match name {
                $(stringify!($name) => Box::pin(async move {
                    let question: $question = $crate::wire::read_question(stringify!($name), question)?;
                    contract!(@$kind desk, $operation, question, $answer)
                }),)*
                _ => return Err($crate::WireFailure::malformed(format!("there is no call named {name}"))),
            };
            answer.await
        }

        /// The TypeScript twin of the contract.
        #[must_use]
        pub fn wire_ts() -> String {
            let config = ts_rs::Config::default().with_large_int("number");
            let mut declarations = $crate::contract::Declarations(std::collections::BTreeMap::new());
            declarations.add::<$crate::Push>(&config);
            declarations.add::<$crate::WireFailure>(&config);
            let mut lines = String::new();
            $(
                declarations.add::<$question>(&config);
                declarations.add::<$answer>(&config);
                $(lines.push_str("  /**"); lines.push_str($doc); lines.push_str(" */\n");)*
                lines.push_str(&format!(
                    "  {}: {{ kind: '{}'; question: {}; answer: {} }};\n",
                    stringify!($name),
                    stringify!($kind),
                    <$question as ts_rs::TS>::name(&config),
                    contract!(@answer $kind, <$answer as ts_rs::TS>::name(&config)),
                ));
            )*
            $crate::wire::assemble_ts(&declarations.0, &lines, LINES)
        }
    };
    (@read $desk:ident, $operation:path, $question:ident, $answer:ty) => {{
        let answer: $answer = $operation($desk, $question).await?;
        $crate::wire::write_answer(&answer)
    }};
    (@act $desk:ident, $operation:path, $question:ident, $answer:ty) => {{
        let answer: $answer = $operation($desk, $question).await?;
        $crate::wire::write_answer(&answer)
    }};
    (@write $desk:ident, $operation:path, $question:ident, $answer:ty) => {{
        let written: $crate::contract::Written<$answer> = $operation($desk, $question).await?;
        $desk.announce(&written.receipt).await;
        $crate::wire::write_answer(&$crate::contract::WriteAnswer {
            seq: written.receipt.seq,
            sentence: written.receipt.entry.sentence.clone(),
            answer: written.answer,
        })
    }};
    (@answer write, $name:expr) => { format!("WriteAnswer<{}>", $name) };
    (@answer $kind:ident, $name:expr) => { $name };
}
pub(crate) use contract;
