use super::catch_up::catch_up;
use super::read_object::inner_of;
use super::read_system::interface_url;
use crate::{Call, Error};
use domain::access::Action;
use domain::oparl::{ListQuery, ObjectList, Place, render};
use persistence::oparl::{ListPage, Publication};
use serde_json::{Map, Value, json};
use url::form_urlencoded::Serializer;

/// One page of a list; `None` when there never was the object to which the list belongs.
///
/// # Errors
/// When the database does not answer.
pub async fn read_list(call: &Call, list: &ObjectList, query: &ListQuery) -> Result<Option<Map<String, Value>>, Error> {
    call.actor().may(Action::OparlRead)?;
    catch_up(call.platform()).await?;
    let publication = Publication::of(call.database());
    if let Some(owner) = list.owner()
        && publication.find(&owner).await?.is_none()
    {
        return Ok(None);
    }
    let page = publication.list(list, query).await?;
    let inner = inner_of(call, &page.objects).await?;
    let base = interface_url(call.platform());
    let data: Vec<Value> =
        page.objects.iter().map(|object| render(object, &base, &inner, query.omit_internal).into()).collect();
    let pages = page.total.div_ceil(query.limit).max(1);
    let pagination = json!({
        "totalElements": page.total,
        "elementsPerPage": query.limit,
        "currentPage": (page.before / query.limit + 1).min(pages),
        "totalPages": pages,
    });
    let links = links(&format!("{base}/{}", list.path()), query, &page, pages);
    let answer = [("data", Value::Array(data)), ("pagination", pagination), ("links", Value::Object(links))];
    Ok(Some(answer.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()))
}

/// The addresses of this page and of its neighbours, each with all filters. The next page is named by the last object of
/// this one and not by a number: whatever comes and goes meanwhile, nothing is left out.
fn links(address: &str, query: &ListQuery, page: &ListPage, pages: u64) -> Map<String, Value> {
    let at = |place: &Place| {
        let mut written = Serializer::new(String::new());
        written.extend_pairs(&query.shared);
        match place {
            Place::Start => &mut written,
            Place::After(key) => written.append_pair("after", key),
            Place::Before(key) => written.append_pair("before", key),
            Place::Page(number) => written.append_pair("page", &number.to_string()),
        };
        match written.finish() {
            none if none.is_empty() => Value::String(address.to_owned()),
            parameters => Value::String(format!("{address}?{parameters}")),
        }
    };
    let key = |object: Option<&domain::oparl::Published>| object.map(|object| object.path.key().to_owned());
    let mut links = Map::new();
    links.insert("first".to_owned(), at(&Place::Start));
    if let Some(key) = key(page.objects.first()).filter(|_| page.before > 0) {
        links.insert("prev".to_owned(), at(&Place::Before(key)));
    }
    links.insert("self".to_owned(), at(&query.place));
    if let Some(key) = key(page.objects.last()).filter(|_| page.has_next) {
        links.insert("next".to_owned(), at(&Place::After(key)));
    }
    links.insert("last".to_owned(), at(&Place::Page(pages)));
    links
}
