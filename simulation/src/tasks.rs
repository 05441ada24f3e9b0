//! Futures that are polled when the scheduler says so, one step at a time.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};

/// Which process a future belongs to: it dies with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Owner(pub(crate) u32);

/// Everything that is under way.
#[derive(Default)]
pub(crate) struct Tasks(Vec<Task>);

struct Task {
    owner: Owner,
    future: Pin<Box<dyn Future<Output = ()>>>,
    woken: Arc<Woken>,
}

#[derive(Debug)]
struct Woken(AtomicBool);

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Tasks {
    /// Adds a future; it is polled for the first time when its turn comes.
    pub(crate) fn spawn(&mut self, owner: Owner, future: impl Future<Output = ()> + 'static) {
        self.0.push(Task {
            owner,
            future: Box::pin(future),
            woken: Arc::new(Woken(AtomicBool::new(true))),
        });
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Those that may go on.
    pub(crate) fn ready(&self) -> Vec<usize> {
        let ready = self.0.iter().enumerate();
        ready
            .filter(|(_, task)| task.woken.0.load(Ordering::Relaxed))
            .map(|(at, _)| at)
            .collect()
    }

    /// Takes one a step further.
    pub(crate) fn step(&mut self, at: usize) {
        let task = &mut self.0[at];
        task.woken.0.store(false, Ordering::Relaxed);
        let waker = Waker::from(Arc::clone(&task.woken));
        let step = task.future.as_mut().poll(&mut Context::from_waker(&waker));
        if step.is_ready() {
            drop(self.0.remove(at));
        }
    }

    /// Ends everything of a process, wherever it is.
    pub(crate) fn kill(&mut self, owner: Owner) {
        self.0.retain(|task| task.owner != owner);
    }
}

/// Runs a future that nothing outside has to move on.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return output;
        }
    }
}

/// Lets everyone else go first, once.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        if paused {
            return Poll::Ready(());
        }
        paused = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}
