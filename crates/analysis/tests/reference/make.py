#!/usr/bin/env python3
"""Makes networkx.json: graphs and their figures as NetworkX computes them.

    python3 -m venv venv && venv/bin/pip install networkx==3.6.1 numpy scipy
    venv/bin/python crates/analysis/tests/reference/make.py > crates/analysis/tests/reference/networkx.json

Undirected figures are those of the graph without directions, one edge for each pair. PageRank and reciprocity are
those of the directed graph, in which an edge without direction points both ways.
"""

import json
import random
import sys

import networkx as nx


def graphs():
    yield "karate", nx.karate_club_graph()
    yield "les_miserables", nx.les_miserables_graph()
    yield "small_world", weighted(nx.connected_watts_strogatz_graph(60, 4, 0.2, seed=3), 3)
    yield "scattered", weighted(nx.gnp_random_graph(40, 0.03, seed=5), 5)
    yield "directed", weighted(nx.gnp_random_graph(30, 0.06, seed=7, directed=True), 7)
    yield "directed_dense", weighted(nx.gnp_random_graph(25, 0.3, seed=11, directed=True), 11)
    yield "path", nx.path_graph(7)
    yield "star", nx.star_graph(6)
    yield "bow_tie", nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 2)])
    yield "complete", nx.complete_graph(6)
    yield "nobody_tied", nx.empty_graph(4)


def weighted(graph, seed):
    chance = random.Random(seed)
    for _, _, data in graph.edges(data=True):
        data["weight"] = chance.randint(1, 5)
    return graph


def undirected(graph):
    plain = nx.Graph()
    plain.add_nodes_from(graph)
    for one, other, weight in graph.edges(data="weight", default=1):
        before = plain.get_edge_data(one, other, {"weight": 0})["weight"]
        plain.add_edge(one, other, weight=before + weight)
    return plain


def figures(graph):
    plain = undirected(graph)
    directed = graph.to_directed()
    largest = plain.subgraph(max(nx.connected_components(plain), key=len))
    degree, weight = dict(plain.degree()), dict(plain.degree(weight="weight"))
    incoming, outgoing = dict(directed.in_degree()), dict(directed.out_degree())
    betweenness, closeness = nx.betweenness_centrality(plain), nx.closeness_centrality(plain)
    rank = nx.pagerank(directed, alpha=0.85, tol=1e-14, max_iter=10_000, weight="weight")
    clustering, core = nx.clustering(plain), nx.core_number(plain)
    cut_points = set(nx.articulation_points(plain))
    whole = {
        "ties": plain.number_of_edges(),
        "density": nx.density(plain),
        "components": nx.number_connected_components(plain),
        "largest_component": len(largest),
        "isolates": nx.number_of_isolates(plain),
        "average_clustering": nx.average_clustering(plain),
        "transitivity": nx.transitivity(plain),
        "average_path_length": nx.average_shortest_path_length(largest) if len(largest) > 1 else None,
        "reciprocity": nx.overall_reciprocity(directed) if directed.number_of_edges() else None,
        "largest_core": max(core.values()),
    }
    nodes = {
        str(node): {
            "degree": degree[node],
            "in_degree": incoming[node],
            "out_degree": outgoing[node],
            "weighted_degree": weight[node],
            "betweenness": betweenness[node],
            "closeness": closeness[node],
            "pagerank": rank[node],
            "clustering": clustering[node],
            "core": core[node],
            "is_cut_point": node in cut_points,
        }
        for node in graph
    }
    return whole, nodes


def entry(name, graph):
    whole, nodes = figures(graph)
    edges = [[str(one), str(other), int(weight)] for one, other, weight in graph.edges(data="weight", default=1)]
    return {"name": name, "directed": graph.is_directed(), "edges": edges, "whole": whole, "nodes": nodes}


made = {"networkx": nx.__version__, "graphs": [entry(name, graph) for name, graph in graphs()]}
json.dump(made, sys.stdout, separators=(",", ":"))
print()
