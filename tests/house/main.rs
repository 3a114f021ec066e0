//! House rules that the compiler cannot enforce: directions between rooms, words, shapes, licences, the wire.

mod contract;
mod directions;
mod licences;
mod metadata;
mod shapes;
mod sources;
mod words;
