"""The ops of a SavedModel's graph that no server should run, and no one who loads it."""

from tfgan_zoo.serving.card import read_meta_graph

# Ops that run Python, or touch a server's files or console.
FORBIDDEN_OPS = frozenset(
    ["PyFunc", "PyFuncStateless", "EagerPyFunc", "Print", "PrintV2", "ReadFile", "WriteFile", "MatchingFiles"]
    + ["WholeFileReader", "WholeFileReaderV2", "TextLineReaderV2", "TFRecordReaderV2", "FixedLengthRecordReaderV2"]
    + ["TextLineDataset", "TFRecordDataset", "TFRecordDatasetV2", "FixedLengthRecordDatasetV2", "CacheDatasetV2"]
    + ["SaveDatasetV2", "LoadDataset", "SnapshotDatasetV2", "ImmutableConst", "LoadAndRemapMatrix"]
    + ["InitializeTableFromTextFileV2", "Save", "SaveSlices", "Restore", "RestoreSlice"]
)
# Ops of files that every SavedModel has, to be saved and restored as a whole; what is called may not use them.
SAVING_OPS = frozenset(["SaveV2", "RestoreV2", "MergeV2Checkpoints"])


def forbidden_ops(saved_model):
    """Ops in a SavedModel that a server cannot run or should not: a sorted list of names, empty if there are none.

    Args:
        saved_model: a version's folder.

    Example:
        >>> forbidden_ops(tfgan_zoo.serving.export_generator(gan, "saved_models/dcgan"))
        []
    """
    meta_graph = read_meta_graph(saved_model)
    library = {function.signature.name: function.node_def for function in meta_graph.graph_def.library.function}
    everything = [*meta_graph.graph_def.node, *(node for nodes in library.values() for node in nodes)]
    called = [*nodes_of_signatures(meta_graph)]
    called += [node for name in meta_graph.object_graph_def.concrete_functions for node in library.get(name, ())]
    found = {node.op for node in everything} & FORBIDDEN_OPS
    return sorted(found | {node.op for node in with_functions(called, library)} & SAVING_OPS)


def nodes_of_signatures(meta_graph):
    """The nodes of the graph itself that the outputs of the signatures need."""
    nodes = {node.name: node for node in meta_graph.graph_def.node}
    remaining = [info.name for signature in meta_graph.signature_def.values() for info in signature.outputs.values()]
    needed = {}
    while remaining:
        name = remaining.pop().lstrip("^").partition(":")[0]
        if name in nodes and name not in needed:
            needed[name] = nodes[name]
            remaining += nodes[name].input
    return needed.values()


def with_functions(nodes, library):
    """Nodes, and those of all functions that they call."""
    remaining, seen = list(nodes), set()
    while remaining:
        node = remaining.pop()
        yield node
        functions = [value.func.name for value in node.attr.values() if value.HasField("func")]
        functions += [func.name for value in node.attr.values() for func in value.list.func]
        for name in {node.op, *functions} - seen:
            seen.add(name)
            remaining += library.get(name, ())
