//! Time that only the scheduler moves.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use room::{Host, Wait};
use shared::schema::Timestamp;

/// When every simulation starts: 1 July 2020.
pub(crate) const START: Timestamp = Timestamp(1_593_561_600_000);

/// The one time of a simulated world.
#[derive(Debug)]
pub(crate) struct Clock {
    base: Instant,
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    elapsed: Duration,
    waiting: Vec<(Duration, Waker)>,
}

impl Clock {
    /// Time at its start.
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            base: Instant::now(),
            inner: Mutex::default(),
        })
    }

    fn with<T>(&self, look: impl FnOnce(&mut Inner) -> T) -> T {
        look(&mut self.inner.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How long the world has been running.
    pub(crate) fn elapsed(&self) -> Duration {
        self.with(|inner| inner.elapsed)
    }

    /// The time on clocks that never go back.
    pub(crate) fn instant(&self) -> Instant {
        self.base + self.elapsed()
    }

    /// The time of day where clocks are right.
    pub(crate) fn now(&self) -> Timestamp {
        let millis = i64::try_from(self.elapsed().as_millis()).unwrap_or(i64::MAX);
        Timestamp(START.0.saturating_add(millis))
    }

    /// Moves time on.
    pub(crate) fn advance(&self, by: Duration) {
        let due: Vec<Waker> = self.with(|inner| {
            inner.elapsed += by;
            let now = inner.elapsed;
            let waiting = std::mem::take(&mut inner.waiting);
            let (due, later) = waiting.into_iter().partition(|(at, _)| *at <= now);
            inner.waiting = later;
            let due: Vec<(Duration, Waker)> = due;
            due.into_iter().map(|(_, waker)| waker).collect()
        });
        for waker in due {
            waker.wake();
        }
    }

    /// Whether it is past `at`; otherwise wakes when it is.
    pub(crate) fn poll_at(&self, at: Instant, context: &Context<'_>) -> Poll<()> {
        let at = at.saturating_duration_since(self.base);
        self.with(|inner| {
            if inner.elapsed >= at {
                return Poll::Ready(());
            }
            inner.waiting.push((at, context.waker().clone()));
            Poll::Pending
        })
    }
}

/// A machine of this world, whose time of day is wrong by so many milliseconds.
#[derive(Debug)]
pub(crate) struct Machine {
    /// The world's time.
    pub(crate) clock: Arc<Clock>,
    /// How far its time of day is ahead.
    pub(crate) skew: i64,
}

impl Host for Machine {
    fn now(&self) -> Timestamp {
        Timestamp(self.clock.now().0.saturating_add(self.skew))
    }

    fn instant(&self) -> Instant {
        self.clock.instant()
    }

    fn sleep(&self, time: Duration) -> Wait {
        let clock = Arc::clone(&self.clock);
        let at = clock.instant() + time;
        Box::pin(Sleep { clock, at })
    }
}

struct Sleep {
    clock: Arc<Clock>,
    at: Instant,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.clock.poll_at(self.at, context)
    }
}
