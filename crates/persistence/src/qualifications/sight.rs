//! What an actor may see: offers by their audience, registrations from both sides.

use crate::scope::{OwnerColumns, visible};
use domain::access::Visibility;
use domain::qualifications::Audience;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, Condition};

/// What an actor may see of series and sessions.
#[derive(Clone, Debug)]
pub struct OfferSight {
    /// Of those that are published for everybody.
    pub public: Visibility,
    /// Of those that are published for the community.
    pub community: Visibility,
    /// Of all of them, also of drafts.
    pub planned: Visibility,
}

/// What an actor may see of registrations.
#[derive(Clone, Debug)]
pub struct RegistrationSight {
    /// As the person, or as the one who answers for the person.
    pub own: Visibility,
    /// As the organiser of the session.
    pub host: Visibility,
}

/// What an actor may see of trainers.
#[derive(Clone, Debug)]
pub struct TrainerSight {
    /// As the trainer.
    pub own: Visibility,
    /// As the organiser of the session.
    pub host: Visibility,
}

/// The offers that are seen; `shared` are those that an organisation of the actor holds together with their host.
pub(crate) fn offers<C: ColumnTrait>(
    sight: &OfferSight,
    audience: C,
    owner: &OwnerColumns<C>,
    shared: Option<SimpleExpr>,
) -> Condition {
    if sight.planned.is_everything() {
        return Condition::all();
    }
    let levels = [(Audience::Public, &sight.public), (Audience::Community, &sight.community)];
    levels
        .into_iter()
        .fold(Condition::any().add(visible(&sight.planned, owner)).add_option(shared), |any, (level, seen)| {
            any.add(Condition::all().add(audience.eq(level.code())).add(visible(seen, owner)))
        })
}

/// The rows that are seen from either side; `shared` are those that the actor sees as a co-host.
pub(super) fn either<C: ColumnTrait>(
    own: (&Visibility, &OwnerColumns<C>),
    host: (&Visibility, &OwnerColumns<C>),
    shared: Option<SimpleExpr>,
) -> Condition {
    if own.0.is_everything() || host.0.is_everything() {
        return Condition::all();
    }
    Condition::any().add(visible(own.0, own.1)).add(visible(host.0, host.1)).add_option(shared)
}
