//! Commands, arguments and the help that shows them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use planning::Instant;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  slipway new --sample plan.slipway            start a plan with a retailer's quarter in it
  slipway import plan.slipway releases/ --series epoxy --dry-run
  slipway check plan.slipway                   findings with rule ids; exit 1 when there are any
  slipway waves plan.slipway --release RO-23   the order of the night
  slipway bundle plan.slipway --time 5 --adopt
  slipway pdf plan.slipway --release RO-23 --out plan.pdf
  slipway gate plan.slipway --service web-shop && ./deploy.sh
  slipway hub create plan.slipway /mnt/team/plan.slipway-hub

Exit codes: 0 yes, 1 no (findings, a closed gate, a broken chain), 2 the command could not do what was asked.
SLIPWAY_AUTHOR names who is written into the log.";

/// Plans releases offline: the same operations as the window, for scripts and pipelines.
#[derive(Debug, Parser)]
#[command(name = "slipway", version, after_help = EXAMPLES)]
pub struct Arguments {
    /// Answer in JSON.
    #[arg(long, global = true)]
    pub json: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a plan file.
    #[command(
        after_help = "Examples:\n  slipway new q4.slipway --name \"Q4\"\n  slipway new --sample sample.slipway"
    )]
    New(New),
    /// Bring in what other tools know: an OpenStack or Kubernetes release, Debian package lists, CSV or TSV tables.
    #[command(
        after_help = "Examples:\n  slipway import p.slipway openstack/releases --series epoxy --dry-run\n  \
        slipway import p.slipway services.csv links.csv\n  slipway import p.slipway export.tsv --kind changes\n  slipway import p.slipway /var/lib/apt/lists\n  slipway import p.slipway compose.yaml compose.full.yaml\n\n\
        After an OpenStack or Kubernetes folder, further files and folders are read as parts of it. Compose files of one\n\
        folder are laid over each other in the order given. Everything else is read one by one: Backstage catalogues,\n\
        Kubernetes manifests, CycloneDX and SPDX in JSON, Terraform states, Debian package lists, tables."
    )]
    Import(Import),
    /// What the rules say of the plan. Exit 0 clean, 1 findings.
    #[command(
        after_help = "Examples:\n  slipway check p.slipway\n  slipway check p.slipway --level error --json"
    )]
    Check(Check),
    /// Deployment waves of all services, or the order of one release.
    #[command(after_help = "Examples:\n  slipway waves p.slipway\n  slipway waves p.slipway --release RO-23")]
    Waves(Waves),
    /// Let the optimiser propose which change rides which release.
    #[command(
        after_help = "Examples:\n  slipway bundle p.slipway --time 10 --train \"Retail Online\"\n  \
        slipway bundle p.slipway --seed 7 --iterations 50000 --adopt   the same answer every time"
    )]
    Bundle(Bundle),
    /// Write the release plan of a release as PDF.
    #[command(
        after_help = "Examples:\n  slipway pdf p.slipway --release RO-23 --out ro-23.pdf\n  \
        slipway pdf p.slipway --release RO-23 --profile runbook --out night.pdf\n  \
        slipway pdf p.slipway --release RO-23 --profile vendor --team Payments --out vendor.pdf"
    )]
    Pdf(Pdf),
    /// Write the CAB deck of a release: slides to print as PDF, slides to edit as PPTX.
    #[command(
        after_help = "Examples:\n  slipway cab p.slipway --release RO-23 --out cab.pdf\n  \
        slipway cab p.slipway --release RO-23 --out cab.pptx"
    )]
    Cab(Cab),
    /// Write the calendar as a poster: A3 landscape, trains, boards, environments and freezes.
    #[command(
        after_help = "Example:\n  slipway poster p.slipway --from 2026-11-02 --weeks 13 --out wall.pdf"
    )]
    Poster(Poster),
    /// Write an exception to a freeze as a certificate.
    #[command(after_help = "Example:\n  slipway certificate p.slipway FX-07 --out fx-07.pdf")]
    Certificate(Certificate),
    /// Write what the plan can prove in numbers.
    #[command(after_help = "Example:\n  slipway metrics p.slipway --out metrics.pdf")]
    Metrics(Metrics),
    /// May this service be deployed there and then? Exit 0 open, 1 closed.
    #[command(after_help = "Examples:\n  slipway gate p.slipway --service web-shop\n  \
        slipway gate p.slipway --service ledger-core --environment PROD-EU --at 2026-11-20T21:00:00Z")]
    Gate(Gate),
    /// Share a plan with a team: create a hub or join one, visit it, leave it.
    #[command(
        subcommand,
        after_help = "Examples:\n  slipway hub create p.slipway /mnt/team/plan.slipway-hub\n  \
        slipway hub join postgres://ines@db.example.org/plans p.slipway\n  slipway hub sync p.slipway\n  \
        slipway hub status p.slipway        exit 1 when edits wait or conflicts are to settle"
    )]
    Hub(Hub),
    /// Bring in what was edited in a copy of the plan, for teams without a hub.
    #[command(after_help = "Example:\n  slipway merge p.slipway p-of-ines.slipway")]
    Merge(Merge),
    /// Edits made apart that need a person. Exit 0 none, 1 some are left.
    #[command(
        after_help = "Examples:\n  slipway conflicts p.slipway\n  slipway conflicts p.slipway --settle 0199… theirs"
    )]
    Conflicts(Conflicts),
    /// Check that nobody has touched the log or the rows. Exit 0 it holds, 1 it does not.
    #[command(after_help = "Example:\n  slipway verify p.slipway")]
    Verify(Verify),
    /// Take the plan out: a calendar, a table or everything.
    #[command(
        after_help = "Examples:\n  slipway export p.slipway --format ics --out plan.ics\n  \
        slipway export p.slipway --format csv --what changes --out changes.csv\n  slipway export p.slipway --format json --out plan.json"
    )]
    Export(Export),
    /// Write what was agreed about a freeze as PDF; without `--out`, the words to announce it.
    #[command(
        after_help = "Examples:\n  slipway agreement p.slipway FZ-12 --out agreement.pdf\n  slipway agreement p.slipway FZ-12"
    )]
    Agreement(Agreement),
    /// Parties without Slipway: write the form one of them fills in, take in the answer that comes back.
    #[command(
        subcommand,
        after_help = "Examples:\n  slipway talks form p.slipway FZ-22 --party Commerce --out commerce.html\n  \
        slipway talks form p.slipway FZ-22 --party Commerce --out commerce.json   for a program\n  \
        slipway talks answer p.slipway commerce-answer.json"
    )]
    Talks(Talks),
    /// What goes into a meeting of the board and what comes out of it: agenda, minutes, decisions, actions, calendar.
    #[command(
        after_help = "Examples:\n  slipway meeting p.slipway agenda --member \"Ines Costa\"\n  \
        slipway meeting p.slipway minutes --out minutes.pdf\n  \
        slipway meeting p.slipway decisions --on 2026-11-19 --out decisions.csv"
    )]
    Meeting(Meeting),
    /// Write the agreed freezes for a machine that deploys, and say what it cannot be told.
    #[command(
        after_help = "Examples:\n  slipway pipeline p.slipway --for argo --out sync-windows.yaml\n  \
        slipway pipeline p.slipway --for octopus --names ids.csv --out freezes.json\n  \
        slipway pipeline p.slipway --for slipway --out freeze.json      then: slipway gate freeze.json --service ledger\n  \
        slipway pipeline p.slipway --for argo --check sync-windows.yaml exit 1 when the plan says something else by now"
    )]
    Pipeline(Pipeline),
    /// Measure the optimiser on an instance file.
    #[command(
        after_help = "Example:\n  slipway bench-bundle M-1.json --time 10 --out plan.json --trace trace.jsonl"
    )]
    BenchBundle(BenchBundle),
    /// Write completions for a shell.
    #[command(after_help = "Example:\n  slipway completions bash > /etc/bash_completion.d/slipway")]
    Completions {
        /// The shell.
        shell: Shell,
    },
}

/// `new`.
#[derive(Debug, Args)]
pub struct New {
    /// The new plan file; it must not exist.
    pub file: PathBuf,
    /// Fill it with the sample plan.
    #[arg(long)]
    pub sample: bool,
    /// Name of the plan; the file's name when left out.
    #[arg(long, default_value = "", conflicts_with = "sample")]
    pub name: String,
}

/// `import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The plan file.
    pub file: PathBuf,
    /// Files and folders to read.
    #[arg(required = true)]
    pub sources: Vec<PathBuf>,
    /// Say what would change and write nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Series or release to take, e.g. `epoxy` or `1.34`.
    #[arg(long, alias = "release")]
    pub series: Option<String>,
    /// How to read a table: a JSON file with a column mapping.
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// What a table lists.
    #[arg(long, conflicts_with = "mapping")]
    pub kind: Option<Kind>,
    /// Environment in which the versions run that the source names, e.g. `PROD`.
    #[arg(long)]
    pub environment: Option<String>,
    /// Region for which a calendar of holidays or closures holds, e.g. `EMEA`.
    #[arg(long)]
    pub region: Option<String>,
    /// What the events of a calendar are: `holiday`, `closure`, `peak`, `hours` or `vendor-window`; its name tells otherwise.
    #[arg(long)]
    pub business: Option<String>,
    /// Who needs whom in a row “from, to” of a table of links.
    #[arg(long, conflicts_with = "mapping")]
    pub direction: Option<Direction>,
}

/// Who needs whom in a row “from, to”.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Direction {
    /// “shop depends on ledger”.
    FirstNeedsSecond,
    /// “ledger impacts shop”.
    SecondNeedsFirst,
}

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Kind {
    /// Services.
    Services,
    /// Links between services.
    Dependencies,
    /// Changes.
    Changes,
}

/// `check`.
#[derive(Debug, Args)]
pub struct Check {
    /// The plan file.
    pub file: PathBuf,
    /// Lightest finding that counts.
    #[arg(long, default_value = "warning")]
    pub level: Level,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Weigh it before going on.
    Warning,
    /// The plan does not hold as it stands.
    Error,
}

/// `waves`.
#[derive(Debug, Args)]
pub struct Waves {
    /// The plan file.
    pub file: PathBuf,
    /// Only this release, with the minutes of its night.
    #[arg(long)]
    pub release: Option<String>,
}

/// `bundle`.
#[derive(Debug, Args)]
pub struct Bundle {
    /// The plan file.
    pub file: PathBuf,
    /// Only this train, e.g. `Retail Online`; every train when left out.
    #[arg(long)]
    pub train: Option<String>,
    /// Seconds the search may take, for all trains together.
    #[arg(long, default_value_t = 5.0, value_parser = positive)]
    pub time: f64,
    /// Seed of the search.
    #[arg(long, default_value_t = 1)]
    pub seed: u32,
    /// Iterations instead of seconds: the same seed and count give the same answer.
    #[arg(long, conflicts_with = "time")]
    pub iterations: Option<u32>,
    /// Put the proposal into the plan.
    #[arg(long)]
    pub adopt: bool,
}

/// `pdf`.
#[derive(Debug, Args)]
pub struct Pdf {
    /// The plan file.
    pub file: PathBuf,
    /// The release; the next one to come when left out.
    #[arg(long)]
    pub release: Option<String>,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
    /// US Letter instead of A4.
    #[arg(long)]
    pub letter: bool,
    /// For whom.
    #[arg(long, value_enum, default_value_t = Profile::Full)]
    pub profile: Profile,
    /// The team whose part a vendor gets.
    #[arg(long, required_if_eq("profile", "vendor"))]
    pub team: Option<String>,
}

/// For whom a release plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    /// Every chapter.
    Full,
    /// Two pages.
    Executive,
    /// For the board: a page a change.
    Board,
    /// For the night: landscape, large type, boxes to tick.
    Runbook,
    /// For somebody outside: their part, without names of people or of services of others.
    Vendor,
}

/// `poster`.
#[derive(Debug, Args)]
pub struct Poster {
    /// The plan file.
    pub file: PathBuf,
    /// First day; the week before this one when left out.
    #[arg(long)]
    pub from: Option<String>,
    /// How many weeks, 4 to 30.
    #[arg(long, value_parser = clap::value_parser!(u32).range(4..=30))]
    pub weeks: Option<u32>,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
    /// Tabloid instead of A3.
    #[arg(long)]
    pub letter: bool,
}

/// `certificate`.
#[derive(Debug, Args)]
pub struct Certificate {
    /// The plan file.
    pub file: PathBuf,
    /// The exception, e.g. FX-07.
    pub exception: String,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
    /// US Letter instead of A4.
    #[arg(long)]
    pub letter: bool,
}

/// `metrics`.
#[derive(Debug, Args)]
pub struct Metrics {
    /// The plan file.
    pub file: PathBuf,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
    /// US Letter instead of A4.
    #[arg(long)]
    pub letter: bool,
}

/// `cab`.
#[derive(Debug, Args)]
pub struct Cab {
    /// The plan file.
    pub file: PathBuf,
    /// The release; the next one to come when left out.
    #[arg(long)]
    pub release: Option<String>,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
}

/// `gate`.
#[derive(Debug, Args)]
pub struct Gate {
    /// The plan file, or a freeze file written by `slipway pipeline --for slipway`.
    pub file: PathBuf,
    /// Reference or name of the service.
    #[arg(long)]
    pub service: String,
    /// Reference or name of the environment; production when left out.
    #[arg(long)]
    pub environment: Option<String>,
    /// When, e.g. `2026-11-20T21:00:00Z`; now when left out.
    #[arg(long)]
    pub at: Option<Instant>,
}

/// `hub`.
#[derive(Debug, Subcommand)]
pub enum Hub {
    /// Share the plan: found a hub there, or meet one that holds this plan already.
    Create {
        /// The plan file.
        file: PathBuf,
        /// A file on a team share, or `postgres://…`.
        address: String,
    },
    /// Make a plan file on this computer from a hub.
    Join {
        /// A file on a team share, or `postgres://…`.
        address: String,
        /// The new plan file; it must not exist.
        file: PathBuf,
    },
    /// Where the plan is shared, what waits, who was seen. Exit 0 all is shared and settled, 1 not.
    Status {
        /// The plan file.
        file: PathBuf,
    },
    /// Visit the hub: take in what others did, bring what waits.
    Sync {
        /// The plan file.
        file: PathBuf,
    },
    /// Fill a hub that lost entries from this file.
    Republish {
        /// The plan file.
        file: PathBuf,
    },
    /// Share the plan no more; the hub keeps everything.
    Leave {
        /// The plan file.
        file: PathBuf,
    },
}

/// `merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// The plan file.
    pub file: PathBuf,
    /// The copy that was edited; it stays as it is.
    pub copy: PathBuf,
}

/// `conflicts`.
#[derive(Debug, Args)]
pub struct Conflicts {
    /// The plan file.
    pub file: PathBuf,
    /// Settle one: its id, then the value to take: mine, theirs or was.
    #[arg(long, num_args = 2, value_names = ["ID", "CHOICE"])]
    pub settle: Option<Vec<String>>,
}

/// `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The plan file.
    pub file: PathBuf,
}

/// `export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The plan file.
    pub file: PathBuf,
    /// The format.
    #[arg(long)]
    pub format: Format,
    /// What to write: rows of a table (csv), or only releases or freezes (ics).
    #[arg(long)]
    pub what: Option<What>,
    /// Where to.
    #[arg(long)]
    pub out: PathBuf,
}

/// A format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// iCalendar.
    Ics,
    /// One table as text.
    Csv,
    /// One table as a workbook.
    Xlsx,
    /// Everything.
    Json,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Services.
    Services,
    /// Teams.
    Teams,
    /// Links between services.
    Dependencies,
    /// Changes.
    Changes,
    /// Releases.
    Releases,
    /// Freezes.
    Freezes,
    /// Collisions.
    Collisions,
    /// What each release includes, what is deferred, and why.
    Decisions,
}

/// `agreement`.
#[derive(Debug, Args)]
pub struct Agreement {
    /// The plan file.
    pub file: PathBuf,
    /// Reference or name of the freeze.
    pub freeze: String,
    /// Version of the agreement; the last when left out.
    #[arg(long)]
    pub version: Option<u32>,
    /// Where to.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// US Letter instead of A4.
    #[arg(long)]
    pub letter: bool,
}

/// `talks`.
#[derive(Debug, Subcommand)]
pub enum Talks {
    /// Write the response form of a party: one page without any network, or JSON.
    Form {
        /// The plan file.
        file: PathBuf,
        /// Reference or name of the freeze.
        freeze: String,
        /// The party at the table that is asked.
        #[arg(long)]
        party: String,
        /// Where to; `.json` gives the form for a program, anything else the page.
        #[arg(long)]
        out: PathBuf,
    },
    /// Take in the answer of a party: who, when, what goes into the log.
    Answer {
        /// The plan file.
        file: PathBuf,
        /// The file that came back.
        answer: PathBuf,
    },
}

/// What of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MeetingPart {
    /// The agenda to read before: Markdown, or PDF by the ending of `--out`.
    Agenda,
    /// The minutes: Markdown, or PDF, HTML and plain text by the ending of `--out`.
    Minutes,
    /// The decisions as CSV.
    Decisions,
    /// Conditions and actions as a list.
    Actions,
    /// Conditions and actions as iCalendar.
    Calendar,
}

/// `meeting`.
#[derive(Debug, Args)]
pub struct Meeting {
    /// The plan file.
    pub file: PathBuf,
    /// What.
    pub part: MeetingPart,
    /// Day of the meeting, e.g. 2026-11-19; an agenda takes the next one to come, everything else the last one closed.
    #[arg(long)]
    pub on: Option<planning::Day>,
    /// Name of the series, when there are several.
    #[arg(long)]
    pub series: Option<String>,
    /// Name of the member for whom an agenda is: their services come first.
    #[arg(long)]
    pub member: Option<String>,
    /// Where to; printed when left out.
    #[arg(long)]
    pub out: Option<PathBuf>,
}

/// `pipeline`.
#[derive(Debug, Args)]
pub struct Pipeline {
    /// The plan file.
    pub file: PathBuf,
    /// The machine.
    #[arg(long = "for", value_name = "MACHINE")]
    pub machine: Machine,
    /// CSV with the columns kind (service or environment), reference and name: what they are called over there.
    #[arg(long)]
    pub names: Option<PathBuf>,
    /// Where to.
    #[arg(long, required_unless_present = "check", conflicts_with = "check")]
    pub out: Option<PathBuf>,
    /// A file written earlier: does it still say what the plan says?
    #[arg(long)]
    pub check: Option<PathBuf>,
}

/// A machine that deploys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Machine {
    /// `slipway gate`, without the plan.
    Slipway,
    /// Argo CD.
    Argo,
    /// GitLab.
    Gitlab,
    /// Harness.
    Harness,
    /// Octopus Deploy.
    Octopus,
}

/// `bench-bundle`.
#[derive(Debug, Args)]
pub struct BenchBundle {
    /// The instance, in the format `relbundle-1`.
    pub instance: PathBuf,
    /// Processor seconds the search may take.
    #[arg(long, default_value_t = 10.0, value_parser = positive)]
    pub time: f64,
    /// Seed of the search.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// HiGHS alone on the whole problem, without the search, to compare with.
    #[arg(long)]
    pub highs: bool,
    /// Where to write the plan.
    #[arg(long)]
    pub out: Option<PathBuf>,
    /// Where to write a line of JSON for each improvement.
    #[arg(long)]
    pub trace: Option<PathBuf>,
}

fn positive(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if seconds > 0.0 && seconds.is_finite() => Ok(seconds),
        _ => Err(format!("“{text}” is not a number of seconds above zero")),
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;
    use clap::CommandFactory;

    #[test]
    fn every_argument_is_sound() {
        Arguments::command().debug_assert();
    }
}
