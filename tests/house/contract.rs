//! The contract and its TypeScript twin.

#[test]
fn wire_ts_is_what_the_contract_says() {
    let file = tests::root().join("ui/src/desk/wire.ts");
    let written = std::fs::read_to_string(&file).expect("ui/src/desk/wire.ts is there");
    assert!(
        written.replace("\r\n", "\n") == app::wire_ts(),
        "wire.ts is out of date: run `cargo xtask wire`"
    );
}
