//! The queue as a file: saved when the browser cannot keep it, and loaded again.

use std::collections::BTreeMap;

use futures_channel::oneshot;
use leptos::prelude::*;
use shared::rules::{Command, Verb};
use shared::schema::{CommandNumber, Lang, Sentence};

use super::Room;
use crate::store::{FileError, QueueFile, Queued, Rejected, Seat};
use crate::view::wanted;

/// A number no device ever gets to: what it names cannot be taken back any more.
const NOWHERE: CommandNumber = CommandNumber(u64::MAX);

impl Room {
    /// Everything that waits, as a file.
    pub(crate) fn queue_file(self) -> QueueFile {
        let waiting = self.core.with_value(|core| {
            let times = &core.keeper.times;
            let waiting = core.waiting().into_iter().map(|(number, command)| Queued {
                number,
                at: times.get(&number).copied().unwrap_or_default(),
                command,
            });
            waiting.collect()
        });
        self.file(waiting)
    }

    /// One rejected command, as a file.
    pub(crate) fn rejected_file(self, rejected: &Rejected) -> QueueFile {
        self.file(vec![Queued {
            number: rejected.number,
            at: rejected.at,
            command: rejected.command.clone(),
        }])
    }

    fn file(self, queue: Vec<Queued>) -> QueueFile {
        let actor = self.actor();
        let commands = self.read(|state| {
            let commands = queue.into_iter().map(|queued| {
                let words = wanted(state, &queued.command, Lang::Zh);
                (queued, words)
            });
            commands.collect()
        });
        QueueFile {
            seat: Seat {
                account: actor.id,
                room: self.key(),
            },
            name: actor.name,
            device: self.device(),
            commands,
        }
    }

    /// Queues what a file holds, under new numbers, and says how it went. What this device has in
    /// its queue, or has had, is not queued twice.
    pub(crate) async fn load_queue(self, text: &str) -> Result<Sentence, Sentence> {
        let file = QueueFile::parse(text).map_err(complaint)?;
        let (account, room) = (self.actor().id, self.key());
        if file.seat.account != account || file.seat.room != room {
            let (name, of) = (&file.name, &file.seat.room);
            return Err(Sentence::new(
                format!("这是「{name}」在作战室 {of} 的队列,不能以他人名义或在别的作战室上传"),
                format!(
                    "This queue is {name}'s in the room {of}; it is not sent as another's or elsewhere"
                ),
            ));
        }
        let is_same = file.device == self.device();
        let next = self.core.with_value(|core| core.replica.next());
        let mut numbers = BTreeMap::new();
        let mut known = 0;
        for (queued, _) in file.commands {
            if is_same && queued.number < next {
                known += 1;
                continue;
            }
            let command = renamed(queued.command, &numbers, is_same);
            let (tell, told) = oneshot::channel();
            self.queue(command, move |_, number| {
                // Whoever asked waits for it below.
                let _heard = tell.send(number);
            });
            if let Ok(number) = told.await {
                numbers.insert(queued.number, number);
            }
        }
        let count = numbers.len();
        Ok(match known {
            0 => Sentence::new(
                format!("已载入 {count} 条操作,等待上传"),
                format!("{count} changes loaded, waiting to be sent"),
            ),
            known => Sentence::new(
                format!("已载入 {count} 条操作;{known} 条本机已有,没有重复载入"),
                format!("{count} changes loaded; {known} are on this device already"),
            ),
        })
    }
}

/// Taking back names the number of another command, which has a new one now.
fn renamed(
    command: Command,
    numbers: &BTreeMap<CommandNumber, CommandNumber>,
    is_same: bool,
) -> Command {
    let Verb::Undo { number } = command.verb else {
        return command;
    };
    let fallback = if is_same { number } else { NOWHERE };
    Command {
        verb: Verb::Undo {
            number: numbers.get(&number).copied().unwrap_or(fallback),
        },
        ..command
    }
}

fn complaint(error: FileError) -> Sentence {
    match error {
        FileError::NotAQueue => Sentence::new(
            "这不是待上传队列文件",
            "this is not a file of waiting changes",
        ),
        FileError::Newer => Sentence::new(
            "文件由更新的版本保存,请先刷新页面",
            "the file was saved by a newer version; reload the page first",
        ),
        FileError::Damaged => Sentence::new(
            "文件已损坏,没有载入任何操作",
            "the file is damaged; nothing was loaded",
        ),
    }
}
