//! What was acknowledged is durable: the server is killed while it works, again and again.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result, ensure};
use shared::protocol::{Encoding, Outcome, ServerMessage};
use shared::rules::Command;
use shared::schema::{CommandNumber, DeviceId, Seq};
use tests::{Client, Live, Server, create_person, in_time, rename, task_ids};
use tokio::sync::watch;

/// How many results are awaited in each round before the server is killed.
const RESULTS: usize = 200;

/// A client that keeps sending, through crashes, as a tablet does: what was not answered is sent
/// again under the same numbers.
struct Stream {
    device: DeviceId,
    /// Command `n` is at place `n - 1`.
    commands: Vec<Command>,
    acknowledged: BTreeMap<CommandNumber, Seq>,
}

impl Stream {
    /// Sends until the connection breaks. Everything that arrived before counts as acknowledged.
    async fn run(&mut self, client: Client, progress: watch::Sender<usize>) -> Result<()> {
        let mut live = client.live(Encoding::Postcard).await?;
        let welcome = live.hello(self.device, None).await?;
        let known = self.acknowledged.keys().last().map_or(0, |number| number.0);
        ensure!(
            welcome.last_number.0 >= known,
            "acknowledged commands are gone"
        );
        // The results of some may have been lost on the way: they are asked for again.
        let mut next = usize::try_from(known)?;
        let mut arrived = 0;
        loop {
            while next < usize::try_from(self.last())? + 40 {
                if self.commands.len() <= next {
                    let name = format!("person {}", self.commands.len());
                    self.commands.push(create_person(&name));
                }
                let command = self.commands[next].clone();
                next += 1;
                if live.push(next as u64, vec![command]).await.is_err() {
                    return Ok(());
                }
            }
            match live.next().await? {
                None => return Ok(()),
                Some(ServerMessage::Result(verdict)) => {
                    let Outcome::Applied { seq } = verdict.outcome else {
                        anyhow::bail!("{verdict:?}");
                    };
                    let before = self.acknowledged.insert(verdict.number, seq);
                    ensure!(
                        before.is_none_or(|before| before == seq),
                        "{verdict:?} was {before:?}"
                    );
                    arrived += 1;
                    progress.send_replace(arrived);
                }
                Some(ServerMessage::Problem(problem)) => anyhow::bail!("{problem:?}"),
                Some(_) => {}
            }
        }
    }

    fn last(&self) -> u64 {
        self.acknowledged.keys().last().map_or(0, |number| number.0)
    }
}

/// R4
#[tokio::test]
async fn acknowledged_commands_survive_kill_9() -> Result<()> {
    let (mut server, data) = Server::start().await?;
    let mut client = server.sign_in().await?;
    let task = task_ids(&client).await?[0];
    let mut stream = Stream {
        device: Live::new_device(),
        commands: Vec::new(),
        acknowledged: BTreeMap::new(),
    };
    for round in 0..5 {
        let (progress, mut watched) = watch::channel(0);
        let streaming_client = client.clone();
        let streaming = tokio::spawn(async move {
            stream.run(streaming_client, progress).await?;
            anyhow::Ok(stream)
        });
        in_time("results", watched.wait_for(|count| *count >= RESULTS)).await??;

        // One more command, by another device, and the server is killed on its acknowledgement.
        let mut other = client.live(Encoding::Json).await?;
        let device = Live::new_device();
        other.hello(device, None).await?;
        let text = format!("round {round}");
        other
            .push(1, vec![rename(task, tests::everything(), &text)])
            .await?;
        let result = other.results(1).await?.remove(0);
        server.kill().await?;
        stream = streaming.await??;

        server = Server::start_in(data.path()).await?;
        client = client.at(server.url());
        let record = client
            .get(&format!("/api/rooms/{}/records/{task}", tests::ROOM))
            .await?;
        assert_eq!(record["fields"]["remark"], text.as_str());
        let log = client.log().await?;
        let Outcome::Applied { seq } = result.outcome else {
            anyhow::bail!("{result:?}");
        };
        let own: Vec<_> = log
            .iter()
            .filter(|e| e["device"] == device.to_string())
            .collect();
        assert_eq!(own.len(), 1);
        assert_eq!(own[0]["seq"], seq.0);
        check(&stream, &log)?;

        let verified = Server::verify(data.path()).await?;
        assert!(verified.status.success(), "{verified:?}");
    }
    assert!(stream.acknowledged.len() >= 5 * RESULTS);
    Ok(())
}

/// Every acknowledged command is in the log exactly once, at the place that was named.
fn check(stream: &Stream, log: &[serde_json::Value]) -> Result<()> {
    let mut found = BTreeMap::new();
    for entry in log
        .iter()
        .filter(|e| e["device"] == stream.device.to_string())
    {
        let number = CommandNumber(entry["number"].as_u64().context("a number")?);
        let seq = Seq(entry["seq"].as_u64().context("a seq")?);
        ensure!(
            found.insert(number, seq).is_none(),
            "{number} is there twice"
        );
    }
    for (number, seq) in &stream.acknowledged {
        ensure!(
            found.get(number) == Some(seq),
            "{number} at {seq}: {:?}",
            found.get(number)
        );
    }
    Ok(())
}
