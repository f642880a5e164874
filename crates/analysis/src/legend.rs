//! What stands above and below the nodes of a picture: title, day, colours, and what sizes mean.

use crate::graph::Graph;
use crate::layout::Point;
use crate::picture::{INK, Style, number};
use crate::xml::clean;
use svg::node::element::{Circle, Group, Text};

/// Colours that people with any colour vision tell apart (Okabe and Ito); the group is said in words as well.
const COLOURS: [&str; 8] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#999999"];
/// The room of the title with what is above it.
pub(crate) const TITLE_ROOM: f64 = 44.0;
/// The height of one line.
pub(crate) const LINE: f64 = 18.0;
/// The width of one column of groups.
const COLUMN: f64 = 260.0;
/// The space beside everything.
const SIDE: f64 = 16.0;

/// The words and colours of a picture.
pub(crate) struct Legend<'s> {
    groups: Vec<&'s str>,
    style: &'s Style,
}

impl<'s> Legend<'s> {
    pub(crate) fn of(graph: &'s Graph, style: &'s Style) -> Self {
        let mut groups: Vec<&str> = graph.nodes().iter().map(|node| node.group.as_str()).collect();
        groups.retain(|group| !group.is_empty());
        groups.sort_unstable();
        groups.dedup();
        Self { groups, style }
    }

    /// How much room is needed below the nodes.
    pub(crate) fn height(&self, width: f64) -> f64 {
        LINE * as_f64(self.rows(width) + self.style.notes.len()) + 2.0 * SIDE
    }

    /// The title, and the lines below it.
    pub(crate) fn head(&self, corner: Point) -> Group {
        let (x, y) = (number(corner.x + SIDE), corner.y + 30.0);
        let title = Text::new(clean(&self.style.title)).set("x", x.clone()).set("y", number(y));
        let all = Group::new().set("fill", INK).add(title.set("font-size", "18").set("font-weight", "bold"));
        self.style.subtitles.iter().enumerate().fold(all, |all, (place, subtitle)| {
            let y = y + LINE * as_f64(place + 1) + 2.0;
            all.add(Text::new(clean(subtitle)).set("x", x.clone()).set("y", number(y)).set("font-size", "12"))
        })
    }

    /// The colours of the groups, in as many columns as there is room for, and the notes.
    pub(crate) fn foot(&self, corner: Point, width: f64) -> Group {
        let rows = self.rows(width);
        let all = Group::new().set("font-size", "12").set("fill", INK);
        let all = self.groups.iter().enumerate().fold(all, |all, (place, group)| {
            let x = corner.x + SIDE + COLUMN * as_f64(place / rows.max(1));
            let y = corner.y + SIDE + LINE * as_f64(place % rows.max(1));
            let dot = Circle::new().set("cx", number(x + 5.0)).set("cy", number(y - 4.0)).set("r", "5");
            let text = Text::new(clean(self.word(group))).set("x", number(x + 16.0)).set("y", number(y));
            all.add(dot.set("fill", self.colour(group))).add(text)
        });
        self.style.notes.iter().enumerate().fold(all, |all, (place, note)| {
            let y = corner.y + SIDE + LINE * as_f64(rows + place) + 6.0;
            let text = Text::new(clean(note)).set("x", number(corner.x + SIDE)).set("y", number(y));
            all.add(text.set("font-size", "11").set("fill", "#4d4d4d"))
        })
    }

    /// The colour of a group; grey for what belongs to none.
    pub(crate) fn colour(&self, group: &str) -> &'static str {
        let place = self.groups.iter().position(|known| *known == group).unwrap_or(COLOURS.len() - 1);
        COLOURS[place % COLOURS.len()]
    }

    /// What a node says when it is pointed at.
    pub(crate) fn about(&self, name: &str, group: &str, degree: usize) -> String {
        let ties = self.style.ties.replace("{count}", &degree.to_string());
        let word = clean(self.word(group));
        if word.is_empty() { format!("{name}, {ties}") } else { format!("{name}, {word}, {ties}") }
    }

    fn word<'w>(&'w self, group: &'w str) -> &'w str {
        self.style.groups.get(group).map_or(group, String::as_str)
    }

    fn rows(&self, width: f64) -> usize {
        let mut columns = 1;
        while COLUMN * as_f64(columns + 1) + 2.0 * SIDE <= width {
            columns += 1;
        }
        self.groups.len().div_ceil(columns)
    }
}

fn as_f64(count: usize) -> f64 {
    crate::pagerank::as_number(count)
}
