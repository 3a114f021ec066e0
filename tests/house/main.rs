//! House rules that the compiler cannot enforce.
