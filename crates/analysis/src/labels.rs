//! Where the names of a picture stand: beside their nodes and, as far as there is room, not on top of each other.

use crate::layout::Point;

/// The height of one line of a name.
pub(crate) const LINE: f64 = 12.0;
/// Roughly how wide one sign of a name is.
const SIGN: f64 = 5.6;
/// The longest line of a name; a longer one goes on in the next.
const LONGEST_LINE: usize = 20;
/// How many lines a name may have; the title of the node has the rest.
const MOST_LINES: usize = 2;
/// Up to how many nodes all names are written out.
const ALL_UP_TO: usize = 70;
/// How many names are written out of a larger network: those of the nodes with most ties.
const MOST_OF_MANY: usize = 40;

/// A name in its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Label {
    pub(crate) lines: Vec<String>,
    /// The middle of the base line of the first line.
    pub(crate) at: Point,
}

/// What is taken up already.
#[derive(Clone, Copy, Debug)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn shared_with(&self, other: &Self) -> f64 {
        let width = self.right.min(other.right) - self.left.max(other.left);
        let height = self.bottom.min(other.bottom) - self.top.max(other.top);
        width.max(0.0) * height.max(0.0)
    }
}

/// The names in their places, `None` for those that are not written out. A node is its place, its radius and its name;
/// those with the largest radius choose first.
pub(crate) fn place(nodes: &[(Point, f64, &str)]) -> Vec<Option<Label>> {
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by(|one, other| nodes[*other].1.total_cmp(&nodes[*one].1).then(one.cmp(other)));
    if nodes.len() > ALL_UP_TO {
        order.truncate(MOST_OF_MANY);
    }
    let mut taken: Vec<Area> = nodes.iter().map(|(at, radius, _)| around(*at, *radius)).collect();
    let mut placed = vec![None; nodes.len()];
    for number in order {
        let (at, radius, name) = nodes[number];
        let lines = lines_of(name);
        let candidates = candidates(at, radius, &lines);
        let covered = |area: &Area| taken.iter().map(|other| area.shared_with(other)).sum::<f64>();
        // The first of the best: below its node, where readers look for it.
        let best = candidates.into_iter().min_by(|one, other| covered(&one.1).total_cmp(&covered(&other.1)));
        if let Some((at, area)) = best {
            taken.push(area);
            placed[number] = Some(Label { lines, at });
        }
    }
    placed
}

fn around(at: Point, radius: f64) -> Area {
    Area { left: at.x - radius, top: at.y - radius, right: at.x + radius, bottom: at.y + radius }
}

/// Below, above, right and left of the node, and where the name then stands.
fn candidates(at: Point, radius: f64, lines: &[String]) -> [(Point, Area); 4] {
    let widest = lines.iter().map(|line| line.chars().count()).max().unwrap_or_default();
    let (half, height) = (SIGN * as_f64(widest) / 2.0, LINE * as_f64(lines.len()));
    let beside = radius + half + 4.0;
    let middle = at.y - height / 2.0 + LINE * 0.75;
    let tops = [
        Point { x: at.x, y: at.y + radius + LINE },
        Point { x: at.x, y: at.y - radius - height + LINE * 0.75 - 2.0 },
        Point { x: at.x + beside, y: middle },
        Point { x: at.x - beside, y: middle },
    ];
    tops.map(|top| {
        let above = top.y - LINE * 0.8;
        (top, Area { left: top.x - half, top: above, right: top.x + half, bottom: above + height })
    })
}

/// A name in lines, cut between words where that is possible.
fn lines_of(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LONGEST_LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    let is_cut = lines.len() > MOST_LINES;
    lines.truncate(MOST_LINES);
    let last = lines.len().saturating_sub(1);
    lines.iter().enumerate().map(|(number, line)| shortened(line, is_cut && number == last)).collect()
}

fn shortened(line: &str, goes_on: bool) -> String {
    let longest = LONGEST_LINE + LONGEST_LINE / 5;
    if line.chars().count() > longest {
        let start: String = line.chars().take(longest - 1).collect();
        return format!("{}…", start.trim_end());
    }
    if goes_on { format!("{line} …") } else { line.to_owned() }
}

fn as_f64(count: usize) -> f64 {
    crate::pagerank::as_number(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_go_on_in_a_second_line_and_end_there() {
        assert_eq!(lines_of("Bildungsbüro"), ["Bildungsbüro"]);
        assert_eq!(lines_of("Stadt Remscheid, Dezernat für Bildung"), ["Stadt Remscheid,", "Dezernat für Bildung"]);
        assert_eq!(
            lines_of("Verein für alle Fragen des Übergangs in den Beruf"),
            ["Verein für alle", "Fragen des Übergangs …"]
        );
        assert_eq!(lines_of("Rindfleischetikettierungsüberwachungsaufgabe"), ["Rindfleischetikettierun…"]);
        assert!(lines_of(" ").is_empty());
    }

    #[test]
    fn names_of_neighbours_give_way_to_each_other() {
        let at = |x: f64, y: f64| Point { x, y };
        let nodes =
            [(at(0.0, 0.0), 8.0, "Volkshochschule"), (at(30.0, 0.0), 6.0, "Jugendamt"), (at(0.0, 30.0), 6.0, "Kammer")];
        let placed: Vec<Label> = place(&nodes).into_iter().flatten().collect();
        assert_eq!(placed.len(), 3);
        let area = |label: &Label| {
            candidates(at(0.0, 0.0), 0.0, &label.lines).map(|(from, area)| {
                let (x, y) = (label.at.x - from.x, label.at.y - from.y);
                Area { left: area.left + x, top: area.top + y, right: area.right + x, bottom: area.bottom + y }
            })[0]
        };
        for (number, one) in placed.iter().enumerate() {
            assert!(placed[number + 1..].iter().all(|other| area(one).shared_with(&area(other)) < 1e-9), "{placed:?}");
        }
    }

    #[test]
    fn of_many_nodes_those_with_most_ties_are_named() {
        let many: Vec<_> = (0..200_i32)
            .map(|number| (Point { x: f64::from(number) * 50.0, y: 0.0 }, f64::from(number), "Kita"))
            .collect();
        let placed = place(&many);
        assert_eq!(placed.iter().flatten().count(), MOST_OF_MANY);
        assert!(placed[199].is_some() && placed[0].is_none());
    }
}
