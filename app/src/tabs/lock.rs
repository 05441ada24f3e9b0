//! Who leads: the tab that holds the seat's Web Lock. The browser gives it on when a tab is closed
//! or dies.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot::{Receiver, Sender, channel};
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};

/// The lead of a seat. Dropping it gives it on.
pub(crate) struct Lead {
    release: Function,
    lost: Receiver<()>,
}

impl Lead {
    /// Waits until another tab has taken the lead.
    pub(crate) async fn lost(&mut self) {
        let _told = (&mut self.lost).await;
    }
}

impl Drop for Lead {
    fn drop(&mut self) {
        let _released = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Whether this browser has such locks: only pages that are served securely get them.
pub(crate) fn can_lock() -> bool {
    locks().is_some()
}

/// Waits until this tab leads; `None` when the browser has no locks.
pub(crate) async fn lead(name: &str) -> Option<Lead> {
    request(name, Way::Wait).await
}

/// Takes the lead from a tab that does not answer: a tablet stops tabs in the background, and what
/// is stopped gives nothing on.
pub(crate) async fn take_over(name: &str) -> Option<Lead> {
    request(name, Way::Take).await
}

/// How a lock is come by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Wait,
    Take,
}

fn locks() -> Option<JsValue> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

/// By hand, because the bindings of these locks are not stable yet.
async fn request(name: &str, way: Way) -> Option<Lead> {
    let locks = locks()?;
    let ask: Function = Reflect::get(&locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let options = Object::new();
    let steals = (way == Way::Take).into();
    Reflect::set(&options, &"steal".into(), &steals).ok()?;

    let (grant, granted) = channel::<Function>();
    let grant: Rc<RefCell<Option<Sender<Function>>>> = Rc::new(RefCell::new(Some(grant)));
    // The lock is held until the promise that this returns is kept.
    let hold = Closure::once_into_js(move |_lock: JsValue| {
        Promise::new(&mut |resolve, _| {
            // Nobody waits any more: it is given on at once.
            let unwanted = match grant.borrow_mut().take() {
                Some(grant) => grant.send(resolve).err(),
                None => None,
            };
            if let Some(resolve) = unwanted {
                let _released = resolve.call0(&JsValue::UNDEFINED);
            }
        })
    });
    let asked = ask.call3(&locks, &name.into(), &options, &hold).ok()?;
    let (tell, lost) = channel();
    spawn_local(async move {
        // Ends when the lock was given on, and fails when it was taken away.
        let _over = JsFuture::from(asked.unchecked_into::<Promise>()).await;
        let _told = tell.send(());
    });
    let release = granted.await.ok()?;
    Some(Lead { release, lost })
}
