use super::{record, standing};
use crate::version::expect_version;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::networks::{Network, Reflection, ReflectionDraft, ReflectionVisibility};
use domain::shared::{Date, LongText, Name, NetworkId, ReflectionId, Refusal, Refusals};
use persistence::UnitOfWork;
use persistence::networks::{Networks, Reflections};

/// What a reflection is to say.
#[derive(Clone, Debug)]
pub struct ReflectionInput {
    /// On which day; today without a day.
    pub on: Option<Date>,
    /// What was observed.
    pub observation: String,
    /// How the author reads it.
    pub interpretation: Option<String>,
    /// What came of it.
    pub effect: Option<String>,
    /// What is to be done next.
    pub next_step: Option<String>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Who may read it.
    pub visibility: ReflectionVisibility,
}

impl ReflectionInput {
    fn check(&self, today: Date) -> Result<ReflectionDraft, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let observation = refusals.take("observation", LongText::new(&self.observation));
        let mut optional = |field, text: &Option<String>| refusals.take(field, LongText::optional(text.as_deref()));
        let interpretation = optional("interpretation", &self.interpretation);
        let effect = optional("effect", &self.effect);
        let next_step = optional("nextStep", &self.next_step);
        let tags =
            self.tags.iter().enumerate().map(|(place, tag)| {
                refusals.take("tags", Name::new(tag).map_err(|refusal| refusal.at(place.to_string())))
            });
        let tags: Vec<_> = tags.collect();
        let draft = || {
            Some(ReflectionDraft {
                on: self.on.unwrap_or(today),
                observation: observation?,
                interpretation: interpretation?,
                effect: effect?,
                next_step: next_step?,
                tags: tags.into_iter().collect::<Option<_>>()?,
                visibility: self.visibility,
            })
        };
        refusals.into_result(draft())?.check(today).map_err(|refusal| vec![refusal])
    }
}

/// A change of a reflection.
#[derive(Clone, Debug)]
pub struct UpdateReflection {
    /// Which.
    pub id: ReflectionId,
    /// The version that the caller saw.
    pub expected_version: i64,
    /// What it is to say: all of it.
    pub reflection: ReflectionInput,
}

/// A reflection that its author takes back.
#[derive(Clone, Debug)]
pub struct DeleteReflection {
    /// Which.
    pub id: ReflectionId,
    /// The version that the caller saw.
    pub expected_version: i64,
}

/// Writes down a reflection about a network to which the caller belongs.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, a denial for whoever does not belong to the network.
pub async fn write_reflection(call: &Call, network: NetworkId, input: ReflectionInput) -> Result<Reflection, Error> {
    let author = standing::person(call, Action::ReflectionWrite)?;
    let draft = input.check(call.today())?;
    let unit = call.begin().await?;
    let network = standing::hold(call, &unit, network, "networkId").await?;
    let permit = permit(call, &unit, &network).await?;
    let changes = Networks::of(&unit).phase_changes(&call.visibility(Action::ReflectionWrite), &[network.id]).await?;
    let phase = changes.get(&network.id).and_then(|changes| Network::phase_on(changes, draft.on));
    let reflection = Reflection {
        id: ReflectionId::new(call.ids()),
        network: network.id,
        author,
        phase,
        draft,
        version: 1,
        created_at: unit.now(),
        updated_at: unit.now(),
    };
    Reflections::insert(&unit, &reflection).await?;
    let change = record::silent(permit, "reflection.written", reflection.id, network.owner()).version(1);
    unit.commit([change]).await?;
    Ok(reflection)
}

/// Changes an own reflection, also who may read it.
///
/// # Errors
/// What is wrong with the input; `NOT_FOUND`, also for those of others; `VERSION_CONFLICT`.
pub async fn update_reflection(call: &Call, input: UpdateReflection) -> Result<Reflection, Error> {
    let draft = input.reflection.check(call.today())?;
    let unit = call.begin().await?;
    let (before, network, permit) = own(call, &unit, input.id).await?;
    expect_version(before.version, input.expected_version)?;
    let changes = Networks::of(&unit).phase_changes(&call.visibility(Action::ReflectionWrite), &[network.id]).await?;
    let phase = changes.get(&network.id).and_then(|changes| Network::phase_on(changes, draft.on));
    let version = before.version + 1;
    let after = Reflection { draft, phase, version, updated_at: unit.now(), ..before.clone() };
    Reflections::update(&unit, &after, before.version).await?;
    let change = record::silent(permit, "reflection.changed", after.id, network.owner()).version(after.version);
    unit.commit([change]).await?;
    Ok(after)
}

/// Deletes an own reflection for good, and says what it was.
///
/// # Errors
/// `NOT_FOUND`, also for those of others; `VERSION_CONFLICT`.
pub async fn delete_reflection(call: &Call, input: DeleteReflection) -> Result<Reflection, Error> {
    let unit = call.begin().await?;
    let (reflection, network, permit) = own(call, &unit, input.id).await?;
    expect_version(reflection.version, input.expected_version)?;
    Reflections::remove(&unit, reflection.id).await?;
    unit.commit([record::silent(permit, "reflection.deleted", reflection.id, network.owner())]).await?;
    Ok(reflection)
}

async fn own(call: &Call, unit: &UnitOfWork, id: ReflectionId) -> Result<(Reflection, Network, Permit), Error> {
    let author = standing::person(call, Action::ReflectionWrite)?;
    let held = Reflections::of(unit).hold_own(author, id).await?;
    let reflection = held.ok_or_else(|| Error::not_found("id"))?;
    let network = standing::hold(call, unit, reflection.network, "id").await?;
    let permit = permit(call, unit, &network).await?;
    Ok((reflection, network, permit))
}

async fn permit(call: &Call, unit: &UnitOfWork, network: &Network) -> Result<Permit, Error> {
    let insider = standing::insider(call, unit, network.id).await?;
    call.permit(Action::ReflectionWrite, &standing::owner(call, network, insider.belongs()))
}
