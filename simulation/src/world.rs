//! One story: a world, its scheduler, and how it ends.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use rand::rngs::ChaCha8Rng;
use rand::{RngExt as _, SeedableRng as _};
use room::{Answer, Room, Submission};
use shared::protocol::{Encoding, Outcome, Snapshot};
use shared::rules::Role;
use shared::schema::{CommandNumber, DeviceId, Timestamp};
use uuid::Uuid;

use crate::clock::{Clock, Machine};
use crate::device::Device;
use crate::disk::{Data, Disk};
use crate::server::Server;
use crate::tasks::{Owner, Tasks, block_on};
use crate::{Bug, check, wishes};

/// How many steps a story has before everything comes to rest.
const STEPS: u32 = 600;
/// How many steps may go by until everything has come to rest.
const STEPS_TO_REST: u32 = 60_000;
const DAY: Duration = Duration::from_hours(24);
/// Ten years, in milliseconds.
const TEN_YEARS: i64 = 10 * 365 * 24 * 3_600 * 1_000;
/// How many futures a world may have: more would mean that some are never let go.
const TASKS: usize = 120;

/// What a story came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Steps taken.
    pub steps: u64,
    /// Entries in the log in the end.
    pub entries: u64,
    /// Commands that were written down.
    pub commands: u64,
    /// Commands that were rejected.
    pub rejected: u64,
}

impl Report {
    /// Two reports as one.
    pub fn and(self, other: Self) -> Self {
        Self {
            steps: self.steps + other.steps,
            entries: self.entries + other.entries,
            commands: self.commands + other.commands,
            rejected: self.rejected + other.rejected,
        }
    }
}

/// Something that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The story in which it happens.
    pub seed: u64,
    /// After how many steps.
    pub step: u64,
    /// What is wrong.
    pub what: String,
    /// The last things that happened before.
    pub story: String,
}

struct World {
    rng: ChaCha8Rng,
    clock: Arc<Clock>,
    disk: Arc<Disk>,
    tasks: Tasks,
    servers: [Option<Server>; 2],
    /// How many servers this world has at most.
    many: usize,
    devices: Vec<Device>,
    /// The network between everyone is cut.
    partitioned: bool,
    fetched: Arc<Mutex<Vec<(usize, Snapshot)>>>,
    fetching: Vec<bool>,
    owners: u32,
    backup: Option<Data>,
    restored: bool,
    steps: u64,
    story: Vec<String>,
}

/// Runs one story.
pub fn run(seed: u64, bug: Bug) -> Result<Report, Violation> {
    let mut world = World::new(seed, bug);
    world.run().map_err(|what| Violation {
        seed,
        step: world.steps,
        what,
        story: world.story_so_far(),
    })
}

/// The room every story starts with, as the real room wrote it.
fn founded() -> Data {
    static FOUNDED: OnceLock<Data> = OnceLock::new();
    let make = || {
        let disk = Disk::new(Data::new(Uuid::from_u128(1)), 0, Bug::None);
        let clock = Clock::new();
        let mut tasks = Tasks::default();
        let submission = Submission {
            device: DeviceId(Uuid::from_u128(1)),
            actor: wishes::person(99),
            first: Some(CommandNumber(1)),
            at: None,
            commands: wishes::founding(),
        };
        let ledger: Arc<dyn room::Ledger> = Arc::<Disk>::clone(&disk);
        let host = Arc::new(Machine { clock, skew: 0 });
        let opened = block_on(async {
            let row = ledger.rooms().await.map(|mut rows| rows.remove(0));
            Room::open(row?, Arc::clone(&ledger), host).await
        });
        if let Ok((room, task, _)) = opened {
            tasks.spawn(Owner(0), task.run());
            let answer = Arc::new(Mutex::new(None::<Answer>));
            let heard = Arc::clone(&answer);
            tasks.spawn(Owner(0), async move {
                let told = room.carry_out(submission).await;
                *heard.lock().unwrap_or_else(PoisonError::into_inner) = Some(told);
            });
            while let Some(at) = tasks.ready().first().copied() {
                tasks.step(at);
            }
        }
        disk.look(Data::clone)
    };
    FOUNDED.get_or_init(make).clone()
}

impl World {
    fn new(seed: u64, bug: Bug) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        let clock = Clock::new();
        let disk = Disk::new(founded(), rng.random(), bug);
        let count = rng.random_range(2..=4_u32);
        let devices: Vec<Device> = (0..count)
            .map(|at| {
                let skew = match rng.random_range(0..3) {
                    0 => rng.random_range(-TEN_YEARS..TEN_YEARS),
                    _ => 0,
                };
                // Two devices may be one person's.
                let person = if at == 1 { 0 } else { at };
                let mut device = Device::new(at, wishes::person(person), skew);
                device.rewinds_too_much = bug == Bug::RewindOfUntouched;
                device
            })
            .collect();
        Self {
            many: rng.random_range(1..=2),
            fetching: vec![false; devices.len()],
            rng,
            clock,
            disk,
            tasks: Tasks::default(),
            servers: [None, None],
            devices,
            partitioned: false,
            fetched: Arc::default(),
            owners: 0,
            backup: None,
            restored: false,
            steps: 0,
            story: Vec::new(),
        }
    }

    fn tell(&mut self, what: impl Into<String>) {
        self.story
            .push(format!("{:>6}  {}", self.steps, what.into()));
        if self.story.len() > 60 {
            self.story.remove(0);
        }
    }

    fn story_so_far(&self) -> String {
        let mut text = String::new();
        for line in &self.story {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{line}");
        }
        text
    }

    fn chance(&mut self, of: u32) -> bool {
        self.rng.random_range(0..of) == 0
    }

    fn run(&mut self) -> Result<Report, String> {
        self.start(0)?;
        self.disk.set_calm(false);
        for _ in 0..STEPS {
            self.step()?;
            self.check()?;
        }
        self.come_to_rest()?;
        let report = self.disk.look(|data| Report {
            steps: self.steps,
            entries: data.head().0,
            ..Report::default()
        });
        Ok(Report {
            commands: self.sum(|device| device.store.tags.len()),
            rejected: self.sum(|device| device.store.tray.len()),
            ..report
        })
    }

    fn sum(&self, count: impl Fn(&Device) -> usize) -> u64 {
        self.devices.iter().map(|device| count(device) as u64).sum()
    }

    fn step(&mut self) -> Result<(), String> {
        self.steps += 1;
        match self.rng.random_range(0..1_000) {
            0..500 => self.run_something(),
            500..640 => return self.deliver(false),
            640..760 => self.write_something(),
            760..860 => self.somebody_acts(),
            860..920 => return self.somebody_connects(),
            920..960 => self.time_passes(),
            _ => return self.something_breaks(),
        }
        Ok(())
    }

    /// One future goes on to its next wait.
    fn run_something(&mut self) {
        let ready = self.tasks.ready();
        if !ready.is_empty() {
            let at = ready[self.rng.random_range(0..ready.len())];
            self.tasks.step(at);
        }
    }

    fn some_device(&mut self) -> usize {
        self.rng.random_range(0..self.devices.len())
    }

    fn now_at(&self, device: usize) -> Timestamp {
        let skew = self.devices[device].skew;
        Timestamp(self.clock.now().0.saturating_add(skew))
    }

    /// One frame arrives somewhere. Unless all is calm it may be lost, come twice or be overtaken.
    fn deliver(&mut self, calm: bool) -> Result<(), String> {
        if self.partitioned {
            return Ok(());
        }
        let at = self.some_device();
        let odd = if calm {
            1_000
        } else {
            self.rng.random_range(0..200)
        };
        let up = self.chance(2);
        let now = self.now_at(at);
        let device = &mut self.devices[at];
        let Some((line, _)) = &device.line else {
            return Ok(());
        };
        let line = Arc::clone(line);
        if up {
            if let Some(frame) = device.sent.pop_front() {
                match odd {
                    0 => return Ok(()),
                    1 => line.deliver(frame.clone()),
                    2 => {
                        // It is overtaken by everything that follows.
                        device.sent.push_back(frame);
                        return Ok(());
                    }
                    3 if frame.len() > 2 => {
                        // Cut in the middle: a frame that cannot be read.
                        line.deliver(frame.slice(..frame.len() / 2));
                        return Ok(());
                    }
                    _ => {}
                }
                line.deliver(frame);
            }
            return Ok(());
        }
        let Some(frame) = line.take(odd == 2) else {
            if line.is_over() {
                device.hang_up();
            }
            return Ok(());
        };
        if odd == 0 {
            return Ok(());
        }
        self.hear(at, &frame, now)?;
        if odd == 1 {
            self.hear(at, &frame, now)?;
        }
        Ok(())
    }

    fn hear(&mut self, at: usize, frame: &[u8], now: Timestamp) -> Result<(), String> {
        let device = &mut self.devices[at];
        let place = device
            .replica
            .as_ref()
            .map(|replica| (replica.device(), replica.epoch()));
        let verdicts = device.hear(frame, now)?;
        for event in std::mem::take(&mut device.events) {
            self.tell(format!("device {at}: {event}"));
        }
        let epoch = self.disk.look(|data| data.epoch);
        for verdict in verdicts {
            // What was said before a backup was put back was true then.
            if let Some((id, known)) = place
                && known == epoch
            {
                check::verdict(id, &verdict, &self.disk)?;
            }
            if let Outcome::Rejected(refusal) = &verdict.outcome {
                self.tell(format!(
                    "device {at}: {} is rejected: {refusal}",
                    verdict.number
                ));
            }
        }
        Ok(())
    }

    fn write_something(&mut self) {
        let at = self.some_device();
        let now = self.now_at(at);
        self.devices[at].written(now);
    }

    fn somebody_acts(&mut self) {
        let at = self.some_device();
        let now = self.now_at(at);
        let device = &mut self.devices[at];
        let Some(replica) = &device.replica else {
            return;
        };
        let latest = CommandNumber(replica.next().0.saturating_sub(1));
        if self.rng.random_range(0..50) == 0 {
            device.act_unchecked(wishes::unknown(&mut self.rng));
        } else {
            device.act(wishes::any(&mut self.rng, latest), now);
        }
    }

    fn running(&self) -> Vec<usize> {
        let running = self.servers.iter().enumerate();
        running
            .filter(|(_, server)| server.is_some())
            .map(|(at, _)| at)
            .collect()
    }

    /// A device fetches what it needs, or opens its connection.
    fn somebody_connects(&mut self) -> Result<(), String> {
        let at = self.some_device();
        self.connect(at)
    }

    fn connect(&mut self, at: usize) -> Result<(), String> {
        let running = self.running();
        if running.is_empty() {
            let server = self.rng.random_range(0..self.many);
            return self.start(server);
        }
        if self.partitioned || !self.devices[at].on {
            return Ok(());
        }
        let server = running[self.rng.random_range(0..running.len())];
        let Some(server) = &self.servers[server] else {
            return Ok(());
        };
        let device = &mut self.devices[at];
        if device.needs_snapshot {
            if !self.fetching[at] && !device.is_writing() {
                self.fetching[at] = true;
                let fetched = Arc::clone(&self.fetched);
                let receive = move |snapshot| {
                    let mut fetched = fetched.lock().unwrap_or_else(PoisonError::into_inner);
                    fetched.push((at, snapshot));
                };
                server.fetch(receive, &mut self.tasks);
            }
            return Ok(());
        }
        if device.line.is_none() && device.replica.is_some() {
            let encoding = Encoding::ALL[self.rng.random_range(0..2)];
            let line = server.accept(device.actor.clone(), encoding, &mut self.tasks);
            device.connect(line);
        }
        Ok(())
    }

    /// Snapshots that have arrived.
    fn receive(&mut self) {
        let fetched =
            std::mem::take(&mut *self.fetched.lock().unwrap_or_else(PoisonError::into_inner));
        for (at, snapshot) in fetched {
            self.fetching[at] = false;
            let device = &mut self.devices[at];
            if device.on && device.needs_snapshot {
                device.receive(snapshot);
            }
        }
    }

    fn time_passes(&mut self) {
        let by = match self.rng.random_range(0..100) {
            0 => 90 * DAY,
            1..=3 => DAY,
            4..=20 => Duration::from_secs(20),
            _ => Duration::from_millis(self.rng.random_range(1..500)),
        };
        self.clock.advance(by);
        for device in &mut self.devices {
            device.tick();
        }
        if by > DAY {
            // Whatever servers there are, one of them tidies up.
            self.disk.forget_results_before(self.clock.now());
        }
    }

    fn something_breaks(&mut self) -> Result<(), String> {
        let at = self.some_device();
        match self.rng.random_range(0..13) {
            0 | 1 => {
                self.tell(format!("device {at} is switched off"));
                self.devices[at].switch_off();
            }
            2..=4 if !self.devices[at].on => {
                self.tell(format!("device {at} is switched on"));
                let now = self.now_at(at);
                self.devices[at].switch_on(now);
            }
            5 => {
                self.tell(format!("device {at} loses its connection"));
                self.devices[at].hang_up();
            }
            6 => {
                self.partitioned = !self.partitioned;
                self.tell(format!("the network is cut: {}", self.partitioned));
            }
            7 | 8 => {
                let server = self.rng.random_range(0..self.many);
                self.kill(server);
            }
            9 => {
                let server = self.rng.random_range(0..self.many);
                if let Some(server) = self.servers[server].take() {
                    self.tell("a server is asked to stop");
                    server.stop();
                }
            }
            10 => {
                let server = self.rng.random_range(0..self.many);
                return self.start(server);
            }
            11 => {
                let role = [Role::Office, Role::Reader][self.rng.random_range(0..2)];
                self.tell(format!(
                    "device {at} acts as {role:?} from its next connection"
                ));
                self.devices[at].actor.role = role;
            }
            _ => self.back_up_or_restore(),
        }
        Ok(())
    }

    fn back_up_or_restore(&mut self) {
        match self.backup.take() {
            None => {
                self.tell("a backup is made");
                self.backup = Some(self.disk.look(Data::clone));
            }
            Some(data) if self.chance(3) => {
                for server in 0..self.many {
                    self.kill(server);
                }
                let epoch = Uuid::from_u128(u128::from(self.steps) + 2);
                self.tell(format!("the backup is put back, seq {}", data.head()));
                self.disk.restore(data.restored(epoch));
                self.restored = true;
            }
            kept => self.backup = kept,
        }
    }

    fn kill(&mut self, at: usize) {
        if let Some(server) = self.servers[at].take() {
            self.tell(format!("server {at} is killed"));
            self.tasks.kill(server.owner());
            self.disk.crash();
            // What it was asked for never comes.
            self.fetching.fill(false);
        }
    }

    fn start(&mut self, at: usize) -> Result<(), String> {
        if self.servers[at].is_some() {
            return Ok(());
        }
        self.owners += 1;
        let owner = Owner(self.owners);
        let skew = match self.rng.random_range(0..3) {
            0 => self.rng.random_range(-TEN_YEARS..TEN_YEARS),
            _ => 0,
        };
        self.tell(format!("server {at} starts"));
        // Starting only reads; it is killed before or afterwards.
        self.disk.set_calm(true);
        let started = Server::start(owner, &self.disk, &self.clock, skew, &mut self.tasks);
        self.disk.set_calm(false);
        self.servers[at] = Some(started?);
        Ok(())
    }

    fn check(&mut self) -> Result<(), String> {
        self.receive();
        if let Some(wrong) = self.disk.look(|data| data.wrong.clone()) {
            return Err(wrong);
        }
        for device in &self.devices {
            check::copy(device, &self.disk)?;
        }
        if self.tasks.len() > TASKS {
            return Err(format!("{} futures are under way", self.tasks.len()));
        }
        Ok(())
    }

    /// Nothing breaks any more: everyone comes back and everything arrives.
    fn come_to_rest(&mut self) -> Result<(), String> {
        self.tell("everything comes to rest");
        for at in 0..self.many {
            self.kill(at);
        }
        self.start(0)?;
        self.disk.set_calm(true);
        self.partitioned = false;
        for at in 0..self.devices.len() {
            let now = self.now_at(at);
            let device = &mut self.devices[at];
            device.hang_up();
            if !device.on {
                device.switch_on(now);
            }
        }
        for round in 0..STEPS_TO_REST {
            self.steps += 1;
            match self.rng.random_range(0..4) {
                0 => self.run_something(),
                1 => self.deliver(true)?,
                2 => self.write_something(),
                _ => self.somebody_connects()?,
            }
            if round % 500 == 499 {
                self.clock.advance(Duration::from_secs(10));
                self.devices.iter_mut().for_each(Device::tick);
            }
            self.check()?;
            if round % 50 == 0 && self.is_at_rest() {
                break;
            }
        }
        for device in &self.devices {
            check::end(device, &self.disk, self.restored)?;
        }
        Ok(())
    }

    fn is_at_rest(&self) -> bool {
        let head = self.disk.look(Data::head);
        self.devices.iter().all(|device| {
            let settled = device
                .replica
                .as_ref()
                .is_some_and(|replica| replica.pending() == 0 && replica.cursor() == head);
            settled && !device.is_writing() && !device.needs_snapshot
        })
    }
}
