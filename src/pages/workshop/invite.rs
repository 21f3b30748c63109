//! The invite: as a link, as a QR code, as a text to send.

use leptos::prelude::*;

use super::copying::copy;
use super::room::Room;
use super::{qr, recovery};
use crate::browser::address;
use crate::components::reactive::live;
use crate::route::{Route, Step, WorkshopView};

/// What a message with the invite says. It names neither the client nor the workload.
fn message(link: Option<&str>, code: &str) -> String {
    let how = match link {
        Some(link) => {
            format!("Open this link:\n{link}\nOr open Demarc, go to “Join a workshop” and paste")
        }
        None => "Open Demarc, go to “Join a workshop” and paste".to_owned(),
    };
    format!(
        "You are invited to a workshop on who takes care of what on AWS. Answer on your own, before we talk; “don’t know” is a good answer.\n{how} this invite:\n{code}\nThen send me the code that you get at the end. Only I can open it."
    )
}

pub(super) fn section(room: Room) -> AnyView {
    let offered = recovery::offered(room);
    let invite = Memo::new(move |_| room.with(|it| it.setup.invite.clone()));
    let screen = room.state.at(Step::Workshop(WorkshopView::Screen));
    let shown = move || {
        let code = invite.get();
        if code.is_empty() {
            return ().into_any();
        }
        let link = address::link(&Route::Join(code.clone()));
        let text = message(link.as_deref(), &code);
        let prefix = link.as_deref().and_then(|it| it.strip_suffix(&code));
        let drawing = qr::drawing(prefix.unwrap_or_default(), &code, "QR code of the invite");
        let copied = text.clone();
        view! {
            <div class="invite">
                <div class="invite__ways">
                    {link
                        .as_ref()
                        .map(|link| {
                            let (link, copied_link) = (link.clone(), link.clone());
                            view! {
                                <div class="field">
                                    <label for="invite-link">"Link"</label>
                                    <input id="invite-link" type="text" readonly prop:value=link/>
                                    <p class="actions">
                                        {copy("button button--small", "the link", copied_link)}
                                    </p>
                                </div>
                            }
                                .into_any()
                        })}
                    <div class="field">
                        <label for="invite-text">"Message to send"</label>
                        <textarea id="invite-text" rows="8" readonly prop:value=text></textarea>
                        <p class="actions">{copy("button button--small", "the message", copied)}</p>
                    </div>
                    <p class="hint">
                        "Whoever carries the invite can read which services and facts the questions follow from. It has no name of a client or a workload. Answers come back sealed: only this browser can open them."
                    </p>
                </div>
                <div class="invite__qr">{drawing}</div>
            </div>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="invite">
            <h2 id="invite">"Invite"</h2>
            {live(shown)}
            <p class="actions">
                <a class="button" href=screen.to_string() target="_blank">
                    "Open the projector’s window"
                </a>
                <span class="hint">"It follows this one, and shows no answer before you reveal them."</span>
            </p>
            {offered}
        </section>
    }
    .into_any()
}
