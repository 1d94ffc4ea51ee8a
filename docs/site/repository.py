"""Hooks of MkDocs: what the pages link to beside `docs/` becomes a part of the site.

On the code host a page's links lead to files of the repository. Here such a file gets a page of its own, and the link
leads there: a module with public names has its page of the reference, Markdown stays what it is, any other text is
shown as it stands, a folder is its README. A notebook is shown as a page.
"""

import ast
import json
import os
import pathlib
import re

from mkdocs.structure.files import File

ROOT = pathlib.Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "tfgan_zoo"
LINK = re.compile(r"(\]\()([^)#\s]+)((?:#[\w-]+)?\))")
HOMES = {"README.md": "index.md", "CONTRIBUTING.md": "contributing.md"}
MEDIA = (".png", ".jpg", ".gif", ".svg", ".webp", ".mp4", ".wav", ".flac", ".ogg")
SINGLE_FILES = ("schedules",)  # packages of one file that are for users
SYNTAX = {".py": "python", ".yaml": "yaml", ".toml": "toml", ".sh": "bash", ".cfg": "ini"}


def public_names():
    """dict from each package to its public names, each with the module that defines it; the source is read, not run."""
    packages = {}
    for path in sorted(SOURCE.glob("*/__init__.py")):
        package = f"tfgan_zoo.{path.parent.name}"
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ImportFrom) and node.module.startswith(f"{package}."):
                packages.setdefault(package, {}).update({alias.name: node.module for alias in node.names})
            elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "PLACES":
                places = ast.literal_eval(node.value)
                packages[package] = {name: f"{package}.{module}" for name, module in places.items()}
    for name in SINGLE_FILES:
        tree = ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8"))
        packages[f"tfgan_zoo.{name}"] = {
            node.name: f"tfgan_zoo.{name}" for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef))
        }
    return packages


PACKAGES = public_names()
MODULES = {module for names in PACKAGES.values() for module in names.values()}


def page_of(place):
    """Where in the site a file of the repository is."""
    path = place.relative_to(ROOT).as_posix()
    module = path.removesuffix(".py").replace("/", ".")
    if place.is_dir():
        home = next((place / name for name in ("__init__.py", "README.md") if (place / name).exists()), None)
        return page_of(home) if home else f"{path}/index.md"
    if path in HOMES:
        return HOMES[path]
    if place.name == "__init__.py" and module.removesuffix(".__init__") in PACKAGES:
        return f"reference/{module.removesuffix('.__init__')}.md"
    if module in MODULES:
        return f"reference/{module}.md"
    if place.suffix == ".ipynb":
        return place.relative_to(DOCS).with_suffix(".md").as_posix()
    if DOCS in place.parents and place.suffix != ".py":
        return place.relative_to(DOCS).as_posix()
    return path if place.suffix in (".md", *MEDIA) else f"{path}.md"


def text_of(place):
    """A file of the repository as Markdown, or what is in a folder."""
    title = f"# `{place.relative_to(ROOT).as_posix()}`\n\n"
    if place.is_dir():
        return title + "\n".join(f"- [{file.name}]({place.name}/{file.name})" for file in sorted(place.iterdir()))
    text = place.read_text(encoding="utf-8")
    if place.suffix == ".md":
        return text
    if place.suffix == ".ipynb":
        return "\n\n".join(cell_text(cell) for cell in json.loads(text)["cells"])
    return f"{title}````{SYNTAX.get(place.suffix, 'text')}\n{text}\n````\n"


def cell_text(cell):
    """A cell of a notebook as Markdown."""
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return source
    shown = [f"```python\n{source}\n```"]
    for output in cell["outputs"]:
        found = output.get("data", {})
        if "image/png" in found:
            shown.append(f"![output](data:image/png;base64,{''.join(found['image/png']).strip()})")
        else:
            shown.append(f"```text\n{''.join(output.get('text', found.get('text/plain', '')))}\n```")
    return "\n\n".join(shown)


def links(text, place):
    """The files of the repository that a page links to."""
    targets = [target for _, target, _ in LINK.findall(text) if not re.match(r"[a-z]+:", target)]
    return [(place.parent / target).resolve() for target in targets]


def with_links(text, place):
    """A page's text with links from its place in the site to those of the files that it links to."""
    here = pathlib.PurePosixPath(page_of(place)).parent

    def replaced(match):
        target = (place.parent / match[2]).resolve()
        if re.match(r"[a-z]+:", match[2]) or not target.exists():
            return match[0]
        return match[1] + pathlib.PurePosixPath(os.path.relpath(page_of(target), here)).as_posix() + match[3]

    return LINK.sub(replaced, text)


def reference():
    """dict from each page of the reference to its text: one for each package and each module with public names."""
    pages = {}
    for package, names in PACKAGES.items():
        path = SOURCE / package.partition(".")[2]
        source = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        about = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))
        rows = [f"- [`{name}`]({module}.md#{module}.{name})" for name, module in names.items()]
        pages[f"reference/{package}.md"] = f"# {package}\n\n{about.partition('Example:')[0]}\n\n" + "\n".join(rows)
    for module in sorted(MODULES):
        level = 1 if len(names_of(module)) == 1 and f"reference/{module}.md" not in pages else 2
        options = f"    options: {{heading_level: {level}}}"
        shown = [f"::: {module}.{name}\n{options}\n" for name in names_of(module)]
        above = pages.get(f"reference/{module}.md", f"# {title_of(module)}" if level == 2 else "")
        pages[f"reference/{module}.md"] = "\n\n".join([above, *shown])
    return pages


def names_of(module):
    """The public names that a module defines."""
    return [name for names in PACKAGES.values() for name, place in names.items() if place == module]


def title_of(module):
    """A module's public names, if they are few, or its own."""
    names = names_of(module)
    return ", ".join(names) if len(names) < 3 else module.rpartition(".")[2]


def on_config(config):
    sections = []
    for package, names in PACKAGES.items():
        modules = [{title_of(module): f"reference/{module}.md"} for module in sorted({*names.values()} - {package})]
        sections.append({package.partition(".")[2]: [f"reference/{package}.md", *modules]})
    config.nav.insert(-1, {"Reference": sections})
    return config


def on_files(files, config):
    pages = reference()
    queue = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md"), *DOCS.glob("notebooks/*.ipynb")]
    seen = set()
    while queue:
        place = queue.pop()
        uri = page_of(place)
        if place in seen or not place.exists() or uri in pages:
            continue
        seen.add(place)
        if place.suffix in MEDIA or (DOCS in place.parents and place.suffix not in (".md", ".ipynb", ".py")):
            if files.get_file_from_path(uri) is None:
                files.append(File.generated(config, uri, abs_src_path=str(place)))
            continue
        if (place / "README.md").exists():
            place = place / "README.md"
        text = text_of(place)
        if place.is_dir() or place.suffix in (".md", ".ipynb"):
            queue += links(text, place)
            text = with_links(text, place)
        pages[uri] = text
    for uri, text in pages.items():
        if existing := files.get_file_from_path(uri):
            files.remove(existing)
        files.append(File.generated(config, uri, content=text))
    return files
