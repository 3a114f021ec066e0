//! Several sources of one plan: evidence that adds up, guesses that are confirmed, what vanished, what came back.

mod common;

use common::{Mint, now};
use exchange::{Batch, Diff, Files, read_backstage, read_compose, read_manifests, reconcile};
use planning::{Dependency, LinkStatus, Plan};

const CATALOGUE: &str = "
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop}
spec: {type: website, lifecycle: production, owner: web, dependsOn: [component:ledger, resource:mainframe]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, title: General ledger}
spec: {type: service, lifecycle: production, owner: web}
";
const MANIFEST: &str = "
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec: {template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: m, image: shop, env: [{name: LEDGER_ADDR, value: 'ledger:80'}]}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger}
spec: {template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: m, image: ledger}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: ledger}
spec: {selector: {app: ledger}}
";
const COMPOSE: &str = "services:\n  shop: {image: shop, depends_on: [ledger]}\n  ledger: {image: ledger}\n";

fn files(path: &str, text: &str) -> Files {
    Files::of([(path.to_owned(), text.as_bytes().to_vec())])
}

struct Desk {
    plan: Plan,
    mint: Mint,
}

impl Desk {
    fn empty() -> Self {
        Self {
            plan: Plan::default(),
            mint: Mint::default(),
        }
    }
    fn take(&mut self, read: impl FnOnce(&mut exchange::Edge) -> Batch) -> Diff {
        let batch = self.mint.edge(read);
        let diff = reconcile(&self.plan, batch);
        diff.records().put_into(&mut self.plan);
        diff
    }
    fn catalogue(&mut self, text: &str) -> Diff {
        self.take(|edge| read_backstage(&files("catalog-info.yaml", text), "shop", None, edge))
    }
    fn manifests(&mut self) -> Diff {
        self.take(|edge| read_manifests(&files("all.yaml", MANIFEST), "shop", None, edge))
    }
    fn compose(&mut self) -> Diff {
        let layers = ["compose.yaml".to_owned()];
        self.take(|edge| read_compose(&files("compose.yaml", COMPOSE), &layers, "shop", edge))
    }
    fn link(&self) -> &Dependency {
        let ledger = self
            .plan
            .services
            .iter()
            .find(|one| one.reference.as_str() == "ledger");
        let ledger = ledger.expect("the ledger").id;
        let mut links = self.plan.dependencies.iter().filter(|one| one.provider == ledger);
        let link = links.next().expect("a link");
        assert!(links.next().is_none(), "one link, whoever states it");
        link
    }
}

#[test]
fn links_that_several_sources_state_have_several_evidences() {
    let mut desk = Desk::empty();
    desk.manifests();
    assert_eq!(
        desk.link().status,
        LinkStatus::Suggested,
        "guessed from an address"
    );
    desk.compose();
    assert_eq!(desk.link().status, LinkStatus::Imported, "a file states it");
    desk.catalogue(CATALOGUE);
    let systems: Vec<_> = desk
        .link()
        .evidence
        .iter()
        .map(|one| one.origin.system.as_str())
        .collect();
    assert_eq!(systems, ["manifests/shop", "compose/shop", "backstage/shop"]);
    assert_eq!(
        desk.plan.services.len(),
        3,
        "shop, ledger and the stub of the mainframe"
    );
    for diff in [desk.manifests(), desk.compose(), desk.catalogue(CATALOGUE)] {
        assert!(diff.is_empty(), "nothing goes back and forth: {:?}", diff.rows);
    }
    let ledger = desk
        .plan
        .services
        .iter()
        .find(|one| one.reference.as_str() == "ledger");
    assert!(
        ledger.is_some_and(|one| one.owner.is_some()),
        "the catalogue filled what was blank"
    );
}

#[test]
fn a_link_that_one_source_dropped_stays_present_in_the_others() {
    let mut desk = Desk::empty();
    desk.catalogue(CATALOGUE);
    desk.compose();
    let less = CATALOGUE.replace("component:ledger, ", "");
    desk.catalogue(&less);
    let present: Vec<_> = desk.link().evidence.iter().map(|one| one.present).collect();
    assert_eq!(present, [false, true]);
}

#[test]
fn a_confirmed_link_stays_confirmed_when_its_source_drops_it() {
    let mut desk = Desk::empty();
    desk.catalogue(CATALOGUE);
    let mut link = desk.link().clone();
    link.status = LinkStatus::Confirmed;
    link.note = "Ana said so.".into();
    desk.plan.put(link);
    desk.catalogue(&CATALOGUE.replace("component:ledger, ", ""));
    let link = desk.link();
    assert_eq!(
        (link.status, link.evidence[0].present),
        (LinkStatus::Confirmed, false)
    );
    desk.catalogue(CATALOGUE);
    assert_eq!(
        (desk.link().status, desk.link().evidence[0].present),
        (LinkStatus::Confirmed, true)
    );
}

#[test]
fn a_service_that_vanished_is_marked_and_kept_and_unmarked_when_it_returns() {
    let mut desk = Desk::empty();
    desk.catalogue(CATALOGUE);
    let marked = |desk: &Desk| {
        let services = desk.plan.services.iter();
        let mut names: Vec<_> = services
            .filter(|one| one.vanished_at.is_some())
            .map(|one| one.reference.to_string())
            .collect();
        names.sort();
        names
    };
    let only_ledger = CATALOGUE.split("---").nth(1).expect("the second document");
    let diff = desk.catalogue(only_ledger);
    assert_eq!(
        diff.totals().3,
        4,
        "the shop, its two links and the stub: {:?}",
        diff.rows
    );
    assert_eq!(marked(&desk), ["mainframe", "shop"]);
    assert_eq!(desk.plan.services.len(), 3, "nothing is deleted");
    assert!(
        desk.plan
            .services
            .iter()
            .all(|one| one.vanished_at.is_none_or(|at| at == now()))
    );
    assert!(desk.catalogue(only_ledger).is_empty(), "told once, written once");
    desk.catalogue(CATALOGUE);
    assert_eq!(marked(&desk), Vec::<String>::new());
}

#[test]
fn a_link_seen_again_on_a_later_day_is_fresh_and_unchanged() {
    let mut desk = Desk::empty();
    desk.catalogue(CATALOGUE);
    let later: planning::Instant = "2026-11-22T09:00:00Z".parse().expect("an instant");
    let mut next = 1_000_000;
    let mut mint = || {
        next += 1;
        uuid::Uuid::from_u128(next)
    };
    let mut edge = exchange::Edge {
        mint: &mut mint,
        now: later,
    };
    let batch = read_backstage(&files("catalog-info.yaml", CATALOGUE), "shop", None, &mut edge);
    let diff = reconcile(&desk.plan, batch);
    assert_eq!((diff.seen_again, diff.totals().1, diff.totals().2), (2, 0, 4));
    diff.records().put_into(&mut desk.plan);
    let seen = &desk.link().evidence[0];
    assert_eq!((seen.first_seen, seen.last_seen), (now(), later));
}

#[test]
fn a_catalogue_of_ten_megabytes_is_read_document_by_document() {
    let mut text = String::new();
    let words = "x ".repeat(450);
    for number in 0..10_500 {
        text.push_str(&format!(
            "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: part-{number}, description: '{words}'}}\nspec: {{type: service, dependsOn: [component:part-{}]}}\n",
            number / 2
        ));
    }
    assert!(text.len() > 10 << 20, "{}", text.len());
    let started = std::time::Instant::now();
    let mut desk = Desk::empty();
    let diff = desk.catalogue(&text);
    assert_eq!(diff.totals().0, 10_500 + 10_499, "{:?}", diff.refused.first());
    assert_eq!(diff.refused.len(), 1, "only the first depends on itself");
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
