//! The text of an invite: `JOIN1-…`. Services, facts and practices are bits by their places in the catalog, and a
//! fingerprint of the resulting questions tells whether two editions of the catalog mean the same by them.

use super::ballot::Questionnaire;
use super::bytes::{Reader, checksum, put_set, put_text, shortened};
use super::find::NAME as REPLY;
use super::invite::{MOST_ROLES, ROLE, ROLES};
use super::symbols::{after_each, run, symbols};
use super::{Invite, InviteError, QuestionSet, WorkshopTag, base32};
use crate::analysis::CellRef;
use crate::hash::fnv1a;
use demarc_catalog::{Catalog, Depth, FactId};

/// What every invite begins with. The digit is the version.
pub(super) const PREFIX: &str = "JOIN1-";
const VERSION: u8 = 1;
/// The values of `JOIN`.
const NAME: [u8; 4] = [18, 0, 1, 21];
/// Fewer characters after the name are no invite.
const FEWEST: usize = 16;

/// How the set of questions is told.
const QUICK: u8 = 0;
const DOMAINS: u8 = 1;
const PRACTICES: u8 = 2;

impl Invite {
    /// The text of the invite, for a link, a QR code or a chat. It has no character that needs escaping in an address, and
    /// at most 200 bytes for any services, facts and set with the usual roles.
    #[must_use]
    pub fn write(&self, catalog: &Catalog) -> String {
        let content = content(self, catalog);
        let length = u16::try_from(content.len()).unwrap_or(u16::MAX);
        let mut bytes = length.to_be_bytes().to_vec();
        bytes.extend(content);
        bytes.extend(checksum(VERSION, &bytes));
        [PREFIX, &base32::encode(&bytes)].concat()
    }

    /// Reads an invite in any text, such as a link.
    ///
    /// # Errors
    /// [`InviteError`], whose message is for the participant.
    pub fn read(text: &str, catalog: &Catalog) -> Result<Self, InviteError> {
        let symbols = symbols(text);
        // The address of a link may have the same word before it.
        for rest in after_each(&symbols, &NAME) {
            let values: Vec<u8> = run(rest).collect();
            match values.split_first() {
                Some((&VERSION, values)) if values.len() >= FEWEST => {
                    return read_values(values, catalog);
                }
                Some((later @ 2..=9, values)) if values.len() >= FEWEST => {
                    return Err(InviteError::Later(*later));
                }
                _ => {}
            }
        }
        let is_reply = after_each(&symbols, &REPLY).next().is_some();
        Err(if is_reply {
            InviteError::Reply
        } else {
            InviteError::Foreign
        })
    }
}

fn content(invite: &Invite, catalog: &Catalog) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend(invite.tag.0);
    out.extend(invite.public_key);
    out.extend(edition(&invite.edition).to_be_bytes());
    out.extend(fingerprint(&invite.questionnaire(catalog)));
    out.push(invite.expected);
    let depth = Depth::ALL.iter().position(|it| *it == invite.set.depth());
    let depth = u8::try_from(depth.unwrap_or_default()).unwrap_or_default();
    let has_own_roles = invite.roles != ROLES;
    let set = match &invite.set {
        QuestionSet::Quick => QUICK,
        QuestionSet::Domains(..) => DOMAINS,
        QuestionSet::Practices(_) => PRACTICES,
    };
    out.push(set | depth << 2 | u8::from(has_own_roles) << 4);
    let chosen = places(catalog.deployments(), |it| {
        invite.services.contains(&it.reference())
    });
    put_set(&mut out, chosen);
    put_set(
        &mut out,
        places(facts(catalog), |it| invite.facts.contains(it)),
    );
    match &invite.set {
        QuestionSet::Quick => {}
        QuestionSet::Domains(_, domains) => {
            let domains = places(catalog.domains.iter(), |it| domains.contains(&it.id));
            put_set(&mut out, domains);
        }
        QuestionSet::Practices(practices) => {
            let practices = places(catalog.practices.iter(), |it| practices.contains(&it.id));
            put_set(&mut out, practices);
        }
    }
    put_statements(&mut out, invite, catalog);
    if has_own_roles {
        let roles = &invite.roles[..invite.roles.len().min(MOST_ROLES)];
        out.push(u8::try_from(roles.len()).unwrap_or_default());
        for role in roles {
            put_text(&mut out, role, ROLE);
        }
    }
    out
}

/// The statements: for each the place of its service among the chosen ones, and of its layer.
fn put_statements(out: &mut Vec<u8>, invite: &Invite, catalog: &Catalog) {
    let chosen = chosen(invite, catalog);
    let places = invite.statements.iter().filter_map(|cell| {
        let service = chosen.iter().position(|it| *it == cell.service)?;
        let layer = catalog.layers.iter().position(|it| it.id == cell.layer)?;
        Some((u8::try_from(service).ok()?, u8::try_from(layer).ok()?))
    });
    let places: Vec<(u8, u8)> = places.take(usize::from(u8::MAX)).collect();
    out.push(u8::try_from(places.len()).unwrap_or(u8::MAX));
    out.extend(
        places
            .into_iter()
            .flat_map(|(service, layer)| [service, layer]),
    );
}

fn read_values(values: &[u8], catalog: &Catalog) -> Result<Invite, InviteError> {
    let length = values
        .iter()
        .take(4)
        .fold(0, |sum, it| sum << 5 | usize::from(*it))
        >> 4;
    let digits = base32::length(2 + length + 2);
    let Some(values) = values.get(..digits) else {
        return Err(InviteError::CutOff);
    };
    let bytes = base32::decode(values).ok_or(InviteError::Damaged)?;
    let (content, sum) = bytes.split_at(bytes.len() - 2);
    if checksum(VERSION, content) != *sum {
        return Err(InviteError::Damaged);
    }
    let mut bytes = Reader(&content[2..]);
    let parts = parts(&mut bytes, catalog).ok_or(InviteError::Damaged)?;
    let other = InviteError::OtherEdition {
        theirs: parts.invite.edition.clone(),
        ours: catalog.version.clone(),
    };
    let questionnaire = parts.invite.questionnaire(catalog);
    let is_same = !parts.has_unknown && parts.fingerprint == fingerprint(&questionnaire);
    is_same.then_some(parts.invite).ok_or(other)
}

struct Parts {
    invite: Invite,
    fingerprint: [u8; 3],
    /// Whether there are places that this catalog does not have.
    has_unknown: bool,
}

fn parts(bytes: &mut Reader<'_>, catalog: &Catalog) -> Option<Parts> {
    let mut has_unknown = false;
    let tag = WorkshopTag(bytes.array()?);
    let public_key = bytes.array()?;
    let edition = match u32::from_be_bytes(bytes.array()?) {
        0 => String::new(),
        number => format!("{number:08x}"),
    };
    let fingerprint = bytes.array()?;
    let expected = bytes.byte()?;
    let how = bytes.byte()?;
    let depth = *Depth::ALL.get(usize::from(how >> 2 & 3))?;
    let services: Vec<_> = catalog.deployments().collect();
    let services = pick(&bytes.set()?, &services, &mut has_unknown);
    let services = services.iter().map(|it| it.reference()).collect();
    let facts: Vec<FactId> = facts(catalog).collect();
    let facts = pick(&bytes.set()?, &facts, &mut has_unknown);
    let set = match how & 3 {
        QUICK => QuestionSet::Quick,
        DOMAINS => {
            let domains = pick(&bytes.set()?, &catalog.domains, &mut has_unknown);
            QuestionSet::Domains(depth, domains.into_iter().map(|it| it.id).collect())
        }
        PRACTICES => {
            let practices = pick(&bytes.set()?, &catalog.practices, &mut has_unknown);
            QuestionSet::Practices(practices.into_iter().map(|it| it.id).collect())
        }
        _ => return None,
    };
    let mut invite = Invite {
        tag,
        edition,
        services,
        facts: facts.into_iter().collect(),
        set,
        statements: Vec::new(),
        roles: ROLES.map(str::to_owned).to_vec(),
        expected,
        public_key,
    };
    let chosen = chosen(&invite, catalog);
    for _ in 0..bytes.byte()? {
        let [service, layer] = bytes.array()?;
        let service = chosen.get(usize::from(service));
        let layer = catalog.layers.get(usize::from(layer));
        match (service, layer) {
            (Some(service), Some(layer)) => invite.statements.push(CellRef {
                service: service.clone(),
                layer: layer.id.clone(),
            }),
            _ => has_unknown = true,
        }
    }
    if how & 0x10 != 0 {
        let count = bytes.byte().filter(|it| usize::from(*it) <= MOST_ROLES)?;
        let role = |_| bytes.text().filter(|it| it.len() <= usize::from(ROLE));
        invite.roles = (0..count).map(role).collect::<Option<_>>()?;
    }
    Some(Parts {
        invite,
        fingerprint,
        has_unknown,
    })
}

/// The chosen services, in catalog order.
fn chosen(invite: &Invite, catalog: &Catalog) -> Vec<demarc_catalog::ServiceRef> {
    let deployments = catalog.deployments().map(|it| it.reference());
    deployments
        .filter(|it| invite.services.contains(it))
        .collect()
}

/// The facts of the catalog, in order.
fn facts(catalog: &Catalog) -> impl Iterator<Item = FactId> + '_ {
    let questions = catalog.questions.iter();
    questions.flat_map(|question| {
        let options = question.options.iter();
        options.filter_map(|it| FactId::new(&question.id, &it.id))
    })
}

/// The places of those that this holds for.
fn places<T>(
    all: impl Iterator<Item = T>,
    holds: impl Fn(&T) -> bool,
) -> impl Iterator<Item = usize> {
    all.enumerate()
        .filter(move |(_, it)| holds(it))
        .map(|(place, _)| place)
}

fn pick<T: Clone>(places: &[usize], of: &[T], has_unknown: &mut bool) -> Vec<T> {
    let picked: Vec<T> = places
        .iter()
        .filter_map(|it| of.get(*it).cloned())
        .collect();
    *has_unknown |= picked.len() < places.len();
    picked
}

/// The edition as a number; 0 for an edition that is none of the built-in catalog.
fn edition(version: &str) -> u32 {
    u32::from_str_radix(shortened(version, 8), 16).unwrap_or_default()
}

/// Three bytes of a hash of the questions and statements in order.
fn fingerprint(of: &Questionnaire) -> [u8; 3] {
    let practices = of.practices.iter().map(|it| it.as_str());
    let statements = of.statements.iter();
    let statements = statements.flat_map(|it| [it.service.as_str(), it.layer.as_str()]);
    let ids = practices.chain(statements);
    let hash = fnv1a(ids.flat_map(|id| id.bytes().chain([0])));
    let [a, b, c, ..] = hash.to_be_bytes();
    [a, b, c]
}
