"""`tfgan-zoo export`."""

from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.cli.paths import check_output
from tfgan_zoo.recipe.flags import add_checkpoint
from tfgan_zoo.runs.places import GENERATORS, check_generator, check_run

SAVED_MODEL = "saved_model"
RUNTIME = "node_modules/onnxruntime-web/dist"
PAGE = "page"
SUFFIXES = {"onnx": ".onnx", "litert": ".tflite"}


def add(subparsers):
    parser = subparsers.add_parser(
        "export",
        help="export a run's generator",
        description="Export a run's generator for TF Serving, or any generator as one file for another runtime, "
        "or as a page that runs it in a browser.",
    )
    parser.add_argument("sample_source", metavar="SOURCE", help=f"a run's folder; with --format, {GENERATORS}")
    parser.add_argument(
        "--out",
        required=True,
        metavar="PATH",
        help="folder of versions, whose name is the model's; with --format, a file or a page's folder",
    )
    add_checkpoint(parser)
    parser.add_argument(
        "--format",
        choices=(SAVED_MODEL, *SUFFIXES, PAGE),
        default=SAVED_MODEL,
        help="SavedModel for TF Serving, ONNX for onnxruntime, LiteRT for small devices, a folder of static files for "
        "browsers (default: saved_model)",
    )
    parser.add_argument(
        "--runtime",
        default=RUNTIME,
        metavar="FOLDER",
        help=f"for a page: the folder dist of the npm package onnxruntime-web (default: {RUNTIME})",
    )
    parser.add_argument("--license", metavar="TEXT", help="license of the data, for the model card")
    parser.set_defaults(command=export)


def export(flags):
    if flags.format == SAVED_MODEL:
        check_run(flags.sample_source, flags.checkpoint)
        print(loaded("runs").export_run(flags.sample_source, flags.out, flags.checkpoint, flags.license))
        return 0
    if flags.format == PAGE:
        check_generator(flags.sample_source, flags.checkpoint)
        write = loaded("runs").write_generator_page
        difference = write(flags.sample_source, flags.out, flags.runtime, flags.checkpoint)
        print(f"{flags.out}: within {difference:.1e} of the SavedModel; python -m http.server -d {flags.out} shows it")
        return 0
    check_output(flags.out, SUFFIXES[flags.format])
    check_generator(flags.sample_source, flags.checkpoint)
    difference = loaded("runs").convert_generator(flags.sample_source, flags.out, flags.format, flags.checkpoint)
    print(f"{flags.out}: within {difference:.1e} of the SavedModel")
    return 0
