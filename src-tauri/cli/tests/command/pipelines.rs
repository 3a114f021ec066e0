//! `pipeline` and the gate that reads its file.

use super::Folder;
use serde_json::Value;

fn written(folder: &Folder, machine: &str, file: &str) -> Value {
    folder
        .run(&[
            "pipeline",
            "plan.slipway",
            "--for",
            machine,
            "--out",
            file,
            "--json",
        ])
        .ends_with(0)
        .json()
}

#[test]
fn a_freeze_file_answers_as_the_plan_does() {
    let folder = Folder::with_sample();
    written(&folder, "slipway", "freeze.json");
    let mut closed = 0;
    let services = folder
        .run(&["export", "plan.slipway", "--format", "json", "--out", "plan.json"])
        .ends_with(0);
    drop(services);
    let plan: Value = serde_json::from_str(&folder.read("plan.json")).unwrap();
    let freezes = plan["tables"]["freeze"].as_array().unwrap();
    for service in plan["tables"]["service"].as_array().unwrap().iter().step_by(9) {
        for freeze in freezes {
            let at = freeze["window"]["start"].as_str().unwrap();
            let service = service["reference"].as_str().unwrap();
            let ask = |file: &str| {
                let ran = folder.run(&["gate", file, "--service", service, "--at", at, "--json"]);
                (ran.code, ran.out)
            };
            let said = ask("plan.slipway");
            assert_eq!(said, ask("freeze.json"), "{service} at {at}");
            closed += i32::from(said.0 == 1);
        }
    }
    assert!(closed > 0, "no freeze of the sample closed anything");
    let excerpt: Value = serde_json::from_str(&folder.read("freeze.json")).unwrap();
    assert!(
        excerpt["tables"]["team"].is_null(),
        "a build machine needs no list of people and teams"
    );
}

#[test]
fn what_a_machine_cannot_be_told_is_said_with_the_file() {
    let folder = Folder::with_sample();
    for machine in ["argo", "gitlab", "harness", "octopus"] {
        let answer = written(&folder, machine, machine);
        let unsaid = answer["unsaid"].as_array().unwrap();
        assert!(unsaid.iter().any(|line| line["gap"] == "lets-pass"), "{machine}");
        assert!(!folder.read(machine).is_empty());
        let gaps: Vec<&str> = unsaid.iter().filter_map(|line| line["gap"].as_str()).collect();
        let rank = |gap: &&str| {
            ["lets-pass", "stops-more", "to-know"]
                .iter()
                .position(|known| known == gap)
        };
        assert!(gaps.is_sorted_by_key(rank), "{machine}: {gaps:?}");
    }
}

#[test]
fn a_file_that_no_longer_says_what_the_plan_says_is_found() {
    let folder = Folder::with_sample();
    written(&folder, "harness", "freezes.yaml");
    let check = [
        "pipeline",
        "plan.slipway",
        "--for",
        "harness",
        "--check",
        "freezes.yaml",
    ];
    folder.run(&check).ends_with(0);
    let edited = folder.read("freezes.yaml").replace("Enabled", "Disabled");
    folder.write("freezes.yaml", &edited);
    let ran = folder.run(&check).ends_with(1);
    assert!(
        ran.out.contains("no longer says what the plan says"),
        "{}",
        ran.out
    );
}

#[test]
fn a_file_that_is_none_is_refused_with_its_reason() {
    let folder = Folder::with_sample();
    folder.write("other.json", "{\"format\": \"something\"}");
    let ran = folder
        .run(&["gate", "other.json", "--service", "order-hub"])
        .ends_with(2);
    assert!(
        ran.err.contains("this is no freeze file that Slipway wrote"),
        "{}",
        ran.err
    );
    folder.write("names.csv", "kind,reference,name\nrobot,a,b\n");
    let ran = folder
        .run(&[
            "pipeline",
            "plan.slipway",
            "--for",
            "octopus",
            "--names",
            "names.csv",
            "--out",
            "x.json",
        ])
        .ends_with(2);
    assert!(ran.err.contains("names.csv, row 2"), "{}", ran.err);
    assert!(!folder.path("x.json").exists());
}
