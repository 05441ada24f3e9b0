//! Filling a room from prepared commands, through the same engine as everyone's.

use std::collections::{HashMap, VecDeque};

use anyhow::{Context as _, Result, bail};
use room::{Answer, Room, Submission};
use shared::protocol::Outcome;
use shared::rules::{Actor, Command, Role};
use shared::schema::{CommandNumber, DeviceId, RecordId, Timestamp};
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::store::Store;

/// How many commands go into one group.
const GROUP: usize = 500;

/// How many submissions wait for their answers at a time.
const ON_THE_WAY: usize = 200;

/// Who brings in what nobody in particular did. The id is the same everywhere, so that what is
/// imported is the same everywhere.
const IMPORTER: &str = "系统导入";
const SPACE: Uuid = Uuid::from_u128(0x0b6d_5c1e_87f4_4a53_b2a1_6775_6174_7500);

/// What is brought in together.
pub(crate) struct Portion {
    /// Who did it.
    pub(crate) actor: Actor,
    /// When, for a history; without it, now.
    pub(crate) at: Option<Timestamp>,
    /// What.
    pub(crate) commands: Vec<Command>,
}

/// Commands that nobody in particular gave.
pub(crate) fn by_the_system(commands: Vec<Command>) -> Vec<Portion> {
    let account = RecordId(Uuid::new_v5(&SPACE, b"account"));
    vec![Portion {
        actor: Actor::new(account, IMPORTER, Role::Office),
        at: None,
        commands,
    }]
}

/// The device from which an actor's commands are brought in.
fn device(actor: &Actor, system: RecordId) -> DeviceId {
    if actor.id == system {
        return DeviceId(Uuid::new_v5(&SPACE, b"device"));
    }
    DeviceId(Uuid::new_v5(&SPACE, actor.id.0.as_bytes()))
}

/// Carries out the commands that the room has not had yet; how many that were. Their numbers say
/// which: an import that was interrupted goes on where it stopped, one that is done does nothing.
/// Once somebody else has worked in the room nothing is added any more.
pub(crate) async fn import(
    room: &Room,
    store: &dyn Store,
    portions: Vec<Portion>,
) -> Result<usize> {
    let system = RecordId(Uuid::new_v5(&SPACE, b"account"));
    // How many commands of each device are there already, and how many have gone by.
    let mut there: HashMap<DeviceId, usize> = HashMap::new();
    for portion in &portions {
        let device = device(&portion.actor, system);
        if there.contains_key(&device) {
            continue;
        }
        store.account_with_id(&portion.actor).await?;
        let stored = store.device(room.key(), device).await?;
        let last = stored.map_or(0, |device| device.last.0);
        let last = usize::try_from(last).context("more was imported than there is")?;
        there.insert(device, last);
    }
    if room.head().0 > there.values().sum::<usize>() as u64 {
        return Ok(0);
    }
    let mut gone_by: HashMap<DeviceId, usize> = HashMap::new();
    let mut carried_out = 0;
    // Several at a time, so that the room writes them as one group; they stay in their order.
    let mut on_the_way = VecDeque::new();
    for portion in portions {
        let device = device(&portion.actor, system);
        for commands in portion.commands.chunks(GROUP) {
            let gone = gone_by.entry(device).or_default();
            let first = *gone + 1;
            *gone += commands.len();
            let known = there.get(&device).copied().unwrap_or(0);
            let rest = commands.get(known.saturating_sub(first - 1)..);
            let Some(rest) = rest.filter(|rest| !rest.is_empty()) else {
                continue;
            };
            let first = first.max(known + 1);
            carried_out += rest.len();
            let submission = Submission {
                device,
                actor: portion.actor.clone(),
                first: Some(CommandNumber(first as u64)),
                at: portion.at,
                commands: rest.to_vec(),
            };
            on_the_way.push_back(room.submit(submission).await);
            if on_the_way.len() > ON_THE_WAY {
                settle(on_the_way.pop_front()).await?;
            }
        }
    }
    while !on_the_way.is_empty() {
        settle(on_the_way.pop_front()).await?;
    }
    tracing::info!(room = room.key(), commands = carried_out, "imported");
    Ok(carried_out)
}

async fn settle(answer: Option<oneshot::Receiver<Answer>>) -> Result<()> {
    let Some(answer) = answer else {
        return Ok(());
    };
    let answer = answer.await.context("the room has stopped")?;
    if let Some(problem) = answer.problem {
        bail!("nothing was imported: {}", problem.reason.en);
    }
    for verdict in answer.verdicts {
        if let Outcome::Rejected(refusal) = verdict.outcome {
            bail!("command {} is refused: {refusal}", verdict.number);
        }
    }
    Ok(())
}
