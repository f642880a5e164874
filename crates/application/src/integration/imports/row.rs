//! One row, through the verb of its kind.

use super::cells::Cells;
use super::{memberships, organisations, people};
use crate::{Call, Error};
use documents::SheetRow;
use domain::access::{Action, Denied};
use domain::integration::imports::{Import, ImportField, ImportKind, ImportRow, ImportRowOutcome};
use domain::organisations::Organisation;
use domain::shared::{Id, OrganisationId, Refusal, RefusalCode, read_global_id, sort_key};
use persistence::UnitOfWork;
use persistence::organisations::Organisations;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// What became of a row. What is wrong with it stands with its cells.
pub(super) enum Tried {
    Created(Uuid),
    Duplicate,
    Refused,
}

/// The field that says what stands at a place of a verb's input.
type FieldAt = fn(&Cells<'_>, &[String]) -> Option<ImportField>;

impl Tried {
    /// What the verb answered, with its reasons at the columns. A right that is missing is a reason too, at the place
    /// `permission`.
    ///
    /// # Errors
    /// What is not the fault of the row.
    pub(super) fn of(answered: Result<Uuid, Error>, cells: &mut Cells<'_>, at: FieldAt) -> Result<Self, Error> {
        let refusals = match answered {
            Ok(id) => return Ok(Self::Created(id)),
            Err(Error::Refused(refusals)) => refusals,
            Err(Error::Denied(Denied::Forbidden(action) | Denied::Unauthenticated(action))) => {
                vec![Refusal::new(RefusalCode::NotPermitted).at("permission").with("action", action)]
            }
            Err(other) => return Err(other),
        };
        let known = |refusal: &Refusal| {
            use RefusalCode as Code;
            matches!(refusal.code, Code::Duplicate | Code::PossibleDuplicate | Code::Overlap) && refusal.path.len() <= 1
        };
        let duplicate = !refusals.is_empty() && refusals.iter().all(known);
        for refusal in refusals {
            let field = at(cells, &refusal.path);
            cells.refuse(field, &refusal);
        }
        Ok(if duplicate { Self::Duplicate } else { Self::Refused })
    }
}

/// Finds the organisations that rows name, as far as the caller sees them. It sees what earlier rows made.
pub(super) struct Lookup<'w> {
    call: &'w Call,
    whole: &'w UnitOfWork,
    owner: OrganisationId,
    known: HashMap<String, OrganisationId>,
}

impl<'w> Lookup<'w> {
    pub(super) fn new(call: &'w Call, whole: &'w UnitOfWork, owner: OrganisationId) -> Self {
        Self { call, whole, owner, known: HashMap::new() }
    }

    /// The organisation for which the import is.
    pub(super) const fn owner(&self) -> OrganisationId {
        self.owner
    }

    /// Where rows are looked up: what earlier rows made is there.
    pub(super) const fn whole(&self) -> &'w UnitOfWork {
        self.whole
    }

    /// The active organisations of a name.
    pub(super) async fn named(&self, name: &str) -> Result<Vec<Organisation>, Error> {
        let seen = self.call.visibility(Action::OrganisationRead);
        Ok(Organisations::of(self.whole).named(&seen, name).await?)
    }

    /// The organisation that a field names by its global id or its full name; none when it names none, or one that is
    /// not there, which is said.
    pub(super) async fn organisation(
        &mut self,
        cells: &mut Cells<'_>,
        field: ImportField,
    ) -> Result<Option<OrganisationId>, Error> {
        let Some(text) = cells.text(field) else { return Ok(None) };
        if let Some((_, id)) = read_global_id(text).filter(|(kind, _)| kind == OrganisationId::TYPE) {
            // Whether it is there, and seen, is looked at by the verb.
            return Ok(Some(id.into()));
        }
        let key = sort_key(text);
        if let Some(id) = self.known.get(&key) {
            return Ok(Some(*id));
        }
        let found = self.named(text).await?;
        if let [organisation] = found.as_slice() {
            self.known.insert(key, organisation.id);
            return Ok(Some(organisation.id));
        }
        let code = if found.is_empty() { RefusalCode::NotFound } else { RefusalCode::Ambiguous };
        cells.refuse(Some(field), &Refusal::new(code));
        Ok(None)
    }
}

/// Lets a row become a record, in a part of the unit of work.
///
/// # Errors
/// What is not the fault of the row.
pub(super) async fn enter(
    call: &Call,
    lookup: &mut Lookup<'_>,
    import: &Import,
    places: &BTreeMap<ImportField, usize>,
    row: &SheetRow,
) -> Result<ImportRow, Error> {
    let mut cells = Cells::new(&import.mapping, places, row);
    let tried = if cells.are_good() {
        match import.kind() {
            ImportKind::Organisations => organisations::enter(call, lookup, &mut cells).await?,
            ImportKind::People => people::enter(call, lookup, &mut cells).await?,
            ImportKind::Memberships => memberships::enter(call, lookup, &mut cells).await?,
        }
    } else {
        Tried::Refused
    };
    let (outcome, record) = match tried {
        Tried::Created(id) => (ImportRowOutcome::Created, Some(id)),
        Tried::Duplicate => (ImportRowOutcome::Duplicate, None),
        Tried::Refused => (ImportRowOutcome::Refused, None),
    };
    Ok(ImportRow { number: row.number, outcome, messages: cells.into_messages(), record })
}
