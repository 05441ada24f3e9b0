//! The people, and what opens their accounts. Secrets arrive here only as their hashes.

use async_trait::async_trait;
use shared::rules::{Actor, Role};
use shared::schema::{RecordId, Timestamp};

use crate::auth::SecretHash;
use room::StoreError;

/// An account. It acts under its name, so both are one thing.
pub(crate) type Account = Actor;

/// The people.
#[async_trait]
pub(crate) trait People: Send + Sync {
    /// The account of this name, made with this role when there is none.
    async fn account(&self, name: &str, role: Role) -> Result<Account, StoreError>;

    /// The account of this id, made when there is none: for one that is not a person's.
    async fn account_with_id(&self, account: &Account) -> Result<(), StoreError>;

    /// Adds a one-time link.
    async fn add_link(
        &self,
        link: SecretHash,
        account: RecordId,
        expires: Timestamp,
    ) -> Result<(), StoreError>;

    /// Uses up a link and opens a session in its stead, in one step. `None` when the link is
    /// unknown, used or expired.
    async fn redeem_link(
        &self,
        link: SecretHash,
        session: SecretHash,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<Option<Account>, StoreError>;

    /// Adds a token for programs.
    async fn add_token(
        &self,
        token: SecretHash,
        account: &Account,
        now: Timestamp,
        expires: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whose session it is.
    async fn session(
        &self,
        session: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Account>, StoreError>;

    /// Whose token it is.
    async fn token(&self, token: SecretHash, now: Timestamp)
    -> Result<Option<Account>, StoreError>;

    /// Throws away what has expired.
    async fn forget_expired(&self, now: Timestamp) -> Result<(), StoreError>;
}
