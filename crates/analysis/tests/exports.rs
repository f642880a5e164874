//! What leaves the house: well-formed whatever people called things, and the same every time.

use analysis::{Edge, Graph, Metrics, Node, Style, edges_csv, gexf, graphml, nodes_csv, picture};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

const HOSTILE: &str = "=cmd|' /C calc'!A0 <script>alert(\"1\")</script> & \u{0} ]]> Büro";

fn graph() -> Graph {
    let node = |key: &str, label: &str, group: &str| Node {
        key: key.to_owned(),
        label: label.to_owned(),
        group: group.to_owned(),
    };
    let edge = |from: &str, to: &str, directed, weight| Edge {
        from: from.to_owned(),
        to: to.to_owned(),
        kind: "COOPERATION".to_owned(),
        directed,
        weight,
    };
    let nodes = vec![
        node("a", "Bildungsbüro", "office"),
        node("b", HOSTILE, "<\"school\">"),
        node("c", "Volkshochschule", "adult"),
        node("d", "Einzelgängerin", "adult"),
    ];
    Graph::new(nodes, vec![edge("a", "b", true, 5), edge("b", "a", true, 2), edge("b", "c", false, 1)])
        .expect("the ends are there")
}

fn style() -> Style {
    let groups = BTreeMap::from([("office".to_owned(), "Büro".to_owned())]);
    Style {
        title: HOSTILE.to_owned(),
        subtitles: vec!["As of 2020-03-31".to_owned()],
        groups,
        ties: "{count} ties".to_owned(),
        notes: vec!["Size: ties".to_owned()],
    }
}

/// The names of all elements; fails when the text is not well-formed or carries a control character.
fn elements(xml: &str) -> BTreeMap<String, usize> {
    assert!(!xml.contains('\0'));
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut found = BTreeMap::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}")) {
            Event::Start(element) | Event::Empty(element) => {
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|error| panic!("{error} in {xml}"));
                    assert!(!attribute.value.contains(&b'<'), "{xml}");
                }
                let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
                *found.entry(name).or_insert(0) += 1;
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn graphml_and_gexf_hold_every_node_and_edge() {
    let graph = graph();
    let metrics = Metrics::of(&graph);
    for xml in [graphml(&graph, &metrics), gexf(&graph, &metrics)] {
        let found = elements(&xml);
        // The tie without a direction stands there both ways: readers want all edges directed or none.
        assert_eq!((found["node"], found["edge"]), (4, 4), "{xml}");
        assert!(!found.contains_key("script") && xml.contains("Büro"));
    }
}

#[test]
fn a_picture_shows_every_node_and_runs_nothing() {
    let graph = graph();
    let svg = picture(&graph, &Metrics::of(&graph), &style());
    let found = elements(&svg);
    // Four nodes and three groups; two pairs are tied.
    assert_eq!((found["circle"], found["line"]), (4 + 3, 2), "{svg}");
    assert!(!found.contains_key("script") && svg.contains("Volkshochschule"));
    assert_eq!(svg, picture(&graph, &Metrics::of(&graph), &style()));
}

#[test]
fn an_empty_network_has_files_too() {
    let graph = Graph::new(vec![], vec![]).expect("nothing is a graph");
    let metrics = Metrics::of(&graph);
    assert!(elements(&graphml(&graph, &metrics)).contains_key("graph"));
    assert!(elements(&gexf(&graph, &metrics)).contains_key("nodes"));
    assert!(elements(&picture(&graph, &metrics, &style())).contains_key("svg"));
    assert_eq!(edges_csv(&graph), "source,target,kind,directed,weight\n");
}

#[test]
fn no_spreadsheet_takes_a_name_for_a_formula() {
    let graph = graph();
    let nodes = nodes_csv(&graph, &Metrics::of(&graph));
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(nodes.as_bytes()).records().collect::<Result<_, _>>().expect("it is CSV");
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '@'])));
    assert_eq!(&rows[1][1], format!("'{HOSTILE}"));
    assert_eq!(edges_csv(&graph).lines().count(), 4);
}

#[test]
fn a_network_without_directions_keeps_one_edge_for_each_tie() {
    let nodes = graph().nodes().to_vec();
    let edges = graph().edges().iter().filter(|edge| !edge.directed).cloned().collect();
    let plain = Graph::new(nodes, edges).expect("the ends are there");
    let metrics = Metrics::of(&plain);
    for xml in [graphml(&plain, &metrics), gexf(&plain, &metrics)] {
        assert_eq!(elements(&xml)["edge"], 1);
        assert!(xml.contains("=\"undirected\"") && !xml.contains("=\"directed\""));
    }
}
