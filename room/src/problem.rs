//! What can be wrong with a message, in words that say how to go on.

use shared::protocol::{Encoding, Problem, ProblemCode};
use shared::schema::{CommandNumber, DeviceId, Sentence, Seq};

use crate::limits::{MESSAGE_LIMIT, PUSH_LIMIT};

fn problem(code: ProblemCode, zh: impl Into<String>, en: impl Into<String>) -> Problem {
    Problem {
        code,
        reason: Sentence::new(zh, en),
        number: None,
    }
}

fn about(mut problem: Problem, number: CommandNumber) -> Problem {
    problem.number = Some(number);
    problem
}

/// A command number leaves a gap (R3).
pub fn gap(first: CommandNumber, expected: CommandNumber) -> Problem {
    let problem = problem(
        ProblemCode::Gap,
        format!("命令编号 {first} 不连续,应为 {expected}"),
        format!("command number {first} does not follow: expected {expected}"),
    );
    about(problem, expected)
}

/// Whether the server gives out this device id itself: made from a name (`UUIDv5`), it could be
/// guessed, and whoever used it first would own it.
pub fn is_reserved(device: DeviceId) -> bool {
    device.0.get_version_num() == 5
}

/// The device's numbers belong to another account.
pub fn not_your_device(device: DeviceId) -> Problem {
    problem(
        ProblemCode::NotYourDevice,
        format!("设备 {device} 属于另一个账号,请使用新的设备编号"),
        format!("device {device} belongs to another account: use a new device id"),
    )
}

/// A command claims to have seen more than there is.
pub fn base_ahead(base: Seq, head: Seq, number: CommandNumber) -> Problem {
    let problem = problem(
        ProblemCode::Ahead,
        format!("第 {number} 条命令的 base 为 {base},但作战室目前只到 {head}"),
        format!("`base` of command {number} is {base}, but the room is only at {head}"),
    );
    about(problem, number)
}

/// The client claims to have more than there is (R6).
pub fn cursor_ahead(cursor: Seq, head: Seq) -> Problem {
    problem(
        ProblemCode::Ahead,
        format!("cursor 为 {cursor},但作战室目前只到 {head};请重新获取快照"),
        format!("`cursor` is {cursor}, but the room is only at {head}: fetch the snapshot again"),
    )
}

/// It was not stored; nothing has changed.
pub fn unavailable() -> Problem {
    problem(
        ProblemCode::Unavailable,
        "服务器暂时无法保存,什么都没有改变,请稍后重试",
        "the server could not store it; nothing was changed, try again",
    )
}

/// A push holds too many commands.
pub fn too_many_commands(count: usize, first: CommandNumber) -> Problem {
    let problem = problem(
        ProblemCode::TooLarge,
        format!("一次最多发送 {PUSH_LIMIT} 条命令,收到 {count} 条"),
        format!("a push holds at most {PUSH_LIMIT} commands, this one holds {count}"),
    );
    about(problem, first)
}

/// A message is too large to be taken.
pub fn message_too_large() -> Problem {
    problem(
        ProblemCode::TooLarge,
        format!("消息超过 {MESSAGE_LIMIT} 字节,连接即将关闭"),
        format!("the message is larger than {MESSAGE_LIMIT} bytes; the connection is closed"),
    )
}

/// A frame cannot be read (R7).
pub fn bad_frame(why: &str) -> Problem {
    problem(
        ProblemCode::BadFrame,
        format!("无法读取这一帧:{why}"),
        format!("the frame cannot be read: {why}"),
    )
}

/// A frame of the other encoding.
pub fn wrong_frame_type(encoding: Encoding) -> Problem {
    let name = encoding.subprotocol();
    let (zh, en) = match encoding {
        Encoding::Postcard => ("二进制", "binary"),
        Encoding::Json => ("文本", "text"),
    };
    problem(
        ProblemCode::BadFrame,
        format!("{name} 只使用{zh}帧"),
        format!("{name} uses {en} frames only"),
    )
}

/// Something else came before `Hello` (R1).
pub fn hello_first() -> Problem {
    problem(
        ProblemCode::OutOfPlace,
        "第一条消息必须是 hello",
        "the first message must be `hello`",
    )
}

/// A second `Hello` (R1).
pub fn second_hello() -> Problem {
    problem(
        ProblemCode::OutOfPlace,
        "这个连接已经发送过 hello",
        "this connection has said `hello` already",
    )
}

/// No version of the protocol in common.
pub fn version(theirs: u16, ours: u16) -> Problem {
    problem(
        ProblemCode::Version,
        format!("协议版本 {theirs} 不受支持,服务器使用版本 {ours};请刷新页面"),
        format!("protocol version {theirs} is not spoken here, {ours} is: reload the page"),
    )
}

/// The client's records are not those of the room (R8).
pub fn diverged(cursor: Seq) -> Problem {
    problem(
        ProblemCode::Diverged,
        format!("本机在第 {cursor} 步的数据与作战室不一致,将重新获取"),
        format!("the records at seq {cursor} are not those of the room: fetch the snapshot again"),
    )
}
