//! The desk: an open session with at most one plan, what is being worked on, and who listens.

use crate::log::EffectsKept;
use crate::push::Progress;
use crate::seal::Keychain;
use crate::sharing::{Hubs, Keeper, RealHubs, Visitor};
use crate::{Push, WireFailure};
use planning::journal::EntryDraft;
use planning::plan::TableName;
use planning::{EntryId, Instant, Plan};
use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Pen, Receipt, Store};
use tokio::sync::{OnceCell, RwLock, RwLockReadGuard, broadcast};
use uuid::Uuid;

/// What only the outside knows. The window and the command line read clocks; tests stand still.
pub trait Edge: Send + Sync {
    /// The time now.
    fn now(&self) -> Instant;
    /// A new id.
    fn mint(&self) -> Uuid;
    /// The person at the keyboard, in words.
    fn author(&self) -> String;
    /// Folder for sample plans and backups, for the checkpoints of plans, and for the key where no keychain is.
    fn home(&self) -> PathBuf;
    /// The system's keychain, which keeps the key of this computer; without one a file in the home folder does.
    fn keychain(&self) -> Option<Arc<dyn Keychain>> {
        None
    }
    /// This computer, as colleagues know it.
    fn computer(&self) -> String {
        "this computer".to_owned()
    }
    /// Where hubs are found.
    fn hubs(&self) -> Arc<dyn Hubs> {
        Arc::new(RealHubs)
    }
}

/// Values derived from the plan at one journal position, one per type.
type Derived = BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>;

/// The last plan from which a value was derived, and that value, one per type.
type Last = BTreeMap<TypeId, (Plan, Arc<dyn Any + Send + Sync>)>;

/// An open plan.
pub struct Session {
    /// The plan file as every room sees it: as it is, or as it was.
    pub store: Store,
    /// Where it is.
    pub path: PathBuf,
    effects: Arc<EffectsKept>,
    visitor: Arc<Visitor>,
    keeper: Option<Keeper>,
    derived: Mutex<(i64, Derived)>,
    last: Mutex<Last>,
    sealed: Mutex<Option<Instant>>,
}

impl Session {
    pub(crate) fn new(desk: &Desk, store: Store, path: PathBuf) -> Self {
        let visitor = Visitor::new(store.clone(), desk.edge_to_carry(), desk.pushes.clone());
        Self {
            store,
            path,
            effects: Arc::default(),
            visitor: Arc::new(visitor),
            keeper: None,
            derived: Mutex::new((-1, BTreeMap::new())),
            last: Mutex::default(),
            sealed: Mutex::new(None),
        }
    }

    /// When a checkpoint was last kept since the plan was opened.
    pub(crate) fn last_sealed(&self) -> Option<Instant> {
        *self.sealed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a checkpoint was kept.
    pub(crate) fn sealed(&self, now: Instant) {
        *self.sealed.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
    }

    /// The plan file as it is, whichever moment is shown.
    #[must_use]
    pub fn present(&self) -> &Store {
        self.store.now()
    }

    pub(crate) fn effects(&self) -> Arc<EffectsKept> {
        Arc::clone(&self.effects)
    }

    pub(crate) fn visitor(&self) -> &Arc<Visitor> {
        &self.visitor
    }

    /// A value derived from the plan, kept until the plan moves on. One value per type.
    pub fn derived<T: Any + Send + Sync>(&self, plan: &Plan, derive: impl FnOnce(&Plan) -> T) -> Arc<T> {
        let kept = |cache: &Derived| {
            cache
                .get(&TypeId::of::<T>())
                .cloned()
                .and_then(|value| value.downcast::<T>().ok())
        };
        {
            let mut cache = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
            if cache.0 != plan.seq {
                *cache = (plan.seq, BTreeMap::new());
            }
            if let Some(value) = kept(&cache.1) {
                return value;
            }
        }
        let value = Arc::new(derive(plan));
        let mut cache = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.0 == plan.seq {
            cache.1.insert(TypeId::of::<T>(), value.clone());
        }
        value
    }

    /// A value derived from the plan that may build upon the last one of its type: what is the same in both plans need not
    /// be looked at again. Copies of plans share what is the same, so that the last plan costs next to nothing to keep.
    pub fn derived_after<T: Any + Send + Sync>(
        &self,
        plan: &Plan,
        derive: impl FnOnce(&Plan, Option<(&Plan, &T)>) -> T,
    ) -> Arc<T> {
        let kind = TypeId::of::<T>();
        let locked = || self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let last = locked().get(&kind).cloned();
        let last = last.and_then(|(plan, value)| Some((plan, value.downcast::<T>().ok()?)));
        let value = self.derived(plan, |plan| {
            derive(plan, last.as_ref().map(|(before, value)| (before, &**value)))
        });
        if last.is_none_or(|(before, _)| before.seq != plan.seq) {
            locked().insert(kind, (plan.clone(), value.clone()));
        }
        value
    }
}

/// A running piece of long work.
#[derive(Clone)]
pub struct Job {
    name: String,
    title: String,
    stop: Arc<AtomicBool>,
    pushes: broadcast::Sender<Push>,
}

impl Job {
    /// True once somebody pressed Stop.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }
    /// Tells every screen how far the work is.
    pub fn report(&self, detail: impl Into<String>, fraction: Option<f64>) {
        self.push(detail.into(), fraction, false);
    }
    fn push(&self, detail: String, fraction: Option<f64>, done: bool) {
        // Nobody listening is fine: the command line does not.
        let _ = self.pushes.send(Push::Progress(Progress {
            job: self.name.clone(),
            title: self.title.clone(),
            detail,
            fraction,
            done,
        }));
    }
}

/// The session behind a window or a command.
pub struct Desk {
    edge: Arc<dyn Edge>,
    session: RwLock<Option<Session>>,
    pushes: broadcast::Sender<Push>,
    jobs: Mutex<BTreeMap<String, Arc<AtomicBool>>>,
    pen: OnceCell<Option<Pen>>,
    visits: AtomicBool,
}

impl Desk {
    /// A desk without a plan.
    #[must_use]
    pub fn new(edge: impl Edge + 'static) -> Self {
        Self {
            edge: Arc::new(edge),
            session: RwLock::new(None),
            pushes: broadcast::channel(256).0,
            jobs: Mutex::new(BTreeMap::new()),
            pen: OnceCell::new(),
            visits: AtomicBool::new(false),
        }
    }

    /// The pen of this computer, made on first need. `None` when its key can neither be read nor kept: entries are
    /// then written unsigned.
    pub async fn pen(&self) -> Option<Pen> {
        self.pen
            .get_or_init(|| async {
                let (home, keychain) = (self.edge.home(), self.edge.keychain());
                let asked = tokio::task::spawn_blocking(move || crate::seal::key::pen(&home, keychain));
                asked.await.ok().and_then(Result::ok)
            })
            .await
            .clone()
    }

    /// From now on every plan that is opened visits its hub by itself. A window does; a command visits when asked.
    #[must_use]
    pub fn visiting_by_itself(self) -> Self {
        self.visits.store(true, Ordering::Relaxed);
        self
    }

    /// The visitor of the open plan, which can be used without keeping the plan from being closed.
    pub(crate) async fn visitor(&self) -> Result<Arc<Visitor>, WireFailure> {
        Ok(Arc::clone(self.session().await?.visitor()))
    }

    /// Answers one call of the contract.
    ///
    /// # Errors
    /// [`WireFailure`], always with a sentence.
    pub async fn call(
        &self,
        name: &str,
        question: serde_json::Value,
    ) -> Result<serde_json::Value, WireFailure> {
        crate::wire::dispatch(self, name, question).await
    }

    /// Listens to what the desk says unasked.
    #[must_use]
    pub fn listen(&self) -> broadcast::Receiver<Push> {
        self.pushes.subscribe()
    }

    /// What only the outside knows.
    #[must_use]
    pub fn edge(&self) -> &dyn Edge {
        self.edge.as_ref()
    }

    /// What only the outside knows, for another thread.
    #[must_use]
    pub fn edge_to_carry(&self) -> Arc<dyn Edge> {
        Arc::clone(&self.edge)
    }

    /// The open session.
    ///
    /// # Errors
    /// Refused when no plan is open.
    pub async fn session(&self) -> Result<RwLockReadGuard<'_, Session>, WireFailure> {
        RwLockReadGuard::try_map(self.session.read().await, Option::as_ref)
            .map_err(|_| WireFailure::no_plan())
    }

    /// The open session, if any.
    pub async fn session_if_any(&self) -> RwLockReadGuard<'_, Option<Session>> {
        self.session.read().await
    }

    /// Puts another session in place of the open one, and says so.
    pub async fn sit_down_to(&self, mut session: Option<Session>) {
        if let Some(session) = &mut session
            && self.visits.load(Ordering::Relaxed)
        {
            session.keeper = Some(Keeper::start(Arc::clone(&session.visitor)));
        }
        let before = std::mem::replace(&mut *self.session.write().await, session);
        if let Some(mut before) = before {
            drop(before.keeper.take());
            crate::seal::keep_of(self, &before).await;
            before.store.close().await;
        }
        let _ = self.pushes.send(Push::Plan);
    }

    /// Shows an earlier moment of the plan, or the plan as it is, to every screen.
    ///
    /// # Errors
    /// Refused when another plan was opened meanwhile.
    pub(crate) async fn look_at(&self, moment: Store) -> Result<(), WireFailure> {
        let seq = {
            let mut open = self.session.write().await;
            let session = open
                .as_mut()
                .filter(|session| session.store.id() == moment.id())
                .ok_or_else(WireFailure::no_plan)?;
            session.store = moment;
            session.derived = Mutex::new((-1, BTreeMap::new()));
            session.store.plan().seq
        };
        let tables = TableName::ALL
            .iter()
            .map(|table| table.word().to_owned())
            .collect();
        let _ = self.pushes.send(Push::Touched { seq, tables });
        Ok(())
    }

    /// The path of the open plan.
    pub async fn path(&self) -> Option<PathBuf> {
        self.session
            .read()
            .await
            .as_ref()
            .map(|session| session.path.clone())
    }

    /// A journal line for an operation.
    #[must_use]
    pub fn entry(&self, operation: &str, sentence: impl Into<String>) -> EntryDraft {
        EntryDraft {
            id: EntryId(self.edge.mint()),
            at: self.edge.now(),
            author: self.edge.author(),
            operation: operation.to_owned(),
            sentence: sentence.into(),
            undoable: true,
            undoes: None,
        }
    }

    /// Tells every screen what was written, and now and then keeps a checkpoint of it outside the file.
    pub(crate) async fn announce(&self, receipt: &Receipt) {
        if let Some(session) = self.session.read().await.as_ref() {
            crate::seal::keep_if_due(self, session).await;
        }
        self.tell(receipt);
    }

    fn tell(&self, receipt: &Receipt) {
        let tables = receipt
            .touched
            .iter()
            .map(|table| table.word().to_owned())
            .collect();
        let _ = self.pushes.send(Push::Touched {
            seq: receipt.seq,
            tables,
        });
    }

    /// Starts a piece of long work that `stop` can end. One of each name runs at a time.
    ///
    /// # Errors
    /// Refused when work of this name is already running.
    pub fn start_job(&self, name: &str, title: impl Into<String>) -> Result<RunningJob<'_>, WireFailure> {
        let stop = Arc::new(AtomicBool::new(false));
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.contains_key(name) {
            return Err(WireFailure::refused(
                "already-running",
                "This is already running. Stop it first.",
            ));
        }
        jobs.insert(name.to_owned(), stop.clone());
        let job = Job {
            name: name.to_owned(),
            title: title.into(),
            stop,
            pushes: self.pushes.clone(),
        };
        Ok(RunningJob { job, desk: self })
    }

    /// Asks a piece of long work to end with its best so far. True when it was running.
    pub fn stop_job(&self, name: &str) -> bool {
        let jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.get(name)
            .map(|stop| stop.store(true, Ordering::Relaxed))
            .is_some()
    }
}

/// A job that says it is done when it is dropped.
pub struct RunningJob<'a> {
    job: Job,
    desk: &'a Desk,
}

impl RunningJob<'_> {
    /// The handle that the work itself carries, also to other threads.
    #[must_use]
    pub fn handle(&self) -> Job {
        self.job.clone()
    }
}

impl Drop for RunningJob<'_> {
    fn drop(&mut self) {
        let mut jobs = self.desk.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        jobs.remove(&self.job.name);
        drop(jobs);
        self.job.push(String::new(), Some(1.0), true);
    }
}

/// True when the path lies in the folder of sample plans.
pub(crate) fn is_sample(edge: &dyn Edge, path: &Path) -> bool {
    path.parent()
        .is_some_and(|folder| folder == edge.home().join("samples"))
}
