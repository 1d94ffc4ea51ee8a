#!/usr/bin/env bash
# Build the wheel and the source archive into dist/, and show that each installs and works where the repository is not.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/build"
"$work/build/bin/pip" install --quiet build
rm -rf dist
"$work/build/bin/python" -m build --outdir dist .

for archive in "$root"/dist/*.whl "$root"/dist/*.tar.gz; do
    echo "+ $archive"
    environment="$work/$(basename "$archive")-environment"
    python3 -m venv "$environment"
    "$environment/bin/pip" install --quiet "$archive"
    mkdir "$work/folder"
    (
        cd "$work/folder"
        "$environment/bin/tfgan-zoo" train dcgan --width 8 --steps 20 --epochs 2 --out run
        "$environment/bin/tfgan-zoo" sample run --out samples.png
        "$environment/bin/tfgan-zoo" export run --out model
    )
    rm -rf "$work/folder"
done
echo "dist/ has what was tried"
