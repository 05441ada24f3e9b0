//! Why a sample cannot be made.

/// Why a sample cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The data cannot be read.
    #[error("the sample data cannot be read: {0}")]
    Data(#[from] serde_json::Error),
    /// A name in the data stands for no unit and no group.
    #[error("task {task} names `{name}`, which is no unit and no group")]
    UnknownName {
        /// The task.
        task: i64,
        /// The name.
        name: String,
    },
    /// A date in the data is none.
    #[error("`{0}` is not a date")]
    Date(String),
    /// A deadline in the data is of a sort that is not known.
    #[error("task {task} has a deadline of the unknown sort `{sort}`")]
    Deadline {
        /// The task.
        task: i64,
        /// The sort.
        sort: String,
    },
    /// An obligation in the data names an option that is not known.
    #[error("the obligation `{obligation}` names the unknown option `{key}`")]
    UnknownOption {
        /// The obligation.
        obligation: String,
        /// The option.
        key: String,
    },
    /// The rules refuse a command of the sample.
    #[error("the rules refuse the sample: {0}")]
    Refused(Box<shared::rules::Refusal>),
}

impl From<shared::rules::Refusal> for SampleError {
    fn from(refusal: shared::rules::Refusal) -> Self {
        Self::Refused(Box::new(refusal))
    }
}
