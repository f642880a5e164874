//! An analysis as a file over HTTP: the rights of the field, and headers under which nothing runs.

use super::{PARTNER, found, join, person};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use domain::access::Role;
use reqwest::Response;
use serde_json::{Value, json};

const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const FIELD: &str = "query($id: ID!, $format: NetworkFileFormat!) { networkAnalysis(id: $id) { fileUrl(format: $format) \
                     file(format: $format) } }";
/// Format, media type, name when it is kept.
const FILES: [(&str, &str, &str); 5] = [
    ("GRAPHML", "application/graphml+xml; charset=utf-8", "netzwerk-2020-03-03.graphml"),
    ("GEXF", "application/gexf+xml; charset=utf-8", "netzwerk-2020-03-03.gexf"),
    ("NODES_CSV", "text/csv; charset=utf-8; header=present", "netzwerk-2020-03-03-knoten.csv"),
    ("EDGES_CSV", "text/csv; charset=utf-8; header=present", "netzwerk-2020-03-03-beziehungen.csv"),
    ("SVG", "image/svg+xml", "netzwerk-2020-03-03.svg"),
];

async fn analysed(scene: &Scene) -> Value {
    let network = found(scene, "Netz <&> \"Eins\"", json!({})).await;
    join(scene, &network, global(scene.cast().partner), Some(person(scene, PARTNER))).await;
    join(scene, &network, global(scene.cast().remscheid.municipality), None).await;
    scene.change(Who::LEAD, ANALYSE, json!({"networkId": network["id"], "kinds": ["CO_MEMBERSHIP"]})).await
}

async fn fetch(scene: &Scene, who: Who, path: &str) -> Response {
    let request = scene.site().get(path).header("accept-language", "en");
    match who {
        Who::Stranger => Site::send(request).await,
        Who::Member(role, place) => {
            let token = scene.cast().token(scene.world(), role, place).await;
            Site::send(request.bearer_auth(token)).await
        }
    }
}

/// The path of an address of the platform.
fn path(url: &Value) -> String {
    let (_, path) = url.as_str().unwrap().split_once("/networks/").unwrap();
    format!("/networks/{path}")
}

on_both_engines! {
    async fn a_file_is_what_the_field_says(scene: Scene) {
        let made = analysed(&scene).await;
        for who in [Who::LEAD, PARTNER] {
            for (format, media, name) in FILES {
                let field = scene.get(who, FIELD, json!({"id": made["id"], "format": format})).await;
                let answer = fetch(&scene, who, &path(&field["fileUrl"])).await;
                assert_eq!(answer.status(), 200, "{who:?} {format}");
                let headers = answer.headers().clone();
                assert_eq!(headers["content-type"], media);
                assert_eq!(headers["content-disposition"], format!("attachment; filename=\"{name}\""));
                assert_eq!(headers["cache-control"], "private, no-store");
                assert_eq!(headers["x-content-type-options"], "nosniff");
                let policy = headers["content-security-policy"].to_str().unwrap();
                assert!(policy.starts_with("default-src 'none'") && policy.contains("sandbox"), "{policy}");
                assert_eq!(json!(answer.text().await.unwrap()), field["file"], "{who:?} {format}");
            }
        }
    }

    async fn nobody_gets_a_file_whose_field_is_closed_to_them(scene: Scene) {
        let made = analysed(&scene).await;
        let field = scene.get(Who::LEAD, FIELD, json!({"id": made["id"], "format": "SVG"})).await;
        let path = path(&field["fileUrl"]);
        let status = async |who, path: &str| fetch(&scene, who, path).await.status().as_u16();
        assert_eq!(status(Who::Stranger, &path).await, 401);
        for role in [Role::Auditor, Role::DataProtectionOfficer] {
            assert_eq!(status(Who::Member(role, "transferagentur"), &path).await, 403, "{role}");
        }
        // What is there and not seen answers like what is not there.
        let unknown = path.replace(made["id"].as_str().unwrap(), &global(scene.cast().partner));
        for (who, path) in [(Who::FOREIGN, &path), (Who::ADMIN, &path), (Who::LEAD, &unknown)] {
            let answer = fetch(&scene, who, path).await;
            assert_eq!((answer.status().as_u16(), answer.text().await.unwrap().as_str()), (404, ""), "{who:?}");
        }
        for wrong in ["network.pdf", "..%2Fnodes.csv", "NETWORK.SVG"] {
            assert_eq!(status(Who::LEAD, &path.replace("network.svg", wrong)).await, 404, "{wrong}");
        }
        let token = Site::send(scene.site().get(&path).bearer_auth("forged")).await;
        assert_eq!(token.status(), 401);
    }

    async fn a_picture_says_what_it_shows(scene: Scene) {
        let made = analysed(&scene).await;
        let field = scene.get(Who::LEAD, FIELD, json!({"id": made["id"], "format": "SVG"})).await;
        let english = field["file"].as_str().unwrap();
        let expected = ["Netz &lt;&amp;&gt;", "Network analysis as of 2020-03-03", "Stiftung Beispiel", "Foundation"];
        assert!(expected.iter().all(|text| english.contains(text)), "{english}");
        let token = scene.cast().token(scene.world(), Role::OfficeLead, "remscheid").await;
        let german = Site::send(scene.site().get(&path(&field["fileUrl"])).bearer_auth(token)).await.text().await.unwrap();
        for text in ["Stichtag 03.03.2020", "gezählt: gemeinsame Mitgliedschaft", "2 Mitglieder", "Stiftung"] {
            assert!(german.contains(text), "{text} is not in {german}");
        }
    }
}
