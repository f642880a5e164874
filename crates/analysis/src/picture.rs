//! The network as an SVG picture for a report.

use crate::graph::Graph;
use crate::layout::{Point, layout};
use crate::metrics::{Metrics, ratio};
use crate::xml::clean;
use std::collections::BTreeMap;
use svg::Document;
use svg::node::element::{Circle, Group, Line, Text, Title};

/// Colours that people with any colour vision tell apart (Okabe and Ito); the group is said in words as well.
const COLOURS: [&str; 8] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"];
/// Room around the picture, for the names.
const MARGIN: f64 = 90.0;
/// The height of one line of the legend.
const LINE: f64 = 18.0;
/// The longest name that is written out; the title of the node has the rest.
const LONGEST_LABEL: usize = 32;

/// What is written on a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// The title, also for screen readers.
    pub title: String,
    /// The words for the groups, by group; a group without one is called by its own name.
    pub groups: BTreeMap<String, String>,
    /// How many ties one has, for instance `{count} Verbindungen`.
    pub ties: String,
}

/// Draws the network: the size of a node shows its degree, its colour its group, the width of a line its weight.
pub fn picture(graph: &Graph, metrics: &Metrics, style: &Style) -> String {
    let places = layout(graph);
    let mut groups: Vec<&str> = graph.nodes().iter().map(|node| node.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let (low, high) = bounds(&places);
    let (width, drawn) = ((high.x - low.x + 2.0 * MARGIN).max(360.0), high.y - low.y + 2.0 * MARGIN);
    let height = drawn + LINE * (2.0 + as_f64(groups.len()));
    let title = clean(&style.title);
    Document::new()
        .set("viewBox", format!("{:.0} {:.0} {width:.0} {height:.0}", low.x - MARGIN, low.y - MARGIN))
        .set("role", "img")
        .set("aria-label", title.clone())
        .set("font-family", "sans-serif")
        .add(Title::new(title))
        .add(lines(graph, &places))
        .add(circles(graph, metrics, &places, &groups, style))
        .add(legend(&groups, style, Point { x: low.x - MARGIN + 12.0, y: low.y - MARGIN + drawn }))
        .to_string()
}

fn lines(graph: &Graph, places: &[Point]) -> Group {
    let mut weights: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for edge in graph.edges() {
        let (from, to) = graph.ends(edge);
        let weight = weights.entry((from.min(to), from.max(to))).or_default();
        *weight = weight.saturating_add(edge.weight);
    }
    let heaviest = weights.values().copied().max().unwrap_or(1);
    let all = Group::new().set("stroke", "#767676").set("stroke-opacity", "0.6");
    weights.iter().fold(all, |all, ((one, other), weight)| {
        let (one, other) = (places[*one], places[*other]);
        let width = 0.8 + 3.2 * f64::from(*weight) / f64::from(heaviest);
        all.add(
            Line::new()
                .set("x1", number(one.x))
                .set("y1", number(one.y))
                .set("x2", number(other.x))
                .set("y2", number(other.y))
                .set("stroke-width", number(width)),
        )
    })
}

fn circles(graph: &Graph, metrics: &Metrics, places: &[Point], groups: &[&str], style: &Style) -> Group {
    let most = metrics.nodes.iter().map(|node| node.degree).max().unwrap_or_default();
    let all = Group::new().set("font-size", "10").set("text-anchor", "middle").set("fill", "#1a1a1a");
    graph.nodes().iter().zip(&metrics.nodes).zip(places).fold(all, |all, ((node, figures), place)| {
        let radius = 5.0 + 9.0 * ratio(figures.degree, most).unwrap_or_default().sqrt();
        let label = clean(&node.label);
        let ties = style.ties.replace("{count}", &figures.degree.to_string());
        let circle = Circle::new()
            .set("cx", number(place.x))
            .set("cy", number(place.y))
            .set("r", number(radius))
            .set("fill", colour(groups, &node.group))
            .set("stroke", "#ffffff")
            .set("stroke-width", "1.5")
            .add(Title::new(format!("{label}, {}, {ties}", word(style, &node.group))));
        let text = Text::new(shortened(&label)).set("x", number(place.x)).set("y", number(place.y + radius + 11.0));
        all.add(circle).add(text)
    })
}

fn legend(groups: &[&str], style: &Style, corner: Point) -> Group {
    let all = Group::new().set("font-size", "12").set("fill", "#1a1a1a");
    groups.iter().enumerate().fold(all, |all, (place, group)| {
        let y = corner.y + LINE * as_f64(place);
        let dot = Circle::new().set("cx", number(corner.x)).set("cy", number(y - 4.0)).set("r", "5");
        let text = Text::new(clean(word(style, group))).set("x", number(corner.x + 12.0)).set("y", number(y));
        all.add(dot.set("fill", colour(groups, group))).add(text)
    })
}

fn word<'s>(style: &'s Style, group: &'s str) -> &'s str {
    style.groups.get(group).map_or(group, String::as_str)
}

fn colour(groups: &[&str], group: &str) -> &'static str {
    let place = groups.iter().position(|known| *known == group).unwrap_or_default();
    COLOURS[place % COLOURS.len()]
}

fn shortened(label: &str) -> String {
    if label.chars().count() <= LONGEST_LABEL {
        return label.to_owned();
    }
    let start: String = label.chars().take(LONGEST_LABEL - 1).collect();
    format!("{}…", start.trim_end())
}

fn bounds(places: &[Point]) -> (Point, Point) {
    let start = (Point { x: 0.0, y: 0.0 }, Point { x: 0.0, y: 0.0 });
    places.iter().fold(start, |(low, high), place| {
        let low = Point { x: low.x.min(place.x), y: low.y.min(place.y) };
        (low, Point { x: high.x.max(place.x), y: high.y.max(place.y) })
    })
}

fn number(value: f64) -> String {
    format!("{value:.1}")
}

fn as_f64(count: usize) -> f64 {
    crate::pagerank::as_number(count)
}
