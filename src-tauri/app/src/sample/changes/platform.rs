//! What rides Platform: PF-41 to PF-46.

use super::super::dates::{FRI, MON};
use super::row::Row;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2320", "Patch the Kubernetes nodes", "Monthly level; one fix is rated 8.8."),
        &["kubernetes"], "PF-41", 3, 1, 25, (2, 3)).standard(),
    Row::new(("CHG-2321", "Rotate the Vault root certificates", "They end in week seven."),
        &["vault"], "PF-41", 2, 1, 15, (2, 3)).promised((6, FRI)),
    Row::new(("CHG-2322", "Add a third broker to Kafka", "With two, one failure stops all events."),
        &["kafka"], "PF-41", 5, 6, 25, (2, 2)),

    Row::new(("CHG-2324", "Turn on passkeys", "A third of all support calls are lost passwords."),
        &["identity"], "PF-42", 5, 10, 15, (3, 3)).shown(3, 4),
    Row::new(("CHG-2325", "Compress notification payloads", "Half the line to the mail provider is blanks."),
        &["notifications"], "PF-42", 2, 2, 10, (1, 1)),
    Row::new(("CHG-2326", "Move the build agents to the new pool", "Builds wait eleven minutes at noon."),
        &["kubernetes"], "PF-42", 3, 4, 15, (1, 2)),

    Row::new(("CHG-2328", "Upgrade Kafka to the next major level", "The level in use gets no fixes after this quarter."),
        &["kafka"], "PF-43", 8, 4, 40, (3, 4)).back_out(25, 15).failed(1, 5).apart(&["CHG-2336"]).promised((11, MON)),
    Row::new(("CHG-2330", "Keep logs for ninety days", "Investigations ask for the third month."),
        &["kubernetes"], "PF-43", 3, 2, 10, (1, 1)),

    Row::new(("CHG-2331", "Trim the Vault audit log", "It fills the disk every nine weeks."),
        &["vault"], "PF-44", 2, 1, 10, (1, 2)).standard(),
    Row::new(("CHG-2333", "Add web nodes for the sale", "Last year's peak used 97% of them."),
        &["kubernetes"], "PF-44", 5, 12, 20, (2, 2)).promised((6, FRI)).pinned(),

    Row::new(("CHG-2335", "Move the secrets to short leases", "A leaked secret is good for a year today."),
        &["vault"], "PF-45", 5, 3, 15, (2, 3)),
    Row::new(("CHG-2336", "Encrypt the topics with customer data", "The auditors' last open point."),
        &["kafka"], "PF-45", 5, 2, 20, (2, 3)).after(&["CHG-2328"]).promised((12, FRI)),

    Row::new(("CHG-2338", "Rehearse the failover to the second site", "Last done fourteen months ago."),
        &["kubernetes"], "PF-46", 5, 3, 45, (3, 3)).promised((13, FRI)),
    Row::new(("CHG-2332", "Renew the mail sending domains", "Mail from the old ones lands in spam."),
        &["notifications"], "PF-46", 3, 5, 10, (2, 2)),
    Row::new(("CHG-2329", "Shorten the sign-in sessions", "Asked for by the auditors."),
        &["identity"], "PF-46", 2, 1, 10, (2, 2)).promised((11, MON)),
];
