//! Filling a room from prepared commands, through the same engine as everyone's.

use anyhow::{Context as _, Result, bail};
use shared::protocol::Outcome;
use shared::rules::{Actor, Command, Role};
use shared::schema::{CommandNumber, DeviceId, RecordId};
use uuid::Uuid;

use super::{Room, Submission};
use crate::store::Store;

/// How many commands go into one group.
const GROUP: usize = 500;

/// Who brings them. The id is the same everywhere, so that what is imported is the same everywhere.
const IMPORTER: &str = "系统导入";
const SPACE: Uuid = Uuid::from_u128(0x0b6d_5c1e_87f4_4a53_b2a1_6775_6174_7500);

/// Carries out the commands that the room has not had yet. Their numbers say which: an import that
/// was interrupted goes on where it stopped, one that is done does nothing. Once somebody else has
/// worked in the room nothing is added any more.
pub(crate) async fn import(room: &Room, store: &dyn Store, commands: Vec<Command>) -> Result<()> {
    let actor = Actor {
        id: RecordId(Uuid::new_v5(&SPACE, b"account")),
        name: IMPORTER.to_owned(),
        role: Role::Office,
    };
    store.account_with_id(&actor).await?;
    let device = DeviceId(Uuid::new_v5(&SPACE, b"device"));
    let stored = store.device(room.key(), device).await?;
    let last = stored.map_or(0, |device| device.last.0);
    if room.head().0 > last {
        return Ok(());
    }
    let done = usize::try_from(last).context("more commands were imported than there are")?;
    let rest = commands.get(done..).unwrap_or_default();
    for (group, commands) in rest.chunks(GROUP).enumerate() {
        let first = done + group * GROUP + 1;
        let submission = Submission {
            device,
            actor: actor.clone(),
            first: Some(CommandNumber(first as u64)),
            commands: commands.to_vec(),
        };
        let answer = room.carry_out(submission).await;
        if let Some(problem) = answer.problem {
            bail!("the sample was not imported: {}", problem.reason.en);
        }
        for verdict in answer.verdicts {
            if let Outcome::Rejected(refusal) = verdict.outcome {
                bail!(
                    "command {} of the sample is refused: {refusal}",
                    verdict.number
                );
            }
        }
    }
    tracing::info!(room = room.key(), commands = rest.len(), "imported");
    Ok(())
}
