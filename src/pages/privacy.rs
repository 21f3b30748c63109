//! What is stored, where, for how long, and how to remove it.
//! The texts describe what the code does: change both together.

use leptos::prelude::*;

use crate::browser::retention;
use crate::route::Route;
use crate::state::Library;

/// The texts that depend on where the page is loaded from.
struct Wording {
    /// What Demarc is.
    what: &'static str,
    /// Who else can read the stored data.
    who: &'static str,
    /// What the browser does on its own.
    browser: &'static str,
}

const FROM_SITE: Wording = Wording {
    what: "Demarc is a set of files that your browser downloads once and runs by itself. There is no server that could receive what you enter, no account, no cookie, no tracker.",
    who: "Whoever can use this browser under your name can read it; so can other pages from the same address. If you use Demarc at an address that ends in “.github.io”, all projects of that GitHub user share one origin: each can read, change and delete what another keeps, and act in its pages while they are open. A site at the address without a path can also answer in place of all others. Nothing that another project puts beside Demarc’s own files is run: each file is checked whenever it is used. Use a copy on an address of your own if that matters to you.",
    browser: "It asks the web server for the files of this page, and keeps a copy of them, so that Demarc opens without a network; nothing you enter is in it. From time to time it asks for a newer version. Like every web server, that one may note your address and the time. It learns nothing of what you enter.",
};

const FROM_DISK: Wording = Wording {
    what: "This Demarc is one file that your browser opened from a disk. There is no server that could receive what you enter, no account, no cookie, no tracker.",
    who: "Whoever can use this browser under your name can read it. Chrome, Edge and their relatives give all pages that were opened from a disk one storage: any of them, a web page from a mail too, can read and change it, and every copy of this file works on the same assessments. Firefox keeps a storage for each file, so a copy in another folder begins empty. Save what matters as a file.",
    browser: "It reads this one file, and asks no network for anything.",
};

/// The privacy page.
pub fn page() -> AnyView {
    let library = Library::get();
    let texts = if retention::is_from_disk() {
        &FROM_DISK
    } else {
        &FROM_SITE
    };
    view! {
        <main id="main" class="page" tabindex="-1">
            <h1 class="page-title" tabindex="-1">"Privacy"</h1>
            <p class="lede">
                {texts.what}
            </p>
            <h2>"What is kept"</h2>
            <ul>
                <li>"Your assessments: names, answers, notes, owners, dates, and when each was entered."</li>
                <li>"Snapshots you took."</li>
                <li>
                    "Of the files of scanners that you read: how many findings of each check passed and failed, by account and Region, with their days; the names of the files, and your explanations. No finding is kept, and the name of a resource only where you ask for examples."
                </li>
                <li>
                    "Of workshops: what was asked, every answer that came back and was opened, what was agreed. The key that opens answers, and your own answers where you took part, are in a database of their own and in no file of Demarc’s, unless you save a recovery file."
                </li>
                <li>"What you deleted: for at least 30 days, and then until Demarc is opened again. An absence counts for seven of them at most."</li>
                <li>"What Demarc found here and could not read, until you delete it."</li>
                <li>"The order of your list, and when you last saved each assessment as a file."</li>
                <li>"The logo for the cover of your reports, if you chose one."</li>
            </ul>
            <h2>"Where"</h2>
            <p>
                "In this browser, on this device, in two places that your browser provides for sites: local storage, under names that begin with “demarc:v1:”, and a database named “demarc:v1” with a second copy (keys of workshops and answers on their way are in one named “demarc:v1:workshops”), so that a crash loses nothing that the page calls saved. Where the second copy can’t be kept, the page says so. Neither is sent anywhere. The page’s security policy forbids it to load from or send to any other address, and asks your browser to send no referrer. The part that makes files runs beside the page, where browsers do not apply the page’s policy; it asks for Demarc’s own files and nothing else."
            </p>
            <p>
                {texts.who}
            </p>
            <h2>"Workshops"</h2>
            <ul>
                <li>
                    "An invite tells whoever carries it, a chat or mail service say, which services and facts the questions follow from, which questions are asked and which roles there are. It has no name of a client, a workload or a person. It is in the part of a link that browsers keep for themselves; services that check links may still read it."
                </li>
                <li>
                    "A participant’s code is sealed on their device for the key of the workshop: role, name and answers in it can be read by the facilitator’s browser alone. Who carries it sees that somebody answered, when, and of which workshop. Nothing proves who made a code: one person can send two under two names, so compare their number with that of the people in the room."
                </li>
                <li>
                    "The facilitator sees who answered what, and can make that forgotten. Until then it is in the files of the workshop, too."
                </li>
                <li>
                    "If the key is lost, because this browser’s data was cleared and there is no recovery file, nobody can open codes that were not opened before. What was opened stays."
                </li>
            </ul>
            <h2>"For how long"</h2>
            <p>
                "Until you delete it, or clear this site’s data in your browser. Private windows forget it when they close. Safari deletes it after seven days on which Safari is used and Demarc is not, unless Demarc was added to the home screen or the Dock, where it keeps what you enter apart from Safari. Other browsers may when the disk is nearly full; Demarc asks yours not to. A file you save is yours to keep."
            </p>
            <p class="actions">
                <button type="button" class="button" on:click=move |_| library.save_everything()>
                    "Save everything as a file"
                </button>
            </p>
            <h2>"How to remove it"</h2>
            <p>
                "Delete an assessment on the "<a href=Route::Home.to_string()>"first page"</a>
                " and then for good under "<a href=Route::Bin.to_string()>"Deleted and set aside"</a>
                ". To remove everything at once, close other tabs with Demarc and clear this site’s data in your browser’s settings: a tab with an open assessment keeps it again."
            </p>
            <h2>"What your browser does for its own part"</h2>
            <p>
                {texts.browser}
                " Your browser has its own ways, which Demarc can’t close: it keeps page titles, which name the assessment, in its history and may sync them; its maker’s spell checking and translation, where you use them, and extensions see what is on the page."
            </p>
        </main>
    }
    .into_any()
}
