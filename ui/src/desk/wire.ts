// Made from the contract table in src-tauri/app/src/wire.rs by `cargo xtask wire`. Do not edit.

export type Act = "publish" | "sign" | "decide-talks" | "decide-exception" | "approve-release" | "decide-change" | "adopt" | "settle-conflict" | "found-hub" | "set-rights";

export type ActRow = { 
/**
 * The act.
 */
act: Act, 
/**
 * In words, e.g. `publish a version`.
 */
words: string, 
/**
 * Roles that may; empty when anybody may.
 */
roles: Array<string>, 
/**
 * Why I may not; `None` when I may.
 */
refused: string | null, };

export type AddAgendaItem = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * What it is about.
 */
subject: Subject | null, 
/**
 * What it is called; the subject's name when empty.
 */
title: string, 
/**
 * What the meeting does with it.
 */
block: AgendaBlock, 
/**
 * Minutes; by rule when left out.
 */
minutes: number | null, };

export type AddChange = { 
/**
 * Its reference; empty takes the next free one.
 */
reference: string, 
/**
 * What it is, plain verb first.
 */
title: string, 
/**
 * Standard, normal or emergency.
 */
kind: ChangeKind, 
/**
 * Services it touches.
 */
services: Array<ServiceId>, 
/**
 * Team that brings it.
 */
team: TeamId | null, 
/**
 * The release it rides; `None` lets it wait.
 */
release: ReleaseId | null, 
/**
 * Effort in points.
 */
points: number, 
/**
 * Minutes it adds to the deployment window.
 */
minutes: number, 
/**
 * Money a week once live.
 */
value_per_week: number, 
/**
 * How likely it fails; `None` when nobody has assessed it.
 */
probability: Score | null, 
/**
 * How bad a failure is; `None` when nobody has assessed it.
 */
impact: Score | null, };

export type AddKey = { 
/**
 * Whose it is.
 */
person: PersonId, 
/**
 * The public key; this computer's when absent.
 */
key: string | null, };

export type AddLink = { 
/**
 * Who needs.
 */
consumer: ServiceId, 
/**
 * Who is needed.
 */
provider: ServiceId, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether it breaks without it.
 */
strength: Strength, 
/**
 * In which order they are deployed.
 */
order: DeployOrder, 
/**
 * Why, in words.
 */
note: string, };

export type AddRelease = { 
/**
 * Its reference; the train's next number when empty.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * The train it rides.
 */
train: TrainId | null, 
/**
 * Why it exists.
 */
kind: ReleaseKind, 
/**
 * Where its deployment starts.
 */
deploy_start: Instant, 
/**
 * Minutes of its deployment.
 */
minutes: number, };

export type AddStep = { 
/**
 * The item it comes from.
 */
item: AgendaItemId, 
/**
 * Condition, action or review.
 */
kind: StepKind, 
/**
 * What.
 */
text: string, 
/**
 * Who.
 */
owner: PersonId | null, 
/**
 * Until when.
 */
due: Day | null, };

export type AddedAgendaItem = { 
/**
 * Identity.
 */
id: AgendaItemId, };

export type AddedChange = { 
/**
 * Its id.
 */
id: ChangeId, 
/**
 * Its reference.
 */
reference: string, };

export type AddedLink = { 
/**
 * Its id.
 */
id: DependencyId, };

export type AddedLinks = { 
/**
 * The number.
 */
added: number, };

export type AddedRelease = { 
/**
 * Its id.
 */
id: ReleaseId, 
/**
 * Its reference.
 */
reference: string, };

export type AddedStep = { 
/**
 * Identity.
 */
id: OwedStepId, };

export type AdoptScenario = { 
/**
 * The scenario.
 */
scenario: ScenarioId, 
/**
 * Only these changes; `None` adopts all.
 */
changes: Array<ChangeId> | null, };

export type Advice = { 
/**
 * From 0 to 100: the sum of the parts.
 */
score: number, 
/**
 * The parts.
 */
parts: Array<AdvicePart>, 
/**
 * What to know before deciding: a second request, a used-up budget, a missing answer.
 */
notes: Array<string>, };

export type AdvicePart = { 
/**
 * `Necessity`, `Risk`, `Readiness`, `Timeliness` or `Length`.
 */
name: string, 
/**
 * Points it gives; below zero for a penalty.
 */
points: number, 
/**
 * The most it can give.
 */
most: number, 
/**
 * Why so many.
 */
sentence: string, };

export type AgendaBlock = "review" | "discuss" | "consent" | "inform";

export type AgendaItemId = string;

export type AgendaRule = { 
/**
 * Risk level from which a change is discussed; what lies below it is approved together.
 */
discuss_from: Score, 
/**
 * Minutes for a risk of 1 or 2.
 */
minutes_low: number, 
/**
 * Minutes for a risk of 3, and for what has no risk.
 */
minutes_medium: number, 
/**
 * Minutes for a risk of 4 or 5.
 */
minutes_high: number, 
/**
 * Days after the meeting in which a deployment brings its changes on the agenda.
 */
days_ahead: number, };

export type AgreementId = string;

export type AgreementQuestion = { 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * Its version; `None` takes the last.
 */
version: number | null, 
/**
 * Where to.
 */
path: string, 
/**
 * True for US Letter, false for A4.
 */
letter: boolean, };

export type AgreementView = { 
/**
 * Identity.
 */
id: AgreementId, 
/**
 * Version.
 */
version: number, 
/**
 * When.
 */
agreed_at: Instant, 
/**
 * Who decided; empty when the sides agreed.
 */
decided_by: string, 
/**
 * Day on which it is looked at again.
 */
review_on: Day | null, 
/**
 * Digest of what was agreed.
 */
digest: string, 
/**
 * True when the plan still says what was signed.
 */
intact: boolean, 
/**
 * Phases as agreed.
 */
phases: Array<OfferPhase>, 
/**
 * How it differs from the version before, in words.
 */
changed: Array<string>, 
/**
 * Every required party with its signature, and others that signed.
 */
signatures: Array<SignatureLine>, };

export type Announcement = { 
/**
 * One paragraph for a channel.
 */
short: string, 
/**
 * A mail.
 */
long: string, };

export type AnnouncementQuestion = { 
/**
 * The freeze.
 */
freeze: FreezeId, };

export type ApproveTogether = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, };

export type AskFreeze = { 
/**
 * Name, e.g. `Anniversary sale`.
 */
name: string, 
/**
 * Why.
 */
reason: string, 
/**
 * When.
 */
window: Window, 
/**
 * How closed.
 */
level: FreezeLevel, 
/**
 * What it covers.
 */
scope: FreezeScope, 
/**
 * Who asks, in words.
 */
asked_by: string, 
/**
 * True when both sides agree already; then there are no talks.
 */
agreed: boolean, 
/**
 * True when nobody is asked yet: it is written, weighed and sent later.
 */
draft: boolean, 
/**
 * The policy it stands under; `None` for what holds where none was written.
 */
policy: FreezePolicyId | null, };

export type AskInRoom = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Which question, from 0; `None` adds one.
 */
number: number | null, 
/**
 * Who asks.
 */
by: PersonId | null, 
/**
 * What; empty takes the question out.
 */
text: string, 
/**
 * The answer.
 */
answer: string, };

export type AskedFreeze = { 
/**
 * Its id.
 */
id: FreezeId, 
/**
 * Its reference.
 */
reference: string, };

export type Assumed = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The fact.
 */
fact: OpenFact, };

export type AwayColleague = { 
/**
 * Who, as the log says it.
 */
author: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * Entries.
 */
entries: number, 
/**
 * The last of them.
 */
last_at: Instant, };

export type AwayDifference = { 
/**
 * What differs.
 */
what: Difference, 
/**
 * Who changed it, in order of name.
 */
by: Array<string>, };

export type AwayEntry = { 
/**
 * Who.
 */
author: string, 
/**
 * When.
 */
at: Instant, 
/**
 * What was done, as the log says it.
 */
sentence: string, };

export type AwayView = { 
/**
 * When I last looked; `None` when I never did.
 */
since: Instant | null, 
/**
 * Journal position I had seen.
 */
from_seq: number, 
/**
 * Journal position now; `seen_away` marks everything up to it.
 */
to_seq: number, 
/**
 * Entries of others in between.
 */
entries: number, 
/**
 * Who made them, the busiest first.
 */
colleagues: Array<AwayColleague>, 
/**
 * What differs, each thing once, with who changed it.
 */
differences: Array<AwayDifference>, 
/**
 * What else was done, the newest first; the first fifty.
 */
also: Array<AwayEntry>, 
/**
 * Records of mine whose reference was taken.
 */
renumbered: Array<Renumbered>, 
/**
 * Conflicts that wait for somebody.
 */
conflicts: number, };

export type BackOutStep = { 
/**
 * From one, in the order in which they start.
 */
number: number, 
/**
 * Services and changes in words.
 */
label: string, 
/**
 * Services of the step.
 */
services: Array<ServiceId>, 
/**
 * Changes of the step, backed out together.
 */
changes: Array<ChangeId>, 
/**
 * Minutes after the decision at which it starts.
 */
after_minutes: number, 
/**
 * Minutes it takes.
 */
minutes: number, 
/**
 * True on the longest way back.
 */
critical: boolean, 
/**
 * Why it can only be fixed forward once the night is over; `None` when it can be taken back.
 */
forward_fix: string | null, };

export type Balance = { 
/**
 * Every plan: as the board lists them, then the stops from value to safety.
 */
points: Array<BalancePoint>, 
/**
 * Numbers of those that no other beats, from the safest to the one that earns most.
 */
front: Array<number>, 
/**
 * Number of the one past which risk gets dear; none where the line does not bend.
 */
knee: number | null, 
/**
 * The bend in words; empty when there is none.
 */
sentence: string, 
/**
 * Earnings are counted up to this day.
 */
until: Day, 
/**
 * Journal position.
 */
seq: number, };

export type BalancePoint = { 
/**
 * `published`, `draft`, `proposal` or `stop`.
 */
kind: string, 
/**
 * A, B, C … of a scenario; empty for a stop.
 */
letter: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The saved proposal.
 */
id: ScenarioId | null, 
/**
 * What a risk point costs at this stop, in the plan's currency.
 */
risk_point: number | null, 
/**
 * Its figures.
 */
figures: ScenarioFigures, 
/**
 * What it moves; empty for what is published and for the draft.
 */
moves: Array<Move>, 
/**
 * What the optimiser says of it.
 */
solve: SolveSummary | null, 
/**
 * Name of a plan that earns no less with no more risk, and is better in one; empty when there is none.
 */
beaten_by: string, };

export type BalanceQuestion = { 
/**
 * The train; `None` takes releases on no train.
 */
train: TrainId | null, 
/**
 * False for what is there already; true to solve the five stops too.
 */
stops: boolean, 
/**
 * Seconds each stop may take.
 */
seconds: number | null, 
/**
 * Iterations each stop may take; with the same seed the same iterations give the same plans.
 */
iterations: number | null, 
/**
 * Seed of the search.
 */
seed: number | null, };

export type BestSlot = { 
/**
 * The deployment.
 */
deploy: Window, 
/**
 * Name of the window it lies in.
 */
window: string, 
/**
 * People who use the services then, over all regions; `None` when no curve is known.
 */
users: number | null, 
/**
 * Who is there.
 */
cover: Cover, 
/**
 * Peaks, vendor windows and clock changes inside it, in words.
 */
against: Array<string>, 
/**
 * What ranks it: users, more for every missing hand; lower is better.
 */
weight: number, };

export type BestSlots = { 
/**
 * The release's reference.
 */
reference: string, 
/**
 * The slots, the best first.
 */
slots: Array<BestSlot>, 
/**
 * How they are ranked, or what is missing to rank them.
 */
sentence: string, };

export type BestSlotsQuestion = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * First day; `None` for six weeks before it.
 */
from: Day | null, 
/**
 * First day after; `None` for six weeks after it.
 */
until: Day | null, };

export type BlankScreen = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * True for nothing.
 */
blank: boolean, };

export type BlastPart = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Its name.
 */
name: string, 
/**
 * Its tier.
 */
tier: number, 
/**
 * Fewest links between.
 */
hops: number, 
/**
 * Hard when it breaks, soft when it degrades.
 */
strength: Strength, 
/**
 * What it adds, in thousandths.
 */
milli: number, };

export type BlastRadius = { 
/**
 * BR in thousandths; the parts add up to it.
 */
milli: number, 
/**
 * BR with one decimal.
 */
number: string, 
/**
 * Services reached, what adds most first.
 */
parts: Array<BlastPart>, 
/**
 * Services that redundancy keeps up.
 */
spared: Array<Spared>, 
/**
 * In words.
 */
sentence: string, 
/**
 * How the number is found.
 */
formula: string, };

export type Board = { 
/**
 * Trains to choose.
 */
trains: Array<TrainTab>, 
/**
 * The train shown.
 */
train: TrainId | null, 
/**
 * Scenarios, the published plan first, then the draft, then proposals.
 */
scenarios: Array<ScenarioRow>, 
/**
 * Releases to come.
 */
columns: Array<BoardColumn>, 
/**
 * What waits.
 */
deferred: Deferred, 
/**
 * Journal position.
 */
seq: number, };

export type BoardColumn = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * When it is deployed.
 */
deploy: Window, 
/**
 * Load, risk, time.
 */
meters: Array<Meter>, 
/**
 * Where its changes meet, and the risk points that adds; the most first.
 */
meetings: Array<Meeting>, 
/**
 * Its cards, pinned first, then by value.
 */
cards: Array<Card>, 
/**
 * Sentences of its collisions.
 */
collisions: Array<string>, };

export type BoardMember = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Chair or member.
 */
role: MemberRole, 
/**
 * True when the member has a vote.
 */
votes: boolean, 
/**
 * Who votes when the member is away.
 */
delegate: PersonId | null, };

export type BoardQuestion = { 
/**
 * The train; `None` takes the first.
 */
train: TrainId | null, };

export type Boarding = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Its cut-offs, in order of time.
 */
cut_offs: Array<CutOffDate>, 
/**
 * Its changes: those that missed something first.
 */
passengers: Array<Passenger>, 
/**
 * In words.
 */
sentence: string, };

export type Book = { 
/**
 * The environment.
 */
environment: EnvironmentId, 
/**
 * What for.
 */
purpose: string, 
/**
 * The release it is for.
 */
release: ReleaseId | null, 
/**
 * The change it is for.
 */
change: ChangeId | null, 
/**
 * Alone or together.
 */
mode: BookingMode, 
/**
 * When.
 */
window: Window, 
/**
 * Versions it needs there.
 */
needs: Array<NeededVersion>, 
/**
 * Data it needs there.
 */
data: string, 
/**
 * 5 goes first.
 */
priority: Score, 
/**
 * The team that asks.
 */
team: TeamId | null, 
/**
 * Until when it may be moved while it waits; `None` when only its own time serves.
 */
until: Instant | null, };

export type Booked = { 
/**
 * Identity.
 */
id: BookingId, 
/**
 * Its reference.
 */
reference: string, 
/**
 * Booked, or waiting when somebody else has the time.
 */
state: BookingState, };

export type BookingBand = { 
/**
 * Identity.
 */
id: BookingId, 
/**
 * What is written in it: its release, else its purpose.
 */
label: string, 
/**
 * The whole of it in words.
 */
sentence: string, 
/**
 * When.
 */
window: Window, 
/**
 * Booked or waiting.
 */
state: BookingState, };

export type BookingChoice = { 
/**
 * Identity.
 */
id: string, 
/**
 * What people call it.
 */
label: string, };

export type BookingConflict = { 
/**
 * What.
 */
kind: BookingConflictKind, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * The bookings, the later asked first.
 */
bookings: Array<BookingId>, 
/**
 * Further records it names.
 */
subjects: Array<Subject>, 
/**
 * The fact.
 */
sentence: string, };

export type BookingConflictKind = "overlap" | "wrong-version" | "frozen" | "over-quota";

export type BookingId = string;

export type BookingLine = { 
/**
 * Identity.
 */
id: BookingId, 
/**
 * Reference.
 */
reference: string, 
/**
 * The environment's reference.
 */
environment: string, 
/**
 * What for.
 */
purpose: string, 
/**
 * Release or change it is for; empty when for none.
 */
of: string, 
/**
 * Alone or together.
 */
mode: BookingMode, 
/**
 * When.
 */
window: Window, 
/**
 * Booked, waiting or given back.
 */
state: BookingState, 
/**
 * 5 goes first.
 */
priority: number, 
/**
 * Who asks.
 */
requester: string, 
/**
 * Versions and data it needs, in words; empty when none.
 */
needs: string, 
/**
 * What speaks against it.
 */
conflicts: Array<string>, };

export type BookingMode = "exclusive" | "shared";

export type BookingPreview = { 
/**
 * What speaks against it.
 */
conflicts: Array<BookingConflict>, 
/**
 * True when it would have to wait.
 */
waits: boolean, 
/**
 * The next time of the same length that is free.
 */
next: Window | null, };

export type BookingState = "booked" | "waiting" | "released";

export type BookingsQuestion = { 
/**
 * A day of it; `None` takes today.
 */
day: Day | null, };

export type BookingsView = { 
/**
 * Its Monday.
 */
monday: Day, 
/**
 * First moments of its seven days, and of the one after.
 */
days: Array<Instant>, 
/**
 * Environments in their order.
 */
environments: Array<EnvironmentWeek>, 
/**
 * Who waits, in the order in which they move up.
 */
waiting: Array<BookingLine>, 
/**
 * What speaks against bookings that are not over, of all weeks.
 */
conflicts: Array<BookingConflict>, 
/**
 * Open releases, for a new booking.
 */
releases: Array<BookingChoice>, 
/**
 * Teams, for a new booking.
 */
teams: Array<BookingChoice>, 
/**
 * Services, for the versions a booking needs.
 */
services: Array<BookingChoice>, };

export type BreakableCycle = { 
/**
 * The cycle.
 */
cycle: Cycle, 
/**
 * Its shortest ring in words, e.g. `Pricing → Promotions → Pricing`.
 */
ring: string, 
/**
 * Links that could lose their order, the weakest first.
 */
ways: Array<CycleBreak>, };

export type Brier = { 
/**
 * Past changes whose probability had been assessed.
 */
changes: number, 
/**
 * Mean of (stated − outcome)²: 0 is perfect.
 */
score: number, 
/**
 * What always stating the share that failed would have scored.
 */
base_rate: number, };

export type BusinessBand = { 
/**
 * Name.
 */
name: string, 
/**
 * What it is.
 */
kind: BusinessTimeKind, 
/**
 * Region; empty for all.
 */
region: string, 
/**
 * When.
 */
window: Window, };

export type BusinessTimeKind = "hours" | "holiday" | "closure" | "peak" | "vendor-window";

export type CabAsked = { 
/**
 * Who asked; `None` when nobody wrote it down.
 */
by: PersonMark | null, 
/**
 * What.
 */
text: string, 
/**
 * The answer.
 */
answer: string, };

export type CabConsentLine = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Risk level.
 */
level: number, 
/**
 * When it goes; empty when it goes nowhere.
 */
when: string, 
/**
 * Minutes to back out.
 */
back_out_minutes: number | null, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * What was decided.
 */
verdict: CabVerdict | null, 
/**
 * What it lacks to be approved together.
 */
lacks: Array<string>, };

export type CabDecisionId = string;

export type CabDecisionView = { 
/**
 * The verdict.
 */
verdict: CabVerdict, 
/**
 * Why.
 */
note: string, 
/**
 * When.
 */
decided_at: Instant, 
/**
 * Who wrote it down.
 */
by: string, };

export type CabDeckQuestion = { 
/**
 * The release; `None` takes the next one to come.
 */
release: ReleaseId | null, 
/**
 * Where to.
 */
path: string, };

export type CabItemLine = { 
/**
 * Identity.
 */
id: AgendaItemId, 
/**
 * What it is about.
 */
subject: Subject | null, 
/**
 * Its reference; empty for a matter in words.
 */
reference: string, 
/**
 * What it is called, without its reference.
 */
title: string, 
/**
 * Its block.
 */
block: AgendaBlock, 
/**
 * Minutes it may take.
 */
minutes: number, 
/**
 * Seconds it took.
 */
seconds: number, 
/**
 * How much of its time is used.
 */
phase: Phase, 
/**
 * Who presents it.
 */
presenter: PersonMark | null, 
/**
 * What was decided.
 */
verdict: CabVerdict | null, 
/**
 * A word for how it stands: `approved`, `3 open`; empty when nothing yet.
 */
standing: string, 
/**
 * Risk level; 0 without one.
 */
level: number, 
/**
 * How pressing it is, by rule; `None` when the rule does not bring it any more.
 */
priority: Priority | null, 
/**
 * Why it is on the agenda.
 */
why: string, 
/**
 * True when it changed since the members read it.
 */
stale: boolean, 
/**
 * What it lacks to be approved together.
 */
lacks: Array<string>, };

export type CabMeetingId = string;

export type CabMeetingRow = { 
/**
 * Identity.
 */
id: CabMeetingId, 
/**
 * `CAB of Thu 8 Oct`.
 */
name: string, 
/**
 * When it starts or started.
 */
starts_at: Instant, 
/**
 * How far it is.
 */
state: MeetingState, 
/**
 * Items on its agenda.
 */
items: number, 
/**
 * Items decided.
 */
decided: number, 
/**
 * Conditions and actions of it that are still open.
 */
open_steps: number, };

export type CabMeetingView = { 
/**
 * Identity.
 */
id: CabMeetingId, 
/**
 * Its series.
 */
series: MeetingSeriesId, 
/**
 * `CAB`.
 */
series_name: string, 
/**
 * `CAB of Thu 8 Oct`.
 */
name: string, 
/**
 * When it is to start.
 */
starts_at: Instant, 
/**
 * The zone of its series.
 */
zone: Zone, 
/**
 * How far it is.
 */
state: MeetingState, 
/**
 * Minutes it has.
 */
minutes: number, 
/**
 * Minutes of its agenda.
 */
agenda_minutes: number, 
/**
 * The moment at which the clocks below were read.
 */
as_of: Instant, 
/**
 * Seconds it has sat.
 */
elapsed: number, 
/**
 * How much of its time is used.
 */
phase: Phase, 
/**
 * True while its clocks stand.
 */
paused: boolean, 
/**
 * True while the audience sees nothing.
 */
blank: boolean, 
/**
 * When it was opened.
 */
opened_at: Instant | null, 
/**
 * When it was closed.
 */
closed_at: Instant | null, 
/**
 * The item that stands.
 */
standing: AgendaItemId | null, 
/**
 * Items in order.
 */
items: Array<CabItemLine>, 
/**
 * Seats, the chair's first.
 */
seats: Array<CabSeat>, 
/**
 * Everybody who is written down as there.
 */
present: Array<PersonId>, 
/**
 * True when it may decide.
 */
quorum_met: boolean, 
/**
 * `7 of 8 present, quorum met`.
 */
quorum: string, 
/**
 * When the members were given the agenda, and the last entry they know.
 */
pre_read: PreRead | null, 
/**
 * Titles that the rule would bring now and that are not on the agenda.
 */
missing: Array<string>, 
/**
 * What the rules say of it.
 */
findings: Array<Finding>, 
/**
 * What `U` takes back; `None` when nothing.
 */
undoes: string | null, };

export type CabMember = { 
/**
 * The seat.
 */
seat: BoardMember, 
/**
 * Who sits on it.
 */
person: PersonMark, 
/**
 * Who stands in.
 */
delegate: PersonMark | null, };

export type CabPaper = { 
/**
 * Name for a file.
 */
name: string, 
/**
 * The text.
 */
text: string, };

export type CabPaperQuestion = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * The form.
 */
form: PaperForm, 
/**
 * The member for whom an agenda is.
 */
member: PersonId | null, };

export type CabProof = { 
/**
 * What, e.g. `Tests`.
 */
name: string, 
/**
 * True when it is so.
 */
met: boolean, 
/**
 * How it stands.
 */
sentence: string, };

export type CabRelease = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * True while it may still be moved.
 */
movable: boolean, };

export type CabSeat = { 
/**
 * The seat.
 */
seat: Seat, 
/**
 * Whose.
 */
person: PersonMark, 
/**
 * Who stands in when asked.
 */
delegate: PersonMark | null, };

export type CabSeries = { 
/**
 * Identity.
 */
id: MeetingSeriesId, 
/**
 * Name.
 */
name: string, 
/**
 * Normal or emergency.
 */
kind: MeetingKind, 
/**
 * `Thu, weekly 14:00`.
 */
cadence: string, 
/**
 * Minutes it sits.
 */
minutes: number, 
/**
 * Members.
 */
members: Array<CabMember>, 
/**
 * Voters that must be there.
 */
quorum: number, 
/**
 * Its rule.
 */
agenda: AgendaRule, 
/**
 * Meetings, the latest first.
 */
meetings: Array<CabMeetingRow>, 
/**
 * The next date without a meeting; `None` when the series is over.
 */
next: Instant | null, };

export type CabSlide = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Its meeting.
 */
meeting: CabMeetingId, 
/**
 * Its place, from one.
 */
number: number, 
/**
 * How many there are.
 */
of: number, 
/**
 * Its block.
 */
block: AgendaBlock, 
/**
 * What it is about.
 */
subject: Subject | null, 
/**
 * Reference.
 */
reference: string, 
/**
 * The claim.
 */
title: string, 
/**
 * The release it rides.
 */
release: CabRelease | null, 
/**
 * Who asks for it.
 */
asked_by: string, 
/**
 * Risk level; 0 without one.
 */
level: number, 
/**
 * What drives the risk, the three heaviest.
 */
drivers: Array<string>, 
/**
 * What and why.
 */
what: string, 
/**
 * What it costs to wait; empty when nothing is known.
 */
if_wait: string, 
/**
 * When it goes.
 */
when: SlideWhen | null, 
/**
 * Who feels it.
 */
felt: SlideFelt | null, 
/**
 * What proves it.
 */
proof: SlideProof | null, 
/**
 * The way back.
 */
way_back: SlideWayBack | null, 
/**
 * What the plan itself would ask.
 */
linter: Array<string>, 
/**
 * What became of earlier changes of its services.
 */
history: string, 
/**
 * What was asked in the room.
 */
asked: Array<CabAsked>, 
/**
 * What is owed: of this item, or all that is still open.
 */
steps: Array<CabStep>, 
/**
 * Everybody who may vote on it.
 */
voters: Array<CabVoter>, 
/**
 * `5 for, 1 unsure, chair decides last`.
 */
tally: string, 
/**
 * What was decided.
 */
decision: CabDecisionView | null, 
/**
 * What changed since the members read it.
 */
differences: Array<Differing>, 
/**
 * Everything that is approved together, when that is what the slide is of.
 */
consent: Array<CabConsentLine>, 
/**
 * What to keep of it; not for the audience.
 */
note: string, };

export type CabStep = { 
/**
 * The step.
 */
step: OwedStep, 
/**
 * Who owes it.
 */
owner: PersonMark | null, 
/**
 * What it belongs to, e.g. `CHG-2140`; empty for none.
 */
about: string, 
/**
 * True when its day has passed and it is not done.
 */
overdue: boolean, };

export type CabVerdict = "approved" | "approved-if" | "deferred" | "rejected" | "noted";

export type CabView = { 
/**
 * Series, by name.
 */
series: Array<CabSeries>, 
/**
 * Everybody who could sit in them, by name.
 */
people: Array<PersonMark>, 
/**
 * What the boards were worth in the last quarter.
 */
worth: Worth, };

export type CabVoter = { 
/**
 * What was said.
 */
voter: Voter, 
/**
 * Who.
 */
person: PersonMark, };

export type CalendarQuestion = { 
/**
 * First day; `None` takes the Monday before this week.
 */
from: Day | null, 
/**
 * First day after; `None` takes fifteen weeks.
 */
until: Day | null, 
/**
 * True to draw the published plan as a ghost.
 */
compare: boolean, };

export type CalendarView = { 
/**
 * The days drawn.
 */
span: Window, 
/**
 * The time now.
 */
now: Instant, 
/**
 * Zone in which days are drawn.
 */
zone: Zone, 
/**
 * Weeks, months and weekends.
 */
axis: TimeAxis, 
/**
 * Collisions, by time.
 */
collisions: Array<CollisionMark>, 
/**
 * Windows, a lane each.
 */
windows: Array<WindowLane>, 
/**
 * Freezes, a lane each.
 */
freezes: Array<FreezeLane>, 
/**
 * Trains, a lane each.
 */
trains: Array<TrainLane>, 
/**
 * Emergencies and hotfixes, and releases on no train.
 */
loose: Array<ReleaseShape>, 
/**
 * Projects, a lane each.
 */
projects: Array<ProjectLane>, 
/**
 * Series of meetings, a lane each.
 */
meetings: Array<MeetingLane>, 
/**
 * Test environments with their bookings, a lane each.
 */
environments: Array<EnvironmentLane>, 
/**
 * Peaks, holidays, closures and vendor windows, by time.
 */
business: Array<BusinessBand>, 
/**
 * Views that were given a name.
 */
saved: Array<SavedView>, 
/**
 * From the first to the last thing of the plan; `None` for an empty plan.
 */
extent: Window | null, };

export type Calibration = { 
/**
 * Past changes.
 */
changes: number, 
/**
 * Of those, failed.
 */
failed: number, 
/**
 * By risk level, 1 to 5.
 */
levels: Array<FailureRate>, 
/**
 * By assessed probability, 1 to 5.
 */
probabilities: Array<FailureRate>, 
/**
 * Nothing below [`TOO_THIN`] assessed changes.
 */
brier: Brier | null, };

export type Candidate = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Its name.
 */
name: string, 
/**
 * Past changes the board decided, none of which it changed and none of which failed.
 */
changes: number, 
/**
 * The mean of what may be expected of the next one, after (successes + 1) ÷ (changes + 2).
 */
expected: number, };

export type Card = { 
/**
 * Identity.
 */
id: ChangeId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Name of the first service, and how many more.
 */
service: string, 
/**
 * Names of all its services.
 */
services: Array<string>, 
/**
 * Name of its team.
 */
team: string, 
/**
 * Changes that must be live before it or with it.
 */
requires: Array<ChangeId>, 
/**
 * Risk level, 1 to 5.
 */
level: number, 
/**
 * Risk points.
 */
risk: number, 
/**
 * How likely it fails, 1 to 5; `None` when nobody has assessed it.
 */
probability: number | null, 
/**
 * How bad a failure is, 1 to 5; `None` when nobody has assessed it.
 */
impact: number | null, 
/**
 * Effort points.
 */
points: number, 
/**
 * Minutes it adds to the window.
 */
minutes: number, 
/**
 * Money a week.
 */
value_per_week: number, 
/**
 * True when the optimiser must not move it.
 */
pinned: boolean, 
/**
 * The release it rides; `None` when it waits.
 */
release: ReleaseId | null, 
/**
 * Marks.
 */
tags: Array<CardTag>, 
/**
 * How often it was deferred.
 */
deferrals: number, 
/**
 * Why it waits.
 */
deferral_reason: string, };

export type CardTag = { 
/**
 * `due`, `legal`, `evidence`, `needs`, `together`, `deferral`, `collision`.
 */
kind: string, 
/**
 * Two or three words.
 */
text: string, };

export type CascadeLine = { 
/**
 * What its services have in common.
 */
group: string, 
/**
 * Their names.
 */
services: Array<string>, 
/**
 * When they would be frozen.
 */
window: Window, 
/**
 * Days before the event's freeze.
 */
lead_days: number, 
/**
 * Why.
 */
sentence: string, 
/**
 * Freezes that close some of them already.
 */
already: Array<string>, };

export type CascadeQuestion = { 
/**
 * The freeze of the event.
 */
freeze: FreezeId, 
/**
 * Days by which a provider is frozen before its consumers, where nothing else says so.
 */
default_days: number, 
/**
 * Days by system.
 */
leads: Array<LeadDays>, };

export type ChallengeRisk = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The level that holds instead; `None` goes back to the computed one.
 */
level: Score | null, 
/**
 * Why; needed with a level.
 */
reason: string, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type ChangeChoices = { 
/**
 * The reference it would get.
 */
reference: string, 
/**
 * Services it can touch, by name.
 */
services: Array<ChangeOption>, 
/**
 * Teams that can bring it, by name.
 */
teams: Array<ChangeOption>, };

export type ChangeClass = "standard" | "normal-low" | "normal-medium" | "normal-high" | "emergency" | "content" | "infrastructure" | "database" | "vendor";

export type ChangeId = string;

export type ChangeKind = "standard" | "normal" | "emergency";

export type ChangeLine = { 
/**
 * Identity.
 */
id: ChangeId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Risk level, 1 to 5.
 */
level: number, 
/**
 * Names of the services it touches.
 */
services: Array<string>, 
/**
 * Effort points.
 */
points: number, 
/**
 * True when pinned.
 */
pinned: boolean, };

export type ChangeOption = { 
/**
 * Identity.
 */
id: string, 
/**
 * Name.
 */
name: string, };

export type ChangeQuestion = { 
/**
 * The change.
 */
change: ChangeId, };

export type ChangeStep = { 
/**
 * The step.
 */
step: OwedStepId, 
/**
 * What.
 */
text: string, 
/**
 * Who.
 */
owner: PersonId | null, 
/**
 * Until when.
 */
due: Day | null, };

export type ChangedSince = { 
/**
 * Who.
 */
author: string, 
/**
 * When.
 */
at: Instant, 
/**
 * What was done, as the log says it.
 */
sentence: string, 
/**
 * Journal position to look at now; an edit that carries it says it has seen this.
 */
seq: number, 
/**
 * The record, as people call it.
 */
name: string, 
/**
 * Its fields before and after.
 */
fields: Array<FieldView>, };

export type Channel = "desk" | "response-file" | "silence";

export type CheckDocument = { 
/**
 * Where it is.
 */
path: string, };

export type CheckedDocument = { 
/**
 * In one word.
 */
verdict: DocumentVerdict, 
/**
 * In words.
 */
sentence: string, 
/**
 * Name of the file.
 */
file: string, 
/**
 * The entry it was printed after, when it belongs to this log.
 */
entry: number | null, 
/**
 * Entries since.
 */
since: number, };

export type Choice = "mine" | "theirs" | "was";

export type ChoiceView = { 
/**
 * Which.
 */
choice: Choice, 
/**
 * The value as people read it; empty when there was none.
 */
shown: string, 
/**
 * Why it cannot be taken, a sentence; `None` when it can.
 */
blocked: string | null, };

export type Clock = { 
/**
 * Label, e.g. `Berlin`.
 */
label: string, 
/**
 * Zone.
 */
zone: Zone, };

export type ClockMark = { 
/**
 * When.
 */
at: Instant, 
/**
 * By how many minutes clocks go forward; negative when they go back.
 */
minutes: number, };

export type Collision = { 
/**
 * The same collision has the same id after every edit: its kind and its sorted subjects.
 */
id: string, 
/**
 * What kind.
 */
kind: CollisionKind, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * Between what: sorted, at least one.
 */
subjects: Array<Subject>, 
/**
 * The fact, with names and dates.
 */
sentence: string, 
/**
 * What could be done; filled by [`collisions`], empty elsewhere.
 */
ways_out: Array<WayOut>, };

export type CollisionCard = { 
/**
 * Stable id.
 */
id: string, 
/**
 * In words.
 */
sentence: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * Ways out.
 */
ways_out: Array<WayOutView>, };

export type CollisionGroup = { 
/**
 * The kind.
 */
kind: CollisionKind, 
/**
 * The heaviest of them.
 */
severity: Severity, 
/**
 * `3 collisions: same service.`
 */
sentence: string, 
/**
 * All of them, the heaviest first.
 */
collisions: Array<Collision>, };

export type CollisionKind = "release-in-freeze" | "outside-window" | "same-service" | "same-service-soon" | "crew-shared" | "database-shared" | "provider-and-consumer" | "provider-later" | "requirement-later" | "requirement-deferred" | "over-capacity" | "over-risk-budget" | "too-many-tests" | "window-too-short" | "due-date-missed" | "not-ready" | "environment-shared" | "together-split" | "apart-together";

export type CollisionMark = { 
/**
 * Stable id.
 */
id: string, 
/**
 * Where it is drawn; `None` when it has no place in time.
 */
at: Instant | null, 
/**
 * Two or three words.
 */
label: string, 
/**
 * The whole sentence.
 */
sentence: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * Releases it concerns.
 */
releases: Array<ReleaseId>, };

export type Column = { 
/**
 * Position, from zero.
 */
column: number, 
/**
 * Its header; `Column 3` when there is none.
 */
name: string, 
/**
 * The first different values.
 */
samples: Array<string>, 
/**
 * How many cells hold something.
 */
filled: number, };

export type ColumnUse = { 
/**
 * Position of the column, from zero.
 */
column: number, 
/**
 * Code of the field.
 */
field: string, 
/**
 * Why.
 */
matched: Match, };

export type ConcessionId = string;

export type ConcessionLine = { 
/**
 * Identity.
 */
id: ConcessionId, 
/**
 * Round in which it was offered.
 */
round: number, 
/**
 * Who gives.
 */
giver: string, 
/**
 * Who takes.
 */
taker: string, 
/**
 * What is given.
 */
gives: string, 
/**
 * What is given for it.
 */
gets: string, 
/**
 * The exception that carries it, by reference.
 */
exception: string, 
/**
 * When the taker said yes.
 */
accepted_at: Instant | null, };

export type ConflictReason = "both-changed" | "removed-by-them" | "removed-by-me" | "names-removed" | "breaks-rule" | "overtaken";

export type ConflictView = { 
/**
 * Identity.
 */
id: MergeConflictId, 
/**
 * The table.
 */
table: TableName, 
/**
 * The record.
 */
record: string, 
/**
 * Kind of record, in words.
 */
kind: string, 
/**
 * What people call the record.
 */
name: string, 
/**
 * The field, in words; `None` when the whole record came or went.
 */
field: string | null, 
/**
 * Why, as a stable word.
 */
reason: ConflictReason, 
/**
 * Why, in a sentence that names the record.
 */
sentence: string, 
/**
 * Who made the second edit.
 */
mine_by: string, 
/**
 * When.
 */
mine_at: Instant, 
/**
 * True when that was under my name.
 */
is_mine: boolean, 
/**
 * Who made the first edit; empty when nobody did.
 */
theirs_by: string, 
/**
 * When.
 */
theirs_at: Instant | null, 
/**
 * What can be taken: mine, theirs (what the plan holds now), was.
 */
choices: Array<ChoiceView>, };

export type Connection = { "kind": "up-to-date" } | { "kind": "syncing" } | { "kind": "offline", 
/**
 * Since when.
 */
since: Instant, 
/**
 * Why, and what is safe.
 */
sentence: string, } | { "kind": "stopped", 
/**
 * Stable word, e.g. `hub-parted`.
 */
code: string, 
/**
 * Why, and what is safe.
 */
sentence: string, 
/**
 * What to do, a sentence.
 */
way_out: string, };

export type Counterfactual = { 
/**
 * In words.
 */
sentence: string, 
/**
 * What it costs or gains.
 */
detail: string, 
/**
 * What the plan would then be, as moves from today.
 */
moves: Array<Move>, 
/**
 * Facts that have to become true first.
 */
assuming: Array<Assumed>, 
/**
 * True when a limit or a freeze has to give first: the moves alone would collide.
 */
needs_leave: boolean, };

export type Cover = { 
/**
 * At work: a working day of theirs, 8 to 18.
 */
at_work: number, 
/**
 * Not at work, but awake: 7 to 22.
 */
awake: number, 
/**
 * In their night.
 */
asleep: number, 
/**
 * Whose zone nobody has said.
 */
unknown: number, };

export type CriticalLoad = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Risk points of the changes that touch it.
 */
risk: number, };

export type CutOff = { 
/**
 * Name people say, e.g. `Code complete`.
 */
name: string, 
/**
 * Working days from the departure; negative is before it.
 */
working_days: number, 
/**
 * Time of that day, in the train's zone.
 */
at: LocalTime, 
/**
 * What a change must have by then.
 */
needs: CutOffNeed, };

export type CutOffDate = { 
/**
 * Name people say.
 */
name: string, 
/**
 * Working days from the departure; negative is before it.
 */
working_days: number, 
/**
 * When.
 */
at: Instant, 
/**
 * What a change must have by then.
 */
needs: CutOffNeed, };

export type CutOffNeed = "nothing" | "scope" | "code" | "evidence" | "approval";

export type Cycle = { 
/**
 * Every service of the group, in order of id.
 */
services: Array<ServiceId>, 
/**
 * The shortest ring: each is deployed before the next, the last before the first.
 */
ring: Array<ServiceId>, 
/**
 * The links of that ring, in its order; breaking one breaks the ring.
 */
links: Array<DependencyId>, };

export type CycleBreak = { 
/**
 * The link.
 */
link: DependencyId, 
/**
 * True when nobody waits for each other any more without it.
 */
clears: boolean, 
/**
 * What to do, and why this one.
 */
sentence: string, 
/**
 * Lower breaks more easily.
 */
rank: number, };

export type CycleView = { 
/**
 * Its services.
 */
services: Array<ServiceId>, 
/**
 * The shortest ring in words: `Pricing → Promotions → Pricing`.
 */
ring: string, 
/**
 * Links of the ring; breaking one breaks it.
 */
links: Array<DependencyId>, 
/**
 * The same links with what they say.
 */
ring_links: Array<RingLink>, 
/**
 * In words.
 */
sentence: string, };

export type DateOrder = "day-first" | "month-first";

export type Day = string;

export type DecideException = { 
/**
 * The request.
 */
exception: FreezeExceptionId, 
/**
 * What becomes of it.
 */
verdict: Verdict, 
/**
 * Conditions of a grant; what is asked back when more is to be known.
 */
conditions: Array<string>, 
/**
 * While the grant holds; `None` means in its slot, or to the end of the freeze.
 */
valid: Window | null, 
/**
 * Deployments it is good for.
 */
uses_allowed: number, };

export type DecideItem = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * The verdict.
 */
verdict: CabVerdict, 
/**
 * Why.
 */
note: string, };

export type DecideTalks = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * Who decides.
 */
person: PersonId, 
/**
 * The offer that is taken.
 */
offer: OfferId, };

export type Decided = { 
/**
 * Decisions that were written.
 */
decisions: Array<CabDecisionId>, };

export type Deferred = { 
/**
 * Its cards, the most costly first.
 */
cards: Array<Card>, 
/**
 * Money a week that waits.
 */
value_per_week: number, };

export type Delay = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Days later.
 */
days: number, 
/**
 * What a day costs, in whole units of the plan's currency.
 */
a_day: number, 
/**
 * What all of them cost.
 */
cost: number, 
/**
 * Whose figure it is: a party's name, or empty for the change's own value a week.
 */
said_by: string, };

export type DepartureMark = { 
/**
 * When it departs; as scheduled when it is skipped.
 */
window: Window, 
/**
 * True when it is skipped.
 */
skipped: boolean, 
/**
 * True when a release uses it.
 */
used: boolean, 
/**
 * Why it does not depart as scheduled.
 */
note: string | null, };

export type DependencyId = string;

export type DependencyKind = "call" | "event" | "data" | "hosting" | "build" | "contract" | "process";

export type DeployOrder = "provider-first" | "consumer-first" | "lockstep" | "any";

export type DeploymentWindowId = string;

export type DetectImport = { 
/**
 * File or folder.
 */
path: string, };

export type Detected = { 
/**
 * File or folder.
 */
path: string, 
/**
 * `openstack`, `kubernetes`, `debian`, `backstage`, `compose`, `manifests`, `cyclonedx`, `spdx`, `terraform`,
 * `calendar`, `load-curves`, `project` or `table`.
 */
kind: string, 
/**
 * What to call it.
 */
label: string, 
/**
 * Series or releases to choose from; empty when there is no choice.
 */
releases: Array<string>, 
/**
 * Files beside it that can be laid over it, as Compose does; empty for every other source.
 */
layers: Array<string>, 
/**
 * References of the plan's environments, when the source names versions that run somewhere.
 */
environments: Array<string>, };

export type Dialect = "slipway" | "argo" | "gitlab" | "harness" | "octopus";

export type Diff = { 
/**
 * The source in words.
 */
source: string, 
/**
 * Counts by table, in the plan's order.
 */
counts: Array<TableCount>, 
/**
 * Records added, changed or gone.
 */
rows: Array<RowDiff>, 
/**
 * What was refused.
 */
refused: Array<Refusal>, 
/**
 * What is worth knowing.
 */
notes: Array<Note>, 
/**
 * Figures of the source.
 */
facts: Array<Fact>, 
/**
 * Links that stay as they are and were seen again on a later day.
 */
seen_again: number, 
/**
 * Records that the import would write: added, changed, marked as gone or seen again.
 */
writes: number, };

export type Difference = { 
/**
 * Table of the record.
 */
table: TableName, 
/**
 * Its id.
 */
id: string, 
/**
 * Its reference.
 */
reference: string, 
/**
 * What differs, e.g. `RO-23 moves from Wed 25 Nov 22:00 to Wed 18 Nov 22:00`.
 */
sentence: string, };

export type Differing = { 
/**
 * True when an approval does not survive it: window, scope, or a higher risk.
 */
material: boolean, 
/**
 * `Goes Sun 18 Oct 02:00, was Wed 14 Oct 22:00`.
 */
sentence: string, };

export type DocumentKind = "release-plan" | "cab-deck" | "agreement" | "poster" | "certificate" | "metrics" | "minutes" | "pre-read";

export type DocumentPages = { 
/**
 * What it is about, by reference.
 */
subject: string, 
/**
 * A name for the file, without ending.
 */
name: string, 
/**
 * Each page, in order.
 */
pages: Array<PageSize>, 
/**
 * The outline.
 */
outline: Array<OutlineLine>, };

export type DocumentQuestion = { 
/**
 * Its kind.
 */
kind: DocumentKind, 
/**
 * The release; `None` takes the next one to come.
 */
release: ReleaseId | null, 
/**
 * For whom a release plan is.
 */
profile: PlanProfile, 
/**
 * The team whose part a vendor gets.
 */
team: TeamId | null, 
/**
 * The freeze of an agreement.
 */
freeze: FreezeId | null, 
/**
 * The version of an agreement; `None` takes the last.
 */
version: number | null, 
/**
 * The meeting of minutes and of what is read before it.
 */
meeting: CabMeetingId | null, 
/**
 * The member who reads before a meeting; `None` for everybody.
 */
member: PersonId | null, 
/**
 * The exception of a certificate.
 */
exception: FreezeExceptionId | null, 
/**
 * First day of a poster; `None` takes the Monday of the week before.
 */
from: Day | null, 
/**
 * Weeks of a poster; `None` takes 15.
 */
weeks: number | null, 
/**
 * True for US sheets, false for A4 and A3.
 */
letter: boolean, };

export type DocumentVerdict = "matches" | "altered" | "foreign" | "unknown";

export type Drain = { 
/**
 * Changes that wait.
 */
changes: number, 
/**
 * Their risk points.
 */
risk: number, 
/**
 * Points that may go on one day.
 */
daily_cap: number, 
/**
 * Days until all have gone.
 */
days: number, };

export type DropAgendaItem = { 
/**
 * The item.
 */
item: AgendaItemId, };

export type DropScenario = { 
/**
 * The scenario.
 */
scenario: ScenarioId, };

export type DropStep = { 
/**
 * The step.
 */
step: OwedStepId, };

export type Edit = { 
/**
 * Its table.
 */
table: TableName, 
/**
 * Its id; `None` adds a new one.
 */
id: string | null, 
/**
 * Journal position at which the person saw it; a later entry on it makes the edit stale.
 */
seen: number | null, 
/**
 * Fields to set.
 */
fields: Record<string, unknown>, };

export type EditAgendaItem = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * Its place on the agenda, from 0.
 */
place: number | null, 
/**
 * Its block: pull it out of what is approved together, or put it there.
 */
block: AgendaBlock | null, 
/**
 * Its minutes.
 */
minutes: number | null, 
/**
 * Who presents it.
 */
presenter: PersonId | null, };

export type EditLink = { 
/**
 * The link.
 */
dependency: DependencyId, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether it breaks without it.
 */
strength: Strength, 
/**
 * In which order they are deployed.
 */
order: DeployOrder, 
/**
 * Only in this environment; `None` means everywhere.
 */
environment: EnvironmentId | null, 
/**
 * Version the consumer needs; empty when any.
 */
version_constraint: string, 
/**
 * Minutes to wait between the two deployments.
 */
min_gap_minutes: number, 
/**
 * Redundancy group.
 */
redundancy: Redundancy | null, 
/**
 * Key of the contract they share; empty when none.
 */
contract: string, 
/**
 * Why, in words.
 */
note: string, };

export type Edited = { 
/**
 * Its id.
 */
id: string, };

export type Encoding = "utf8" | "utf16-le" | "utf16-be" | "windows1252";

export type EntryEffects = { 
/**
 * Facts whose number changed.
 */
shifts: Array<Shift>, 
/**
 * Collisions it ended, in words; the heaviest first.
 */
cleared: Array<string>, 
/**
 * Collisions it made.
 */
added: Array<string>, 
/**
 * Collisions that are not listed.
 */
more: number, };

export type EntryId = string;

export type EnvironmentId = string;

export type EnvironmentLane = { 
/**
 * Identity.
 */
id: EnvironmentId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * Its bookings.
 */
bookings: Array<BookingBand>, 
/**
 * Stretches in which bookings collide.
 */
collides: Array<Window>, };

export type EnvironmentWeek = { 
/**
 * Identity.
 */
id: EnvironmentId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * Hours a team may book in a week; `None` for no limit.
 */
quota_hours: number | null, 
/**
 * Tests that can be shown in it in a day; `None` for no limit.
 */
tests_per_day: number | null, 
/**
 * Environments that work on the same data.
 */
shares_data_with: Array<EnvironmentId>, 
/**
 * Share of the week that is booked, in percent.
 */
booked_percent: number, 
/**
 * Bookings that touch the week, by time.
 */
bookings: Array<BookingLine>, };

export type EscalateTalks = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * Why.
 */
reason: string, };

export type EvidenceLine = { 
/**
 * The source system.
 */
system: string, 
/**
 * File it was read from.
 */
file: string, 
/**
 * Row or line, from one.
 */
row: number | null, 
/**
 * The key there.
 */
key: string, 
/**
 * When it was first seen there.
 */
first_seen: Instant, 
/**
 * When it was last seen there.
 */
last_seen: Instant, 
/**
 * False when the last import of that source no longer had it.
 */
present: boolean, };

export type ExceptionAfter = { 
/**
 * Deployments it is good for.
 */
uses_allowed: number, 
/**
 * Deployments it was used for.
 */
uses: Array<ExceptionUse>, 
/**
 * Day by which the review is owed.
 */
review_due: Day | null, 
/**
 * When it was reviewed.
 */
reviewed_at: Instant | null, 
/**
 * What the review found.
 */
review: string, };

export type ExceptionBudget = { 
/**
 * Exceptions granted.
 */
granted: number, 
/**
 * Exceptions that may be granted; `None` for no limit.
 */
limit: number | null, };

export type ExceptionCase = { 
/**
 * Why, as a code.
 */
reason_code: ExceptionReason, 
/**
 * Everything that would go along: every commit and every setting.
 */
delta: Array<string>, 
/**
 * Where it would be deployed; empty means production.
 */
environments: Array<EnvironmentId>, 
/**
 * What happens when it is refused.
 */
if_declined: string, 
/**
 * What may happen when it goes.
 */
risk: string, 
/**
 * What shows that it works: runs, reports, addresses.
 */
evidence: Array<string>, 
/**
 * How it is backed out.
 */
back_out: string, 
/**
 * Day on which that was last rehearsed.
 */
back_out_rehearsed_on: Day | null, 
/**
 * Minutes it takes.
 */
back_out_minutes: number | null, 
/**
 * Who is there.
 */
staffing: Array<string>, 
/**
 * What could be done instead.
 */
alternatives: string, 
/**
 * Days that are asked for beyond the date, when that was said.
 */
days_asked: number | null, };

export type ExceptionDesk = { 
/**
 * Every request: to be decided first, by their slots; then the newest decision first.
 */
rows: Array<ExceptionRow>, 
/**
 * How many wait for a decision.
 */
open: number, };

export type ExceptionDetail = { 
/**
 * What it says for itself.
 */
case: ExceptionCase, 
/**
 * Where it would be deployed, in words.
 */
environments: Array<string>, 
/**
 * What speaks for and against.
 */
advice: Advice | null, 
/**
 * While the grant holds.
 */
valid: Window | null, 
/**
 * What follows a grant.
 */
after: ExceptionAfter, 
/**
 * Every use, judged.
 */
uses: Array<UseJudged>, 
/**
 * Days from filing to the decision.
 */
days_to_decide: number | null, };

export type ExceptionLine = { 
/**
 * Identity.
 */
id: FreezeExceptionId, 
/**
 * Reference.
 */
reference: string, 
/**
 * What it is for.
 */
subject: string, 
/**
 * Who asks.
 */
requester: string, 
/**
 * Why.
 */
reason: string, 
/**
 * Criteria met, in their order.
 */
criteria_met: Array<boolean>, 
/**
 * What became of it.
 */
verdict: Verdict, 
/**
 * When it was filed.
 */
filed_at: Instant, 
/**
 * When it was decided.
 */
decided_at: Instant | null, 
/**
 * Conditions of a grant.
 */
conditions: Array<string>, 
/**
 * When the deployment would be.
 */
slot: Window | null, 
/**
 * Who decided.
 */
decided_by: string, 
/**
 * All it says, and what speaks for and against it.
 */
detail: ExceptionDetail, };

export type ExceptionPage = { 
/**
 * All it says.
 */
request: ExceptionLine, 
/**
 * The freeze.
 */
freeze: FreezeLine, 
/**
 * What an exception must show.
 */
criteria: Array<string>, 
/**
 * Exceptions that may still be granted.
 */
budget: ExceptionBudget, };

export type ExceptionQuestion = { 
/**
 * The request.
 */
exception: FreezeExceptionId, };

export type ExceptionReason = "security" | "legal" | "defect" | "data-loss" | "contract" | "other";

export type ExceptionRow = { 
/**
 * Identity.
 */
id: FreezeExceptionId, 
/**
 * Reference.
 */
reference: string, 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * What people call the freeze.
 */
freeze_name: string, 
/**
 * What it is for.
 */
subject: string, 
/**
 * Who asks.
 */
requester: string, 
/**
 * Teams whose services it touches, by name; who asks where it touches none that has an owner.
 */
teams: Array<string>, 
/**
 * Why, as a code.
 */
reason_code: ExceptionReason, 
/**
 * What became of it.
 */
verdict: Verdict, 
/**
 * When it was filed.
 */
filed_at: Instant, 
/**
 * When it was decided.
 */
decided_at: Instant | null, 
/**
 * Whole days from filing to the decision, or until now.
 */
days_waited: number, 
/**
 * When the deployment would be.
 */
slot: Window | null, 
/**
 * Advice from 0 to 100; `None` when nothing can be said.
 */
advice: number | null, 
/**
 * Exceptions granted of those that may be, of its freeze.
 */
budget: ExceptionBudget, 
/**
 * Deployments made with it.
 */
uses: number, 
/**
 * Deployments it is good for.
 */
uses_allowed: number, };

export type ExceptionUse = { 
/**
 * When it began and ended.
 */
deployed: Window, 
/**
 * What was deployed, in words.
 */
what: string, 
/**
 * Whether the conditions were met.
 */
conditions_met: boolean, 
/**
 * Who says so.
 */
by: string, };

export type ExportFormat = "ics" | "csv" | "xlsx" | "json";

export type ExportInventory = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Whose columns.
 */
shape: InventoryShape, 
/**
 * Where to.
 */
path: string, };

export type ExportLog = { 
/**
 * The filter, as in the field above the log.
 */
text: string, 
/**
 * Where to.
 */
path: string, };

export type ExportQuestion = { 
/**
 * The format.
 */
format: ExportFormat, 
/**
 * The table of a CSV or XLSX; of a calendar, `releases` or `freezes` alone; `None` takes changes, or both.
 */
what: Sheet | null, 
/**
 * Where to.
 */
path: string, };

export type Exported = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * In words.
 */
sentence: string, };

export type ExportedLog = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its entries.
 */
entries: number, 
/**
 * In words.
 */
sentence: string, };

export type Exposure = { 
/**
 * What an hour of the event is worth.
 */
value_per_hour: number, 
/**
 * Release by release.
 */
rows: Array<ExposureRow>, 
/**
 * Sum of the losses.
 */
loss: number, };

export type ExposureRow = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Thousandths: how likely one of its changes fails.
 */
fails_permille: number, 
/**
 * Minutes to back it out.
 */
minutes: number, 
/**
 * Expected loss, in whole units of the plan's currency.
 */
loss: number, };

export type Fact = { 
/**
 * What was counted, e.g. `versions`.
 */
name: string, 
/**
 * How many.
 */
count: number, };

export type FailureKind = "refused" | "stale" | "malformed" | "fault";

export type FailureRate = { 
/**
 * 1 to 5.
 */
level: number, 
/**
 * Past changes.
 */
changes: number, 
/**
 * Of those, failed.
 */
failed: number, 
/**
 * Share that failed, 0 to 1; nothing without past changes.
 */
share: number | null, 
/**
 * Lower end of the 95 % interval (Wilson).
 */
low: number, 
/**
 * Upper end of it.
 */
high: number, 
/**
 * True below [`TOO_THIN`] past changes.
 */
too_thin: boolean, 
/**
 * The share that was stated beforehand; nothing for risk levels, which state none.
 */
stated: number | null, };

export type FeltDot = { 
/**
 * Name.
 */
name: string, 
/**
 * True for tier 0 and 1.
 */
critical: boolean, 
/**
 * True when it breaks, false when it degrades.
 */
hard: boolean, };

export type Field = { 
/**
 * Its code, as in our own exports.
 */
code: string, 
/**
 * What people call it.
 */
label: string, 
/**
 * True when no row can do without it.
 */
required: boolean, 
/**
 * True when several columns may feed it.
 */
many: boolean, };

export type FieldDiff = { 
/**
 * Name of the field.
 */
field: string, 
/**
 * As it is; empty when unset.
 */
before: string, 
/**
 * As it would be; empty when unset.
 */
after: string, };

export type FieldView = { 
/**
 * Its name, in words.
 */
field: string, 
/**
 * Before.
 */
before: string, 
/**
 * After.
 */
after: string, };

export type FilterQuestion = { 
/**
 * As it is typed.
 */
filter: string, };

export type FilterWord = { 
/**
 * What stands in the field then.
 */
text: string, 
/**
 * What it asks for.
 */
hint: string, 
/**
 * False when a value still follows.
 */
whole: boolean, };

export type FilterWords = { 
/**
 * Where the word begins that a choice replaces, in UTF-16 units.
 */
from: number, 
/**
 * Choices, the likeliest first.
 */
choices: Array<FilterWord>, };

export type FilterWordsQuestion = { 
/**
 * The text up to the caret.
 */
typed: string, };

export type Finding = { 
/**
 * The rule, e.g. `DEP-01`.
 */
rule: string, 
/**
 * How much it weighs.
 */
severity: Severity, 
/**
 * What it is about.
 */
subjects: Array<Subject>, 
/**
 * The fact, with names and dates.
 */
sentence: string, 
/**
 * Why it matters.
 */
why: string, 
/**
 * What could be done.
 */
ways_out: Array<WayOut>, 
/**
 * True when a person may take it as it is, with a reason.
 */
waivable: boolean, 
/**
 * Who took it as it is, when and why; what is waived weighs as a note.
 */
waived: Waived | null, };

export type Findings = { 
/**
 * Findings, errors first.
 */
findings: Array<Finding>, 
/**
 * Collisions, heaviest first.
 */
collisions: Array<Collision>, 
/**
 * How many errors.
 */
errors: number, 
/**
 * How many warnings.
 */
warnings: number, 
/**
 * Rules that were asked.
 */
rules: number, };

export type FirstStep = { 
/**
 * Names the step.
 */
id: string, 
/**
 * What to do.
 */
text: string, 
/**
 * Where.
 */
route: string, 
/**
 * True once the log shows it.
 */
done: boolean, };

export type FittingServices = { 
/**
 * The services; `None` when there is no filter and all fit.
 */
services: Array<ServiceId> | null, 
/**
 * How many, in words.
 */
sentence: string, };

export type FlipLink = { 
/**
 * The link.
 */
dependency: DependencyId, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type Forecast = { 
/**
 * When it was said.
 */
said_on: Day, 
/**
 * The day that was named.
 */
day: Day, };

export type FrameCounts = { 
/**
 * Collisions in the plan.
 */
collisions: number, 
/**
 * Cycles among links that order deployment.
 */
cycles: number, 
/**
 * Talks that are open.
 */
talks: number, 
/**
 * Open talks in which the other side moved last.
 */
talks_waiting: number, 
/**
 * Releases still to come.
 */
releases: number, 
/**
 * Changes.
 */
changes: number, 
/**
 * Changes that wait for a release.
 */
deferred: number, 
/**
 * Services.
 */
services: number, };

export type FrameView = { 
/**
 * The open plan; `None` shows the welcome screen.
 */
plan: PlanHeading | null, 
/**
 * Last published version.
 */
published: PublishedVersion | null, 
/**
 * Operations since it.
 */
edits_since_published: number, 
/**
 * Counts of the rail and the status bar.
 */
counts: FrameCounts, 
/**
 * What undo would take back.
 */
undo: string | null, 
/**
 * What redo would do again.
 */
redo: string | null, 
/**
 * Time of the last entry.
 */
saved_at: Instant | null, 
/**
 * The time now, by the same clock that writes entries.
 */
now: Instant, 
/**
 * Journal position.
 */
seq: number, 
/**
 * Clocks of the status bar.
 */
clocks: Array<Clock>, 
/**
 * Zone in which days are drawn.
 */
zone: Zone, 
/**
 * Currency sign.
 */
currency: string, 
/**
 * People of the plan.
 */
people: Array<PersonMark>, 
/**
 * First steps with the sample plan; empty otherwise.
 */
first_steps: Array<FirstStep>, 
/**
 * The earlier moment that every room shows; `None` while they show the plan as it is.
 */
past: PastMoment | null, 
/**
 * How the plan is shared.
 */
sharing: SharingState, 
/**
 * What the person at the keyboard may not do, and why.
 */
refused: Array<RefusedAct>, };

export type FreezeBand = { 
/**
 * `agreed`, `ask`, `offer` or `both` (inside ask and offer).
 */
kind: string, 
/**
 * When.
 */
window: Window, };

export type FreezeEvent = { 
/**
 * What it is, e.g. `Anniversary sale`.
 */
name: string, 
/**
 * Who holds it, in words.
 */
owner: string, 
/**
 * When it begins.
 */
start: Instant, 
/**
 * When it ends; after `start`.
 */
end: Instant, 
/**
 * What an hour of it is worth, in whole units of the plan's currency; `None` when nobody has said.
 */
value_per_hour: number | null, };

export type FreezeExceptionId = string;

export type FreezeId = string;

export type FreezeLane = { 
/**
 * Identity.
 */
id: FreezeId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * What stands beside the name, e.g. `round 3`.
 */
note: string, 
/**
 * How closed.
 */
level: FreezeLevel, 
/**
 * How far.
 */
state: FreezeState, 
/**
 * Bands to draw: the freeze itself, and ask and offer while talks are open.
 */
bands: Array<FreezeBand>, };

export type FreezeLevel = "open" | "notice" | "soft" | "hard" | "lockdown";

export type FreezeLine = { 
/**
 * Identity.
 */
id: FreezeId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * How far.
 */
state: FreezeState, 
/**
 * How closed.
 */
level: FreezeLevel, 
/**
 * When.
 */
window: Window, 
/**
 * What it covers, in words.
 */
scope: string, 
/**
 * The open talks.
 */
talks: NegotiationId | null, 
/**
 * Round of the talks.
 */
round: number, 
/**
 * Days between the sides.
 */
gap_days: number | null, 
/**
 * The side whose turn it is.
 */
turn: Side | null, 
/**
 * Requests for exceptions that nobody has decided.
 */
requests: number, };

export type FreezeList = { 
/**
 * Drafts: nobody is asked yet.
 */
drafts: Array<FreezeLine>, 
/**
 * With open talks.
 */
in_talks: Array<FreezeLine>, 
/**
 * Asked for, without talks.
 */
asked: Array<FreezeLine>, 
/**
 * Agreed.
 */
agreed: Array<FreezeLine>, 
/**
 * Requests for exceptions that nobody has decided, of all freezes.
 */
requests: number, };

export type FreezePolicy = { 
/**
 * Identity.
 */
id: FreezePolicyId, 
/**
 * Unique reference, e.g. `peak`.
 */
reference: Reference, 
/**
 * Name people say.
 */
name: string, 
/**
 * Kind of event, e.g. `Sale`.
 */
event_type: string, 
/**
 * What passes at which level.
 */
levels: Array<LevelRule>, 
/**
 * Days before its start by which a freeze is agreed.
 */
notice_days: number, 
/**
 * Days in which an offer is answered.
 */
response_days: number, 
/**
 * What silence means then.
 */
silence_rule: SilenceRule, 
/**
 * Exceptions that may be granted; `None` for no limit.
 */
max_exceptions: number | null, 
/**
 * Working days after its use in which an exception is reviewed.
 */
review_days: number, 
/**
 * How fast what waited may go.
 */
thaw: ThawCaps, 
/**
 * What an exception must show; all must hold.
 */
criteria: Array<string>, };

export type FreezePolicyId = string;

export type FreezeQuestion = { 
/**
 * The freeze.
 */
freeze: FreezeId, };

export type FreezeReview = { 
/**
 * When.
 */
at: Instant, 
/**
 * Who, in words.
 */
by: string, 
/**
 * What was learned.
 */
text: string, };

export type FreezeRoom = { 
/**
 * The freeze.
 */
freeze: FreezeLine, 
/**
 * Why.
 */
reason: string, 
/**
 * Who asked.
 */
asked_by: string, 
/**
 * What an exception must show.
 */
criteria: Array<string>, 
/**
 * Services it covers.
 */
services: number, 
/**
 * Stretch to draw.
 */
span: Window, 
/**
 * Releases inside that stretch.
 */
releases: Array<ReleaseTick>, 
/**
 * Talks, open or closed; `None` when there were none.
 */
talks: TalksView | null, 
/**
 * Requests for exceptions: those to be decided first, by their slot.
 */
exceptions: Array<ExceptionLine>, 
/**
 * Exceptions that may still be granted.
 */
budget: ExceptionBudget, 
/**
 * The policy it stands under; `None` when none was written.
 */
policy: FreezePolicy | null, 
/**
 * What holds where no policy was written.
 */
house: FreezePolicy, 
/**
 * Every policy, by name.
 */
policies: Array<FreezePolicy>, 
/**
 * Classes of changes that pass.
 */
passes: Array<ChangeClass>, 
/**
 * Journal position.
 */
seq: number, };

export type FreezeScope = { 
/**
 * These services.
 */
services: Array<ServiceId>, 
/**
 * Services of these teams.
 */
teams: Array<TeamId>, 
/**
 * Services of these systems.
 */
systems: Array<string>, 
/**
 * Services of these kinds.
 */
kinds: Array<ServiceKind>, 
/**
 * Deployments to these environments.
 */
environments: Array<EnvironmentId>, 
/**
 * Services that stay out of it.
 */
except_services: Array<ServiceId>, };

export type FreezeState = "draft" | "asked" | "agreed" | "withdrawn";

export type Gap = "lets-pass" | "stops-more" | "to-know";

export type GapLine = { 
/**
 * Round.
 */
round: number, 
/**
 * What was asked.
 */
ask: Window | null, 
/**
 * What was offered.
 */
offer: Window | null, 
/**
 * Days between.
 */
days: number | null, };

export type Gate = { 
/**
 * True when the service may be deployed.
 */
open: boolean, 
/**
 * Why it is closed, or what to know when it is open.
 */
reasons: Array<string>, 
/**
 * When it opens next; `None` when it is open, or stays closed for more than a year.
 */
opens_next: Instant | null, };

export type GateQuestion = { 
/**
 * Reference, name or id of the service.
 */
service: string, 
/**
 * Reference, name or id of the environment; `None` means production.
 */
environment: string | null, 
/**
 * When; `None` means now.
 */
at: Instant | null, 
/**
 * A freeze file that Slipway wrote, asked instead of the open plan.
 */
file: string | null, };

export type GiveBack = { 
/**
 * The booking.
 */
booking: BookingId, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type GivenBack = { 
/**
 * Who moved up, in words.
 */
moved_up: Array<string>, };

export type GoToItem = { 
/**
 * The item.
 */
item: AgendaItemId, };

export type HopLine = { 
/**
 * Links between.
 */
hops: number, 
/**
 * Their names.
 */
names: Array<string>, 
/**
 * Those that break rather than degrade.
 */
hard: number, };

export type HubPlace = { 
/**
 * The address without a password.
 */
address: string, 
/**
 * What kind of place.
 */
kind: HubPlaceKind, 
/**
 * What it is, e.g. `A folder on an NFS 4.2 share of files01.`
 */
place: string, 
/**
 * True when a hub may live there.
 */
safe: boolean, 
/**
 * Why not, or what to know; empty when there is nothing to say.
 */
sentence: string, 
/**
 * What to do instead; empty when it is safe.
 */
way_out: string, 
/**
 * Name of the plan that is shared there already.
 */
holds: string | null, 
/**
 * True when that is the open plan.
 */
holds_this_plan: boolean, };

export type HubPlaceKind = "file" | "postgres";

export type HubQuestion = { 
/**
 * The address.
 */
address: string, };

export type IAmAt = { 
/**
 * The place, e.g. `freezes`; empty when the window closes.
 */
place: string, };

export type Impact = { 
/**
 * Days frozen, phase by phase: `14 / 9`.
 */
days: string, 
/**
 * Days on which anything is closed.
 */
days_frozen: number, 
/**
 * Thousandths of the ask that are protected.
 */
coverage_permille: number, 
/**
 * What each phase covers, in their order.
 */
phases: Array<PhaseCover>, 
/**
 * Days times changes that go later.
 */
change_days_lost: number, 
/**
 * Releases that move, whole or in part.
 */
moved: Array<MovedRelease>, 
/**
 * Legal dates that are missed.
 */
legal_missed: Array<NamedChange>, 
/**
 * Risk points of the night on which it thaws.
 */
thaw_risk: number, 
/**
 * Budget of that night.
 */
thaw_budget: number | null, 
/**
 * The day of that night; `None` when nothing is displaced or nothing can land.
 */
thaw_on: Day | null, 
/**
 * Releases of that night.
 */
thaw_releases: Array<ThawRelease>, 
/**
 * Changes that will ask for an exception.
 */
exceptions: Array<NamedChange>, 
/**
 * What waiting costs, who pays, what is protected, how long it takes to thaw.
 */
price: Price, 
/**
 * Names of every change of the price.
 */
priced: Array<NamedChange>, 
/**
 * What waiting costs, with its unit.
 */
cost_said: string, 
/**
 * What the event is protected from, with its unit; empty when nobody has said what an hour is worth.
 */
exposure_said: string, };

export type ImportDone = { 
/**
 * In words.
 */
sentence: string, 
/**
 * Counts by table.
 */
counts: Array<TableCount>, 
/**
 * Rows that were refused.
 */
refused: number, };

export type ImportQuestion = { 
/**
 * File or folder.
 */
path: string, 
/**
 * More files or folders of the same source.
 */
extras: Array<string>, 
/**
 * Series or release; `None` takes the only one.
 */
release: string | null, 
/**
 * How a table is read; `None` takes the proposal.
 */
mapping: Mapping | null, 
/**
 * Reference of the environment in which the versions run that the source names; `None` when nobody has said.
 */
environment: string | null, 
/**
 * The region for which a calendar holds; `None` for all.
 */
region: string | null, 
/**
 * What the events of a calendar are; `None` when its name tells.
 */
business: BusinessTimeKind | null, };

export type ImportResponse = { 
/**
 * The file that came back.
 */
path: string, };

export type ImportedResponse = { 
/**
 * In words: who, when, what.
 */
sentence: string, };

export type InFlight = "stop" | "finish" | "abort";

export type Instant = string;

export type InterestId = string;

export type InterestLine = { 
/**
 * Identity.
 */
id: InterestId, 
/**
 * What it is about; empty when about nothing in particular.
 */
about: string, 
/**
 * What it needs.
 */
need: string, 
/**
 * What a day of waiting costs.
 */
value_per_day: number, 
/**
 * Day that must hold.
 */
hard_date: Day | null, };

export type InventoryDelta = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Its reference.
 */
reference: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Where; `None` for what holds everywhere.
 */
environment: EnvironmentId | null, 
/**
 * What is changed: `version`, `lifecycle` or `contract`.
 */
attribute: string, 
/**
 * Before; empty when nobody has said.
 */
old: string, 
/**
 * After.
 */
new: string, 
/**
 * Changes that do it.
 */
changes: Array<ChangeId>, };

export type InventoryShape = "plain" | "service-now" | "itop";

export type ItemQuestion = { 
/**
 * The item.
 */
item: AgendaItemId, };

export type JoinHub = { 
/**
 * The hub's address.
 */
address: string, 
/**
 * Path of the new plan file on this computer; it must not exist.
 */
path: string, };

export type JudgeLink = { 
/**
 * The link.
 */
dependency: DependencyId, 
/**
 * What it is now.
 */
status: LinkStatus, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type JudgeLinks = { 
/**
 * The links.
 */
dependencies: Array<DependencyId>, 
/**
 * What they are now.
 */
status: LinkStatus, 
/**
 * Journal position at which the person saw them.
 */
seen: number | null, };

export type KeepProposal = { 
/**
 * What it is called.
 */
name: string, 
/**
 * Journal position of the plan it was made from.
 */
base_seq: number, 
/**
 * What it moves.
 */
moves: Array<Move>, 
/**
 * What it says of itself.
 */
solve: SolveSummary, };

export type KeepThaw = { 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * Day by day; `None` keeps the proposal.
 */
days: Array<ThawDay> | null, };

export type LaneBand = { 
/**
 * The freeze.
 */
id: FreezeId, 
/**
 * When.
 */
window: Window, 
/**
 * True once agreed.
 */
agreed: boolean, };

export type LastEdit = { 
/**
 * Position.
 */
seq: number, 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
author: string, 
/**
 * What.
 */
sentence: string, };

export type LeadDays = { 
/**
 * The system; the kind of services that have none.
 */
system: string, 
/**
 * The days.
 */
days: number, };

export type Leak = { 
/**
 * The open service.
 */
provider: ServiceId, 
/**
 * The frozen service nearest to it.
 */
frozen: ServiceId, 
/**
 * From the frozen service to the open one.
 */
path: Array<ServiceId>, 
/**
 * Releases that deploy it while the freeze is in force.
 */
releases: Array<ReleaseId>, 
/**
 * In words.
 */
sentence: string, };

export type Leaks = { 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * Services it covers.
 */
frozen: number, 
/**
 * Open services that a frozen one breaks without: those that are deployed in the meantime first.
 */
leaks: Array<Leak>, 
/**
 * Services that would be frozen too if every hard provider were.
 */
inherited: Array<ServiceId>, 
/**
 * Releases that such a freeze would stop as well.
 */
inherited_releases: Array<ReleaseId>, 
/**
 * In words.
 */
sentence: string, };

export type LevelRule = { 
/**
 * The level.
 */
level: FreezeLevel, 
/**
 * What passes.
 */
classes: Array<ChangeClass>, };

export type Likely = { 
/**
 * In half of the cases.
 */
half: Day, 
/**
 * In 85 of 100.
 */
most: Day, };

export type LinkCard = { 
/**
 * Identity.
 */
id: DependencyId, 
/**
 * Who needs.
 */
consumer: LinkEnd, 
/**
 * Who is needed.
 */
provider: LinkEnd, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether the consumer breaks without the provider.
 */
strength: Strength, 
/**
 * In which order they are deployed.
 */
order: DeployOrder, 
/**
 * Only in this environment.
 */
environment: EnvironmentId | null, 
/**
 * Version the consumer needs; empty when any.
 */
version_constraint: string, 
/**
 * Minutes to wait between the two deployments.
 */
min_gap_minutes: number, 
/**
 * Redundancy group.
 */
redundancy: Redundancy | null, 
/**
 * Key of the contract they share; empty when none.
 */
contract: string, 
/**
 * How far it is trusted.
 */
status: LinkStatus, 
/**
 * Who confirmed it last.
 */
confirmed_by: string | null, 
/**
 * When it was confirmed last.
 */
confirmed_at: Instant | null, 
/**
 * Every source that states it, those that still do first.
 */
evidence: Array<EvidenceLine>, 
/**
 * Why, in words.
 */
note: string, 
/**
 * What it means for the order of a deployment.
 */
proof: string, 
/**
 * How many links share the redundancy group, with this one.
 */
group_size: number, 
/**
 * Redundancy groups of the consumer.
 */
groups: Array<string>, 
/**
 * Why it cannot be flipped; `None` when it can.
 */
flip_refused: string | null, 
/**
 * Environments to choose from.
 */
environments: Array<[EnvironmentId, string]>, 
/**
 * Journal position at which it was read.
 */
seq: number, };

export type LinkEnd = { 
/**
 * The service.
 */
id: ServiceId, 
/**
 * Its name.
 */
name: string, 
/**
 * Its kind.
 */
kind: ServiceKind, 
/**
 * Its team, who can say whether the link is so.
 */
owner: string | null, };

export type LinkLine = { 
/**
 * Identity.
 */
id: DependencyId, 
/**
 * True when the service needs the other.
 */
needs: boolean, 
/**
 * The other service.
 */
other: ServiceId, 
/**
 * Its name.
 */
other_name: string, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether it breaks without it.
 */
strength: Strength, 
/**
 * In which order they are deployed.
 */
order: DeployOrder, 
/**
 * How far it is trusted.
 */
status: LinkStatus, 
/**
 * When it was confirmed last.
 */
confirmed_at: Instant | null, 
/**
 * Where we know it from, in words.
 */
evidence: Array<string>, 
/**
 * Why, in words.
 */
note: string, };

export type LinkQuestion = { 
/**
 * The link.
 */
dependency: DependencyId, };

export type LinkStatus = "asserted" | "imported" | "suggested" | "confirmed" | "disputed" | "rejected";

export type Load = { 
/**
 * Changes that ride it.
 */
changes: number, 
/**
 * Sum of their effort points.
 */
points: number, 
/**
 * Effort points it may hold: its own limit or its train's.
 */
capacity: number | null, 
/**
 * Sum of their risk points, and what they add to each other.
 */
risk: number, 
/**
 * Of that, what they add to each other where they meet.
 */
interaction: number, 
/**
 * Risk points it may hold: its own limit or its train's.
 */
budget: number | null, 
/**
 * Minutes from the first start to the last check, with the crews there are: what the night's schedule says.
 */
minutes: number, 
/**
 * Minutes to back everything out, in reverse order: what the night's schedule says.
 */
back_out_minutes: number, 
/**
 * Length of its deployment window.
 */
window_minutes: number, 
/**
 * Tests shown.
 */
evidence_seen: number, 
/**
 * Tests asked for.
 */
evidence_needed: number, 
/**
 * Tests that are still to be shown.
 */
tests_missing: number, 
/**
 * Tests that can be shown in the days for which test environments are booked for it; `None` where none of them
 * says how many it takes a day, or one of them takes any number.
 */
tests_possible: number | null, 
/**
 * What it brings to services of tier 0, the most first; empty where its train sets no limit.
 */
critical: Array<CriticalLoad>, 
/**
 * Risk points that it may bring to one service of tier 0.
 */
critical_budget: number | null, };

export type LoadDelta = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Now.
 */
before: Load, 
/**
 * After the moves.
 */
after: Load, };

export type LocalTime = string;

export type LogAuthor = { 
/**
 * The name entries carry.
 */
name: string, 
/**
 * Entries of that name.
 */
entries: number, };

export type LogEntry = { 
/**
 * Its line.
 */
line: LogLine, 
/**
 * Its seal.
 */
seal: LogSeal, 
/**
 * The reason that was given.
 */
reason: string | null, 
/**
 * Fields that changed, row by row; the first two hundred rows.
 */
changes: Array<RowView>, 
/**
 * Rows that are not shown.
 */
more: number, 
/**
 * Later entries that changed the same rows, the next first.
 */
followed: Array<LogFollower>, 
/**
 * Later entries that are not listed.
 */
followed_more: number, 
/**
 * The entry that it takes back.
 */
takes_back: LogFollower | null, 
/**
 * The entry that took it back.
 */
taken_back: LogFollower | null, 
/**
 * Why it cannot be taken back now; `None` when it can.
 */
not_reversible: string | null, };

export type LogEntryQuestion = { 
/**
 * Its position.
 */
seq: number, };

export type LogFollower = { 
/**
 * Its position.
 */
seq: number, 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
author: string, 
/**
 * What was done.
 */
sentence: string, };

export type LogLine = { 
/**
 * Identity.
 */
id: EntryId, 
/**
 * Position.
 */
seq: number, 
/**
 * When.
 */
at: Instant, 
/**
 * Who.
 */
author: string, 
/**
 * Name of the operation.
 */
operation: string, 
/**
 * What was done.
 */
sentence: string, 
/**
 * What it was done to: a reference, or how many rows.
 */
subject: string, 
/**
 * What the sentence says besides the subject.
 */
rest: string, 
/**
 * The leading field before; empty when the sentence says more.
 */
before: string, 
/**
 * The leading field after.
 */
after: string, 
/**
 * Rows it changed.
 */
rows: number, 
/**
 * Where it was written.
 */
place: LogPlace, 
/**
 * First digits of its hash.
 */
hash: string, 
/**
 * The entry it takes back.
 */
undoes: EntryId | null, };

export type LogPage = { 
/**
 * Lines.
 */
lines: Array<LogLine>, 
/**
 * Entries that fit.
 */
count: number, 
/**
 * Entries in all.
 */
total: number, 
/**
 * Position to ask before for the next page; `None` at the end.
 */
next: number | null, 
/**
 * Everybody who wrote in the log, the most first.
 */
people: Array<LogAuthor>, };

export type LogPlace = { 
/**
 * What the signature shows.
 */
kind: PlaceKind, 
/**
 * In words.
 */
text: string, };

export type LogQuestion = { 
/**
 * Entries before this position; `None` starts with the newest.
 */
before: number | null, 
/**
 * Words, and parts such as `since:1-Oct`, `by:name`, `on:RO-23`, `did:move`, `signed:no`, `is:decision`.
 */
text: string, };

export type LogSeal = { 
/**
 * Hash of the entry before; empty for the first.
 */
before: string, 
/**
 * Its own hash.
 */
entry: string, 
/**
 * What the signature shows.
 */
kind: PlaceKind, 
/**
 * In words.
 */
sentence: string, };

export type MadeAgenda = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * Items that came on it now.
 */
added: number, 
/**
 * Items that left it now.
 */
dropped: number, };

export type MakeAgenda = { 
/**
 * The series.
 */
series: MeetingSeriesId, 
/**
 * When the meeting starts.
 */
starts_at: Instant, };

export type MakeOffer = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * Which side makes it.
 */
side: Side, 
/**
 * Who makes it, in words; the person at the keyboard when empty.
 */
by_name: string, 
/**
 * What is offered.
 */
phases: Array<OfferPhase>, 
/**
 * What is said along with it.
 */
message: string, };

export type MapHealth = { 
/**
 * Links that count.
 */
links: number, 
/**
 * Those confirmed within 90 days.
 */
confirmed: number, 
/**
 * The same in percent, rounded down; 100 when there is no link.
 */
confirmed_percent: number, 
/**
 * Guesses that nobody has looked at.
 */
suggested: Array<DependencyId>, 
/**
 * Links that somebody doubts.
 */
disputed: Array<DependencyId>, 
/**
 * Links that no source shows any more.
 */
vanished: Array<DependencyId>, 
/**
 * Services within two links of tier 0 whose own dependencies are not all known.
 */
unknown_near_critical: Array<ServiceId>, 
/**
 * Services that no link touches.
 */
orphans: Array<ServiceId>, 
/**
 * Services of our own that no team owns.
 */
without_owner: Array<ServiceId>, 
/**
 * Teams whose services have nobody but one person to ask.
 */
without_backup: Array<TeamId>, 
/**
 * Services of cycles.
 */
cycles: number, 
/**
 * In words, a line for each that is worth saying.
 */
sentences: Array<string>, };

export type MapLink = { 
/**
 * Number of the provider's box.
 */
provider: number, 
/**
 * Number of the consumer's box.
 */
consumer: number, 
/**
 * Kind of the first link.
 */
kind: DependencyKind, 
/**
 * Hard when one of them is.
 */
strength: Strength, 
/**
 * Lowest trust among them.
 */
status: LinkStatus, 
/**
 * Links it stands for.
 */
count: number, 
/**
 * The links.
 */
links: Array<DependencyId>, 
/**
 * Places kept free for it in the columns between.
 */
via: Array<Point>, };

export type MapNode = { 
/**
 * Services inside.
 */
services: Array<ServiceId>, 
/**
 * Name.
 */
label: string, 
/**
 * Kind of the service; `None` for a system.
 */
kind: ServiceKind | null, 
/**
 * Most critical tier inside.
 */
tier: number, 
/**
 * Column, from zero.
 */
wave: number, 
/**
 * Row, from zero.
 */
row: number, 
/**
 * Number of its cycle or lockstep group.
 */
group: number | null, 
/**
 * True when that group is a cycle.
 */
cycle: boolean, 
/**
 * Changes that touch it.
 */
changes: number, 
/**
 * Highest risk level among them; 0 without.
 */
level: number, 
/**
 * Links from the focus; `None` when it is not reached or nothing is selected.
 */
hops: number | null, };

export type MapQuestion = { 
/**
 * The selected service; the rest is dimmed by distance from it.
 */
focus: ServiceId | null, 
/**
 * True to walk to what it needs, false to what breaks if it fails.
 */
needs: boolean, 
/**
 * How far to walk; `None` for all the way.
 */
hops: number | null, 
/**
 * The filter as it is typed.
 */
filter: string, };

export type MapView = { 
/**
 * Boxes.
 */
nodes: Array<MapNode>, 
/**
 * Lines, from provider to consumer.
 */
links: Array<MapLink>, 
/**
 * Columns.
 */
waves: Array<WaveHead>, 
/**
 * Rows of the tallest column.
 */
rows: number, 
/**
 * True when boxes are systems.
 */
collapsed: boolean, 
/**
 * Cycles.
 */
cycles: Array<CycleView>, 
/**
 * Services drawn.
 */
shown: number, 
/**
 * Services of the plan.
 */
total_services: number, 
/**
 * Links of the plan.
 */
total_links: number, };

export type Mapping = { 
/**
 * What it lists.
 */
kind: TableKind, 
/**
 * Name of the source; a second import of the same source finds its records again.
 */
system: string, 
/**
 * How the bytes spell text.
 */
encoding: Encoding, 
/**
 * What separates cells: `,`, `;`, `|` or a tab.
 */
delimiter: string, 
/**
 * True when the first row names the columns.
 */
has_header: boolean, 
/**
 * Which column feeds which field.
 */
columns: Array<ColumnUse>, 
/**
 * What the source's words mean.
 */
values: Array<ValueMap>, 
/**
 * Order of day and month in numeric dates; `None` when the dates leave no doubt.
 */
date_order: DateOrder | null, 
/**
 * Who needs whom in a row of a table of links that names no relation, or one that leaves it open.
 */
direction: RowDirection, 
/**
 * What becomes of a service that a row names and nobody knows.
 */
unknown: UnknownReference, 
/**
 * True when the file lists everything the source has, so that what is missing is gone.
 */
complete: boolean, };

export type Match = "code" | "label" | "similar" | "person";

export type MatrixBlock = { 
/**
 * First row.
 */
first: number, 
/**
 * Last row.
 */
last: number, 
/**
 * True when they wait for each other by mistake, not by agreement.
 */
cycle: boolean, };

export type MatrixHead = { 
/**
 * Services inside: one, or all of a system.
 */
services: Array<ServiceId>, 
/**
 * Name.
 */
label: string, 
/**
 * Kind of the service; `None` for a system.
 */
kind: ServiceKind | null, 
/**
 * Wave, from one.
 */
wave: number, 
/**
 * Changes that touch it.
 */
changes: number, 
/**
 * Highest risk level among them; 0 without.
 */
level: number, 
/**
 * Links from the focus; `None` when it is not reached or nothing is selected.
 */
hops: number | null, };

export type MatrixMark = { 
/**
 * Who needs.
 */
row: number, 
/**
 * Who is needed.
 */
column: number, 
/**
 * The first of the links.
 */
link: DependencyId, 
/**
 * Links it stands for.
 */
count: number, 
/**
 * Kind of the first.
 */
kind: DependencyKind, 
/**
 * Hard when one of them is.
 */
strength: Strength, 
/**
 * Lowest trust among them.
 */
status: LinkStatus, 
/**
 * True when one of them asks for another order than the rows have.
 */
against: boolean, };

export type MatrixView = { 
/**
 * Rows and columns, in the order they are deployed.
 */
heads: Array<MatrixHead>, 
/**
 * Links: the row needs the column.
 */
marks: Array<MatrixMark>, 
/**
 * Rows that are deployed as one step.
 */
blocks: Array<MatrixBlock>, 
/**
 * True when rows are systems.
 */
collapsed: boolean, 
/**
 * Services shown.
 */
shown: number, 
/**
 * Services of the plan.
 */
total_services: number, 
/**
 * How many links go against the order, in words.
 */
sentence: string, };

export type Me = { 
/**
 * The name the system knows.
 */
name: string, 
/**
 * The public key of this computer.
 */
key: string | null, 
/**
 * The person of the plan, when there is one.
 */
person: PersonId | null, 
/**
 * How far that is known.
 */
standing: MyStanding, 
/**
 * In words.
 */
sentence: string, };

export type Measure = "change-days" | "covered" | "days-frozen" | "releases-moved" | "legal-missed" | "thaw-risk" | "drain-days" | "exceptions" | "cost-of-delay" | "exposure" | "largest-share";

export type Meeting = { 
/**
 * Where, in words.
 */
place: string, 
/**
 * References of the changes.
 */
changes: Array<string>, 
/**
 * Points that their pairs add.
 */
points: number, };

export type MeetingKind = "normal" | "emergency";

export type MeetingLane = { 
/**
 * Identity.
 */
id: MeetingSeriesId, 
/**
 * Name.
 */
name: string, 
/**
 * When, in words, e.g. `Thu, weekly 14:00`.
 */
cadence: string, 
/**
 * Its meetings.
 */
at: Array<Window>, };

export type MeetingQuestion = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, };

export type MeetingSeriesId = string;

export type MeetingState = "planned" | "running" | "closed";

export type Member = { 
/**
 * Who, in words.
 */
author: string, 
/**
 * On which computer.
 */
computer: string, 
/**
 * Two letters.
 */
initials: string, 
/**
 * First digits of the computer's key.
 */
key: string, 
/**
 * True for this computer.
 */
me: boolean, 
/**
 * When, by the member's own clock.
 */
seen_at: Instant, 
/**
 * The place the member was in, e.g. `freezes`; empty when closed.
 */
place: string, 
/**
 * Entries of the hub the member had not seen then.
 */
behind: number, };

export type MemberRole = "chair" | "member";

export type MergeConflictId = string;

export type MergeCopy = { 
/**
 * Path of the copy.
 */
path: string, };

export type Meter = { 
/**
 * What is measured.
 */
name: string, 
/**
 * How much is used.
 */
used: number, 
/**
 * How much there is; `None` for no limit.
 */
limit: number | null, 
/**
 * Unit, e.g. `points`, `min`.
 */
unit: string, };

export type MeterDelta = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Effort points after it.
 */
points: number, 
/**
 * Risk points after it.
 */
risk: number, 
/**
 * Minutes after it, back-out reserve included.
 */
minutes: number, };

export type MilestoneId = string;

export type MilestoneMark = { 
/**
 * Identity.
 */
id: MilestoneId, 
/**
 * Name.
 */
name: string, 
/**
 * The noon of the day on which it is expected or was reached.
 */
at: Instant, 
/**
 * The noon of the day that was planned at first.
 */
planned: Instant, 
/**
 * True once reached.
 */
reached: boolean, 
/**
 * Reference of the release that waits for it; empty when none does.
 */
release: string, 
/**
 * Days after what waits for it; 0 when it is in time.
 */
late_days: number, 
/**
 * Every forecast, the first first.
 */
forecasts: Array<Forecast>, 
/**
 * In words.
 */
sentence: string, };

export type MilestoneQuestion = { 
/**
 * The milestone.
 */
milestone: MilestoneId, };

export type Missed = { 
/**
 * The cut-off.
 */
cut_off: CutOffDate, 
/**
 * What it lacks, e.g. `is not approved`.
 */
lacks: string, };

export type MonthMark = { 
/**
 * When it begins.
 */
at: Instant, 
/**
 * The first day, from which the window writes the month's name.
 */
day: Day, };

export type Move = { "move": "place-change", 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Where to; `None` defers it.
 */
release: ReleaseId | null, } | { "move": "move-release", 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Its new deployment window.
 */
deploy: Window, 
/**
 * True to leave scope lock and test start where they are.
 */
keep_lock: boolean, } | { "move": "move-freeze", 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * Its new window.
 */
window: Window, };

export type MoveBooking = { 
/**
 * The booking.
 */
booking: BookingId, 
/**
 * Where to.
 */
environment: EnvironmentId, 
/**
 * When.
 */
window: Window, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type MovePreview = { 
/**
 * The question's number.
 */
sequence: number, 
/**
 * Where the deployment would be, after snapping to a window.
 */
deploy: Window, 
/**
 * Said when the place was snapped.
 */
snapped: string | null, 
/**
 * Days moved; negative is earlier.
 */
days: number, 
/**
 * Collisions it clears.
 */
clears: number, 
/**
 * Collisions it adds.
 */
adds: number, 
/**
 * Every reason for and against.
 */
reasons: Array<Reason>, 
/**
 * Ids of collisions that would remain or come, for the collision lane.
 */
collisions_after: Array<CollisionMark>, 
/**
 * Other ways out.
 */
ways_out: Array<WayOutView>, };

export type MoveRelease = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Where its deployment starts.
 */
deploy_start: Instant, 
/**
 * True to leave scope lock and test start where they are.
 */
keep_lock: boolean, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type Moved = { 
/**
 * Its deployment.
 */
deploy: Window, };

export type MovedRelease = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Where it is.
 */
from: Window, 
/**
 * Where it would go; `None` when nothing is free.
 */
to: Window | null, 
/**
 * True when the whole release moves, false when only some of its changes wait.
 */
whole: boolean, 
/**
 * The release those changes wait for, by reference; empty when they go by themselves.
 */
into: string, 
/**
 * Changes that move with it.
 */
changes: number, 
/**
 * The first of those changes by name.
 */
named: Array<NamedChange>, 
/**
 * Days later.
 */
days: number, };

export type MustMove = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Its reference.
 */
reference: string, 
/**
 * Where it would go; `None` means that it waits.
 */
to: ReleaseId | null, 
/**
 * Why, in words.
 */
sentence: string, };

export type MyStanding = "proved" | "claimed" | "other-key" | "stranger";

export type NamedChange = { 
/**
 * Identity.
 */
id: ChangeId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, };

export type Need = { "need": "date-order", 
/**
 * Name of the column.
 */
column: string, 
/**
 * One of its values.
 */
sample: string, } | { "need": "column", 
/**
 * Code of the field.
 */
field: string, 
/**
 * What people call it.
 */
label: string, };

export type NeededVersion = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Its version, or a constraint such as `>= 2.1`.
 */
version: string, };

export type NegotiationId = string;

export type NegotiationState = "draft" | "open" | "escalated" | "agreed" | "decided" | "withdrawn";

export type NewPlan = { 
/**
 * Path of the new file; it must not exist.
 */
path: string, 
/**
 * Name of the plan; the file's name when empty.
 */
name: string, 
/**
 * True to fill it with the sample.
 */
sample: boolean, };

export type NextTrain = { 
/**
 * The release; `None` when the train has no later one.
 */
release: ReleaseId | null, 
/**
 * When that is deployed.
 */
departs: Window | null, 
/**
 * Days later than this one.
 */
days_later: number, 
/**
 * What the delay costs, in whole units of the plan's currency.
 */
cost: number, 
/**
 * The proposal, to be taken.
 */
way_out: WayOut, };

export type NightFigures = { 
/**
 * Waves.
 */
waves: number, 
/**
 * Steps.
 */
steps: number, 
/**
 * Minutes to the last check.
 */
critical_minutes: number, 
/**
 * Minutes back.
 */
back_out_minutes: number, 
/**
 * Minutes of the window.
 */
window_minutes: number, 
/**
 * Whether there and back fit the window.
 */
fits: boolean, 
/**
 * Last safe back-out.
 */
last_safe_back_out: Instant | null, 
/**
 * Risk points.
 */
risk: number, 
/**
 * Risk points it may hold.
 */
budget: number | null, 
/**
 * The night in a sentence.
 */
sentence: string, };

export type Note = { 
/**
 * What it is about.
 */
kind: NoteKind, 
/**
 * The record or value, e.g. `keystoneauth`.
 */
subject: string, 
/**
 * One sentence.
 */
sentence: string, 
/**
 * File it comes from.
 */
file: string, };

export type NoteItem = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * The note; replaces the one before.
 */
note: string, };

export type NoteKind = "owner-conflict" | "unknown-there" | "date-conflict" | "also-known" | "stub" | "reading" | "truncated" | "missing";

export type Nothing = Record<string, never>;

export type OfferId = string;

export type OfferPhase = { 
/**
 * What it is called, e.g. `Payments`.
 */
name: string, 
/**
 * When.
 */
window: Window, 
/**
 * How closed.
 */
level: FreezeLevel, 
/**
 * What it covers.
 */
scope: FreezeScope, 
/**
 * How its hours are meant.
 */
zone_mode: ZoneMode, 
/**
 * Classes of changes that pass; empty means those that pass at its level.
 */
allowed: Array<ChangeClass>, 
/**
 * What becomes of a deployment that runs when it begins.
 */
in_flight: InFlight, };

export type OpenFact = { "fact": "probability-assessed", 
/**
 * What is found, 1 to 5.
 */
level: Score, } | { "fact": "impact-assessed", 
/**
 * What is found, 1 to 5.
 */
level: Score, } | { "fact": "back-out-measured" } | { "fact": "back-out-rehearsed" } | { "fact": "evidence-shown" } | { "fact": "ready-sooner" };

export type OpenPlan = { 
/**
 * Path of the file.
 */
path: string, };

export type OpenWindow = { 
/**
 * When.
 */
window: Window, 
/**
 * True for a long one.
 */
extended: boolean, 
/**
 * The agreed freeze that closes all of it.
 */
closed_by: string | null, };

export type OpenedPlan = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its name.
 */
name: string, 
/**
 * True when it can only be read.
 */
read_only: boolean, };

export type OptionRow = { 
/**
 * `ask`, `offer` or `computed`.
 */
kind: string, 
/**
 * `A` to `D` for computed ones.
 */
letter: string, 
/**
 * Name, e.g. `Start later`.
 */
name: string, 
/**
 * In words.
 */
sentence: string, 
/**
 * What is offered.
 */
phases: Array<OfferPhase>, 
/**
 * Its numbers.
 */
impact: Impact, 
/**
 * The option that is no worse in cover, change-days and legal dates and better in one of them; empty when it is worth offering.
 */
dominated_by: string, };

export type OutlineLine = { 
/**
 * 1 for chapters, 2 below them.
 */
level: number, 
/**
 * Its title.
 */
title: string, 
/**
 * Its page, from 0.
 */
page: number, };

export type Outlook = { 
/**
 * The day that is stated now.
 */
stated: Day, 
/**
 * `None` where too few were reached, or where the stated day is over.
 */
likely: Likely | null, 
/**
 * True when the others are of its own project, false when they are of the whole plan.
 */
of_project: boolean, 
/**
 * The others, the last one first.
 */
past: Array<Slip>, 
/**
 * In words.
 */
sentence: string, };

export type OwedStep = { 
/**
 * Identity.
 */
id: OwedStepId, 
/**
 * Why it is owed.
 */
kind: StepKind, 
/**
 * The item of the agenda from which it comes.
 */
item: AgendaItemId | null, 
/**
 * What it belongs to.
 */
subject: Subject | null, 
/**
 * What is to be done.
 */
text: string, 
/**
 * Who does it; `None` until somebody takes it.
 */
owner: PersonId | null, 
/**
 * Last good day; `None` until one is said.
 */
due: Day | null, 
/**
 * When it was done.
 */
done_at: Instant | null, 
/**
 * Who said so.
 */
done_by: string, 
/**
 * What shows it.
 */
evidence: string, };

export type OwedStepId = string;

export type PagePicture = { 
/**
 * The picture.
 */
svg: string, 
/**
 * Its words.
 */
text: string, };

export type PageQuestion = { 
/**
 * The document.
 */
document: DocumentQuestion, 
/**
 * The page, from 0.
 */
page: number, };

export type PageSize = { 
/**
 * Width.
 */
width: number, 
/**
 * Height.
 */
height: number, };

export type PaperForm = "markdown" | "mail" | "html" | "decisions" | "actions" | "calendar" | "agenda";

export type Partner = { 
/**
 * The contract.
 */
contract: string, 
/**
 * The change that changes it.
 */
change: ChangeId, 
/**
 * Whose contract is changed.
 */
service: ServiceId, 
/**
 * The service at the other end.
 */
partner: ServiceId, 
/**
 * Its name.
 */
partner_name: string, 
/**
 * True when the partner needs the service, false when the service needs the partner.
 */
consumes: boolean, 
/**
 * Whether it goes along.
 */
verdict: PartnerVerdict, 
/**
 * How much that weighs; `None` when all is well.
 */
severity: Severity | null, 
/**
 * The fact, with versions and what shows it.
 */
sentence: string, 
/**
 * The rule that finds it when there is something to weigh, e.g. `DEP-03`.
 */
rule: string, 
/**
 * What that finding is about: the release, the change, the partner.
 */
subjects: Array<Subject>, 
/**
 * Who went on without the partner, when and why; what is waived weighs as a note.
 */
waived: Waived | null, };

export type PartnerVerdict = "in-release" | "compatible" | "assumed" | "untested" | "broken";

export type Party = { 
/**
 * Name, e.g. `Commerce`.
 */
name: string, 
/**
 * Who speaks for it.
 */
person: PersonId | null, 
/**
 * Side of the table.
 */
side: Side, 
/**
 * True when talks cannot end without it.
 */
required: boolean, 
/**
 * What it is at the table for.
 */
role: PartyRole, 
/**
 * How much its loss counts, in tenths; 10 is as much as anybody's.
 */
weight: number, 
/**
 * Who speaks for it when its person cannot.
 */
delegate: PersonId | null, };

export type PartyLine = { 
/**
 * Name.
 */
name: string, 
/**
 * Who speaks for it.
 */
person: PersonMark | null, 
/**
 * Side of the table.
 */
side: Side, 
/**
 * True when talks cannot end without it.
 */
required: boolean, 
/**
 * What it says about the standing offer.
 */
stance: Stance, 
/**
 * True when it made the standing offer.
 */
proposed: boolean, 
/**
 * Its conditions or objection.
 */
conditions: string, 
/**
 * What it is at the table for.
 */
role: PartyRole, 
/**
 * How much its loss counts, in tenths.
 */
weight: number, 
/**
 * Who speaks for it when its person cannot.
 */
delegate: PersonMark | null, 
/**
 * Who said it, in words.
 */
by: string, 
/**
 * How it came to the table.
 */
via: Channel, 
/**
 * True when the silence rule would speak for it now.
 */
silent: boolean, 
/**
 * What it needs.
 */
interests: Array<InterestLine>, };

export type PartyRole = "event-owner" | "delivery" | "operations" | "security" | "vendor" | "mediator" | "decider" | "informed";

export type Passenger = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Its reference.
 */
reference: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Cut-offs it missed or will miss, the earliest first.
 */
missed: Array<Missed>, 
/**
 * The next cut-off it does not fulfil yet but still may.
 */
next_due: Missed | null, 
/**
 * Where it goes when it does not ride; only for those that missed one.
 */
next_train: NextTrain | null, };

export type PastMoment = { 
/**
 * The last entry that is seen.
 */
seq: number, 
/**
 * When it was written.
 */
at: Instant, 
/**
 * In words.
 */
sentence: string, };

export type PastedLinks = { 
/**
 * Lines of cells, parted by tabs, semicolons or commas. A first line of names may say which is which.
 */
text: string, };

export type PastedPreview = { 
/**
 * Row by row.
 */
rows: Array<PastedRow>, 
/**
 * How many would be added.
 */
ready: number, 
/**
 * In words.
 */
sentence: string, };

export type PastedRow = { 
/**
 * Line, from one.
 */
line: number, 
/**
 * Who needs, as written.
 */
consumer: string, 
/**
 * Who is needed, as written.
 */
provider: string, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether it breaks without it.
 */
strength: Strength, 
/**
 * In which order they are deployed.
 */
order: DeployOrder, 
/**
 * Why, in words.
 */
note: string, 
/**
 * Why it cannot be added; `None` when it can.
 */
wrong: string | null, };

export type PauseMeeting = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * True to pause.
 */
paused: boolean, };

export type PeopleView = { 
/**
 * Everybody, by name.
 */
people: Array<PersonRow>, 
/**
 * Every role that somebody carries or some act is kept to.
 */
roles: Array<RoleRow>, 
/**
 * Every act.
 */
acts: Array<ActRow>, 
/**
 * Who is at the keyboard.
 */
me: Me, 
/**
 * Why rights, roles and keys cannot be changed by me; `None` when they can.
 */
locked: string | null, 
/**
 * Journal position.
 */
seq: number, };

export type PersonId = string;

export type PersonMark = { 
/**
 * Identity.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Two letters.
 */
initials: string, };

export type PersonRow = { 
/**
 * Identity.
 */
id: PersonId, 
/**
 * Name.
 */
name: string, 
/**
 * Role.
 */
role: string, 
/**
 * Team; empty when nobody has said.
 */
team: string, 
/**
 * Public keys.
 */
keys: Array<string>, 
/**
 * True when it is who is at the keyboard.
 */
me: boolean, };

export type Phase = "early" | "half" | "late" | "over";

export type PhaseCover = { 
/**
 * Its scope in words.
 */
scope: string, 
/**
 * Services in that scope.
 */
services: number, 
/**
 * Its days.
 */
days: number, };

export type PinChange = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * True to pin it.
 */
pinned: boolean, };

export type PipelineCheck = { 
/**
 * True when it does, byte for byte.
 */
same: boolean, 
/**
 * In words.
 */
sentence: string, };

export type PipelineExportQuestion = { 
/**
 * The machine.
 */
dialect: Dialect, 
/**
 * A CSV with names over there.
 */
names: string | null, 
/**
 * Where to, or the file to hold it against.
 */
path: string, };

export type PipelineQuestion = { 
/**
 * The machine.
 */
dialect: Dialect, 
/**
 * A CSV with what services and environments are called over there; `None` takes their references.
 */
names: string | null, };

export type PipelineView = { 
/**
 * What people call the machine.
 */
title: string, 
/**
 * A name for the file.
 */
file_name: string, 
/**
 * Freezes in it.
 */
freezes: number, 
/**
 * What it does not say, what lets something pass first.
 */
unsaid: Array<Unsaid>, 
/**
 * The file.
 */
text: string, };

export type PlaceChange = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The release; `None` defers it.
 */
release: ReleaseId | null, 
/**
 * Why it is deferred; needed to defer.
 */
reason: string, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type PlaceKind = "here" | "shared" | "key" | "claim" | "broken";

export type PlacePreview = { 
/**
 * The question's number.
 */
sequence: number, 
/**
 * Releases whose load changes.
 */
loads: Array<MeterDelta>, 
/**
 * Collisions it clears.
 */
clears: number, 
/**
 * Collisions it adds.
 */
adds: number, 
/**
 * Every reason for and against.
 */
reasons: Array<Reason>, };

export type PlanHeading = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its organisation.
 */
organisation: string, 
/**
 * Its file.
 */
file: string, 
/**
 * True for the sample.
 */
sample: boolean, 
/**
 * True when it can only be read.
 */
read_only: boolean, };

export type PlanProfile = "full" | "executive" | "board" | "runbook" | "vendor";

export type Point = { 
/**
 * Column.
 */
wave: number, 
/**
 * Row.
 */
row: number, };

export type PreRead = { 
/**
 * When.
 */
at: Instant, 
/**
 * The last journal entry that it knows.
 */
seq: number, };

export type Preview = { 
/**
 * Collisions that would be gone.
 */
clears: Array<Collision>, 
/**
 * Collisions that would be new.
 */
adds: Array<Collision>, 
/**
 * Collisions of what is moved that would stay, in their new words.
 */
remain: Array<Collision>, 
/**
 * What else is worth saying.
 */
notes: Array<string>, 
/**
 * Meters of the releases that are moved, lose or gain a change.
 */
loads: Array<LoadDelta>, };

export type PreviewMove = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Where its deployment would start.
 */
deploy_start: Instant, 
/**
 * True to leave scope lock and test start where they are.
 */
keep_lock: boolean, 
/**
 * Number of the question; the answer carries it back, so that late answers can be dropped.
 */
sequence: number, };

export type PreviewMoves = { 
/**
 * The moves.
 */
moves: Array<Move>, 
/**
 * Facts that are taken to be true already.
 */
assuming: Array<Assumed>, 
/**
 * Number of the question; the answer carries it back.
 */
sequence: number, };

export type PreviewOffer = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * What would be offered.
 */
phases: Array<OfferPhase>, };

export type PreviewPlace = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The release; `None` is the waiting lane.
 */
release: ReleaseId | null, 
/**
 * Number of the question; the answer carries it back.
 */
sequence: number, };

export type Price = { 
/**
 * Sum of the delays.
 */
cost_of_delay: number, 
/**
 * Change by change.
 */
delays: Array<Delay>, 
/**
 * Displaced changes of which nobody has said what a day is worth.
 */
unpriced: number, 
/**
 * What is protected; `None` when nobody has said what an hour of the event is worth.
 */
exposure: Exposure | null, 
/**
 * How long what waited takes to go.
 */
drain: Drain, 
/**
 * Who pays, the largest share first; the shares add up to 1000 where anybody pays.
 */
shares: Array<Share>, };

export type Priority = { 
/**
 * Risk level × urgency × (1 + collisions).
 */
product: number, 
/**
 * 1 to 5.
 */
risk: number, 
/**
 * 5 within two days, 4 within four, 3 within a week, 2 within two weeks, 1 beyond.
 */
urgency: number, 
/**
 * Collisions about it, four at most.
 */
collisions: number, };

export type Progress = { 
/**
 * Names the work, for `stop`.
 */
job: string, 
/**
 * What it is, e.g. `Solving 64 changes`.
 */
title: string, 
/**
 * Best result so far, in words.
 */
detail: string, 
/**
 * 0 to 1; `None` when it cannot be said.
 */
fraction: number | null, 
/**
 * True with the last message.
 */
done: boolean, };

export type ProjectLane = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its milestones, by time.
 */
milestones: Array<MilestoneMark>, };

export type Proposal = { 
/**
 * The columns of the file.
 */
columns: Array<Column>, 
/**
 * Rows below the header.
 */
rows: number, 
/**
 * The proposed mapping.
 */
mapping: Mapping, 
/**
 * The fields a column can be mapped to.
 */
fields: Array<Field>, 
/**
 * What has to be answered first.
 */
needs: Array<Need>, 
/**
 * Words that are not mapped yet.
 */
unmapped: Array<Unmapped>, };

export type ProposeTable = { 
/**
 * The file.
 */
path: string, 
/**
 * What it lists; `None` guesses.
 */
kind: TableKind | null, };

export type Publish = { 
/**
 * What is new, in words.
 */
note: string, };

export type PublishPreview = { 
/**
 * The version it would become.
 */
version: number, 
/**
 * The version before, if any.
 */
previous: number | null, 
/**
 * What differs, in words.
 */
differences: Array<Difference>, 
/**
 * Collisions that would be published along.
 */
collisions: number, };

export type Published = { 
/**
 * Its number.
 */
version: number, 
/**
 * Digest of its records.
 */
digest: string, 
/**
 * True when others changed the plan in the same moment: the version is not published, and a conflict says so.
 */
overtaken: boolean, 
/**
 * On a shared plan: whether the others have it, in a sentence. Empty otherwise.
 */
told: string, };

export type PublishedVersion = { 
/**
 * Its number.
 */
version: number, 
/**
 * When.
 */
at: Instant, };

export type Push = { "kind": "touched", 
/**
 * Journal position after it.
 */
seq: number, 
/**
 * Tables whose rows changed.
 */
tables: Array<string>, } | { "kind": "sharing" } | { "kind": "plan" } | { "kind": "progress" } & Progress;

export type QueueQuestion = { 
/**
 * How many.
 */
count: number, };

export type QueuedLink = { 
/**
 * The link.
 */
link: DependencyId, 
/**
 * `consumer → provider`.
 */
name: string, 
/**
 * What hangs on it, in thousandths of BR; twice that when it orders an open release.
 */
milli: number, 
/**
 * Open releases whose order rests on it.
 */
releases: Array<ReleaseId>, 
/**
 * Who can say: the lead of the consumer's owner.
 */
ask: PersonId | null, 
/**
 * Why this one, in words.
 */
sentence: string, };

export type Readiness = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Its reference.
 */
reference: string, 
/**
 * By itself.
 */
own: ReadyLevel, 
/**
 * With everything in the release that it breaks without.
 */
effective: ReadyLevel, 
/**
 * Who holds it down; `None` when it stands by itself.
 */
held_by: ChangeId | null, 
/**
 * Changes that it holds down.
 */
holds: Array<ChangeId>, 
/**
 * In words.
 */
sentence: string, };

export type ReadyLevel = "not-ready" | "ready" | "approved" | "deployed";

export type Reason = { 
/**
 * How it weighs.
 */
tone: Tone, 
/**
 * In words.
 */
sentence: string, };

export type RecordUse = { 
/**
 * The exception.
 */
exception: FreezeExceptionId, 
/**
 * When it was deployed.
 */
deployed: Window, 
/**
 * What was deployed, in words.
 */
what: string, 
/**
 * Whether the conditions were met.
 */
conditions_met: boolean, };

export type Redundancy = { 
/**
 * Name of the group, unique within the consumer.
 */
group: string, 
/**
 * How many of the group must be up.
 */
minimum: number, };

export type Reference = string;

export type Refusal = { 
/**
 * File, relative to the imported folder.
 */
file: string, 
/**
 * Row or line, counted from one; `None` when it is about the whole file.
 */
row: number | null, 
/**
 * Field or column; empty when it is about the whole row.
 */
field: string, 
/**
 * The value as it stands in the file.
 */
value: string, 
/**
 * Why, as a sentence.
 */
reason: string, 
/**
 * True when only this value was left out and the rest of the record was taken.
 */
rest_taken: boolean, };

export type RefusedAct = { 
/**
 * The act.
 */
act: Act, 
/**
 * Why, and who may.
 */
sentence: string, };

export type ReleaseCard = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Why it exists.
 */
kind: ReleaseKind, 
/**
 * How far.
 */
state: ReleaseState, 
/**
 * Name of its train.
 */
train: string | null, 
/**
 * Its environment.
 */
environment: string | null, 
/**
 * When scope closes.
 */
scope_lock: Instant, 
/**
 * When test starts.
 */
test_starts: Instant, 
/**
 * When it is deployed.
 */
deploy: Window, 
/**
 * When the watch ends.
 */
watch_ends: Instant, 
/**
 * Where the published plan has it, when that differs.
 */
published: Window | null, 
/**
 * Who answers for it.
 */
owner: PersonMark | null, 
/**
 * `after PL-11, before PF-44`; empty when nothing orders it.
 */
sequence: string, 
/**
 * Capacity, risk, time, evidence.
 */
meters: Array<Meter>, 
/**
 * Its changes.
 */
changes: Array<ChangeLine>, 
/**
 * Its collisions.
 */
collisions: Array<CollisionCard>, 
/**
 * Last lines of the log about it.
 */
last_edits: Array<LastEdit>, 
/**
 * Journal position at which it was read.
 */
seq: number, 
/**
 * False once it is in production or cancelled.
 */
movable: boolean, };

export type ReleaseId = string;

export type ReleaseKind = "planned" | "hotfix" | "emergency";

export type ReleaseOrder = { 
/**
 * The release's deployment window.
 */
window: Window, 
/**
 * Steps, by start.
 */
lines: Array<ScheduleLine>, 
/**
 * Minutes of the critical path.
 */
critical_minutes: number, 
/**
 * Minutes of the window.
 */
window_minutes: number, 
/**
 * Minutes to back everything out.
 */
back_out_minutes: number, 
/**
 * Last moment at which backing out still fits; `None` when it never does.
 */
last_safe_back_out: Instant | null, 
/**
 * Start of the first step that cannot be taken back.
 */
point_of_no_return: Instant | null, 
/**
 * Minutes to the last check if every step had a crew.
 */
minutes_without_limits: number, 
/**
 * True when the last check is done before the last safe back-out.
 */
fits: boolean, 
/**
 * The way back, in its order.
 */
back_out: Array<BackOutStep>, 
/**
 * In words.
 */
sentence: string, 
/**
 * How the figures were found, line by line.
 */
proof: Array<string>, };

export type ReleasePlanQuestion = { 
/**
 * The release; `None` takes the next one to come.
 */
release: ReleaseId | null, 
/**
 * Where to.
 */
path: string, 
/**
 * True for US Letter, false for A4.
 */
letter: boolean, 
/**
 * For whom.
 */
profile: PlanProfile, 
/**
 * The team whose part a vendor gets.
 */
team: TeamId | null, };

export type ReleaseQuestion = { 
/**
 * The release.
 */
release: ReleaseId, };

export type ReleaseRow = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Why it exists.
 */
kind: ReleaseKind, 
/**
 * How far.
 */
state: ReleaseState, 
/**
 * Name of its train; empty when it rides none.
 */
train: string, 
/**
 * Who answers for it; empty when nobody.
 */
owner: string, 
/**
 * When it is deployed.
 */
deploy: Window, 
/**
 * Changes in it.
 */
changes: number, 
/**
 * Highest risk level among them.
 */
level: number, 
/**
 * Load against limits.
 */
meters: Array<Meter>, 
/**
 * Collisions it is in.
 */
collisions: number, };

export type ReleaseShape = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Title.
 */
title: string, 
/**
 * Why it exists.
 */
kind: ReleaseKind, 
/**
 * How far.
 */
state: ReleaseState, 
/**
 * Highest risk level of its changes; 0 without changes.
 */
level: number, 
/**
 * Number of changes.
 */
changes: number, 
/**
 * When scope closes.
 */
scope_lock: Instant, 
/**
 * When test starts.
 */
test_starts: Instant, 
/**
 * When it is deployed.
 */
deploy: Window, 
/**
 * When the watch ends.
 */
watch_ends: Instant, 
/**
 * Ids of its collisions.
 */
collisions: Array<string>, 
/**
 * Where the published plan has it, when that differs.
 */
published: Window | null, 
/**
 * False once it is in production or cancelled.
 */
movable: boolean, };

export type ReleaseState = "planned" | "locked" | "approved" | "deployed" | "closed" | "backed-out" | "cancelled";

export type ReleaseTick = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * When.
 */
deploy: Window, 
/**
 * Title.
 */
title: string, 
/**
 * True when it or its watch lies inside the ask and the ask closes some of its changes.
 */
inside: boolean, 
/**
 * Changes of it that the ask closes.
 */
stopped: number, };

export type Remove = { 
/**
 * Its table.
 */
table: TableName, 
/**
 * Its id.
 */
id: string, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type RemoveKey = { 
/**
 * Whose it was.
 */
person: PersonId, 
/**
 * The public key.
 */
key: string, };

export type Renumbered = { 
/**
 * The table.
 */
table: TableName, 
/**
 * The record.
 */
record: string, 
/**
 * What it was called here.
 */
from: string, 
/**
 * What it is called now.
 */
to: string, };

export type Repair = { 
/**
 * The moves, in order of what they move.
 */
moves: Array<RepairMove>, 
/**
 * Collisions that go.
 */
clears: Array<Collision>, 
/**
 * Collisions that stay: no move that was looked at clears them.
 */
stays: Array<Collision>, 
/**
 * True when no other moves of those looked at do with fewer.
 */
proven: boolean, 
/**
 * Fewest moves and left collisions that any solution needs, each left collision counted as four moves.
 */
bound: number, 
/**
 * The same of this one.
 */
cost: number, 
/**
 * Calendars that were looked at.
 */
looked_at: number, 
/**
 * In words.
 */
sentence: string, };

export type RepairMove = { 
/**
 * The move in words.
 */
sentence: string, 
/**
 * The move.
 */
step: Move, 
/**
 * Days a release goes later; negative is earlier; 0 for a change.
 */
days: number, 
/**
 * What would come back without it.
 */
reasons: Array<string>, };

export type RequestException = { 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * Changes it is for.
 */
changes: Array<ChangeId>, 
/**
 * Release it is for.
 */
release: ReleaseId | null, 
/**
 * Who asks, in words.
 */
requester: string, 
/**
 * Why, and what happens if it is refused.
 */
reason: string, 
/**
 * When the deployment would be.
 */
slot: Window | null, 
/**
 * Which of the freeze's criteria it meets, in their order.
 */
criteria_met: Array<boolean>, 
/**
 * What the request says for itself.
 */
case: ExceptionCase, };

export type RequestedException = { 
/**
 * Its id.
 */
id: FreezeExceptionId, 
/**
 * Its reference.
 */
reference: string, };

export type Resolution = { 
/**
 * Where.
 */
environment: EnvironmentId, 
/**
 * Its name.
 */
environment_name: string, 
/**
 * Conditions that were checked.
 */
checked: number, 
/**
 * Those that do not hold.
 */
unmet: Array<Unmet>, 
/**
 * Conditions that cannot be checked: a version or a range cannot be read.
 */
unknown: Array<string>, 
/**
 * The fewest upgrades and holds after which every condition holds; `None` when none of the known versions do it.
 */
picks: Array<VersionPick> | null, 
/**
 * In words.
 */
sentence: string, };

export type Reversed = { 
/**
 * Its position.
 */
seq: number, };

export type ReviewException = { 
/**
 * The exception.
 */
exception: FreezeExceptionId, 
/**
 * What it found.
 */
text: string, };

export type ReviewFreeze = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * What was learned.
 */
text: string, };

export type RingLink = { 
/**
 * Identity.
 */
id: DependencyId, 
/**
 * Who needs.
 */
consumer: string, 
/**
 * Who is needed.
 */
provider: string, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * How far it is trusted.
 */
status: LinkStatus, };

export type RiskCalibration = { 
/**
 * The figures.
 */
figures: Calibration, 
/**
 * In words.
 */
sentence: string, };

export type RiskLine = { 
/**
 * What it is.
 */
name: string, 
/**
 * Points; an override may take some away.
 */
points: number, 
/**
 * Where they come from.
 */
why: string, };

export type RoleRow = { 
/**
 * Its name.
 */
role: string, 
/**
 * Who carries it.
 */
people: Array<string>, };

export type RoundLine = { 
/**
 * Identity.
 */
id: OfferId, 
/**
 * Round.
 */
round: number, 
/**
 * Which side.
 */
side: Side, 
/**
 * Who.
 */
by: string, 
/**
 * Initials.
 */
initials: string, 
/**
 * When.
 */
at: Instant, 
/**
 * What, in days.
 */
phases: Array<OfferPhase>, 
/**
 * What was said along with it.
 */
message: string, 
/**
 * When it must be answered.
 */
replies_by: Instant | null, 
/**
 * How it came to the table.
 */
via: Channel, 
/**
 * How it differs from the offer before it, in words.
 */
difference: Array<string>, 
/**
 * True for the standing one.
 */
standing: boolean, };

export type RowDiff = { 
/**
 * Its table.
 */
table: TableName, 
/**
 * Its id in the plan.
 */
id: string, 
/**
 * What would become of it.
 */
status: RowStatus, 
/**
 * What people call it.
 */
label: string, 
/**
 * Fields that change; empty unless changed.
 */
fields: Array<FieldDiff>, 
/**
 * File it comes from.
 */
file: string, 
/**
 * Row in it.
 */
row: number | null, };

export type RowDirection = "first-needs-second" | "second-needs-first";

export type RowLink = { 
/**
 * Identity.
 */
id: DependencyId, 
/**
 * Who is needed.
 */
provider: ServiceId, 
/**
 * What for.
 */
kind: DependencyKind, 
/**
 * Whether it breaks without it.
 */
strength: Strength, 
/**
 * How far it is trusted.
 */
status: LinkStatus, 
/**
 * When it was confirmed last.
 */
confirmed_at: Instant | null, };

export type RowStatus = "added" | "changed" | "gone";

export type RowView = { 
/**
 * Kind of record.
 */
kind: string, 
/**
 * Its name.
 */
name: string, 
/**
 * `added`, `changed` or `removed`.
 */
what: string, 
/**
 * Fields.
 */
fields: Array<FieldView>, };

export type SaveCopy = { 
/**
 * Path of the copy; it must not exist.
 */
path: string, };

export type SavedCopy = { 
/**
 * Where it is.
 */
path: string, };

export type SavedView = { 
/**
 * Identity.
 */
id: SavedViewId, 
/**
 * Name people say.
 */
name: string, 
/**
 * Days from its left to its right edge.
 */
days: number, 
/**
 * Lanes that are shown, e.g. `windows`; empty for all.
 */
lanes: Array<string>, 
/**
 * What the filter says.
 */
filter: string, };

export type SavedViewId = string;

export type ScenarioFigures = { 
/**
 * Money a week of what rides.
 */
value_per_week: number, 
/**
 * Changes that wait.
 */
deferred: number, 
/**
 * Legal dates missed.
 */
legal_missed: number, 
/**
 * Highest risk of a release.
 */
worst_risk: number, 
/**
 * The budget of that release.
 */
worst_budget: number | null, 
/**
 * Changes placed otherwise than in the published plan; than in the draft when nothing is published.
 */
moves: number, 
/**
 * Collisions.
 */
collisions: number, 
/**
 * Money that what rides has earned four weeks after the last release to come.
 */
earned: number, 
/**
 * Risk points of all releases to come, interaction included.
 */
risk: number, };

export type ScenarioId = string;

export type ScenarioRow = { 
/**
 * `published`, `draft` or `proposal`.
 */
kind: string, 
/**
 * A, B, C …
 */
letter: string, 
/**
 * The saved scenario.
 */
id: ScenarioId | null, 
/**
 * Name.
 */
name: string, 
/**
 * What stands beside it.
 */
note: string, 
/**
 * Its figures.
 */
figures: ScenarioFigures, 
/**
 * What the optimiser says of it.
 */
solve: SolveSummary | null, 
/**
 * What a proposal would still move; empty for the others.
 */
moves: Array<Move>, };

export type ScheduleLine = { 
/**
 * Wave, from one.
 */
wave: number, 
/**
 * Services and changes, in words.
 */
what: string, 
/**
 * Deployment.
 */
deploy: Window, 
/**
 * When its check is done.
 */
checked_at: Instant, 
/**
 * True on the critical path.
 */
critical: boolean, 
/**
 * Minutes it could start later.
 */
slack_minutes: number, 
/**
 * Changes of the step.
 */
changes: Array<ChangeId>, 
/**
 * Services of the step.
 */
services: Array<ServiceId>, 
/**
 * Who deploys it, e.g. `Payments, crew 2`.
 */
crews: Array<string>, 
/**
 * True when its changes wait for each other by mistake.
 */
cycle: boolean, 
/**
 * Why it starts when it does.
 */
starts_because: string, 
/**
 * Minutes to back it out.
 */
back_out_minutes: number, 
/**
 * Minutes to back out everything begun when it is done.
 */
back_out_so_far: number, 
/**
 * Last moment at which that still ends inside the window.
 */
last_safe_back_out: Instant | null, 
/**
 * Moment from which it cannot be taken back.
 */
no_return_at: Instant | null, 
/**
 * Why it waits for earlier waves.
 */
because: Array<string>, };

export type Score = number;

export type SearchHit = { 
/**
 * What it is: `change`, `release`, `service`, `freeze`, `team`, `person`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its reference.
 */
reference: string, 
/**
 * Its name or title.
 */
title: string, 
/**
 * Where the window shows it.
 */
route: string, };

export type SearchQuestion = { 
/**
 * Words; all must occur.
 */
text: string, };

export type Seat = { 
/**
 * Whose.
 */
person: PersonId, 
/**
 * Chair or member.
 */
role: MemberRole, 
/**
 * True when it has a vote.
 */
votes: boolean, 
/**
 * Who sits on it now: the member, or the delegate; `None` when it is empty.
 */
taken_by: PersonId | null, };

export type SeatParties = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * Parties, in their order.
 */
parties: Array<Party>, 
/**
 * Who decides when they do not agree.
 */
decider: PersonId | null, 
/**
 * Who keeps the talks going.
 */
mediator: PersonId | null, 
/**
 * When the talks must end.
 */
ends_by: Instant | null, 
/**
 * What the freeze is to protect, and what an hour of it is worth.
 */
event: FreezeEvent | null, 
/**
 * Journal position at which the person saw the table.
 */
seen: number | null, };

export type SeePlanAt = { 
/**
 * After this entry.
 */
seq: number | null, 
/**
 * At this time, e.g. `2026-10-06T13:58`; the end of a day when only the day is given.
 */
moment: string | null, };

export type SendAsk = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * Who asks, in words; who the freeze says asks when empty.
 */
by_name: string, 
/**
 * What is said along with it; the freeze's reason when empty.
 */
message: string, };

export type ServiceCard = { 
/**
 * Identity.
 */
id: ServiceId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * Kind.
 */
kind: ServiceKind, 
/**
 * Tier.
 */
tier: number, 
/**
 * System or domain.
 */
system: string, 
/**
 * Owning team.
 */
owner: string | null, 
/**
 * Regions it runs in.
 */
regions: Array<string>, 
/**
 * Minutes to deploy, to check and to back out.
 */
minutes: [number | null, number | null, number | null], 
/**
 * Services that break or degrade if it fails, by distance.
 */
breaks: Array<HopLine>, 
/**
 * Services it needs, by distance.
 */
needs: Array<HopLine>, 
/**
 * Changes that touch it, with the release each rides in.
 */
changes: Array<[ChangeLine, string | null]>, 
/**
 * Its links.
 */
links: Array<LinkLine>, 
/**
 * The cycle it is in, in words.
 */
cycle: string | null, 
/**
 * How many links were confirmed, in words.
 */
knowledge: string, 
/**
 * Journal position at which it was read.
 */
seq: number, };

export type ServiceId = string;

export type ServiceKind = "business-service" | "application" | "service" | "api" | "library" | "database" | "queue" | "infrastructure" | "third-party" | "batch-job" | "document";

export type ServiceQuestion = { 
/**
 * The service.
 */
service: ServiceId, };

export type ServiceRow = { 
/**
 * Identity.
 */
id: ServiceId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, 
/**
 * Kind.
 */
kind: ServiceKind, 
/**
 * Tier.
 */
tier: number, 
/**
 * System or domain.
 */
system: string, 
/**
 * Owning team.
 */
owner: string, 
/**
 * Deployment wave, from one.
 */
wave: number, 
/**
 * True inside a cycle.
 */
cycle: boolean, 
/**
 * Services it needs directly.
 */
needs: Array<ServiceId>, 
/**
 * Services that need it directly.
 */
used_by: Array<ServiceId>, 
/**
 * Changes that touch it.
 */
changes: number, 
/**
 * Highest risk level among them; 0 without.
 */
level: number, 
/**
 * Links of it that nobody has confirmed.
 */
unconfirmed: number, 
/**
 * What it needs, link by link; guesses too, that a person has to look at.
 */
links: Array<RowLink>, };

export type ServicesQuestion = { 
/**
 * The services.
 */
services: Array<ServiceId>, };

export type SetAttendance = { 
/**
 * The meeting.
 */
meeting: CabMeetingId, 
/**
 * Who.
 */
person: PersonId, 
/**
 * True when there.
 */
present: boolean, };

export type SetFreezePolicy = { 
/**
 * The freeze.
 */
freeze: FreezeId, 
/**
 * The policy; `None` for what holds where none was written.
 */
policy: FreezePolicyId | null, 
/**
 * Journal position at which the person saw the freeze.
 */
seen: number | null, };

export type SetReleaseState = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * How far it is now.
 */
state: ReleaseState, 
/**
 * Journal position at which the person saw it.
 */
seen: number | null, };

export type SetRight = { 
/**
 * The act.
 */
act: Act, 
/**
 * Roles that may; none opens it to anybody.
 */
roles: Array<string>, };

export type SettleConflict = { 
/**
 * Which.
 */
id: MergeConflictId, 
/**
 * The value to take.
 */
choice: Choice, };

export type Severity = "note" | "warning" | "error";

export type Share = { 
/**
 * The party at the table that speaks for the team, or the team.
 */
party: string, 
/**
 * Days times changes.
 */
change_days: number, 
/**
 * Cost of delay.
 */
cost: number, 
/**
 * Thousandths of all: of the cost where anybody said what a day is worth, else of the change-days.
 */
permille: number, };

export type SharingKind = "alone" | "shared";

export type SharingState = { 
/**
 * Whether it is.
 */
kind: SharingKind, 
/**
 * The hub in words people know, e.g. `Team share \\srv\plans`; empty when alone.
 */
hub: string, 
/**
 * The hub's address without a password; empty when alone.
 */
address: string, 
/**
 * How the last visit went.
 */
connection: Connection, 
/**
 * Edits that the hub does not have yet.
 */
waiting: number, 
/**
 * Conflicts in which the second edit was made under my name.
 */
conflicts_mine: number, 
/**
 * Conflicts of others.
 */
conflicts_others: number, 
/**
 * Entries of others that I have not looked at yet.
 */
away: number, 
/**
 * Everybody who was seen at the hub; me first, then the last seen.
 */
members: Array<Member>, 
/**
 * When the hub was last reached from here, in this session.
 */
last_visit: Instant | null, };

export type Sheet = "services" | "dependencies" | "changes" | "releases" | "freezes" | "collisions" | "teams" | "decisions";

export type Shift = { 
/**
 * What is counted.
 */
fact: string, 
/**
 * Before the entry.
 */
before: number, 
/**
 * After it.
 */
after: number, };

export type ShiftRule = "stay" | "skip" | "next-working-day" | "previous-working-day";

export type Side = "event" | "delivery";

export type SignAgreement = { 
/**
 * The agreement.
 */
agreement: AgreementId, 
/**
 * The party that signs.
 */
party: string, 
/**
 * Who signs for it; the person at the keyboard when empty, and then with the key of this computer.
 */
person: string, };

export type SignatureLine = { 
/**
 * The party.
 */
party: string, 
/**
 * Who signed; empty when nobody has.
 */
person: string, 
/**
 * When.
 */
at: Instant | null, 
/**
 * How.
 */
method: SigningMethod | null, 
/**
 * True when it was made with a key and holds for the digest.
 */
proved: boolean, };

export type Signing = { 
/**
 * The name.
 */
author: string, 
/**
 * First digits of the key.
 */
key: string | null, 
/**
 * How many entries.
 */
entries: number, 
/**
 * How far the name can be trusted.
 */
standing: Standing, 
/**
 * In words.
 */
sentence: string, };

export type SigningMethod = "key" | "name" | "response-file";

export type SilenceRule = "consent" | "escalate" | "object";

export type Skew = { 
/**
 * Environments where anything was seen, in their order.
 */
environments: Array<EnvironmentId>, 
/**
 * Their names.
 */
environment_names: Array<string>, 
/**
 * Services, those that drift first.
 */
rows: Array<SkewRow>, 
/**
 * In words.
 */
sentence: string, };

export type SkewCell = { 
/**
 * The environment.
 */
environment: EnvironmentId, 
/**
 * What was last seen there.
 */
version: string, 
/**
 * When.
 */
observed_at: Instant, 
/**
 * What the last deployed change left there; `None` when no change says.
 */
expected: string | null, 
/**
 * How it stands to production.
 */
verdict: SkewVerdict, };

export type SkewRow = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Its name.
 */
name: string, 
/**
 * Environments where something was seen, in their order.
 */
cells: Array<SkewCell>, 
/**
 * True when something there wants a look: an unexpected or older version.
 */
drifts: boolean, 
/**
 * In words; empty when all is the same.
 */
sentence: string, };

export type SkewVerdict = "same" | "ahead" | "behind" | "unexpected" | "unreadable";

export type SlideDay = { 
/**
 * The day.
 */
day: Day, 
/**
 * `M`, `T`, …
 */
letter: string, 
/**
 * Where the deployment lies in the day, from 0 to 1; `None` on other days.
 */
deploys: [number, number] | null, 
/**
 * True when a window is open on the day.
 */
open: boolean, 
/**
 * Name of the freeze that closes it; empty when none does.
 */
frozen: string, };

export type SlideFelt = { 
/**
 * `11 services`.
 */
headline: string, 
/**
 * Who they are.
 */
sentence: string, 
/**
 * The services that change, then those one link away, then two …
 */
waves: Array<Array<FeltDot>>, };

export type SlideProof = { 
/**
 * `7 of 7 gates`.
 */
headline: string, 
/**
 * What is missing, or what was shown.
 */
sentence: string, 
/**
 * Every gate.
 */
gates: Array<CabProof>, };

export type SlideWayBack = { 
/**
 * `55 min`.
 */
headline: string, 
/**
 * When it was rehearsed, who decides until when.
 */
sentence: string, 
/**
 * The window of the release.
 */
window: Window | null, 
/**
 * Last moment at which backing out ends inside the window.
 */
last_safe: Instant | null, 
/**
 * Moment from which it cannot be taken back.
 */
no_return: Instant | null, };

export type SlideWhen = { 
/**
 * `Sun 18 Oct, 02:00`.
 */
headline: string, 
/**
 * Minutes of the window, freezes, collisions.
 */
sentence: string, 
/**
 * The deployment of the release.
 */
deploy: Window, 
/**
 * Its week.
 */
week: Array<SlideDay>, };

export type Slip = { 
/**
 * The milestone.
 */
milestone: MilestoneId, 
/**
 * `Ledger cloud move: Data frozen`.
 */
name: string, 
/**
 * The day on which it was reached.
 */
reached: Day, 
/**
 * Days from the first forecast to the day that was named then; 1 at least.
 */
said_days: number, 
/**
 * Days from the first forecast to the day on which it was reached.
 */
took_days: number, };

export type SlotQuestion = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * First day.
 */
from: Day, 
/**
 * First day after.
 */
until: Day, };

export type Solve = { 
/**
 * The train whose releases are filled; `None` takes releases on no train.
 */
train: TrainId | null, 
/**
 * Seconds it may take.
 */
seconds: number | null, 
/**
 * Iterations it may take; with the same seed the same iterations give the same proposal.
 */
iterations: number | null, 
/**
 * Seed of the search.
 */
seed: number | null, };

export type SolveSummary = { 
/**
 * Seed of the run.
 */
seed: number, 
/**
 * Iterations of the search.
 */
iterations: number, 
/**
 * Objective of the proposal.
 */
objective: number, 
/**
 * Proven upper bound of the objective.
 */
bound: number, 
/**
 * Proven gap in hundredths of a percent of the objective.
 */
gap_basis_points: number, };

export type Solved = { 
/**
 * The saved scenario.
 */
scenario: ScenarioId, 
/**
 * Its name.
 */
name: string, 
/**
 * Changes it places otherwise than the plan.
 */
moves: number, 
/**
 * What it says of itself.
 */
solve: SolveSummary, 
/**
 * In words, with the pins that cannot all hold.
 */
sentence: string, 
/**
 * The fewest pins that no plan keeps, and why, in words; none when all can hold.
 */
conflict: string | null, 
/**
 * Changes that stay as they are, with why.
 */
left_out: Array<string>, };

export type Spared = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * Why it stays up.
 */
sentence: string, };

export type Stage = "draft" | "circulated" | "round" | "escalated" | "agreed" | "decided" | "published" | "active" | "thawing" | "closed" | "reviewed" | "withdrawn";

export type Stance = "not-opened" | "reading" | "accept" | "accept-if" | "object" | "abstain";

export type Standing = "proved" | "signed" | "claimed";

export type StepKind = "condition" | "action" | "review";

export type StepShift = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Its step in words.
 */
label: string, 
/**
 * Wave and start now; `None` when it is not in the release.
 */
before: [number, Instant] | null, 
/**
 * Wave and start then.
 */
after: [number, Instant] | null, };

export type Stop = { 
/**
 * Name of the job.
 */
job: string, };

export type Strength = "hard" | "soft";

export type Subject = { "kind": "release", "id": ReleaseId } | { "kind": "change", "id": ChangeId } | { "kind": "freeze", "id": FreezeId } | { "kind": "service", "id": ServiceId } | { "kind": "dependency", "id": DependencyId } | { "kind": "train", "id": TrainId } | { "kind": "deployment-window", "id": DeploymentWindowId } | { "kind": "environment", "id": EnvironmentId } | { "kind": "negotiation", "id": NegotiationId } | { "kind": "freeze-exception", "id": FreezeExceptionId } | { "kind": "milestone", "id": MilestoneId } | { "kind": "booking", "id": BookingId } | { "kind": "cab-meeting", "id": CabMeetingId } | { "kind": "owed-step", "id": OwedStepId };

export type TableCount = { 
/**
 * The table.
 */
table: TableName, 
/**
 * New ones.
 */
added: number, 
/**
 * Ones with changed fields.
 */
changed: number, 
/**
 * Ones that stay as they are.
 */
unchanged: number, 
/**
 * Ones the source no longer has.
 */
gone: number, };

export type TableKind = "services" | "dependencies" | "changes" | "teams" | "milestones";

export type TableName = "settings" | "team" | "person" | "environment" | "service" | "dependency" | "installed" | "compatibility" | "train" | "departure" | "release" | "change" | "deployment_window" | "freeze_policy" | "freeze" | "freeze_exception" | "negotiation" | "offer" | "position" | "interest" | "concession" | "agreement" | "signature" | "thaw_plan" | "business_time" | "load_curve" | "meeting_series" | "cab_meeting" | "agenda_item" | "cab_vote" | "cab_decision" | "owed_step" | "milestone" | "booking" | "saved_view" | "waiver" | "scenario" | "publication" | "merge_conflict";

export type TakeBackWaiver = { 
/**
 * The waiver.
 */
waiver: WaiverId, };

export type TakeCascade = { 
/**
 * What was asked.
 */
question: CascadeQuestion, 
/**
 * Groups to take; empty takes all.
 */
groups: Array<string>, };

export type TakePosition = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * The party.
 */
party: string, 
/**
 * `accept`, `accept-if` or `object`.
 */
stance: Stance, 
/**
 * Conditions or objection.
 */
conditions: string, };

export type TakeWayOut = { 
/**
 * What it says, for the log.
 */
sentence: string, 
/**
 * Its moves.
 */
moves: Array<Move>, };

export type TalksQuestion = { 
/**
 * The talks.
 */
negotiation: NegotiationId, };

export type TalksView = { 
/**
 * Identity.
 */
id: NegotiationId, 
/**
 * Reference.
 */
reference: string, 
/**
 * How far.
 */
state: NegotiationState, 
/**
 * Round.
 */
round: number, 
/**
 * The side whose turn it is.
 */
turn: Side | null, 
/**
 * When the standing offer must be answered.
 */
replies_by: Instant | null, 
/**
 * What silence means then.
 */
silence_rule: SilenceRule, 
/**
 * When the talks must end.
 */
ends_by: Instant | null, 
/**
 * Who decides then.
 */
decider: PersonMark | null, 
/**
 * Parties.
 */
parties: Array<PartyLine>, 
/**
 * Offers, newest first.
 */
rounds: Array<RoundLine>, 
/**
 * What both sides wanted, round by round.
 */
gaps: Array<GapLine>, 
/**
 * Ask, offer and computed options.
 */
options: Array<OptionRow>, 
/**
 * Everything tried, and its knee.
 */
trade_off: TradeOff, 
/**
 * How far, as people and time have it.
 */
stage: Stage, 
/**
 * What the freeze is to protect.
 */
event: FreezeEvent | null, 
/**
 * Who keeps the talks going.
 */
mediator: PersonMark | null, 
/**
 * Why the decider was called.
 */
escalation: string, 
/**
 * True when the deadline has passed and somebody is silent.
 */
silence_due: boolean, 
/**
 * What parties give each other.
 */
concessions: Array<ConcessionLine>, 
/**
 * What was agreed; `None` while it is not.
 */
agreement: AgreementView | null, 
/**
 * Reference of the talks whose agreement these would replace.
 */
supersedes: string, 
/**
 * What was learned.
 */
review: FreezeReview | null, };

export type TeamChoice = { 
/**
 * Identity.
 */
id: TeamId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Name.
 */
name: string, };

export type TeamId = string;

export type ThawBoard = { 
/**
 * As it was kept; `None` when nobody has kept one.
 */
kept: ThawProposal | null, 
/**
 * As it would be proposed now.
 */
proposed: ThawProposal, 
/**
 * Names of every change on the board.
 */
changes: Array<NamedChange>, };

export type ThawCaps = { 
/**
 * Risk points that may go on one day.
 */
daily_risk: number, 
/**
 * Changes of services of tier 0 that may go on one day; `None` for no limit of their own.
 */
tier_zero: number | null, };

export type ThawDay = { 
/**
 * The day.
 */
on: Day, 
/**
 * Changes that go on it.
 */
changes: Array<ChangeId>, };

export type ThawLoad = { 
/**
 * The day.
 */
on: Day, 
/**
 * What goes, in order.
 */
steps: Array<ThawStep>, 
/**
 * Risk points of the day.
 */
risk: number, 
/**
 * Changes of it that touch services of tier 0.
 */
critical: number, 
/**
 * What is too much; empty when the caps hold.
 */
over: string, };

export type ThawProposal = { 
/**
 * Risk points that may go on one day.
 */
daily_cap: number, 
/**
 * Changes of tier 0 that may go on one day.
 */
tier_cap: number | null, 
/**
 * Day by day.
 */
days: Array<ThawLoad>, 
/**
 * In words.
 */
sentence: string, };

export type ThawRelease = { 
/**
 * Identity.
 */
id: ReleaseId, 
/**
 * Reference.
 */
reference: string, 
/**
 * Risk points that it brings.
 */
risk: number, };

export type ThawStep = { 
/**
 * The change.
 */
change: ChangeId, 
/**
 * Its risk points.
 */
risk: number, 
/**
 * True when it touches a service of tier 0.
 */
critical: boolean, 
/**
 * Why it stands where it stands.
 */
sentence: string, };

export type TickStep = { 
/**
 * The step.
 */
step: OwedStepId, 
/**
 * True when done.
 */
done: boolean, 
/**
 * What shows it.
 */
evidence: string, };

export type TimeAxis = { 
/**
 * Mondays.
 */
weeks: Array<WeekMark>, 
/**
 * First days of months inside the span, and the month the span starts in.
 */
months: Array<MonthMark>, 
/**
 * Saturdays and Sundays.
 */
weekends: Array<Window>, 
/**
 * First moments of all days; one more than there are days.
 */
days: Array<Instant>, };

export type Tone = "for" | "weigh" | "against";

export type TradeOff = { 
/**
 * The numbers of each option, in the order of its values.
 */
measures: Array<Measure>, 
/**
 * Those of them that decide what is worth offering.
 */
deciding: Array<Measure>, 
/**
 * Everything tried: by change-days, then by cover.
 */
tried: Array<Tried>, 
/**
 * Numbers of those worth offering, in their order.
 */
front: Array<number>, 
/**
 * Number of the knee: of those worth offering the one past which cover gets dear.
 */
knee: number | null, 
/**
 * The knee in words; empty when there is none.
 */
sentence: string, };

export type TrainId = string;

export type TrainLane = { 
/**
 * Identity.
 */
id: TrainId, 
/**
 * Name.
 */
name: string, 
/**
 * Cadence in words.
 */
cadence: string, 
/**
 * Releases.
 */
releases: Array<ReleaseShape>, 
/**
 * Freezes that touch the train's services.
 */
freezes: Array<LaneBand>, 
/**
 * Its departures, shifted by its rule.
 */
departures: Array<DepartureMark>, };

export type TrainQuestion = { 
/**
 * The train.
 */
train: TrainId, };

export type TrainRules = { 
/**
 * Its cut-offs.
 */
cut_offs: Array<CutOff>, 
/**
 * What it does on a closed day.
 */
shift: ShiftRule, 
/**
 * Effort points one release may hold; `None` for no limit.
 */
capacity_points: number | null, 
/**
 * Risk points one release may hold; `None` for no limit.
 */
risk_budget: number | null, 
/**
 * Risk points that one release may bring to one service of tier 0; `None` for no limit.
 */
critical_risk_budget: number | null, 
/**
 * Regions whose holidays count; none means all.
 */
regions: Array<string>, };

export type TrainTab = { 
/**
 * Identity.
 */
id: TrainId, 
/**
 * Name.
 */
name: string, 
/**
 * Collisions among its releases.
 */
collisions: number, };

export type Tried = { 
/**
 * `Ask`, `Offer`, an alternative's letter, or empty.
 */
label: string, 
/**
 * What was tried.
 */
phases: Array<OfferPhase>, 
/**
 * Its numbers, in the order of `measures`.
 */
values: Array<number>, 
/**
 * Those worth offering that are no worse in any deciding number and better in one; what has a name first.
 */
dominated_by: Array<number>, 
/**
 * True when none is.
 */
worth_offering: boolean, };

export type UnknownReference = "refuse" | "stub";

export type Unmapped = { 
/**
 * Code of the field.
 */
field: string, 
/**
 * The word.
 */
value: string, 
/**
 * How many rows hold it.
 */
count: number, };

export type Unmet = { 
/**
 * Who needs.
 */
consumer: ServiceId, 
/**
 * Who is needed.
 */
provider: ServiceId, 
/**
 * The link that asks for other versions; `None` when a record of compatibility says so.
 */
link: DependencyId | null, 
/**
 * In words, with the versions.
 */
sentence: string, };

export type Unsaid = { 
/**
 * On which side it errs.
 */
gap: Gap, 
/**
 * The freeze, exception or window by reference; empty for the whole file.
 */
about: string, 
/**
 * In words.
 */
sentence: string, };

export type UseJudged = { 
/**
 * Number of the use, from one.
 */
number: number, 
/**
 * True when it lay inside the slot and while the grant held.
 */
inside: boolean, 
/**
 * True when the conditions were met, as somebody says.
 */
conditions_met: boolean, 
/**
 * True when it was one more than the grant is good for.
 */
beyond: boolean, };

export type ValueMap = { 
/**
 * Code of the field.
 */
field: string, 
/**
 * The word in the file, compared without regard to case.
 */
from: string, 
/**
 * Our word; empty leaves the value out.
 */
to: string, };

export type Verdict = "filed" | "more-info" | "granted" | "granted-if" | "rejected" | "withdrawn";

export type Verified = { 
/**
 * True when chain, rows, signatures and checkpoints fit.
 */
holds: boolean, 
/**
 * Entries checked.
 */
entries: number, 
/**
 * Hash of the last entry.
 */
head: string, 
/**
 * Digest of the records.
 */
digest: string, 
/**
 * Checkpoints kept on this computer that hold.
 */
checkpoints: number, 
/**
 * Whose names are proved and whose are claims, most entries first.
 */
writers: Array<Signing>, 
/**
 * When it was checked.
 */
at: Instant, 
/**
 * In words.
 */
sentence: string, };

export type VersionPick = { 
/**
 * The service.
 */
service: ServiceId, 
/**
 * What the plan says.
 */
from: string, 
/**
 * What would fit.
 */
to: string, 
/**
 * True when it would stay as it is instead of taking the release's version.
 */
hold: boolean, 
/**
 * In words.
 */
sentence: string, };

export type VersionsQuestion = { 
/**
 * Only there; `None` means wherever anything is known to run.
 */
environment: EnvironmentId | null, 
/**
 * After this release; `None` means as it is.
 */
release: ReleaseId | null, };

export type Visited = { 
/**
 * In words, e.g. `4 edits came in, 2 went out. 1 conflict to settle.`
 */
sentence: string, 
/**
 * Entries of others that came in.
 */
pulled: number, 
/**
 * Entries of mine that went out.
 */
pushed: number, 
/**
 * Conflicts it made.
 */
conflicts: Array<MergeConflictId>, 
/**
 * Records of mine whose reference was taken.
 */
renumbered: Array<Renumbered>, };

export type VoteChoice = "for" | "against" | "unsure";

export type VoteOnItem = { 
/**
 * The item.
 */
item: AgendaItemId, 
/**
 * The voter.
 */
person: PersonId, 
/**
 * What; `None` takes the vote back.
 */
choice: VoteChoice | null, 
/**
 * How likely it succeeds, in per cent.
 */
chance: number | null, };

export type Voter = { 
/**
 * Who votes: the member, or the delegate on the seat.
 */
person: PersonId, 
/**
 * True for the chair's seat, which decides last.
 */
chair: boolean, 
/**
 * What was said; `None` when nothing yet.
 */
choice: VoteChoice | null, 
/**
 * Per cent.
 */
chance: number | null, 
/**
 * Why the voter may be torn; empty when nothing is known.
 */
interest: string, };

export type VoterBrier = { 
/**
 * The voter.
 */
person: PersonId, 
/**
 * Name.
 */
name: string, 
/**
 * Guesses with an outcome.
 */
guesses: number, 
/**
 * `None` below [`TOO_FEW`].
 */
score: number | null, };

export type WaiveFinding = { 
/**
 * Its rule.
 */
rule: string, 
/**
 * What it is about.
 */
subjects: Array<Subject>, 
/**
 * What it said when the person decided.
 */
finding: string, 
/**
 * Why it is taken.
 */
reason: string, };

export type Waived = { 
/**
 * The waiver.
 */
waiver: WaiverId, 
/**
 * Who decided.
 */
by: string, 
/**
 * When.
 */
at: Instant, 
/**
 * Why.
 */
reason: string, 
/**
 * `Waived by Inês Costa, Tue 3 Nov 09:12: Contract run 412 is green.`
 */
sentence: string, };

export type WaiverId = string;

export type WaveHead = { 
/**
 * From one.
 */
number: number, 
/**
 * Boxes in it.
 */
boxes: number, 
/**
 * Longest deployment with its check among its services, in minutes.
 */
minutes: number, };

export type WayOut = { 
/**
 * What would be done, e.g. `Move RO-23 to Wed 18 Nov 22:00.`
 */
sentence: string, 
/**
 * The moves; empty when a person has to do something that is no move.
 */
moves: Array<Move>, };

export type WayOutView = { 
/**
 * In words.
 */
sentence: string, 
/**
 * Steps it takes.
 */
moves: Array<Move>, };

export type WeekMark = { 
/**
 * When it begins.
 */
at: Instant, 
/**
 * Day of the month.
 */
day: number, 
/**
 * ISO week number.
 */
week: number, };

export type WhatIf = { 
/**
 * The release.
 */
release: ReleaseId, 
/**
 * Every move, the asked one first: ready to be made as one operation.
 */
moves: Array<Move>, 
/**
 * What must move too.
 */
must_move: Array<MustMove>, 
/**
 * The night now.
 */
before: NightFigures, 
/**
 * The night then.
 */
after: NightFigures, 
/**
 * Changes whose wave or start differs, by start.
 */
steps: Array<StepShift>, 
/**
 * Collisions that would be gone, new and still there.
 */
preview: Preview, 
/**
 * In words.
 */
sentence: string, };

export type WhatIfAsked = { "what": "remove", 
/**
 * The change.
 */
change: ChangeId, } | { "what": "delay", 
/**
 * The change.
 */
change: ChangeId, 
/**
 * That release.
 */
to: ReleaseId, } | { "what": "replace", 
/**
 * The change.
 */
change: ChangeId, 
/**
 * The other.
 */
by: ChangeId, };

export type WhyBlocker = { 
/**
 * What kind, in a word or two: `Risk budget`.
 */
title: string, 
/**
 * With names and numbers, and by how much it misses.
 */
sentence: string, };

export type WhyReason = { 
/**
 * Reference of the release.
 */
release: string, 
/**
 * What stands in the way, the hardest first; empty when nothing does.
 */
blockers: Array<WhyBlocker>, 
/**
 * What it needs there and has.
 */
met: Array<WhyBlocker>, 
/**
 * What the plan would gain, in its own points; negative costs.
 */
gain: number, };

export type WhyView = { 
/**
 * The change.
 */
card: Card, 
/**
 * Why, in words.
 */
description: string, 
/**
 * Who answers for it.
 */
owner: string, 
/**
 * Name of its team.
 */
team: string, 
/**
 * Names of all its services.
 */
services: Array<string>, 
/**
 * The release it rides; `None` when it waits.
 */
rides: string | null, 
/**
 * The nearest other releases, with what stands in the way.
 */
reasons: Array<WhyReason>, 
/**
 * What would change the answer.
 */
counterfactuals: Array<Counterfactual>, 
/**
 * A single fact that helps and is not enough; empty when there is none.
 */
near: string, 
/**
 * Its risk, 0 to 100.
 */
risk: number, 
/**
 * Parts of the risk; they add up to it.
 */
parts: Array<RiskLine>, 
/**
 * False when probability or impact was assumed.
 */
assessed: boolean, 
/**
 * What waiting costs, in words.
 */
waiting: string, 
/**
 * Its collisions.
 */
collisions: Array<string>, 
/**
 * Journal position.
 */
seq: number, };

export type Window = { start: Instant, end: Instant, };

export type WindowLane = { 
/**
 * Region or name.
 */
name: string, 
/**
 * Local time, e.g. `22:00–02:00`.
 */
local: string, 
/**
 * Zone of the local time.
 */
zone: Zone, 
/**
 * When it opens.
 */
open: Array<OpenWindow>, 
/**
 * Clock changes of the zone inside the span.
 */
clock_changes: Array<ClockMark>, };

export type WireFailure = { 
/**
 * Which kind.
 */
kind: FailureKind, 
/**
 * Stable word to branch on, e.g. `window-closed`.
 */
code: string, 
/**
 * What happened, what is safe, what to do.
 */
sentence: string, 
/**
 * With `stale`: what somebody changed since it was looked at.
 */
changed?: ChangedSince, };

export type WithdrawAsk = { 
/**
 * The talks.
 */
negotiation: NegotiationId, };

export type Worth = { 
/**
 * Since when.
 */
since: Instant, 
/**
 * Items decided.
 */
decided: number, 
/**
 * Of those, where the board changed something.
 */
changed: number, 
/**
 * Ends of the 95 % interval of that share; `None` below [`TOO_FEW`].
 */
share: [number, number] | null, 
/**
 * `The board changed something in 3 of 9 items. Too few to say a rate: 20 are needed.`
 */
sentence: string, 
/**
 * Voters with at least one guess whose outcome is known, by name.
 */
voters: Array<VoterBrier>, 
/**
 * Services whose changes may become standard.
 */
candidates: Array<Candidate>, 
/**
 * Why there is no candidate, when there is none.
 */
no_candidate: string, };

export type WriteCabPaper = { 
/**
 * What.
 */
paper: CabPaperQuestion, 
/**
 * Where to.
 */
path: string, };

export type WriteDocument = { 
/**
 * The document.
 */
document: DocumentQuestion, 
/**
 * Where to; the ending says the format: `.pdf`, for a CAB deck also `.pptx`.
 */
path: string, 
/**
 * True to write the pages that were looked at last, when the plan is still the same.
 */
as_seen: boolean, };

export type WritePicture = { 
/**
 * Where to.
 */
path: string, 
/**
 * The text of an SVG file.
 */
svg: string | null, 
/**
 * The bytes of a PNG file.
 */
png: Array<number> | null, };

export type WriteResponseForm = { 
/**
 * The talks.
 */
negotiation: NegotiationId, 
/**
 * The party that is asked.
 */
party: string, 
/**
 * Where to; `.json` gives the form for a program, anything else the page.
 */
path: string, };

export type WrittenDocument = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * What it is about, by reference.
 */
subject: string, };

export type WrittenPicture = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its size.
 */
bytes: number, 
/**
 * In words.
 */
sentence: string, };

export type Zone = string;

export type ZoneMode = "fixed" | "local";

export type WriteAnswer<A> = { seq: number; sentence: string; answer: A };

export interface Wire {
  /** What the frame shows: plan, counts, undo, clocks.  */
  frame: { kind: 'read'; question: Nothing; answer: FrameView };
  /** Records whose reference or name fits the text.  */
  search: { kind: 'read'; question: SearchQuestion; answer: Array<SearchHit> };
  /** Opens a plan file.  */
  open_plan: { kind: 'act'; question: OpenPlan; answer: OpenedPlan };
  /** Starts a new plan file.  */
  new_plan: { kind: 'act'; question: NewPlan; answer: OpenedPlan };
  /** Opens a fresh sample plan.  */
  open_sample: { kind: 'act'; question: Nothing; answer: OpenedPlan };
  /** Closes the plan.  */
  close_plan: { kind: 'act'; question: Nothing; answer: Nothing };
  /** Writes a copy of the plan file.  */
  save_copy: { kind: 'act'; question: SaveCopy; answer: SavedCopy };
  /** Ends long work with its best so far.  */
  stop: { kind: 'act'; question: Stop; answer: boolean };
  /** Takes the last operation back.  */
  undo: { kind: 'write'; question: Nothing; answer: WriteAnswer<Nothing> };
  /** Does what was undone again.  */
  redo: { kind: 'write'; question: Nothing; answer: WriteAnswer<Nothing> };
  /** Adds or corrects a record of master data.  */
  edit: { kind: 'write'; question: Edit; answer: WriteAnswer<Edited> };
  /** Takes a record of master data out.  */
  remove: { kind: 'write'; question: Remove; answer: WriteAnswer<Nothing> };
  /** Everything the Calendar draws over a span of days.  */
  calendar: { kind: 'read'; question: CalendarQuestion; answer: CalendarView };
  /** What the inspector says of a release.  */
  release_card: { kind: 'read'; question: ReleaseQuestion; answer: ReleaseCard };
  /** What a move of a release would clear and cost.  */
  preview_move: { kind: 'read'; question: PreviewMove; answer: MovePreview };
  /** Where a release may go: inside a window, outside every freeze.  */
  legal_slots: { kind: 'read'; question: SlotQuestion; answer: Array<Window> };
  /** Moves a release, snapped to the nearest window.  */
  move_release: { kind: 'write'; question: MoveRelease; answer: WriteAnswer<Moved> };
  /** Takes a way out: makes its moves as one operation.  */
  take_way_out: { kind: 'write'; question: TakeWayOut; answer: WriteAnswer<Nothing> };
  /** Legal slots of a release, the ones in which the fewest people feel it first.  */
  best_slots: { kind: 'read'; question: BestSlotsQuestion; answer: BestSlots };
  /** When a coming milestone is likely reached, as others like it went.  */
  milestone_outlook: { kind: 'read'; question: MilestoneQuestion; answer: Outlook | null };
  /** Who is on board of a release, and who missed which cut-off.  */
  boarding: { kind: 'read'; question: ReleaseQuestion; answer: Boarding | null };
  /** The cut-offs of a train and what it does on closed days.  */
  train_rules: { kind: 'read'; question: TrainQuestion; answer: TrainRules };
  /** Finds the calendar without collisions that takes the fewest moves; writes nothing.  */
  repair: { kind: 'act'; question: Nothing; answer: Repair };
  /** A week of every test environment.  */
  bookings: { kind: 'read'; question: BookingsQuestion; answer: BookingsView };
  /** What a booking would meet, and the next free time.  */
  preview_booking: { kind: 'read'; question: Book; answer: BookingPreview };
  /** What a booking would meet elsewhere.  */
  preview_booking_move: { kind: 'read'; question: MoveBooking; answer: BookingPreview };
  /** Books an environment, or waits for it.  */
  book: { kind: 'write'; question: Book; answer: WriteAnswer<Booked> };
  /** Moves a booking; who waits for the room moves up.  */
  move_booking: { kind: 'write'; question: MoveBooking; answer: WriteAnswer<GivenBack> };
  /** Gives a booking back; who waits for the room moves up.  */
  give_back: { kind: 'write'; question: GiveBack; answer: WriteAnswer<GivenBack> };
  /** The map, laid out.  */
  map: { kind: 'read'; question: MapQuestion; answer: MapView };
  /** The map as a matrix.  */
  matrix: { kind: 'read'; question: MapQuestion; answer: MatrixView };
  /** Services that fit the filter.  */
  fitting_services: { kind: 'read'; question: FilterQuestion; answer: FittingServices };
  /** What may be typed next into the filter.  */
  filter_words: { kind: 'read'; question: FilterWordsQuestion; answer: FilterWords };
  /** Every service as a row.  */
  services: { kind: 'read'; question: Nothing; answer: Array<ServiceRow> };
  /** What the inspector says of a service.  */
  service_card: { kind: 'read'; question: ServiceQuestion; answer: ServiceCard };
  /** What the inspector says of a link.  */
  link_card: { kind: 'read'; question: LinkQuestion; answer: LinkCard };
  /** The deployment order of a release, with its reasons and its minutes.  */
  release_order: { kind: 'read'; question: ReleaseQuestion; answer: ReleaseOrder };
  /** Who shares a contract that the release changes, and whether that still holds.  */
  missing_partners: { kind: 'read'; question: ReleaseQuestion; answer: Array<Partner> };
  /** How ready each change of a release is, and who holds whom.  */
  readiness: { kind: 'read'; question: ReleaseQuestion; answer: Array<Readiness> };
  /** What a release changes in the inventory.  */
  cmdb_delta: { kind: 'read'; question: ReleaseQuestion; answer: Array<InventoryDelta> };
  /** Writes what a release changes in the inventory as a table that a CMDB imports.  */
  export_inventory: { kind: 'act'; question: ExportInventory; answer: Exported };
  /** What if a change were removed, delayed or replaced: all that must move too, and the night then.  */
  what_if: { kind: 'read'; question: WhatIfAsked; answer: WhatIf };
  /** Whom services can hurt together, as a number with its parts.  */
  blast_radius: { kind: 'read'; question: ServicesQuestion; answer: BlastRadius };
  /** Services that wait for each other, with the ways to break each ring.  */
  cycles: { kind: 'read'; question: Nothing; answer: Array<BreakableCycle> };
  /** How far the map is to be trusted.  */
  map_health: { kind: 'read'; question: Nothing; answer: MapHealth };
  /** The links to confirm first, by what hangs on them.  */
  link_queue: { kind: 'read'; question: QueueQuestion; answer: Array<QueuedLink> };
  /** What runs where, against what should.  */
  version_skew: { kind: 'read'; question: Nothing; answer: Skew };
  /** Whether versions go together in each environment, and the fewest upgrades or holds after which they do.  */
  resolve_versions: { kind: 'read'; question: VersionsQuestion; answer: Array<Resolution> };
  /** Where a freeze leaks, and what freezing by inheritance would add.  */
  freeze_leaks: { kind: 'read'; question: FreezeQuestion; answer: Leaks };
  /** Every collision, by kind.  */
  collision_groups: { kind: 'read'; question: Nothing; answer: Array<CollisionGroup> };
  /** Draws a link between two services.  */
  add_link: { kind: 'write'; question: AddLink; answer: WriteAnswer<AddedLink> };
  /** What pasted rows of links say, before anything is written.  */
  preview_links: { kind: 'read'; question: PastedLinks; answer: PastedPreview };
  /** Adds pasted links as one operation.  */
  add_links: { kind: 'write'; question: PastedLinks; answer: WriteAnswer<AddedLinks> };
  /** Confirms, disputes or rejects a link.  */
  judge_link: { kind: 'write'; question: JudgeLink; answer: WriteAnswer<Nothing> };
  /** Judges several links as one operation.  */
  judge_links: { kind: 'write'; question: JudgeLinks; answer: WriteAnswer<Nothing> };
  /** Turns a link round.  */
  flip_link: { kind: 'write'; question: FlipLink; answer: WriteAnswer<Nothing> };
  /** Corrects what is said of a link.  */
  edit_link: { kind: 'write'; question: EditLink; answer: WriteAnswer<Nothing> };
  /** Writes a picture that the window has drawn.  */
  write_picture: { kind: 'act'; question: WritePicture; answer: WrittenPicture };
  /** Every freeze, those that are talked about first.  */
  freezes: { kind: 'read'; question: Nothing; answer: FreezeList };
  /** The room of a freeze.  */
  talks: { kind: 'read'; question: FreezeQuestion; answer: FreezeRoom };
  /** What an offer would cost and protect.  */
  preview_offer: { kind: 'read'; question: PreviewOffer; answer: Impact };
  /** Asks for a freeze and opens the talks.  */
  ask_freeze: { kind: 'write'; question: AskFreeze; answer: WriteAnswer<AskedFreeze> };
  /** Sends a drafted ask.  */
  send_ask: { kind: 'write'; question: SendAsk; answer: WriteAnswer<Nothing> };
  /** Seats the parties of the talks.  */
  seat_parties: { kind: 'write'; question: SeatParties; answer: WriteAnswer<Nothing> };
  /** Puts a freeze under a policy.  */
  set_freeze_policy: { kind: 'write'; question: SetFreezePolicy; answer: WriteAnswer<Nothing> };
  /** Puts an offer against the standing one.  */
  make_offer: { kind: 'write'; question: MakeOffer; answer: WriteAnswer<Nothing> };
  /** Says what a party thinks of the standing offer.  */
  take_position: { kind: 'write'; question: TakePosition; answer: WriteAnswer<Nothing> };
  /** The decider takes one of the offers.  */
  decide_talks: { kind: 'write'; question: DecideTalks; answer: WriteAnswer<Nothing> };
  /** The event side takes its ask back.  */
  withdraw_ask: { kind: 'write'; question: WithdrawAsk; answer: WriteAnswer<Nothing> };
  /** Every request for an exception, of all freezes.  */
  exception_desk: { kind: 'read'; question: Nothing; answer: ExceptionDesk };
  /** One request on its page.  */
  exception_page: { kind: 'read'; question: ExceptionQuestion; answer: ExceptionPage };
  /** Files a request for an exception.  */
  request_exception: { kind: 'write'; question: RequestException; answer: WriteAnswer<RequestedException> };
  /** Decides a request for an exception.  */
  decide_exception: { kind: 'write'; question: DecideException; answer: WriteAnswer<Nothing> };
  /** Writes down that an exception was used.  */
  record_exception_use: { kind: 'write'; question: RecordUse; answer: WriteAnswer<Nothing> };
  /** Writes down what the review of an exception found.  */
  review_exception: { kind: 'write'; question: ReviewException; answer: WriteAnswer<Nothing> };
  /** Lets the silence rule speak for those who have not answered by the deadline.  */
  apply_silence: { kind: 'write'; question: TalksQuestion; answer: WriteAnswer<Nothing> };
  /** Calls the decider.  */
  escalate_talks: { kind: 'write'; question: EscalateTalks; answer: WriteAnswer<Nothing> };
  /** Signs an agreement; not undone.  */
  sign_agreement: { kind: 'write'; question: SignAgreement; answer: WriteAnswer<Nothing> };
  /** Opens talks about the next version of what was agreed.  */
  amend_agreement: { kind: 'write'; question: MakeOffer; answer: WriteAnswer<Nothing> };
  /** Writes down what was learned from a freeze.  */
  review_freeze: { kind: 'write'; question: ReviewFreeze; answer: WriteAnswer<Nothing> };
  /** What waits for the end of a freeze, day by day.  */
  thaw_board: { kind: 'read'; question: FreezeQuestion; answer: ThawBoard };
  /** Keeps a thaw plan.  */
  keep_thaw: { kind: 'write'; question: KeepThaw; answer: WriteAnswer<Nothing> };
  /** The freezes that the providers of a frozen event need.  */
  freeze_cascade: { kind: 'read'; question: CascadeQuestion; answer: Array<CascadeLine> };
  /** Asks for freezes of the cascade.  */
  take_cascade: { kind: 'write'; question: TakeCascade; answer: WriteAnswer<Nothing> };
  /** Writes the form that a party without Slipway fills in.  */
  write_response_form: { kind: 'act'; question: WriteResponseForm; answer: Exported };
  /** Takes in the answer of a party.  */
  import_response: { kind: 'write'; question: ImportResponse; answer: WriteAnswer<ImportedResponse> };
  /** Every freeze policy, by name.  */
  freeze_policies: { kind: 'read'; question: Nothing; answer: Array<FreezePolicy> };
  /** The board of a train.  */
  board: { kind: 'read'; question: BoardQuestion; answer: Board };
  /** What placing a change would do.  */
  preview_place: { kind: 'read'; question: PreviewPlace; answer: PlacePreview };
  /** What several moves at once would do.  */
  preview_moves: { kind: 'read'; question: PreviewMoves; answer: PlacePreview };
  /** Services and teams to choose from when a change is added, and its next reference.  */
  change_choices: { kind: 'read'; question: Nothing; answer: ChangeChoices };
  /** Adds a change.  */
  add_change: { kind: 'write'; question: AddChange; answer: WriteAnswer<AddedChange> };
  /** Sets a risk level instead of the computed one, with the reason; or takes that back.  */
  challenge_risk: { kind: 'write'; question: ChallengeRisk; answer: WriteAnswer<Nothing> };
  /** Places a change in a release, or defers it with a reason.  */
  place_change: { kind: 'write'; question: PlaceChange; answer: WriteAnswer<Nothing> };
  /** Pins or unpins a change.  */
  pin_change: { kind: 'write'; question: PinChange; answer: WriteAnswer<Nothing> };
  /** Why a change is where it is, and what would change that.  */
  why: { kind: 'read'; question: ChangeQuestion; answer: WhyView };
  risk_calibration: { kind: 'read'; question: Nothing; answer: RiskCalibration };
  /** Lets the optimiser propose, and saves the proposal.  */
  solve: { kind: 'write'; question: Solve; answer: WriteAnswer<Solved> };
  /** Weighs value against safety: the scenarios and five plans between value alone and safety first.  */
  balance: { kind: 'read'; question: BalanceQuestion; answer: Balance };
  /** Keeps a plan of the trade-off as a proposal.  */
  keep_proposal: { kind: 'write'; question: KeepProposal; answer: WriteAnswer<ScenarioId> };
  /** Adopts a proposal as one operation.  */
  adopt_scenario: { kind: 'write'; question: AdoptScenario; answer: WriteAnswer<Nothing> };
  /** Drops a proposal.  */
  drop_scenario: { kind: 'write'; question: DropScenario; answer: WriteAnswer<Nothing> };
  /** Says what a path holds that could be imported.  */
  detect_import: { kind: 'read'; question: DetectImport; answer: Detected };
  /** Looks at a table and proposes how to read it.  */
  propose_table: { kind: 'read'; question: ProposeTable; answer: Proposal };
  /** Says what an import would add and change.  */
  preview_import: { kind: 'read'; question: ImportQuestion; answer: Diff };
  /** Imports as one operation.  */
  apply_import: { kind: 'write'; question: ImportQuestion; answer: WriteAnswer<ImportDone> };
  /** Writes the plan as calendar, table or JSON.  */
  export: { kind: 'act'; question: ExportQuestion; answer: Exported };
  /** The plan's freezes as a machine that deploys would read them, and what it cannot be told.  */
  pipeline_view: { kind: 'read'; question: PipelineQuestion; answer: PipelineView };
  /** Writes the plan's freezes for a machine that deploys.  */
  export_pipeline: { kind: 'act'; question: PipelineExportQuestion; answer: Exported };
  /** Says whether a file written earlier still says what the plan says.  */
  check_pipeline: { kind: 'act'; question: PipelineExportQuestion; answer: PipelineCheck };
  /** Writes the release plan of a release as PDF.  */
  write_release_plan: { kind: 'act'; question: ReleasePlanQuestion; answer: WrittenDocument };
  /** Writes the CAB deck of a release as PDF.  */
  write_cab_deck: { kind: 'act'; question: CabDeckQuestion; answer: WrittenDocument };
  /** Writes what was agreed about a freeze as PDF.  */
  write_agreement: { kind: 'act'; question: AgreementQuestion; answer: WrittenDocument };
  /** Lays a document out, to be looked at page by page.  */
  lay_out_document: { kind: 'act'; question: DocumentQuestion; answer: DocumentPages };
  /** Teams whose part of a release somebody outside may get.  */
  document_teams: { kind: 'read'; question: Nothing; answer: Array<TeamChoice> };
  /** One page of a document, as it will be printed.  */
  document_page: { kind: 'read'; question: PageQuestion; answer: PagePicture };
  /** Writes a document: the pages that were looked at, or as the plan stands now.  */
  write_document: { kind: 'act'; question: WriteDocument; answer: WrittenDocument };
  /** What to tell people about an agreed freeze.  */
  announcement: { kind: 'read'; question: AnnouncementQuestion; answer: Announcement };
  /** What the rules say of the plan.  */
  findings: { kind: 'read'; question: Nothing; answer: Findings };
  /** Takes a finding as it is, with a reason.  */
  waive_finding: { kind: 'write'; question: WaiveFinding; answer: WriteAnswer<Nothing> };
  /** Takes a waiver back: the finding weighs again what it weighed.  */
  take_back_waiver: { kind: 'write'; question: TakeBackWaiver; answer: WriteAnswer<Nothing> };
  /** May this service be deployed there and then?  */
  gate: { kind: 'read'; question: GateQuestion; answer: Gate };
  /** Every series of meetings, its members, its meetings, and what the board is worth.  */
  cab: { kind: 'read'; question: Nothing; answer: CabView };
  /** One meeting: its agenda, who is there, its clocks.  */
  cab_meeting: { kind: 'read'; question: MeetingQuestion; answer: CabMeetingView };
  /** The slide of an item, from live data.  */
  cab_slide: { kind: 'read'; question: ItemQuestion; answer: CabSlide };
  /** What comes out of a meeting as text: minutes, decisions, actions, a calendar, the agenda to read before.  */
  cab_paper: { kind: 'read'; question: CabPaperQuestion; answer: CabPaper };
  /** The same, into a file.  */
  write_cab_paper: { kind: 'act'; question: WriteCabPaper; answer: Exported };
  /** Makes or renews an agenda by the rule of its series.  */
  make_agenda: { kind: 'write'; question: MakeAgenda; answer: WriteAnswer<MadeAgenda> };
  /** Puts a matter on an agenda by hand.  */
  add_agenda_item: { kind: 'write'; question: AddAgendaItem; answer: WriteAnswer<AddedAgendaItem> };
  /** Changes place, block, minutes or presenter of an item.  */
  edit_agenda_item: { kind: 'write'; question: EditAgendaItem; answer: WriteAnswer<Nothing> };
  /** Takes an item off its agenda.  */
  drop_agenda_item: { kind: 'write'; question: DropAgendaItem; answer: WriteAnswer<Nothing> };
  /** Writes down that the members were given the agenda to read.  */
  give_pre_read: { kind: 'write'; question: MeetingQuestion; answer: WriteAnswer<Nothing> };
  /** Writes down that somebody came or went.  */
  set_attendance: { kind: 'write'; question: SetAttendance; answer: WriteAnswer<Nothing> };
  /** Opens a meeting at its first item.  */
  open_meeting: { kind: 'write'; question: MeetingQuestion; answer: WriteAnswer<Nothing> };
  /** Goes to an item.  */
  go_to_item: { kind: 'write'; question: GoToItem; answer: WriteAnswer<Nothing> };
  /** Stops or starts the clocks.  */
  pause_meeting: { kind: 'write'; question: PauseMeeting; answer: WriteAnswer<Nothing> };
  /** Shows the audience nothing, or the slide again.  */
  blank_screen: { kind: 'write'; question: BlankScreen; answer: WriteAnswer<Nothing> };
  /** Writes down what a voter says.  */
  vote_on_item: { kind: 'write'; question: VoteOnItem; answer: WriteAnswer<Nothing> };
  /** Keeps a note of an item.  */
  note_item: { kind: 'write'; question: NoteItem; answer: WriteAnswer<Nothing> };
  /** Writes down a question of the room, or its answer.  */
  ask_in_room: { kind: 'write'; question: AskInRoom; answer: WriteAnswer<Nothing> };
  /** Writes down a condition, an action or a review.  */
  add_step: { kind: 'write'; question: AddStep; answer: WriteAnswer<AddedStep> };
  /** Changes words, owner or date of what is owed.  */
  change_step: { kind: 'write'; question: ChangeStep; answer: WriteAnswer<Nothing> };
  /** Ticks what is owed, or takes the tick back.  */
  tick_step: { kind: 'write'; question: TickStep; answer: WriteAnswer<Nothing> };
  /** Takes out what was owed, while its meeting is not over.  */
  drop_step: { kind: 'write'; question: DropStep; answer: WriteAnswer<Nothing> };
  /** Decides an item; an approval is the state of its change.  */
  decide_item: { kind: 'write'; question: DecideItem; answer: WriteAnswer<Decided> };
  /** Approves everything that is approved together.  */
  approve_together: { kind: 'write'; question: ApproveTogether; answer: WriteAnswer<Decided> };
  /** Takes back what was said last in the room.  */
  undo_in_meeting: { kind: 'write'; question: MeetingQuestion; answer: WriteAnswer<Nothing> };
  /** Closes a meeting: its minutes stand.  */
  close_meeting: { kind: 'write'; question: MeetingQuestion; answer: WriteAnswer<Nothing> };
  /** Every release as a row.  */
  releases: { kind: 'read'; question: Nothing; answer: Array<ReleaseRow> };
  /** Adds a release.  */
  add_release: { kind: 'write'; question: AddRelease; answer: WriteAnswer<AddedRelease> };
  /** Says how far a release is.  */
  set_release_state: { kind: 'write'; question: SetReleaseState; answer: WriteAnswer<Nothing> };
  /** A page of the log, newest first.  */
  log: { kind: 'read'; question: LogQuestion; answer: LogPage };
  /** An entry of the log with before and after.  */
  log_entry: { kind: 'read'; question: LogEntryQuestion; answer: LogEntry };
  /** What an entry did to collisions, cycles and waiting changes.  */
  entry_effects: { kind: 'read'; question: LogEntryQuestion; answer: EntryEffects };
  /** Takes one entry of the log back, wherever it stands.  */
  reverse_entry: { kind: 'write'; question: LogEntryQuestion; answer: WriteAnswer<Reversed> };
  /** Shows the whole plan as it was, to read only.  */
  see_plan_at: { kind: 'act'; question: SeePlanAt; answer: PastMoment };
  /** Shows the plan as it is.  */
  back_to_now: { kind: 'act'; question: Nothing; answer: Nothing };
  /** Says whether a printed document belongs to this log.  */
  check_document: { kind: 'read'; question: CheckDocument; answer: CheckedDocument };
  /** Writes the filtered log as a table.  */
  export_log: { kind: 'act'; question: ExportLog; answer: ExportedLog };
  /** Checks the chain of hashes and the rows.  */
  verify: { kind: 'read'; question: Nothing; answer: Verified };
  /** Everybody with role and keys, and who may do what.  */
  people: { kind: 'read'; question: Nothing; answer: PeopleView };
  /** Keeps an act to some roles, or opens it to anybody.  */
  set_right: { kind: 'write'; question: SetRight; answer: WriteAnswer<Nothing> };
  /** Says that a key is a person's.  */
  add_key: { kind: 'write'; question: AddKey; answer: WriteAnswer<Nothing> };
  /** Says that a key is not a person's any more.  */
  remove_key: { kind: 'write'; question: RemoveKey; answer: WriteAnswer<Nothing> };
  /** What publishing would tell others, in words.  */
  publish_preview: { kind: 'read'; question: Nothing; answer: PublishPreview };
  /** Publishes the plan: what others rely on.  */
  publish: { kind: 'write'; question: Publish; answer: WriteAnswer<Published> };
  /** Says what a place is and whether a hub may live there. Makes nothing.  */
  judge_hub_place: { kind: 'act'; question: HubQuestion; answer: HubPlace };
  /** Shares the open plan: founds a hub and brings everything there.  */
  create_hub: { kind: 'act'; question: HubQuestion; answer: Visited };
  /** Joins a hub: a new plan file on this computer, opened.  */
  join_hub: { kind: 'act'; question: JoinHub; answer: OpenedPlan };
  /** Ends sharing from this file; the hub keeps everything.  */
  leave_hub: { kind: 'act'; question: Nothing; answer: Nothing };
  /** Fills a hub that lost entries from this file.  */
  republish: { kind: 'act'; question: Nothing; answer: Visited };
  /** Visits the hub now.  */
  sync_now: { kind: 'act'; question: Nothing; answer: Visited };
  /** Notes the place of the window, for colleagues to see.  */
  i_am_at: { kind: 'act'; question: IAmAt; answer: Nothing };
  /** What others did since I last looked.  */
  away: { kind: 'read'; question: Nothing; answer: AwayView };
  /** Marks what others did as looked at.  */
  seen_away: { kind: 'act'; question: Nothing; answer: Nothing };
  /** Every conflict of the plan, mine first.  */
  conflicts: { kind: 'read'; question: Nothing; answer: Array<ConflictView> };
  /** Settles a conflict with mine, theirs or what was.  */
  settle_conflict: { kind: 'write'; question: SettleConflict; answer: WriteAnswer<Nothing> };
  /** Brings in what was edited in a copy of this plan.  */
  merge_copy: { kind: 'act'; question: MergeCopy; answer: Visited };
}

/** Tables each call reads; an empty list means all. */
export const reads: Record<keyof Wire, readonly string[]> = {
  frame: [],
  search: [],
  open_plan: [],
  new_plan: [],
  open_sample: [],
  close_plan: [],
  save_copy: [],
  stop: [],
  undo: [],
  redo: [],
  edit: [],
  remove: [],
  calendar: [],
  release_card: [],
  preview_move: [],
  legal_slots: [],
  move_release: [],
  take_way_out: [],
  best_slots: [],
  milestone_outlook: [],
  boarding: [],
  train_rules: [],
  repair: [],
  bookings: [],
  preview_booking: [],
  preview_booking_move: [],
  book: [],
  move_booking: [],
  give_back: [],
  map: [],
  matrix: [],
  fitting_services: [],
  filter_words: [],
  services: [],
  service_card: [],
  link_card: [],
  release_order: [],
  missing_partners: [],
  readiness: [],
  cmdb_delta: [],
  export_inventory: [],
  what_if: [],
  blast_radius: [],
  cycles: [],
  map_health: [],
  link_queue: [],
  version_skew: [],
  resolve_versions: [],
  freeze_leaks: [],
  collision_groups: [],
  add_link: [],
  preview_links: [],
  add_links: [],
  judge_link: [],
  judge_links: [],
  flip_link: [],
  edit_link: [],
  write_picture: [],
  freezes: [],
  talks: [],
  preview_offer: [],
  ask_freeze: [],
  send_ask: [],
  seat_parties: [],
  set_freeze_policy: [],
  make_offer: [],
  take_position: [],
  decide_talks: [],
  withdraw_ask: [],
  exception_desk: [],
  exception_page: [],
  request_exception: [],
  decide_exception: [],
  record_exception_use: [],
  review_exception: [],
  apply_silence: [],
  escalate_talks: [],
  sign_agreement: [],
  amend_agreement: [],
  review_freeze: [],
  thaw_board: [],
  keep_thaw: [],
  freeze_cascade: [],
  take_cascade: [],
  write_response_form: [],
  import_response: [],
  freeze_policies: [],
  board: [],
  preview_place: [],
  preview_moves: [],
  change_choices: [],
  add_change: [],
  challenge_risk: [],
  place_change: [],
  pin_change: [],
  why: [],
  risk_calibration: [],
  solve: [],
  balance: [],
  keep_proposal: [],
  adopt_scenario: [],
  drop_scenario: [],
  detect_import: [],
  propose_table: [],
  preview_import: [],
  apply_import: [],
  export: [],
  pipeline_view: [],
  export_pipeline: [],
  check_pipeline: [],
  write_release_plan: [],
  write_cab_deck: [],
  write_agreement: [],
  lay_out_document: [],
  document_teams: ['team', 'service'],
  document_page: [],
  write_document: [],
  announcement: [],
  findings: [],
  waive_finding: [],
  take_back_waiver: [],
  gate: [],
  cab: [],
  cab_meeting: [],
  cab_slide: [],
  cab_paper: [],
  write_cab_paper: [],
  make_agenda: [],
  add_agenda_item: [],
  edit_agenda_item: [],
  drop_agenda_item: [],
  give_pre_read: [],
  set_attendance: [],
  open_meeting: [],
  go_to_item: [],
  pause_meeting: [],
  blank_screen: [],
  vote_on_item: [],
  note_item: [],
  ask_in_room: [],
  add_step: [],
  change_step: [],
  tick_step: [],
  drop_step: [],
  decide_item: [],
  approve_together: [],
  undo_in_meeting: [],
  close_meeting: [],
  releases: [],
  add_release: [],
  set_release_state: [],
  log: [],
  log_entry: [],
  entry_effects: [],
  reverse_entry: [],
  see_plan_at: [],
  back_to_now: [],
  check_document: [],
  export_log: [],
  verify: [],
  people: ['settings', 'person', 'team'],
  set_right: [],
  add_key: [],
  remove_key: [],
  publish_preview: [],
  publish: [],
  judge_hub_place: [],
  create_hub: [],
  join_hub: [],
  leave_hub: [],
  republish: [],
  sync_now: [],
  i_am_at: [],
  away: [],
  seen_away: [],
  conflicts: [],
  settle_conflict: [],
  merge_copy: [],
};
