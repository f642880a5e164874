//! The network as an SVG picture for a report.

use crate::graph::Graph;
use crate::labels::{self, Label};
use crate::layout::{Point, layout};
use crate::legend::{LINE, Legend, TITLE_ROOM};
use crate::metrics::{Metrics, ratio};
use crate::xml::clean;
use std::collections::BTreeMap;
use svg::Document;
use svg::node::element::{Circle, Group, Line, Rectangle, TSpan, Text, Title};

/// Room around the nodes, for the names.
const MARGIN: f64 = 80.0;
/// What a picture is wide at least, so that title and legend have room.
const NARROWEST: f64 = 560.0;
/// The radius of a node without ties, and what the most tied one has more.
const RADIUS: (f64, f64) = (5.0, 11.0);
/// The width of the weakest line, and what the strongest one has more.
const WIDTH: (f64, f64) = (0.8, 4.2);
/// What text is written in.
pub(crate) const INK: &str = "#1a1a1a";

/// What is written on a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// The title, also for screen readers.
    pub title: String,
    /// What stands below the title, line by line: the day, what was counted.
    pub subtitles: Vec<String>,
    /// The words for the groups, by group; a group without one is called by its own name.
    pub groups: BTreeMap<String, String>,
    /// How many ties one has, for instance `{count} Verbindungen`.
    pub ties: String,
    /// What stands below the legend: what size and width mean.
    pub notes: Vec<String>,
}

/// Draws the network: the size of a node shows its degree, its colour its group, the width of a line its weight.
pub fn picture(graph: &Graph, metrics: &Metrics, style: &Style) -> String {
    let places = layout(graph);
    let radii = radii(metrics);
    let names: Vec<String> = graph.nodes().iter().map(|node| clean(&node.label)).collect();
    let spots: Vec<_> =
        places.iter().zip(&radii).zip(&names).map(|((at, radius), name)| (*at, *radius, name.as_str())).collect();
    let legend = Legend::of(graph, style);
    let (low, high) = bounds(&places);
    let drawn = high.x - low.x + 2.0 * MARGIN;
    let width = drawn.max(NARROWEST);
    let left = low.x - MARGIN - (width - drawn) / 2.0;
    let above = TITLE_ROOM + LINE * crate::pagerank::as_number(style.subtitles.len());
    let top = low.y - MARGIN - above;
    let below = high.y + MARGIN;
    let height = below - top + legend.height(width);
    Document::new()
        .set("viewBox", format!("{left:.0} {top:.0} {width:.0} {height:.0}"))
        .set("width", format!("{width:.0}"))
        .set("height", format!("{height:.0}"))
        .set("role", "img")
        .set("aria-label", clean(&style.title))
        .set("font-family", "'DejaVu Sans', Arial, Helvetica, sans-serif")
        .add(Title::new(clean(&style.title)))
        .add(paper(Point { x: left, y: top }, width, height))
        .add(legend.head(Point { x: left, y: top }))
        .add(lines(graph, &places))
        .add(circles(graph, metrics, &spots, &legend))
        .add(texts(&labels::place(&spots)))
        .add(legend.foot(Point { x: left, y: below }, width))
        .to_string()
}

fn radii(metrics: &Metrics) -> Vec<f64> {
    let most = metrics.nodes.iter().map(|node| node.degree).max().unwrap_or_default();
    let share = |degree| ratio(degree, most).unwrap_or_default().sqrt();
    metrics.nodes.iter().map(|node| RADIUS.0 + RADIUS.1 * share(node.degree)).collect()
}

fn paper(corner: Point, width: f64, height: f64) -> Rectangle {
    Rectangle::new()
        .set("x", number(corner.x))
        .set("y", number(corner.y))
        .set("width", number(width))
        .set("height", number(height))
        .set("fill", "#ffffff")
}

fn lines(graph: &Graph, places: &[Point]) -> Group {
    let mut weights: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for edge in graph.edges() {
        let (from, to) = graph.ends(edge);
        let weight = weights.entry((from.min(to), from.max(to))).or_default();
        *weight = weight.saturating_add(edge.weight);
    }
    let heaviest = weights.values().copied().max().unwrap_or(1);
    let all = Group::new().set("stroke", "#767676").set("stroke-opacity", "0.55");
    weights.iter().fold(all, |all, ((one, other), weight)| {
        let (one, other) = (places[*one], places[*other]);
        let width = WIDTH.0 + WIDTH.1 * f64::from(*weight) / f64::from(heaviest);
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

fn circles(graph: &Graph, metrics: &Metrics, spots: &[(Point, f64, &str)], legend: &Legend<'_>) -> Group {
    let all = Group::new().set("stroke", "#ffffff").set("stroke-width", "1.5");
    graph.nodes().iter().zip(&metrics.nodes).zip(spots).fold(all, |all, ((node, figures), (at, radius, name))| {
        let circle = Circle::new()
            .set("cx", number(at.x))
            .set("cy", number(at.y))
            .set("r", number(*radius))
            .set("fill", legend.colour(&node.group));
        all.add(circle.add(Title::new(legend.about(name, &node.group, figures.degree))))
    })
}

/// The names, with a rim of paper so that they can be read across lines.
fn texts(labels: &[Option<Label>]) -> Group {
    let all = Group::new()
        .set("font-size", "10")
        .set("text-anchor", "middle")
        .set("fill", INK)
        .set("stroke", "#ffffff")
        .set("stroke-width", "3")
        .set("stroke-linejoin", "round")
        .set("paint-order", "stroke");
    labels.iter().flatten().fold(all, |all, label| {
        let text = Text::new("").set("x", number(label.at.x)).set("y", number(label.at.y));
        all.add(label.lines.iter().enumerate().fold(text, |text, (place, line)| {
            let down = if place == 0 { 0.0 } else { labels::LINE };
            text.add(TSpan::new(line.clone()).set("x", number(label.at.x)).set("dy", number(down)))
        }))
    })
}

fn bounds(places: &[Point]) -> (Point, Point) {
    let start = (Point { x: 0.0, y: 0.0 }, Point { x: 0.0, y: 0.0 });
    places.iter().fold(start, |(low, high), place| {
        let low = Point { x: low.x.min(place.x), y: low.y.min(place.y) };
        (low, Point { x: high.x.max(place.x), y: high.y.max(place.y) })
    })
}

pub(crate) fn number(value: f64) -> String {
    format!("{value:.1}")
}
