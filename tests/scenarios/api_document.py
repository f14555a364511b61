"""Reads the server's OpenAPI document: operations, and bodies that fit their schemas."""

import dataclasses

METHODS = ("get", "post", "put", "patch", "delete")


@dataclasses.dataclass
class Operation:
    """One operation. `permission` is empty for the public, `signed_in` for whoever signed in."""

    name: str
    method: str
    path: str
    permission: str
    schema: dict | None  # of a JSON body
    required_query: list

    def target(self, identifier="1"):
        """The path with its places filled, and the required query."""
        parts = [identifier if part.startswith("{") else part for part in self.path.split("/")]
        query = "&".join(f"{name}={sample}" for name, sample in self.required_query)
        return "/".join(parts) + ("?" + query if query else "")


def operations(document):
    """All operations below /api/v1, by name."""
    found = []
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if method not in METHODS:
                continue
            body = told.get("requestBody", {}).get("content", {}).get("application/json")
            query = [(each["name"], sample(document, each["schema"]))
                     for each in told.get("parameters", [])
                     if each["in"] == "query" and each.get("required")]
            found.append(Operation(told["operationId"], method.upper(), path,
                                   told.get("x-olive-permission", ""),
                                   body and body["schema"], query))
    return sorted(found, key=lambda each: each.name)


def resolve(document, schema):
    """The schema behind references and `or null`."""
    while True:
        if "$ref" in schema:
            schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
        elif "anyOf" in schema:
            schema = schema["anyOf"][0]
        else:
            return schema


def kind_of(schema):
    told = schema["type"]
    return told[0] if isinstance(told, list) else told


def is_free_text(schema):
    """True for what a person types: no code, date or id."""
    return (kind_of(schema) == "string" and "enum" not in schema and "format" not in schema
            and schema.get("pattern") != "^[0-9]+$")


def sample(document, schema):
    """A value that fits the schema; texts are left out of consideration."""
    schema = resolve(document, schema)
    match kind_of(schema):
        case "object":
            return {name: sample(document, each)
                    for name, each in schema.get("properties", {}).items()}
        case "array":
            return [sample(document, schema["items"])]
        case "boolean":
            return True
        case "integer" | "number":
            return schema.get("minimum", 1)
        case _:
            return _sample_text(schema)


def _sample_text(schema):
    if "enum" in schema:
        return schema["enum"][0]
    by_format = {"date": "2026-01-05", "date-time": "2026-01-05T00:00:00Z"}
    return by_format.get(schema.get("format"), "1" * max(1, schema.get("minLength", 1)))


def text_pointers(document, schema, at=""):
    """JSON pointers of all free-text fields of a body."""
    schema = resolve(document, schema)
    match kind_of(schema):
        case "object":
            return [pointer for name, each in schema.get("properties", {}).items()
                    for pointer in text_pointers(document, each, f"{at}/{name}")]
        case "array":
            return text_pointers(document, schema["items"], f"{at}/0")
        case _:
            return [at] if is_free_text(schema) else []


def place(value, pointer, text):
    """Puts a text at a pointer of a sampled body."""
    *way, last = [int(part) if part.isdigit() else part for part in pointer.split("/")[1:]]
    for part in way:
        value = value[part]
    value[last] = text
