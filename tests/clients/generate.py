"""Generates a Python client of every document by ariadne-codegen, imports it, and signs in and reads with it."""

import asyncio
import json
import subprocess
import sys
import warnings
from pathlib import Path

schema, out, url, email, password = sys.argv[1:6]
out_folder = Path(out)
out_folder.mkdir(parents=True, exist_ok=True)
scalars = "".join(
    f'[tool.ariadne-codegen.scalars.{name}]\ntype = "str"\n' for name in ("Action", "DateTime", "LocalDate", "Quantity")
)
(out_folder / "pyproject.toml").write_text(
    f"""[tool.ariadne-codegen]
schema_path = "{schema}/schema.graphql"
queries_path = "{schema}/operations"
target_package_path = "{out}"
target_package_name = "bildungsnetz_client"
include_comments = "none"
{scalars}"""
)
generator = Path(sys.executable).with_name("ariadne-codegen")
subprocess.run([generator], cwd=out_folder, check=True, stdout=subprocess.DEVNULL)
sys.path.insert(0, out)
# `register` is a field of ours and a method of Python's abstract classes, which the generated models inherit.
warnings.simplefilter("ignore", UserWarning)
import bildungsnetz_client  # noqa: E402
from bildungsnetz_client.input_types import SignInInput  # noqa: E402

documents = len(list((Path(schema) / "operations").glob("*.graphql")))
print(json.dumps({"step": "generated", "value": documents}))


async def read() -> None:
    async with bildungsnetz_client.Client(url=f"{url}/graphql") as client:
        pair = await client.sign_in(SignInInput(email=email, password=password))
    headers = {"authorization": f"Bearer {pair.sign_in.access_token}"}
    async with bildungsnetz_client.Client(url=f"{url}/graphql", headers=headers) as client:
        people = await client.people(first=5)
        print(json.dumps({"step": "listed", "value": len(people.people.nodes) > 0}))


asyncio.run(read())
